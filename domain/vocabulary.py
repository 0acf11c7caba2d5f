"""The field's codes: the words to use in code, in the store, in addresses and in files; screens translate them."""

from enum import StrEnum


class Position(StrEnum):
    """What the State under review said of a recommendation."""

    #: The State supports the recommendation ("accepted" in resolution 54/28).
    SUPPORTED = "supported"
    #: The source writes both, as in "Supported/Noted": the State supports a part.
    PARTLY_SUPPORTED = "partly_supported"
    #: The State takes note of the recommendation; never to be called refused or rejected.
    NOTED = "noted"
    #: The State examines the recommendation, or its reply is not in yet.
    PENDING = "pending"
    #: The source gives a word that says none of the above.
    UNKNOWN = "unknown"


class RecommendationKind(StrEnum):
    """Whether other States recommended it, or the State under review pledged it."""

    #: At least one State recommended it in a review, or the source names none.
    RECOMMENDATION = "recommendation"
    #: The State under review pledged it voluntarily; there is no recommending State.
    COMMITMENT = "commitment"


class Source(StrEnum):
    """Where a record came from. The order of members is the order of rank as source of record, lowest first."""

    #: Invented content on real States, for demonstrations.
    DEMONSTRATION = "demonstration"
    #: Logged by a contributor in this repository.
    ENTERED = "entered"
    #: Imported from UPR Info's database export.
    UPR_INFO = "upr-info"
    #: Imported from a matrix of recommendations of OHCHR.
    OHCHR_MATRIX = "ohchr-matrix"
    #: Imported from the Universal Human Rights Index.
    UHRI = "uhri"
    #: Imported from an activity file of the International Aid Transparency Initiative.
    IATI = "iati"


class SupportBand(StrEnum):
    """The one band in which each recommendation falls; the first that fits, in this order."""

    #: A published activity linked to it is in implementation, finalisation or closed.
    REPORTED = "reported"
    #: Published activities linked to it are all in pipeline.
    PLANNED = "planned"
    #: A published request for it is open, in dialogue, agreed or delivering: support requested, not yet received.
    REQUESTED = "requested"
    #: Nothing linked, and a published activity of the State carries one of its themes.
    THEME_ONLY = "theme_only"
    #: Nothing recorded. Silence is not failure.
    NONE_RECORDED = "none_recorded"


class Breakdown(StrEnum):
    """The ways to break coverage down; also the words of `gaps --by`."""

    STATE = "state"
    THEME = "theme"
    SDG = "sdg"
    PERSONS = "persons"
    #: UN regional group of the State under review.
    GROUP = "group"
    #: M49 region of the State under review.
    REGION = "region"
    CYCLE = "cycle"
    SESSION = "session"
    RECOMMENDING = "recommending"
    TOTAL = "total"

    @property
    def overlaps(self) -> bool:
        """Whether one recommendation can count in several rows, so that the rows do not sum to the total."""
        return self in {Breakdown.THEME, Breakdown.SDG, Breakdown.PERSONS, Breakdown.RECOMMENDING}


class ActivityStatus(StrEnum):
    """IATI activity status; `iati_code` is IATI's own number."""

    #: The activity is being scoped or planned.
    PIPELINE = "pipeline"
    #: The activity is under way.
    IMPLEMENTATION = "implementation"
    #: Physical work is complete, or the final disbursement was made; it remains open for closing.
    FINALISATION = "finalisation"
    #: The activity is complete.
    CLOSED = "closed"
    #: The activity was cancelled.
    CANCELLED = "cancelled"
    #: The activity was suspended for a time.
    SUSPENDED = "suspended"

    @property
    def iati_code(self) -> int:
        """IATI's number, 1 to 6."""
        return list(ActivityStatus).index(self) + 1


#: The statuses in which an activity counts as reported support.
UNDER_WAY = frozenset({ActivityStatus.IMPLEMENTATION, ActivityStatus.FINALISATION, ActivityStatus.CLOSED})


#: The statuses in which an activity counts in any figure: cancelled and suspended ones never do.
COUNTED = UNDER_WAY | {ActivityStatus.PIPELINE}


class OrganizationRole(StrEnum):
    """IATI organization roles; `iati_code` is IATI's own number."""

    #: Provides the money.
    FUNDING = "funding"
    #: Answers for the activity, as seen from outside.
    ACCOUNTABLE = "accountable"
    #: Manages the activity on behalf of the funder.
    EXTENDING = "extending"
    #: Carries the activity out.
    IMPLEMENTING = "implementing"

    @property
    def iati_code(self) -> int:
        """IATI's number, 1 to 4."""
        return list(OrganizationRole).index(self) + 1


