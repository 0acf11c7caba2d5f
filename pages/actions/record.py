"""What the person in front of a record can do with it: by permission, by where it stands, and with what follows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

from components.records.record_page import status_of
from components.shared.actions import Action, Input, Typed
from data_access import commands
from domain.people.permissions import Actor, Verb
from domain.records.clocks import agreed_clocks
from domain.records.drafts import ActivityDraft
from domain.records.record_pages import Inside, RecordPage
from domain.records.workflow import OFFER_STEPS, REQUEST_STEPS
from domain.vocabulary import (
    ActivityStatus,
    EditorialState,
    OfferStatus,
    RecordKind,
    RequestStatus,
)
from languages.names import (
    activity_status_name,
    offer_status_name,
    request_status_name,
)
from languages.record_names import field_name
from languages.text import _, ngettext, number
from pages.actions.consent import consent, doing, note_verbale
from pages.actions.steward import publication, reminder

#: Fields that nobody comments on: the program fills them in.
_OURS = frozenset({"source", "source_key", "publisher"})
_REVIEWABLE = frozenset({EditorialState.SUBMITTED, EditorialState.REVIEWED})
#: Statuses that only the clocks, the author's withdrawal or the review lead to.
_NOT_CHOSEN = frozenset({"draft", "submitted", "expired", "withdrawn"})


def actions_on(page: RecordPage, inside: Inside, name: Callable[[str], str]) -> Iterator[Action]:
    """The actions on a record, in the order in which they are needed."""
    yield from _review(page, inside)
    yield from consent(page, inside)
    yield from note_verbale(page, inside, name)
    yield from _state_says(page, inside)
    yield from _standing(page, inside)
    yield from _status(page, inside)
    yield from reminder(page, inside)
    yield from publication(page, inside)
    yield from _withdraw(page, inside)


def _review(page: RecordPage, inside: Inside) -> Iterator[Action]:
    code, version = page.code, inside.version
    if Verb.REVIEW_RECORD in inside.verbs and inside.editorial_state is EditorialState.SUBMITTED:
        yield Action(
            "review",
            _("Approve"),
            _("The States concerned are asked for consent; the record is public for each that gives it."),
            _("Approve this record"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.review_record(actor, code, version),
                _("Approved. The States concerned are asked for consent now; the record is public where one gives it."),
            ),
            main=True,
            decides=True,
        )
    if Verb.RETURN_RECORD in inside.verbs and inside.editorial_state in _REVIEWABLE:

        def give_back(actor: Actor, typed: Typed) -> object:
            said = {key.removeprefix("field."): text for key, text in typed.items() if key.startswith("field.")}
            return commands.return_record(actor, code, version, typed["comment"], fields=said)

        yield Action(
            "return",
            _("Return to its author"),
            _("Its author reads your comments, and stewards do; nobody else. Name no person."),
            _("Return with these comments"),
            doing(page, inside, give_back, _("Returned. Its author reads the comments and hands the record in again.")),
            (Input("comment", _("What has to change")),),
            tuple(one.name for one in fields(page.content) if one.name not in _OURS),
            decides=True,
        )


def _state_says(page: RecordPage, inside: Inside) -> Iterator[Action]:
    """What a State concerned says beside the record."""
    state, code = inside.concerned, page.code
    if state is None:
        return
    if Verb.ANNOTATE_RECORD in inside.verbs:
        yield Action(
            "annotate",
            _("Annotate"),
            _("Your words stand beside the record where it is public for your State, in place of earlier ones."),
            _("Add the annotation"),
            doing(
                page,
                inside,
                lambda actor, typed: commands.annotate_record(actor, code, state, typed["text"]),
                _("The annotation stands beside the record."),
            ),
            (Input("text", _("What your State says")),),
        )
    if Verb.WITHDRAW_ANNOTATION in inside.verbs and any(one.iso3 == state for one in page.annotations):
        yield Action(
            "unannotate",
            _("Take the annotation back"),
            "",
            _("Take it back"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.withdraw_annotation(actor, code, state),
                _("The annotation is taken back."),
            ),
        )
    if Verb.REQUEST_CORRECTION in inside.verbs:
        named = {"": _("The record as a whole")}
        named |= {one.name: field_name(one.name) for one in fields(page.content) if one.name not in _OURS}
        yield Action(
            "correct",
            _("Ask for a correction"),
            _("Its author, your State and stewards read this. Your answer on consent stays as it is."),
            _("Ask for this correction"),
            doing(
                page,
                inside,
                lambda actor, typed: commands.request_correction(
                    actor, code, state, typed["text"], field=typed["field"]
                ),
                _("The author is asked for the correction. A revised record is reviewed, and you are asked anew."),
            ),
            (Input("field", _("About"), "choice", named, start=""), Input("text", _("What should be corrected"))),
        )


def _standing(page: RecordPage, inside: Inside) -> Iterator[Action]:
    """The owner's word that a request or an offer still stands."""
    expired = page.status in {RequestStatus.EXPIRED, OfferStatus.EXPIRED}
    wanted = expired or (inside.clocks is not None and inside.clocks.needs_word)
    if Verb.CONFIRM_RECORD in inside.verbs and wanted and inside.editorial_state is EditorialState.PUBLISHED:
        yield Action(
            "confirm",
            _("Confirm that it still stands"),
            _clock_words(),
            _("It still stands"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.confirm_record(actor, page.code, inside.version),
                _confirmed_words(),
            ),
            main=True,
            decides=True,
        )


