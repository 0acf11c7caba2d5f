"""Which years the map shows: a span that the address holds, or year after year while it is played."""

import time
from typing import Final

import streamlit as st

from components.shared.address_codes import chosen_code
from components.shared.bound_widgets import holding
from components.shell.session import Key
from components.shell.url_state import write_text
from domain.years import Years
from languages.text import N_, _

#: Seconds for which a year is shown while the years are played.
STEP: Final = 1.6
FIRST: Final = "from"
LAST: Final = "to"
_TITLES: Final = {FIRST: N_("From the year"), LAST: N_("To the year")}
#: When the reader pressed play, in seconds of the clock that never jumps; 0 while nothing is played.
_PLAYED_SINCE: Final = Key("map.played-since", 0.0)


def choose_years(known: Years | None) -> Years | None:
    """Two lists of years, and the button that plays them. None where the reader leaves both open, or none are known."""
    if known is None:
        return None
    asked = {parameter: _read(parameter, known) for parameter in _TITLES}
    for parameter, year in asked.items():
        _choice(parameter, year, known)
    span = years_asked(asked[FIRST], asked[LAST], known)
    if playing():
        st.button(_("Stop"), key="map-stop", on_click=_stop, args=(span or known,))
    else:
        st.button(_("Play the years"), key="map-play", on_click=_play)
    return span


def years_asked(first: int | None, last: int | None, known: Years) -> Years | None:
    """The span between two years in whichever order; an open end is that of what is known."""
    if first is None and last is None:
        return None
    ends = (known.first if first is None else first, known.last if last is None else last)
    return Years(min(ends), max(ends))


def playing() -> bool:
    """Whether the years are being played."""
    return _PLAYED_SINCE.get() > 0


def year_played(span: Years, seconds: float) -> int | None:
    """The year that is shown so long after the start; None when all have been."""
    year = span.first + int(seconds / STEP)
    return year if year <= span.last else None


def years_shown(chosen: Years | None, known: Years) -> Years | None:
    """The years to draw now. When the last one was played, the page runs again with what the reader had chosen."""
    if not playing():
        return chosen
    year = year_played(chosen or known, time.monotonic() - _PLAYED_SINCE.get())
    if year is None:
        _PLAYED_SINCE.set(0.0)
        st.rerun()
    return Years(year, year)


def _read(parameter: str, known: Years) -> int | None:
    years = [str(year) for year in range(known.first, known.last + 1)]
    asked = chosen_code(parameter, dict(zip(years, years, strict=True)))
    return int(asked) if asked else None


def _choice(parameter: str, year: int | None, known: Years) -> None:
    key = holding(parameter, year)
    st.selectbox(
        _(_TITLES[parameter]),
        list(range(known.first, known.last + 1)),
        key=key,
        index=None,
        placeholder=_(_TITLES[parameter]),
        label_visibility="collapsed",
        on_change=_keep,
        args=(parameter, key),
        width=170,
    )


def _keep(parameter: str, key: str) -> None:
    _PLAYED_SINCE.set(0.0)
    year = st.session_state[key]
    write_text(parameter, "" if year is None else str(year))


def _play() -> None:
    _PLAYED_SINCE.set(time.monotonic())


def _stop(span: Years) -> None:
    """Stay at the year that was reached, which the address then holds."""
    year = year_played(span, time.monotonic() - _PLAYED_SINCE.get())
    _PLAYED_SINCE.set(0.0)
    if year is not None:
        write_text(FIRST, str(year))
        write_text(LAST, str(year))
