"""What a letter says, in the language that is spoken: a subject of one line, and a body of plain text.

What a letter is about is named by title and code only: comments and reasons stay behind the sign-in, where those who
may read them do.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from typing import Final

from domain.people.letter_occasions import Occasion
from domain.records.clocks import Due
from languages.text import N_, _, date, isolate, ngettext, number

#: Characters of a title in a subject; the body holds the whole.
LONGEST_IN_SUBJECT: Final = 120

#: Of each occasion the subject, and the sentence that the letter starts with.
WORDS: Final[Mapping[Occasion, tuple[str, str]]] = {
    Occasion.SUBMITTED: (
        N_("Handed in for review: {title}"),
        N_("This record was handed in on {date} and waits for review."),
    ),
    Occasion.RETURNED: (
        N_("Returned with comments: {title}"),
        N_("This record was returned on {date} with comments on what has to change. Revise it and hand it in again."),
    ),
    Occasion.PUBLISHED: (
        N_("Published: {title}"),
        N_("This record has been public since {date}. Where it concerns States, it is shown for those that consented."),
    ),
    Occasion.CONSENT_ASKED: (
        N_("Consent asked for: {title}"),
        N_("{state} is asked whether it agrees to the publication of this record. Until it does, nothing is public."),
    ),
    Occasion.CORRECTION_ASKED: (
        N_("Correction asked for: {title}"),
        N_("{state} asked on {date} for a correction of this record."),
    ),
    Occasion.CONSENT_WITHHELD: (
        N_("Consent withheld: {title}"),
        N_("{state} said on {date} that it does not agree to the publication of this record."),
    ),
    Occasion.CONSENT_WITHDRAWN: (
        N_("Consent withdrawn: {title}"),
        N_("{state} took its consent back on {date}. For {state}, this record is no longer public."),
    ),
    Occasion.SUSPENDED: (
        N_("Taken out of the public: {title}"),
        N_("On {date} OHCHR took this record out of the public until the States concerned agree anew."),
    ),
    Occasion.RESTORED: (
        N_("Public again: {title}"),
        N_("OHCHR put this record back into the public on {date}."),
    ),
    Occasion.EXPIRED: (
        N_("Expired: {title}"),
        N_("Nobody has confirmed since {date} that this record still stands; it expired. Confirm it to open it again."),
    ),
}
#: Of each reminder the sentence that the letter starts with, and what it says of each record.
REMINDERS: Final[Mapping[Due, tuple[str, str]]] = {
    Due.ACKNOWLEDGE: (
        N_("A State that asks for support should learn soon that its request arrived."),
        N_("Sent on {date}, to be acknowledged by {last_day}"),
    ),
    Due.ANSWER: (
        N_("No partner has taken this up yet, and the State has not been told that none was found."),
        N_("Sent on {date}, to be answered by {last_day}"),
    ),
    Due.RECONFIRM: (
        N_("Confirm what still stands, and withdraw what does not. What nobody confirms expires."),
        N_("Last confirmed on {date}, expires after {last_day}"),
    ),
}


@dataclass(frozen=True)
class AboutRecord:
    """The record that a letter is about.

    on: the day it happened, or on which the clock started. link: its address, empty where the instance has none to
    give. state: the State's name, where one is named. last_day: of a reminder.
    """

    code: str
    title: str
    on: calendar_date
    link: str = ""
    state: str = ""
    last_day: calendar_date | None = None


def letter(occasion: Occasion, about: AboutRecord, *, demonstration: bool) -> tuple[str, str]:
    """Subject and body of the letter about one record."""
    subject, sentence = (_(words) for words in WORDS[occasion])
    said = sentence.format(date=date(about.on), state=isolate(about.state))
    title = _shortened(plain_line(about.title))
    return subject.format(title=isolate(title)), _body(said, [_record(about)], demonstration)


def reminder(due: Due, records: Sequence[AboutRecord], *, demonstration: bool) -> tuple[str, str]:
    """Subject and body of the letter about all that one person is reminded of."""
    sentence, line = (_(words) for words in REMINDERS[due])
    parts = [_record(one, line.format(date=date(one.on), last_day=date(one.last_day or one.on))) for one in records]
    return _reminding(due, len(records)), _body(sentence, parts, demonstration)


def plain_line(text: str) -> str:
    """A text on one line, without characters that no reader sees but that turn or end the line."""
    joined = " ".join(text.split())
    return "".join(letter for letter in joined if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})


def _reminding(due: Due, count: int) -> str:
    match due:
        case Due.ACKNOWLEDGE:
            words = ngettext(
                "{count} request waits to be acknowledged", "{count} requests wait to be acknowledged", count
            )
        case Due.ANSWER:
            words = ngettext("{count} request waits for an answer", "{count} requests wait for an answer", count)
        case _:
            words = ngettext("Does {count} record still stand?", "Do {count} records still stand?", count)
    return words.format(count=number(count))


def _record(about: AboutRecord, line: str = "") -> str:
    return "\n".join(part for part in (isolate(plain_line(about.title)), about.code, line, about.link) if part)


def _body(sentence: str, records: Sequence[str], demonstration: bool) -> str:
    closing = [_("UPR Cooperation Repository"), _("In your account you choose whether you get such letters.")]
    if demonstration:
        closing.append(_("Demonstration: holds invented content; it says nothing about any State."))
    return "\n\n".join([sentence, *records, "\n".join(closing)]) + "\n"


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_IN_SUBJECT else title[: LONGEST_IN_SUBJECT - 1].rstrip() + "…"