class OrganizationKind(StrEnum):
    """Who contributes, after resolution 54/28."""

    #: A ministry, agency or mission that acts for a State.
    STATE = "state"
    #: A United Nations agency, fund, programme or office.
    UN_ENTITY = "un_entity"
    #: Another intergovernmental organization.
    INTERNATIONAL_ORGANIZATION = "international_organization"
    #: A regional or subregional intergovernmental organization.
    REGIONAL_ORGANIZATION = "regional_organization"
    #: A regional human rights mechanism.
    REGIONAL_MECHANISM = "regional_mechanism"
    #: A national human rights institution.
    NHRI = "nhri"
    #: A national mechanism for implementation, reporting and follow-up.
    NMIRF = "nmirf"
    #: A parliament or a union of parliaments.
    PARLIAMENT = "parliament"
    #: A civil society organization.
    CIVIL_SOCIETY = "civil_society"
    #: A company or a business association.
    PRIVATE_SECTOR = "private_sector"


class Modality(StrEnum):
    """The form that support takes."""

    #: Experts advise an institution.
    ADVISORY_SERVICES = "advisory_services"
    #: People are trained.
    TRAINING = "training"
    #: Institutions of several States learn from each other.
    PEER_EXCHANGE = "peer_exchange"
    #: A law or regulation is drafted or revised.
    LEGISLATIVE_DRAFTING = "legislative_drafting"
    #: An institution is founded or strengthened.
    INSTITUTION_BUILDING = "institution_building"
    #: Equipment is provided.
    EQUIPMENT = "equipment"
    #: Money is provided.
    FUNDING = "funding"
    #: A person is hosted to learn.
    FELLOWSHIP = "fellowship"
    #: A report to a human rights mechanism is prepared.
    REPORT_PREPARATION = "report_preparation"
    #: None of these forms.
    OTHER = "other"


class Fund(StrEnum):
    """Where the money comes from, as far as the record says."""

    #: Voluntary Fund for Technical Cooperation in the Field of Human Rights.
    VFTC = "vftc"
    #: Voluntary Fund for Financial and Technical Assistance in the Implementation of the UPR.
    VFFTA = "vffta"
    #: Voluntary Fund for Participation in the UPR.
    VFP_UPR = "vfp_upr"
    #: Trust Fund for the participation of LDCs and SIDS in the work of the Human Rights Council.
    LDC_SIDS = "ldc_sids"
    #: Another source.
    OTHER = "other"


class MoneyKind(StrEnum):
    """What an amount of money is. Kinds are never added to each other."""

    #: Planned by the activity's owner.
    BUDGET = "budget"
    #: Firmly promised.
    COMMITMENT = "commitment"
    #: Paid out.
    DISBURSEMENT = "disbursement"


class EditorialState(StrEnum):
    """Where a contribution stands between its author and the public."""

    #: Its author writes it.
    DRAFT = "draft"
    #: Its author sent it; a steward is to review it.
    SUBMITTED = "submitted"
    #: A steward sent it back with a comment.
    RETURNED = "returned"
    #: A steward approved it; States concerned are asked for consent.
    REVIEWED = "reviewed"
    #: At least one State concerned consents; the record is public for those that do.
    PUBLISHED = "published"
    #: Its author or a steward took it back.
    WITHDRAWN = "withdrawn"


class ConsentStatus(StrEnum):
    """What one State concerned says of one record's publication."""

    #: The State was asked and has not answered.
    AWAITED = "awaited"
    #: The State agrees.
    GRANTED = "granted"
    #: The State does not agree.
    WITHHELD = "withheld"
    #: The State agreed and takes its consent back.
    WITHDRAWN = "withdrawn"


class ConsentBasis(StrEnum):
    """How a consent came about."""

    #: The State's focal point answered in this repository.
    FOCAL_POINT = "focal_point"
    #: A steward recorded a note verbale; its reference and date are kept.
    NOTE_VERBALE = "note_verbale"
    #: The State grants consent for a kind of contributor.
    STANDING = "standing"
    #: The State's own record about itself.
    OWN_RECORD = "own_record"
    #: Invented together with a demonstration record.
    DEMONSTRATION = "demonstration"


