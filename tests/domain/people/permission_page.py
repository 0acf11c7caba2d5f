"""The page docs/permissions.md: `python -m tests.domain.people.permission_page` writes it from the permissions."""

from collections.abc import Iterator
from pathlib import Path

from domain.people.permissions import PERMISSIONS, VISITOR, Actor, Reach, Role, Verb
from domain.records.readers import may_read_request
from domain.vocabulary import Visibility

PAGE = Path(__file__).parents[3] / "docs" / "permissions.md"
WORDS = {Reach.SELF: "own drafts", Reach.OWN: "own", Reach.ANY: "every"}
TOP = """# Permissions

Who may do what. This page is written from the table in `domain/people/permissions.py`
(`python -m tests.domain.people.permission_page`), which every command asks itself; a test fails when they differ. What
has no word here is not allowed. Screens hide what a reader may not do, and decide nothing.

- **every**: on every record.
- **own**: for a contributor, records that one of its organizations publishes; for a focal point, records that an
  institution of its State publishes, and its State's answers, annotations and standing consents.
- **own drafts**: what the person is writing, which nobody else sees.

Roles add up. A visitor reads what is public and changes nothing. The operator is the command line, beside the store.
"""

READERS = """
## Who reads a published request

Its owner chooses one of three levels, and none is preselected. Whoever owns a request and every steward reads it at
each level. Public figures count public ones only. Of those that a request names, a reader learns only of itself.

| | visitor | administrator | contributor | focal point | contributor of a named organization | of a named State |
|---|---|---|---|---|---|---|"""


def page() -> str:
    """The whole page."""
    roles = [role for role in Role if role is not Role.VISITOR]
    heads = " | ".join(role.value.replace("_", " ") for role in roles)
    lines = [TOP, f"| | {heads} |", "|---" * (len(roles) + 1) + "|"]
    for verb in Verb:
        reaches = (PERMISSIONS[role].get(verb) for role in roles)
        cells = " | ".join(WORDS[reach] if reach else "" for reach in reaches)
        lines.append(f"| {verb.value.replace('_', ' ')} | {cells} |")
    return "\n".join([*lines, READERS, *_readers()]) + "\n"


def _readers() -> Iterator[str]:
    """For each level of a request, whether somebody of each sort reads it, as `domain.records.readers` says."""
    sorts = (
        VISITOR,
        Actor("a", frozenset({Role.ADMINISTRATOR})),
        Actor("c", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"OTHER"})),
        Actor("f", frozenset({Role.FOCAL_POINT}), iso3="OTH"),
        Actor("n", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"NAMED"})),
        Actor("s", frozenset({Role.FOCAL_POINT}), iso3="NAM"),
    )
    for level in Visibility:
        reads = (may_read_request(one, level, states=("NAM",), organizations=("NAMED",)) for one in sorts)
        yield f"| {level.value} | {' | '.join('reads' if one else '' for one in reads)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
