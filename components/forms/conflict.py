"""Two versions of a record side by side, field by field: the person chooses, nothing is overwritten silently."""

import html
from collections.abc import Mapping

import streamlit as st

from components.forms.choices import options
from components.forms.definitions.fields import Field, Look, Options
from components.forms.form_html import alert, title_line
from components.forms.open_form import OpenForm, save, widget_key
from components.forms.services import Services
from components.records.record_html import in_order
from domain.records.filled_forms import form_of
from domain.records.own_work import RevisableRecord
from languages.text import _, joined, language


def show_conflict(form: OpenForm, services: Services) -> None:
    """What differs between this form and the record as it stands now, and the choice for each field."""
    present = services.present(form.revises[0]) if form.revises else None
    if present is None:
        st.warning(_("This record cannot be revised any more. Your text stays among your drafts."))
        return
    theirs = form_of(present.draft, present.contact)
    differing = [
        field
        for field in form.form.all_fields()
        if _told(field, form.content, services) != _told(field, theirs, services)
    ]
    words = _(
        "Somebody else changed this record while you wrote. Both versions are here: choose for each field which one to "
        "keep, then send again."
    )
    st.html(alert(words))
    chosen = {field.name: _choice(field, form, theirs, services) for field in differing}
    st.button(
        _("Go on with these"),
        key=widget_key("settle"),
        type="primary",
        disabled=not all(chosen.values()),
        on_click=_settle,
        args=(form, services, present, theirs, chosen),
    )


def _choice(field: Field, form: OpenForm, theirs: Mapping[str, object], services: Services) -> str | None:
    st.html(title_line(_(field.title)))
    mine_column, theirs_column = st.columns(2)
    for column, title, content in (
        (mine_column, _("Yours"), form.content),
        (theirs_column, _("In the record now"), theirs),
    ):
        told = _told(field, content, services) or _("(empty)")
        column.html(
            f'<div class="version"><p class="field-hint">{html.escape(title)}</p>'
            f'<p class="version-text" dir="auto">{html.escape(told)}</p></div>'
        )
    names = {"mine": _("Keep yours"), "theirs": _("Take the record's")}
    return st.radio(
        _(field.title),
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=widget_key("version", field.name, language()),
        horizontal=True,
        label_visibility="collapsed",
    )


def _settle(
    form: OpenForm,
    services: Services,
    present: RevisableRecord,
    theirs: Mapping[str, object],
    chosen: Mapping[str, str | None],
) -> None:
    """Put together what was chosen, as a revision of the version that was just read."""
    for name, version in chosen.items():
        if version == "theirs":
            form.content[name] = theirs.get(name, "")
    form.revises, form.state, form.asked = (present.code, present.version), present.state, present.asked
    form.refused = None
    save(form, services)


def _told(field: Field, content: Mapping[str, object], services: Services) -> str:
    """The value of a field in words, for comparison by a person."""
    value = content.get(field.name)
    if field.look is Look.FLAG:
        return _("Yes") if value is True else _("No")
    named = options(Options.ORGANIZATIONS if field.look is Look.PROVIDERS else field.options, services)
    if isinstance(value, list):
        parts = [_row(part, named) if isinstance(part, dict) else named.get(str(part), str(part)) for part in value]
        return "\n".join(parts if field.look in {Look.PLACES, Look.MONEY} else in_order(parts))
    if isinstance(value, dict):
        return "\n".join(
            f"{services.states.get(code, code)}: {share}" for code, share in sorted(value.items()) if share
        )
    return named.get(str(value or ""), str(value or ""))


def _row(row: Mapping[str, object], named: Mapping[str, str]) -> str:
    return joined((named.get(str(part), str(part)) for part in row.values() if part), ",")
