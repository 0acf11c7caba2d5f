"""Name who may read a request, remember merges so that they can be undone, and pairs that are not the same

Revision: 0004, after 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the store to this revision."""
    op.create_table(
        "request_named_organization",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_request_named_organization_organization_id")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_named_organization_request_id")),
        sa.PrimaryKeyConstraint("request_id", "organization_id", name=op.f("pk_request_named_organization")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "request_named_state",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(["iso3"], ["state.iso3"], name=op.f("fk_request_named_state_iso3")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_named_state_request_id")),
        sa.PrimaryKeyConstraint("request_id", "iso3", name=op.f("pk_request_named_state")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("kept", sa.String(length=20), nullable=False),
        sa.Column("duplicate", sa.String(length=20), nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_duplicate"), ["duplicate"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_kept"), ["kept"], unique=False)
    op.create_table(
        "not_the_same",
        sa.Column("first", sa.String(length=20), nullable=False),
        sa.Column("second", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name=op.f("pk_not_the_same")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take the store back to the revision before. What was for named readers becomes for nobody but its owner.

    The revision before knows no such level: a request for named readers goes back for review, and is not public.
    """
    op.drop_table("not_the_same")
    op.drop_table("merge")
    op.drop_table("request_named_state")
    op.drop_table("request_named_organization")
    request = sa.table("request", sa.column("visibility"), sa.column("editorial_state"), sa.column("published_at"))
    shown = sa.and_(request.c.visibility == "named", request.c.editorial_state.in_(["reviewed", "published"]))
    op.execute(sa.update(request).where(shown).values(editorial_state="submitted", published_at=None))
    op.execute(sa.update(request).where(request.c.visibility == "named").values(visibility="partners"))
