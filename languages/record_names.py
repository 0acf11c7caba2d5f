"""The names of a record's kinds, states, fields and steps in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.people.permissions import Verb
from domain.review.work_queues import MissingInfo, Need, QueueTab
from domain.states import UnGroup
from domain.vocabulary import (
    ConsentBasis,
    EditorialState,
    EligibleKind,
    MoneyKind,
    RecordKind,
    RemarkKind,
    StateGroup,
)
from languages.names import region_group_name, region_name, state_group_name
from languages.text import N_, _

RECORD_KINDS: Final[Mapping[RecordKind, str]] = {
    RecordKind.RECOMMENDATION: N_("Recommendation"),
    RecordKind.ORGANIZATION: N_("Organization"),
    RecordKind.ACTIVITY: N_("Activity"),
    RecordKind.REQUEST: N_("Request"),
    RecordKind.OFFER: N_("Offer"),
    RecordKind.GOOD_PRACTICE: N_("Good practice"),
    RecordKind.COMMITMENT: N_("Voluntary commitment"),
    RecordKind.PERSON: N_("Person"),
}
EDITORIAL_STATES: Final[Mapping[EditorialState, str]] = {
    EditorialState.DRAFT: N_("Draft"),
    EditorialState.SUBMITTED: N_("Waits for review"),
    EditorialState.RETURNED: N_("Returned to its author"),
    EditorialState.REVIEWED: N_("Reviewed, waits for consent"),
    EditorialState.PUBLISHED: N_("Public"),
    EditorialState.WITHDRAWN: N_("Withdrawn"),
}
CONSENT_BASES: Final[Mapping[ConsentBasis, str]] = {
    ConsentBasis.FOCAL_POINT: N_("by the State's focal point here"),
    ConsentBasis.NOTE_VERBALE: N_("by note verbale"),
    ConsentBasis.STANDING: N_("by standing consent"),
    ConsentBasis.OWN_RECORD: N_("as its own record"),
    ConsentBasis.DEMONSTRATION: N_("invented for the demonstration"),
}
REMARK_KINDS: Final[Mapping[RemarkKind, str]] = {
    RemarkKind.RETURN: N_("What the review asks for"),
    RemarkKind.CORRECTION: N_("Correction asked for"),
    RemarkKind.ANNOTATION: N_("Annotation of a State"),
    RemarkKind.WITHHOLDING: N_("Why consent is withheld"),
    RemarkKind.SUSPENSION: N_("Why it was taken out of the public"),
}
MONEY_KINDS: Final[Mapping[MoneyKind, str]] = {
    MoneyKind.BUDGET: N_("Budget"),
    MoneyKind.COMMITMENT: N_("Committed"),
    MoneyKind.DISBURSEMENT: N_("Disbursed"),
}
WORKS: Final[Mapping[QueueTab, str]] = {
    QueueTab.REVIEW: N_("To review"),
    QueueTab.CONSENT: N_("Consent awaited"),
    QueueTab.ANSWER: N_("Requests to answer"),
    QueueTab.RETURNED: N_("Returned to authors"),
    QueueTab.STALE: N_("Not confirmed for long"),
    QueueTab.EXPIRED: N_("Expired"),
    QueueTab.SUSPENDED: N_("Taken out of the public"),
}
LACKING: Final[Mapping[MissingInfo, str]] = {
    MissingInfo.RECOMMENDATION: N_("no recommendation linked"),
    MissingInfo.DATES: N_("no dates"),
    MissingInfo.SUMMARY: N_("no summary"),
}
NEEDS: Final[Mapping[Need, str]] = {
    Need.DRAFT: N_("Your draft"),
    Need.RETURNED: N_("Returned to you"),
    Need.CORRECTION: N_("Correction asked for"),
    Need.WITHHELD: N_("Consent withheld"),
    Need.CONFIRM: N_("Does it still stand?"),
    Need.EXPIRING: N_("Expires soon"),
    Need.ANSWER: N_("Answers awaited from your State"),
    Need.REVIEW: N_("Review queue"),
    Need.UNACKNOWLEDGED: N_("Requests past the time for acknowledgement"),
    Need.UNANSWERED: N_("Requests past the time for an answer"),
    Need.WITHOUT_ROLE: N_("People without a role"),
}
FIELDS: Final[Mapping[str, str]] = {
    "title": N_("Title"),
    "publisher": N_("Publisher"),
    "summary": N_("Summary"),
    "themes": N_("Themes"),
    "recommendations": N_("Recommendations"),
    "source": N_("Source"),
    "source_key": N_("Identifier in the source"),
    "source_url": N_("Link"),
    "modality": N_("Form of support"),
    "modalities": N_("Forms of support"),
    "status": N_("Status"),
    "recipients": N_("Recipient States"),
    "providers": N_("Providers"),
    "partners": N_("National partners"),
    "planned_start": N_("Planned start"),
    "planned_end": N_("Planned end"),
    "actual_start": N_("Actual start"),
    "actual_end": N_("Actual end"),
    "places": N_("Places"),
    "money": N_("Money"),
    "fund": N_("Source of funds"),
    "outcome": N_("Outcome"),
    "sensitive": N_("Places are not shown"),
    "parent": N_("Part of"),
    "iso3": N_("State"),
    "languages": N_("Languages"),
    "window_start": N_("Needed or offered from"),
    "window_end": N_("Needed or offered until"),
    "visibility": N_("Who sees it"),
    "named_states": N_("States that may see it"),
    "named_organizations": N_("Organizations that may see it"),
    "contact_role": N_("Whom to turn to"),
    "eligible": N_("For whom"),
    "capacity": N_("Capacity"),
    "result": N_("Result"),
    "evidence": N_("Evidence"),
    "evidence_url": N_("Link to the evidence"),
    "peer_support": N_("Peer support"),
    "cycle": N_("Cycle"),
    "made_on": N_("Made on"),
}
STEPS: Final[Mapping[str, str]] = {
    Verb.SUBMIT_ACTIVITY: N_("Handed in for review"),
    Verb.SUBMIT_REQUEST: N_("Handed in for review"),
    Verb.SUBMIT_OFFER: N_("Handed in for review"),
    Verb.SUBMIT_GOOD_PRACTICE: N_("Handed in for review"),
    Verb.SUBMIT_COMMITMENT: N_("Handed in for review"),
    Verb.REVISE_RECORD: N_("Revised and handed in again"),
    Verb.CONFIRM_RECORD: N_("Confirmed that it still stands"),
    Verb.SET_CONTACT: N_("Contact changed"),
    Verb.REVIEW_RECORD: N_("Approved in review"),
    Verb.RETURN_RECORD: N_("Returned with comments"),
    Verb.WITHDRAW_RECORD: N_("Withdrawn"),
    Verb.SUSPEND_PUBLICATION: N_("Taken out of the public until the States concerned agree anew"),
    Verb.RESTORE_PUBLICATION: N_("Put back into the public"),
    Verb.REMIND_OF_RECORD: N_("Reminder sent"),
    Verb.MERGE_RECORDS: N_("Merged with a duplicate"),
    Verb.UNDO_MERGE: N_("Merge undone"),
    Verb.SAY_NOT_THE_SAME: N_("Said not to be the same as"),
    Verb.GRANT_CONSENT: N_("Consent granted"),
    Verb.WITHHOLD_CONSENT: N_("Consent withheld"),
    Verb.WITHDRAW_CONSENT: N_("Consent withdrawn"),
    Verb.ANNOTATE_RECORD: N_("Annotated"),
    Verb.WITHDRAW_ANNOTATION: N_("Annotation taken back"),
    Verb.REQUEST_CORRECTION: N_("Correction asked for"),
    Verb.SET_ACTIVITY_STATUS: N_("Status changed"),
    Verb.SET_REQUEST_STATUS: N_("Status changed"),
    Verb.SET_OFFER_STATUS: N_("Status changed"),
    Verb.LINK_RECOMMENDATIONS: N_("Recommendations linked"),
    Verb.EXPIRE_RECORD: N_("Expired without confirmation"),
}


def record_kind_name(kind: RecordKind) -> str:
    """What kind of record it is."""
    return _(RECORD_KINDS[kind])


def editorial_state_name(state: EditorialState) -> str:
    """Where a record stands between its author and the public."""
    return _(EDITORIAL_STATES[state])


def consent_basis_name(basis: ConsentBasis) -> str:
    """How a consent came about."""
    return _(CONSENT_BASES[basis])


def remark_kind_name(kind: RemarkKind) -> str:
    """What a remark is."""
    return _(REMARK_KINDS[kind])


def money_kind_name(kind: MoneyKind) -> str:
    """What an amount of money is."""
    return _(MONEY_KINDS[kind])


def work_name(work: QueueTab) -> str:
    """A part of the stewards' work."""
    return _(WORKS[work])


def lacking_name(lacking: MissingInfo) -> str:
    """What a record does not say."""
    return _(LACKING[lacking])


def need_name(need: Need) -> str:
    """Why something waits."""
    return _(NEEDS[need])


def field_name(field: str) -> str:
    """A field of a draft; the field's own word where it has no name."""
    return _(FIELDS[field]) if field in FIELDS else field


def step_name(action: str) -> str:
    """A step of a record's history, by its command; what imports and processes do is a change."""
    return _(STEPS[action]) if action in STEPS else _("Changed")


def group_name(kind: EligibleKind, value: str, state: Callable[[str], str]) -> str:
    """For whom an offer is: a State, whose name `state` gives by its ISO3 code, a group, a region."""
    match kind:
        case EligibleKind.STATE:
            return state(value)
        case EligibleKind.GROUP:
            return next((state_group_name(one) for one in StateGroup if one.value == value), value)
        case EligibleKind.UN_GROUP:
            return next((region_group_name(one) for one in UnGroup if one.value == value), value)
        case EligibleKind.REGION:
            return region_name(value)
