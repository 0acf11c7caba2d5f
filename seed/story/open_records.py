"""The last records of each kind: what waits on the demonstration's day, and what each persona finds of its own.

All else was handed in earlier and came to its end; these are told day by day, so that clocks and desks have something
to show and nothing looks forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.people.permissions import Verb
from domain.vocabulary import RequestStatus
from seed.reference_day import ReferenceDay
from seed.story.stories import Ending


class By(StrEnum):
    """Who publishes a record."""

    ANYBODY = "anybody"
    #: The organization of the persona that contributes.
    CONTRIBUTOR = "contributor"
    #: The institution of the delegate's State.
    DELEGATE = "delegate"


@dataclass(frozen=True)
class OpenRecord:
    """A record that was handed in lately.

    days: so many ago; working days where it still waits for its review. about_delegate: it names the delegate's State.
    said: what a State says about it. again: it tells what another record tells; merged: that was seen.
    status: where a request stands.
    """

    ending: Ending
    days: int
    by: By = By.ANYBODY
    about_delegate: bool = False
    said: Verb | None = None
    again: bool = False
    merged: bool = False
    status: RequestStatus = RequestStatus.OPEN

    def days_ago(self, present: ReferenceDay) -> int:
        """How many days ago the record was handed in, of whatever kind these are."""
        waits = self.ending is Ending.SUBMITTED and not self.merged
        return present.days_since(self.days) if waits else self.days

    def submitted(self, present: ReferenceDay, place: int) -> datetime:
        """When the record was handed in."""
        return present.ago(self.days_ago(present), place)


#: In the order of their weight: a small demonstration has the first ones only.
ACTIVITIES = (
    OpenRecord(Ending.SUBMITTED, 1, By.CONTRIBUTOR),
    OpenRecord(Ending.RETURNED, 9, By.CONTRIBUTOR),
    OpenRecord(Ending.AWAITED, 5, about_delegate=True),
    OpenRecord(Ending.PUBLISHED, 22, By.CONTRIBUTOR, about_delegate=True, said=Verb.REQUEST_CORRECTION),
    OpenRecord(Ending.WITHHELD, 30, By.CONTRIBUTOR, said=Verb.WITHHOLD_CONSENT),
    OpenRecord(Ending.AWAITED, 9, about_delegate=True),
    OpenRecord(Ending.SUBMITTED, 3, again=True),
    OpenRecord(Ending.PUBLISHED, 34, about_delegate=True, said=Verb.ANNOTATE_RECORD),
    OpenRecord(Ending.SUBMITTED, 8),
    OpenRecord(Ending.SUBMITTED, 15, again=True, merged=True),
    OpenRecord(Ending.AWAITED, 14, about_delegate=True),
    OpenRecord(Ending.SUBMITTED, 2),
    OpenRecord(Ending.AWAITED, 11),
    OpenRecord(Ending.RETURNED, 5, By.CONTRIBUTOR),
    OpenRecord(Ending.PARTLY_AWAITED, 17, about_delegate=True),
    OpenRecord(Ending.SUBMITTED, 4),
    OpenRecord(Ending.AWAITED, 20),
    OpenRecord(Ending.RETURNED, 16),
    OpenRecord(Ending.AWAITED, 25),
    OpenRecord(Ending.SUBMITTED, 5),
)
REQUESTS = (
    OpenRecord(Ending.SUBMITTED, 1),
    OpenRecord(Ending.PUBLISHED, 20, By.DELEGATE),
    OpenRecord(Ending.SUBMITTED, 7),
    OpenRecord(Ending.AWAITED, 9),
    OpenRecord(Ending.PUBLISHED, 215, By.DELEGATE, status=RequestStatus.IN_DIALOGUE),
    OpenRecord(Ending.PUBLISHED, 66),
    OpenRecord(Ending.PUBLISHED, 12),
    OpenRecord(Ending.PUBLISHED, 33),
    OpenRecord(Ending.SUBMITTED, 3),
    OpenRecord(Ending.PUBLISHED, 74),
    OpenRecord(Ending.PUBLISHED, 45),
    OpenRecord(Ending.PUBLISHED, 27),
)
OFFERS = (
    OpenRecord(Ending.SUBMITTED, 1),
    OpenRecord(Ending.PUBLISHED, 205, By.CONTRIBUTOR),
    OpenRecord(Ending.RETURNED, 11),
    OpenRecord(Ending.PUBLISHED, 345, By.CONTRIBUTOR),
    OpenRecord(Ending.SUBMITTED, 4),
    OpenRecord(Ending.PUBLISHED, 195, By.DELEGATE),
    OpenRecord(Ending.SUBMITTED, 2, By.CONTRIBUTOR),
)
GOOD_PRACTICES = (
    OpenRecord(Ending.AWAITED, 10, about_delegate=True),
    OpenRecord(Ending.SUBMITTED, 3),
    OpenRecord(Ending.AWAITED, 13),
)


def open_records_among(
    scenes: Sequence[OpenRecord], present: ReferenceDay, count: int, *, share: int, in_large: int
) -> list[OpenRecord]:
    """The scenes of a demonstration with `count` records of a kind, not more than one in `share`, in order of time.

    In stores for benchmarks one in `in_large` waits: the same scenes again, without the personas.
    """
    number = max(min(len(scenes), count // share), count // in_large)
    rounds = [scenes[place % len(scenes)] for place in range(number)]
    chosen = [*rounds[: len(scenes)], *map(_without_personas, rounds[len(scenes) :])]
    return sorted(chosen, key=lambda scene: -scene.days_ago(present))


def _without_personas(scene: OpenRecord) -> OpenRecord:
    published = Ending.PUBLISHED if scene.said or scene.merged else scene.ending
    return replace(scene, ending=published, by=By.ANYBODY, about_delegate=False, said=None, again=False, merged=False)
