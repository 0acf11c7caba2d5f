"""How the whole application looks and which way it runs: styles, colour scheme, language and direction."""

import html
import re
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from components.shell.focus import FOCUS
from components.shell.session import CONTEXT
from components.shell.url_state import LANGUAGE_PARAMETER, read_code
from languages.run_context import settle_context
from languages.text import _, direction, language, set_language

#: A style sheet lies in the room of what it is for.
_STYLES: Final = Path(__file__).resolve().parents[1]
#: Blanks that mean nothing to a browser, around a sign.
_BETWEEN_SIGNS: Final = re.compile(r" *([{};,]) *")


def settle_run() -> None:
    """Settle language and colours of this run, and keep them for the tab's callbacks and fragments.

    Language: the address's, else the browser's where it is offered, else English. Colours: those the browser shows.
    """
    set_language(read_code(LANGUAGE_PARAMETER) or (st.context.locale or "").partition("-")[0].lower())
    CONTEXT.set(settle_context(scheme="dark" if st.context.theme.type == "dark" else "light"))


@cache
def styles(name: str) -> str:
    """A style sheet by its path below components/, without comments and needless blanks: it travels with every run."""
    lines = (_STYLES / name).read_text(encoding="utf-8").splitlines()
    sheet = " ".join(line.strip() for line in lines if not line.lstrip().startswith("/*"))
    return _BETWEEN_SIGNS.sub(r"\1", sheet)


def apply_styles() -> None:
    """Send the styles of this run."""
    sheets = styles("shell/theme.css") + (styles("shell/theme_rtl.css") if direction() == "rtl" else "")
    st.html(f"<style>{sheets}</style>")


def describe_document(page: str, *, signed_in: bool = False) -> None:
    """Tell static/frame.js the language, direction and page, which Streamlit does not put onto the document."""
    skip = _("Skip to the content")
    focus, turn = FOCUS.get()
    facts = {
        "language": language(),
        "direction": direction(),
        "page": page,
        "navigation": _("Main pages"),
        "skip": skip,
        "focus": focus,
        "turn": turn,
        "signed": "yes" if signed_in else "",
        "lost": _(
            "The connection to the repository is lost. What you see may be out of date, and nothing can be chosen or "
            "sent until it is back. It comes back by itself: leave this page open."
        ),
        "back": _("The connection is back."),
    }
    attributes = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in facts.items())
    st.html(f"<span data-frame {attributes}></span>")
