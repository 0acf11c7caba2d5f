"""The page for an address at which there is none: it says so, and leads to what was probably meant and to the rest."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlencode

from components.shell.frame import PAGE_ADDRESSES
from components.shell.plain_pages import link_line, paragraph, to_page
from components.shell.url_state import LANGUAGE_PARAMETER
from languages.text import N_, _, language

#: What a page is called where the masthead links it; the others are reached from these.
TITLES: Final = {
    "": N_("Overview"),
    "gaps": N_("Coverage gaps"),
    "map": N_("Map"),
    "cooperation": N_("Cooperation"),
    "recommendations": N_("Recommendations"),
    "state": N_("State"),
    "contribute": N_("Contribute"),
    "about": N_("About"),
}
_RECOMMENDATION: Final = re.compile(r"UPRC-REC-\d{6,9}")
_RECORD: Final = re.compile(r"UPRC-(?:ACT|REQ|OFF|GP|COM)-\d{6,9}")

#: The name of a State by its ISO3 code; empty where it is none.
NameOfState = Callable[[str], str]


def missing_page(path: str, root: str, name_of_state: NameOfState) -> str:
    """The page's body. path: what was asked for, below the base path. root: how far up the overview is."""
    probable = "".join(link_line(words, address) for words, address in _probably_meant(path, root, name_of_state))
    entries = "".join(
        f'<li><a href="{html.escape(to_page(page, root))}">{html.escape(title)}</a></li>'
        for page, title in ((page, _(title)) for page, title in TITLES.items())
    )
    heading = html.escape(_("Pages of this repository"))
    return (
        paragraph(_("The address may have been cut off or mistyped, or the page was moved."))
        + probable
        + f"<h2>{heading}</h2><ul>{entries}</ul>"
    )


def _probably_meant(path: str, root: str, name_of_state: NameOfState) -> Iterator[tuple[str, str]]:
    """What the address looks like, in words and as an address: a State, a record, a page with something behind it.

    Whether such a record exists, and for whom, is said by its own page alone.
    """
    parts = [part for part in path[:300].split("/") if part]
    last = parts[-1].upper() if parts else ""
    page = parts[0].lower() if parts else ""
    if name := name_of_state(last):
        yield _("Open the page of {state}").format(state=name), _address(root, "state", state=last)
    elif _RECOMMENDATION.fullmatch(last):
        yield _("Open the recommendation {code}").format(code=last), _address(root, "recommendation", id=last)
    elif _RECORD.fullmatch(last):
        yield _("Open the record {code}").format(code=last), _address(root, "record", id=last)
    elif page in TITLES and page in PAGE_ADDRESSES:
        yield _("Open the page “{title}”").format(title=_(TITLES[page])), to_page(page, root)


def _address(root: str, page: str, **parameters: str) -> str:
    return f"{root}{page}?{urlencode({**parameters, LANGUAGE_PARAMETER: language()})}"
