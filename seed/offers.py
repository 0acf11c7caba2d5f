"""Invented offers of support and good practices."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from domain.drafts import Eligible, GoodPracticeDraft, OfferDraft
from domain.permissions import Verb
from domain.states import UnGroup
from domain.vocabulary import EligibleKind, Modality, OfferStatus, OrganizationKind, RecordKind, Source, StateGroup
from seed.recommendations import Target
from seed.sizes import AS_OF
from seed.stories import Ending, Step, Story, after, day, moment_of, steps_to
from seed.wording import OFFER_TITLES, PRACTICE_TITLES, outcome_of, summary_of, titled, topics
from seed.world import Organization, World

_LAST = datetime(2026, 8, 25, tzinfo=AS_OF.tzinfo)
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
#: Where offers end up, in turns.
_COURSE: tuple[OfferStatus | Ending, ...] = (
    OfferStatus.OPEN,
    OfferStatus.OPEN,
    OfferStatus.RESERVED,
    OfferStatus.OPEN,
    OfferStatus.EXHAUSTED,
    OfferStatus.OPEN,
    Ending.SUBMITTED,
    OfferStatus.OPEN,
    OfferStatus.EXPIRED,
    OfferStatus.OPEN,
    Ending.RECORD_WITHDRAWN,
    OfferStatus.OPEN,
    Ending.RETURNED,
)


def plan_offers(rng: Random, world: World, count: int) -> Iterator[Story]:
    """`count` offers by contributors of all kinds, for every State or for some."""
    for place in range(count):
        publisher = rng.choice(world.by_kind[_OFFERING[place % len(_OFFERING)]])
        submitted = moment_of(place, count, _LAST)
        steps = _offer_steps(_COURSE[place % len(_COURSE)], submitted, place)
        draft = _offer(rng, world, publisher, place)
        yield Story(RecordKind.OFFER, place + 1, draft, submitted, publisher.own_state, (), tuple(steps))


def _offer(rng: Random, world: World, publisher: Organization, place: int) -> OfferDraft:
    chosen = [topics()[place % len(topics())], *rng.sample(topics(), place % 3)]
    phrases = chosen[0].phrases(rng)
    modality = list(Modality)[place % len(Modality)]
    start = day(rng.randrange(-100, 200))
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


def _offer_steps(course: OfferStatus | Ending, submitted: datetime, place: int) -> list[Step]:
    if isinstance(course, Ending):
        return steps_to(course, submitted, (), place)
    steps = steps_to(Ending.PUBLISHED, submitted, (), place)
    if course is not OfferStatus.OPEN:
        later = after(steps[-1].at, 15 + place * 13 % 90)
        steps.append(Step(later, Verb.SET_OFFER_STATUS, status=course))
    return steps


def plan_good_practices(rng: Random, world: World, supported: dict[str, list[Target]], count: int) -> Iterator[Story]:
    """`count` good practices of all regions, most told by an institution of the State itself."""
    endings = {5: Ending.AWAITED, 11: Ending.SUBMITTED, 17: Ending.WITHHELD}
    for place in range(count):
        iso3 = world.in_turns[place * 3 % len(world.in_turns)]
        publisher = _teller(world, iso3, place)
        own = publisher.own_state
        submitted = moment_of(place, count, _LAST)
        steps = steps_to(endings.get(place % 19, Ending.PUBLISHED), submitted, () if own == iso3 else (iso3,), place)
        draft = _practice(rng, publisher, iso3, supported[iso3], place)
        yield Story(RecordKind.GOOD_PRACTICE, place + 1, draft, submitted, own, (iso3,), tuple(steps))


def _teller(world: World, iso3: str, place: int) -> Organization:
    local = world.in_state.get(iso3)
    if local:
        return local[place % len(local)]
    regional = (
        world.by_kind[OrganizationKind.REGIONAL_ORGANIZATION] + world.by_kind[OrganizationKind.REGIONAL_MECHANISM]
    )
    return regional[place % len(regional)]


def _practice(
    rng: Random, publisher: Organization, iso3: str, targets: Sequence[Target], place: int
) -> GoodPracticeDraft:
    first = rng.choice(targets) if targets else None
    topic = topics()[first.topic if first else rng.randrange(len(topics()))]
    phrases = topic.phrases(rng)
    modality = list(Modality)[place % len(Modality)]
    return GoodPracticeDraft(
        title=titled(rng, PRACTICE_TITLES, phrases),
        publisher=publisher.code,
        summary=summary_of(rng, phrases, modality),
        themes=(topic.code,),
        recommendations=(first.code,) if first and place % 4 else (),
        source=Source.DEMONSTRATION,
        iso3=iso3,
        result=outcome_of(rng, phrases, modality),
        evidence="Internal evaluation, summarised for this demonstration.",
        peer_support=place % 3 != 0,
    )
