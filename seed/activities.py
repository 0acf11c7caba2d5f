"""Invented activities: who supports whom in what, since when, with which money, and how far each record came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from domain.consent import states_concerned
from domain.drafts import ActivityDraft, Provider
from domain.vocabulary import (
    ActivityStatus,
    Modality,
    OrganizationKind,
    OrganizationRole,
    RecordKind,
    Source,
)
from seed.activity_facts import dates_of, fund_of, money_of, places_in, with_shares
from seed.recommendations import Target
from seed.requests import Fulfilled
from seed.sizes import AS_OF
from seed.stories import Ending, Story, moment_of, steps_to
from seed.wording import ACTIVITY_TITLES, PARTS, outcome_of, summary_of, titled, topics
from seed.world import Organization, World

_LAST = datetime(2026, 8, 10, tzinfo=AS_OF.tzinfo)

#: Statuses and endings in fixed turns: each region passes through the same ones, so that none looks different.
_STATUSES = (
    ActivityStatus.IMPLEMENTATION,
    ActivityStatus.CLOSED,
    ActivityStatus.PIPELINE,
    ActivityStatus.IMPLEMENTATION,
    ActivityStatus.FINALISATION,
    ActivityStatus.CLOSED,
    ActivityStatus.IMPLEMENTATION,
    ActivityStatus.PIPELINE,
    ActivityStatus.CLOSED,
    ActivityStatus.CANCELLED,
    ActivityStatus.IMPLEMENTATION,
    ActivityStatus.SUSPENDED,
    ActivityStatus.PIPELINE,
    ActivityStatus.CLOSED,
    ActivityStatus.IMPLEMENTATION,
    ActivityStatus.FINALISATION,
    ActivityStatus.CLOSED,
)
_ENDINGS = {
    4: Ending.AWAITED,
    19: Ending.WITHHELD,
    21: Ending.SUBMITTED,
    24: Ending.CONSENT_WITHDRAWN,
    31: Ending.AWAITED,
    40: Ending.RETURNED,
    43: Ending.RECORD_WITHDRAWN,
}
_ENDING_TURNS = 47
_KIND_WEIGHTS = {
    OrganizationKind.UN_ENTITY: 32,
    OrganizationKind.STATE: 28,
    OrganizationKind.REGIONAL_ORGANIZATION: 12,
    OrganizationKind.INTERNATIONAL_ORGANIZATION: 9,
    OrganizationKind.REGIONAL_MECHANISM: 4,
    OrganizationKind.NHRI: 4,
    OrganizationKind.PARLIAMENT: 2,
    OrganizationKind.CIVIL_SOCIETY: 6,
    OrganizationKind.PRIVATE_SECTOR: 3,
}


@dataclass(frozen=True)
class _Matter:
    """What an activity is about: its States, its topic, and the recommendations that it supports."""

    recipients: tuple[str, ...]
    topic: int
    targets: tuple[Target, ...]


class _Open:
    """The recommendations that activities can support, by State, and by State and topic."""

    def __init__(self, states: dict[str, list[Target]]) -> None:
        self.states = states
        self._by_topic: dict[tuple[str, int], list[Target]] = {}
        for iso3, targets in states.items():
            for target in targets:
                self._by_topic.setdefault((iso3, target.topic), []).append(target)

    def of(self, iso3: str, topic: int) -> list[Target]:
        """Those of one State on one topic."""
        return self._by_topic.get((iso3, topic), [])


def plan_activities(
    rng: Random,
    world: World,
    free: dict[str, list[Target]],
    fulfilled: Sequence[Fulfilled],
    count: int,
) -> Iterator[Story]:
    """`count` activities, first those that fulfil requests, then all States in turns."""
    open_to = _Open(free)
    for place in range(count):
        if place < len(fulfilled):
            request = fulfilled[place]
            matter = _Matter((request.iso3,), request.targets[0].topic, request.targets)
            status, ending = ActivityStatus.CLOSED, Ending.PUBLISHED
        else:
            turn = place - len(fulfilled)
            matter = _matter(rng, world, open_to, turn)
            status = _STATUSES[turn // 5 % len(_STATUSES)]
            ending = _ending(turn, several=len(matter.recipients) > 1)
        yield _story(rng, world, matter, status, ending, place, count)


def _ending(turn: int, *, several: bool) -> Ending:
    if several and turn % 4 == 2:
        return Ending.PARTLY_AWAITED if turn % 8 == 2 else Ending.PARTLY_WITHHELD
    return _ENDINGS.get(turn % _ENDING_TURNS, Ending.PUBLISHED)


def _matter(rng: Random, world: World, open_to: _Open, turn: int) -> _Matter:
    planned = world.in_turns[turn % len(world.in_turns)]
    # Where a small demonstration has nothing to support in that State, a neighbour takes its turn.
    able = (iso3 for iso3 in (planned, *world.by_region[world.region(planned)]) if open_to.states[iso3])
    iso3 = next(able, planned)
    own = open_to.states[iso3]
    if not own:
        return _Matter((iso3,), rng.randrange(len(topics())), ())
    first = rng.choice(own)
    if turn // 5 % 4 == 1:
        # Carries the topic without a link: the next best thing that is recorded on the recommendation.
        return _Matter((iso3,), first.topic, ())
    targets = [first, *(other for other in open_to.of(iso3, first.topic)[:3] if other != first)]
    recipients = [iso3]
    if turn % 7 == 6:
        neighbours = [other for other in world.by_region[world.region(iso3)] if other != iso3]
        for other in rng.sample(neighbours, min(rng.randint(1, 3), len(neighbours))):
            recipients.append(other)
            targets += open_to.of(other, first.topic)[:2]
    return _Matter(tuple(sorted(recipients)), first.topic, tuple(targets))


def _story(
    rng: Random, world: World, matter: _Matter, status: ActivityStatus, ending: Ending, place: int, count: int
) -> Story:
    publisher = _publisher(rng, world, matter.recipients)
    funder = _funder(rng, world, publisher)
    submitted = moment_of(place, count, _LAST)
    draft = _draft(rng, world, matter, status, publisher, funder, place)
    named = [one.own_state for one in (publisher, funder) if one and one.own_state]
    concerned = sorted(states_concerned(matter.recipients, named, publisher.own_state))
    awaited = [iso3 for iso3 in concerned if iso3 != publisher.own_state]
    steps = steps_to(ending, submitted, awaited, place)
    return Story(RecordKind.ACTIVITY, place + 1, draft, submitted, publisher.own_state, tuple(concerned), tuple(steps))


def _publisher(rng: Random, world: World, recipients: Sequence[str]) -> Organization:
    kind = rng.choices(list(_KIND_WEIGHTS), list(_KIND_WEIGHTS.values()))[0]
    able = [one for one in world.by_kind[kind] if one.iso3 not in recipients] or world.by_kind[
        OrganizationKind.UN_ENTITY
    ]
    home = world.region(recipients[0])
    near = [one for one in able if one.iso3 and world.region(one.iso3) == home]
    return rng.choice(near if near and rng.random() < 0.6 else able)


def _funder(rng: Random, world: World, publisher: Organization) -> Organization | None:
    """Another organization that pays, for a third of the activities."""
    if rng.random() > 0.35:
        return None
    kinds = (
        OrganizationKind.STATE,
        OrganizationKind.INTERNATIONAL_ORGANIZATION,
        OrganizationKind.REGIONAL_ORGANIZATION,
    )
    chosen = rng.choice(world.by_kind[rng.choice(kinds)])
    return None if chosen is publisher else chosen


def _draft(
    rng: Random,
    world: World,
    matter: _Matter,
    status: ActivityStatus,
    publisher: Organization,
    funder: Organization | None,
    place: int,
) -> ActivityDraft:
    topic = topics()[matter.topic]
    phrases = topic.phrases(rng)
    modality = list(Modality)[(place + place // len(Modality)) % len(Modality)]
    several = len(matter.recipients) > 1
    title = titled(rng, ACTIVITY_TITLES[modality], phrases)
    where = "for several States of the region" if several else rng.choice(PARTS)
    providers = [Provider(publisher.code)] + ([Provider(funder.code, OrganizationRole.FUNDING)] if funder else [])
    planned, actual = dates_of(rng, status)
    return ActivityDraft(
        title=f"{title}, {where}",
        publisher=publisher.code,
        summary=summary_of(rng, phrases, modality),
        themes=(topic.code,),
        recommendations=tuple(target.code for target in matter.targets),
        source=Source.DEMONSTRATION,
        modality=modality,
        status=status,
        recipients=with_shares(matter.recipients, shares=place % 2 == 0),
        providers=tuple(providers),
        partners=_partners(world, matter.recipients, (publisher, funder)),
        planned_start=planned[0],
        planned_end=planned[1],
        actual_start=actual[0],
        actual_end=actual[1],
        places=() if several or place % 3 == 2 else places_in(rng, world, matter.recipients[0]),
        money=money_of(rng, status, planned[0]),
        fund=fund_of(rng, world, modality, matter.recipients),
        outcome=outcome_of(rng, phrases, modality) if status is ActivityStatus.CLOSED else "",
        sensitive=place % 33 == 7,
        parent=RecordKind.ACTIVITY.code(place) if place % 50 == 49 else None,
    )


def _partners(world: World, recipients: Sequence[str], others: Sequence[Organization | None]) -> tuple[str, ...]:
    """Institutions of the recipients that take part, up to two each."""
    local = [one for iso3 in recipients for one in world.in_state.get(iso3, [])[:2]]
    return tuple(one.code for one in local if one not in others)
