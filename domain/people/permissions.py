"""Who may do what: one table of roles, verbs and reach. Commands ask `may`; pages only hide."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person or process may act as."""

    #: Anybody; reads what is public.
    VISITOR = "visitor"
    #: Acts for one or more organizations.
    CONTRIBUTOR = "contributor"
    #: Answers for one State: contributes for it, asks for support, consents.
    FOCAL_POINT = "focal_point"
    #: Reviews records for OHCHR.
    STEWARD = "steward"
    #: Runs the repository: people, roles, settings.
    ADMINISTRATOR = "administrator"
    #: The command line, beside the store itself.
    OPERATOR = "operator"


#: The roles that a person can be given, in the order in which they are offered.
PERSONAL_ROLES = (Role.CONTRIBUTOR, Role.FOCAL_POINT, Role.STEWARD, Role.ADMINISTRATOR)


class Verb(StrEnum):
    """The commands of `data_access.commands`, each by its function's name."""

    LOG_ORGANIZATION = "log_organization"
    SUBMIT_ACTIVITY = "submit_activity"
    SUBMIT_REQUEST = "submit_request"
    SUBMIT_OFFER = "submit_offer"
    SUBMIT_GOOD_PRACTICE = "submit_good_practice"
    SUBMIT_COMMITMENT = "submit_commitment"
    REVISE_RECORD = "revise_record"
    CONFIRM_RECORD = "confirm_record"
    SET_CONTACT = "set_contact"
    REVIEW_RECORD = "review_record"
    RETURN_RECORD = "return_record"
    WITHDRAW_RECORD = "withdraw_record"
    SUSPEND_PUBLICATION = "suspend_publication"
    RESTORE_PUBLICATION = "restore_publication"
    REMIND_OF_RECORD = "remind_of_record"
    MERGE_RECORDS = "merge_records"
    MERGE_ORGANIZATIONS = "merge_organizations"
    UNDO_MERGE = "undo_merge"
    SAY_NOT_THE_SAME = "say_not_the_same"
    GRANT_CONSENT = "grant_consent"
    WITHHOLD_CONSENT = "withhold_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    GRANT_STANDING_CONSENT = "grant_standing_consent"
    END_STANDING_CONSENT = "end_standing_consent"
    ANNOTATE_RECORD = "annotate_record"
    WITHDRAW_ANNOTATION = "withdraw_annotation"
    REQUEST_CORRECTION = "request_correction"
    SET_ACTIVITY_STATUS = "set_activity_status"
    SET_REQUEST_STATUS = "set_request_status"
    SET_OFFER_STATUS = "set_offer_status"
    LINK_RECOMMENDATIONS = "link_recommendations"
    SAVE_DRAFT = "save_draft"
    DISCARD_DRAFT = "discard_draft"
    INVITE_PERSON = "invite_person"
    GRANT_ROLE = "grant_role"
    REVOKE_ROLE = "revoke_role"
    ERASE_PERSON = "erase_person"
    EXPIRE_RECORD = "expire_record"


class Reach(StrEnum):
    """On what a role may use a verb."""

    #: What the person itself wrote or is: drafts.
    SELF = "self"
    #: Records of its own: published by its organization, or by its State, or, for consent, its State's answer.
    OWN = "own"
    #: Every record.
    ANY = "any"


@dataclass(frozen=True)
class Actor:
    """Who acts. `name` is the store's own name for a person or process, never personal data.

    iso3: the State whose focal point this is. organizations: codes of the organizations that a contributor acts for.
    """

    name: str
    roles: frozenset[Role] = frozenset({Role.VISITOR})
    iso3: str | None = None
    organizations: frozenset[str] = frozenset()


#: Whoever did not sign in.
VISITOR = Actor("visitor")
#: The command line.
OPERATOR = Actor("operator", frozenset({Role.OPERATOR}))
#: The clocks, which the command line runs.
CLOCK = Actor("clock", frozenset({Role.OPERATOR}))

