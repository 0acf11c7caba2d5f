"""Who are the States, by name and classification, and when was each reviewed?"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sqlmodel import col, select

from data_access.models import Review
from data_access.store.engine import reading
from data_access.store.reference import read_states
from domain.records.shown_records import ReviewFact
from domain.states import State


@cache
def states() -> Mapping[str, State]:
    """All 193 Member States, two observers and the European Union by ISO3; reference facts, read once a process."""
    return MappingProxyType({state.iso3: state for state in read_states()})


def reviews_of(iso3: str) -> tuple[ReviewFact, ...]:
    """The reviews of a State that the store knows, first to last; none for an observer."""
    with reading() as session:
        found = session.exec(select(Review).where(Review.iso3 == iso3).order_by(col(Review.cycle))).all()
        return tuple(ReviewFact(review.cycle, review.session, review.year) for review in found)
