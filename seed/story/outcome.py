"""What a story leaves in the store, worked out without playing it: the rules of the commands, for bulk writing."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.people.permissions import Verb
from domain.records.clocks import ANSWERED, is_reopened
from domain.vocabulary import (
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    OfferStatus,
    RecordKind,
    RequestStatus,
)
from seed.story.replay import UNVERSIONED
from seed.story.stories import Step, Story

_ANSWERS = {
    Verb.GRANT_CONSENT: ConsentStatus.GRANTED,
    Verb.WITHHOLD_CONSENT: ConsentStatus.WITHHELD,
    Verb.WITHDRAW_CONSENT: ConsentStatus.WITHDRAWN,
}
_FIRST_STATUS: dict[RecordKind, RequestStatus | OfferStatus] = {
    RecordKind.REQUEST: RequestStatus.SUBMITTED,
    RecordKind.OFFER: OfferStatus.SUBMITTED,
}


@dataclass
class Answer:
    """A State's answer as a consent row holds it."""

    status: ConsentStatus
    basis: ConsentBasis | None
    changed_at: datetime


@dataclass
class Outcome:
    """The columns of a record that its steps decide."""

    updated_at: datetime
    status: RequestStatus | OfferStatus | None
    editorial_state: EditorialState = EditorialState.SUBMITTED
    version: int = 1
    published_at: datetime | None = None
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    reopened_at: datetime | None = None
    confirmed_at: datetime | None = None
    closing_reason: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)


def outcome(story: Story) -> Outcome:
    """The record after all steps of its story; to merge records concerns two of them, and is left to the command."""
    result = Outcome(updated_at=story.submitted, status=_FIRST_STATUS.get(story.kind))
    for step in story.steps:
        if step.verb is Verb.MERGE_RECORDS:
            continue
        _take(story, result, step)
        if step.verb not in UNVERSIONED:
            result.version += 1
            result.updated_at = step.at
    return result


def _take(story: Story, result: Outcome, step: Step) -> None:
    match step.verb:
        case Verb.REVIEW_RECORD:
            _review(story, result, step.at)
        case Verb.RETURN_RECORD:
            result.editorial_state = EditorialState.RETURNED
        case Verb.WITHDRAW_RECORD:
            result.editorial_state = EditorialState.WITHDRAWN
            if result.status is not None:
                result.status = type(result.status)("withdrawn")
        case Verb.SET_REQUEST_STATUS | Verb.SET_OFFER_STATUS:
            _move(result, step)
        case Verb.EXPIRE_RECORD:
            if result.status is not None:
                result.status = type(result.status)("expired")
        case Verb.CONFIRM_RECORD:
            result.confirmed_at = step.at
        case verb if verb in _ANSWERS:
            result.answers[step.iso3] = Answer(_ANSWERS[step.verb], ConsentBasis.DEMONSTRATION, step.at)
            _publish(result, step.at)


def _review(story: Story, result: Outcome, at: datetime) -> None:
    result.editorial_state = EditorialState.REVIEWED
    if result.status is RequestStatus.SUBMITTED:
        result.status, result.acknowledged_at = RequestStatus.ACKNOWLEDGED, at
    for iso3 in story.concerned:
        own = iso3 == story.own_state
        status, basis = (ConsentStatus.GRANTED, ConsentBasis.OWN_RECORD) if own else (ConsentStatus.AWAITED, None)
        result.answers[iso3] = Answer(status, basis, at)
    _publish(result, at)


def _move(result: Outcome, step: Step) -> None:
    before, result.status = result.status, step.status
    result.closing_reason = step.words if step.status is RequestStatus.CLOSED_WITHOUT_MATCH else ""
    if not isinstance(before, RequestStatus) or not isinstance(step.status, RequestStatus):
        return
    if step.status in ANSWERED and result.answered_at is None:
        result.answered_at = step.at
    if is_reopened(before, step.status):
        result.reopened_at = step.at


def _publish(result: Outcome, at: datetime) -> None:
    given = [answer.status for answer in result.answers.values()]
    agreed = not given or ConsentStatus.GRANTED in given
    if result.editorial_state is EditorialState.PUBLISHED and not agreed:
        result.editorial_state = EditorialState.REVIEWED
    if result.editorial_state is not EditorialState.REVIEWED or not agreed:
        return
    result.editorial_state, result.published_at = EditorialState.PUBLISHED, at
    if result.status is RequestStatus.ACKNOWLEDGED:
        result.status = RequestStatus.OPEN
    elif result.status is OfferStatus.SUBMITTED:
        result.status = OfferStatus.OPEN
