"""Do records say what their history says they do: versions, publication, consents, merged duplicates, reminders?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, or_, select

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRole,
    Commitment,
    Consent,
    GoodPractice,
    HistoryEntry,
    Offer,
    Organization,
    RecordVersion,
    Reminder,
    Request,
)
from data_access.models.contributions import Contribution
from data_access.records.draft_json import content_digest
from data_access.records.tables import TABLES
from domain.people.permissions import Verb
from domain.records.clocks import Due
from domain.vocabulary import EditorialState, OrganizationKind, RecordKind

#: Demonstration data of a size at which commands take hours is written with one entry for all.
_WRITTEN_AT_ONCE = "seed_contributions"
_HANDED_IN = {verb.value for verb in Verb if verb.value.startswith("submit_")} | {Verb.REVISE_RECORD.value}


@dataclass
class HistoryClaims:
    """What the history tells of one record.

    versions: by number, the content's digest, who wrote it and when. later: actions after the newest version, with
    their details. handed_in, reviewed: number of the last entry of that kind, 0 for none.
    """

    versions: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    later: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    handed_in: int = 0
    reviewed: int = 0


@dataclass
class History:
    """What the whole history tells: by record code, and how many records of a kind were written at once."""

    records: dict[str, HistoryClaims] = field(default_factory=dict)
    at_once: dict[str, int] = field(default_factory=dict)


def told_by_history(session: Session) -> History:
    """Read the history once. An entry whose detail is no JSON tells nothing here; its digest says it was changed."""
    history = History()
    wanted = select(HistoryEntry.actor, HistoryEntry.action, HistoryEntry.record_code, HistoryEntry.detail)
    rows = session.exec(wanted.order_by(col(HistoryEntry.number))).yield_per(1000)
    for number, (actor, action, code, written) in enumerate(rows, start=1):
        detail = _detail(written)
        if action == _WRITTEN_AT_ONCE:
            history.at_once.update({kind: count for kind, count in detail.items() if isinstance(count, int)})
        elif code:
            _add(history.records.setdefault(code, HistoryClaims()), number, actor, action, detail)
    return history


def wrong_versions(session: Session, history: History) -> Iterator[str]:
    """Each version of a record that is not what was written, that nobody wrote, or that is not there."""
    missing = {(code, version) for code, told in history.records.items() for version in told.versions}
    for row in session.exec(select(RecordVersion)).yield_per(500):
        told = history.records.get(row.record_code, HistoryClaims()).versions.get(row.version)
        missing.discard((row.record_code, row.version))
        if told is None:
            yield f"no history entry tells of version {row.version} of {row.record_code}"
        elif told != (content_digest(row.content), row.actor, row.at.isoformat()):
            yield f"version {row.version} of {row.record_code} was changed after it was written"
    for code, version in sorted(missing):
        yield f"version {version} of {code} is missing"


def published_without_review(session: Session, history: History) -> Iterator[str]:
    """Each public record that nobody reviewed since it was last handed in."""
    for kind, table in TABLES.items():
        public = select(table.code).where(table.editorial_state == EditorialState.PUBLISHED).order_by(table.code)
        for code in session.exec(public):
            told = history.records.get(code)
            at_once = told is None and int(code.rpartition("-")[2]) <= history.at_once.get(kind.value, 0)
            if not at_once and (told is None or told.reviewed <= told.handed_in):
                yield f"{code} is published, and its history knows no review since it was handed in"


def consents_of_others(session: Session) -> Iterator[str]:
    """Each answer of a State that a reviewed record does not concern."""
    publisher = aliased(Organization)
    own = (
        select(publisher.iso3)
        .where(col(publisher.id) == col(Activity.publisher_id), col(publisher.kind) == OrganizationKind.STATE)
        # Two levels up, where SQLAlchemy does not look by itself.
        .correlate(Activity)
    )
    receives = select(ActivityRecipient.iso3).where(ActivityRecipient.activity_id == Activity.id)
    provides = (
        select(Organization.iso3)
        .join(ActivityRole)
        .where(
            ActivityRole.activity_id == Activity.id,
            Organization.kind == OrganizationKind.STATE,
            or_(~own.exists(), col(Organization.iso3).not_in(own)),
        )
    )
    concerns: dict[RecordKind, Any] = {
        RecordKind.ACTIVITY: or_(col(Consent.iso3).in_(receives), col(Consent.iso3).in_(provides)),
        RecordKind.REQUEST: Consent.iso3 == Request.iso3,
        RecordKind.OFFER: col(Consent.id).is_(None),
        RecordKind.GOOD_PRACTICE: Consent.iso3 == GoodPractice.iso3,
        RecordKind.COMMITMENT: Consent.iso3 == Commitment.iso3,
    }
    for kind, table in TABLES.items():
        # Who is concerned by a record that was handed in anew is asked, or asked no more, at its review.
        reviewed = col(table.editorial_state).in_([EditorialState.REVIEWED, EditorialState.PUBLISHED])
        asked = and_(Consent.record_kind == kind, Consent.record_id == table.id)
        for code, iso3 in session.exec(
            select(table.code, Consent.iso3).join(Consent, asked).where(reviewed, ~concerns[kind])
        ):
            yield f"{iso3} is asked about {code}, which does not concern it"


def merged_into_nothing(session: Session) -> Iterator[str]:
    """Each duplicate that does not lead to a record of its kind that stands."""
    tables: list[type[Contribution] | type[Organization]] = [*TABLES.values(), Organization]
    for table in tables:
        into = dict(session.exec(select(table.code, table.merged_into).where(table.merged_into != "")).all())
        ends = {code: _end(code, into) for code in into}
        there = set(session.exec(select(table.code).where(col(table.code).in_(sorted(set(ends.values()))))))
        for code in sorted(into):
            if ends[code] not in there - set(into):
                yield f"{code} was merged into {into[code]}, which leads to no record that stands"


def reminders_of_nothing(session: Session) -> Iterator[str]:
    """Each reminder of a record, or of a clock, that is not there."""
    known = or_(col(Reminder.record_code).in_(select(Request.code)), col(Reminder.record_code).in_(select(Offer.code)))
    strange = select(Reminder.record_code, func.count()).where(
        or_(~known, col(Reminder.due).not_in([due.value for due in Due]))
    )
    for code, count in session.exec(strange.group_by(col(Reminder.record_code)).order_by(col(Reminder.record_code))):
        yield f"{count} reminders are of a record or a clock that is not there: {code}"


def _add(told: HistoryClaims, number: int, actor: str, action: str, detail: Mapping[str, Any]) -> None:
    if action in _HANDED_IN:
        told.handed_in = number
    elif action == Verb.REVIEW_RECORD.value:
        told.reviewed = number
    if "content" in detail:
        said = (str(detail["content"]), actor, str(detail.get("written", "")))
        told.versions[int(detail.get("version", 0))] = said
        told.later.clear()
    else:
        told.later.append((action, detail))


def _detail(written: str) -> Mapping[str, Any]:
    try:
        detail = json.loads(written)
    except ValueError:
        return {}
    return detail if isinstance(detail, dict) else {}


def _end(code: str, into: Mapping[str, str]) -> str:
    """Where a chain of duplicates ends; one of its own where it goes in a circle."""
    seen = {code}
    while (code := into.get(code, code)) not in seen:
        seen.add(code)
    return code
