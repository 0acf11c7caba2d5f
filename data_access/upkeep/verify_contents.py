"""Does each record say what its newest version says, and what the history says was changed since?"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, func, select

from data_access.models import Activity, Organization, Recommendation, RecordVersion
from data_access.records.contents import draft_of
from data_access.records.draft_json import draft_from_json
from data_access.records.loading import load
from data_access.store.errors import NotFound
from data_access.upkeep.verify_records import History, HistoryClaims
from domain.people.permissions import Verb
from domain.records.drafts import AnyDraft, Provider

#: The store decides on it, not the draft.
_NOT_COMPARED = frozenset({"source"})
#: What adds links to recommendations beside a new version.
_LINKING = frozenset({Verb.LINK_RECOMMENDATIONS.value, Verb.MERGE_RECORDS.value})


def records_unlike_their_versions(session: Session, history: History) -> Iterator[str]:
    """Each record that says something else than what was handed in and changed since, and the fields that differ."""
    newest = select(RecordVersion.record_code, func.max(RecordVersion.version)).group_by(col(RecordVersion.record_code))
    successors = Successors(session)
    for code, version in session.exec(newest.order_by(col(RecordVersion.record_code))).all():
        row = session.get_one(RecordVersion, (code, version))
        try:
            held = load(session, code)
            then = draft_from_json(held.kind, row.content)
        except (NotFound, ValueError):
            yield f"version {version} of {code} belongs to no record that could be read"
            continue
        wanted = _as_it_should_be(then, history.records.get(code, HistoryClaims()), successors)
        found = _comparable(draft_of(session, held.row), successors)
        different = sorted(name for name, value in wanted.items() if found.get(name) != value)
        if different:
            yield f"{code} does not say what its version {version} says: {', '.join(different)}"
        session.expunge_all()


class Successors:
    """What stands in the place of a merged organization or activity, or of a superseded recommendation."""

    def __init__(self, session: Session) -> None:
        """Read them once."""
        merged = select(Organization.code, Organization.merged_into).where(Organization.merged_into != "")
        parents = select(Activity.code, Activity.merged_into).where(Activity.merged_into != "")
        numbers = dict(session.exec(select(Recommendation.id, Recommendation.code)).all())
        superseded = select(Recommendation.code, Recommendation.superseded_by).where(
            col(Recommendation.superseded_by).is_not(None)
        )
        self._next: dict[str, str] = {**dict(session.exec(merged).all()), **dict(session.exec(parents).all())}
        self._next.update({code: numbers[number] for code, number in session.exec(superseded) if number in numbers})

    def of(self, code: str) -> str:
        """The code that stands now for this one."""
        seen = {code}
        while (code := self._next.get(code, code)) not in seen:
            seen.add(code)
        return code


def _as_it_should_be(then: AnyDraft, told: HistoryClaims, successors: Successors) -> dict[str, Any]:
    """The version, with what the history says was changed since without a new one."""
    wanted = _comparable(then, successors)
    for action, detail in told.later:
        if action == Verb.SET_ACTIVITY_STATUS.value:
            wanted["status"] = str(detail.get("to", ""))
        elif action in _LINKING:
            added = {successors.of(code) for code in detail.get("recommendations", ())}
            wanted["recommendations"] = sorted(set(wanted["recommendations"]) | added)
            wanted["themes"] = sorted(set(wanted["themes"]) | set(detail.get("themes", ())))
        elif action == Verb.UNDO_MERGE.value:
            gone = {successors.of(code) for code in detail.get("recommendations", ())}
            wanted["recommendations"] = sorted(set(wanted["recommendations"]) - gone)
            wanted["themes"] = sorted(set(wanted["themes"]) - set(detail.get("themes", ())))
    return wanted


def _comparable(draft: AnyDraft, successors: Successors) -> dict[str, Any]:
    """A draft's fields without what makes no difference: order, white space around texts, how a number is written."""
    said: dict[str, Any] = {one.name: getattr(draft, one.name) for one in fields(draft)}
    said["publisher"] = successors.of(draft.publisher)
    said["recommendations"] = tuple({successors.of(code) for code in draft.recommendations})
    if "named_organizations" in said:
        said["named_organizations"] = tuple({successors.of(code) for code in said["named_organizations"]})
    if "partners" in said:
        said["parent"] = successors.of(said["parent"]) if said["parent"] else None
        said["partners"] = tuple({successors.of(code) for code in said["partners"]})
        said["providers"] = tuple({Provider(successors.of(one.organization), one.role) for one in said["providers"]})
    return {name: _plain(value) for name, value in said.items() if name not in _NOT_COMPARED}


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return sorted((_plain(one) for one in value), key=repr)
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value).strip() if isinstance(value, str) else value
