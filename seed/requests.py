"""Invented requests: what States ask for, for which recommendations, and how far each came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from random import Random

from domain.drafts import RequestDraft
from domain.permissions import Verb
from domain.vocabulary import Modality, OrganizationKind, RecordKind, RequestStatus, Source, Visibility
from seed.recommendations import Target
from seed.sizes import AS_OF
from seed.stories import Ending, Step, Story, after, day, moment_of, steps_to
from seed.wording import REQUEST_TITLES, summary_of, titled, topics
from seed.world import Organization, World

#: Where requests end up after the first five, which are open, one a region.
_COURSE = (
    RequestStatus.IN_DIALOGUE,
    RequestStatus.OPEN,
    RequestStatus.FULFILLED,
    RequestStatus.AGREED,
    RequestStatus.SUBMITTED,
    RequestStatus.DELIVERING,
    RequestStatus.OPEN,
    RequestStatus.ACKNOWLEDGED,
    RequestStatus.EXPIRED,
    RequestStatus.CLOSED_WITHOUT_MATCH,
    RequestStatus.WITHDRAWN,
    RequestStatus.FULFILLED,
    RequestStatus.OPEN,
)
#: The statuses on the way to the one where a request ends up, once it is open.
_WAY: dict[RequestStatus, tuple[RequestStatus, ...]] = {
    RequestStatus.IN_DIALOGUE: (RequestStatus.IN_DIALOGUE,),
    RequestStatus.AGREED: (RequestStatus.IN_DIALOGUE, RequestStatus.AGREED),
    RequestStatus.DELIVERING: (RequestStatus.IN_DIALOGUE, RequestStatus.AGREED, RequestStatus.DELIVERING),
    RequestStatus.FULFILLED: (
        RequestStatus.IN_DIALOGUE,
        RequestStatus.AGREED,
        RequestStatus.DELIVERING,
        RequestStatus.FULFILLED,
    ),
    RequestStatus.EXPIRED: (RequestStatus.EXPIRED,),
    RequestStatus.CLOSED_WITHOUT_MATCH: (RequestStatus.IN_DIALOGUE, RequestStatus.CLOSED_WITHOUT_MATCH),
}
_LANGUAGES = (("en",), ("fr",), ("es",), ("ar",), ("ru",), ("zh",), ("en", "fr"), ("en", "es"))
_LAST = datetime(2026, 8, 20, tzinfo=AS_OF.tzinfo)


@dataclass(frozen=True)
class Fulfilled:
    """What a fulfilled request leans on: an activity must support these recommendations of this State."""

    iso3: str
    targets: tuple[Target, ...]


def plan_requests(
    rng: Random, world: World, free: dict[str, list[Target]], count: int
) -> tuple[list[Story], list[Fulfilled]]:
    """`count` requests. They take the recommendations that they ask support for out of `free`."""
    stories: list[Story] = []
    fulfilled: list[Fulfilled] = []
    asking = _askers(world, free)
    for place in range(count):
        publisher = next(asking)
        iso3 = publisher.iso3 or ""
        targets = _take(rng, free[iso3])
        status = RequestStatus.OPEN if place < 5 else _COURSE[(place - 5) % len(_COURSE)]
        if status is RequestStatus.FULFILLED:
            fulfilled.append(Fulfilled(iso3, targets))
        submitted = moment_of(place, count, _LAST)
        draft = _draft(rng, publisher, iso3, targets, place)
        own = publisher.own_state
        steps = _steps(status, submitted, [] if own else [iso3], place)
        stories.append(Story(RecordKind.REQUEST, place + 1, draft, submitted, own, (iso3,), tuple(steps)))
    return stories, fulfilled


def _askers(world: World, free: dict[str, list[Target]]) -> Iterator[Organization]:
    """Institutions that make requests, States taking turns by region; for ever, while recommendations are left."""
    kinds = (OrganizationKind.STATE, OrganizationKind.NMIRF)
    homes = {iso3: [one for one in world.in_state.get(iso3, []) if one.kind in kinds] for iso3 in world.in_turns}
    by_region = {region: [iso3 for iso3 in members if homes[iso3]] for region, members in world.by_region.items()}
    turn = 0
    while True:
        found = False
        for members in by_region.values():
            able = [iso3 for iso3 in members if free[iso3]]
            if able:
                found = True
                iso3 = able[turn % len(able)]
                yield homes[iso3][turn % len(homes[iso3])]
        if not found:
            raise ValueError("there are more requests than recommendations to ask support for")
        turn += 1


def _take(rng: Random, free: list[Target]) -> tuple[Target, ...]:
    """One to three recommendations on one topic, taken out of the free ones."""
    first = rng.choice(free)
    alike = (target for target in free if target.topic == first.topic and target != first)
    taken = [first, *islice(alike, 2)]
    for target in taken:
        free.remove(target)
    return tuple(taken)


def _draft(rng: Random, publisher: Organization, iso3: str, targets: tuple[Target, ...], place: int) -> RequestDraft:
    topic = topics()[targets[0].topic]
    phrases = topic.phrases(rng)
    modality = list(Modality)[place % len(Modality)]
    start = day(rng.randrange(-200, 300))
    return RequestDraft(
        title=titled(rng, REQUEST_TITLES[modality], phrases),
        publisher=publisher.code,
        summary=summary_of(rng, phrases, modality),
        themes=(topic.code,),
        recommendations=tuple(target.code for target in targets),
        source=Source.DEMONSTRATION,
        iso3=iso3,
        modality=modality,
        languages=rng.choice(_LANGUAGES),
        window_start=start,
        window_end=start.replace(year=start.year + 1, day=min(start.day, 28)),
        visibility=Visibility.PARTNERS if place % 6 == 5 else Visibility.PUBLIC,
        contact_role=rng.choice(
            ("Head of the reporting unit", "Desk officer for cooperation", "Secretary of the mechanism")
        ),
    )


def _steps(status: RequestStatus, submitted: datetime, awaited: list[str], place: int) -> list[Step]:
    if status is RequestStatus.SUBMITTED:
        return []
    if status is RequestStatus.ACKNOWLEDGED and awaited:
        return steps_to(Ending.AWAITED, submitted, awaited, place)
    if status is RequestStatus.WITHDRAWN:
        return steps_to(Ending.RECORD_WITHDRAWN, submitted, awaited, place)
    steps = steps_to(Ending.PUBLISHED, submitted, awaited, place)
    moment = steps[-1].at
    for step, later in enumerate(_WAY.get(status, ())):
        # What leans on an activity comes last, when that activity is long public.
        moment = AS_OF if later is RequestStatus.FULFILLED else after(moment, 5 + (place * 11 + step * 17) % 70)
        reason = "No partner had capacity in the window." if later is RequestStatus.CLOSED_WITHOUT_MATCH else ""
        steps.append(Step(moment, Verb.SET_REQUEST_STATUS, status=later, words=reason))
    return steps
