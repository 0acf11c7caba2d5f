"""The address holds the view: language, filters and selected record as codes, never as translated labels.

Streamlit drops the query string when a page is left, and a reader's language and filters must outlive that. Links of
`link` and `here` carry the kept parameters in their own address, so that they also work in a new tab; and for
addresses that arrive bare within a tab (Streamlit's own page switch, the back button), the frame calls `carry_over`,
which writes back what this tab held.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote, urlencode

import streamlit as st

from components.shell.session import KEPT_PARAMETERS, LAST_PAGE
from domain.vocabulary import Position

LANGUAGE_PARAMETER: Final = "lang"
FILTERS: Final = ("state", "group", "region", "special", "cycle", "theme", "sdg", "persons", "position", "modality")
#: The filters that a page applies; pages that are not named apply none, and their addresses hold none.
APPLIED: Final[Mapping[str, tuple[str, ...]]] = {
    "gaps": FILTERS,
    "map": FILTERS,
    "cooperation": FILTERS,
    "recommendations": FILTERS,
    "state": ("state",),
}

#: The positions of a picture to which those that were supported in part are added.
WITH_PARTLY: Final = ",".join((Position.SUPPORTED, Position.PARTLY_SUPPORTED))

MOST_CODES: Final = 60
LONGEST_TEXT: Final = 200
_CODE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def read_codes(name: str) -> tuple[str, ...]:
    """The codes of one parameter in the address's order, each once. What cannot be a code is left out."""
    return codes_of(st.query_params.get(name, ""))


def codes_of(value: str) -> tuple[str, ...]:
    """The codes in one parameter's value."""
    found = (part.strip() for part in value[: MOST_CODES * 65].split(","))
    return tuple(dict.fromkeys(part for part in found if _CODE.fullmatch(part)))[:MOST_CODES]


def read_code(name: str) -> str | None:
    """The first code of one parameter."""
    return next(iter(read_codes(name)), None)


def read_text(name: str) -> str:
    """Free text of one parameter, such as a search, without control characters and at most 200 characters long."""
    return plain_text(st.query_params.get(name, ""))


def plain_text(value: str) -> str:
    """A value cut to its length, with a blank for each sign that cannot be shown."""
    return "".join(sign if sign.isprintable() else " " for sign in value[:LONGEST_TEXT]).strip()


def write_codes(name: str, codes: Iterable[str]) -> None:
    """Put codes into the address; none removes the parameter. An unchanged value leaves the history alone."""
    write_text(name, ",".join(codes))


def write_text(name: str, text: str) -> None:
    """Put free text into the address; an empty text removes the parameter."""
    if st.query_params.get_all(name) == ([text] if text else []):
        return
    if text:
        st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]


def kept_parameters(page: str) -> dict[str, str]:
    """What follows the reader to a page: the language, and those of the filters in use that the page applies.

    Any other parameter belongs to one page and stays behind with it.
    """
    held = KEPT_PARAMETERS.get()
    return {name: held[name] for name in (LANGUAGE_PARAMETER, *APPLIED.get(page, ())) if name in held}


def link(page: str, /, **parameters: str | Iterable[str] | None) -> str:
    """A relative address of a page with its parameters; the language comes along, the filters don't.

    page: the page's path, "" for the overview. A parameter that is None or empty is left out.
    """
    held = {LANGUAGE_PARAMETER: st.query_params.get(LANGUAGE_PARAMETER), **parameters}
    written = {name: _joined(value) for name, value in held.items()}
    query = urlencode({name: value for name, value in written.items() if value}, safe=",:", quote_via=quote)
    return f"./{page}?{query}" if query else f"./{page}"


def _joined(value: str | Iterable[str] | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else ",".join(value)


def carry_over(page: str) -> None:
    """Write back what the reader held when a page was reached without it; called by the frame in each run."""
    names = (LANGUAGE_PARAMETER, *APPLIED.get(page, ()))
    if page != LAST_PAGE.get() and not any(name in st.query_params for name in names):
        st.query_params.update(kept_parameters(page))
    elif LANGUAGE_PARAMETER not in st.query_params and LANGUAGE_PARAMETER in KEPT_PARAMETERS.get():
        st.query_params[LANGUAGE_PARAMETER] = KEPT_PARAMETERS.get()[LANGUAGE_PARAMETER]
    LAST_PAGE.set(page)
    hold()


def hold() -> None:
    """Remember the language and the filters that the page applies as they stand; called by the frame when it has run.

    Of positions only those that every page can count: accepted ones, and with them those accepted in part.
    """
    names = (LANGUAGE_PARAMETER, *APPLIED.get(LAST_PAGE.get(), ()))
    present = {name: st.query_params[name] for name in names if st.query_params.get(name)}
    if present.get("position") != WITH_PARTLY:
        present.pop("position", None)
    others = {name: text for name, text in KEPT_PARAMETERS.get().items() if name not in names}
    KEPT_PARAMETERS.set(others | present)
