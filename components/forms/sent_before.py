"""A form that was sent before with other content: what the reader lets become of what is written here."""

import html

import streamlit as st

from components.forms.form_html import alert, hint_line
from components.forms.open_form import OpenForm, revise_sent, send_as_new, widget_key
from components.forms.problem_words import refusal_in_words
from components.forms.services import Services
from components.records.record_html import anchor
from components.shell.url_state import link
from languages.text import _, isolate


def show_sent_before(form: OpenForm, services: Services) -> None:
    """The record that was sent, and the two ways on; both texts stay whatever is chosen."""
    if form.refused is None:
        return
    code = form.refused.code
    there = anchor(link("record", id=code), _("Open {code}").format(code=code))
    st.html(alert(refusal_in_words(form.refused)) + f"<p>{there}</p>")
    with st.container(horizontal=True, gap="small", key=widget_key("sent-before")):
        if services.present(code) is not None:
            st.button(
                _("Send it as a revision of {code}").format(code=isolate(code)),
                key=widget_key("revise-sent"),
                type="primary",
                on_click=revise_sent,
                args=(form, services),
            )
        st.button(
            _("Send it as a record of its own"),
            key=widget_key("send-as-new"),
            on_click=send_as_new,
            args=(form, services),
        )
    st.html(hint_line(html.escape(_("What was sent before stays in the record's history."))))
