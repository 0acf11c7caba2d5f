"""Invented activities: who supports whom in what, since when, with which money, and how far each record came."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.people.permissions import Verb
from domain.records.consent import states_concerned
from domain.records.drafts import ActivityDraft, Provider
from domain.vocabulary import (
    ActivityStatus,
    Modality,
    OrganizationKind,
    OrganizationRole,
    RecordKind,
    Source,
)
from seed.invented.activity_facts import dates_of, fund_of, money_of, places_in, with_shares
from seed.invented.providers import funder_beside, partners_in, publisher_for
from seed.invented.recommendations import Target
from seed.invented.requests import Fulfilled
from seed.invented.wording import ACTIVITY_TITLES, PARTS, outcome_of, summary_of, titled, topics
from seed.invented.world import Organization
from seed.story.context import Context
from seed.story.open_records import ACTIVITIES, By, OpenRecord, open_records_among
from seed.story.stories import BRISK, Ending, Pace, Step, Story, steps_to, usual_pace

#: The last of the activities of long ago was handed in so many days ago.
_LAST = 51

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
    4: Ending.WITHHELD,
    19: Ending.WITHHELD,
    24: Ending.CONSENT_WITHDRAWN,
    43: Ending.RECORD_WITHDRAWN,
}
_ENDING_TURNS = 47
#: What the author of a returned activity is asked.
_TO_SAY = (
    ("partners", "Which institution of the State takes part? Please name it as national partner."),
    ("planned_end", "Until when is the work planned? An estimate is enough."),
)
_CORRECTION = "The work also reaches rural districts; please mention them in the summary."
_REASON = "The ministry concerned would like to agree on the dates first, and will then look at the record again."
#: What States say beside records, in turns.
_ANNOTATIONS = (
    "The institution that takes part welcomes questions from partners who plan similar work.",
    "Materials of this work are shared with other States of the region on request.",
    "Participants are ready to share their experience with other States.",
)


@dataclass(frozen=True)
class _Matter:
    """What an activity is about: its States, its topic, and the recommendations that it supports."""

    recipients: tuple[str, ...]
    topic: int
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class _Plot:
    """How far an activity comes, and how fast. recent: it is one of the scenes."""

    ending: Ending
    pace: Pace
    submitted: datetime
    recent: bool = False

    def steps(self, stage: Context, awaited: list[str], place: int, said: Verb | None, recipient: str) -> list[Step]:
        """What happens to the activity. said: what the recipient says about it, once it is public or not to be."""
        reason = _REASON if said is Verb.WITHHOLD_CONSENT else ""
        steps = steps_to(stage.present, self.ending, self.submitted, awaited, self.pace, asked=_TO_SAY, reason=reason)
        if self.recent or place % 10 == 0:
            steps.insert(0, Step(stage.present.after(self.submitted, 0), Verb.SET_CONTACT))
        if self.ending is not Ending.PUBLISHED:
            return steps
        at = stage.present.after(steps[-1].at, 6)
        if said is Verb.REQUEST_CORRECTION:
            steps.append(Step(at, said, recipient, words=_CORRECTION, field="summary"))
        elif said is Verb.ANNOTATE_RECORD:
            steps.append(Step(at, said, recipient, words=_ANNOTATIONS[place % len(_ANNOTATIONS)]))
        return steps


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
    stage: Context, free: dict[str, list[Target]], fulfilled: Sequence[Fulfilled], count: int
) -> Iterator[Story]:
    """`count` activities, first those that fulfil requests, then all States in turns, at the end the scenes."""
    open_to = _Open(free)
    scenes = open_records_among(ACTIVITIES, stage.present, count, share=6, in_large=30)
    long_ago = count - len(scenes)
    published: deque[Story] = deque(maxlen=2)
    for place in range(long_ago):
        story = _past(stage, open_to, fulfilled, place, long_ago)
        if _could_come_twice(story):
            published.append(story)
        yield story
    for place, scene in enumerate(scenes, start=long_ago):
        yield (
            _told_again(stage, scene, published.popleft(), place)
            if scene.again
            else _recent(stage, open_to, scene, place)
        )


def _past(stage: Context, open_to: _Open, fulfilled: Sequence[Fulfilled], place: int, long_ago: int) -> Story:
    if place < len(fulfilled):
        request = fulfilled[place]
        matter = _Matter((request.iso3,), request.targets[0].topic, request.targets)
        status, ending = ActivityStatus.CLOSED, Ending.PUBLISHED
    else:
        turn = place - len(fulfilled)
        matter = _matter(stage, open_to, turn, several=turn % 7 == 6)
        status = _STATUSES[turn // 5 % len(_STATUSES)]
        ending = _ending(turn, several=len(matter.recipients) > 1)
    plot = _Plot(ending, usual_pace(place), stage.present.spread(place, long_ago, _LAST))
    said = Verb.ANNOTATE_RECORD if place % 97 == 13 else None
    return _story(stage, matter, status, plot, publisher_for(stage.rng, stage.world, matter.recipients), place, said)


def _recent(stage: Context, open_to: _Open, scene: OpenRecord, place: int) -> Story:
    delegate = stage.cast.state if scene.about_delegate else None
    matter = _matter(stage, open_to, place, several=scene.ending is Ending.PARTLY_AWAITED, about=delegate)
    if scene.by is By.CONTRIBUTOR:
        publisher = stage.cast.contributor
    elif delegate:
        publisher = stage.rng.choice(stage.world.by_kind[OrganizationKind.INTERNATIONAL_ORGANIZATION])
    else:
        publisher = publisher_for(stage.rng, stage.world, matter.recipients, but=stage.cast.contributor)
    status = ActivityStatus.PIPELINE if place % 3 == 0 else ActivityStatus.IMPLEMENTATION
    plot = _Plot(scene.ending, BRISK, scene.submitted(stage.present, place), recent=True)
    return _story(stage, matter, status, plot, publisher, place, scene.said)


def _told_again(stage: Context, scene: OpenRecord, first: Story, place: int) -> Story:
    """What another record tells already, as its author did not see; merged into it where a steward did."""
    submitted = scene.submitted(stage.present, place)
    merged = Step(stage.present.after(submitted, 2), Verb.MERGE_RECORDS, into=first.code)
    return replace(first, number=place + 1, submitted=submitted, steps=(merged,) if scene.merged else ())


def _could_come_twice(story: Story) -> bool:
    """Whether this is an activity under way that every State concerned agreed to."""
    ends = {Verb.WITHHOLD_CONSENT, Verb.WITHDRAW_CONSENT, Verb.WITHDRAW_RECORD}
    under_way = isinstance(story.draft, ActivityDraft) and story.draft.status is ActivityStatus.IMPLEMENTATION
    return under_way and not ends & {step.verb for step in story.steps}


def _ending(turn: int, *, several: bool) -> Ending:
    if several and turn % 4 == 2:
        return Ending.PARTLY_WITHHELD
    return _ENDINGS.get(turn % _ENDING_TURNS, Ending.PUBLISHED)


def _matter(stage: Context, open_to: _Open, turn: int, *, several: bool, about: str | None = None) -> _Matter:
    """What the activity of a turn is about. several: other States of the region take part. about: this State."""
    rng, world = stage.rng, stage.world
    planned = about or world.in_turns[turn % len(world.in_turns)]
    # Where a small demonstration has nothing to support in that State, a neighbour takes its turn.
    others = () if about else world.by_region[world.region(planned)]
    iso3 = next((iso3 for iso3 in (planned, *others) if open_to.states[iso3]), planned)
    own = open_to.states[iso3]
    first = rng.choice(own) if own else None
    topic = first.topic if first else rng.randrange(len(topics()))
    # One in four carries the topic without a link: the next best thing that is recorded on the recommendation.
    linked = first is not None and (about is not None or turn // 5 % 4 != 1)
    targets = [first, *(other for other in open_to.of(iso3, topic)[:3] if other != first)] if first and linked else []
    recipients = [iso3]
    if several and (linked or about):
        neighbours = [other for other in world.by_region[world.region(iso3)] if other != iso3]
        for other in rng.sample(neighbours, min(rng.randint(1, 3), len(neighbours))):
            recipients.append(other)
            targets += open_to.of(other, topic)[:2]
    return _Matter(tuple(sorted(recipients)), topic, tuple(targets))


def _story(
    stage: Context,
    matter: _Matter,
    status: ActivityStatus,
    plot: _Plot,
    publisher: Organization,
    place: int,
    said: Verb | None,
) -> Story:
    # Nobody else has a say in a record whose withholding is told with its reason.
    funder = None if said is Verb.WITHHOLD_CONSENT else funder_beside(stage.rng, stage.world, publisher)
    draft = _draft(stage, matter, status, publisher, funder, place)
    named = [one.own_state for one in (publisher, funder) if one and one.own_state]
    concerned = sorted(states_concerned(matter.recipients, named, publisher.own_state))
    # The delegate's State answers last, so that it still has to where only some did.
    awaited = sorted((iso3 for iso3 in concerned if iso3 != publisher.own_state), key=stage.cast.state.__eq__)
    steps = plot.steps(stage, awaited, place, said, matter.recipients[0])
    return Story(
        RecordKind.ACTIVITY, place + 1, draft, plot.submitted, publisher.own_state, tuple(concerned), tuple(steps)
    )


def _draft(
    stage: Context,
    matter: _Matter,
    status: ActivityStatus,
    publisher: Organization,
    funder: Organization | None,
    place: int,
) -> ActivityDraft:
    rng, world = stage.rng, stage.world
    topic = topics()[matter.topic]
    phrases = topic.phrases(rng)
    modality = list(Modality)[(place + place // len(Modality)) % len(Modality)]
    several = len(matter.recipients) > 1
    title = titled(rng, ACTIVITY_TITLES[modality], phrases)
    where = "for several States of the region" if several else rng.choice(PARTS)
    providers = [Provider(publisher.code)] + ([Provider(funder.code, OrganizationRole.FUNDING)] if funder else [])
    planned, actual = dates_of(rng, stage.present, status)
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
        partners=partners_in(world, matter.recipients, (publisher, funder)),
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
