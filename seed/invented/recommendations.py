"""Invented recommendations and commitments for the reviews of every State, written in batches."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import Random

from sqlalchemy import insert
from sqlmodel import Session, select

from data_access.models import (
    AffectedPersons,
    Recommendation,
    RecommendationPersons,
    RecommendationSdg,
    RecommendationTheme,
    RecommendingState,
    Review,
    Table,
    Theme,
)
from data_access.store.codes import next_codes
from data_access.store.history import Family, record_history
from domain.reviews import paragraph_sort_key
from domain.sdgs import parse_sdg
from domain.search.query import search_text, text_key
from domain.themes import theme_code
from domain.vocabulary import Position, RecommendationKind, RecordKind, Source
from seed.invented.wording import ASSISTANCE, Topic, asks_assistance, commitment_text, recommendation_text, topics
from seed.invented.world import World
from seed.rows import restart_numbers
from seed.story.actors import NAME

#: So many recommendations are held in memory at a time.
BATCH = 20_000

_CYCLES = (1, 2, 3, 4)
_CYCLE_WEIGHTS = (12, 20, 34, 34)
_POSITIONS = (Position.SUPPORTED, Position.NOTED, Position.PARTLY_SUPPORTED)
_POSITION_WEIGHTS = (74, 24, 2)
_WORDS = {
    Position.SUPPORTED: "Supported",
    Position.NOTED: "Noted",
    Position.PARTLY_SUPPORTED: "Supported/Noted",
    Position.PENDING: "Under consideration",
}

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Target:
    """A recommendation that contributions can support: its number in the store and in its code, and its topic."""

    number: int
    topic: int

    @property
    def code(self) -> str:
        """The recommendation's code."""
        return RecordKind.RECOMMENDATION.code(self.number)


@dataclass(frozen=True, slots=True)
class Draft:
    """One recommendation before it is a row. topics: numbers in `topics()`; by: ISO3 codes of recommending States."""

    iso3: str
    cycle: int
    paragraph: str
    kind: RecommendationKind
    position: Position
    topics: tuple[int, ...]
    by: tuple[str, ...]
    text: str


def write_recommendations(
    session: Session, rng: Random, world: World, count: int, at: datetime, progress: Callable[[int], object]
) -> dict[str, list[Target]]:
    """Write themes, persons, reviews and `count` recommendations with one history entry.

    Returns each State's supported recommendations, in the order of their numbers. progress: called with the number
    of recommendations just written. at: when they came in.
    """
    themes, persons = _write_terms(session)
    reviews = _write_reviews(session, world)
    next_codes(session, RecordKind.RECOMMENDATION, count)
    supported: dict[str, list[Target]] = {iso3: [] for iso3 in world.states}
    rows: dict[type[Table], Rows] = {}
    for number, draft in enumerate(_drafts(rng, world, count), start=1):
        _add_rows(rows, number, draft, reviews[draft.iso3, draft.cycle], at, themes, persons)
        if draft.position is Position.SUPPORTED and draft.kind is RecommendationKind.RECOMMENDATION:
            supported[draft.iso3].append(Target(number, draft.topics[0]))
        if number % BATCH == 0 or number == count:
            progress(_write(session, rows))
    restart_numbers(session, Recommendation)
    detail = {"recommendations": count}
    record_history(session, NAME, "seed_recommendations", Family.RECOMMENDATIONS, detail=detail, at=at)
    return supported


def _write_terms(session: Session) -> tuple[dict[str, int], dict[str, int]]:
    names = [topic.theme for topic in topics()]
    groups = sorted({name for topic in topics() for name in topic.persons})
    session.add_all(Theme(code=theme_code(name), name=name) for name in names)
    session.add_all(AffectedPersons(code=theme_code(name), name=name) for name in groups)
    session.flush()
    themes = {theme.name: theme.id for theme in session.exec(select(Theme)) if theme.id is not None}
    persons = {group.name: group.id for group in session.exec(select(AffectedPersons)) if group.id is not None}
    return themes, persons


def _write_reviews(session: Session, world: World) -> dict[tuple[str, int], int]:
    """A review of every State in every cycle; a session only where it is on record, since it is a fact."""
    known = {(review.iso3, review.cycle): review for review in session.exec(select(Review))}
    for iso3 in sorted(world.states):
        for cycle in _CYCLES:
            review = known.get((iso3, cycle)) or Review(iso3=iso3, cycle=cycle)
            review.source_of_record = Source.DEMONSTRATION
            session.add(review)
            known[iso3, cycle] = review
    session.flush()
    return {key: review.id for key, review in known.items() if review.id is not None}


