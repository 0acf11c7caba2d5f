"""What may be here twice: records of one State with nearly the same title, organizations with nearly the same name.

When two names are alike is said in `organizations`, for these pairs as for whoever adds one; when two titles are, here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz, utils
from sqlalchemy import or_, select
from sqlmodel import Session, col

from data_access.models import Activity, Commitment, GoodPractice, Merge, NotTheSame, Offer, Organization, Request
from data_access.queries.people.organizations import ALIKE, likeness_of_words, name_words
from data_access.queries.review.queue import require_steward, states_of
from data_access.queries.review.waiting_records import about
from data_access.records.consents import concerned
from data_access.records.loading import Contribution, LoadedRecord, load
from data_access.records.merge_sides import side_of
from data_access.records.tables import TABLES
from data_access.store.engine import reading
from domain.people.permissions import Actor
from domain.records.merging import obstacles
from domain.review.work_queues import MergedPair, OrganizationPair, PossibleDuplicate
from domain.vocabulary import EditorialState, RecordKind

#: From which likeness of two titles, 0 to 100, a steward is asked to look. Word order and repeated words don't count.
LIKE_TITLES = 82
MOST_SHOWN = 8
#: Merges that are offered to be undone, the last ones.
MOST_MERGES = 50
#: A State has some hundred records of a kind; no comparison looks at more.
MOST_COMPARED = 2_000

Days = tuple[date | None, date | None]


def near_duplicates(actor: Actor, code: str) -> tuple[PossibleDuplicate, ...]:
    """Records of the same kind and State with a similar title that were not withdrawn, the most similar first.

    Records whose days are known and do not meet are left out. Raises NotAllowed for anybody but stewards, NotFound.
    """
    require_steward(actor)
    with reading() as session:
        loaded = load(session, code)
        days, title = _days(loaded.row), utils.default_process(loaded.row.title)
        apart, like = _told_apart(session), []
        for row, by in _others(session, loaded):
            score = round(fuzz.token_sort_ratio(title, utils.default_process(row.title)))
            meets = _meet(days, _days(row))
            if score >= LIKE_TITLES and meets is not False and frozenset((code, row.code)) not in apart:
                like.append((-score, row.code, row, by, bool(meets)))
        closest = sorted(like, key=lambda one: one[:2])[:MOST_SHOWN]
        return tuple(_likeness(session, loaded, row, by, -score, meets) for score, _, row, by, meets in closest)


def _likeness(
    session: Session, loaded: LoadedRecord, row: Contribution, by: str, score: int, meets: bool
) -> PossibleDuplicate:
    """The other record, with what stands against a merge in either direction."""
    this, other = side_of(session, loaded), side_of(session, load(session, row.code))
    shown = (row.code, row.version, row.title, by, row.editorial_state, score, meets)
    return PossibleDuplicate(*shown, into_this=obstacles(this, other), into_other=obstacles(other, this))


def merged_into(actor: Actor, code: str) -> tuple[MergedPair, ...]:
    """What was merged into a record, or, without a code, which organizations were merged; the last first.

    Only merges that can be undone. Raises NotAllowed for anybody but stewards.
    """
    require_steward(actor)
    wanted = select(Merge).where(col(Merge.undone_at).is_(None)).order_by(col(Merge.id).desc()).limit(MOST_MERGES)
    of = col(Merge.kept) == code if code else col(Merge.kind) == RecordKind.ORGANIZATION
    wanted = wanted.where(of)
    with reading() as session:
        rows = session.execute(wanted).scalars().all()
        return tuple(
            MergedPair(
                one.kept, _title(session, one.kept), one.duplicate, _title(session, one.duplicate), one.merged_at
            )
            for one in rows
        )


def _title(session: Session, code: str) -> str:
    if not code.startswith(f"{RecordKind.ORGANIZATION.code_prefix}-"):
        return load(session, code).row.title
    return str(session.execute(select(col(Organization.name)).where(col(Organization.code) == code)).scalar_one())


def _told_apart(session: Session) -> set[frozenset[str]]:
    """Pairs of codes that a steward said are not the same."""
    rows = session.execute(select(col(NotTheSame.first), col(NotTheSame.second)))
    return {frozenset((first, second)) for first, second in rows}


def organization_pairs(actor: Actor) -> tuple[OrganizationPair, ...]:
    """Pairs of organizations of one kind and State with nearly the same name, the most similar first.

    Raises NotAllowed for anybody but stewards.
    """
    require_steward(actor)
    with reading() as session:
        wanted = select(Organization).where(col(Organization.merged_into) == "").order_by(col(Organization.code))
        groups: dict[tuple[object, str | None], list[Organization]] = {}
        for one in session.execute(wanted).scalars():
            groups.setdefault((one.kind, one.iso3), []).append(one)
        pairs = list(_like_pairs(groups.values(), _told_apart(session)))
        records = _record_counts(session, {one.id or 0 for pair in pairs for one in pair[:2]})
        told = [_same_name(one, other, score, records) for one, other, score in pairs]
    return tuple(sorted(told, key=lambda one: (-one.score, one.name)))


def _like_pairs(
    groups: Iterable[list[Organization]], apart: set[frozenset[str]]
) -> Iterator[tuple[Organization, Organization, int]]:
    for group in groups:
        names = [name_words(one.name) for one in group]
        for first, second in combinations(range(len(group)), 2):
            score = likeness_of_words(names[first], names[second])
            if score >= ALIKE and frozenset((group[first].code, group[second].code)) not in apart:
                yield group[first], group[second], round(score)


def _same_name(one: Organization, two: Organization, score: int, records: Counter[int]) -> OrganizationPair:
    kept, other = (two, one) if records[two.id or 0] > records[one.id or 0] else (one, two)
    return OrganizationPair(
        kept.kind,
        kept.iso3,
        kept.code,
        kept.name,
        records[kept.id or 0],
        other.code,
        other.name,
        records[other.id or 0],
        score,
    )


def _record_counts(session: Session, organizations: set[int]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for table in TABLES.values():
        owner = col(table.publisher_id)
        counted.update(session.execute(select(owner).where(owner.in_(organizations))).scalars())
    return counted


def _others(session: Session, loaded: LoadedRecord) -> list[tuple[Contribution, str]]:
    """Records of the same kind that are about a State of this one, or by the same publisher where none is."""
    table = TABLES[loaded.kind]
    states = states_of(session, loaded.kind, [loaded.id]).get(loaded.id) or concerned(session, loaded)
    shared = (
        or_(*(about(loaded.kind, iso3) for iso3 in states))
        if states
        else col(table.publisher_id) == loaded.publisher.id
    )
    wanted = (
        select(table, col(Organization.name))
        .join(Organization, col(Organization.id) == col(table.publisher_id))
        .where(shared, col(table.id) != loaded.id, col(table.editorial_state) != EditorialState.WITHDRAWN)
        .order_by(col(table.id).desc())
        .limit(MOST_COMPARED)
    )
    return [(row, by) for row, by in session.execute(wanted)]


def _days(row: Contribution) -> Days:
    match row:
        case Activity():
            return row.actual_start or row.planned_start, row.actual_end or row.planned_end
        case Request() | Offer():
            return row.window_start, row.window_end
        case GoodPractice() | Commitment():
            return None, None


def _meet(one: Days, other: Days) -> bool | None:
    """Whether two spans of days have a day in common; None where neither end of one of them is known."""
    if not any(one) or not any(other):
        return None
    starts, ends = (one[0] or date.min, other[0] or date.min), (one[1] or date.max, other[1] or date.max)
    return max(starts) <= min(ends)
