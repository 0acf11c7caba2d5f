"""How a reader names a place in the documents of the review: a paragraph of a report, or a report by its symbol."""

import re

#: A paragraph as reports number them, alone or after "para.": "101.1", "79(a)", "§ 79"; a bare "79" is only a number.
PARAGRAPH = (
    r"(?:(?:§|\bpara(?:graph)?s?\b\.?)\s*\d{1,4}(?:\.\d{1,4}){0,4}(?:\([a-zA-Z]{1,4}\))?"
    r"|\d{1,4}(?:(?:\.\d{1,4}){1,4}(?:\([a-zA-Z]{1,4}\))?|\([a-zA-Z]{1,4}\)))"
)
_BEFORE_NUMBER = re.compile(r"^\D+")
_SYMBOL = re.compile(r"(?=\D*\d)[A-Za-z]{1,6}(?:/[A-Za-z0-9.]{1,12}){2,8}/?")


def paragraph_key(written: str) -> str:
    """A paragraph's number as it is compared: in small letters, without blanks and without what stands before it."""
    return _BEFORE_NUMBER.sub("", "".join(written.split()).lower())


def symbol_key(written: str) -> str:
    """A document's symbol as it is compared, in capitals; empty where the text is none, as "and/or"."""
    found = _SYMBOL.fullmatch(written)
    return found[0].rstrip("/").upper() if found else ""
