"""The gap, defined honestly: which support band a recommendation falls in, and what a reader asked to see."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.vocabulary import ASKING, UNDER_WAY, ActivityStatus, Modality, Position, RequestStatus, SupportBand

#: Under this many recommendations a share says nothing; counts are shown in its place.
SMALLEST_DENOMINATOR = 10


@dataclass(frozen=True)
class GapFilters:
    """What the reader chose. Each empty tuple means no restriction; several values of one field mean any of them.

    states: ISO3 codes of States under review. un_groups: UN regional groups. regions: M49 region codes.
    groups: LDC, LLDC, SIDS. cycles: 1-4. sessions: 1-54. themes, persons: codes as stored. sdgs: goals 1-17.
    recommending: ISO3 codes of recommending States. modalities: keeps recommendations that a published activity
    in one of these modalities is linked to. with_partly: adds `partly_supported` to `supported`.
    """

    states: tuple[str, ...] = ()
    un_groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    cycles: tuple[int, ...] = ()
    sessions: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    persons: tuple[str, ...] = ()
    recommending: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ()
    with_partly: bool = False

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions in scope."""
        return (Position.SUPPORTED, Position.PARTLY_SUPPORTED) if self.with_partly else (Position.SUPPORTED,)

    @property
    def narrowed(self) -> bool:
        """Whether the reader left anything out of the whole."""
        return self != GapFilters(with_partly=self.with_partly)


def support_band(
    linked_activities: Collection[ActivityStatus],
    linked_requests: Collection[RequestStatus],
    theme_activities: Collection[ActivityStatus],
) -> SupportBand:
    """Name the band of one recommendation, the first that fits.

    linked_activities, linked_requests: statuses of the public records linked to it that the State under review
    consented to. theme_activities: statuses of public activities of that State that carry one of its themes.
    Cancelled and suspended activities count nowhere.
    """
    if UNDER_WAY.intersection(linked_activities):
        return SupportBand.REPORTED
    if ActivityStatus.PIPELINE in linked_activities:
        return SupportBand.PLANNED
    if ASKING.intersection(linked_requests):
        return SupportBand.REQUESTED
    if UNDER_WAY.intersection(theme_activities):
        return SupportBand.THEME_ONLY
    return SupportBand.NONE_RECORDED


def share(part: int, whole: int) -> float | None:
    """The part of the whole between 0 and 1, or None where the whole is too small to speak of a share."""
    return part / whole if whole >= SMALLEST_DENOMINATOR else None
