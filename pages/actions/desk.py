"""A State's answers on several records at once, and its standing consents."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from components.review import desk_view as view
from components.review.desk_files import addresses, desk_columns, desk_frame, offer_list
from components.review.queue_view import bulk_button, list_head, page_number, selectable, ticked
from components.shared.actions import Action, Input, show_action
from components.shared.switches import pager, part_of
from data_access import commands
from data_access.queries.review import desk
from data_access.queries.store import store_facts
from domain.people.permissions import Actor
from domain.review.work_queues import AskedLine, DeskFilters, StandingLine
from domain.vocabulary import OrganizationKind
from languages.text import _, isolate
from pages.actions.acting import act
from pages.session.reader import reader, reader_later

#: What a State answers on one record; the text is the reason that stands in the box.
Answer = Callable[[Actor, AskedLine, str], object]


def records(part: desk.Part, place: str, filters: DeskFilters, buttons: Mapping[str, tuple[Answer, str]]) -> None:
    """A part of the desk, with what can be answered at once. buttons: words to the answer and what follows it."""
    found = part(reader().actor, filters, page=page_number(desk.PAGE_SIZE), limit=desk.PAGE_SIZE)
    lines = {line.code: line for line in found.lines}
    if not lines:
        view.nothing_here(place, filtered=filters != desk.EVERYTHING)
        return
    reason, today = f"reason-{place}", datetime.now(UTC).date()
    codes = list(lines)
    list_head(newest=place != "answer", several=True)
    selectable(codes, lambda code: view.show_asked(lines[code], today), place)
    if ticked(codes, place):
        with st.container(key=f"bulk-bar-{place}"):
            if place == "answer":
                st.text_input(
                    _("Reason for withholding, if you wish to give one"),
                    key=reason,
                    max_chars=2000,
                    help=_("Its author, your State and stewards read the reason; nobody else does."),
                )
            with st.container(horizontal=True, gap="small"):
                for words, (answer, done) in buttons.items():
                    bulk_button(words, codes, place, _answering(lines, answer, done), reason=reason)
    pager(part_of(found.total, desk.PAGE_SIZE), found.total)
    who_asks, address = reader_later(), addresses()

    def as_table() -> pd.DataFrame:
        return desk_frame(desk.whole_list(part, who_asks().actor, filters), address)

    marked = store_facts().demonstration
    offer_list(as_table, desk_columns, name=f"desk-{place}", title=_("Desk of a State"), demonstration=marked)


def _answering(lines: Mapping[str, AskedLine], answer: Answer, done: str) -> Callable[[str, str], bool]:
    def run(code: str, reason: str) -> bool:
        line = lines[code]
        told = done.format(code=isolate(code))
        return act(lambda actor: answer(actor, line, reason), told, code=code, version=line.version)

    return run


def grant(actor: Actor, line: AskedLine, _reason: str) -> object:
    """Agree."""
    return commands.grant_consent(actor, line.code, actor.iso3 or "", line.version)


def withhold(actor: Actor, line: AskedLine, reason: str) -> object:
    """Do not agree."""
    return commands.withhold_consent(actor, line.code, actor.iso3 or "", line.version, reason=reason)


def withdraw(actor: Actor, line: AskedLine, _reason: str) -> object:
    """Agree no longer."""
    return commands.withdraw_consent(actor, line.code, actor.iso3 or "")


def standing(in_force: Mapping[OrganizationKind, StandingLine]) -> None:
    """Each kind of contributor, with the standing consent to give or to end."""
    view.standing_meaning()
    for kind in OrganizationKind:
        with st.container(border=True, key=f"standing-{kind}"):
            view.standing_line(kind, in_force.get(kind))
            show_action(_ending(kind) if kind in in_force else _giving(kind), f"standing-{kind}")


def _giving(kind: OrganizationKind) -> Action:
    done = _("Your State agrees ahead of time from now on. Records that wait already still wait for your answer.")
    return Action(
        "give",
        "",
        "",
        _("Give standing consent"),
        lambda _typed: act(lambda actor: commands.grant_standing_consent(actor, actor.iso3 or "", kind), done),
        (Input("sure", _("Yes, without a question each time"), "sure"),),
    )


def _ending(kind: OrganizationKind) -> Action:
    done = _("The standing consent has ended. Your State is asked about each new record; public ones stay public.")
    return Action(
        "end",
        "",
        "",
        _("End standing consent"),
        lambda _typed: act(lambda actor: commands.end_standing_consent(actor, actor.iso3 or "", kind), done),
    )
