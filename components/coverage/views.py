"""The pictures of coverage with what steers them: bars of any breakdown, a grid of themes, change over cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from components.charts.cycles import cycle_chart
from components.charts.gaps import gap_chart
from components.charts.heatmap import heatmap_chart
from components.coverage.breakdowns import Names, chosen_keys, named_rows
from components.coverage.words import coverage_columns, gap_alt, heatmap_alt, linked_cells, linked_rows, overlap_note
from components.shared.chosen_part import Part, choose_part, chosen_part, is_part, selectable
from components.shared.empty import no_rows
from components.shared.picture import Provenance, picture
from components.shared.switches import pager, part_of, switch
from domain.coverage import GapFilters
from domain.vocabulary import Breakdown, SupportBand
from languages.names import band_name, breakdown_name
from languages.text import N_, _

#: Rows of a long breakdown, and columns of a grid, that one picture holds.
ROWS: Final = 25
COLUMNS: Final = 8

VIEWS: Final[Mapping[str, str]] = {
    "bars": N_("Where support is"),
    "grid": N_("Themes by group"),
    "cycles": N_("Change over cycles"),
}
_TITLES: Final[Mapping[Breakdown, str]] = {
    Breakdown.STATE: N_("Support by State under review"),
    Breakdown.THEME: N_("Support by theme"),
    Breakdown.SDG: N_("Support by Sustainable Development Goal"),
    Breakdown.PERSONS: N_("Support by affected persons"),
    Breakdown.GROUP: N_("Support by UN regional group"),
    Breakdown.REGION: N_("Support by region"),
    Breakdown.CYCLE: N_("Support by cycle"),
    Breakdown.SESSION: N_("Support by session"),
    Breakdown.RECOMMENDING: N_("Support by recommending State"),
}
#: Breakdowns that a reader may put in order of numbers. States never are, and cycles and sessions follow time.
_SORTABLE: Final = frozenset({Breakdown.THEME, Breakdown.SDG, Breakdown.PERSONS, Breakdown.GROUP, Breakdown.REGION})
_GRIDS: Final = (Breakdown.GROUP, Breakdown.REGION, Breakdown.STATE)


@dataclass(frozen=True)
class Scope:
    """What all pictures of a page share: the filters, the supported recommendations they select, names, provenance."""

    filters: GapFilters
    supported: int
    names: Names
    provenance: Provenance


def choose_view() -> str:
    """Which of VIEWS the reader looks at."""
    return switch("view", _("Picture"), {code: _(title) for code, title in VIEWS.items()}, titled=False)


def choose_breakdown() -> Breakdown:
    """What each bar is."""
    options = {breakdown.value: breakdown_name(breakdown) for breakdown in _TITLES}
    return Breakdown(switch("by", _("One bar for each"), options, default=Breakdown.THEME))


def choose_columns() -> Breakdown:
    """What each column of the grid is."""
    options = {breakdown.value: breakdown_name(breakdown) for breakdown in _GRIDS}
    return Breakdown(switch("across", _("One column for each"), options))


def gap_view(coverage: pd.DataFrame, breakdown: Breakdown, scope: Scope) -> Part | None:
    """Bars of `coverage` (key, supported, a column of counts for each band); returns the chosen part."""
    rows = named_rows(_chosen(coverage, "key", breakdown, scope), breakdown, scope.names)
    if rows.empty:
        no_rows(breakdown)
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shares = switch("show", _("Bars show"), {"number": _("Number"), "share": _("Share")}) == "share"
        if breakdown in _SORTABLE:
            orders = {"usual": _("Usual"), "number": _("By number")}
            if switch("order", _("Order"), orders) == "number":
                rows = rows.sort_values("supported", ascending=False, kind="stable", ignore_index=True)
    shown = part_of(len(rows), ROWS)
    visible = rows.iloc[shown]
    part = chosen_part(dict(zip(rows["key"], rows["label"], strict=True)))
    chart = gap_chart(visible, shares=shares, demonstration=scope.provenance.demonstration)
    picture(
        selectable(chart, is_part(part)),
        table=linked_rows(rows, breakdown, scope.filters),
        columns=coverage_columns(breakdown_name(breakdown), with_partly=scope.filters.with_partly),
        name=f"support-by-{breakdown}",
        title=_(_TITLES[breakdown]),
        alt=gap_alt(visible, breakdown, with_partly=scope.filters.with_partly),
        provenance=scope.provenance,
        note=overlap_note(breakdown, scope.supported),
        on_select=choose_part,
    )
    pager(shown, len(rows))
    return part


def cycle_view(coverage: pd.DataFrame, scope: Scope) -> Part | None:
    """One column of shares a cycle; returns the chosen part."""
    rows = named_rows(coverage, Breakdown.CYCLE, scope.names)
    if rows.empty:
        no_rows(Breakdown.CYCLE)
        return None
    part = chosen_part(dict(zip(rows["key"], rows["label"], strict=True)))
    picture(
        selectable(cycle_chart(rows, demonstration=scope.provenance.demonstration), is_part(part)),
        table=linked_rows(rows, Breakdown.CYCLE, scope.filters),
        columns=coverage_columns(breakdown_name(Breakdown.CYCLE), with_partly=scope.filters.with_partly),
        name="support-over-cycles",
        title=_cycle_title(with_partly=scope.filters.with_partly),
        alt=gap_alt(rows, Breakdown.CYCLE, with_partly=scope.filters.with_partly),
        provenance=scope.provenance,
        note=_(
            "States had less time to act on later cycles, and this repository began during the fourth, so cycles "
            "differ for reasons other than support."
        ),
        on_select=choose_part,
    )
    return part


def grid_view(matrix: pd.DataFrame, across: Breakdown, band: SupportBand, scope: Scope) -> None:
    """Themes down, groups or States across, shaded by the share in `band`.

    matrix: row (theme), column (key of `across`), supported, a column of counts for each band.
    """
    cells = _chosen(_chosen(matrix, "row", Breakdown.THEME, scope), "column", across, scope)
    if cells.empty:
        no_rows(Breakdown.THEME)
        return
    themes = _names(cells, "row", Breakdown.THEME, scope)
    groups = _names(cells, "column", across, scope)
    down, sideways = part_of(len(themes), ROWS), part_of(len(groups), COLUMNS, parameter="columns")
    rows, columns = dict(themes[down]), dict(groups[sideways])
    cells = _labelled(cells, rows, columns)
    pager(sideways, len(groups), parameter="columns")
    picture(
        heatmap_chart(
            cells,
            band,
            rows=list(rows.values()),
            columns=list(columns.values()),
            demonstration=scope.provenance.demonstration,
        ),
        table=linked_cells(cells, across, scope.filters),
        columns=coverage_columns(
            breakdown_name(Breakdown.THEME), breakdown_name(across), with_partly=scope.filters.with_partly
        ),
        name=f"themes-by-{across}",
        title=_grid_title(with_partly=scope.filters.with_partly).format(band=band_name(band)),
        alt=heatmap_alt(cells, band, with_partly=scope.filters.with_partly),
        provenance=scope.provenance,
        note=_("A cell of fewer than 10 recommendations shows its counts, as in 2/7, and no share. {overlap}").format(
            overlap=overlap_note(Breakdown.THEME, scope.supported)
        ),
    )
    pager(down, len(themes))


def _cycle_title(*, with_partly: bool) -> str:
    if with_partly:
        return _("Support from cycle to cycle, in shares of recommendations accepted, or accepted in part")
    return _("Support from cycle to cycle, in shares of accepted recommendations")


def _grid_title(*, with_partly: bool) -> str:
    if with_partly:
        return _("Share of recommendations accepted, or accepted in part: {band}")
    return _("Share of accepted recommendations: {band}")


def choose_band() -> SupportBand:
    """Whose share the grid shows."""
    return SupportBand(switch("band", _("Share of"), {band.value: band_name(band) for band in SupportBand}))


def _chosen(frame: pd.DataFrame, column: str, breakdown: Breakdown, scope: Scope) -> pd.DataFrame:
    """The rows that the filters name, where they name some: not the other themes of recommendations on one theme."""
    keys = chosen_keys(scope.filters, breakdown)
    return frame[frame[column].isin(keys)] if keys else frame


def _names(cells: pd.DataFrame, column: str, breakdown: Breakdown, scope: Scope) -> list[tuple[str, str]]:
    """Code and name of each row or column of the grid, in the order shown."""
    named = named_rows(pd.DataFrame({"key": cells[column].unique()}), breakdown, scope.names)
    return list(zip(named["key"].tolist(), named["label"].tolist(), strict=True))


def _labelled(cells: pd.DataFrame, rows: Mapping[str, str], columns: Mapping[str, str]) -> pd.DataFrame:
    """The cells of these rows and columns with row_label and column_label, in their order."""
    shown = cells[cells["row"].isin(rows.keys()) & cells["column"].isin(columns.keys())]
    keys = list(zip(shown["row"].tolist(), shown["column"].tolist(), strict=True))
    row_place = {key: place for place, key in enumerate(rows)}
    column_place = {key: place for place, key in enumerate(columns)}
    order = sorted(range(len(keys)), key=lambda cell: (row_place[keys[cell][0]], column_place[keys[cell][1]]))
    ordered = shown.iloc[order]
    return ordered.assign(
        row_label=[rows[keys[cell][0]] for cell in order], column_label=[columns[keys[cell][1]] for cell in order]
    )
