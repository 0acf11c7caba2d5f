"""Log an organization."""

from datetime import datetime

from sqlmodel import select

from data_access.models import Organization
from data_access.records.lookups import require_states, surviving
from data_access.records.new_records import source_of
from data_access.records.permission_checks import raise_first, require_permission
from data_access.records.record_versions import write_history
from data_access.store.codes import next_codes
from data_access.store.engine import writing
from data_access.store.errors import Conflict
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import organization_problems
from domain.records.drafts import OrganizationDraft
from domain.vocabulary import RecordKind


def log_organization(actor: Actor, draft: OrganizationDraft, *, at: datetime | None = None) -> str:
    """Add an organization and return its code; one that is there as the draft says gives its code again,
    and where it was merged, the code of the one that stands for it.

    Raises NotAllowed, Invalid, and Conflict where the name belongs to an organization of another kind or State.
    """
    require_permission(actor, Verb.LOG_ORGANIZATION)
    raise_first(organization_problems(draft))
    name = " ".join(draft.name.split())
    with writing() as session:
        require_states(session, [draft.iso3] if draft.iso3 else [], "iso3")
        same = session.exec(select(Organization).where(Organization.name == name)).one_or_none()
        if same is not None:
            if (same.kind, same.iso3) != (draft.kind, draft.iso3):
                raise Conflict(f"{name} is here already, as another kind of organization or of another State.")
            return surviving(session, same).code
        code = next_codes(session, RecordKind.ORGANIZATION, 1)[0]
        source = source_of(session, actor, draft.source)
        session.add(Organization(code=code, name=name, kind=draft.kind, iso3=draft.iso3, source=source))
        return write_history(session, actor, Verb.LOG_ORGANIZATION, RecordKind.ORGANIZATION, code, at=at)
