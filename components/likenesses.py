"""What may be here twice, as a steward sees it."""

import html
from collections.abc import Iterable, Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.record import BETWEEN, anchor
from components.url_state import link
from domain.desks import Likeness, SameName
from languages.record_names import editorial_state_name
from languages.text import _, isolate, ngettext, number, percent


def like_records_heading() -> None:
    """What the list below is."""
    st.subheader(_("May be here twice"), anchor="likenesses")
    st.caption(
        _("Records of the same kind and State with a similar title. Whether they tell of the same is yours to say.")
    )


def like_record(other: Likeness) -> DeltaGenerator:
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


def like_organizations(pairs: Iterable[SameName]) -> Iterator[tuple[SameName, DeltaGenerator]]:
    """Each pair of organizations with its place on the screen; what can be done with it goes there."""
    for pair in pairs:
        shown = st.container(border=True, key=f"same-{pair.code}-{pair.duplicate}")
        with shown:
            st.html(
                f'<div class="desk-line">{_organization(pair.name, pair.code, pair.records)}'
                f"{_organization(pair.duplicate_name, pair.duplicate, pair.duplicate_records)}</div>"
            )
        yield pair, shown


def merge_in_words(pair: SameName) -> str:
    """What the button says."""
    return _("Merge {duplicate} into {code}").format(duplicate=isolate(pair.duplicate), code=isolate(pair.code))


def _organization(name: str, code: str, records: int) -> str:
    count = ngettext("publishes {count} record", "publishes {count} records", records).format(count=number(records))
    return (
        f'<p class="desk-title" dir="auto">{html.escape(name)}</p>'
        f'<p class="record-line">{html.escape(BETWEEN.join((code, count)))}</p>'
    )
