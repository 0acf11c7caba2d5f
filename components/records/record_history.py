"""A record's history in words: each step with who and when, and what changed, before and after."""

import html
from collections.abc import Sequence
from typing import Final

from components.records.change_words import ChangeNames, value_in_words
from components.records.record_html import BETWEEN, StateName, anchor
from components.shell.url_state import link
from domain.people.permissions import Verb
from domain.records.record_pages import FieldChange, Step, Who, WhoKind
from domain.vocabulary import ActivityStatus, ConsentBasis, OfferStatus, RequestStatus
from languages.names import activity_status_name, offer_status_name, request_status_name
from languages.record_names import consent_basis_name, field_name, step_name
from languages.text import _, isolate, listing, moment

#: A change whose two sides are no longer stands in one line.
_SHORT: Final = 120
#: The longest text of one side of a change that the page shows.
_LONGEST: Final = 600


def history(steps: Sequence[Step], names: ChangeNames) -> str:
    """The steps as an ordered list, the newest first."""
    return f'<ol class="steps" reversed>{"".join(f"<li>{_step(step, names)}</li>" for step in steps)}</ol>'


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
        status = status_in_words(step.action, step.status)
        if step.before:
            status = from_to(status_in_words(step.action, step.before), status)
        told = _("{step}: {status}").format(step=told, status=status)
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


def _step(step: Step, names: ChangeNames) -> str:
    head = f"<strong>{html.escape(step_in_words(step, names.state))}</strong>"
    if step.other:
        head += f" {anchor(link('record', id=step.other), step.other)}"
    foot = html.escape(BETWEEN.join((moment(step.at), who_in_words(step.who, names.state))))
    about = ""
    if step.reason:
        told = _("Reason: {reason}").format(reason=isolate(step.reason))
        about = f'<p class="record-said" dir="auto">{html.escape(told)}</p>'
    changed = {one.field for one in step.changes}
    if set(step.fields) - changed:
        told = _("Fields: {fields}").format(fields=listing(map(field_name, step.fields)))
        about += f'<p class="record-line">{html.escape(told)}</p>'
    return f'<p>{head}</p><p class="record-line">{foot}</p>{about}{_changes(step.changes, names)}'


def _changes(changes: Sequence[FieldChange], names: ChangeNames) -> str:
    """Short values from one to the other in a line; texts beside each other, behind a title."""
    told = [(one.field, _side(one.field, one.before, names), _side(one.field, one.after, names)) for one in changes]
    short = [one for one in told if max(len(one[1]), len(one[2])) <= _SHORT]
    return _in_lines(short) + _side_by_side([one for one in told if one not in short])


def _side(field: str, value: object, names: ChangeNames) -> str:
    return value_in_words(field, value, names)[:_LONGEST]


def _in_lines(changes: Sequence[tuple[str, str, str]]) -> str:
    if not changes:
        return ""
    lines = "".join(
        f"<li><b>{html.escape(field_name(field))}</b>: {html.escape(from_to(before, after))}</li>"
        for field, before, after in changes
    )
    return f'<ul class="changes">{lines}</ul>'


def from_to(before: str, after: str) -> str:
    """What something was and what it became."""
    return _("{before} → {after}").format(before=isolate(before), after=isolate(after))


def _side_by_side(changes: Sequence[tuple[str, str, str]]) -> str:
    if not changes:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(field_name(field))}</th>'
        f'<td dir="auto">{html.escape(before)}</td><td dir="auto">{html.escape(after)}</td></tr>'
        for field, before, after in changes
    )
    titles = (_("Field"), _("Before"), _("After"))
    heads = "".join(f'<th scope="col">{html.escape(title)}</th>' for title in titles)
    summary = html.escape(_("What changed"))
    return (
        f'<details class="more-records"><summary>{summary}</summary><div class="table-scroll" role="region" '
        f'tabindex="0" aria-label="{summary}"><table class="plain-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )
