"""The commands of the command line about people: invite, grant, revoke, person export, person erase."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from data_access.commands import erase_person, grant_role, invite_person, revoke_role
from data_access.queries.people.people import personal_data
from data_access.store.demonstration import personas_allowed
from data_access.store.errors import Invalid
from data_access.store.settings import public_link
from data_access.store.setup import require_ready_store
from domain.people.permissions import OPERATOR, PERSONAL_ROLES, Role

#: Prints an answer as asked for: options, what JSON holds, and the same as text.
Say = Callable[[argparse.Namespace, Mapping[str, Any], str], None]
_NO_PERSONAS: Final = "\nThis demonstration now knows somebody real: its personas no longer sign in."


def add_people_commands(commands: Any, shared: argparse.ArgumentParser, say: Say) -> None:
    """Add the commands to the command line's `commands`. shared: the options of every command."""

    def add(to: Any, name: str, help_text: str, run: Callable[[argparse.Namespace, Say], None]) -> Any:
        made = to.add_parser(name, parents=[shared], help=help_text)
        made.set_defaults(command=lambda options: _run(options, say, run))
        return made

    inviting = add(commands, "invite", "make a one-time code with which somebody chooses a password", _invite)
    inviting.add_argument("email", metavar="EMAIL")
    inviting.add_argument("--name", default="", help="the person's name")
    for name, help_text, run in (
        ("grant", "give somebody a role; a new e-mail address makes a person", _grant),
        ("revoke", "take a role away, at once and everywhere", _revoke),
    ):
        changing = add(commands, name, help_text, run)
        changing.add_argument("email", metavar="EMAIL", help="or the person's code")
        changing.add_argument("role", choices=[role.value for role in PERSONAL_ROLES], metavar="ROLE", help=_roles())
        changing.add_argument("--state", metavar="ISO3", help="the State of a focal point")
        changing.add_argument("--organization", metavar="NAME", help="name or code, for a contributor")
    person = commands.add_parser("person", help="what is kept of somebody: export it, or erase it")
    actions = person.add_subparsers(required=True, metavar="ACTION")
    exporting = add(actions, "export", "write all that is kept of a person into a file", _export)
    exporting.add_argument("email", metavar="EMAIL", help="or the person's code")
    exporting.add_argument("file", type=Path, metavar="OUT.json")
    erasing = add(actions, "erase", "erase a person's data for good; the history keeps the code", _erase)
    erasing.add_argument("email", metavar="EMAIL", help="or the person's code")


def _roles() -> str:
    return ", ".join(role.value for role in PERSONAL_ROLES)


def _run(options: argparse.Namespace, say: Say, run: Callable[[argparse.Namespace, Say], None]) -> int:
    require_ready_store()
    run(options, say)
    return 0


def _invite(options: argparse.Namespace, say: Say) -> None:
    before = personas_allowed()
    invited = invite_person(OPERATOR, options.email, options.name)
    address = public_link("account/invitation")
    held = {
        "person": invited.person,
        "code": invited.code,
        "address": address,
        "expires_at": invited.expires_at.isoformat(),
    }
    text = (
        f"{invited.person} is invited. Hand over both, they are shown this once:\n"
        f"  address  {address}\n  code     {invited.code}\nThe code is good once, until {invited.expires_at}."
    )
    say(options, held, text + (_NO_PERSONAS if before else ""))


def _grant(options: argparse.Namespace, say: Say) -> None:
    before = personas_allowed()
    code = grant_role(
        OPERATOR, options.email, Role(options.role), iso3=options.state, organization=options.organization
    )
    lost = _NO_PERSONAS if before and not personas_allowed() else ""
    say(options, _told(code, options), f"{code} has the role {options.role}.{lost}")


def _revoke(options: argparse.Namespace, say: Say) -> None:
    code = revoke_role(
        OPERATOR, options.email, Role(options.role), iso3=options.state, organization=options.organization
    )
    say(options, _told(code, options), f"{code} no longer has the role {options.role}.")


def _told(code: str, options: argparse.Namespace) -> dict[str, Any]:
    return {"person": code, "role": options.role, "state": options.state, "organization": options.organization}


def _export(options: argparse.Namespace, say: Say) -> None:
    held = personal_data(OPERATOR, options.email)
    try:
        options.file.touch(mode=0o600)
        options.file.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Invalid(f"{options.file} cannot be written: {error.strerror}.", "file") from error
    answer = {"person": held["code"], "file": str(options.file)}
    say(options, answer, f"All that is kept of {held['code']} stands in {options.file}.")


def _erase(options: argparse.Namespace, say: Say) -> None:
    code = erase_person(OPERATOR, options.email)
    say(options, {"person": code}, f"{code} is erased; the history keeps this code and nothing else.")