_WRITING = (
    Verb.SUBMIT_ACTIVITY,
    Verb.SUBMIT_OFFER,
    Verb.SUBMIT_GOOD_PRACTICE,
    Verb.REVISE_RECORD,
    Verb.CONFIRM_RECORD,
    Verb.SET_CONTACT,
    Verb.WITHDRAW_RECORD,
    Verb.SET_ACTIVITY_STATUS,
    Verb.SET_REQUEST_STATUS,
    Verb.SET_OFFER_STATUS,
    Verb.LINK_RECOMMENDATIONS,
)
_FOR_A_STATE = (
    Verb.SUBMIT_REQUEST,
    Verb.SUBMIT_COMMITMENT,
    Verb.GRANT_CONSENT,
    Verb.WITHHOLD_CONSENT,
    Verb.WITHDRAW_CONSENT,
    Verb.GRANT_STANDING_CONSENT,
    Verb.END_STANDING_CONSENT,
    Verb.ANNOTATE_RECORD,
    Verb.WITHDRAW_ANNOTATION,
    Verb.REQUEST_CORRECTION,
)
_DRAFTS = dict.fromkeys((Verb.SAVE_DRAFT, Verb.DISCARD_DRAFT), Reach.SELF)
_PEOPLE = (Verb.INVITE_PERSON, Verb.GRANT_ROLE, Verb.REVOKE_ROLE, Verb.ERASE_PERSON)
#: What a State says itself beside a record; nobody says it for the State.
_STATES_OWN_WORDS = (Verb.ANNOTATE_RECORD, Verb.REQUEST_CORRECTION)

#: What each role may do, and on which records. What is not here is not allowed.
PERMISSIONS: Mapping[Role, Mapping[Verb, Reach]] = {
    Role.VISITOR: {},
    Role.CONTRIBUTOR: {
        Verb.LOG_ORGANIZATION: Reach.ANY,
        **_DRAFTS,
        **dict.fromkeys((*_WRITING, Verb.SUBMIT_REQUEST), Reach.OWN),
    },
    Role.FOCAL_POINT: {
        Verb.LOG_ORGANIZATION: Reach.ANY,
        **_DRAFTS,
        **dict.fromkeys((*_WRITING, *_FOR_A_STATE), Reach.OWN),
    },
    Role.STEWARD: {
        **dict.fromkeys((verb for verb in Verb if verb not in {*_PEOPLE, *_STATES_OWN_WORDS}), Reach.ANY),
        **_DRAFTS,
    },
    Role.ADMINISTRATOR: {
        Verb.LOG_ORGANIZATION: Reach.ANY,
        Verb.WITHDRAW_RECORD: Reach.ANY,
        **dict.fromkeys(_PEOPLE, Reach.ANY),
    },
    Role.OPERATOR: {
        **dict.fromkeys((verb for verb in Verb if verb not in {*_DRAFTS, *_STATES_OWN_WORDS}), Reach.ANY),
    },
}


def may(
    actor: Actor,
    verb: Verb,
    *,
    organization: str | None = None,
    iso3: str | None = None,
    person: str | None = None,
) -> bool:
    """Whether the actor may do this.

    organization: code of the organization that publishes the record. iso3: the State that publishes it, or whose
    consent is at stake; None where the record is no State's own. person: the name of the actor whose draft it is.
    """
    for role in actor.roles:
        reach = PERMISSIONS[role].get(verb)
        if reach is Reach.ANY:
            return True
        if reach is Reach.SELF and person is not None and person == actor.name:
            return True
        if reach is Reach.OWN and _owns(role, actor, organization, iso3):
            return True
    return False


def may_somewhere(actor: Actor, verb: Verb) -> bool:
    """Whether a role of the actor has this verb at all: for screens that offer it, before a record is named."""
    return any(verb in PERMISSIONS[role] for role in actor.roles)


def _owns(role: Role, actor: Actor, organization: str | None, iso3: str | None) -> bool:
    if role is Role.FOCAL_POINT:
        return iso3 is not None and iso3 == actor.iso3
    return organization is not None and organization in actor.organizations
