"""What the address asks for, held against what is offered: what cannot be read is named, and the address put right.

People type addresses, and other programs write them: with other separators, a parameter twice, a name in place of its
code. What is meant beyond doubt is taken. The rest is named in one line on the page and leaves the address, so that the
address, the controls and the figures say the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.shell.session import LAST_PAGE, Key
from components.shell.url_state import MOST_CODES, write_text
from languages.text import _, isolate, listing, ngettext, number

#: What stands between the values of one parameter, in addresses of ours the first.
_SEPARATORS: Final = re.compile(r"[,;|]")
#: An address may be long; more of it is not looked at than the longest list can need.
_LONGEST_VALUE: Final = MOST_CODES * 200
_NAMED_AT_MOST: Final = 3
_LONGEST_NAMED: Final = 60


@dataclass(frozen=True)
class Reading:
    """codes: those that are offered, in the address's order. unknown: what is none. beyond: how many were too many."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    beyond: int = 0


@dataclass(frozen=True)
class Correction:
    """What was put right in one parameter: on which page, what the address says since, and the line about it."""

    page: str
    address: str
    line: str


_CORRECTIONS: Final[Key[dict[str, Correction]]] = Key("address.corrections", {})


def chosen_codes(
    parameter: str, options: Mapping[str, str], *, also: Mapping[str, str] | None = None, most: int = MOST_CODES
) -> tuple[str, ...]:
    """The codes that one parameter of the address names, each once; a line on the page says what was left out of it.

    options: code to name as the reader sees it. also: the same codes by other names that an address may use.
    """
    values = st.query_params.get_all(parameter)
    if not values:
        return ()
    reading = read_values(values, options, also or {}, most)
    if line := _in_words(reading, most):
        correct_address(parameter, ",".join(reading.codes), line)
    else:
        write_text(parameter, ",".join(reading.codes))
    show_correction(parameter)
    return reading.codes


def chosen_code(parameter: str, options: Mapping[str, str]) -> str | None:
    """The one code that a parameter names; None where it names none that is offered."""
    codes = chosen_codes(parameter, options, most=1)
    if not codes:
        show_correction(parameter)
    return next(iter(codes), None)


def correct_address(parameter: str, text: str, line: str) -> None:
    """Put a parameter right, and remember the line that says so until the reader changes it or leaves the page."""
    write_text(parameter, text)
    _CORRECTIONS.set({**_CORRECTIONS.get(), parameter: Correction(LAST_PAGE.get(), text, line)})


def show_correction(parameter: str) -> None:
    """Show what was put right in a parameter, as long as the address still says what it was put to."""
    correction = _CORRECTIONS.get().get(parameter)
    if correction and (correction.page, correction.address) == (LAST_PAGE.get(), st.query_params.get(parameter, "")):
        st.warning(correction.line)


def read_values(
    values: Sequence[str], options: Mapping[str, str], also: Mapping[str, str], most: int = MOST_CODES
) -> Reading:
    """The codes in a parameter's values, however they were written: by code or name, in one value or several."""
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    by_word = _Words(options, also)
    for part in _parts(values, by_word):
        code = by_word.code_of(part)
        if code is None:
            unknown[part] = None
        else:
            codes[code] = None
    taken = tuple(codes)[:most]
    return Reading(taken, tuple(unknown), len(codes) - len(taken))


def _parts(values: Iterable[str], known: "_Words") -> Iterator[str]:
    """What stands between separators. A name may hold one itself, and a blank may be one."""
    for value in values:
        whole = value[:_LONGEST_VALUE].strip()
        pieces = [whole] if known.code_of(whole) else _SEPARATORS.split(whole)
        for piece in filter(None, (piece.strip() for piece in pieces)):
            words = piece.split()
            yield from words if not known.code_of(piece) and all(map(known.code_of, words)) else [piece]


class _Words:
    """Finds the code that a word of an address means; names are looked up only where a word is no code."""

    def __init__(self, options: Mapping[str, str], also: Mapping[str, str]) -> None:
        self._options = options
        self._also = also
        self._codes: dict[str, str] | None = None

    def code_of(self, word: str) -> str | None:
        """The code with this word as code or name, upper and lower case alike."""
        if word in self._options:
            return word
        if self._codes is None:
            named = ((name, code) for names in (self._also, self._options) for code, name in names.items())
            self._codes = {name.casefold(): code for name, code in named if code in self._options}
            self._codes |= {code.casefold(): code for code in self._options}
        return self._codes.get(word.casefold())


def _in_words(reading: Reading, most: int) -> str:
    """What was left out; empty where nothing was."""
    lines = []
    if reading.unknown:
        message = ngettext(
            "The address names {codes}, which is not known here. It was left out.",
            "The address names {codes}, which are not known here. They were left out.",
            len(reading.unknown),
        )
        shown = [isolate(f"`{_shown(word)}`") for word in reading.unknown[:_NAMED_AT_MOST]]
        if len(reading.unknown) > _NAMED_AT_MOST:
            shown.append("…")
        lines.append(message.format(codes=listing(shown)))
    if reading.beyond:
        message = _("The address names more than can be shown at once. Kept from its beginning: {count}.")
        lines.append(message.format(count=number(most)))
    return " ".join(lines)


def _shown(word: str) -> str:
    """A word of the address as it may stand between the marks of code."""
    plain = "".join(sign if sign.isprintable() and sign != "`" else " " for sign in word)
    return plain if len(plain) <= _LONGEST_NAMED else f"{plain[:_LONGEST_NAMED]}…"
