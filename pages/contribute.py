"""What can I contribute, and where does what I contributed stand?"""

from datetime import UTC, datetime

import streamlit as st

from components.forms import open_form as forms
from components.forms import start
from components.forms.open_form import DRAFT, KIND, OPEN, REVISE, SENT, OpenForm
from components.forms.preview import next_in_words
from components.forms.steps_view import apply_form_styles, show_form, title_of
from components.records.record_html import apply_record_styles
from components.shell.url_state import read_code
from data_access.queries.records.own_work import draft_revising, draft_with_key, drafts_of, own_records
from data_access.store.errors import NotFound
from domain.people.permissions import Actor
from domain.records.form_values import FORM_KINDS
from languages.text import _
from pages.actions.contributing import allowed_kinds, discard, present_record, services
from pages.session.reader import reader


def opened(actor: Actor) -> OpenForm | None:
    """The form that the address asks for, continued where it was left; None where there is none for this person."""
    form = forms.held_form(actor.name)
    if form is not None:
        return form
    key, kind, revise = read_code(DRAFT), read_code(KIND), read_code(REVISE)
    kept = draft_with_key(actor, key) if key else draft_revising(actor, revise) if revise else None
    if kept is not None:
        return forms.kept_form(kept, present_record(kept.record_code) if kept.record_code else None)
    record = present_record(revise) if revise else None
    if record is not None:
        return forms.revising_form(record)
    wished = next((one for one in FORM_KINDS if one.value == kind), None)
    return forms.new_form(wished, services(actor, wished)) if wished in allowed_kinds(actor) and wished else None


def write(actor: Actor) -> None:
    """The form of the address, or why there is none."""
    try:
        form = opened(actor)
    except NotFound:
        form = None
    OPEN.set(form)
    if form is None:
        st.title(_("Contribute"), anchor=False)
        if read_code(KIND):
            start.kind_not_allowed()
        else:
            start.missing_draft()
        return
    form.writer = actor.name
    forms.follow_address(form)
    st.title(title_of(form), anchor=False)
    show_form(form, services(actor, form.kind))


def begin(actor: Actor) -> None:
    """What can be logged, what waits, what was sent; and thanks where something has just been sent."""
    st.title(_("Contribute"), anchor=False)
    sent = read_code(SENT)
    record = present_record(sent) if sent else None
    if record is not None:
        told = next_in_words(record.draft, services(actor, record.kind), record.code)
        start.thanks(record.code, record.kind, told, datetime.now(UTC).date())
        return
    start.choose_kind(allowed_kinds(actor))
    start.my_drafts(drafts_of(actor), discard)
    start.my_records(own_records(actor))


apply_record_styles()
apply_form_styles()
who = reader()
if not who.signed_in:
    st.title(_("Contribute"), anchor=False)
    start.for_visitors()
elif read_code(DRAFT) or read_code(KIND) or read_code(REVISE):
    write(who.actor)
else:
    begin(who.actor)
