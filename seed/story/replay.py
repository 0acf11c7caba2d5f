"""Play stories through the commands, in the order of time, as people would have."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlmodel import Session, select

from data_access import commands
from data_access.models import Activity, CodeCounter, DataVersion, Organization, State
from domain.people.permissions import CLOCK, Verb
from domain.records.drafts import ActivityDraft, Contact, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.vocabulary import OfferStatus, RequestStatus
from seed.invented.world import World
from seed.story.actors import ACTOR, speaking_for
from seed.story.side_events import SideEvent
from seed.story.stories import Step, Story

#: Plainly nobody, at a domain that no one can have.
CONTACT = Contact("Demonstration contact", "contact@example.org")

#: The steps that leave a record's version as it is.
UNVERSIONED = frozenset(
    {
        Verb.GRANT_CONSENT,
        Verb.WITHHOLD_CONSENT,
        Verb.WITHDRAW_CONSENT,
        Verb.ANNOTATE_RECORD,
        Verb.REQUEST_CORRECTION,
        Verb.SET_CONTACT,
    }
)

Event = tuple[datetime, int, int, Callable[[], object]]


@dataclass
class _Play:
    """The stories as far as they are played: each record's version by its code."""

    progress: Callable[[int], object]
    versions: dict[str, int] = field(default_factory=dict)

    def submit(self, story: Story) -> None:
        """Hand the record in."""
        _submit(story)
        self.versions[story.code] = 1
        self.progress(1)

    def take(self, story: Story, step: Step) -> None:
        """Take one step of a story."""
        code = story.code
        if step.verb is Verb.MERGE_RECORDS:
            kept = step.into
            commands.merge_records(ACTOR, kept, self.versions[kept], code, self.versions[code], at=step.at)
            self.versions[kept] += 1
        else:
            _take(code, self.versions[code], step)
        self.versions[code] += step.verb not in UNVERSIONED


def log_organizations(world: World, at: datetime) -> None:
    """Log the world's organizations."""
    for organization in world.organizations:
        commands.log_organization(ACTOR, organization.draft, at=at)


def merge(session: Session, story: Story, step: Step) -> None:
    """Merge the record of a story that was written in bulk into the one that its step names."""
    versions = {
        code: session.exec(select(Activity.version).where(Activity.code == code)).one()
        for code in (step.into, story.code)
    }
    commands.merge_records(ACTOR, step.into, versions[step.into], story.code, versions[story.code], at=step.at)


def play(
    session: Session,
    stories: Iterable[Story],
    happenings: Iterable[SideEvent],
    progress: Callable[[int], object],
) -> None:
    """Play all stories and what else happened, in the open transaction of `writing()`.

    progress: called with the number of records just handed in.
    """
    # Rows that each command asks for stay in the session's memory for as long as somebody holds them.
    held = [row for table in (State, Organization, DataVersion, CodeCounter) for row in session.exec(select(table))]
    events = [
        *_told(stories, _Play(progress)),
        *((one.at, -1, place, one.play) for place, one in enumerate(happenings)),
    ]
    for _, _, _, happen in sorted(events, key=lambda event: event[:3]):
        happen()
    held.clear()


def _told(stories: Iterable[Story], so_far: _Play) -> Iterator[Event]:
    """Each story's submission, at place 0, and its steps: when, which story, which place in it, what to do."""
    for order, story in enumerate(stories):
        yield story.submitted, order, 0, partial(so_far.submit, story)
        for place, step in enumerate(story.steps, start=1):
            yield step.at, order, place, partial(so_far.take, story, step)


def _submit(story: Story) -> str:
    match story.draft:
        case ActivityDraft() as draft:
            return commands.submit_activity(ACTOR, draft, story.submission_id, at=story.submitted)
        case RequestDraft() as draft:
            return commands.submit_request(ACTOR, draft, story.submission_id, at=story.submitted)
        case OfferDraft() as draft:
            return commands.submit_offer(ACTOR, draft, story.submission_id, at=story.submitted)
        case GoodPracticeDraft() as draft:
            return commands.submit_good_practice(ACTOR, draft, story.submission_id, at=story.submitted)


def _take(code: str, version: int, step: Step) -> None:
    match step.verb:
        case Verb.REVIEW_RECORD:
            commands.review_record(ACTOR, code, version, at=step.at)
        case Verb.RETURN_RECORD:
            commands.return_record(ACTOR, code, version, step.words, fields=dict(step.fields), at=step.at)
        case Verb.WITHDRAW_RECORD:
            commands.withdraw_record(ACTOR, code, version, at=step.at)
        case Verb.CONFIRM_RECORD:
            commands.confirm_record(ACTOR, code, version, at=step.at)
        case Verb.EXPIRE_RECORD:
            commands.expire_record(CLOCK, code, at=step.at)
        case Verb.SET_CONTACT:
            commands.set_contact(ACTOR, code, CONTACT, at=step.at)
        case Verb.SET_REQUEST_STATUS | Verb.SET_OFFER_STATUS:
            _set_status(code, version, step)
        case _:
            _answer(code, version, step)


def _answer(code: str, version: int, step: Step) -> None:
    """A State's word: its answer on consent, or what it says beside the record, which only the State itself can say."""
    state = speaking_for(step.iso3)
    match step.verb:
        case Verb.GRANT_CONSENT:
            commands.grant_consent(ACTOR, code, step.iso3, version, at=step.at)
        case Verb.WITHHOLD_CONSENT:
            commands.withhold_consent(ACTOR, code, step.iso3, version, reason=step.words, at=step.at)
        case Verb.WITHDRAW_CONSENT:
            commands.withdraw_consent(ACTOR, code, step.iso3, at=step.at)
        case Verb.ANNOTATE_RECORD:
            commands.annotate_record(state, code, step.iso3, step.words, at=step.at)
        case Verb.REQUEST_CORRECTION:
            commands.request_correction(state, code, step.iso3, step.words, field=step.field, at=step.at)
        case _:
            raise TypeError(f"no command for {step}")


def _set_status(code: str, version: int, step: Step) -> None:
    if isinstance(step.status, RequestStatus):
        commands.set_request_status(ACTOR, code, version, step.status, reason=step.words, at=step.at)
    elif isinstance(step.status, OfferStatus):
        commands.set_offer_status(ACTOR, code, version, step.status, at=step.at)
    else:
        raise TypeError(f"no command for {step}")
