"""The form that is open in this browser tab: what it holds, where it is kept, at which step it stands."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from components.forms.definitions.catalogue import FORMS
from components.forms.definitions.fields import Form
from components.forms.services import Refusal, Saved, Sending, Services, Trouble
from components.shell.session import Key
from components.shell.url_state import read_code, write_text
from domain.records.draft_problems import Problem
from domain.records.filled_forms import form_of
from domain.records.form_values import FormReading, read_form
from domain.records.own_work import Asked, KeptDraft, RevisableRecord
from domain.vocabulary import EditorialState, RecordKind

#: Parameters of the address that belong to this page.
DRAFT: Final = "draft"
KIND: Final = "kind"
REVISE: Final = "revise"
STEP: Final = "step"
#: The version of the draft that this tab wrote; a tab that outlives the server says by it what it had read.
SAVED: Final = "saved"
SENT: Final = "sent"

_SUBMISSION: Final = "submission_id"


@dataclass
class OpenForm:
    """One form. content: each field as it was typed; it outlives widgets, steps and languages.

    writer: the name of the actor who writes; a tab may outlive a sign-in. key, version: of the draft in the store;
    empty and 0 before anything was written. revises: code and version of the record. checked: steps whose problems are
    shown. copied: the key of the draft that was changed elsewhere, and of which this is a copy. unsaved: why the
    last change is not kept yet. refused: what the store said to the last attempt to send. fresh: it was not shown in
    this tab's session yet; caught_up: the browser held something newer;
    newest: the draft's version in the store, where the tab had read another.
    """

    kind: RecordKind
    content: dict[str, object]
    writer: str = ""
    key: str = ""
    version: int = 0
    revises: tuple[str, int] | None = None
    state: EditorialState | None = None
    asked: tuple[Asked, ...] = ()
    step: int = 0
    checked: set[int] = field(default_factory=set)
    saved_at: datetime | None = None
    copied: str = ""
    unsaved: Refusal | None = None
    refused: Refusal | None = None
    sent: bool = False
    fresh: bool = True
    newest: int = 0
    caught_up: bool = False

    @property
    def form(self) -> Form:
        """The steps and fields."""
        return FORMS[self.kind]

    @property
    def last_step(self) -> int:
        """The place of preview and sending."""
        return len(self.form.steps)

    def reading(self) -> FormReading:
        """What it says, and what is wrong with it."""
        return read_form(self.kind, self.content)

    def problems(self, step: int) -> list[Problem]:
        """What is wrong with one step."""
        return [one for one in self.reading().problems if self.form.step_of(one.field) == step]

    def codes(self, name: str) -> list[str]:
        """The codes that a field holds."""
        held = self.content.get(name)
        return [code for code in held if isinstance(code, str)] if isinstance(held, list) else []

    def text(self, name: str) -> str:
        """The text that a field holds."""
        held = self.content.get(name)
        return held if isinstance(held, str) else ""

    def states(self) -> list[str]:
        """The States that the record is about."""
        return self.codes("recipients") if self.kind is RecordKind.ACTIVITY else list(filter(None, [self.text("iso3")]))


OPEN: Final[Key[OpenForm | None]] = Key("contribute.form", None)


def new_form(kind: RecordKind, services: Services) -> OpenForm:
    """An empty form, filled with what leaves no choice."""
    content: dict[str, object] = {_SUBMISSION: uuid.uuid4().hex}
    if len(services.publishers) == 1:
        content["publisher"] = services.publishers[0]
    if len(services.own_states) == 1:
        content["iso3"] = services.own_states[0]
    return OpenForm(kind, content)


def kept_form(kept: KeptDraft, record: RevisableRecord | None) -> OpenForm:
    """The form of a draft, at the step where it was left. record: the one that it revises, as it stands now."""
    try:
        held = json.loads(kept.content)
    except ValueError:
        held = {}
    content: dict[str, object] = dict(held) if isinstance(held, dict) else {}
    content.setdefault(_SUBMISSION, uuid.uuid4().hex)
    step = content.pop(STEP, 0)
    made = OpenForm(kept.kind, content, key=kept.key, version=kept.version, saved_at=kept.updated_at)
    made.step = step if isinstance(step, int) and 0 <= step <= made.last_step else 0
    if (seen := _version_seen()) and seen != kept.version:
        # The browser's text is of another version: where it differs, saving it makes a draft of its own.
        made.version, made.newest = seen, kept.version
    if kept.record_code:
        made.revises = (kept.record_code, kept.record_version)
    if record is not None:
        made.state, made.asked = record.state, record.asked
    return made


def _version_seen() -> int:
    """The version of the draft that the address names; 0 for none."""
    written = read_code(SAVED) or ""
    return int(written[:9]) if written.isascii() and written.isdigit() else 0


def revising_form(record: RevisableRecord) -> OpenForm:
    """The form that holds what a record says now."""
    content = form_of(record.draft, record.contact) | {_SUBMISSION: uuid.uuid4().hex}
    revises = (record.code, record.version)
    return OpenForm(record.kind, content, revises=revises, state=record.state, asked=record.asked)


def held_form(writer: str) -> OpenForm | None:
    """The form of this tab, where this person writes it and it is the one that the address names."""
    form = OPEN.get()
    if form is None or form.sent or form.writer != writer:
        return None
    key, kind, revise = read_code(DRAFT) or "", read_code(KIND), read_code(REVISE)
    named = key == form.key if key or form.key else (revise == form.revises[0] if form.revises else kind == form.kind)
    return form if named and (key or kind or revise) else None


def follow_address(form: OpenForm) -> None:
    """Let the step follow the address, so that the browser's way back leads to the step before."""
    wished = read_code(STEP) or ""
    if wished.isascii() and wished.isdigit() and 1 <= int(wished[:3]) <= form.last_step + 1:
        form.step = int(wished[:3]) - 1


