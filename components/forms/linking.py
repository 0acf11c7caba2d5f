"""Link recommendations: those linked, likely ones with the reason, and a search among those of the record's States."""

import html
from collections.abc import Sequence

import streamlit as st

from components.forms.definitions.fields import Field
from components.forms.form_html import hint_line, title_line
from components.forms.open_form import OpenForm, save, widget_key
from components.forms.services import Services
from components.records.record_html import BETWEEN, review_in_words
from components.shell.url_state import LONGEST_TEXT
from domain.records.shown_records import LinkableRecommendation, Suggestion
from languages.names import position_name
from languages.text import _, isolate, listing, ngettext, number, quoted


def linked_recommendations(field: Field, form: OpenForm, services: Services) -> None:
    """What is linked, what may be, and what a search finds."""
    chosen = form.codes(field.name)
    title = _(field.title) + (f" ({number(len(chosen))})" if chosen else "")
    st.html(title_line(title))
    if not form.states():
        told = _("Choose the States first: a record is linked to recommendations that these States received.")
        st.html(hint_line(told))
        return
    for one in services.linkable(chosen):
        _entry(one, "unlink", _("Remove {code}").format(code=one.code), form, services)
    words = f"{form.text('title')} {form.text('summary')}"
    likely = services.suggest(form.states(), form.codes("themes"), words, chosen)
    if likely:
        st.html(title_line(_("These may be meant")))
        for suggestion in likely:
            reason = reason_in_words(suggestion, services)
            one = suggestion.recommendation
            _entry(one, "link", _("Link {code}").format(code=one.code), form, services, reason)
    _search(chosen, form, services)


def likely_line(form: OpenForm, services: Services) -> str:
    """How many recommendations may be meant by what is written so far, as HTML; empty for none."""
    if not form.states() or not any(field.name == "recommendations" for field in form.form.all_fields()):
        return ""
    words = f"{form.text('title')} {form.text('summary')}"
    chosen = form.codes("recommendations")
    count = len(services.suggest(form.states(), form.codes("themes"), words, chosen))
    if not count:
        return ""
    told = ngettext(
        "{count} recommendation may be meant; you can link it under “{step}”.",
        "{count} recommendations may be meant; you can link them under “{step}”.",
        count,
    )
    step = _(form.form.steps[form.form.step_of("recommendations")].title)
    return hint_line(told.format(count=number(count), step=isolate(step)))


def reason_in_words(suggestion: Suggestion, services: Services) -> str:
    """Why it is suggested."""
    parts = []
    if suggestion.themes:
        named = listing(isolate(services.themes.get(code, code)) for code in suggestion.themes)
        parts.append(_("Same theme: {themes}.").format(themes=named))
    if suggestion.words:
        shared = listing(isolate(quoted(word)) for word in suggestion.words[:5])
        parts.append(_("Shares the words {words}.").format(words=shared))
    return " ".join(parts)


def recommendation_in_words(one: LinkableRecommendation, services: Services) -> str:
    """State, review, paragraph and position on a line, then the text, as HTML."""
    line = [services.state_name(one.iso3), review_in_words(one.review)]
    if one.paragraph:
        line.append(_("paragraph {paragraph}").format(paragraph=isolate(one.paragraph)))
    line.append(position_name(one.position))
    if one.retired:
        line.append(_("replaced by a newer record: please remove it"))
    told = BETWEEN.join(html.escape(part) for part in line)
    return f'<p class="record-line">{told}</p><p class="link-text" dir="auto">{html.escape(one.text)}</p>'


def _entry(
    one: LinkableRecommendation, verb: str, title: str, form: OpenForm, services: Services, reason: str = ""
) -> None:
    with st.container(border=True, key=widget_key(verb, "entry", one.code)):
        st.html(recommendation_in_words(one, services) + (hint_line(reason) if reason else ""))
        st.button(
            title,
            key=widget_key(verb, one.code),
            on_click=_unlink if verb == "unlink" else _link,
            args=(one.code, form, services),
        )


def _search(chosen: Sequence[str], form: OpenForm, services: Services) -> None:
    words = st.text_input(
        _("Search the recommendations of these States"),
        key=widget_key("search"),
        max_chars=LONGEST_TEXT,
        placeholder=_("For example: prison* AND (training OR equipment)"),
        type="search",
        live="500ms",
    )
    if not words.strip():
        return
    found = [one for one in services.search(words, form.states()) if one.code not in chosen]
    if not found:
        told = _("Nothing fits this search. Try fewer words, or the beginning of a word with an asterisk.")
        st.html(hint_line(told))
    for one in found:
        _entry(one, "found", _("Link {code}").format(code=one.code), form, services)


def _link(code: str, form: OpenForm, services: Services) -> None:
    form.content["recommendations"] = list(dict.fromkeys((*form.codes("recommendations"), code)))
    save(form, services)


def _unlink(code: str, form: OpenForm, services: Services) -> None:
    form.content["recommendations"] = [one for one in form.codes("recommendations") if one != code]
    save(form, services)
