"""A record's history in words: each step with who and when, and what changed, before and after."""

import html
from collections.abc import Mapping, Sequence
from typing import Final

from components.record import BETWEEN, StateName, anchor
from components.url_state import link
from domain.permissions import Verb
from domain.record_pages import FieldChange, Step, Who, WhoKind
from domain.vocabulary import ActivityStatus, ConsentBasis, Modality, OfferStatus, RequestStatus
from languages.names import activity_status_name, modality_name, offer_status_name, request_status_name
from languages.record_names import consent_basis_name, field_name, step_name
from languages.source_terms import term_of_code
from languages.text import _, isolate, joined, listing, moment

_NOTHING: Final = "–"
#: The longest text of one side of a change that the page shows.
_LONGEST: Final = 600


def history(steps: Sequence[Step], name: StateName) -> str:
    """The steps as an ordered list, the newest first."""
    return f'<ol class="steps" reversed>{"".join(f"<li>{_step(step, name)}</li>" for step in steps)}</ol>'


def who_in_words(who: Who, name: StateName) -> str:
    """Who acted, as far as the reader may know."""
    match who.kind:
        case WhoKind.STEWARD:
            told = _("a steward of OHCHR")
        case WhoKind.STATE:
            told = name(who.iso3) if who.iso3 else _("a State concerned")
        case WhoKind.ORGANIZATION:
            told = who.organization
        case WhoKind.ADMINISTRATOR:
            told = _("an administrator")
        case WhoKind.REPOSITORY:
            told = _("the repository itself")
    told = isolate(told)
    return _("{who} ({person})").format(who=told, person=isolate(who.person)) if who.person else told


def step_in_words(step: Step, name: StateName) -> str:
    """What happened in one step, with the State whose word it was and the status that it led to."""
    told = step_name(step.action)
    if step.iso3:
        told = _("{step}: {state}").format(step=told, state=isolate(name(step.iso3)))
    elif step.status:
        told = _("{step}: {status}").format(step=told, status=status_in_words(step.action, step.status))
    if step.basis in set(ConsentBasis):
        told += f" ({consent_basis_name(ConsentBasis(step.basis))})"
    return told


def status_in_words(action: str, status: str) -> str:
    """A status as the command of its kind of record names it."""
    if action == Verb.SET_ACTIVITY_STATUS and status in set(ActivityStatus):
        return activity_status_name(ActivityStatus(status))
    if action == Verb.SET_REQUEST_STATUS and status in set(RequestStatus):
        return request_status_name(RequestStatus(status))
    if action == Verb.SET_OFFER_STATUS and status in set(OfferStatus):
        return offer_status_name(OfferStatus(status))
    return status


def _step(step: Step, name: StateName) -> str:
    head = f"<strong>{html.escape(step_in_words(step, name))}</strong>"
    if step.other:
        head += f" {anchor(link('record', id=step.other), step.other)}"
    foot = html.escape(BETWEEN.join((moment(step.at), who_in_words(step.who, name))))
    about = ""
    if step.fields:
        told = _("Fields: {fields}").format(fields=listing(map(field_name, step.fields)))
        about = f'<p class="record-line">{html.escape(told)}</p>'
    return f'<p>{head}</p><p class="record-line">{foot}</p>{about}{_changes(step.changes)}'


def _changes(changes: Sequence[FieldChange]) -> str:
    if not changes:
        return ""
    before, after = html.escape(_("Before")), html.escape(_("After"))
    rows = "".join(
        f'<tr><th scope="row">{html.escape(field_name(one.field))}</th>'
        f'<td dir="auto">{_value(one.field, one.before)}</td><td dir="auto">{_value(one.field, one.after)}</td></tr>'
        for one in changes
    )
    field = html.escape(_("Field"))
    heads = f'<th scope="col">{field}</th><th scope="col">{before}</th><th scope="col">{after}</th>'
    summary = html.escape(_("What changed"))
    return (
        f'<details class="more-records"><summary>{summary}</summary><div class="table-scroll" role="region" '
        f'tabindex="0" aria-label="{summary}"><table class="plain-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _value(field: str, value: object) -> str:
    return html.escape(_in_words(field, value)[:_LONGEST])


def _in_words(field: str, value: object) -> str:
    if value is None or value == "" or value == []:
        return _NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return joined(_in_words(field, one) for one in value)
    if isinstance(value, Mapping):
        return joined((str(one) for one in value.values() if one not in (None, "")), ",")
    if field == "themes":
        return term_of_code(str(value))
    if field in {"modality", "modalities"} and value in set(Modality):
        return modality_name(Modality(str(value)))
    if field == "status" and value in set(ActivityStatus):
        return activity_status_name(ActivityStatus(str(value)))
    return str(value)
