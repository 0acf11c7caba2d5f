"""A State's consent, ahead of time, to records of one kind of contributor; ended whenever the State wishes."""

from datetime import datetime

from sqlmodel import Session, col, select

from data_access.commands.consent import NoteVerbale, answer_basis
from data_access.models import StandingConsent
from data_access.records.lookups import require_states
from data_access.records.permission_checks import require_permission
from data_access.store.engine import writing
from data_access.store.errors import Conflict, NotFound
from data_access.store.history import Family, now, record_history
from domain.people.permissions import Actor, Verb
from domain.vocabulary import OrganizationKind, Source


def grant_standing_consent(
    actor: Actor, iso3: str, kind: OrganizationKind, *, note: NoteVerbale | None = None, at: datetime | None = None
) -> str:
    """Record that a State agrees, from now on, to what this kind of contributor reports on it; returns the State.

    Records that are reviewed later count as consented; those that wait for its answer, or that it said no to, are
    still its own to answer, also when they are revised. Whoever is not that State's focal point gives its note verbale.
    Raises NotAllowed, Invalid, Conflict where it is so already.
    """
    verb = Verb.GRANT_STANDING_CONSENT
    require_permission(actor, verb, iso3=iso3)
    with writing() as session:
        require_states(session, [iso3], "iso3")
        if _in_force(session, iso3, kind) is not None:
            raise Conflict(f"{iso3} has given this standing consent already.")
        basis = answer_basis(actor, iso3, note, Source.ENTERED)
        session.add(
            StandingConsent(
                iso3=iso3,
                contributor_kind=kind,
                basis=basis,
                reference=note.reference.strip() if note else "",
                reference_date=note.dated if note else None,
                granted_at=at or now(),
            )
        )
        detail = {"state": iso3, "kind": kind, "basis": basis}
        record_history(session, actor.name, verb.value, Family.CONTRIBUTIONS, detail=detail, at=at)
        return iso3


def end_standing_consent(actor: Actor, iso3: str, kind: OrganizationKind, *, at: datetime | None = None) -> str:
    """Record that a State is asked again about each record of this kind of contributor; returns the State.

    What became public by it stays so until the State withdraws it. Raises NotAllowed, NotFound.
    """
    verb = Verb.END_STANDING_CONSENT
    require_permission(actor, verb, iso3=iso3)
    with writing() as session:
        row = _in_force(session, iso3, kind)
        if row is None:
            raise NotFound(f"{iso3} has given no standing consent of this kind.")
        row.ended_at = at or now()
        detail = {"state": iso3, "kind": kind}
        record_history(session, actor.name, verb.value, Family.CONTRIBUTIONS, detail=detail, at=at)
        return iso3


def _in_force(session: Session, iso3: str, kind: OrganizationKind) -> StandingConsent | None:
    return session.exec(
        select(StandingConsent).where(
            StandingConsent.iso3 == iso3,
            StandingConsent.contributor_kind == kind,
            col(StandingConsent.ended_at).is_(None),
        )
    ).first()
