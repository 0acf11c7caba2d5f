"""Records that go through the commands, for tests of what follows one step after the other."""

from data_access import commands
from domain.people.permissions import OPERATOR
from domain.records.drafts import ActivityDraft, CommitmentDraft, Provider, Recipient
from domain.vocabulary import ActivityStatus, Modality, OrganizationKind
from tests.builders import add_organization


def activity_draft(publisher: str, *recipients: str, title: str = "Peer exchange on mobile courts") -> ActivityDraft:
    """An activity for these States, provided by its publisher."""
    return ActivityDraft(
        title=title,
        publisher=publisher,
        modality=Modality.PEER_EXCHANGE,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=tuple(Recipient(iso3) for iso3 in recipients),
        providers=(Provider(publisher),),
    )


def submitted_commitment(iso3: str) -> str:
    """A commitment that an institution of the State entered; returns its code."""
    ministry = add_organization(f"Ministry of {iso3}", kind=OrganizationKind.STATE, iso3=iso3)
    draft = CommitmentDraft(title="A plan", publisher=ministry, summary="We will adopt a plan.", iso3=iso3, cycle=4)
    return commands.submit_commitment(OPERATOR, draft, f"commitment-{iso3}")
