"""Tables on a page: translated headings and formatted figures, readable to a screen reader."""

import html
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from typing import Final, Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from languages.text import _, date, direction, number, percent

Kind = Literal["text", "count", "share", "date", "link"]
_FIGURES: Final = frozenset({"count", "share"})
_NOTHING: Final = "–"


@dataclass(frozen=True)
class Column:
    """How one column of a frame is shown.

    title: the translated heading. kind: count is a whole number; share runs from 0 to 1; link is an address of ours,
    and `text` names the column with its visible words. lang marks cells that stay in another language.

    For files: meaning explains the column; before stands before each value in a CSV, so that "26.10" is no number
    there; wide is for whole sentences.
    """

    title: str
    kind: Kind = "text"
    lang: str | None = None
    text: str = ""
    meaning: str = ""
    before: str = ""
    wide: bool = False


def paragraph_column() -> Column:
    """The number of a paragraph, which is a text: 26.10 is not 26.1."""
    return Column(_("Paragraph"), before="para. ")


def show_table(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, Column],
    name: str,
    caption: str,
    limit: int = 200,
    selectable: bool = False,
) -> int | None:
    """Show a frame's `columns` in their order; `table_files.download_table` puts its files beside it.

    Short tables, tables with links and those of a right-to-left language are HTML, readable to a screen reader, with
    at most `limit` rows; longer ones, and selectable ones, are a data grid. Returns the position in the frame of the
    row that the reader selected, None where there is none.
    """
    selected: int | None = None
    linked = any(column.kind == "link" for column in columns.values())
    if selectable:
        selected = _grid(frame, columns, name, selectable=True)
    elif linked or len(frame) <= limit or direction() == "rtl":
        st.html(html_table(frame.head(limit), columns=columns, caption=caption))
        if len(frame) > limit:
            st.caption(
                _("The first {shown} of {all} rows; the file holds all of them.").format(
                    shown=number(limit), all=number(len(frame))
                )
            )
    else:
        _grid(frame, columns, name, selectable=False)
    return selected


def html_table(frame: pd.DataFrame, *, columns: Mapping[str, Column], caption: str) -> str:
    """The frame as an HTML table with caption and scoped headings; every value is escaped."""
    heads = "".join(_heading(column) for column in columns.values())
    rows = "".join(_row(row, columns) for row in frame.to_dict("records"))
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{html.escape(caption)}">'
        f'<table class="plain-table"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _heading(column: Column) -> str:
    kind = ' class="figure"' if column.kind in _FIGURES else ""
    return f'<th scope="col"{kind}>{html.escape(column.title)}</th>'


def _row(row: Mapping[Hashable, object], columns: Mapping[str, Column]) -> str:
    cells = (_cell(row, name, column, first=place == 0) for place, (name, column) in enumerate(columns.items()))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(row: Mapping[Hashable, object], name: str, column: Column, *, first: bool) -> str:
    tag, attributes = ("th", ' scope="row"') if first else ("td", "")
    if column.kind in _FIGURES:
        attributes += ' class="figure"'
    if column.lang:
        attributes += f' lang="{html.escape(column.lang)}" dir="auto"'
    shown = html.escape(format_value(row[column.text or name], "text" if column.kind == "link" else column.kind))
    if column.kind == "link" and not is_missing(row[name]):
        shown = f'<a href="{html.escape(str(row[name]))}" target="_self">{shown}</a>'
    return f"<{tag}{attributes}>{shown}</{tag}>"


def format_value(value: object, kind: Kind) -> str:
    """One value as a reader sees it; a dash where there is none."""
    if is_missing(value):
        return _NOTHING
    if kind == "count" and isinstance(value, (int, float)):
        return number(value)
    if kind == "share" and isinstance(value, (int, float)):
        return percent(value)
    if kind == "date" and isinstance(value, calendar_date):
        return date(value)
    return str(value)


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing, in any of pandas' ways."""
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value)


def _grid(frame: pd.DataFrame, columns: Mapping[str, Column], name: str, *, selectable: bool) -> int | None:
    shown = frame[list(columns)]
    settings = {key: _grid_column(column) for key, column in columns.items()}
    if not selectable:
        st.dataframe(shown, column_config=settings, hide_index=True, width="stretch", key=f"{name}-grid")
        return None
    event = st.dataframe(
        shown,
        column_config=settings,
        hide_index=True,
        width="stretch",
        key=f"{name}-grid",
        on_select="rerun",
        selection_mode="single-row",
    )
    return next(iter(event.selection.rows), None)


def _grid_column(column: Column) -> ColumnConfig:
    if column.kind == "count":
        return st.column_config.NumberColumn(column.title, format="localized")
    if column.kind == "share":
        return st.column_config.NumberColumn(column.title, format="percent")
    if column.kind == "date":
        return st.column_config.DateColumn(column.title)
    return st.column_config.TextColumn(column.title)
