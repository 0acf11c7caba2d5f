"""A picture as this repository shows every picture: never without its date, source, unit, words, table and files."""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts.colours import palette
from components.charts.html_legend import legend_html
from components.shared.table_files import FileNotes, download_table
from components.shared.tables import Column, show_table
from languages import disclaimers
from languages.text import _, date, isolate, ngettext, number

#: The picture's own file menu works in the browser, without a server-side renderer.
_PIXELS_PER_UNIT: Final = 2


@dataclass(frozen=True)
class Point:
    """One mark of a figure that the reader chose: the trace's and the point's position, and what they stand for."""

    curve: int
    index: int
    x: str | float | None
    y: str | float | None
    customdata: object


@dataclass(frozen=True)
class Provenance:
    """What a picture is made of: counting unit, source, as-of time, records awaiting consent, demonstration or not.

    filters: what the reader chose, as pairs of a filter's title and words. counted: how many there are in all, each
    counted once, where a table counts some of them in several rows.
    """

    unit: str
    source: str
    as_of: datetime
    awaiting: int | None = None
    demonstration: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    counted: int | None = None

    def line(self) -> str:
        """The line under a picture, in words."""
        parts = [
            _("Counted: {unit}.").format(unit=self.unit),
            _("Source: {source}.").format(source=isolate(self.source)),
            _("As of {date}.").format(date=date(self.as_of)),
        ]
        if self.awaiting:
            parts.append(self._awaiting(self.awaiting))
        if self.demonstration:
            parts.append(_("Demonstration: holds invented content."))
        return " ".join(parts)

    def notes(self, title: str, *remarks: str | None) -> FileNotes:
        """What a file of the picture's table says about itself. remarks: sentences that stand beside the picture."""
        facts = [
            (_("Counted"), self.unit),
            *([(_("In all, each counted once"), number(self.counted))] if self.counted is not None else []),
            *(self.filters or [(_("Filters"), _("None"))]),
            (_("As of"), self.as_of.date().isoformat()),
            (_("Source"), self.source),
            *([(_("Not counted"), self._awaiting(self.awaiting))] if self.awaiting else []),
            *((_("Remark"), remark) for remark in remarks if remark),
            (_("Remark"), _(disclaimers.NOT_OFFICIAL)),
            (_("Remark"), _(disclaimers.VOLUNTARY)),
        ]
        return FileNotes(title, tuple(facts), self.demonstration)

    @staticmethod
    def _awaiting(count: int) -> str:
        return ngettext(
            "{count} record awaits a State's consent and is not counted.",
            "{count} records await a State's consent and are not counted.",
            count,
        ).format(count=number(count))


def picture(
    figure: go.Figure,
    *,
    table: pd.DataFrame,
    columns: Mapping[str, Column],
    name: str,
    title: str,
    alt: str,
    provenance: Provenance,
    note: str | None = None,
    on_select: Callable[[tuple[Point, ...]], None] | None = None,
) -> None:
    """Show a figure with all that belongs to it; `name` is its anchor, its key and the name of its files.

    title says what the picture is about, alt what a sighted reader sees in it. note is a sentence on how to read it.
    on_select is handed the marks that the reader chose in the figure, none where the choice was taken back.
    """
    st.header(title, anchor=name)
    if legend := legend_html(figure):
        st.html(legend)
    _chart(_dressed(figure, title, provenance), name=name, alt=alt, on_select=on_select)
    if note:
        st.caption(note)
    st.html(f'<p class="picture-line">{html.escape(provenance.line())}</p>')
    _files(table, columns, name, provenance.notes(title, note))
    shown = st.expander(_("Show as a table"), key=f"{name}-table", on_change="rerun")
    if shown.open:
        with shown:
            show_table(table, columns=columns, name=name, caption=title)


def _dressed(figure: go.Figure, title: str, provenance: Provenance) -> go.Figure:
    """Carry title, provenance and disclaimer inside the figure's data, where the file menu's pictures can take them.

    The legend stands above the figure on the page; only files have it inside.
    """
    lines = [provenance.line(), _(disclaimers.NOT_OFFICIAL), _(disclaimers.VOLUNTARY)]
    names = [trace.name for trace in figure.data if trace.name and trace.showlegend is not False]
    legend = names if figure.layout.showlegend else []
    meta = {"title": title, "lines": lines, "ground": palette().ground, "legend": legend}
    figure.update_layout(meta=meta, showlegend=False)
    return figure


def _files(table: pd.DataFrame, columns: Mapping[str, Column], name: str, notes: FileNotes) -> None:
    """The picture's files: PNG and SVG, which static/frame.js makes in the browser, and those of the table."""
    buttons = "".join(
        f'<button type="button" data-picture="{kind}" data-chart="{html.escape(name)}-chart">{label}</button>'
        for kind, label in (("png", _("PNG")), ("svg", _("SVG")))
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{name}-files"):
        st.html(f'<div class="picture-files">{buttons}</div>', width="content")
        download_table(table, columns=columns, name=name, notes=notes)


def _chart(figure: go.Figure, *, name: str, alt: str, on_select: Callable[[tuple[Point, ...]], None] | None) -> None:
    key = f"{name}-chart"
    config = _config(name)
    if on_select is None:
        st.plotly_chart(figure, width="stretch", theme=None, key=key, alt=alt, config=config)
        return

    def selected() -> None:
        on_select(tuple(_point(found) for found in st.session_state[key].selection.points))

    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        key=key,
        alt=alt,
        config=config,
        on_select=selected,
        selection_mode="points",
    )


def _point(found: Mapping[str, object]) -> Point:
    x, y = found.get("x"), found.get("y")
    curve, index = found.get("curve_number", 0), found.get("point_index", 0)
    return Point(
        curve=curve if isinstance(curve, int) else 0,
        index=index if isinstance(index, int) else 0,
        x=x if isinstance(x, (str, int, float)) else None,
        y=y if isinstance(y, (str, int, float)) else None,
        customdata=found.get("customdata"),
    )


def _config(name: str) -> dict[str, object]:
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": name, "scale": _PIXELS_PER_UNIT},
        "scrollZoom": False,
    }
