"""What may be here twice, as a steward sees it."""

import html
from collections.abc import Iterable, Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.records.record_html import BETWEEN, StateName, anchor, states_in_words
from components.shell.url_state import link
from domain.records.merging import Hindrance, Obstacle
from domain.review.work_queues import MergedPair, OrganizationPair, PossibleDuplicate
from languages.record_names import editorial_state_name
from languages.text import _, date, isolate, listing, ngettext, number, percent


def like_records_heading() -> None:
    """What the list below is."""
    st.subheader(_("May be here twice"), anchor="likenesses")
    st.caption(
        _("Records of the same kind and State with a similar title. Whether they tell of the same is yours to say.")
    )


def like_record(other: PossibleDuplicate) -> DeltaGenerator:
    """One such record; what can be done with it goes inside."""
    line = [isolate(other.by), editorial_state_name(other.editorial_state)]
    line.append(_("titles alike: {share}").format(share=percent(other.score / 100)))
    if other.same_days:
        line.append(_("days overlap"))
    shown = st.container(border=True, key=f"like-{other.code}")
    with shown:
        st.html(
            f'<div class="desk-line"><p class="desk-title" dir="auto">{html.escape(other.title)}</p>'
            f'<p class="record-line">{anchor(link("record", id=other.code), other.code)}{BETWEEN}'
            f"{html.escape(BETWEEN.join(line))}</p></div>"
        )
    return shown


def like_organizations(pairs: Iterable[OrganizationPair]) -> Iterator[tuple[OrganizationPair, DeltaGenerator]]:
    """Each pair of organizations with its place on the screen; what can be done with it goes there."""
    for pair in pairs:
        shown = st.container(border=True, key=f"same-{pair.code}-{pair.duplicate}")
        with shown:
            st.html(
                f'<div class="desk-line">{_organization(pair.name, pair.code, pair.records)}'
                f"{_organization(pair.duplicate_name, pair.duplicate, pair.duplicate_records)}</div>"
            )
        yield pair, shown


def obstacles_in_words(found: Iterable[Obstacle], code: str, name: StateName) -> str:
    """Why a merge into the record with this code is not offered."""
    said = {
        Hindrance.NOT_STANDING: _("it does not stand itself"),
        Hindrance.GONE: _("the other one does not stand"),
        Hindrance.LESS_PUBLIC: _("it is less public than the other one"),
        Hindrance.FEWER_READERS: _("fewer readers may see it"),
        Hindrance.LESS_ADVANCED: _("its status counts for less than the other one's"),
    }
    reasons = []
    for one in found:
        if one.hindrance is Hindrance.FEWER_CONSENTS:
            told = _("these States agreed to the other one only: {states}")
            reasons.append(told.format(states=states_in_words(one.states, name)))
        else:
            reasons.append(said[one.hindrance])
    told = _("Not into {code}, since something public would be lost: {reasons}.")
    return told.format(code=isolate(code), reasons=listing(reasons))


def merged_line(pair: MergedPair) -> DeltaGenerator:
    """One merge that can be undone; the button goes inside."""
    shown = st.container(border=True, key=f"merged-{pair.duplicate}")
    told = _("{duplicate} was merged into {code} on {date}.").format(
        duplicate=isolate(f"{pair.duplicate_title} ({pair.duplicate})"),
        code=isolate(f"{pair.kept_title} ({pair.kept})"),
        date=date(pair.merged_at),
    )
    with shown:
        st.html(f'<p class="record-line">{html.escape(told)}</p>')
    return shown


def _organization(name: str, code: str, records: int) -> str:
    count = ngettext("publishes {count} record", "publishes {count} records", records).format(count=number(records))
    return (
        f'<p class="desk-title" dir="auto">{html.escape(name)}</p>'
        f'<p class="record-line">{html.escape(BETWEEN.join((code, count)))}</p>'
    )
