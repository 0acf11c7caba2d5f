"""What a written text may hold: which signs are refused, which are taken out, and what a number or day looks like.

Nothing here looks at what a text says. Markup and spreadsheet formulas are plain text: they are stored as they are, and
whoever shows or exports them escapes them.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

#: Signs that no store can keep on every engine, or that no screen can show.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: They show signs in another order than they stand: "exe.fdp" as "pdf.exe". No language needs them.
_OVERRIDES = re.compile("[\u202d\u202e]")
#: Word processors put these around a text; in a title or name they would reach into the sentence around it.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Invisible signs without a meaning of their own. Joiners (U+200C, U+200D) and marks of direction (U+200E, U+200F,
#: U+061C) stay: Persian, Indic languages, Hebrew and Arabic need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]")
#: Marks that a text can be hidden in, letter by letter: tags, and the interlinear and musical marks that show nothing.
_TAGS = re.compile("[\U000e0000-\U000e007f\U0001d173-\U0001d17a]")
#: They take a place and show nothing: the Hangul fillers, the empty cell of Braille.
_FILLERS = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
#: A selector picks the form of the sign before it; without one, or after another, it hides something.
_LOOSE_SELECTORS = re.compile(f"(?:^|(?<=[\\s{_SELECTORS}]))[{_SELECTORS}]")
#: Signs without a form of their own that may stand within a word.
_SHAPELESS = re.compile(f"[\u034f\u061c\u17b4\u17b5\u180e{_SELECTORS}]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PLAIN = re.compile(r"[+-]?\d{1,20}(\.\d{1,10})?")
_ENGLISH = re.compile(r"[+-]?\d{1,3}(,\d{3}){1,5}(\.\d{1,2})?")
_CONTINENTAL = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,5}(,\d{1,2})?|[+-]?\d{1,3}(\.\d{3})+,\d{1,2}|[+-]?\d{1,20},\d{1,2}")
_ARABIC_SIGNS = str.maketrans({"٫": ".", "٬": ",", "−": "-"})
#: Days outside are slips of the hand: the Universal Declaration is of 1948.
_FIRST_YEAR, _LAST_YEAR = 1948, 2100


def is_unwritable(text: str) -> bool:
    """Whether the text holds a control character or half a character."""
    return bool(_UNWRITABLE.search(text))


def turns_direction(text: str, *, line: bool) -> bool:
    """Whether the text holds a sign that turns the order of signs. line: a title or name, which allows none of them."""
    return bool((_DIRECTIONS if line else _OVERRIDES).search(text))


def hides_signs(text: str) -> bool:
    """Whether the text holds signs that nobody sees and that no writing needs."""
    return any(pattern.search(text) for pattern in (_TAGS, _FILLERS, _LOOSE_SELECTORS))


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen. A mark without a letter under it is nothing."""
    seen = _SHAPELESS.sub("", _FILLERS.sub("", text))
    return not any(unicodedata.category(sign)[0] not in "ZCM" for sign in seen)


def cleaned_text(text: str) -> str:
    """A text over several lines without what cannot be kept or seen; empty where nothing can be seen."""
    plain = _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))
    plain = _FILLERS.sub(" ", _TAGS.sub("", _INVISIBLE.sub("", _DIRECTIONS.sub("", plain))))
    plain = _LOOSE_SELECTORS.sub("", plain.strip())
    return "" if is_blank(plain) else plain


def cleaned_line(text: str) -> str:
    """A text on one line without what cannot be kept or seen, with single blanks."""
    return " ".join(cleaned_text(text).split())


def read_number(text: str) -> Decimal | None:
    """The number that somebody typed; None where it is none or can be read in two ways, as 1.234 and 1,234.

    Digits of any script, blanks between thousands, and 12,500.50 or 12.500,50 are understood.
    """
    written = "".join(_plain_digits(text).split()).replace("'", "").replace("’", "")
    if re.fullmatch(r"[+-]?\d{1,3}\.\d{3}", written):
        return None
    if _PLAIN.fullmatch(written):
        return Decimal(written)
    if _ENGLISH.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _CONTINENTAL.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    return None


def read_degrees(text: str) -> float | None:
    """An angle in degrees that somebody typed, as 36.8219 or 36,8219; None where it is none."""
    written = _plain_digits(text).replace(",", ".")
    return float(written) if re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,20})?", written) else None


def read_day(text: str) -> date | None:
    """The day that somebody typed as year-month-day, in digits of any script; None where it is none."""
    found = _DAY.fullmatch(re.sub(r"[/.\s]", "-", _plain_digits(text)))
    if not found or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _plain_digits(text: str) -> str:
    """The line with the digits and signs of any script as those of ASCII."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in cleaned_line(text)).translate(_ARABIC_SIGNS)
