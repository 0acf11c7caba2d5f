"""Which step may follow which. Each `next_*` function gives the new state, or raises ValueError with the sentence."""

from collections.abc import Mapping
from typing import TypeVar

from domain.vocabulary import ConsentStatus, EditorialState, OfferStatus, RequestStatus

Step = TypeVar("Step", ConsentStatus, EditorialState, OfferStatus, RequestStatus)

EDITORIAL_STEPS: Mapping[EditorialState, frozenset[EditorialState]] = {
    EditorialState.DRAFT: frozenset({EditorialState.SUBMITTED, EditorialState.WITHDRAWN}),
    # A record that its author revises is submitted again, whatever it was, and everybody looks at it anew.
    EditorialState.SUBMITTED: frozenset(
        {EditorialState.SUBMITTED, EditorialState.REVIEWED, EditorialState.RETURNED, EditorialState.WITHDRAWN}
    ),
    EditorialState.RETURNED: frozenset({EditorialState.SUBMITTED, EditorialState.WITHDRAWN}),
    EditorialState.REVIEWED: frozenset(
        {EditorialState.SUBMITTED, EditorialState.PUBLISHED, EditorialState.RETURNED, EditorialState.WITHDRAWN}
    ),
    # Back to reviewed when the last State that consented takes its consent back.
    EditorialState.PUBLISHED: frozenset({EditorialState.SUBMITTED, EditorialState.REVIEWED, EditorialState.WITHDRAWN}),
    EditorialState.WITHDRAWN: frozenset(),
}

CONSENT_STEPS: Mapping[ConsentStatus, frozenset[ConsentStatus]] = {
    ConsentStatus.AWAITED: frozenset({ConsentStatus.GRANTED, ConsentStatus.WITHHELD}),
    ConsentStatus.GRANTED: frozenset({ConsentStatus.WITHDRAWN}),
    ConsentStatus.WITHHELD: frozenset({ConsentStatus.GRANTED}),
    ConsentStatus.WITHDRAWN: frozenset({ConsentStatus.GRANTED}),
}

_REQUEST_ENDS = frozenset({RequestStatus.WITHDRAWN, RequestStatus.EXPIRED, RequestStatus.CLOSED_WITHOUT_MATCH})

REQUEST_STEPS: Mapping[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.DRAFT: frozenset({RequestStatus.SUBMITTED, RequestStatus.WITHDRAWN}),
    RequestStatus.SUBMITTED: frozenset({RequestStatus.ACKNOWLEDGED}) | _REQUEST_ENDS,
    RequestStatus.ACKNOWLEDGED: frozenset({RequestStatus.OPEN}) | _REQUEST_ENDS,
    RequestStatus.OPEN: frozenset({RequestStatus.IN_DIALOGUE}) | _REQUEST_ENDS,
    RequestStatus.IN_DIALOGUE: frozenset({RequestStatus.AGREED, RequestStatus.OPEN}) | _REQUEST_ENDS,
    RequestStatus.AGREED: frozenset({RequestStatus.DELIVERING, RequestStatus.OPEN}) | _REQUEST_ENDS,
    RequestStatus.DELIVERING: frozenset({RequestStatus.FULFILLED, RequestStatus.OPEN, RequestStatus.WITHDRAWN}),
    RequestStatus.FULFILLED: frozenset(),
    RequestStatus.WITHDRAWN: frozenset(),
    RequestStatus.EXPIRED: frozenset({RequestStatus.OPEN}),
    RequestStatus.CLOSED_WITHOUT_MATCH: frozenset({RequestStatus.OPEN}),
}

_OFFER_ENDS = frozenset({OfferStatus.WITHDRAWN, OfferStatus.EXPIRED})

OFFER_STEPS: Mapping[OfferStatus, frozenset[OfferStatus]] = {
    OfferStatus.DRAFT: frozenset({OfferStatus.SUBMITTED, OfferStatus.WITHDRAWN}),
    OfferStatus.SUBMITTED: frozenset({OfferStatus.OPEN}) | _OFFER_ENDS,
    OfferStatus.OPEN: frozenset({OfferStatus.RESERVED, OfferStatus.EXHAUSTED}) | _OFFER_ENDS,
    OfferStatus.RESERVED: frozenset({OfferStatus.OPEN, OfferStatus.EXHAUSTED}) | _OFFER_ENDS,
    OfferStatus.EXHAUSTED: frozenset({OfferStatus.OPEN, OfferStatus.WITHDRAWN}),
    OfferStatus.WITHDRAWN: frozenset(),
    OfferStatus.EXPIRED: frozenset({OfferStatus.OPEN}),
}


def next_editorial_state(current: EditorialState, wanted: EditorialState) -> EditorialState:
    """The wanted editorial state of a record, where it may follow the current one."""
    return _next("record", EDITORIAL_STEPS, current, wanted)


def next_consent(current: ConsentStatus, wanted: ConsentStatus) -> ConsentStatus:
    """The wanted answer of a State concerned, where it may follow the current one."""
    return _next("consent", CONSENT_STEPS, current, wanted)


def next_request_status(
    current: RequestStatus, wanted: RequestStatus, *, linked_activities: int = 0, reason: str = ""
) -> RequestStatus:
    """The wanted status of a request, where it may follow the current one.

    Fulfilled needs an activity that the support was given through; closed without match needs a reason.
    """
    step = _next("request", REQUEST_STEPS, current, wanted)
    if step is RequestStatus.FULFILLED and linked_activities < 1:
        raise ValueError("A request becomes fulfilled only with a linked activity: log the activity first.")
    if step is RequestStatus.CLOSED_WITHOUT_MATCH and not reason.strip():
        raise ValueError("A request that closes without a match needs the reason.")
    return step


def next_offer_status(current: OfferStatus, wanted: OfferStatus) -> OfferStatus:
    """The wanted status of an offer, where it may follow the current one."""
    return _next("offer", OFFER_STEPS, current, wanted)


def _next(what: str, steps: Mapping[Step, frozenset[Step]], current: Step, wanted: Step) -> Step:
    if wanted in steps[current]:
        return wanted
    allowed = ", ".join(sorted(step.value for step in steps[current])) or "nothing"
    article = "An" if what[0] in "ao" else "A"
    raise ValueError(
        f"{article} {what} that is {current.value} cannot become {wanted.value}; what may follow is: {allowed}."
    )