def _clock_words() -> str:
    """When the owner of a confirmed record is asked again, and when it expires, after the clocks agreed on."""
    clocks = agreed_clocks()
    return _(
        "Its clock starts anew. Months until it is asked about again: {reconfirm}; until it expires without a word: "
        "{expire}."
    ).format(reconfirm=number(clocks.reconfirm_months), expire=number(clocks.expire_months))


def _confirmed_words() -> str:
    months = agreed_clocks().expire_months
    told = ngettext(
        "Confirmed. It stands for another {count} month.", "Confirmed. It stands for another {count} months.", months
    )
    return told.format(count=number(months))


def _status(page: RecordPage, inside: Inside) -> Iterator[Action]:
    """Where an activity, a request or an offer stands now."""
    if inside.editorial_state is EditorialState.WITHDRAWN:
        return
    code, version = page.code, inside.version
    options, command, extra = _steps_of(page, inside)
    if options:
        yield Action(
            "status",
            _("Change the status"),
            _("Now: {status}.").format(status=status_of(page)),
            _("Set the status"),
            doing(page, inside, lambda actor, typed: command(actor, code, version, typed), _("The status is set.")),
            (Input("status", _("Status"), "choice", options, start=str(_present(page)), changes=True), *extra),
        )


_SetStatus = Callable[[Actor, str, int, Typed], object]


def _steps_of(page: RecordPage, inside: Inside) -> tuple[dict[str, str], _SetStatus, tuple[Input, ...]]:
    """The statuses that may follow, the command that sets one, and what else it asks for."""
    if page.kind is RecordKind.ACTIVITY and Verb.SET_ACTIVITY_STATUS in inside.verbs:
        names = {one.value: activity_status_name(one) for one in ActivityStatus}
        return (
            names,
            lambda actor, code, version, typed: commands.set_activity_status(
                actor, code, version, ActivityStatus(typed["status"])
            ),
            (),
        )
    if isinstance(page.status, RequestStatus) and Verb.SET_REQUEST_STATUS in inside.verbs:
        steps = REQUEST_STEPS[page.status] - (set() if inside.steward else {RequestStatus.ACKNOWLEDGED})
        following = {one.value: request_status_name(one) for one in RequestStatus if one in steps}
        closing = ("status", RequestStatus.CLOSED_WITHOUT_MATCH.value)
        reason = Input("reason", _("Why it closes without a match"), only_for=closing)
        return (
            _chosen(page.status, request_status_name(page.status), following),
            lambda actor, code, version, typed: commands.set_request_status(
                actor, code, version, RequestStatus(typed["status"]), reason=typed["reason"]
            ),
            (reason,),
        )
    if isinstance(page.status, OfferStatus) and Verb.SET_OFFER_STATUS in inside.verbs:
        offered = {one.value: offer_status_name(one) for one in OfferStatus if one in OFFER_STEPS[page.status]}
        return (
            _chosen(page.status, offer_status_name(page.status), offered),
            lambda actor, code, version, typed: commands.set_offer_status(
                actor, code, version, OfferStatus(typed["status"])
            ),
            (),
        )
    return {}, lambda *_anything: None, ()


def _present(page: RecordPage) -> ActivityStatus | RequestStatus | OfferStatus | None:
    """Where the record stands now."""
    return page.content.status if isinstance(page.content, ActivityDraft) else page.status


def _chosen(present: str, name: str, following: Mapping[str, str]) -> dict[str, str]:
    """The present status and those that a person may choose after it; none where nothing may follow."""
    offered = {str(code): words for code, words in following.items() if code not in _NOT_CHOSEN}
    return {str(present): name, **offered} if offered else {}


def _withdraw(page: RecordPage, inside: Inside) -> Iterator[Action]:
    if Verb.WITHDRAW_RECORD in inside.verbs and inside.editorial_state is not EditorialState.WITHDRAWN:
        yield Action(
            "withdraw",
            _("Withdraw the record"),
            _("It leaves every page and total at once, for good. Its history stays with those concerned."),
            _("Withdraw this record"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.withdraw_record(actor, page.code, inside.version),
                _("Withdrawn. The record has left every page and total."),
            ),
            (Input("sure", _("Yes, withdraw it for good"), "sure"),),
        )
