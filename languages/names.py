"""The names of the field's codes in the reader's language, one table for each vocabulary of the domain."""

from collections.abc import Mapping
from typing import Final

from domain.states import UnGroup
from domain.vocabulary import (
    ActivityStatus,
    Breakdown,
    ConsentStatus,
    Fund,
    Modality,
    OfferStatus,
    OrganizationKind,
    OrganizationRole,
    Position,
    RecommendationKind,
    RequestStatus,
    Source,
    StateGroup,
    SupportBand,
    Visibility,
)
from languages.text import N_, _

BANDS: Final[Mapping[SupportBand, str]] = {
    SupportBand.REPORTED: N_("Support reported"),
    SupportBand.PLANNED: N_("Support planned"),
    SupportBand.REQUESTED: N_("Support requested, not yet received"),
    SupportBand.THEME_ONLY: N_("Support on the same theme"),
    SupportBand.NONE_RECORDED: N_("Nothing recorded"),
}
BAND_MEANINGS: Final[Mapping[SupportBand, str]] = {
    SupportBand.REPORTED: N_("At least one published activity linked to it is under way, being finalised or closed."),
    SupportBand.PLANNED: N_("The published activities linked to it are all still being planned."),
    SupportBand.REQUESTED: N_(
        "The State asked for support in a published request that is open, in dialogue, agreed or being delivered."
    ),
    SupportBand.THEME_ONLY: N_(
        "Nothing is linked to it, but a published activity in the same State works on one of its themes."
    ),
    SupportBand.NONE_RECORDED: N_(
        "Nothing is recorded in this repository. This says nothing about what the State does."
    ),
}
POSITIONS: Final[Mapping[Position, str]] = {
    Position.SUPPORTED: N_("Accepted"),
    Position.PARTLY_SUPPORTED: N_("Partly accepted"),
    Position.NOTED: N_("Noted"),
    Position.PENDING: N_("Under consideration"),
    Position.UNKNOWN: N_("Position not known"),
}
MODALITIES: Final[Mapping[Modality, str]] = {
    Modality.ADVISORY_SERVICES: N_("Advisory services"),
    Modality.TRAINING: N_("Training"),
    Modality.PEER_EXCHANGE: N_("Peer exchange"),
    Modality.LEGISLATIVE_DRAFTING: N_("Legislative drafting"),
    Modality.INSTITUTION_BUILDING: N_("Institution building"),
    Modality.EQUIPMENT: N_("Equipment"),
    Modality.FUNDING: N_("Financial support"),
    Modality.FELLOWSHIP: N_("Fellowship"),
    Modality.REPORT_PREPARATION: N_("Report preparation"),
    Modality.OTHER: N_("Other support"),
}
BREAKDOWNS: Final[Mapping[Breakdown, str]] = {
    Breakdown.STATE: N_("State under review"),
    Breakdown.THEME: N_("Theme"),
    Breakdown.SDG: N_("Sustainable Development Goal"),
    Breakdown.PERSONS: N_("Affected persons"),
    Breakdown.GROUP: N_("UN regional group"),
    Breakdown.REGION: N_("Region"),
    Breakdown.CYCLE: N_("Cycle"),
    Breakdown.SESSION: N_("Session"),
    Breakdown.RECOMMENDING: N_("Recommending State"),
    Breakdown.TOTAL: N_("Total"),
}
ACTIVITY_STATUSES: Final[Mapping[ActivityStatus, str]] = {
    ActivityStatus.PIPELINE: N_("In planning"),
    ActivityStatus.IMPLEMENTATION: N_("In implementation"),
    ActivityStatus.FINALISATION: N_("In finalisation"),
    ActivityStatus.CLOSED: N_("Closed"),
    ActivityStatus.CANCELLED: N_("Cancelled"),
    ActivityStatus.SUSPENDED: N_("Suspended"),
}
REQUEST_STATUSES: Final[Mapping[RequestStatus, str]] = {
    RequestStatus.DRAFT: N_("Request in draft"),
    RequestStatus.SUBMITTED: N_("Request submitted"),
    RequestStatus.ACKNOWLEDGED: N_("Request acknowledged"),
    RequestStatus.OPEN: N_("Request open"),
    RequestStatus.IN_DIALOGUE: N_("Request in dialogue"),
    RequestStatus.AGREED: N_("Support agreed"),
    RequestStatus.DELIVERING: N_("Support being delivered"),
    RequestStatus.FULFILLED: N_("Request fulfilled"),
    RequestStatus.WITHDRAWN: N_("Request withdrawn"),
    RequestStatus.EXPIRED: N_("Request expired"),
    RequestStatus.CLOSED_WITHOUT_MATCH: N_("Request closed without a match"),
}
OFFER_STATUSES: Final[Mapping[OfferStatus, str]] = {
    OfferStatus.DRAFT: N_("Offer in draft"),
    OfferStatus.SUBMITTED: N_("Offer submitted"),
    OfferStatus.OPEN: N_("Offer open"),
    OfferStatus.RESERVED: N_("Offer reserved"),
    OfferStatus.EXHAUSTED: N_("Offer used up"),
    OfferStatus.WITHDRAWN: N_("Offer withdrawn"),
    OfferStatus.EXPIRED: N_("Offer expired"),
}
ORGANIZATION_KINDS: Final[Mapping[OrganizationKind, str]] = {
    OrganizationKind.STATE: N_("State institution"),
    OrganizationKind.UN_ENTITY: N_("United Nations entity"),
    OrganizationKind.INTERNATIONAL_ORGANIZATION: N_("International organization"),
    OrganizationKind.REGIONAL_ORGANIZATION: N_("Regional organization"),
    OrganizationKind.REGIONAL_MECHANISM: N_("Regional human rights mechanism"),
    OrganizationKind.NHRI: N_("National human rights institution"),
    OrganizationKind.NMIRF: N_("National mechanism for implementation, reporting and follow-up"),
    OrganizationKind.PARLIAMENT: N_("Parliament"),
    OrganizationKind.CIVIL_SOCIETY: N_("Civil society organization"),
    OrganizationKind.PRIVATE_SECTOR: N_("Private sector"),
}
ORGANIZATION_ROLES: Final[Mapping[OrganizationRole, str]] = {
    OrganizationRole.FUNDING: N_("Funding organization"),
    OrganizationRole.ACCOUNTABLE: N_("Accountable organization"),
    OrganizationRole.EXTENDING: N_("Extending organization"),
    OrganizationRole.IMPLEMENTING: N_("Implementing organization"),
}
RECOMMENDATION_KINDS: Final[Mapping[RecommendationKind, str]] = {
    RecommendationKind.RECOMMENDATION: N_("Recommendation"),
    RecommendationKind.COMMITMENT: N_("Voluntary commitment"),
}
SOURCES: Final[Mapping[Source, str]] = {
    Source.DEMONSTRATION: N_("Demonstration data"),
    Source.ENTERED: N_("Entered in this repository"),
    Source.UPR_INFO: N_("UPR Info"),
    Source.OHCHR_MATRIX: N_("OHCHR matrix of recommendations"),
    Source.UHRI: N_("Universal Human Rights Index"),
    Source.IATI: N_("International Aid Transparency Initiative"),
}
FUNDS: Final[Mapping[Fund, str]] = {
    Fund.VFTC: N_("Voluntary Fund for Technical Cooperation in the Field of Human Rights"),
    Fund.VFFTA: N_(
        "Voluntary Fund for Financial and Technical Assistance in the Implementation of the Universal Periodic Review"
    ),
    Fund.VFP_UPR: N_("Voluntary Fund for Participation in the Universal Periodic Review"),
    Fund.LDC_SIDS: N_(
        "Voluntary Technical Assistance Trust Fund to Support the Participation of Least Developed Countries and "
        "Small Island Developing States in the Work of the Human Rights Council"
    ),
    Fund.OTHER: N_("Another source of funds"),
}
CONSENT_STATUSES: Final[Mapping[ConsentStatus, str]] = {
    ConsentStatus.AWAITED: N_("Consent awaited"),
    ConsentStatus.GRANTED: N_("Consent granted"),
    ConsentStatus.WITHHELD: N_("Consent withheld"),
    ConsentStatus.WITHDRAWN: N_("Consent withdrawn"),
}
VISIBILITIES: Final[Mapping[Visibility, str]] = {
    Visibility.PUBLIC: N_("Everyone"),
    Visibility.PARTNERS: N_("Partners: everybody signed in for an organization or a State"),
    Visibility.NAMED: N_("Only the organizations and States that I name"),
}
STATE_GROUPS: Final[Mapping[StateGroup, str]] = {
    StateGroup.LDC: N_("Least developed countries"),
    StateGroup.LLDC: N_("Landlocked developing countries"),
    StateGroup.SIDS: N_("Small island developing States"),
}
UN_GROUPS: Final[Mapping[UnGroup, str]] = {
    UnGroup.AFRICAN: N_("African States"),
    UnGroup.ASIA_PACIFIC: N_("Asia-Pacific States"),
    UnGroup.EEG: N_("Eastern European States"),
    UnGroup.GRULAC: N_("Latin American and Caribbean States"),
    UnGroup.WEOG: N_("Western European and other States"),
}
#: M49 region codes.
REGIONS: Final[Mapping[str, str]] = {
    "002": N_("Africa"),
    "019": N_("Americas"),
    "142": N_("Asia"),
    "150": N_("Europe"),
    "009": N_("Oceania"),
}
#: The goals by number.
GOALS: Final[Mapping[int, str]] = {
    1: N_("No poverty"),
    2: N_("Zero hunger"),
    3: N_("Good health and well-being"),
    4: N_("Quality education"),
    5: N_("Gender equality"),
    6: N_("Clean water and sanitation"),
    7: N_("Affordable and clean energy"),
    8: N_("Decent work and economic growth"),
    9: N_("Industry, innovation and infrastructure"),
    10: N_("Reduced inequalities"),
    11: N_("Sustainable cities and communities"),
    12: N_("Responsible consumption and production"),
    13: N_("Climate action"),
    14: N_("Life below water"),
    15: N_("Life on land"),
    16: N_("Peace, justice and strong institutions"),
    17: N_("Partnerships for the goals"),
}


