"""When one record may stand for two: never where that would make anything less public than it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.vocabulary import ASKING, UNDER_WAY, ActivityStatus, EditorialState, OfferStatus, RequestStatus, Visibility

#: How far a record has come. A withdrawn one has no place here: it neither stays nor goes.
_PROGRESS: Final[Mapping[EditorialState, int]] = {
    EditorialState.DRAFT: 0,
    EditorialState.RETURNED: 1,
    EditorialState.SUBMITTED: 2,
    EditorialState.REVIEWED: 3,
    EditorialState.PUBLISHED: 4,
}
_ASKED: Final = frozenset({EditorialState.REVIEWED, EditorialState.PUBLISHED})
_WIDTH: Final[Mapping[Visibility, int]] = {Visibility.PUBLIC: 2, Visibility.PARTNERS: 1, Visibility.NAMED: 0}


class Hindrance(StrEnum):
    """Why a record cannot be merged into another one."""

    #: The one that is to stay is a draft, was withdrawn, or was merged itself.
    NOT_STANDING = "not_standing"
    #: The one that is to go does not stand either.
    GONE = "gone"
    #: The one that is to stay has not come as far on its way to the public.
    LESS_PUBLIC = "less_public"
    #: States agreed to the one that is to go, and not to the one that is to stay.
    FEWER_CONSENTS = "fewer_consents"
    #: Fewer readers may see the one that is to stay.
    FEWER_READERS = "fewer_readers"
    #: The one that is to stay counts for less in coverage: planned or ended against under way.
    LESS_ADVANCED = "less_advanced"


@dataclass(frozen=True)
class Obstacle:
    """A hindrance; states: the ISO3 codes of those whose consent would be lost."""

    hindrance: Hindrance
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Readers:
    """Who may see a published record. named: those alone who may, where the level is `NAMED`."""

    level: Visibility = Visibility.PUBLIC
    named: frozenset[str] = frozenset()

    def cover(self, others: "Readers") -> bool:
        """Whether all of the others are among these."""
        if self.level is others.level is Visibility.NAMED:
            return self.named >= others.named
        return _WIDTH[self.level] >= _WIDTH[others.level]


@dataclass(frozen=True)
class MergeSide:
    """One of two records. agreed: States that granted consent, each with its part in the record.

    weight: how much it counts for in coverage, as `weight_of` says.
    """

    editorial_state: EditorialState
    merged: bool
    agreed: frozenset[tuple[str, str]]
    readers: Readers
    weight: int

    @property
    def stands(self) -> bool:
        """Whether it is a record in use."""
        return not self.merged and self.editorial_state not in {EditorialState.WITHDRAWN, EditorialState.DRAFT}


def weight_of(status: ActivityStatus | RequestStatus | OfferStatus | None) -> int:
    """What a status counts for: support reported, planned or asked for, and what is on offer; 0 for what is over."""
    if status in UNDER_WAY or status is OfferStatus.OPEN:
        return 2
    return 1 if status is ActivityStatus.PIPELINE or status is OfferStatus.RESERVED or status in ASKING else 0


def obstacles(stays: MergeSide, goes: MergeSide) -> tuple[Obstacle, ...]:
    """Why `goes` cannot be merged into `stays`; empty where it can."""
    if not stays.stands:
        return (Obstacle(Hindrance.NOT_STANDING),)
    if not goes.stands:
        return (Obstacle(Hindrance.GONE),)
    found = []
    if _PROGRESS[stays.editorial_state] < _PROGRESS[goes.editorial_state]:
        found.append(Obstacle(Hindrance.LESS_PUBLIC))
    if goes.editorial_state in _ASKED and (lost := goes.agreed - stays.agreed):
        found.append(Obstacle(Hindrance.FEWER_CONSENTS, tuple(sorted({iso3 for iso3, _ in lost}))))
    if goes.editorial_state is EditorialState.PUBLISHED:
        if not stays.readers.cover(goes.readers):
            found.append(Obstacle(Hindrance.FEWER_READERS))
        if stays.weight < goes.weight:
            found.append(Obstacle(Hindrance.LESS_ADVANCED))
    return tuple(found)
