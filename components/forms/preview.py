"""The last step: what the public will see, what it will not, who will be asked, and sending."""

import html
from typing import Final

import streamlit as st

from components.forms.conflict import show_conflict
from components.forms.form_html import alert, bullets, named_problems, step_id, title_line
from components.forms.linking import recommendation_in_words
from components.forms.open_form import OpenForm, go_to, send, widget_key
from components.forms.problem_words import problem_in_words, refusal_in_words
from components.forms.public_card import card_of, name_of, public_facts
from components.forms.sent_before import show_sent_before
from components.forms.services import Services, Trouble
from components.records.record_html import cards, facts, in_order, states_in_words
from components.shell.focus import look_at
from domain.records.drafts import ActivityDraft, AnyDraft, Contact, OfferDraft, RequestDraft
from domain.vocabulary import EligibleKind, Visibility
from languages.text import _, isolate, joined, listing, ngettext, number

#: The id of the line that says why a record was not taken.
REFUSED: Final = "form-refused"


def show_preview(form: OpenForm, services: Services) -> None:
    """What is wrong, or what will be public and the button that sends it; and the choice where two versions differ."""
    if form.refused and form.refused.trouble is Trouble.CONFLICT and form.revises:
        show_conflict(form, services)
        return
    reading = form.reading()
    if reading.draft is None:
        _show_problems(form, services)
        return
    draft = reading.draft
    st.html(title_line(_("What the public will see")))
    st.html(cards([card_of(draft, services)]) + facts(public_facts(draft, services)))
    _show_links(draft, services)
    _show_hidden(draft, reading.contact, services)
    revised = form.revises[0] if form.revises else ""
    st.html(title_line(_("What happens next")) + next_in_words(draft, services, revised))
    if form.refused and form.refused.trouble is Trouble.SENT_BEFORE:
        show_sent_before(form, services)
        return
    if form.refused:
        st.html(f'<div id="{REFUSED}" tabindex="-1">{alert(refusal_in_words(form.refused))}</div>')
    title = _("Send the revision for review") if form.revises else _("Send for review")
    st.button(title, key=widget_key("send"), type="primary", on_click=_send, args=(form, services))


def _show_problems(form: OpenForm, services: Services) -> None:
    """What has to be changed, by step, with the way to each."""
    problems = form.reading().problems
    lead = ngettext(
        "{count} thing has to be changed before this can be sent:",
        "{count} things have to be changed before this can be sent:",
        len(problems),
    )
    st.html(alert(lead.format(count=number(len(problems)))))
    titles: dict[str, str] = {}
    for field in form.form.all_fields():
        titles.setdefault(field.subject, _(field.title))
    for place, step in enumerate(form.form.steps):
        wrong = form.problems(place)
        if not wrong:
            continue
        form.checked.add(place)
        st.html(named_problems((titles.get(one.field, one.field), problem_in_words(one)) for one in wrong))
        st.button(
            _("Go to step {step}: {title}").format(step=number(place + 1), title=_(step.title)),
            key=widget_key("mend", place),
            on_click=_mend,
            args=(form, services, place),
        )


def _mend(form: OpenForm, services: Services, step: int) -> None:
    go_to(form, services, step)
    look_at(step_id(step))


def _send(form: OpenForm, services: Services) -> None:
    """Send it, and bring the answer before the reader: the thanks at the top, or why it was not taken."""
    send(form, services)
    look_at("content" if form.sent else REFUSED)


def _show_links(draft: AnyDraft, services: Services) -> None:
    linked = services.linkable(draft.recommendations)
    if linked:
        st.html(title_line(_("Linked recommendations")))
        st.html(cards(recommendation_in_words(one, services) for one in linked))


def _show_hidden(draft: AnyDraft, contact: Contact, services: Services) -> None:
    """What was written and will not be public."""
    hidden = []
    if contact != Contact():
        told = _("The contact person: {contact}. Seen only by those who need it.")
        hidden.append(
            told.format(contact=joined(map(isolate, filter(None, (contact.name, contact.email, contact.phone))), ","))
        )
    if isinstance(draft, OfferDraft):
        named = [one.value for one in draft.eligible if one.kind is EligibleKind.STATE]
        if named:
            told = _("The single States it is for: {states}. Shown only to them and to stewards.")
            hidden.append(told.format(states=states_in_words(named, services.state_name)))
    if isinstance(draft, ActivityDraft) and draft.sensitive and draft.places:
        hidden.append(_("The places: this activity is shown at the State's centre only."))
    if hidden:
        st.html(title_line(_("What the public will not see")) + bullets(hidden))


def readers_in_words(draft: RequestDraft, services: Services) -> str:
    """For whom a request is that is not for everyone."""
    if draft.visibility is Visibility.PARTNERS:
        return _(
            "It is then shown to everybody who is signed in for an organization or a State, and to stewards; it enters "
            "no public figure."
        )
    named = [isolate(name_of(code, services)) for code in draft.named_organizations]
    named += [isolate(services.state_name(iso3)) for iso3 in draft.named_states]
    told = _("It is then shown only to those whom you name and to stewards, and enters no public figure: {readers}.")
    return told.format(readers=listing(in_order(named)))


def next_in_words(draft: AnyDraft, services: Services, revised: str = "") -> str:
    """Review, consent and publication, as an HTML list. revised: the code of the record that the draft is to change."""
    needed, name = services.consents(draft, revised), services.state_name
    steps = [_("OHCHR reviews the record. You are told if something has to be changed.")]
    if needed.asked:
        told = _("These States are then asked for their consent: {states}.")
        steps.append(told.format(states=states_in_words(needed.asked, name)))
    if needed.standing:
        told = _("These States have consented to records of this kind of contributor ahead of time: {states}.")
        steps.append(told.format(states=states_in_words(needed.standing, name)))
    if needed.own:
        told = _("{states} publishes this record itself, and agrees by that.")
        steps.append(told.format(states=states_in_words(needed.own, name)))
    if isinstance(draft, RequestDraft) and draft.visibility is not Visibility.PUBLIC:
        steps.append(readers_in_words(draft, services))
    elif needed.asked:
        steps.append(_("It is public for each State that consents, and for no other."))
    else:
        steps.append(_("It is then public."))
    return f"<ol>{''.join(f'<li>{html.escape(step)}</li>' for step in steps)}</ol>"
