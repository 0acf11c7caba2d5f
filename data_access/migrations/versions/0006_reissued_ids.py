"""Remember the ids under which a source gives a recommendation again

Revision: 0006, after 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the store to this revision."""
    op.create_table(
        "source_alias",
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_key", sa.String(length=200), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_source_alias_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("source", "source_key", name=op.f("pk_source_alias")),
    )
    op.create_index("ix_source_alias_recommendation_id", "source_alias", ["recommendation_id"], unique=False)


def downgrade() -> None:
    """Take the store back to the revision before."""
    op.drop_index("ix_source_alias_recommendation_id", table_name="source_alias")
    op.drop_table("source_alias")
