"""Lists of the queue and of a State's desk as tables for a file: every line under the filters, in the list's order."""

from collections.abc import Callable, Iterable
from datetime import date as calendar_date
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.records.record_html import StateName
from components.shared.table_files import FileNotes, offer_table
from components.shared.tables import Column
from domain.records.clocks import Clock, agreed_clocks
from domain.review.work_queues import AskedLine, QueueLine
from domain.vocabulary import ActivityStatus, OfferStatus, RequestStatus
from languages.names import activity_status_name, offer_status_name, organization_kind_name, request_status_name
from languages.record_names import consent_basis_name, editorial_state_name, lacking_name, record_kind_name
from languages.text import _

_SEPARATOR: Final = "; "
#: Gives the address of a record's page by its code.
Address = Callable[[str], str]
Status = ActivityStatus | RequestStatus | OfferStatus | None


def addresses() -> Address:
    """Gives the full address of a record's page, as this reader reaches it, also in the thread that makes the file."""
    here = (st.context.url or "./").rpartition("/")[0] or "."
    return lambda code: f"{here}/record?id={code}"


def offer_list(
    make: Callable[[], pd.DataFrame],
    columns: Callable[[], dict[str, Column]],
    *,
    name: str,
    title: str,
    demonstration: bool,
) -> None:
    """Buttons for the whole list as files. make, columns: asked when one is made, in the reader's language."""
    notes = FileNotes(title, demonstration=demonstration)
    offer_table(lambda: [make()], columns=columns, name=name, notes=lambda: notes, key=name)


def queue_frame(lines: Iterable[QueueLine], name: StateName, address: Address, today: calendar_date) -> pd.DataFrame:
    """One row for each line of the queue, with the columns of `queue_columns`."""
    rows = [_of_queue(line, name, address, today) for line in lines]
    return pd.DataFrame(rows, columns=list(queue_columns()), dtype=object)


def queue_columns() -> dict[str, Column]:
    """The columns of the queue's file, with their headings."""
    return {
        "code": Column(_("Record")),
        "kind": Column(_("Kind of record")),
        "title": Column(_("Title")),
        "states": Column(_("States")),
        "by": Column(_("Published by")),
        "contributor": Column(_("Kind of contributor")),
        "state": Column(_("Where it stands")),
        "status": Column(_("Status")),
        "since": Column(_("Waits since"), kind="date"),
        "days": Column(_("Days"), kind="count"),
        "acknowledge_by": Column(_("To be acknowledged by"), kind="date"),
        "answer_by": Column(_("To be answered by"), kind="date"),
        "awaiting": Column(_("Not answered yet")),
        "lacking": Column(_("Missing")),
        "address": Column(_("Address")),
    }


def _of_queue(line: QueueLine, name: StateName, address: Address, today: calendar_date) -> dict[str, Any]:
    sent, clocks = line.submitted_on, agreed_clocks()
    return {
        "code": line.code,
        "kind": record_kind_name(line.kind),
        "title": line.title,
        "states": _SEPARATOR.join(sorted(map(name, line.states))),
        "by": line.by,
        "contributor": organization_kind_name(line.contributor),
        "state": editorial_state_name(line.editorial_state),
        "status": _status(line.status),
        "since": line.since.date(),
        "days": (today - line.since.date()).days,
        "acknowledge_by": clocks.last_day(Clock.ACKNOWLEDGED, sent) if sent and not line.acknowledged_on else None,
        "answer_by": clocks.last_day(Clock.ANSWERED, line.waiting_since) if line.waiting_since else None,
        "awaiting": _SEPARATOR.join(sorted(map(name, line.awaiting))),
        "lacking": _SEPARATOR.join(map(lacking_name, line.lacking)),
        "address": address(line.code),
    }


def _status(status: Status) -> str:
    match status:
        case ActivityStatus():
            return activity_status_name(status)
        case RequestStatus():
            return request_status_name(status)
        case OfferStatus():
            return offer_status_name(status)
        case None:
            return ""


def desk_frame(lines: Iterable[AskedLine], address: Address) -> pd.DataFrame:
    """One row for each line of a part of a State's desk, with the columns of `desk_columns`."""
    rows = [
        {
            "code": line.code,
            "kind": record_kind_name(line.kind),
            "title": line.title,
            "summary": line.summary,
            "by": line.by,
            "contributor": organization_kind_name(line.contributor),
            "since": line.since.date(),
            "basis": consent_basis_name(line.basis) if line.basis else "",
            "annotation": line.annotation,
            "address": address(line.code),
        }
        for line in lines
    ]
    return pd.DataFrame(rows, columns=list(desk_columns()), dtype=object)


def desk_columns() -> dict[str, Column]:
    """The columns of the desk's file, with their headings."""
    return {
        "code": Column(_("Record")),
        "kind": Column(_("Kind of record")),
        "title": Column(_("Title")),
        "summary": Column(_("Summary")),
        "by": Column(_("Published by")),
        "contributor": Column(_("Kind of contributor")),
        "since": Column(_("Asked or answered on"), kind="date"),
        "basis": Column(_("How it was answered")),
        "annotation": Column(_("What your State says")),
        "address": Column(_("Address")),
    }
