"""Play stories through the commands, in the order of time, as people would have."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sqlmodel import Session, select

from data_access import commands
from data_access.models import CodeCounter, DataVersion, Organization, State
from domain.drafts import ActivityDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.permissions import Actor, Role, Verb
from domain.vocabulary import OfferStatus, RequestStatus
from seed.sizes import OPENED
from seed.stories import Step, Story
from seed.world import World

ACTOR = Actor("demonstration", frozenset({Role.OPERATOR}))

#: The steps that leave a record's version as it is.
CONSENT_VERBS = frozenset({Verb.GRANT_CONSENT, Verb.WITHHOLD_CONSENT, Verb.WITHDRAW_CONSENT})


def play(session: Session, world: World, stories: Iterable[Story], progress: Callable[[int], object]) -> None:
    """Log the world's organizations and play all stories, in the open transaction of `writing()`.

    progress: called with the number of records just handed in.
    """
    for organization in world.organizations:
        commands.log_organization(ACTOR, organization.draft, at=OPENED)
    # Rows that each command asks for stay in the session's memory for as long as somebody holds them.
    held = [row for table in (State, Organization, DataVersion, CodeCounter) for row in session.exec(select(table))]
    events = sorted(_events(stories), key=lambda event: event[:3])
    versions: dict[str, int] = {}
    for moment, _, place, story in events:
        if place == 0:
            _submit(story, moment)
            versions[story.code] = 1
            progress(1)
        else:
            step = story.steps[place - 1]
            _take(story.code, versions[story.code], step)
            versions[story.code] += step.verb not in CONSENT_VERBS
    held.clear()


def _events(stories: Iterable[Story]) -> Iterator[tuple[datetime, int, int, Story]]:
    """Each story's submission, at place 0, and its steps: when, which story, which place in it."""
    for order, story in enumerate(stories):
        yield story.submitted, order, 0, story
        for place, step in enumerate(story.steps, start=1):
            yield step.at, order, place, story


def _submit(story: Story, at: datetime) -> str:
    match story.draft:
        case ActivityDraft() as draft:
            return commands.submit_activity(ACTOR, draft, story.submission_id, at=at)
        case RequestDraft() as draft:
            return commands.submit_request(ACTOR, draft, story.submission_id, at=at)
        case OfferDraft() as draft:
            return commands.submit_offer(ACTOR, draft, story.submission_id, at=at)
        case GoodPracticeDraft() as draft:
            return commands.submit_good_practice(ACTOR, draft, story.submission_id, at=at)


def _take(code: str, version: int, step: Step) -> None:
    match step.verb:
        case Verb.REVIEW_RECORD:
            commands.review_record(ACTOR, code, version, at=step.at)
        case Verb.RETURN_RECORD:
            commands.return_record(ACTOR, code, version, step.words, at=step.at)
        case Verb.WITHDRAW_RECORD:
            commands.withdraw_record(ACTOR, code, version, at=step.at)
        case Verb.GRANT_CONSENT:
            commands.grant_consent(ACTOR, code, step.iso3, version, at=step.at)
        case Verb.WITHHOLD_CONSENT:
            commands.withhold_consent(ACTOR, code, step.iso3, version, at=step.at)
        case Verb.WITHDRAW_CONSENT:
            commands.withdraw_consent(ACTOR, code, step.iso3, at=step.at)
        case _:
            _set_status(code, version, step)


def _set_status(code: str, version: int, step: Step) -> None:
    if isinstance(step.status, RequestStatus):
        commands.set_request_status(ACTOR, code, version, step.status, reason=step.words, at=step.at)
    elif isinstance(step.status, OfferStatus):
        commands.set_offer_status(ACTOR, code, version, step.status, at=step.at)
    else:
        raise TypeError(f"no command for {step}")
