"""The paragraph's number that reports, matrices and exports write before a recommendation's text."""

import re
from string import ascii_letters

_DIGITS = r"\d{1,4}(?:\.\d{1,4}){0,4}"
_LETTER = r"\s?(?:\([a-zA-Z]{1,4}\)|[a-zA-Z]\))"
_PLACE = rf"{_DIGITS}(?:{_LETTER})?"
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
# "1.5 million people" begins with no paragraph.
_NO_UNIT = r"(?!(?:per\s?cent|%|million|billion|degrees)\b)"
_PARAGRAPH = r"(?:para(?:graph)?s?\b\.?|§)"

# Bullets, quotation marks, and the letter of a report's section, as in "A - 79.1".
_BEFORE = rf"[-•*–—“\"'\[(\s]{{0,4}}(?:R\s(?=\d))?(?:[A-Z]\s*[-–—.]\s*(?={_DIGITS}\.\d))?"
_HEADS = (
    # Recommendation No. 41, para. 81: …; the item may follow: para. 96: 21. …
    rf"(?i:Recommendation\s+(?:No|number)\b\.?\s*(?P<number>\d{{1,4}})\s*,?\s*\(?{_PARAGRAPH}\s*(?P<para>{_PLACE})\)?)"
    rf"\s*[:.)]?\s*(?:(?P<item>\d{{1,4}})\.\s+)?",
    # Recommendation contained in 79(a): …, Recommendations from para. 79: …, Recommendation 5: …
    rf"(?i:Rec(?:ommendations?\b|\.)\s*(?:(?:contained|made|set\s+out|listed|stated)\s+)?(?:(?:in|from|under)\s+)?"
    rf"(?:the\s+)?(?:{_PARAGRAPH}|No\b\.?|number\b)?)\s*(?P<named>{_PLACE})\s*(?:[:.)–—]|-(?=\s))\s*",
    # Para. 79: …
    rf"(?i:{_PARAGRAPH})\s*(?P<paragraph>{_PLACE})(?:\s*[:.)\]–—-]\s*|\s+(?={_CAPITAL}))",
    r"(?i:No\b\.?)\s*(?P<numbered>\d{1,4})\s*[:.)]\s*",
    rf"(?P<lettered>{_DIGITS}{_LETTER})\.?:?(?:\s+|(?={_CAPITAL}))",
    rf"(?P<parts>\d{{1,4}}(?:\.\d{{1,4}}){{1,4}})[.:\])]{{0,2}}\s*[-–—:]?(?:\s+|(?={_CAPITAL})){_NO_UNIT}",
    rf"(?P<single>\d{{1,4}})(?:[.:)\]]{{1,2}}\s*|\s+[–—-]\s+)(?:(?={_CAPITAL})|(?<=\s)(?=[a-z])){_NO_UNIT}",
)
_HEAD = re.compile(rf"{_BEFORE}(?:{'|'.join(_HEADS)})[”\"'\])]?\s*")
_PARTS = ("para", "named", "paragraph", "numbered", "lettered", "parts", "single")


def split_paragraph(text: str) -> tuple[str, str]:
    """The paragraph's number and the text after it: ("137.197", "Ratify …"); no number gives ("", text).

    Reads "137.197 …", "79(a) …", "79.Ratify …", "A - 79.1 …", "Recommendation contained in 79(a): …" and
    "Recommendation No. 41, para. 81: …", which gives "81, No. 41".
    """
    found = _HEAD.match(text)
    if found is None or found.end() == len(text):
        return "", text
    number = _one_spelling(next(filter(None, map(found.__getitem__, _PARTS))))
    if found["item"]:
        number = f"{number}.{found['item']}"
    elif found["number"]:
        number = f"{number}, No. {found['number']}"
    return number, text[found.end() :]


def _one_spelling(number: str) -> str:
    """A paragraph's number as it is kept: "79 (A)" and "79a)" are "79(a)"."""
    plain = number.rstrip(")")
    digits = plain.rstrip(ascii_letters).rstrip(" (")
    letters = plain[len(digits) :].lstrip(" (").lower()
    return f"{digits}({letters})" if letters else digits
