"""The page docs/permissions.md, from the table of permissions: `python -m tests.domain.permission_page` writes it."""

from pathlib import Path

from domain.permissions import PERMISSIONS, Reach, Role, Verb

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
WORDS = {Reach.SELF: "own drafts", Reach.OWN: "own", Reach.ANY: "every"}
TOP = """# Permissions

Who may do what. This page is written from the table in `domain/permissions.py`
(`python -m tests.domain.permission_page`), which every command asks itself; a test fails when they differ. What has no
word here is not allowed. Screens hide what a reader may not do, and decide nothing.

- **every**: on every record.
- **own**: for a contributor, records that one of its organizations publishes; for a focal point, records that an
  institution of its State publishes, and its State's answers, annotations and standing consents.
- **own drafts**: what the person is writing, which nobody else sees.

Roles add up. A visitor reads what is public and changes nothing. The operator is the command line, beside the store.
"""


def page() -> str:
    """The whole page."""
    roles = [role for role in Role if role is not Role.VISITOR]
    heads = " | ".join(role.value.replace("_", " ") for role in roles)
    lines = [TOP, f"| | {heads} |", "|---" * (len(roles) + 1) + "|"]
    for verb in Verb:
        reaches = (PERMISSIONS[role].get(verb) for role in roles)
        cells = " | ".join(WORDS[reach] if reach else "" for reach in reaches)
        lines.append(f"| {verb.value.replace('_', ' ')} | {cells} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
