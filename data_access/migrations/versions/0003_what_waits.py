"""Find at once what waits, and for whom

Revision: 0003, after 0002
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CONTRIBUTIONS = ("activity", "request", "offer", "good_practice", "commitment")


def upgrade() -> None:
    """Bring the store to this revision."""
    for table in _CONTRIBUTIONS:
        op.create_index(f"ix_{table}_waiting", table, ["editorial_state", "publisher_id"], unique=False)
    op.create_index("ix_consent_waiting", "consent", ["iso3", "status"], unique=False)


def downgrade() -> None:
    """Take the store back to the revision before."""
    op.drop_index("ix_consent_waiting", table_name="consent")
    for table in reversed(_CONTRIBUTIONS):
        op.drop_index(f"ix_{table}_waiting", table_name=table)
