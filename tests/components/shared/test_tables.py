"""Tables on a page: formatted for people, readable to a screen reader."""

from datetime import date

import pandas as pd
import pytest

from components.shared.tables import Column, format_value, html_table

COLUMNS = {
    "label": Column("Theme"),
    "supported": Column("Accepted", "count"),
    "share": Column("Share", "share"),
    "day": Column("Day", "date"),
}


def frame(label: str = "Education") -> pd.DataFrame:
    return pd.DataFrame({"label": [label], "supported": [12345], "share": [0.5], "day": [date(2026, 5, 12)]})


def test_a_table_has_a_caption_and_scoped_headings_and_formats_figures() -> None:
    table = html_table(frame(), columns=COLUMNS, caption="Themes")
    assert "<caption>Themes</caption>" in table
    assert table.count('scope="col"') == 4
    assert '<th scope="row">Education</th>' in table
    assert '<td class="figure">12,345</td>' in table
    assert '<td class="figure">50%</td>' in table
    assert "<td>12 May 2026</td>" in table


def test_a_table_escapes_every_value() -> None:
    evil = '<script>alert("x")</script>'
    columns = {"label": Column(evil), "to": Column("Link", "link", text="label"), "text": Column("T", lang='"><b>')}
    table = html_table(pd.DataFrame({"label": [evil], "to": ['"><i>'], "text": [evil]}), columns=columns, caption=evil)
    assert "<script>" not in table
    assert "<i>" not in table
    assert "<b>" not in table


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_a_missing_value_is_a_dash_on_the_page(nothing: object) -> None:
    assert format_value(nothing, "count") == "–"
