"""The address holds the view: language, filters and selected record as codes, never as translated labels.

Streamlit drops the query string when a page is left, and a reader's language and filters must outlive that. Links of
`link` and `here` carry the kept parameters in their own address, so that they also work in a new tab; and for
addresses that arrive bare within a tab (Streamlit's own page switch, the back button), the frame calls `carry_over`,
which writes back what this tab held.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final
from urllib.parse import quote, urlencode

import streamlit as st

from components.session import KEPT_PARAMETERS, LAST_PAGE
from languages.text import isolate, listing, ngettext

LANGUAGE_PARAMETER: Final = "lang"
FILTERS: Final = ("state", "group", "region", "special", "cycle", "theme", "sdg", "persons", "position", "modality")
#: What follows the reader from page to page; any other parameter belongs to one page and stays behind with it.
KEPT: Final = (LANGUAGE_PARAMETER, *FILTERS)

MOST_CODES: Final = 60
LONGEST_TEXT: Final = 200
_CODE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_NAMED_AT_MOST: Final = 3


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


def known(codes: Iterable[str], valid: Collection[str]) -> tuple[str, ...]:
    """Keep the codes that exist here; one line on the page names the others."""
    codes = tuple(codes)
    strangers = [code for code in codes if code not in valid]
    if strangers:
        message = ngettext(
            "The address names {codes}, which is not known here.",
            "The address names {codes}, which are not known here.",
            len(strangers),
        )
        shown = strangers[:_NAMED_AT_MOST] + (["…"] if len(strangers) > _NAMED_AT_MOST else [])
        st.warning(message.format(codes=listing(isolate(f"`{code}`") for code in shown)))
    return tuple(code for code in codes if code in valid)


def write_codes(name: str, codes: Iterable[str]) -> None:
    """Put codes into the address; none removes the parameter. An unchanged value leaves the history alone."""
    write_text(name, ",".join(codes))


def write_text(name: str, text: str) -> None:
    """Put free text into the address; an empty text removes the parameter."""
    if st.query_params.get(name, "") == text:
        return
    if text:
        st.query_params[name] = text
    else:
        del st.query_params[name]


def kept_parameters() -> dict[str, str]:
    """The parameters of the present address that follow the reader to another page."""
    return {name: st.query_params[name] for name in KEPT if name in st.query_params}


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
    """Write back the kept parameters when a page was reached without any; called by the frame in each run."""
    present = kept_parameters()
    if page != LAST_PAGE.get() and not present:
        _write_back(KEPT_PARAMETERS.get())
    elif LANGUAGE_PARAMETER not in present:
        _write_back({name: value for name, value in KEPT_PARAMETERS.get().items() if name == LANGUAGE_PARAMETER})
    LAST_PAGE.set(page)
    hold()


def hold() -> None:
    """Remember the kept parameters as they stand; called by the frame when the page has run."""
    KEPT_PARAMETERS.set(kept_parameters())


def _write_back(parameters: Mapping[str, str]) -> None:
    if parameters:
        st.query_params.update(dict(parameters))
