"""The reviews that an import lands in: made where missing, with their session, year and source of record."""

from sqlmodel import Session, select

from data_access.importers.source_records import SourceRecommendation
from data_access.models import Review
from data_access.store.reference import read_sessions
from domain.reviews import cycle_of_session, review_code
from domain.vocabulary import Source

#: Sources that give whole reviews, lowest rank first. What was entered here belongs to no such list and stays.
RANKED = tuple(source for source in Source if source not in (Source.ENTERED, Source.IATI))


def lower_ranking(source: Source) -> tuple[Source, ...]:
    """The sources whose recommendations `source` supersedes in a review."""
    return RANKED[: RANKED.index(source)]


class Reviews:
    """Finds the review of each recommendation of one import, and lets `source` take it over where it may."""

    def __init__(self, session: Session, source: Source) -> None:
        """Load the reviews on record: at most four for each State."""
        self._session = session
        self._source = source
        self._reviews = {(review.iso3, review.cycle): review for review in session.exec(select(Review))}
        self._years = {held.session: held.year for held in read_sessions()}
        self._found: dict[tuple[str, int], int | None] = {}
        self._conflicts: dict[tuple[str, int], str] = {}

    @property
    def landed(self) -> list[int]:
        """Numbers of the reviews that `landing_in` gave, in order."""
        return sorted({number for number in self._found.values() if number is not None})

    def landing_in(self, found: SourceRecommendation) -> int | None:
        """The number of the recommendation's review, or None where a higher-ranking source is its source of record."""
        key = (found.iso3, found.session)
        if key not in self._found:
            self._found[key] = self._take(*key)
        return self._found[key]

    def conflict(self, found: SourceRecommendation) -> str | None:
        """What is to be said of a record whose review has another source of record, or another session."""
        self.landing_in(found)
        return self._conflicts.get((found.iso3, found.session))

    def _take(self, iso3: str, number: int) -> int | None:
        cycle = cycle_of_session(number)
        review = self._reviews.get((iso3, cycle))
        if review is None:
            review = self._reviews[iso3, cycle] = Review(iso3=iso3, cycle=cycle)
            self._session.add(review)
        elif review.source_of_record in RANKED[RANKED.index(self._source) + 1 :]:
            self._conflicts[iso3, number] = (
                f"{review_code(iso3, cycle)}: {review.source_of_record} is the source of record"
            )
            return None
        if review.session not in (None, number):
            self._conflicts[iso3, number] = (
                f"{review_code(iso3, cycle)}: session {review.session} is kept, the file says {number}"
            )
        review.session = review.session or number
        review.year = review.year or self._years.get(review.session)
        review.source_of_record = self._source
        self._session.flush()
        return review.id
