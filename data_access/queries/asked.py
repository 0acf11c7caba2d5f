"""Which States will be asked for consent to a record that is still being written?"""

from collections.abc import Mapping

from sqlmodel import col, select

from data_access.engine import reading
from data_access.models import StandingConsent
from domain.consent import states_concerned
from domain.drafts import ActivityDraft, AnyDraft, OfferDraft
from domain.own_work import ConsentsNeeded, KnownOrganization
from domain.vocabulary import OrganizationKind


def consents_needed(draft: AnyDraft, organizations: Mapping[str, KnownOrganization]) -> ConsentsNeeded:
    """Who will be asked about a draft once it is reviewed, who agreed ahead of time, and who agrees by publishing it.

    organizations: by code, with those that the draft names. The same rule as at the review itself.
    """
    publisher = organizations.get(draft.publisher)
    own = publisher.iso3 if publisher and publisher.kind is OrganizationKind.STATE else None
    concerned = _concerned(draft, organizations, own)
    standing: set[str] = set()
    if publisher and concerned:
        with reading() as session:
            wanted = select(StandingConsent.iso3).where(
                col(StandingConsent.iso3).in_(sorted(concerned)),
                StandingConsent.contributor_kind == publisher.kind,
                col(StandingConsent.ended_at).is_(None),
            )
            standing = set(session.exec(wanted)) - {own or ""}
    asked = concerned - standing - {own}
    return ConsentsNeeded(
        tuple(sorted(asked)), tuple(sorted(standing)), tuple(sorted(concerned & ({own} if own else set())))
    )


def _concerned(draft: AnyDraft, organizations: Mapping[str, KnownOrganization], own: str | None) -> frozenset[str]:
    match draft:
        case OfferDraft():
            return frozenset()
        case ActivityDraft():
            named = (organizations.get(one.organization) for one in draft.providers)
            providing = {one.iso3 for one in named if one and one.iso3 and one.kind is OrganizationKind.STATE}
            return states_concerned((one.iso3 for one in draft.recipients), providing, own)
        case _:
            return frozenset({draft.iso3})
