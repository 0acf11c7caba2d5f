"""The support band of each recommendation, as one set-based query over what counts.

`domain.coverage.support_band` says the same of one recommendation, from `domain.md`'s rules.
"""

from collections.abc import Collection

import duckdb

from data_access.snapshot.fields import BANDS, KINDS, POSITIONS, Field
from domain.vocabulary import Position, RecommendationKind, SupportBand

_POSITIONS_IN_SCOPE = (Position.SUPPORTED, Position.PARTLY_SUPPORTED)


def band_rows(table: str, theme: Field, *, some_states: bool = False) -> str:
    """SQL for the band and the linked activities' modalities of each row of a table: id, band, modalities.

    The table has id, state, kind, position and the bits of themes. With `some_states` its one parameter is the list
    of States' numbers whose recommendations it tells of.
    """
    only_these = "WHERE state IN (SELECT unnest(?::UTINYINT[]))" if some_states else ""
    bits = [f"{sql} AS {column}" for sql, column in zip(theme.bits_of("t.theme"), theme.columns, strict=True)]
    shared = " OR ".join(f"(c.{column} & s.{column}) <> 0" for column in theme.columns)
    scope = ", ".join(str(POSITIONS.index(position)) for position in _POSITIONS_IN_SCOPE)
    return " ".join(
        (
            f"WITH chosen AS MATERIALIZED (SELECT id, state, kind, position, {', '.join(theme.columns)}",
            f"FROM {table} {only_these}),",
            # An activity counts for a recommendation of a State only while it is public for that State.
            "linked AS (SELECT c.id, bool_or(a.under_way) AS under_way, bit_or(a.modality) AS modalities",
            "FROM activity_recommendation l JOIN activity_for a USING (activity)",
            "JOIN chosen c ON c.id = l.recommendation AND c.state = a.state GROUP BY c.id),",
            "asked AS (SELECT DISTINCT c.id FROM request_recommendation l JOIN request_for q USING (request)",
            "JOIN chosen c ON c.id = l.recommendation AND c.state = q.state),",
            f"themes_of_states AS (SELECT a.state, {', '.join(bits)}",
            "FROM activity_for a JOIN activity_theme t USING (activity) WHERE a.under_way GROUP BY a.state)",
            "SELECT c.id, CASE",
            f"WHEN c.kind <> {KINDS.index(RecommendationKind.RECOMMENDATION)} OR c.position NOT IN ({scope}) THEN NULL",
            f"WHEN linked.under_way THEN {BANDS.index(SupportBand.REPORTED)}",
            f"WHEN linked.id IS NOT NULL THEN {BANDS.index(SupportBand.PLANNED)}",
            f"WHEN asked.id IS NOT NULL THEN {BANDS.index(SupportBand.REQUESTED)}",
            f"WHEN {shared} THEN {BANDS.index(SupportBand.THEME_ONLY)}",
            f"ELSE {BANDS.index(SupportBand.NONE_RECORDED)} END::UTINYINT AS band,",
            "coalesce(linked.modalities, 0)::USMALLINT AS modalities",
            "FROM chosen c LEFT JOIN linked ON linked.id = c.id LEFT JOIN asked ON asked.id = c.id",
            "LEFT JOIN themes_of_states s ON s.state = c.state",
        )
    )


def update_bands(connection: duckdb.DuckDBPyConnection, theme: Field, states: Collection[int]) -> None:
    """Bring the bands of some States' recommendations up to what counts now, touching only those that changed."""
    connection.execute(
        " ".join(
            (
                "UPDATE recommendation SET band = fresh.band, modalities = fresh.modalities",
                f"FROM ({band_rows('recommendation', theme, some_states=True)}) fresh",
                "WHERE fresh.id = recommendation.id AND (recommendation.band IS DISTINCT FROM fresh.band",
                "OR recommendation.modalities <> fresh.modalities)",
            )
        ),
        [sorted(states)],
    )
