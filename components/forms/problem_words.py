"""What is wrong with a field, in the reader's language and in words that say what to do."""

from collections.abc import Mapping
from typing import Final

from components.forms.services import Refusal, Trouble
from domain.records.draft_problems import Flaw, Problem
from languages.text import N_, _, isolate, number

_WORDS: Final[Mapping[Flaw, str]] = {
    Flaw.OTHER: N_("This cannot be kept as it stands. What you chose may have been replaced meanwhile; choose again."),
    Flaw.EMPTY: N_("Please fill this in."),
    Flaw.TOO_LONG: N_("This is too long: {value} characters are the most."),
    Flaw.UNWRITABLE: N_("This holds a character that cannot be written. Please type it again."),
    Flaw.DIRECTION: N_("This holds an invisible character that turns the text's direction. Please type it again."),
    Flaw.HIDDEN: N_("This holds signs that nobody can see. Please type it again."),
    Flaw.NOT_A_LINK: N_("A link starts with https:// or http://, as in https://example.org."),
    Flaw.NOT_A_DAY: N_("Write the day as year-month-day, as in 2026-05-12."),
    Flaw.NOT_A_NUMBER: N_("Write a number without a sign for thousands, as in 12500.50."),
    Flaw.NOT_A_CHOICE: N_("Please choose from the list."),
    Flaw.ENDS_BEFORE_START: N_("The end is before the start. Please change one of them."),
    Flaw.TWICE: N_("One of them is named twice. Please take it out once."),
    Flaw.SHARES_INCOMPLETE: N_("Give the percentage of every State, or of none."),
    Flaw.SHARES_SUM: N_("The percentages sum to {value}, not to 100."),
    Flaw.NOT_A_CURRENCY: N_("Choose a currency for each amount."),
    Flaw.NOT_AN_AMOUNT: N_("This amount is too large to be right."),
    Flaw.AMOUNT_MISSING: N_("Give the amount in each row, or take the row away."),
    Flaw.KIND_MISSING: N_("Say of each amount what it is: a budget, committed or disbursed."),
    Flaw.PROVIDER_MISSING: N_("Choose the organization in each row, or take the row away."),
    Flaw.ROLE_MISSING: N_("Say of each provider what it does."),
    Flaw.BELOW_ZERO: N_("A budget cannot be below zero."),
    Flaw.NOT_A_LANGUAGE: N_("Please choose languages from the list."),
    Flaw.TOO_MANY: N_("These are too many: {value} are the most."),
    Flaw.ADDRESS_IN_ROLE: N_("This is public: give an office or role, not an e-mail address."),
    Flaw.NOT_AN_EMAIL: N_("An e-mail address looks like name@example.org."),
    Flaw.OUTSIDE_EARTH: N_("Latitude runs from -90 to 90, longitude from -180 to 180."),
    Flaw.NOT_LINKED: N_("This kind of record is not linked to recommendations."),
    Flaw.OTHER_STATE: N_("{value} is a recommendation to a State that this record does not name. Please take it out."),
}
#: Where the general words would not help.
_OF_FIELD: Final[Mapping[tuple[str, Flaw], str]] = {
    ("recipients", Flaw.EMPTY): N_("Choose at least one State."),
    ("recipients", Flaw.NOT_A_NUMBER): N_("Write each percentage as a number, as in 33.3."),
    ("places", Flaw.NOT_A_NUMBER): N_("A place needs latitude and longitude in degrees, as in -1.29 and 36.82."),
    ("modalities", Flaw.EMPTY): N_("Choose at least one form of support."),
    ("recommendations", Flaw.OTHER): N_(
        "One of the recommendations was replaced by a newer record. Please take it out and link the newer one."
    ),
}
_TROUBLES: Final[Mapping[Trouble, str]] = {
    Trouble.STORE: N_(
        "The repository cannot store anything just now. Your text is kept in this tab: please try again later."
    ),
    Trouble.CONFLICT: N_("The record changed in the meantime."),
    Trouble.MISSING: N_("It is not there any more."),
    Trouble.NOT_ALLOWED: N_(
        "Your account does not allow this now. Your role may have ended, or you were signed out; your text is kept in "
        "this tab."
    ),
    Trouble.INVALID: N_("Something is not right yet."),
    Trouble.SENT_BEFORE: N_(
        "This form was sent before, with other content, from another window or just before an interruption. What you "
        "wrote here is not sent yet; it is kept. You decide what becomes of it."
    ),
}
#: Values that are numbers.
_COUNTED: Final = frozenset({Flaw.TOO_LONG, Flaw.TOO_MANY})


def problem_in_words(problem: Problem) -> str:
    """The problem as one or two sentences."""
    words = _(_OF_FIELD.get((problem.field, problem.flaw)) or _WORDS[problem.flaw])
    value = number(int(problem.value)) if problem.flaw in _COUNTED and problem.value.isdigit() else problem.value
    return words.format(value=isolate(value))


def refusal_in_words(refusal: Refusal) -> str:
    """Why the store did not do it."""
    return problem_in_words(refusal.problem) if refusal.problem else _(_TROUBLES[refusal.trouble])
