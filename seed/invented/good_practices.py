"""Invented good practices: what was done in a State and worked, told by one of its institutions or of its region."""

from collections.abc import Iterator, Sequence
from random import Random

from domain.records.drafts import GoodPracticeDraft
from domain.vocabulary import Modality, OrganizationKind, RecordKind, Source
from seed.invented.recommendations import Target
from seed.invented.wording import PRACTICE_TITLES, outcome_of, summary_of, titled, topics
from seed.invented.world import Organization, World
from seed.story.context import Context
from seed.story.open_records import GOOD_PRACTICES, OpenRecord, open_records_among
from seed.story.stories import BRISK, Ending, Story, steps_to, usual_pace

#: The last of the good practices of long ago was handed in so many days ago.
_LAST = 45
_WITHHELD = 17


def plan_good_practices(stage: Context, supported: dict[str, list[Target]], count: int) -> Iterator[Story]:
    """`count` good practices of all regions, most told by an institution of the State itself."""
    scenes = open_records_among(GOOD_PRACTICES, stage.present, count, share=3, in_large=20)
    long_ago = count - len(scenes)
    for place in range(count):
        scene = scenes[place - long_ago] if place >= long_ago else None
        iso3 = stage.world.in_turns[place * 3 % len(stage.world.in_turns)]
        if scene and scene.about_delegate:
            iso3 = stage.cast.state
        publisher = _teller(stage.world, iso3, place, scene)
        own = publisher.own_state
        if scene:
            ending, pace, submitted = scene.ending, BRISK, scene.submitted(stage.present, place)
        else:
            ending = Ending.WITHHELD if place % 19 == _WITHHELD else Ending.PUBLISHED
            pace, submitted = usual_pace(place), stage.present.spread(place, long_ago, _LAST)
        steps = steps_to(stage.present, ending, submitted, () if own == iso3 else (iso3,), pace)
        draft = _practice(stage.rng, publisher, iso3, supported[iso3], place)
        yield Story(RecordKind.GOOD_PRACTICE, place + 1, draft, submitted, own, (iso3,), tuple(steps))


def _teller(world: World, iso3: str, place: int, scene: OpenRecord | None) -> Organization:
    """An institution of the State; where there is none, or the State is to be asked, one of several States."""
    local = world.in_state.get(iso3)
    if local and not (scene and scene.ending is Ending.AWAITED):
        return local[place % len(local)]
    regional = world.by_kind[OrganizationKind.REGIONAL_ORGANIZATION]
    if scene is None:
        regional = regional + world.by_kind[OrganizationKind.REGIONAL_MECHANISM]
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
