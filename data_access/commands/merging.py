"""Merge what is here twice: two records of one activity, two organizations of one name."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from data_access.commands.asking import consents
from data_access.commands.landing import allow, organization, row_id, tell
from data_access.commands.links import links_of
from data_access.commands.records import Held, changed, hold_to_change
from data_access.commands.review import take_back
from data_access.engine import writing
from data_access.errors import Conflict, Invalid
from data_access.models import (
    Activity,
    ActivityPartner,
    ActivityRole,
    Commitment,
    GoodPractice,
    Membership,
    Offer,
    Recommendation,
    Request,
    Review,
)
from domain.permissions import Actor, Verb
from domain.vocabulary import ConsentStatus, RecordKind


def merge_records(
    actor: Actor, code: str, version: int, duplicate: str, duplicate_version: int, *, at: datetime | None = None
) -> str:
    """Let one record stand for two of the same kind: the duplicate is withdrawn and leads to the record that stays.

    Links to recommendations go over where the State that they are about consented to both records, so that nothing
    becomes public that it has not seen. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    verb = Verb.MERGE_RECORDS
    with writing() as session:
        kept = hold_to_change(session, actor, verb, code, version)
        dropped = hold_to_change(session, actor, verb, duplicate, duplicate_version)
        if code == duplicate or kept.kind is not dropped.kind:
            raise Invalid("A record is merged with another one of the same kind.", "duplicate")
        moved = _hand_over_links(session, kept, dropped)
        take_back(session, dropped, at)
        dropped.row.merged_into = code
        changed(session, actor, verb, dropped, at=at, detail={"into": code})
        return changed(session, actor, verb, kept, at=at, detail={"from": duplicate, "recommendations": moved})


def merge_organizations(actor: Actor, code: str, duplicate: str, *, at: datetime | None = None) -> str:
    """Let one organization stand for two of the same kind and State; records and members of the other go over.

    Raises NotAllowed, Invalid where there is no such organization, Conflict where they differ in kind or State.
    """
    verb = Verb.MERGE_ORGANIZATIONS
    allow(actor, verb)
    with writing() as session:
        kept, dropped = organization(session, code, "code"), organization(session, duplicate, "duplicate")
        # Whoever was merged before is not the one that was found under its code.
        if code == duplicate or (kept.code, dropped.code) != (code, duplicate):
            raise Invalid("An organization is merged with another one that still stands.", "duplicate")
        if (kept.kind, kept.iso3) != (dropped.kind, dropped.iso3):
            raise Conflict("Organizations of different kinds or States are not the same one.")
        _hand_over_records(session, row_id(kept), row_id(dropped))
        dropped.merged_into = code
        session.flush()
        tell(session, actor, verb, RecordKind.ORGANIZATION, duplicate, at=at, detail={"into": code})
        return code


def _hand_over_links(session: Session, kept: Held, dropped: Held) -> list[str]:
    """Link the kept record to what the dropped one supports; returns the codes of the recommendations added."""
    if isinstance(kept.row, Offer | Commitment):
        return []
    both = _consenting(session, kept) & _consenting(session, dropped)
    table, owner, _ = links_of(session, kept)
    _, old_owner, _ = links_of(session, dropped)
    theirs, ours = (
        set(session.exec(select(table.recommendation_id).where(*(getattr(table, c) == n for c, n in one.items()))))
        for one in (old_owner, owner)
    )
    wanted = session.exec(
        select(Recommendation)
        .join(Review)
        .where(col(Recommendation.id).in_(theirs - ours), col(Review.iso3).in_(both))
        .order_by(Recommendation.code)
    ).all()
    session.add_all(table(**owner, recommendation_id=row_id(one)) for one in wanted)
    return [one.code for one in wanted]


def _consenting(session: Session, held: Held) -> set[str]:
    return {iso3 for iso3, row in consents(session, held).items() if row.status is ConsentStatus.GRANTED}


def _hand_over_records(session: Session, kept: int, dropped: int) -> None:
    for table in (Activity, Request, Offer, GoodPractice, Commitment):
        session.execute(update(table).where(col(table.publisher_id) == dropped).values(publisher_id=kept))
    for role in session.exec(select(ActivityRole).where(ActivityRole.organization_id == dropped)).all():
        if session.get(ActivityRole, (role.activity_id, kept, role.role)) is None:
            session.add(ActivityRole(activity_id=role.activity_id, organization_id=kept, role=role.role))
        session.delete(role)
    for partner in session.exec(select(ActivityPartner).where(ActivityPartner.organization_id == dropped)).all():
        if session.get(ActivityPartner, (partner.activity_id, kept)) is None:
            session.add(ActivityPartner(activity_id=partner.activity_id, organization_id=kept))
        session.delete(partner)
    _hand_over_members(session, kept, dropped)


def _hand_over_members(session: Session, kept: int, dropped: int) -> None:
    there = {
        (one.person_id, one.role) for one in session.exec(select(Membership).where(Membership.organization_id == kept))
    }
    for one in session.exec(select(Membership).where(Membership.organization_id == dropped)).all():
        if (one.person_id, one.role) in there:
            session.delete(one)
        else:
            one.organization_id = kept
