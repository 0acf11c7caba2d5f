"""Which States will be asked for consent to a record that is still being written?"""

from collections.abc import Mapping

from data_access.records.consents import answers_on, standing_among
from data_access.records.loading import load
from data_access.store.engine import reading
from data_access.store.errors import NotFound
from domain.records.consent import ConsentsNeeded, consents_needed, states_concerned
from domain.records.drafts import ActivityDraft, AnyDraft, OfferDraft
from domain.records.own_work import KnownOrganization
from domain.vocabulary import OrganizationKind


def consents_for_draft(
    draft: AnyDraft, organizations: Mapping[str, KnownOrganization], revised: str = ""
) -> ConsentsNeeded:
    """Who will be asked about a draft once it is reviewed, who agreed ahead of time, and who agrees by publishing it.

    organizations: by code, with those that the draft names. revised: the code of the record that the draft revises,
    whose States may have answered before. The same rule as at the review itself.
    """
    publisher = organizations.get(draft.publisher)
    own = publisher.iso3 if publisher and publisher.kind is OrganizationKind.STATE else None
    concerned = _concerned(draft, organizations, own)
    if not publisher or not concerned:
        return consents_needed(concerned, own, (), {})
    with reading() as session:
        standing = standing_among(session, sorted(concerned), publisher.kind)
        try:
            answers = answers_on(session, load(session, revised)) if revised else {}
        except NotFound:
            answers = {}
    return consents_needed(concerned, own, standing, answers)


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