def band_name(band: SupportBand) -> str:
    """The support band as legends and tables name it."""
    return _(BANDS[band])


def band_meaning(band: SupportBand) -> str:
    """What puts a recommendation in this band, in one sentence."""
    return _(BAND_MEANINGS[band])


def position_name(position: Position) -> str:
    """What the State under review said."""
    return _(POSITIONS[position])


def modality_name(modality: Modality) -> str:
    """The form that support takes."""
    return _(MODALITIES[modality])


def breakdown_name(breakdown: Breakdown) -> str:
    """What the rows of a breakdown are."""
    return _(BREAKDOWNS[breakdown])


def activity_status_name(status: ActivityStatus) -> str:
    """The IATI activity status."""
    return _(ACTIVITY_STATUSES[status])


def request_status_name(status: RequestStatus) -> str:
    """Where a request stands."""
    return _(REQUEST_STATUSES[status])


def offer_status_name(status: OfferStatus) -> str:
    """Where an offer stands."""
    return _(OFFER_STATUSES[status])


def organization_kind_name(kind: OrganizationKind) -> str:
    """What kind of contributor an organization is."""
    return _(ORGANIZATION_KINDS[kind])


def organization_role_name(role: OrganizationRole) -> str:
    """What an organization does in an activity."""
    return _(ORGANIZATION_ROLES[role])


def recommendation_kind_name(kind: RecommendationKind) -> str:
    """Whether it was recommended or pledged."""
    return _(RECOMMENDATION_KINDS[kind])


def source_name(source: Source) -> str:
    """Where a record came from."""
    return _(SOURCES[source])


def fund_name(fund: Fund) -> str:
    """Where the money comes from."""
    return _(FUNDS[fund])


def consent_status_name(status: ConsentStatus) -> str:
    """What a State concerned says of a record's publication."""
    return _(CONSENT_STATUSES[status])


def visibility_name(visibility: Visibility) -> str:
    """Who may see a published request."""
    return _(VISIBILITIES[visibility])


def state_group_name(group: StateGroup) -> str:
    """The group of States."""
    return _(STATE_GROUPS[group])


def region_group_name(group: UnGroup) -> str:
    """The UN regional group."""
    return _(UN_GROUPS[group])


def region_name(m49: str) -> str:
    """The M49 region of a code; the code itself where it is none of the five."""
    return _(REGIONS[m49]) if m49 in REGIONS else m49


def goal_name(goal: int) -> str:
    """The Sustainable Development Goal with its number: "16. Peace, justice and strong institutions"."""
    return _("{number}. {goal}").format(number=goal, goal=_(GOALS[goal]))
