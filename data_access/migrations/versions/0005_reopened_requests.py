"""Keep when a request was last set back to open: from then on it waits for an answer anew

Revision: 0005, after 0004
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

#: The statuses in which a request waits to be taken up. Open after any other, it was set back to open.
_UNANSWERED = {"submitted", "acknowledged", "open"}

_requests = sa.table(
    "request",
    sa.column("code", sa.String),
    sa.column("status", sa.String),
    sa.column("closing_reason", sa.String),
    sa.column("reopened_at", sa.DateTime(timezone=True)),
)
_history = sa.table(
    "history_entry",
    sa.column("number", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("action", sa.String),
    sa.column("record_code", sa.String),
    sa.column("detail", sa.String),
)
_STEPS = ("set_request_status", "expire_record", "confirm_record")


def upgrade() -> None:
    """Bring the store to this revision: what happened to each request stands in the history."""
    op.add_column("request", sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    for code, at in list(_reopenings(connection)):
        connection.execute(_requests.update().where(_requests.c.code == code).values(reopened_at=at))
    # A reason belongs to a request that was closed without a match, and to no other.
    others = _requests.c.status != "closed_without_match"
    connection.execute(_requests.update().where(others).values(closing_reason=""))


def downgrade() -> None:
    """Take the store back to the revision before."""
    with op.batch_alter_table("request") as table:
        table.drop_column("reopened_at")


def _reopenings(connection: sa.Connection) -> Iterator[tuple[str, datetime]]:
    """Code and moment of each step by which a request was set back to open, in the order of time."""
    wanted = (
        sa.select(_history.c.record_code, _history.c.at, _history.c.action, _history.c.detail)
        .join(_requests, _requests.c.code == _history.c.record_code)
        .where(_history.c.action.in_(_STEPS))
        .order_by(_history.c.number)
    )
    expired: set[str] = set()
    for code, at, action, detail in connection.execute(wanted):
        if action == "set_request_status":
            step = json.loads(detail)
            if step.get("to") == "open" and step.get("from") not in _UNANSWERED:
                yield code, at
        elif action == "confirm_record" and code in expired:
            yield code, at
        expired = expired | {code} if action == "expire_record" else expired - {code}
