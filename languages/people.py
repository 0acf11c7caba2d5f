"""The words for people's roles, for personas, and for what goes wrong when somebody signs in."""

from collections.abc import Mapping
from typing import Final

from domain.people.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD, AccountProblem
from domain.people.permissions import Role
from domain.people.personas import Persona
from languages.text import N_, _, isolate

ROLES: Final[Mapping[Role, str]] = {
    Role.VISITOR: N_("Visitor"),
    Role.CONTRIBUTOR: N_("Contributor"),
    Role.FOCAL_POINT: N_("Focal point"),
    Role.STEWARD: N_("Steward"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.OPERATOR: N_("Operator"),
}
ROLE_MEANINGS: Final[Mapping[Role, str]] = {
    Role.VISITOR: N_("Reads what is public."),
    Role.CONTRIBUTOR: N_("Logs activities, offers and good practices of an organization."),
    Role.FOCAL_POINT: N_("Answers for a State: contributes for it, asks for support, gives or withholds its consent."),
    Role.STEWARD: N_("Reviews records and looks after what waits for an answer."),
    Role.ADMINISTRATOR: N_("Invites people and gives and takes roles."),
    Role.OPERATOR: N_("Runs the instance from its command line."),
}
PERSONAS: Final[Mapping[Persona, str]] = {
    Persona.DELEGATE: N_("Delegate"),
    Persona.STEWARD: N_("Steward"),
    Persona.CONTRIBUTOR: N_("Contributor"),
    Persona.FACILITATOR: N_("Facilitator"),
}
#: {of} is the State or organization that the persona acts for.
PERSONA_MEANINGS: Final[Mapping[Persona, str]] = {
    Persona.DELEGATE: N_("Answers for {of}: gives or withholds consent, asks for support, makes offers."),
    Persona.STEWARD: N_("Reviews what was handed in and sees what waits for an answer."),
    Persona.CONTRIBUTOR: N_("Acts for {of}: logs activities, offers and good practices."),
    Persona.FACILITATOR: N_("Shows the repository in a room: reviews records and gives roles to the other personas."),
}
PROBLEMS: Final[Mapping[AccountProblem, str]] = {
    AccountProblem.WRONG: N_("E-mail address and password do not belong together. Please check both."),
    AccountProblem.TOO_MANY: N_("There were too many attempts. Please wait 15 minutes and try again."),
    AccountProblem.INVITATION: N_(
        "This code is not known, was used already, or is too old. Please check it, or ask for a new invitation."
    ),
    AccountProblem.NOT_THE_PRESENT_ONE: N_("This is not your present password."),
    AccountProblem.TOO_SHORT: N_("A password needs at least {shortest} characters. A short sentence is a good one."),
    AccountProblem.TOO_LONG: N_("A password has at most {longest} characters."),
    AccountProblem.COMMON: N_("This password is one of the first that others would try. Please choose another one."),
    AccountProblem.PERSONAL: N_("This password is little more than your name or address. Please choose another one."),
    AccountProblem.NO_PERSONA: N_("There are no personas to try out here."),
}


def role_name(role: Role) -> str:
    """What somebody acts as."""
    return _(ROLES[role])


def role_meaning(role: Role) -> str:
    """What somebody with this role does, in one sentence."""
    return _(ROLE_MEANINGS[role])


def persona_name(persona: Persona) -> str:
    """The persona of the demonstration."""
    return _(PERSONAS[persona])


def persona_meaning(persona: Persona, of: str) -> str:
    """What one can do as this persona. of: the name of its State or organization, where it has one."""
    return _(PERSONA_MEANINGS[persona]).format(of=isolate(of))


def account_problem(problem: AccountProblem) -> str:
    """What went wrong and what to do, for the person in front of the form."""
    return _(PROBLEMS[problem]).format(shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
