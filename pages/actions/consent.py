"""A State's answer on a record: given by its focal point here, or recorded by a steward from a note verbale."""

from collections.abc import Callable, Iterator
from datetime import date

from components.shared.actions import Action, Input, Typed
from components.shared.notices import NOTICES, notify, refused_in_words
from components.shell.focus import look_at
from data_access import commands
from data_access.commands import NoteVerbale
from domain.people.permissions import Actor
from domain.records.record_pages import Inside, RecordPage
from domain.records.workflow import CONSENT_STEPS
from domain.vocabulary import ConsentStatus
from languages.names import consent_status_name
from languages.text import _
from pages.actions.acting import act


def doing(
    page: RecordPage, inside: Inside, command: Callable[[Actor, Typed], object], done: str
) -> Callable[[Typed], bool]:
    """Run a command on this record in the version that the person reads. done: what happened and happens next."""

    def run(typed: Typed) -> bool:
        outcome = act(lambda actor: command(actor, typed), done, code=page.code, version=inside.version)
        # What happened stands at the top, above where the record stands now.
        look_at(NOTICES)
        return outcome

    return run


def consent(page: RecordPage, inside: Inside) -> Iterator[Action]:
    """The answer of the person's own State."""
    state = inside.concerned
    answer = next((one.status for one in inside.consents if one.iso3 == state), None)
    if state is None or answer is None or state not in inside.answering:
        return
    code, version = page.code, inside.version
    following = CONSENT_STEPS[answer]
    if ConsentStatus.GRANTED in following:
        yield Action(
            "grant",
            _("Agree to publication"),
            _("The record becomes public for your State at once. You can take this back at any time."),
            _("Agree"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.grant_consent(actor, code, state, version),
                _("Your State agrees. The record is public for it from now on, and you can withdraw that here."),
            ),
            main=True,
            decides=True,
        )
    if ConsentStatus.WITHHELD in following:
        yield Action(
            "withhold",
            _("Withhold consent"),
            _(
                "It does not become public for your State. Its author, your State and stewards read the reason; "
                "nobody else does."
            ),
            _("Withhold"),
            doing(
                page,
                inside,
                lambda actor, typed: commands.withhold_consent(actor, code, state, version, reason=typed["reason"]),
                _("Consent is withheld. The record stays out of the public for your State; its author is told."),
            ),
            (Input("reason", _("Reason, if you wish to give one")),),
            decides=True,
        )
    if ConsentStatus.WITHDRAWN in following:
        yield Action(
            "unconsent",
            _("Withdraw consent"),
            _("The record leaves every page, total and file about your State at once, for every reader."),
            _("Withdraw consent"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.withdraw_consent(actor, code, state),
                _("Consent is withdrawn. The record has left every page and total about your State."),
            ),
            (Input("sure", _("Yes, withdraw my State's consent"), "sure"),),
            decides=True,
        )


def note_verbale(page: RecordPage, inside: Inside, name: Callable[[str], str]) -> Iterator[Action]:
    """A State's answer on paper, recorded by a steward."""
    states = [iso3 for iso3 in inside.answering if iso3 != inside.concerned]
    if not states:
        return
    code, version = page.code, inside.version
    only = states[0] if len(states) == 1 else None

    def record(actor: Actor, typed: Typed) -> object:
        note = NoteVerbale(typed["reference"], date.fromisoformat(typed["dated"].strip()))
        match ConsentStatus(typed["answer"]):
            case ConsentStatus.GRANTED:
                return commands.grant_consent(actor, code, typed["state"], version, note=note)
            case ConsentStatus.WITHHELD:
                reason = typed["reason"]
                return commands.withhold_consent(actor, code, typed["state"], version, reason=reason, note=note)
            case _:
                return commands.withdraw_consent(actor, code, typed["state"], note=note)

    done = doing(page, inside, record, _("The State's answer is recorded with its note verbale and holds at once."))

    def run(typed: Typed) -> bool:
        try:
            date.fromisoformat(typed["dated"].strip())
        except ValueError:
            notify(refused_in_words("invalid", "note", ""), done=False)
            look_at(NOTICES)
            return False
        return done(typed)

    answers = (ConsentStatus.GRANTED, ConsentStatus.WITHHELD, ConsentStatus.WITHDRAWN)
    yield Action(
        "note",
        _("Record a State's answer by note verbale"),
        _("Reference and date are needed. The State and stewards read them, nobody else."),
        _("Record the answer"),
        run,
        (
            Input("state", _("State"), "choice", {iso3: name(iso3) for iso3 in states}, start=only),
            Input("answer", _("Its answer"), "choice", {one.value: consent_status_name(one) for one in answers}),
            Input("reference", _("Reference of the note verbale"), "line"),
            Input("dated", _("Its date, as 2026-03-31"), "line"),
            Input("reason", _("Reason for withholding, if one was given")),
        ),
    )
