"""What the pages account/… hold: forms to sign in, accept an invitation, change a password, sign out."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.shell.plain_pages import NEXT_FIELD, field, form, link_line, paragraph, to_page, to_route
from domain.people.accounts import LONGEST_EMAIL, LONGEST_PASSWORD, SHORTEST_PASSWORD, AccountProblem
from domain.people.personas import Persona
from languages.people import account_problem, persona_meaning, persona_name
from languages.text import _

#: A password of twice the length in signs that are composed is still one.
_LONGEST_TYPED = 2 * LONGEST_PASSWORD
_LONGEST_CODE = 60
_NEW_PASSWORD_PROBLEMS = frozenset(
    {AccountProblem.TOO_SHORT, AccountProblem.TOO_LONG, AccountProblem.COMMON, AccountProblem.PERSONAL}
)


@dataclass(frozen=True)
class Filled:
    """A form as it is shown: its token, where to go on, what was typed, and what was wrong with it.

    different: the password was typed in two ways. Passwords are never shown again.
    """

    token: str
    next: str = ""
    typed: Mapping[str, str] | None = None
    problem: AccountProblem | None = None
    different: bool = False

    def of(self, name: str) -> str:
        """What was typed into a field."""
        return (self.typed or {}).get(name, "")

    @property
    def hidden(self) -> dict[str, str]:
        """What the form carries along."""
        return {NEXT_FIELD: self.next}


@dataclass(frozen=True)
class PersonaChoice:
    """A persona that can be tried out; of: the name of its State or organization, where it has one."""

    persona: Persona
    of: str


def sign_in_form(filled: Filled, personas: Sequence[PersonaChoice], *, providers: bool) -> str:
    """E-mail and password; on a demonstration the personas first, since nobody there has an account."""
    account = form(
        "sign-in",
        (
            field(
                "email",
                _("E-mail address"),
                kind="email",
                value=filled.of("email"),
                autocomplete="username",
                longest=LONGEST_EMAIL,
            ),
            _password(_("Password"), "password", "current-password"),
        ),
        _("Sign in"),
        token=filled.token,
        hidden=filled.hidden,
    )
    lines = [paragraph(account_problem(filled.problem), "problem")] if filled.problem else []
    if personas:
        heading = _("Sign in with an account")
        lines += [_persona_choices(filled, personas), f"<h2>{html.escape(heading)}</h2>"]
    lines.append(account)
    if providers:
        lines.append(link_line(_("Sign in with your organization instead"), to_page("account")))
    lines.append(link_line(_("I have an invitation code"), to_route("invitation")))
    lines.append(paragraph(_("Whoever forgot the password asks an administrator for a new invitation."), "hint"))
    return "".join(lines)


def _persona_choices(filled: Filled, personas: Sequence[PersonaChoice]) -> str:
    entries = "".join(
        f"<li><p>{html.escape(persona_meaning(choice.persona, choice.of))}</p>"
        + form(
            "persona",
            (),
            _("Continue as {persona}").format(persona=persona_name(choice.persona)),
            token=filled.token,
            hidden={**filled.hidden, "persona": choice.persona.value},
        )
        + "</li>"
        for choice in personas
    )
    heading = html.escape(_("Try it as somebody"))
    words = paragraph(_("This is a demonstration: take a role, no account is needed. Nothing here touches real data."))
    return f'<h2>{heading}</h2>{words}<ul class="personas">{entries}</ul>'


def invitation_form(filled: Filled) -> str:
    """The one-time code and a new password, twice."""
    code = field(
        "code",
        _("Invitation code"),
        value=filled.of("code"),
        problem=account_problem(filled.problem) if filled.problem is AccountProblem.INVITATION else "",
        longest=_LONGEST_CODE,
    )
    words = paragraph(_("An administrator gave you a code. It is good once: choose a password, and you are signed in."))
    made = form(
        "invitation",
        (code, *_new_passwords(filled)),
        _("Set password and sign in"),
        token=filled.token,
        hidden=filled.hidden,
    )
    return _too_many(filled) + words + made


def password_form(filled: Filled, *, email: str) -> str:
    """The present password and a new one, twice."""
    wrong = filled.problem is AccountProblem.NOT_THE_PRESENT_ONE
    present = _password(
        _("Present password"),
        "present",
        "current-password",
        problem=account_problem(AccountProblem.NOT_THE_PRESENT_ONE) if wrong else "",
    )
    account = (
        f'<input type="text" name="username" value="{html.escape(email)}" autocomplete="username" hidden disabled>'
    )
    made = form(
        "password",
        (account, present, *_new_passwords(filled)),
        _("Change password"),
        token=filled.token,
        hidden=filled.hidden,
    )
    words = paragraph(_("You stay signed in here; every other browser is signed out."))
    return _too_many(filled) + words + made + link_line(_("Back to your account"), to_page("account"))


def sign_out_form(token: str) -> str:
    """One button that signs out."""
    words = paragraph(_("The button signs this browser out, in all its tabs."))
    return (
        words
        + form("sign-out", (), _("Sign out"), token=token, hidden={})
        + link_line(_("Stay signed in"), to_page("account"))
    )


def nobody_to_sign_out() -> str:
    """What stands where nobody is signed in."""
    return paragraph(_("You are not signed in.")) + link_line(_("Sign in"), to_route("sign-in"))


def refused_form() -> str:
    """What stands where a form was not taken."""
    words = _(
        "This form was not taken: it is out of date, or another site sent it. Nothing was changed. Please open the "
        "page again and allow cookies of this site."
    )
    return paragraph(words, "problem") + link_line(_("Open the page again"), to_page("account"))


def try_later() -> str:
    """What stands where the store does not answer."""
    return paragraph(_("Please try again later."))


def _new_passwords(filled: Filled) -> tuple[str, str]:
    bad = filled.problem if filled.problem in _NEW_PASSWORD_PROBLEMS else None
    hint = _("At least {shortest} characters; a short sentence is a good one.").format(shortest=SHORTEST_PASSWORD)
    first = _password(
        _("New password"), "password", "new-password", hint=hint, problem=account_problem(bad) if bad else ""
    )
    differs = _("The two passwords are not the same.") if filled.different else ""
    return first, _password(_("The same password again"), "again", "new-password", problem=differs)


def _password(label: str, name: str, autocomplete: str, *, hint: str = "", problem: str = "") -> str:
    return field(
        name,
        label,
        kind="password",
        autocomplete=autocomplete,
        hint=hint,
        problem=problem,
        longest=_LONGEST_TYPED,
    )


def _too_many(filled: Filled) -> str:
    many = filled.problem is AccountProblem.TOO_MANY
    return paragraph(account_problem(AccountProblem.TOO_MANY), "problem") if many else ""