class RemarkKind(StrEnum):
    """What is said about a record beside the record itself, and who reads it."""

    #: A steward says what has to change before approval; its author and stewards read it.
    RETURN = "return"
    #: A State concerned asks the author for a correction; its author, that State and stewards read it.
    CORRECTION = "correction"
    #: A State concerned says something beside the record; everyone reads it where the record is public for that State.
    ANNOTATION = "annotation"
    #: Why a State does not agree to publication; its author, that State and stewards read it.
    WITHHOLDING = "withholding"
    #: Why a steward took the record out of the public; its author, the States concerned and stewards read it.
    SUSPENSION = "suspension"


class RequestStatus(StrEnum):
    """Where a request stands between a State and its partners."""

    #: The State writes it.
    DRAFT = "draft"
    #: The State sent it.
    SUBMITTED = "submitted"
    #: OHCHR confirmed that it arrived.
    ACKNOWLEDGED = "acknowledged"
    #: It is published and waits for partners.
    OPEN = "open"
    #: A partner and the State talk.
    IN_DIALOGUE = "in_dialogue"
    #: Partner and State agreed on what will be done.
    AGREED = "agreed"
    #: The support is being given.
    DELIVERING = "delivering"
    #: The support was given, and an activity is linked.
    FULFILLED = "fulfilled"
    #: The State took it back.
    WITHDRAWN = "withdrawn"
    #: Nobody confirmed it in time.
    EXPIRED = "expired"
    #: It ended without a partner; the reason is kept.
    CLOSED_WITHOUT_MATCH = "closed_without_match"


#: The statuses in which a request still asks for support.
ASKING = frozenset({RequestStatus.OPEN, RequestStatus.IN_DIALOGUE, RequestStatus.AGREED, RequestStatus.DELIVERING})


class OfferStatus(StrEnum):
    """Where an offer stands."""

    #: Its owner writes it.
    DRAFT = "draft"
    #: Its owner sent it.
    SUBMITTED = "submitted"
    #: It is published and can be taken up.
    OPEN = "open"
    #: A State is in dialogue on it.
    RESERVED = "reserved"
    #: Its capacity is used up.
    EXHAUSTED = "exhausted"
    #: Its owner took it back.
    WITHDRAWN = "withdrawn"
    #: Nobody confirmed it in time.
    EXPIRED = "expired"


class Visibility(StrEnum):
    """Who may see a published request, beside its owner and the stewards. Public figures count public ones only."""

    #: Everyone.
    PUBLIC = "public"
    #: Everybody who is signed in for an organization or a State.
    PARTNERS = "partners"
    #: Only who is signed in for an organization or a State that the request names.
    NAMED = "named"


class StateGroup(StrEnum):
    """Groups of States that an offer or a filter can name beside regions and UN regional groups."""

    #: Least developed countries.
    LDC = "LDC"
    #: Landlocked developing countries.
    LLDC = "LLDC"
    #: Small island developing States.
    SIDS = "SIDS"


class EligibleKind(StrEnum):
    """What an offer's eligibility names."""

    #: One State by its ISO3 code, shown only to that State and to stewards.
    STATE = "state"
    #: A `StateGroup`.
    GROUP = "group"
    #: A UN regional group.
    UN_GROUP = "un_group"
    #: An M49 region.
    REGION = "region"


class RecordKind(StrEnum):
    """The kinds of record with a public code; `code_prefix` starts the code."""

    RECOMMENDATION = "recommendation"
    ORGANIZATION = "organization"
    ACTIVITY = "activity"
    REQUEST = "request"
    OFFER = "offer"
    GOOD_PRACTICE = "good_practice"
    #: A voluntary commitment that a State entered here.
    COMMITMENT = "commitment"
    #: Somebody who signs in; the code is all that history says of them.
    PERSON = "person"

    @property
    def code_prefix(self) -> str:
        """The start of each code of this kind, as in UPRC-ACT-000123."""
        return {
            RecordKind.RECOMMENDATION: "UPRC-REC",
            RecordKind.ORGANIZATION: "UPRC-ORG",
            RecordKind.ACTIVITY: "UPRC-ACT",
            RecordKind.REQUEST: "UPRC-REQ",
            RecordKind.OFFER: "UPRC-OFF",
            RecordKind.GOOD_PRACTICE: "UPRC-GP",
            RecordKind.COMMITMENT: "UPRC-COM",
            RecordKind.PERSON: "UPRC-PER",
        }[self]

    def code(self, number: int) -> str:
        """The public code of the record with this number: at least six digits, never reused."""
        return f"{self.code_prefix}-{number:06d}"
