"""What happens beside the stories of contributions: commitments that States enter, and their standing consents.

Always through commands, in a store for benchmarks too, since there are few of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from data_access import commands
from domain.records.drafts import CommitmentDraft
from domain.vocabulary import OrganizationKind, RecordKind, Source
from seed.invented.wording import COMMITMENTS, capital, topics
from seed.invented.world import Organization
from seed.story.actors import ACTOR, speaking_for
from seed.story.context import Context

_ON_A_MEASURE = [sentence for sentence in COMMITMENTS if "{measure}" in sentence]
#: What commitments are on; as many as regions, and one more.
_THEMES = (
    "Right to education",
    "Persons with disabilities: definition, general principles",
    "Older persons",
    "Safe drinking water & sanitation",
    "Right to health",
    "Environment issues",
)


@dataclass(frozen=True)
class SideEvent:
    """Something that happens at a moment; `play` calls the command."""

    at: datetime
    play: Callable[[], object]


def plan_side_events(stage: Context) -> list[SideEvent]:
    """What happens beside the stories, in order."""
    return sorted([*_commitments(stage), *_standing_consents(stage)], key=lambda one: one.at)


def _commitments(stage: Context) -> Iterator[SideEvent]:
    """A commitment of one State of each region that was published long ago, and one of the delegate's that waits."""
    # Drawn from a chance of their own, so that the same ones are told whatever was drawn before.
    rng = Random("commitments")
    present, delegate = stage.present, stage.cast.state
    others = {stage.world.region(iso3): office for iso3, office in stage.world.offices.items() if iso3 != delegate}
    for place, office in enumerate((*others.values(), stage.cast.office)):
        waits = office is stage.cast.office
        at = present.working_days_ago(2, place) if waits else present.ago(300 - 60 * place, place)
        code = RecordKind.COMMITMENT.code(place + 1)
        draft = _commitment(rng, stage, office, place)
        yield SideEvent(at, partial(commands.submit_commitment, ACTOR, draft, f"demonstration-{code}", at=at))
        if not waits:
            reviewed = present.after(at, 2)
            yield SideEvent(reviewed, partial(commands.review_record, ACTOR, code, 1, at=reviewed))


def _commitment(rng: Random, stage: Context, office: Organization, place: int) -> CommitmentDraft:
    topic = next(topic for topic in topics() if topic.theme == _THEMES[place % len(_THEMES)])
    phrases = topic.phrases(rng)
    return CommitmentDraft(
        title=f"Voluntary commitment on {phrases['measure']}",
        publisher=office.code,
        summary=". ".join(capital(sentence.format(**phrases)) for sentence in rng.sample(_ON_A_MEASURE, 2)) + ".",
        themes=(topic.code,),
        source=Source.DEMONSTRATION,
        iso3=office.iso3 or "",
        cycle=4,
        made_on=stage.present.day(-(330 - 60 * place) if place < 5 else -20),
    )


def _standing_consents(stage: Context) -> Iterator[SideEvent]:
    """Two States agree ahead of time: the delegate's, to what regional mechanisms report, and one of another region."""
    delegate, region = stage.cast.state, stage.world.region
    other = next(iso3 for iso3 in stage.world.offices if region(iso3) != region(delegate))
    # So late that no record of these kinds is reviewed after it: what is told stays as it was planned.
    for place, (iso3, kind) in enumerate(
        ((delegate, OrganizationKind.REGIONAL_MECHANISM), (other, OrganizationKind.NHRI))
    ):
        at = stage.present.moment - timedelta(hours=5 - place)
        yield SideEvent(at, partial(commands.grant_standing_consent, speaking_for(iso3), iso3, kind, at=at))
