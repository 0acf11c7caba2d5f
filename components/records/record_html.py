"""Pieces of a record's page as HTML: facts, support band, cards of linked records. Every value is escaped."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date as calendar_date
from typing import Final

import streamlit as st

from components.charts.colours import palette
from components.shell.theme import styles
from components.shell.url_state import link
from domain.records.shown_records import RecommendationDetail, ReviewFact
from domain.states import sort_key
from domain.vocabulary import RecommendationKind, Source, SupportBand
from languages.names import band_meaning, band_name, goal_name, position_name, source_name
from languages.source_terms import term_lang, term_name
from languages.text import _, date, isolate, joined, language, listing, ngettext, number, quoted

#: Gives a State's name in the reader's language by its ISO3 code.
StateName = Callable[[str], str]

BETWEEN: Final = " · "
_WEB: Final = ("https://", "http://")
#: Where the United Nations serves a document by its symbol.
_DOCUMENTS: Final = "https://docs.un.org/"
_LONGEST_CODE: Final = 40
_SYMBOL: Final = re.compile(r"[A-Z][A-Za-z0-9./()-]{3,60}")


def apply_record_styles() -> None:
    """Send the styles of records and lists; once a page."""
    st.html(f"<style>{styles('records/records.css')}</style>")


def anchor(address: str, words: str, *, lang: str = "") -> str:
    """A link within the application. lang: of the words, marked where the page's is another one."""
    marked = f' lang="{html.escape(lang)}" dir="auto"' if lang and lang != language() else ""
    return f'<a href="{html.escape(address)}" target="_self"{marked}>{html.escape(words)}</a>'


def record_link(code: str, title: str) -> str:
    """A record's title that leads to its own page."""
    return anchor(link("record", id=code), title)


def outside(address: str, words: str) -> str:
    """A link to the web that opens beside this page; only the words where the address is none of the web."""
    if not address.startswith(_WEB):
        return html.escape(words)
    return f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer">{html.escape(words)}</a>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Pairs of term and description as a list; descriptions are HTML already, and those without one are left out."""
    shown = "".join(f"<dt>{html.escape(term)}</dt><dd>{told}</dd>" for term, told in rows if told)
    return f'<dl class="facts">{shown}</dl>'


def lines_of(parts: Sequence[str]) -> str:
    """HTML parts one under the other; nothing for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"<ul>{''.join(f'<li>{part}</li>' for part in parts)}</ul>"


def swatch(band: SupportBand) -> str:
    """A small square in the band's colour and pattern; the words beside it say the same."""
    look = palette().bands[band]
    fill = look.fill
    if look.pattern == "/":
        fill = f"repeating-linear-gradient(135deg, {look.fill} 0 3px, {look.pattern_ink} 3px 4px)"
    elif look.pattern:
        fill = f"radial-gradient({look.pattern_ink} 1px, transparent 1.2px) 0 0 / 4px 4px, {look.fill}"
    return f'<span class="swatch" aria-hidden="true" style="background: {fill}"></span>'


def band_in_words(band: SupportBand, *, meaning: bool = False) -> str:
    """The band with its square, and what it means where asked for."""
    told = f"{swatch(band)}<strong>{html.escape(band_name(band))}</strong>" if meaning else ""
    if meaning:
        return f"{told}<br>{html.escape(band_meaning(band))}"
    return f"<span>{swatch(band)}{html.escape(band_name(band))}</span>"


def period(start: calendar_date | None, end: calendar_date | None) -> str:
    """A span of days in words; empty where neither day is known."""
    if start and end:
        return _("{start} to {end}").format(start=date(start), end=date(end))
    if start:
        return _("from {start}").format(start=date(start))
    return _("until {end}").format(end=date(end)) if end else ""


def states_in_words(iso3s: Iterable[str], name: StateName) -> str:
    """The names of States in alphabetical order of the reader's language, as part of a sentence."""
    return listing(isolate(each) for each in in_order(map(name, iso3s)))


def in_order(names: Iterable[str]) -> list[str]:
    """Names in the alphabetical order of the reader's language."""
    return sorted(names, key=lambda name: sort_key(name, language()))


def cards(entries: Iterable[str]) -> str:
    """Cards one under the other."""
    return f'<ul class="records">{"".join(f"<li>{entry}</li>" for entry in entries)}</ul>'


def review_in_words(review: ReviewFact) -> str:
    """Cycle, session and year of a review, as far as they are known."""
    if review.session is None:
        return _("Cycle {cycle}").format(cycle=review.cycle)
    if review.year is None:
        return _("Cycle {cycle}, session {session}").format(cycle=review.cycle, session=review.session)
    told = _("Cycle {cycle}, session {session} ({year})")
    return told.format(cycle=review.cycle, session=review.session, year=review.year)


def terms_in_words(words: Mapping[str, str], parameter: str) -> str:
    """Themes or persons in the reader's language and its order, each with the way to its recommendations.

    words: of their source, by code. parameter: the filter of the address.
    """
    ordered = sorted(words.items(), key=lambda term: sort_key(term_name(term[1]), language()))
    return lines_of(
        [
            anchor(link("recommendations", **{parameter: code}), term_name(term), lang=term_lang(term))
            for code, term in ordered
        ]
    )


def recommendation_title(found: RecommendationDetail, name: StateName) -> str:
    """What the record is, and whose review it belongs to."""
    if found.kind is RecommendationKind.COMMITMENT:
        return _("Voluntary commitment of {state}").format(state=isolate(name(found.iso3)))
    return _("Recommendation to {state}").format(state=isolate(name(found.iso3)))


