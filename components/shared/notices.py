"""After an action: what happened and what happens next, or why nothing did; shown once, at the top of the next run."""

import html
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from components.records.record_history import step_in_words, who_in_words
from components.records.record_html import StateName
from components.shell.session import Key
from domain.records.limits import LONGEST_REMARK
from domain.records.record_pages import Step
from languages.text import N_, _, moment, number


@dataclass(frozen=True)
class Notice:
    """One message. done: whether something was changed."""

    done: bool
    text: str


_TOLD: Final[Key[tuple[Notice, ...]]] = Key("desk.told", ())
#: The id of the messages at the top of the page.
NOTICES: Final = "notices"
#: More do not fit beside what they are about.
_SHOWN_AT_ONCE: Final = 3
#: Fields of a refusal that hold what somebody wrote about a record.
_REMARKS: Final = frozenset({"comment", "annotation", "correction", "withholding", "suspension"})
#: Why no reminder was sent, by the refusal's field.
_NOT_REMINDED: Final = {
    "nothing_to_remind_of": N_("No reminder was sent: this record waits for nobody."),
    "reminded_already": N_("No reminder was sent: one was sent within the last 24 hours."),
    "no_mail_server": N_("No reminder was sent: this instance has no mail server. Its operator can set one up."),
    "nobody_to_remind": N_("No reminder was sent: nobody else is there who could be reminded and wants letters."),
}
Refusal = Literal["not_allowed", "not_found", "invalid", "conflict", "store"]


def notify(text: str, *, done: bool) -> None:
    """Keep a message for the next run."""
    _TOLD.set((*_TOLD.get(), Notice(done, text)))


def show_notices() -> None:
    """Show what happened since the last run: at the page's top, and where the reader is, for a while."""
    messages = _TOLD.get()
    _TOLD.set(())
    if not messages:
        return
    lines = "".join(_line(message, role=True) for message in messages)
    # Read out once: by the lines at the top.
    toast = "".join(_line(message, role=False) for message in messages[-_SHOWN_AT_ONCE:])
    st.html(f'<div id="{NOTICES}" tabindex="-1">{lines}</div><div class="toast" aria-hidden="true">{toast}</div>')


def _line(message: Notice, *, role: bool) -> str:
    kind, part = ("told-done", "status") if message.done else ("told-refused", "alert")
    said = f' role="{part}"' if role else ""
    return f'<p class="told {kind}"{said} dir="auto">{html.escape(message.text)}</p>'


def refused_in_words(refusal: Refusal, field: str, english: str) -> str:
    """Why nothing was changed. english: the refusal's own sentence, for what has no words of its own here."""
    match refusal:
        case "not_allowed":
            return _("Nothing was changed: your role does not allow this, or no longer does.")
        case "not_found":
            return _("Nothing was changed: this record is not here any more, or you may no longer see it.")
        case "store":
            return _("Nothing was changed: the repository cannot store anything just now. Please try again later.")
        case "conflict":
            return _("Nothing was changed: the record moved on, and this step does not follow where it stands now.")
        case "invalid" if field in _REMARKS:
            told = _("Nothing was changed: the text is empty, or longer than {most} characters.")
            return told.format(most=number(LONGEST_REMARK))
        case "invalid" if field in _NOT_REMINDED:
            return _(_NOT_REMINDED[field])
        case "invalid" if field == "note":
            return _("Nothing was changed: give the reference and the date of the note verbale, not one to come.")
        case "invalid":
            return _("Nothing was changed. {detail}").format(detail=english)


def moved_on_in_words(step: Step, name: StateName) -> str:
    """That somebody changed the record while the reader read it: who, when and what, and what the reader can do."""
    return _(
        "Nothing was changed: while you read this record, {who} changed it ({step}, {time}). This page now shows it "
        "as it is. What you typed is kept: read the record again, then decide."
    ).format(who=who_in_words(step.who, name), step=step_in_words(step, name), time=moment(step.at))
