"""Where a contributor begins: what can be logged, the drafts that wait, the records that are under way; and thanks."""

import html
import json
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

import streamlit as st

from components.forms.definitions.catalogue import KIND_WORDS
from components.forms.form_html import hint_line
from components.forms.open_form import DRAFT, KIND, OPEN, SENT
from components.records.record_html import BETWEEN, anchor, facts
from components.shell.sign_in_links import sign_in_address
from components.shell.url_state import link, write_text
from domain.records.clocks import Clock, agreed_clocks
from domain.records.form_values import FORM_KINDS
from domain.records.own_work import KeptDraft, OwnRecord
from domain.vocabulary import EditorialState, RecordKind
from languages.record_names import editorial_state_name, record_kind_name
from languages.text import _, isolate, moment, number
from languages.text import date as day_in_words

_LONGEST_SHOWN: Final = 120


def for_visitors() -> None:
    """What could be contributed, and how to get an account."""
    told = _(
        "States, United Nations entities, international and regional organizations, national human rights "
        "institutions, parliaments, civil society and the private sector can contribute. You need an account for that."
    )
    account = anchor(sign_in_address(), _("Sign in, or see how to get an account"))
    kinds = facts((record_kind_name(kind), html.escape(_(KIND_WORDS[kind].told))) for kind in FORM_KINDS)
    st.html(f'<p class="lead">{html.escape(told)}</p><p>{account}</p>{kinds}')


def choose_kind(allowed: Collection[RecordKind]) -> None:
    """Each kind with what it is; those that the person may not submit cannot be chosen."""
    with st.container(horizontal=True, gap="medium", key="kinds"):
        for kind in FORM_KINDS:
            with st.container(border=True, width=350, gap="small", key=f"kind-{kind.value}"):
                _kind(kind, allowed=kind in allowed)


def _kind(kind: RecordKind, *, allowed: bool) -> None:
    words = KIND_WORDS[kind]
    told = html.escape(_(words.told))
    st.html(f'<p class="kind-told">{told}</p>')
    if not allowed:
        st.html(hint_line(_("Your account does not include this; an administrator can give you the role for it.")))
    st.button(_(words.log), key=f"log-{kind.value}", disabled=not allowed, on_click=_begin, args=(kind,))


def my_drafts(drafts: Sequence[KeptDraft], discard: Callable[[str], None]) -> None:
    """The drafts that wait, to go on with or to discard."""
    st.subheader(_("Your drafts"), anchor="drafts")
    if not drafts:
        told = _("What you begin and do not send waits here. Only you see it.")
        st.html(hint_line(told))
    for place, kept in enumerate(drafts, start=1):
        with st.container(border=True, key=f"draft-{kept.key}"):
            line = BETWEEN.join(
                (record_kind_name(kept.kind), _("saved {moment}").format(moment=moment(kept.updated_at)))
            )
            if kept.record_code:
                line += BETWEEN + _("revises {code}").format(code=kept.record_code)
            title = html.escape(_title_in(kept.content) or _("Without a title yet"))
            st.html(f'<p class="record-title" dir="auto">{title}</p><p class="record-line">{html.escape(line)}</p>')
            with st.container(horizontal=True, gap="small"):
                st.button(
                    _("Continue draft {number}").format(number=number(place)),
                    key=f"continue-{kept.key}",
                    on_click=_continue,
                    args=(kept.key,),
                )
                st.button(
                    _("Discard draft {number}").format(number=number(place)),
                    key=f"discard-{kept.key}",
                    type="tertiary",
                    on_click=discard,
                    args=(kept.key,),
                )


def my_records(records: Sequence[OwnRecord]) -> None:
    """What was sent, with where it stands."""
    st.subheader(_("Your records"), anchor="records")
    if not records:
        told = _("What you or your institution sent stands here, with where it is on its way to the public.")
        st.html(hint_line(told))
        return
    entries = []
    for one in records:
        parts = [record_kind_name(one.kind), editorial_state_name(one.state), one.code]
        line = html.escape(BETWEEN.join(parts))
        if one.state is not EditorialState.WITHDRAWN:
            line += BETWEEN + anchor(link("contribute", revise=one.code), _("Revise"))
        title = f'<p class="record-title" dir="auto">{anchor(link("record", id=one.code), one.title)}</p>'
        entries.append(f'<li>{title}<p class="record-line">{line}</p></li>')
    st.html(f'<ul class="records">{"".join(entries)}</ul>')


def thanks(code: str, kind: RecordKind, told: str, today: date) -> None:
    """That the record arrived, what happens next and when, and the ways on. told: the next steps as HTML."""
    words = _("Thank you. {kind} {code} has arrived.")
    lead = words.format(kind=isolate(record_kind_name(kind)), code=isolate(code))
    st.html(f'<p class="lead" role="status">{html.escape(lead)}</p>{told}')
    if kind is RecordKind.REQUEST:
        times = _("Your request is acknowledged by {acknowledged}, and answered by {answered}.").format(
            acknowledged=day_in_words(agreed_clocks().last_day(Clock.ACKNOWLEDGED, today)),
            answered=day_in_words(agreed_clocks().last_day(Clock.ANSWERED, today)),
        )
        st.html(f"<p>{html.escape(times)}</p>")
    if kind in {RecordKind.REQUEST, RecordKind.OFFER}:
        times = _(
            "Months after publication until you are asked whether it still stands: {reconfirm}; until it expires "
            "without an answer: {expire}."
        ).format(reconfirm=number(agreed_clocks().reconfirm_months), expire=number(agreed_clocks().expire_months))
        st.html(f"<p>{html.escape(times)}</p>")
    ways = (
        anchor(link("record", id=code), _("Follow this record")),
        anchor(link("contribute"), _("Contribute something else")),
    )
    st.html(f"<ul>{''.join(f'<li>{way}</li>' for way in ways)}</ul>")


def missing_draft() -> None:
    """That the draft or record of the address is not there for this person."""
    told = _("This draft or record is not there, or not yours to change. It may have been sent or discarded.")
    st.warning(told)
    st.html(anchor(link("contribute"), _("See your drafts and records")))


def kind_not_allowed() -> None:
    """That the person may not submit this kind of record."""
    st.warning(_("Your account does not include this; an administrator can give you the role for it."))
    st.html(anchor(link("contribute"), _("See what you can contribute")))


def _begin(kind: RecordKind) -> None:
    OPEN.set(None)
    write_text(SENT, "")
    write_text(KIND, kind.value)


def _continue(key: str) -> None:
    OPEN.set(None)
    write_text(SENT, "")
    write_text(DRAFT, key)


def _title_in(content: str) -> str:
    """The title that a draft holds by now, cut to a line."""
    try:
        held = json.loads(content)
    except ValueError:
        return ""
    title = held.get("title") if isinstance(held, dict) else ""
    return " ".join(title[:_LONGEST_SHOWN].split()) if isinstance(title, str) else ""
