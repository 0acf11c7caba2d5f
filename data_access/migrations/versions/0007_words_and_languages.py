"""Reduce the words of all texts anew, and tell each text's language again

Revision: 0007, after 0006
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from domain.search.text_language import language_of
from domain.search.words import search_text

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_PIECE = 10_000
_TEXTS = sa.text("SELECT id, text FROM recommendation WHERE id > :last ORDER BY id LIMIT :most")
_UPDATE = sa.text("UPDATE recommendation SET search_text = :words, language = :language WHERE id = :number")


def upgrade() -> None:
    """Bring the store to this revision."""
    connection, last = op.get_bind(), 0
    while rows := connection.execute(_TEXTS, {"last": last, "most": _PIECE}).all():
        connection.execute(
            _UPDATE,
            [{"number": number, "words": search_text(text), "language": language_of(text)} for number, text in rows],
        )
        last = rows[-1][0]


def downgrade() -> None:
    """Take the store back to the revision before: its tables are the same.

    An older program reduces some words in another way and misses these until its sources are imported again.
    """
