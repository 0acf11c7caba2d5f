"""Search hits: how many there are, each with what was found in it, and the way to the next page."""

import html
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Final

import pandas as pd

from components.breakdowns import Names
from components.files import offer_file
from components.record import StateName, anchor, band_in_words, in_order, review_in_words
from components.tables import Column, table_csv
from components.url_state import link
from domain.records import ReviewFact
from domain.search import Query, highlight
from domain.vocabulary import Breakdown, Position, RecommendationKind, SupportBand
from languages.names import band_name, position_name, recommendation_kind_name
from languages.text import _, isolate, joined, language, listing, ngettext, number

#: How many recommending States a hit names.
_NAMED: Final = 3
#: The most rows of a file with the hits.
MOST_ROWS: Final = 5_000


def hit_list(rows: pd.DataFrame, *, query: Query, name: StateName, first: int) -> str:
    """The hits of one page as an ordered list that counts from `first`; each leads to the recommendation's own page.

    rows: as `data_access.queries.search.search_recommendations` gives them.
    """
    entries = "".join(_hit(row, query, name) for row in rows.to_dict("records"))
    return f'<ol class="hits" start="{first}">{entries}</ol>'


def _hit(row: Mapping[Hashable, object], query: Query, name: StateName) -> str:
    lang = f' lang="{html.escape(str(row["language"]))}"' if row.get("language") else ""
    place = review_in_words(ReviewFact(_whole(row["cycle"]) or 0, _whole(row["session"]), None))
    if row["paragraph"]:
        place = _("{review}, paragraph {paragraph}").format(review=place, paragraph=isolate(str(row["paragraph"])))
    address = link("recommendation", id=str(row["code"]))
    return (
        f'<li><p class="hit-head">{anchor(address, name(str(row["iso3"])))}'
        f'<span class="hit-place">{html.escape(place)}</span></p>'
        f'<p class="hit-text"{lang} dir="auto">{marked(str(row["text"]), query)}</p>'
        f'<p class="hit-foot">{_foot(row, name)}</p></li>'
    )


def _whole(value: object) -> int | None:
    """A whole number of a cell, None for an empty one, which pandas gives as NaN."""
    return int(value) if isinstance(value, (int, float)) and value == value else None


def marked(text: str, query: Query) -> str:
    """The text as HTML with what the query looks for marked."""
    pieces = ((html.escape(piece), hit) for piece, hit in highlight(text, query))
    return "".join(f"<mark>{piece}</mark>" if hit else piece for piece, hit in pieces)


def _foot(row: Mapping[Hashable, object], name: StateName) -> str:
    kind = RecommendationKind(str(row["kind"]))
    parts = [html.escape(position_name(Position(str(row["position"]))))]
    if kind is RecommendationKind.COMMITMENT:
        parts = [html.escape(recommendation_kind_name(kind))]
    recommending = row["recommending"]
    if isinstance(recommending, Iterable) and (names := in_order(map(name, recommending))):
        parts.append(html.escape(_("Recommended by {states}").format(states=some_of(names))))
    found = "".join(f"<span>{part}</span>" for part in parts)
    band = row["band"]
    return found + (band_in_words(SupportBand(str(band))) if isinstance(band, str) and band else "")


def some_of(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    shown = [isolate(each) for each in names[:_NAMED]]
    more = len(names) - _NAMED
    if more > 0:
        shown.append(ngettext("{count} more", "{count} more", more).format(count=number(more)))
    return listing(shown)


def page_links(page: int, pages: int, parameters: Mapping[str, str | Iterable[str] | None]) -> str:
    """Previous page, where one is, next page; nothing where one page holds all.

    parameters: those of the present address but the page.
    """
    if pages < 2:
        return ""
    here = _("Page {page} of {pages}").format(page=number(page), pages=number(pages))
    previous = _page(parameters, page - 1, _("Previous page")) if page > 1 else ""
    following = _page(parameters, page + 1, _("Next page")) if page < pages else ""
    label = html.escape(_("Pages"))
    return f'<nav class="pages" aria-label="{label}">{previous}<span>{html.escape(here)}</span>{following}</nav>'


def _page(parameters: Mapping[str, str | Iterable[str] | None], page: int, words: str) -> str:
    return anchor(link("recommendations", **{**parameters, "page": str(page) if page > 1 else None}), words)


def found_in_words(total: int, *, words: str, narrowed: bool) -> str:
    """How many were found, as a sentence."""
    count = number(total)
    if words:
        text = ngettext(
            "{count} recommendation or commitment holds what you search for",
            "{count} recommendations and commitments hold what you search for",
            total,
        )
    elif narrowed:
        text = ngettext(
            "{count} recommendation or commitment fits the filters",
            "{count} recommendations and commitments fit the filters",
            total,
        )
    else:
        text = ngettext("{count} recommendation or commitment", "{count} recommendations and commitments", total)
    return text.format(count=count)


def result_csv(rows: pd.DataFrame, *, names: Names, demonstration: bool) -> bytes:
    """The hits as a CSV file: names and words in the reader's language, the texts as they came in.

    rows: as `hit_list` takes them. names: gives the names of States and themes.
    """
    name = names(Breakdown.RECOMMENDING, language()).__getitem__
    themes = names(Breakdown.THEME, language())
    told = rows.assign(
        state=rows["iso3"].map(name),
        position=rows["position"].map(lambda code: position_name(Position(code))),
        kind=rows["kind"].map(lambda code: recommendation_kind_name(RecommendationKind(code))),
        band=[band_name(SupportBand(code)) if isinstance(code, str) and code else "" for code in rows["band"]],
        recommending=[joined(in_order(map(name, codes))) for codes in rows["recommending"]],
        themes=[joined(in_order(themes.get(code, code) for code in codes)) for codes in rows["themes"]],
    )
    columns = {
        "code": Column(_("Record")),
        "state": Column(_("State under review")),
        "iso3": Column(_("ISO 3166 code")),
        "cycle": Column(_("Cycle"), "count"),
        "session": Column(_("Session"), "count"),
        "paragraph": Column(_("Paragraph")),
        "text": Column(_("Text")),
        "kind": Column(_("Kind of record")),
        "position": Column(_("Position")),
        "recommending": Column(_("Recommended by")),
        "themes": Column(_("Themes")),
        "band": Column(_("Support")),
    }
    return table_csv(told, columns=columns, demonstration=demonstration)


def offer_result(total: int, collect: Callable[[], bytes]) -> None:
    """A button for the whole result as a file, up to a bound; `collect` runs only when it is pressed."""
    words = _("Download the result (CSV)")
    if total > MOST_ROWS:
        words = _("Download the first {count} of the result (CSV)").format(count=number(MOST_ROWS))
    offer_file(words, collect, file_name="recommendations.csv", mime="text/csv", key="result-csv")
