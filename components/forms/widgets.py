"""One field on the screen: its widget, its hint, what is wrong with it, and what was asked about it.

A widget shows what the form holds and writes each change back at once; the store keeps it in the same run.
"""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from components.forms.choices import options
from components.forms.definitions.fields import Field, Look, Options
from components.forms.first_run import opening, take_over
from components.forms.form_html import hint_line, problem_line
from components.forms.linking import linked_recommendations
from components.forms.open_form import OpenForm, save, widget_key
from components.forms.organization_adder import organization_adder
from components.forms.problem_words import problem_in_words
from components.forms.repeated_fields import money_rows, place_rows, provider_rows, share_rows
from components.forms.services import Services
from domain.records.draft_problems import Problem
from domain.records.own_work import Asked
from languages.text import _, isolate, language

#: A list longer than this can be searched by typing.
_FEW: Final = 12
_LOOKS_OF_ROWS: Final[Mapping[Look, Callable[[Field, OpenForm, Services], None]]] = {
    Look.PROVIDERS: provider_rows,
    Look.PLACES: place_rows,
    Look.MONEY: money_rows,
    Look.SHARES: share_rows,
    Look.LINKS: linked_recommendations,
}


def show_fields(fields: Sequence[Field], form: OpenForm, services: Services, problems: Sequence[Problem]) -> None:
    """Fields that stand side by side, one under the other on a narrow screen; those that are not asked now, not."""
    fields = [one for one in fields if one.only_if is None or form.text(one.only_if[0]) == one.only_if[1]]
    if not fields:
        return
    places = st.columns(len(fields)) if len(fields) > 1 else [st.container()]
    for place, field in zip(places, fields, strict=True):
        with place.container(gap="xsmall"):
            _show(field, form, services, problems)


def _show(field: Field, form: OpenForm, services: Services, problems: Sequence[Problem]) -> None:
    _widget(field, form, services)
    wrong = [one for one in problems if one.field == field.subject]
    told = "".join(problem_line(problem_in_words(one)) for one in wrong)
    told += hint_line(_(field.hint)) if field.hint else ""
    told += "".join(asked_in_words(one, services) for one in form.asked if one.field == field.subject)
    if told:
        st.html(told)
    if field.new:
        organization_adder(field.name, form, services)
    elif field.options is Options.PUBLISHERS and not services.publishers and services.own_states:
        organization_adder(field.name, form, services, own_state=services.own_states[0])


def asked_in_words(asked: Asked, services: Services) -> str:
    """What a steward or a State asks of the author, as HTML."""
    who = _("A steward asks:")
    if asked.iso3:
        who = _("{state} asks:").format(state=isolate(services.state_name(asked.iso3)))
    said = f'<span dir="auto">{html.escape(asked.text)}</span>'
    return f'<p class="field-asked"><strong>{html.escape(who)}</strong> {said}</p>'


def label_of(field: Field) -> str:
    """The field's title, marked where it is needed."""
    title = _(field.title)
    return f"{title} *" if field.needed else title


def _widget(field: Field, form: OpenForm, services: Services) -> None:
    match field.look:
        case Look.LINE | Look.DAY:
            _line(field, form, services)
        case Look.TEXT:
            key, held = widget_key(field.name), form.text(field.name)
            args = (field, key, form, services)
            first = opening(form, key, held) or ""
            typed = st.text_area(label_of(field), first, key=key, height=140, on_change=_keep, args=args)
            take_over(form, typed, held, _keep, *args)
        case Look.CHOICE:
            _choice(field, form, services)
        case Look.CHOICES:
            _choices(field, form, services)
        case Look.FLAG:
            key, ticked = widget_key(field.name), form.content.get(field.name) is True
            args = (field, key, form, services)
            first_tick = opening(form, key, ticked) or False
            shown = st.checkbox(label_of(field), first_tick, key=key, on_change=_keep, args=args)
            take_over(form, shown, ticked, _keep, *args)
        case _:
            _LOOKS_OF_ROWS[field.look](field, form, services)


def _line(field: Field, form: OpenForm, services: Services) -> None:
    key, held = widget_key(field.name), form.text(field.name)
    typed = st.text_input(
        label_of(field),
        opening(form, key, held) or "",
        key=key,
        placeholder="2026-05-12" if field.look is Look.DAY else None,
        on_change=_keep,
        args=(field, key, form, services),
        autocomplete="off",
        # What may be meant is looked up while the title is typed.
        live="1s" if field.name == "title" else False,
    )
    take_over(form, typed, held, _keep, field, key, form, services)


def _choice(field: Field, form: OpenForm, services: Services) -> None:
    offered = options(field.options, services)
    held = form.text(field.name) if form.text(field.name) in offered else None
    key = widget_key(field.name, language())
    first = opening(form, key, held)
    chosen = st.selectbox(
        label_of(field),
        list(offered),
        index=None if first is None else list(offered).index(first),
        format_func=offered.__getitem__,
        key=key,
        placeholder=_("Please choose"),
        on_change=_keep,
        args=(field, key, form, services),
        filter_mode="fuzzy" if len(offered) > _FEW else None,
    )
    take_over(form, chosen, held, _keep, field, key, form, services)


def _choices(field: Field, form: OpenForm, services: Services) -> None:
    offered = options(field.options, services)
    key, held = widget_key(field.name, language()), [code for code in form.codes(field.name) if code in offered]
    chosen = st.multiselect(
        label_of(field),
        list(offered),
        opening(form, key, held),
        format_func=offered.__getitem__,
        key=key,
        placeholder=_("Choose one or more"),
        on_change=_keep,
        args=(field, key, form, services),
        select_all=False,
    )
    take_over(form, chosen, held, _keep, field, key, form, services)


def _keep(field: Field, key: str, form: OpenForm, services: Services) -> None:
    """Take over what the reader changed."""
    value = st.session_state[key]
    form.content[field.name] = "" if value is None else value
    save(form, services)
