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
    #: Answers for one State.
    FOCAL_POINT = "focal_point"
    #: Reviews records for OHCHR.
    STEWARD = "steward"
    #: Runs the repository.
    ADMINISTRATOR = "administrator"
    #: The command line, beside the store itself.
    OPERATOR = "operator"


class Verb(StrEnum):
    """The commands of `data_access.commands`, each by its function's name."""

    LOG_ORGANIZATION = "log_organization"
    SUBMIT_ACTIVITY = "submit_activity"
    SUBMIT_REQUEST = "submit_request"
    SUBMIT_OFFER = "submit_offer"
    SUBMIT_GOOD_PRACTICE = "submit_good_practice"
    REVIEW_RECORD = "review_record"
    RETURN_RECORD = "return_record"
    WITHDRAW_RECORD = "withdraw_record"
    GRANT_CONSENT = "grant_consent"
    WITHHOLD_CONSENT = "withhold_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    SET_ACTIVITY_STATUS = "set_activity_status"
    SET_REQUEST_STATUS = "set_request_status"
    SET_OFFER_STATUS = "set_offer_status"
    LINK_RECOMMENDATIONS = "link_recommendations"


class Reach(StrEnum):
    """On which records a role may use a verb."""

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


#: The command line.
OPERATOR = Actor("operator", frozenset({Role.OPERATOR}))

_WRITING = (
    Verb.SUBMIT_ACTIVITY,
    Verb.SUBMIT_REQUEST,
    Verb.SUBMIT_OFFER,
    Verb.SUBMIT_GOOD_PRACTICE,
    Verb.WITHDRAW_RECORD,
    Verb.SET_ACTIVITY_STATUS,
    Verb.SET_REQUEST_STATUS,
    Verb.SET_OFFER_STATUS,
    Verb.LINK_RECOMMENDATIONS,
)
_CONSENT = (Verb.GRANT_CONSENT, Verb.WITHHOLD_CONSENT, Verb.WITHDRAW_CONSENT)

#: What each role may do, and on which records. What is not here is not allowed.
PERMISSIONS: Mapping[Role, Mapping[Verb, Reach]] = {
    Role.VISITOR: {},
    Role.CONTRIBUTOR: {Verb.LOG_ORGANIZATION: Reach.ANY, **dict.fromkeys(_WRITING, Reach.OWN)},
    Role.FOCAL_POINT: {Verb.LOG_ORGANIZATION: Reach.ANY, **dict.fromkeys((*_WRITING, *_CONSENT), Reach.OWN)},
    Role.STEWARD: dict.fromkeys(Verb, Reach.ANY),
    Role.ADMINISTRATOR: {Verb.LOG_ORGANIZATION: Reach.ANY, Verb.WITHDRAW_RECORD: Reach.ANY},
    Role.OPERATOR: dict.fromkeys(Verb, Reach.ANY),
}


def may(actor: Actor, verb: Verb, *, organization: str | None = None, iso3: str | None = None) -> bool:
    """Whether the actor may do this to a record.

    organization: code of the organization that publishes the record. iso3: the State that publishes it, or whose
    consent is at stake; None where the record is no State's own.
    """
    for role in actor.roles:
        reach = PERMISSIONS[role].get(verb)
        if reach is Reach.ANY:
            return True
        if reach is Reach.OWN and _owns(role, actor, organization, iso3):
            return True
    return False


def _owns(role: Role, actor: Actor, organization: str | None, iso3: str | None) -> bool:
    if role is Role.FOCAL_POINT:
        return iso3 is not None and iso3 == actor.iso3
    return organization is not None and organization in actor.organizations
