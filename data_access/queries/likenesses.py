"""What may be here twice: records of one State with nearly the same title, organizations with nearly the same name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz, utils
from sqlalchemy import or_, select
from sqlmodel import Session, col

from data_access.commands.asking import concerned
from data_access.commands.records import Contribution, Held, hold
from data_access.engine import reading
from data_access.models import Activity, Commitment, GoodPractice, Offer, Organization, Request
from data_access.queries.queue import require_steward, states_of
from data_access.queries.waiting_records import TABLES, about
from domain.desks import Likeness, SameName
from domain.permissions import Actor
from domain.vocabulary import EditorialState

#: From which likeness of two titles, 0 to 100, a steward is asked to look. Word order and repeated words don't count.
LIKE_TITLES = 82
LIKE_NAMES = 88
MOST_SHOWN = 8
#: A State has some hundred records of a kind; no comparison looks at more.
MOST_COMPARED = 2_000

Days = tuple[date | None, date | None]


def near_duplicates(actor: Actor, code: str) -> tuple[Likeness, ...]:
    """Records of the same kind and State with a similar title that were not withdrawn, the most similar first.

    Records whose days are known and do not meet are left out. Raises NotAllowed for anybody but stewards, NotFound.
    """
    require_steward(actor)
    with reading() as session:
        held = hold(session, code)
        days, title = _days(held.row), utils.default_process(held.row.title)
        like = []
        for row, by in _others(session, held):
            score = round(fuzz.token_sort_ratio(title, utils.default_process(row.title)))
            meets = _meet(days, _days(row))
            if score >= LIKE_TITLES and meets is not False:
                like.append(Likeness(row.code, row.version, row.title, by, row.editorial_state, score, bool(meets)))
    return tuple(sorted(like, key=lambda one: (-one.score, one.code))[:MOST_SHOWN])


def like_organizations(actor: Actor) -> tuple[SameName, ...]:
    """Pairs of organizations of one kind and State with nearly the same name, the most similar first.

    Raises NotAllowed for anybody but stewards.
    """
    require_steward(actor)
    with reading() as session:
        wanted = select(Organization).where(col(Organization.merged_into) == "").order_by(col(Organization.code))
        groups: dict[tuple[object, str | None], list[Organization]] = {}
        for one in session.execute(wanted).scalars():
            groups.setdefault((one.kind, one.iso3), []).append(one)
        pairs = list(_like_pairs(groups.values()))
        records = _record_counts(session, {one.id or 0 for pair in pairs for one in pair[:2]})
        told = [_same_name(one, other, score, records) for one, other, score in pairs]
    return tuple(sorted(told, key=lambda one: (-one.score, one.name)))


def _like_pairs(groups: Iterable[list[Organization]]) -> Iterator[tuple[Organization, Organization, int]]:
    for group in groups:
        names = [utils.default_process(one.name) for one in group]
        for first, second in combinations(range(len(group)), 2):
            score = round(fuzz.token_sort_ratio(names[first], names[second], score_cutoff=LIKE_NAMES))
            if score:
                yield group[first], group[second], score


def _same_name(one: Organization, two: Organization, score: int, records: Counter[int]) -> SameName:
    kept, other = (two, one) if records[two.id or 0] > records[one.id or 0] else (one, two)
    return SameName(
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


def _others(session: Session, held: Held) -> list[tuple[Contribution, str]]:
    """Records of the same kind that are about a State of this one, or by the same publisher where none is."""
    table = TABLES[held.kind]
    states = states_of(session, held.kind, [held.id]).get(held.id) or concerned(session, held)
    shared = (
        or_(*(about(held.kind, iso3) for iso3 in states)) if states else col(table.publisher_id) == held.publisher.id
    )
    wanted = (
        select(table, col(Organization.name))
        .join(Organization, col(Organization.id) == col(table.publisher_id))
        .where(shared, col(table.id) != held.id, col(table.editorial_state) != EditorialState.WITHDRAWN)
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
