"""Invented requests: what States ask for, for which recommendations, and how far each came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from random import Random

from domain.people.permissions import Verb
from domain.records.drafts import RequestDraft
from domain.vocabulary import Modality, OrganizationKind, RecordKind, RequestStatus, Source, Visibility
from seed.invented.recommendations import Target
from seed.invented.wording import REQUEST_TITLES, summary_of, titled, topics
from seed.invented.world import Organization
from seed.reference_day import ReferenceDay
from seed.story.context import Context
from seed.story.open_records import REQUESTS, By, OpenRecord, open_records_among
from seed.story.stories import BRISK, Ending, Step, Story, expiry, in_order, steps_to, usual_pace, with_confirmations

#: Where requests that came in long ago end up after the first five, which are in dialogue, one a region. Whatever
#: waits to be taken up came in lately, or was set back to open lately: nothing is forgotten for years.
_COURSE = (
    RequestStatus.IN_DIALOGUE,
    RequestStatus.OPEN,
    RequestStatus.FULFILLED,
    RequestStatus.AGREED,
    RequestStatus.DELIVERING,
    RequestStatus.IN_DIALOGUE,
    RequestStatus.EXPIRED,
    RequestStatus.CLOSED_WITHOUT_MATCH,
    RequestStatus.WITHDRAWN,
    RequestStatus.FULFILLED,
    RequestStatus.DELIVERING,
)
#: The statuses on the way to the one where a request ends up, once it is open.
_WAY: dict[RequestStatus, tuple[RequestStatus, ...]] = {
    # Open again: it was taken up, and the dialogue came to no agreement.
    RequestStatus.OPEN: (RequestStatus.IN_DIALOGUE, RequestStatus.OPEN),
    RequestStatus.IN_DIALOGUE: (RequestStatus.IN_DIALOGUE,),
    RequestStatus.AGREED: (RequestStatus.IN_DIALOGUE, RequestStatus.AGREED),
    RequestStatus.DELIVERING: (RequestStatus.IN_DIALOGUE, RequestStatus.AGREED, RequestStatus.DELIVERING),
    RequestStatus.FULFILLED: (
        RequestStatus.IN_DIALOGUE,
        RequestStatus.AGREED,
        RequestStatus.DELIVERING,
        RequestStatus.FULFILLED,
    ),
    RequestStatus.CLOSED_WITHOUT_MATCH: (RequestStatus.IN_DIALOGUE, RequestStatus.CLOSED_WITHOUT_MATCH),
}
_LANGUAGES = (("en",), ("fr",), ("es",), ("ar",), ("ru",), ("zh",), ("en", "fr"), ("en", "es"))
#: The last of the requests of long ago was handed in so many days ago.
_LAST = 80
#: A request that is open again was set back so many days ago, at most: it still has time for an answer.
_REOPENED = 50
#: When every activity that a fulfilled request leans on has long been public: so many days after the opening.
_LEANING = 160
#: For whom a request is, by its place among twelve; every other one is for everyone.
_VISIBILITIES = {5: Visibility.PARTNERS, 11: Visibility.NAMED}
_NO_PARTNER = "No partner had capacity in the window."
#: Statuses that need the owner's word now and then.
_STANDING = frozenset({RequestStatus.OPEN, RequestStatus.IN_DIALOGUE, RequestStatus.AGREED})


@dataclass(frozen=True)
class Fulfilled:
    """What a fulfilled request leans on: an activity must support these recommendations of this State."""

    iso3: str
    targets: tuple[Target, ...]


def plan_requests(stage: Context, free: dict[str, list[Target]], count: int) -> tuple[list[Story], list[Fulfilled]]:
    """`count` requests. They take the recommendations that they ask support for out of `free`."""
    scenes = open_records_among(REQUESTS, stage.present, count, share=3, in_large=10)
    long_ago = count - len(scenes)
    asking = _askers(stage, free)
    stories: list[Story] = []
    fulfilled: list[Fulfilled] = []
    for place in range(long_ago):
        publisher = next(asking)
        targets = _take(stage.rng, free[publisher.iso3 or ""])
        submitted = stage.present.spread(place, long_ago, _LAST)
        wanted = _wanted(place)
        status, steps = _past(stage.present, wanted, submitted, _asked(publisher), place)
        if status is RequestStatus.FULFILLED:
            fulfilled.append(Fulfilled(publisher.iso3 or "", targets))
        stories.append(_story(stage, publisher, targets, submitted, steps, place))
    for place, scene in enumerate(scenes, start=long_ago):
        stories.append(_recent(stage, scene, asking, free, place))
    return in_order(stories), fulfilled


def _wanted(place: int) -> RequestStatus:
    """Where the request at this place of long ago ends up; only every third time round one is open again."""
    times, step = divmod(place - 5, len(_COURSE))
    if place < 5 or (_COURSE[step] is RequestStatus.OPEN and times % 3):
        return RequestStatus.IN_DIALOGUE
    return _COURSE[step]


def _recent(
    stage: Context, scene: OpenRecord, asking: Iterator[Organization], free: dict[str, list[Target]], place: int
) -> Story:
    publisher = stage.cast.office if scene.by is By.DELEGATE else _asker_for(scene, asking)
    submitted = scene.submitted(stage.present, place)
    steps = steps_to(stage.present, scene.ending, submitted, _asked(publisher), BRISK)
    if scene.status is RequestStatus.IN_DIALOGUE:
        answered = stage.present.after(steps[-1].at, 30)
        steps.append(Step(answered, Verb.SET_REQUEST_STATUS, status=scene.status))
    targets = _take(stage.rng, free[publisher.iso3 or ""], most=1 if scene.by is By.DELEGATE else 3)
    contact = Step(stage.present.after(submitted, 0), Verb.SET_CONTACT)
    return _story(stage, publisher, targets, submitted, [contact, *steps], place)


def _asker_for(scene: OpenRecord, asking: Iterator[Organization]) -> Organization:
    """The next that asks; where consent is to be awaited, the next that is no office of the State itself."""
    return next(one for one in asking if scene.ending is not Ending.AWAITED or one.own_state is None)


def _asked(publisher: Organization) -> list[str]:
    """The State that is asked for consent, where the request is not its own."""
    return [] if publisher.own_state or not publisher.iso3 else [publisher.iso3]


def _story(
    stage: Context,
    publisher: Organization,
    targets: tuple[Target, ...],
    submitted: datetime,
    steps: list[Step],
    place: int,
) -> Story:
    iso3 = publisher.iso3 or ""
    draft = _draft(stage.rng, stage.present, publisher, iso3, targets, place)
    if draft.visibility is Visibility.NAMED:
        others = [one for one in stage.world.in_turns if one != iso3]
        draft = replace(draft, named_states=(others[place % len(others)],))
    return Story(RecordKind.REQUEST, place + 1, draft, submitted, publisher.own_state, (iso3,), tuple(steps))


def _askers(stage: Context, free: dict[str, list[Target]]) -> Iterator[Organization]:
    """Institutions that make requests, States taking turns by region; for ever, while recommendations are left.

    The delegate's State asks in scenes of its own.
    """
    world, kinds = stage.world, (OrganizationKind.STATE, OrganizationKind.NMIRF)
    homes = {iso3: [one for one in world.in_state.get(iso3, []) if one.kind in kinds] for iso3 in world.in_turns}
    homes[stage.cast.state] = []
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


def _take(rng: Random, free: list[Target], *, most: int = 3) -> tuple[Target, ...]:
    """One to `most` recommendations on one topic, taken out of the free ones; none where none is left."""
    if not free:
        return ()
    first = rng.choice(free)
    alike = (target for target in free if target.topic == first.topic and target != first)
    taken = [first, *islice(alike, most - 1)]
    for target in taken:
        free.remove(target)
    return tuple(taken)


def _draft(
    rng: Random, present: ReferenceDay, publisher: Organization, iso3: str, targets: tuple[Target, ...], place: int
) -> RequestDraft:
    topic = topics()[targets[0].topic if targets else rng.randrange(len(topics()))]
    phrases = topic.phrases(rng)
    modality = list(Modality)[place % len(Modality)]
    start = present.day(rng.randrange(-200, 300))
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
        visibility=_VISIBILITIES.get(place % 12, Visibility.PUBLIC),
        contact_role=rng.choice(
            ("Head of the reporting unit", "Desk officer for cooperation", "Secretary of the mechanism")
        ),
    )


def _past(
    present: ReferenceDay, status: RequestStatus, submitted: datetime, awaited: list[str], place: int
) -> tuple[RequestStatus, list[Step]]:
    """What became of a request that came in long ago, and the steps that led there."""
    pace = usual_pace(place)
    if status is RequestStatus.WITHDRAWN:
        return status, steps_to(present, Ending.RECORD_WITHDRAWN, submitted, awaited, pace)
    steps = steps_to(present, Ending.PUBLISHED, submitted, awaited, pace)
    published = steps[-1].at
    if status is RequestStatus.EXPIRED:
        if over := expiry(present, published):
            return status, [*steps, over]
        status = RequestStatus.IN_DIALOGUE
    moment = published
    for step, later in enumerate(_WAY[status]):
        moment = present.after(moment, 5 + (place * 11 + step * 17) % 58)
        if later is RequestStatus.FULFILLED:
            moment = max(moment, present.after(present.opened, _LEANING + place % 40))
        if later is RequestStatus.OPEN:
            moment = max(moment, present.ago(6 + place * 13 % (_REOPENED - 6), place))
        reason = _NO_PARTNER if later is RequestStatus.CLOSED_WITHOUT_MATCH else ""
        steps.append(Step(moment, Verb.SET_REQUEST_STATUS, status=later, words=reason))
    return status, with_confirmations(present, steps, published, place) if status in _STANDING else steps