def _drafts(rng: Random, world: World, count: int) -> Iterator[Draft]:
    """`count` recommendations, as many to each State as to any other, give or take one, in order of State."""
    members = sorted(world.states)
    each, more = divmod(count, len(members))
    favoured = set(world.in_turns[:more])
    for iso3 in members:
        profile = _profile(rng, world, iso3, min(6 + each // 10, len(topics())))
        wanted = each + (iso3 in favoured)
        cycles = sorted(rng.choices(_CYCLES, _CYCLE_WEIGHTS, k=wanted))
        numbers: Counter[int] = Counter()
        for turn, cycle in enumerate(cycles):
            numbers[cycle] += 1
            main = profile[turn % len(profile)]
            yield _draft(rng, iso3, cycle, numbers[cycle], (main, rng.choice(profile)), members)


def _profile(rng: Random, world: World, iso3: str, count: int) -> list[int]:
    """The topics of a State's reviews: four in turns, so that each region has them all, and others by chance."""
    place = world.by_region[world.region(iso3)].index(iso3)
    own = [(4 * place + more) % len(topics()) for more in range(4)]
    return [*own, *rng.sample([topic for topic in range(len(topics())) if topic not in own], count - len(own))]


def _draft(rng: Random, iso3: str, cycle: int, place: int, about: tuple[int, int], members: list[str]) -> Draft:
    """One recommendation on the first of the two topics, and seldom on the second too."""
    chosen = about if about[0] != about[1] and rng.random() < 0.15 else about[:1]
    first, second = topics()[chosen[0]], topics()[chosen[1]] if len(chosen) == 2 else None
    paragraph = f"{60 + 25 * cycle + members.index(iso3) % 25}.{place}"
    if rng.random() < 0.05:
        text, kind = commitment_text(rng, first), RecommendationKind.COMMITMENT
        return Draft(iso3, cycle, paragraph, kind, Position.SUPPORTED, about[:1], (), text)
    text = recommendation_text(rng, first, second)
    position = rng.choices(_POSITIONS, _POSITION_WEIGHTS)[0]
    if cycle == 4 and rng.random() < 0.06:
        position = Position.PENDING
    wanted = rng.choices((1, 2, 3, 4), (70, 15, 10, 5))[0]
    by = tuple(sorted(other for other in rng.sample(members, wanted + 1) if other != iso3)[:wanted])
    return Draft(iso3, cycle, paragraph, RecommendationKind.RECOMMENDATION, position, chosen, by, text)


def _add_rows(
    rows: dict[type[Table], Rows],
    number: int,
    draft: Draft,
    review_id: int,
    at: datetime,
    themes: dict[str, int],
    persons: dict[str, int],
) -> None:
    about = [topics()[index] for index in draft.topics]
    owner: dict[str, object] = {"recommendation_id": number}
    rows.setdefault(Recommendation, []).append(_row(number, draft, review_id, at))
    named = [topic.theme for topic in about] + ([ASSISTANCE] if asks_assistance(draft.text) else [])
    for theme in dict.fromkeys(named):
        rows.setdefault(RecommendationTheme, []).append({**owner, "theme_id": themes[theme]})
    for group in dict.fromkeys(name for topic in about for name in topic.persons):
        rows.setdefault(RecommendationPersons, []).append({**owner, "persons_id": persons[group]})
    for goal, target in dict.fromkeys(sdg for topic in about for sdg in _sdgs(topic)):
        rows.setdefault(RecommendationSdg, []).append({**owner, "goal": goal, "target": target})
    for iso3 in draft.by:
        rows.setdefault(RecommendingState, []).append({**owner, "iso3": iso3})


def _row(number: int, draft: Draft, review_id: int, at: datetime) -> dict[str, object]:
    key, words = _searchable(draft.text)
    said = "|".join((draft.iso3, str(draft.cycle), draft.paragraph, draft.text, draft.position, *draft.by))
    pledged = draft.kind is RecommendationKind.COMMITMENT
    return {
        "id": number,
        "code": RecordKind.RECOMMENDATION.code(number),
        "review_id": review_id,
        "kind": draft.kind,
        "source": Source.DEMONSTRATION,
        "source_key": f"demonstration-{number:07d}",
        "symbol": "",
        "paragraph": draft.paragraph,
        "paragraph_sort": paragraph_sort_key(draft.paragraph),
        "text": draft.text,
        "text_key": key,
        "search_text": words,
        "language": "en",
        "position": draft.position,
        "position_word": "Voluntary commitment" if pledged else _WORDS[draft.position],
        "added_at": at,
        "content_key": hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest(),
    }


@lru_cache(maxsize=200_000)
def _searchable(text: str) -> tuple[str, str]:
    """The text's key and reduced words; sentences repeat in large stores."""
    return text_key(text), search_text(text)


@lru_cache
def _sdgs(topic: Topic) -> tuple[tuple[int, str], ...]:
    return tuple((goal, target or "") for goal, target in map(parse_sdg, topic.sdgs))


def _write(session: Session, rows: dict[type[Table], Rows]) -> int:
    written = len(rows[Recommendation])
    for table in (Recommendation, RecommendationTheme, RecommendationPersons, RecommendationSdg, RecommendingState):
        batch = rows.pop(table, [])
        if batch:
            session.connection().execute(insert(table), batch)
    return written