def recommendation_text(found: RecommendationDetail) -> str:
    """The words of the record in the language they came in."""
    lang = f' lang="{html.escape(found.language)}"' if found.language else ""
    return f'<blockquote class="record-text"{lang} dir="auto">{html.escape(found.text)}</blockquote>'


def recommendation_facts(found: RecommendationDetail, name: StateName) -> str:
    """What the UN's record says of it: review, document, position and its history, who made it, what it is about."""
    recommending = sorted(found.recommending, key=lambda iso3: sort_key(name(iso3), language()))
    return facts(
        [
            (_("State under review"), anchor(link("state", state=found.iso3), name(found.iso3))),
            (_("Review"), html.escape(review_in_words(found.review))),
            (_("Document"), _document(found)),
            (_("Position of the State under review"), lines_of(_positions(found))),
            (
                _("Recommended by"),
                listing(anchor(link("state", state=each, side="recommending"), name(each)) for each in recommending),
            ),
            (_("Themes"), terms_in_words({term.code: term.name for term in found.themes}, "theme")),
            (_("Sustainable Development Goals"), _goals(found.sdgs)),
            (_("Affected persons"), terms_in_words({term.code: term.name for term in found.persons}, "persons")),
            (_("Action asked for"), _action(found.action)),
            (_("Source"), _source(found)),
            (_("Record"), html.escape(found.code)),
        ]
    )


def retired_notice(found: RecommendationDetail) -> str:
    """That the record no longer counts since when, and which one replaced it."""
    if found.retired_at is None:
        return ""
    since = date(found.retired_at)
    told = _("This record has not counted since {date}: its source no longer holds it.").format(date=since)
    if found.replaced_by:
        told = _("A newer record replaced this one on {date}. It no longer counts.").format(date=since)
        newer = anchor(link("recommendation", id=found.replaced_by), _("Go to the newer record"))
        return f'<p class="notice-line" role="note">{html.escape(told)} {newer}</p>'
    return f'<p class="notice-line" role="note">{html.escape(told)}</p>'


def _document(found: RecommendationDetail) -> str:
    symbol = html.escape(found.symbol)
    if _SYMBOL.fullmatch(found.symbol) and found.source is not Source.DEMONSTRATION:
        symbol = outside(_DOCUMENTS + found.symbol, found.symbol)
    if not found.paragraph:
        return symbol
    paragraph = html.escape(_("paragraph {paragraph}").format(paragraph=isolate(found.paragraph)))
    return joined(filter(None, (symbol, paragraph)), ",")


def _positions(found: RecommendationDetail) -> list[str]:
    """The position now, then the earlier ones, newest first, each with the source's own word."""
    told = [f"<strong>{html.escape(position_name(found.position))}</strong>{_own_word(found.position_word)}"]
    for step in reversed(found.history):
        before = _("Until {date}: {position}").format(
            date=date(step.replaced_at), position=position_name(step.position)
        )
        told.append(html.escape(before) + _own_word(step.word))
    return told


def _own_word(word: str) -> str:
    if not word:
        return ""
    return html.escape(" " + _("(in the source: {word})").format(word=isolate(quoted(word))))


def _goals(sdgs: Sequence[tuple[int, str]]) -> str:
    """Each goal once, with the targets that are named."""
    told = []
    for goal in dict.fromkeys(goal for goal, _target in sdgs):
        targets = [target for each, target in sdgs if each == goal and target]
        words = ngettext("target {targets}", "targets {targets}", len(targets)).format(
            targets=listing(map(isolate, targets))
        )
        shown = anchor(link("recommendations", sdg=str(goal)), goal_name(goal))
        told.append(f"{shown} ({html.escape(words)})" if targets else shown)
    return lines_of(told)


def _action(action: int | None) -> str:
    if action is None:
        return ""
    told = _("Level {level} of 5, from minimal to specific, as UPR Info codes it")
    return html.escape(told.format(level=number(action)))


def _source(found: RecommendationDetail) -> str:
    told = html.escape(source_name(found.source))
    if found.published_on:
        told += html.escape(" " + _("(published {date})").format(date=date(found.published_on)))
    return told


def unknown_recommendation(code: str) -> None:
    """Explain that the address names no record, what a code looks like, and the ways on."""
    st.title(_("There is no such recommendation"), anchor=False)
    told = _("The address of this page names no record. A record's code looks like UPRC-REC-000123.")
    if code:
        told = _("This repository has no recommendation with the code {code}. A code looks like UPRC-REC-000123.")
    st.text(told.format(code=isolate(code[:_LONGEST_CODE])))
    st.text(_("Codes are never given twice, so a sign of the address may be missing or changed."))
    ways = (
        anchor(link("recommendations"), _("Search all recommendations")),
        anchor(link("state"), _("Choose a State")),
    )
    st.html(f"<ul>{''.join(f'<li>{way}</li>' for way in ways)}</ul>")


def record_address(code: str) -> None:
    """The lasting address of a record, to copy; the language is left to whoever opens it."""
    st.caption(_("The lasting address of this record, to copy:"))
    st.code(f"{st.context.url or './recommendation'}?id={code}", language=None, wrap_lines=True)


def support_of(found: RecommendationDetail) -> None:
    """The support band with its meaning, or why there is none."""
    st.subheader(_("Support"), anchor="support")
    if found.band:
        st.html(f"<p>{band_in_words(found.band, meaning=True)}</p>")
        return
    told = _("Support is counted for recommendations that the State accepted.")
    st.html(f'<p class="record-line">{html.escape(told)}</p>')
