"""What coverage says in words: its headline, the note on overlaps, alternative texts, and the columns of its tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import quote

import pandas as pd

from components.coverage.breakdowns import narrowed
from components.shared.filters import filter_parameters
from components.shared.picture import Provenance
from components.shared.tables import Column
from components.shell.url_state import link
from domain.coverage import GapFilters, share
from domain.vocabulary import Breakdown, RecommendationKind, Source, SupportBand
from languages.names import band_meaning, band_name, breakdown_name, source_name
from languages.text import _, listing, ngettext, number, percent

#: Rows that an alternative text tells one by one; more are told as a whole.
_TOLD = 6
#: Stands for a row's key while an address is made once for all rows.
_ANY_KEY = "987654321"


def headline(supported: int, reported: int, requested: int, *, with_partly: bool = False) -> str:
    """Where things stand, in two sentences with figures. with_partly: those accepted in part are counted, too."""
    if with_partly:
        first = ngettext(
            "Of {supported} recommendations accepted, or accepted in part, {reported} has at least one reported "
            "activity.",
            "Of {supported} recommendations accepted, or accepted in part, {reported} have at least one reported "
            "activity.",
            reported,
        )
    else:
        first = ngettext(
            "Of {supported} accepted recommendations, {reported} has at least one reported activity.",
            "Of {supported} accepted recommendations, {reported} have at least one reported activity.",
            reported,
        )
    first = first.format(supported=f"**{number(supported)}**", reported=f"**{number(reported)}**")
    second = ngettext(
        "For {requested}, support was requested and is not yet received.",
        "For {requested}, support was requested and is not yet received.",
        requested,
    ).format(requested=f"**{number(requested)}**")
    return f"{first} {second}"


def unit(*, with_partly: bool) -> str:
    """What coverage pictures count."""
    if with_partly:
        return _("recommendations accepted, or accepted in part, by the State under review")
    return _("recommendations accepted by the State under review")


def provenance(
    *,
    sources: Iterable[Source],
    as_of: datetime,
    awaiting: int,
    demonstration: bool,
    with_partly: bool = False,
    filters: Iterable[tuple[str, str]] = (),
    counted: int | None = None,
) -> Provenance:
    """What stands beside every picture of coverage; the arguments are facts of the store and what the reader chose."""
    return Provenance(
        unit=unit(with_partly=with_partly),
        source=listing(map(source_name, sources)),
        as_of=as_of,
        awaiting=awaiting,
        demonstration=demonstration,
        filters=tuple(filters),
        counted=counted,
    )


def overlap_note(breakdown: Breakdown, supported: int) -> str | None:
    """What a reader must know before adding up rows; None where the rows add up."""
    if not breakdown.overlaps:
        return None
    return ngettext(
        "A recommendation can count in several rows, so the rows add up to more than the total of {count} "
        "recommendation, which counts each once.",
        "A recommendation can count in several rows, so the rows add up to more than the total of {count} "
        "recommendations, which counts each once.",
        supported,
    ).format(count=number(supported))


def counted_recommendations(*, with_partly: bool) -> str:
    """What the whole of a row is called, in tables and their files."""
    if with_partly:
        return _("Recommendations accepted, or accepted in part")
    return _("Accepted recommendations")


def _with_unit(shape: str, *, with_partly: bool) -> str:
    """The first sentence of an alternative text, and after it what is counted beside the usual."""
    if not with_partly:
        return shape
    counted = _("Recommendations accepted, or accepted in part, are counted.")
    return f"{shape} {counted}"


def gap_alt(coverage: pd.DataFrame, breakdown: Breakdown, *, with_partly: bool = False) -> str:
    """What a sighted reader sees in stacked bars of `coverage` (label, supported, a column of counts for each band)."""
    shape = ngettext(
        "{breakdown}: {count} bar, split into the five support bands.",
        "{breakdown}: {count} bars, each split into the five support bands.",
        len(coverage),
    ).format(breakdown=breakdown_name(breakdown), count=number(len(coverage)))
    shape = _with_unit(shape, with_partly=with_partly)
    wholes, bands = coverage["supported"].tolist(), [coverage[band.value].tolist() for band in SupportBand]
    if len(coverage) > _TOLD:
        together = _row(_("The bars together"), sum(wholes), [sum(counts) for counts in bands])
        return f"{shape} {together}"
    rows = zip(coverage["label"].tolist(), wholes, zip(*bands, strict=True), strict=True)
    return " ".join([shape, *(_row(label, whole, counts) for label, whole, counts in rows)])


def _row(label: str, whole: int, counts: Sequence[int]) -> str:
    parts = []
    for band, count in zip(SupportBand, counts, strict=True):
        part = share(count, whole)
        if count:
            parts.append(f"{band_name(band)} {number(count) if part is None else percent(part)}")
    return _("{label}: {count}, of which {bands}.").format(label=label, count=number(whole), bands=listing(parts))


def heatmap_alt(matrix: pd.DataFrame, band: SupportBand, *, with_partly: bool = False) -> str:
    """What a sighted reader sees in a heatmap of `matrix` (row_label, column_label, supported, counts by band)."""
    parts = [
        part
        for count, whole in zip(matrix[band.value].tolist(), matrix["supported"].tolist(), strict=True)
        if (part := share(count, whole)) is not None
    ]
    shape = _("A grid of {rows} themes by {columns} columns; the darker a cell, the larger the share: {band}.").format(
        rows=number(matrix["row_label"].nunique()),
        columns=number(matrix["column_label"].nunique()),
        band=band_name(band),
    )
    shape = _with_unit(shape, with_partly=with_partly)
    if not parts:
        return shape
    span = _("Shares run from {least} to {most}.").format(least=percent(min(parts)), most=percent(max(parts)))
    return f"{shape} {span}"


def linked_rows(coverage: pd.DataFrame, breakdown: Breakdown, filters: GapFilters) -> pd.DataFrame:
    """The rows with `address`, where the recommendations behind each are."""
    pattern = behind(narrowed(filters, breakdown, _ANY_KEY))
    return coverage.assign(address=[pattern.replace(_ANY_KEY, quote(key)) for key in coverage["key"]])


def linked_cells(cells: pd.DataFrame, across: Breakdown, filters: GapFilters) -> pd.DataFrame:
    """The cells of a grid (row, column, row_label) with `label` and `address`, as `linked_rows` gives for rows."""
    patterns = {
        column: behind(narrowed(narrowed(filters, across, column), Breakdown.THEME, _ANY_KEY))
        for column in cells["column"].unique()
    }
    pairs = zip(cells["row"], cells["column"], strict=True)
    addresses = [patterns[column].replace(_ANY_KEY, quote(row)) for row, column in pairs]
    return cells.assign(address=addresses, label=cells["row_label"])


def behind(filters: GapFilters, band: SupportBand | None = None) -> str:
    """The address of the recommendations that coverage counts under these filters, of one band if named."""
    parameters = filter_parameters(filters)
    return link("recommendations", **parameters, kind=RecommendationKind.RECOMMENDATION, band=band)


def coverage_columns(
    row_title: str, second_title: str | None = None, *, with_partly: bool = False
) -> dict[str, Column]:
    """The columns of a table of coverage: linked row name, a second name if titled, the total and each band's count."""
    columns = {"address": Column(row_title, "link", text="label")}
    if second_title:
        columns["column_label"] = Column(second_title)
    columns["supported"] = Column(counted_recommendations(with_partly=with_partly), "count")
    return columns | {band.value: Column(band_name(band), "count", meaning=band_meaning(band)) for band in SupportBand}
