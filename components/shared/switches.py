"""How a page shows its answer: which picture, which order, which part of a long list. The address holds it."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.shared.address_codes import chosen_code
from components.shared.bound_widgets import holding
from components.shell.url_state import read_codes, write_text
from languages.text import _, number

PAGE: Final = "page"
#: The part of a picture that the reader chose.
PART: Final = "part"


def switch(
    parameter: str, title: str, options: Mapping[str, str], *, default: str | None = None, titled: bool = True
) -> str:
    """A row of buttons of which one is pressed; returns its code. The first option is the default unless one is named.

    options: code to translated words; where they don't fit into a line they scroll. titled: False hides the title
    from those who see the buttons. The default is not written into the address. A code in the address that is
    no option is named in a line and the default taken.
    """
    usual = str(default or next(iter(options)))
    chosen = chosen_code(parameter, options) or usual
    key = holding(parameter, chosen)
    st.segmented_control(
        title,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        on_change=_keep,
        args=(parameter, usual, key),
        label_visibility="visible" if titled else "collapsed",
        wrap=False,
    )
    return chosen


def _keep(parameter: str, usual: str, key: str) -> None:
    """Another picture starts with its first rows, and with no part chosen."""
    chosen = st.session_state[key]
    write_text(parameter, "" if chosen in (None, usual) else chosen)
    write_text(PAGE, "")
    write_text(PART, "")


def part_of(total: int, size: int, *, parameter: str = PAGE) -> slice:
    """The rows to show of a long list, as the address says.

    A page outside the list becomes its first or last, in the address too.
    """
    asked = next(iter(read_codes(parameter)), "1")
    pages = max(1, -(-total // size))
    page = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    write_text(parameter, str(page) if page > 1 else "")
    return slice((page - 1) * size, page * size)


def pager(shown: slice, total: int, *, parameter: str = PAGE) -> None:
    """Which rows of a long list are shown, and buttons to those before and after; nothing where all are shown."""
    size = shown.stop - shown.start
    if total <= size:
        return
    page = shown.stop // size
    with st.container(horizontal=True, vertical_alignment="center", key=f"pager-{parameter}"):
        st.button(
            _("Previous"),
            key=f"{parameter}-previous",
            disabled=page == 1,
            on_click=_go,
            args=(parameter, page - 1),
        )
        rows = _("{first} to {last} of {total}")
        st.text(rows.format(first=number(shown.start + 1), last=number(min(shown.stop, total)), total=number(total)))
        st.button(
            _("Next"), key=f"{parameter}-next", disabled=shown.stop >= total, on_click=_go, args=(parameter, page + 1)
        )


def _go(parameter: str, page: int) -> None:
    write_text(parameter, str(page) if page > 1 else "")
