"""Coverage and search, told again slowly: plain loops over the store's tables, one rule of domain.md a function.

The analytics must give the same numbers. Nothing here is shared with them but the vocabulary and `support_band`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from sqlmodel import Session, select

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRecommendation,
    ActivityTheme,
    AffectedPersons,
    Consent,
    Recommendation,
    RecommendationPersons,
    RecommendationSdg,
    RecommendationTheme,
    RecommendingState,
    Request,
    RequestRecommendation,
    Review,
    State,
    Theme,
)
from data_access.store.engine import reading
from domain.coverage import GapFilters, support_band
from domain.records.consent import public_for
from domain.search.query import And, Not, Or, Prefix, Query, Reference, Words
from domain.vocabulary import (
    UNDER_WAY,
    ActivityStatus,
    Breakdown,
    ConsentStatus,
    Modality,
    Position,
    RecommendationKind,
    RecordKind,
    SupportBand,
    Visibility,
)

Counts = Counter[SupportBand]


@dataclass(frozen=True)
class Described:
    """A recommendation with all that filters and breakdowns ask of it."""

    row: Recommendation
    state: State
    cycle: int
    session: int | None
    themes: frozenset[str]
    persons: frozenset[str]
    goals: frozenset[int]
    recommending: frozenset[str]
    modalities: frozenset[Modality]
    band: SupportBand

    @property
    def has_band(self) -> bool:
        """Whether coverage can speak of it at all."""
        positions = (Position.SUPPORTED, Position.PARTLY_SUPPORTED)
        return self.row.kind is RecommendationKind.RECOMMENDATION and self.row.position in positions

    def keys(self, breakdown: Breakdown) -> frozenset[str]:
        """The rows of a breakdown in which it counts."""
        match breakdown:
            case Breakdown.STATE:
                return frozenset({self.state.iso3})
            case Breakdown.GROUP:
                return frozenset({self.state.un_group})
            case Breakdown.REGION:
                return frozenset({self.state.region})
            case Breakdown.CYCLE:
                return frozenset({str(self.cycle)})
            case Breakdown.SESSION:
                return frozenset() if self.session is None else frozenset({str(self.session)})
            case Breakdown.THEME:
                return self.themes
            case Breakdown.SDG:
                return frozenset(map(str, self.goals))
            case Breakdown.PERSONS:
                return self.persons
            case Breakdown.RECOMMENDING:
                return self.recommending
            case Breakdown.TOTAL:
                return frozenset({"total"})


def coverage_by(world: Iterable[Described], breakdown: Breakdown, filters: GapFilters) -> dict[str, Counts]:
    """Recommendations in scope by key and band."""
    counted: dict[str, Counts] = {}
    for one in in_scope(world, filters):
        for key in one.keys(breakdown):
            counted.setdefault(key, Counter())[one.band] += 1
    return counted


def coverage_matrix(
    world: Iterable[Described], rows: Breakdown, columns: Breakdown, filters: GapFilters
) -> dict[tuple[str, str], Counts]:
    """Recommendations in scope by pair of keys and band."""
    counted: dict[tuple[str, str], Counts] = {}
    for one in in_scope(world, filters):
        for pair in product(one.keys(rows), one.keys(columns)):
            counted.setdefault(pair, Counter())[one.band] += 1
    return counted


def in_scope(world: Iterable[Described], filters: GapFilters) -> Iterator[Described]:
    """What coverage speaks of."""
    for one in world:
        recommended = one.row.kind is RecommendationKind.RECOMMENDATION
        if recommended and one.row.position in filters.positions and is_chosen(one, filters):
            yield one


def is_chosen(one: Described, filters: GapFilters) -> bool:
    """Whether each filter that the reader set holds, position left aside."""
    groups = {"LDC": one.state.ldc, "LLDC": one.state.lldc, "SIDS": one.state.sids}
    return all(
        (
            not filters.states or one.state.iso3 in filters.states,
            not filters.un_groups or one.state.un_group in filters.un_groups,
            not filters.regions or one.state.region in filters.regions,
            not filters.groups or any(groups[group] for group in filters.groups),
            not filters.cycles or one.cycle in filters.cycles,
            not filters.sessions or one.session in filters.sessions,
            not filters.themes or one.themes & set(filters.themes),
            not filters.sdgs or one.goals & set(filters.sdgs),
            not filters.persons or one.persons & set(filters.persons),
            not filters.recommending or one.recommending & set(filters.recommending),
            not filters.modalities or one.modalities & set(filters.modalities),
        )
    )


class Tables:
    """Whole tables as lists."""

    def __init__(self, session: Session) -> None:
        """Read them all."""
        self.recommendations = session.exec(select(Recommendation)).all()
        self.reviews = {review.id: review for review in session.exec(select(Review))}
        self.states = {state.iso3: state for state in session.exec(select(State))}
        self.themes = {theme.id: theme.code for theme in session.exec(select(Theme))}
        self.persons = {group.id: group.code for group in session.exec(select(AffectedPersons))}
        self.theme_links = session.exec(select(RecommendationTheme)).all()
        self.persons_links = session.exec(select(RecommendationPersons)).all()
        self.sdg_links = session.exec(select(RecommendationSdg)).all()
        self.recommending = session.exec(select(RecommendingState)).all()
        self.activities = session.exec(select(Activity)).all()
        self.recipients = session.exec(select(ActivityRecipient)).all()
        self.activity_themes = session.exec(select(ActivityTheme)).all()
        self.supported = session.exec(select(ActivityRecommendation)).all()
        self.requests = session.exec(select(Request)).all()
        self.asked_for = session.exec(select(RequestRecommendation)).all()
        self.consents = session.exec(select(Consent)).all()


def described() -> list[Described]:
    """Every recommendation that is not retired."""
    with reading() as session:
        tables = Tables(session)
        session.expunge_all()
    return [_described(tables, row) for row in tables.recommendations if row.retired_at is None]


def _described(tables: Tables, row: Recommendation) -> Described:
    review = tables.reviews[row.review_id]
    themes = {link.theme_id for link in tables.theme_links if link.recommendation_id == row.id}
    public = _public_activities(tables, review.iso3)
    linked = [activity for activity in public if _is_supported(tables, activity, row)]
    asking = [request for request in _public_requests(tables, review.iso3) if _is_asked_for(tables, request, row)]
    of_a_theme = [activity for activity in public if themes & _themes_of(tables, activity)]
    counting = [one for one in linked if one.status in UNDER_WAY or one.status is ActivityStatus.PIPELINE]
    return Described(
        row=row,
        state=tables.states[review.iso3],
        cycle=review.cycle,
        session=review.session,
        themes=frozenset(tables.themes[number] for number in themes),
        persons=frozenset(
            tables.persons[link.persons_id] for link in tables.persons_links if link.recommendation_id == row.id
        ),
        goals=frozenset(link.goal for link in tables.sdg_links if link.recommendation_id == row.id),
        recommending=frozenset(link.iso3 for link in tables.recommending if link.recommendation_id == row.id),
        modalities=frozenset(activity.modality for activity in counting),
        band=support_band(
            [activity.status for activity in linked],
            [request.status for request in asking],
            [activity.status for activity in of_a_theme],
        ),
    )


def _public_activities(tables: Tables, iso3: str) -> list[Activity]:
    """Activities that the State receives and that are public for it."""
    received = {link.activity_id for link in tables.recipients if link.iso3 == iso3}
    return [
        activity
        for activity in tables.activities
        if activity.id in received
        and iso3 in public_for(activity.editorial_state, _consents(tables, RecordKind.ACTIVITY, activity.id))
    ]


def _public_requests(tables: Tables, iso3: str) -> list[Request]:
    """Requests of the State that everyone may see; whether they still ask is for `support_band` to say."""
    return [
        request
        for request in tables.requests
        if request.iso3 == iso3
        and request.visibility is Visibility.PUBLIC
        and iso3 in public_for(request.editorial_state, _consents(tables, RecordKind.REQUEST, request.id))
    ]


def _consents(tables: Tables, kind: RecordKind, number: int | None) -> dict[str, ConsentStatus]:
    return {
        consent.iso3: consent.status
        for consent in tables.consents
        if consent.record_kind is kind and consent.record_id == number
    }


def _themes_of(tables: Tables, activity: Activity) -> set[int]:
    return {link.theme_id for link in tables.activity_themes if link.activity_id == activity.id}


def _is_supported(tables: Tables, activity: Activity, row: Recommendation) -> bool:
    return any(link.activity_id == activity.id and link.recommendation_id == row.id for link in tables.supported)


def _is_asked_for(tables: Tables, request: Request, row: Recommendation) -> bool:
    return any(link.request_id == request.id and link.recommendation_id == row.id for link in tables.asked_for)


def finds(query: Query, words: list[str], paragraph: str = "", symbol: str = "") -> bool:
    """Whether a text with these reduced words, of this paragraph and document, is found."""
    match query:
        case Words(wanted):
            return any(tuple(words[at : at + len(wanted)]) == wanted for at in range(len(words)))
        case Prefix(before, beginning, others):
            return any(
                tuple(words[at - len(before) : at]) == before and (word.startswith(beginning) or word in others)
                for at, word in enumerate(words)
                if at >= len(before)
            )
        case Not(part):
            return not finds(part, words, paragraph, symbol)
        case Reference(wanted, "paragraph", key):
            return finds(wanted, words) or paragraph.replace(" ", "").lower() == key
        case Reference(wanted, _, key):
            return finds(wanted, words) or f"{symbol.replace(' ', '').upper()}/".startswith(f"{key}/")
        case And(parts):
            return all(finds(part, words, paragraph, symbol) for part in parts)
        case Or(parts):
            return any(finds(part, words, paragraph, symbol) for part in parts)