def go_to(form: OpenForm, services: Services, step: int) -> None:
    """Turn to a step and keep that."""
    form.step = step
    write_text(STEP, str(step + 1))
    if form.key or step:
        save(form, services)


def save(form: OpenForm, services: Services) -> None:
    """Keep the form in the store; where its draft moved on elsewhere, keep this text as a draft of its own."""
    outcome = _saved(form, services)
    if isinstance(outcome, Refusal) and form.key and outcome.trouble in {Trouble.CONFLICT, Trouble.MISSING}:
        if outcome.trouble is Trouble.CONFLICT:
            # Each of the two texts becomes a record of its own, if both are sent. A draft that is gone may have been
            # sent: its submission id stays, so that the same text is not stored twice and another one is asked about.
            form.content[_SUBMISSION] = uuid.uuid4().hex
        form.copied, form.key, form.version = form.key, "", 0
        outcome = _saved(form, services)
    if isinstance(outcome, Refusal):
        form.unsaved = outcome
        return
    form.unsaved, form.saved_at = None, datetime.now(UTC)
    form.key, form.version = outcome.key, outcome.version
    saved = (DRAFT, form.key), (STEP, str(form.step + 1)), (SAVED, str(form.version))
    for name, value in ((KIND, ""), (REVISE, ""), *saved):
        write_text(name, value)


def _saved(form: OpenForm, services: Services) -> Saved | Refusal:
    content = {**form.content, STEP: form.step}
    return services.save(form.kind, content, form.key, form.version, form.revises)


def send(form: OpenForm, services: Services) -> None:
    """Hand the form in, once however often it is asked for."""
    reading = form.reading()
    if form.sent or reading.draft is None:
        return
    submission = form.text(_SUBMISSION)
    outcome = services.send(
        Sending(form.kind, reading.draft, reading.contact, submission, form.key, form.version, form.revises)
    )
    if isinstance(outcome, Refusal):
        form.refused = outcome
        # What was not taken is kept, whatever this tab held that the store did not.
        save(form, services)
        return
    form.sent = True
    for name, value in ((KIND, ""), (REVISE, ""), (DRAFT, ""), (STEP, ""), (SAVED, ""), (SENT, outcome)):
        write_text(name, value)


def send_as_new(form: OpenForm, services: Services) -> None:
    """Hand the form in as a record of its own, beside the one that was sent before."""
    form.content[_SUBMISSION], form.refused = uuid.uuid4().hex, None
    save(form, services)
    send(form, services)


def revise_sent(form: OpenForm, services: Services) -> None:
    """Let the form give new content to the record that was sent before; what others changed there shows as a conflict.

    The record's first version is the one that this form was written from.
    """
    code = form.refused.code if form.refused else ""
    record = services.present(code)
    if record is None:
        form.refused = Refusal(Trouble.MISSING)
        return
    form.revises, form.state, form.asked, form.refused = (code, 1), record.state, record.asked, None
    form.content[_SUBMISSION] = uuid.uuid4().hex
    save(form, services)
    send(form, services)


def widget_key(*parts: object) -> str:
    """The key of a widget of the form."""
    return "-".join(("contribute", *map(str, parts)))
