"""The legend on the page: every entry with its mark, as the chart draws it, and nothing unescaped."""

from urllib.parse import unquote

from components.charts.colours import palette
from components.charts.drawing import Properties, drawn
from components.charts.gaps import gap_chart
from components.charts.html_legend import legend_html
from components.charts.layout import house_layout
from domain.vocabulary import SupportBand
from languages.names import band_name
from tests.components.charts.frames import coverage


def test_every_band_is_in_the_legend_with_its_colour() -> None:
    shown = unquote(legend_html(gap_chart(coverage(("Kenya", (3, 2, 1, 4, 10))))))
    for band in SupportBand:
        assert f"<span>{band_name(band)}</span>" in shown
        assert palette().bands[band].fill in shown


def test_patterns_and_symbols_are_drawn_as_in_the_chart() -> None:
    bars: Properties = {
        "type": "bar",
        "name": "Bars",
        "marker": {"color": "#111111", "pattern": {"shape": "/", "fgcolor": "#222222"}},
    }
    marks: list[Properties] = [
        {"type": "scatter", "name": symbol, "marker": {"color": "#333333", "symbol": symbol}}
        for symbol in ("circle-open", "line-ns-open", "diamond")
    ]
    shown = unquote(legend_html(drawn([bars, *marks], house_layout(), {})))
    assert shown.count("<li>") == 4
    assert "#222222" in shown
    assert "circle cx=" in shown


def test_a_name_is_escaped_once() -> None:
    shown = legend_html(drawn([{"type": "bar", "name": "&lt;b> & so on"}], house_layout(), {}))
    assert "<span>&lt;b&gt; &amp; so on</span>" in shown


def test_a_chart_without_legend_has_none() -> None:
    assert legend_html(drawn([{"type": "bar", "name": "x"}], house_layout(legend=False), {})) == ""
    assert legend_html(drawn([{"type": "bar", "name": "x", "showlegend": False}], house_layout(), {})) == ""
