"""Search hits: how many there are, each with what was found in it, and the way to the next page."""

import html
from collections.abc import Hashable, Iterable, Mapping
from typing import Final

import pandas as pd

from components.records.record_html import StateName, anchor, band_in_words, in_order, review_in_words
from components.shell.url_state import link
from domain.records.shown_records import ReviewFact
from domain.search.query import Query, highlight, references
from domain.vocabulary import Position, RecommendationKind, SupportBand
from languages.names import position_name, recommendation_kind_name
from languages.text import _, isolate, listing, ngettext, number

#: How many recommending States a hit names.
_NAMED: Final = 3


def hit_list(rows: pd.DataFrame, *, query: Query, name: StateName, first: int) -> str:
    """The hits of one page as an ordered list that counts from `first`; each leads to the recommendation's own page.

    rows: as `data_access.queries.recommendations.search.search_recommendations` gives them.
    """
    entries = "".join(_hit(row, query, name) for row in rows.to_dict("records"))
    return f'<ol class="hits" start="{first}">{entries}</ol>'


def _hit(row: Mapping[Hashable, object], query: Query, name: StateName) -> str:
    lang = f' lang="{html.escape(str(row["language"]))}"' if row.get("language") else ""
    place = review_in_words(ReviewFact(_whole(row["cycle"]) or 0, _whole(row["session"]), None))
    if row["paragraph"]:
        place = _("{review}, paragraph {paragraph}").format(review=place, paragraph=isolate(str(row["paragraph"])))
    if row["symbol"] and any(reference.field == "symbol" for reference in references(query)):
        place = _("{place}, document {symbol}").format(place=place, symbol=isolate(str(row["symbol"])))
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
