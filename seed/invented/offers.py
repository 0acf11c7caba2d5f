"""Invented offers of support."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from domain.people.permissions import Verb
from domain.records.drafts import Eligible, OfferDraft
from domain.states import UnGroup
from domain.vocabulary import EligibleKind, Modality, OfferStatus, OrganizationKind, RecordKind, Source, StateGroup
from seed.invented.wording import OFFER_TITLES, summary_of, titled, topics
from seed.invented.world import Organization, World
from seed.reference_day import ReferenceDay
from seed.story.context import Context
from seed.story.open_records import OFFERS, By, OpenRecord, open_records_among
from seed.story.stories import BRISK, Ending, Step, Story, expiry, in_order, steps_to, usual_pace, with_confirmations

#: The last of the offers of long ago was handed in so many days ago.
_LAST = 50
_OFFERING = (
    OrganizationKind.STATE,
    OrganizationKind.UN_ENTITY,
    OrganizationKind.STATE,
    OrganizationKind.REGIONAL_ORGANIZATION,
    OrganizationKind.STATE,
    OrganizationKind.INTERNATIONAL_ORGANIZATION,
    OrganizationKind.NHRI,
    OrganizationKind.CIVIL_SOCIETY,
    OrganizationKind.REGIONAL_MECHANISM,
    OrganizationKind.PRIVATE_SECTOR,
    OrganizationKind.PARLIAMENT,
)
_LANGUAGES = (("en",), ("en", "fr"), ("es",), ("ar", "en"), ("ru",), ("fr",), ("en", "es"), ("zh", "en"))
_CAPACITY = {
    Modality.ADVISORY_SERVICES: "Up to 10 days of remote advice",
    Modality.TRAINING: "Places for 20 participants",
    Modality.PEER_EXCHANGE: "Three visits a year",
    Modality.LEGISLATIVE_DRAFTING: "Two drafters for up to six weeks",
    Modality.INSTITUTION_BUILDING: "One partner institution at a time",
    Modality.EQUIPMENT: "Equipment for 40 workplaces",
    Modality.FUNDING: "Ten grants a year",
    Modality.FELLOWSHIP: "Six fellowships a year",
    Modality.REPORT_PREPARATION: "Two reports a year",
    Modality.OTHER: "Materials without limit",
}
#: What the author of a returned offer is asked.
_TO_SAY = (
    ("capacity", "How many participants, days or visits can you offer in a year?"),
    ("window_end", "Until when does the offer stand?"),
)
#: Where offers of long ago end up, in turns.
_COURSE: tuple[OfferStatus | Ending, ...] = (
    OfferStatus.OPEN,
    OfferStatus.OPEN,
    OfferStatus.RESERVED,
    OfferStatus.OPEN,
    OfferStatus.EXHAUSTED,
    OfferStatus.OPEN,
    OfferStatus.OPEN,
    OfferStatus.EXPIRED,
    OfferStatus.OPEN,
    Ending.RECORD_WITHDRAWN,
    OfferStatus.OPEN,
)
#: Statuses that need the owner's word now and then.
_STANDING = frozenset({OfferStatus.OPEN, OfferStatus.RESERVED})


def plan_offers(stage: Context, count: int) -> list[Story]:
    """`count` offers by contributors of all kinds, for every State or for some."""
    return in_order(_offers(stage, count))


def _offers(stage: Context, count: int) -> Iterator[Story]:
    scenes = open_records_among(OFFERS, stage.present, count, share=4, in_large=15)
    long_ago = count - len(scenes)
    for place in range(count):
        scene = scenes[place - long_ago] if place >= long_ago else None
        publisher = _offering(stage, scene, place)
        if scene:
            submitted = scene.submitted(stage.present, place)
            steps = steps_to(stage.present, scene.ending, submitted, (), BRISK, asked=_TO_SAY)
            steps.insert(0, Step(stage.present.after(submitted, 0), Verb.SET_CONTACT))
        else:
            submitted = stage.present.spread(place, long_ago, _LAST)
            steps = _past(stage.present, _COURSE[place % len(_COURSE)], submitted, place)
        draft = _offer(stage, publisher, place)
        yield Story(RecordKind.OFFER, place + 1, draft, submitted, publisher.own_state, (), tuple(steps))


def _offering(stage: Context, scene: OpenRecord | None, place: int) -> Organization:
    if scene and scene.by is By.CONTRIBUTOR:
        return stage.cast.contributor
    if scene and scene.by is By.DELEGATE:
        return stage.cast.office
    able = stage.world.by_kind[_OFFERING[place % len(_OFFERING)]]
    return stage.rng.choice([one for one in able if not scene or one != stage.cast.contributor])


def _offer(stage: Context, publisher: Organization, place: int) -> OfferDraft:
    rng, world = stage.rng, stage.world
    chosen = [topics()[place % len(topics())], *rng.sample(topics(), place % 3)]
    phrases = chosen[0].phrases(rng)
    modality = list(Modality)[place % len(Modality)]
    start = stage.present.day(rng.randrange(-100, 200))
    return OfferDraft(
        title=titled(rng, OFFER_TITLES[modality], phrases),
        publisher=publisher.code,
        summary=summary_of(rng, phrases, modality),
        themes=tuple(dict.fromkeys(topic.code for topic in chosen)),
        source=Source.DEMONSTRATION,
        modalities=tuple(dict.fromkeys((modality, *rng.sample(list(Modality), place % 2)))),
        eligible=_eligible(rng, world, publisher, place),
        capacity=_CAPACITY[modality],
        languages=rng.choice(_LANGUAGES),
        window_start=start,
        window_end=start.replace(year=start.year + 1, day=min(start.day, 28)),
        contact_role=rng.choice(("Cooperation desk", "Head of programmes", "Secretariat")),
    )


def _eligible(rng: Random, world: World, publisher: Organization, place: int) -> tuple[Eligible, ...]:
    """Every State, groups of States, a region, or, seldom, single States."""
    match place % 6:
        case 0 | 1:
            return ()
        case 2:
            groups = rng.sample(list(StateGroup), rng.choice((1, 2)))
            return tuple(Eligible(EligibleKind.GROUP, group.value) for group in sorted(groups))
        case 3:
            return (Eligible(EligibleKind.UN_GROUP, rng.choice(list(UnGroup)).value),)
        case 4:
            home = world.region(publisher.iso3) if publisher.iso3 else rng.choice(sorted(world.by_region))
            return (Eligible(EligibleKind.REGION, home),)
    others = [iso3 for iso3 in world.in_turns if iso3 != publisher.iso3]
    return tuple(Eligible(EligibleKind.STATE, iso3) for iso3 in sorted(rng.sample(others, 2)))


def _past(present: ReferenceDay, course: OfferStatus | Ending, submitted: datetime, place: int) -> list[Step]:
    """What happened to an offer that was handed in long ago."""
    if isinstance(course, Ending):
        return steps_to(present, course, submitted, (), usual_pace(place))
    steps = steps_to(present, Ending.PUBLISHED, submitted, (), usual_pace(place))
    published = steps[-1].at
    if course is OfferStatus.EXPIRED:
        if over := expiry(present, published):
            return [*steps, over]
        course = OfferStatus.OPEN
    if course is not OfferStatus.OPEN:
        later = present.after(published, 15 + place * 13 % 90)
        steps.append(Step(later, Verb.SET_OFFER_STATUS, status=course))
    return with_confirmations(present, steps, published, place) if course in _STANDING else steps
