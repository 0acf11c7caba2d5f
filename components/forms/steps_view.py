"""The form on the screen: where one stands, the step's fields, what is wrong with them, and the way on."""

import html
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from components.forms.definitions.catalogue import KIND_WORDS
from components.forms.first_run import end_first_run, pressed
from components.forms.form_html import PROBLEMS, alert, hint_line, named_problems, step_id, title_line
from components.forms.linking import likely_line
from components.forms.open_form import DRAFT, KIND, OPEN, REVISE, SAVED, STEP, OpenForm, go_to, save, widget_key
from components.forms.preview import show_preview
from components.forms.problem_words import problem_in_words, refusal_in_words
from components.forms.services import Services
from components.forms.widgets import asked_in_words, show_fields
from components.records.record_html import anchor
from components.shell.focus import look_at
from components.shell.theme import styles
from components.shell.url_state import link
from domain.records.draft_problems import Flaw, Problem
from domain.vocabulary import EditorialState
from languages.record_names import record_kind_name
from languages.text import _, isolate, ngettext, number

#: Pixels; a line of a form is no longer than one reads with ease.
_WIDTH: Final = 832
#: What is said beside a field as soon as it is left: nobody should write on for five steps before hearing of it.
AT_ONCE: Final = frozenset({Flaw.TOO_LONG, Flaw.UNWRITABLE, Flaw.DIRECTION, Flaw.HIDDEN, Flaw.ADDRESS_IN_ROLE})


def apply_form_styles() -> None:
    """Send the styles of forms; once a page."""
    st.html(f"<style>{styles('forms/forms.css')}</style>")


def show_form(form: OpenForm, services: Services) -> None:
    """The open form at its step."""
    _notices(form, services)
    _indicator(form, services)
    with st.container(width=_WIDTH, key=widget_key("sheet")):
        if form.step < form.last_step:
            _step(form, services)
        else:
            show_preview(form, services)
    _ways_on(form, services)
    end_first_run(form)


def title_of(form: OpenForm) -> str:
    """What the page is called while this form is open."""
    if form.revises:
        told = _("Revise {kind} {code}")
        return told.format(kind=isolate(record_kind_name(form.kind)), code=isolate(form.revises[0]))
    return _(KIND_WORDS[form.kind].log)


def saved_in_words(form: OpenForm) -> str:
    """Whether and when the form was kept."""
    if form.unsaved is not None:
        return _("Not saved yet: {reason}").format(reason=refusal_in_words(form.unsaved))
    if form.saved_at is None:
        return _("A draft is saved as soon as you write something.")
    return _("Saved {time}").format(time=form.saved_at.astimezone(_zone()).strftime("%H:%M"))


def _zone() -> ZoneInfo:
    """The reader's time zone; UTC where the browser names none that is known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _notices(form: OpenForm, services: Services) -> None:
    """What has to be known before one writes on."""
    told = ""
    if form.copied:
        other = anchor(link("contribute", draft=form.copied), _("Open the other one"))
        words = _(
            "This draft was changed, sent or discarded in another window meanwhile. Nothing is lost: what you wrote "
            "here is kept as a draft of its own, and the other stays as it is."
        )
        told += f'<p class="notice-line" role="alert">{html.escape(words)} {other}</p>'
    if form.revises and form.state is EditorialState.PUBLISHED:
        words = _(
            "This record is public now. When you send a revision, it leaves the public until it is reviewed and the "
            "States concerned consent anew."
        )
        told += f'<p class="notice-line" role="note">{html.escape(words)}</p>'
    told += "".join(asked_in_words(one, services) for one in form.asked if not one.field)
    if told:
        st.html(told)


def _indicator(form: OpenForm, services: Services) -> None:
    """Every step as a button; the present one is marked, and said in words."""
    titles = [*(_(step.title) for step in form.form.steps), _("Preview and send")]
    here = _("Step {step} of {steps}: {title}").format(
        step=number(form.step + 1), steps=number(len(titles)), title=isolate(titles[form.step])
    )
    with st.container(horizontal=True, gap="small", key=widget_key("steps")):
        for place, title in enumerate(titles):
            st.button(
                f"{number(place + 1)} {title}",
                key=widget_key("step", place),
                type="primary" if place == form.step else "secondary",
                on_click=_turn_to,
                args=(form, services, place),
            )
    saved = html.escape(saved_in_words(form))
    heading = f'<h2 class="step-title" id="{step_id(form.step)}" tabindex="-1">{html.escape(here)}</h2>'
    st.html(f'{heading}<p class="saved-line" role="status">{saved}</p>')


def _step(form: OpenForm, services: Services) -> None:
    problems = form.problems(form.step)
    if form.step not in form.checked:
        problems = [one for one in problems if one.flaw in AT_ONCE]
    elif problems:
        st.html(f'<div id="{PROBLEMS}" tabindex="-1">{problem_list(problems, form)}</div>')
    step = form.form.steps[form.step]
    if any(field.needed for field in step.all_fields()):
        st.html(hint_line(_("Fields marked with * are needed.")))
    for one in step.fields:
        fields = one if isinstance(one, tuple) else (one,)
        if fields[0].name == "contact_name":
            _contact_heading()
        show_fields(fields, form, services, problems)
    if form.step == 0 and (told := likely_line(form, services)):
        st.html(told)


def _contact_heading() -> None:
    told = _(
        "Optional. Seen only by you, stewards, and the focal points of the States concerned; it is in no public page "
        "or file, and can be erased on demand."
    )
    st.html(title_line(_("Contact person")) + hint_line(told))


def problem_list(problems: list[Problem], form: OpenForm) -> str:
    """What has to be changed, at the top of a step, as HTML."""
    lead = ngettext(
        "{count} thing has to be changed before this can be sent:",
        "{count} things have to be changed before this can be sent:",
        len(problems),
    ).format(count=number(len(problems)))
    titles: dict[str, str] = {}
    for field in form.form.all_fields():
        titles.setdefault(field.subject, _(field.title))
    return alert(lead, named_problems((titles.get(one.field, one.field), problem_in_words(one)) for one in problems))


def _ways_on(form: OpenForm, services: Services) -> None:
    with st.container(horizontal=True, gap="small", key=widget_key("ways")):
        if form.step:
            back = (form, services, form.step - 1)
            pressed(form, st.button(_("Back"), key=widget_key("back"), on_click=_turn_to, args=back), _turn_to, *back)
        if form.step < form.last_step:
            on = (form, services)
            clicked = st.button(_("Next"), key=widget_key("next"), type="primary", on_click=_next, args=on)
            pressed(form, clicked, _next, *on)
        later = _("Close and go on later")
        st.button(later, key=widget_key("close"), type="tertiary", on_click=_close, args=(form, services))


def _turn_to(form: OpenForm, services: Services, step: int) -> None:
    """Turn to a step, and bring its heading before the reader."""
    go_to(form, services, step)
    look_at(step_id(step))


def _next(form: OpenForm, services: Services) -> None:
    """Go on where nothing is wrong; else say what is, and keep what there is all the same."""
    form.checked.add(form.step)
    if form.problems(form.step):
        save(form, services)
        look_at(PROBLEMS)
    else:
        _turn_to(form, services, form.step + 1)


def _close(form: OpenForm, services: Services) -> None:
    """Leave the form; it waits among the drafts. What cannot be kept keeps the form open, with the reason."""
    if form.unsaved is not None:
        save(form, services)
        if form.unsaved is not None:
            return
    OPEN.set(None)
    look_at("content")
    for name in (DRAFT, KIND, REVISE, STEP, SAVED):
        if name in st.query_params:
            del st.query_params[name]
