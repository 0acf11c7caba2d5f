"""A reader's filters as conditions on the snapshot's table of recommendations. Values are always parameters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data_access.snapshot.fields import BANDS, KINDS, MODALITIES, POSITIONS, Codes, Field, StateFacts
from domain.coverage import GapFilters
from domain.search.query import And, Not, Or, Prefix, Query, Reference, Words
from domain.vocabulary import Position, RecommendationKind, StateGroup, SupportBand


@dataclass
class Conditions:
    """Conditions that must all hold, and their parameters in order."""

    sql: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, sql: str, *parameters: object) -> None:
        """One more condition."""
        self.sql.append(sql)
        self.parameters.extend(parameters)

    def one_of(self, column: str, values: Sequence[object]) -> None:
        """The column holds one of the values; without values nothing matches."""
        self.add(f"{column} IN ({', '.join('?' * len(values))})" if values else "false", *values)

    def any_bit(self, columns: Sequence[str], words: Sequence[int]) -> None:
        """The set of bits in the columns shares a member with the set in the words."""
        used = [(column, word) for column, word in zip(columns, words, strict=True) if word]
        tests = [f"({column} & ?::UBIGINT) <> 0" for column, _ in used]
        self.add(f"({' OR '.join(tests)})" if used else "false", *(word for _, word in used))

    @property
    def where(self) -> str:
        """The WHERE clause."""
        return f"WHERE {' AND '.join(self.sql)}" if self.sql else ""


def in_scope(codes: Codes, filters: GapFilters) -> Conditions:
    """Recommendations, never commitments, in the positions that coverage speaks of, as far as the filters choose."""
    conditions = chosen(codes, filters)
    add_kinds(conditions, (RecommendationKind.RECOMMENDATION,))
    add_positions(conditions, filters.positions)
    return conditions


def chosen(codes: Codes, filters: GapFilters) -> Conditions:
    """What the filters say, except on positions. A code that no record uses matches nothing."""
    conditions = Conditions()
    if filters.states or filters.un_groups or filters.regions or filters.groups:
        conditions.one_of("state", states_chosen(codes, filters))
    if filters.cycles:
        conditions.one_of("cycle", _numbers(filters.cycles))
    if filters.sessions:
        conditions.one_of("session", _numbers(filters.sessions))
    _add_values(conditions, codes.theme, filters.themes)
    _add_values(conditions, codes.persons, filters.persons)
    _add_values(conditions, codes.sdg, map(str, filters.sdgs))
    _add_values(conditions, codes.recommending, filters.recommending)
    if filters.modalities:
        conditions.any_bit(["modalities"], [sum(1 << MODALITIES.index(form) for form in set(filters.modalities))])
    return conditions


def states_chosen(codes: Codes, filters: GapFilters) -> list[int]:
    """The numbers of the States under review that fit all filters on States; none where these contradict each other."""
    return [number for number, state in enumerate(codes.states) if _is_chosen(state, filters)]


def add_positions(conditions: Conditions, positions: Iterable[Position]) -> None:
    """Only these positions."""
    conditions.one_of("position", [POSITIONS.index(position) for position in positions])


def add_kinds(conditions: Conditions, kinds: Iterable[RecommendationKind]) -> None:
    """Only these kinds."""
    conditions.one_of("kind", [KINDS.index(kind) for kind in kinds])


def add_bands(conditions: Conditions, bands: Iterable[SupportBand]) -> None:
    """Only these support bands; what is out of scope has none."""
    conditions.one_of("band", [BANDS.index(band) for band in bands])


def add_words(conditions: Conditions, query: Query) -> None:
    """Only texts that the query finds."""
    sql, parameters = words_condition(query)
    conditions.add(sql, *parameters)


def words_condition(query: Query) -> tuple[str, list[str]]:
    """A query as one condition on the columns of words and references, and its parameters."""
    match query:
        case Words(words):
            return "contains(search_text, ?)", [f" {' '.join(words)} "]
        case Prefix(before, beginning, ()):
            return "contains(search_text, ?)", [f" {' '.join((*before, beginning))}"]
        case Prefix():
            return "regexp_matches(search_text, ?)", [_pattern(query)]
        case Reference(words, "paragraph", key):
            sql, parameters = words_condition(words)
            return f"({sql} OR paragraph = ?)", [*parameters, key]
        case Reference(words, _, key):
            sql, parameters = words_condition(words)
            return f"({sql} OR symbol = ? OR starts_with(symbol, ?))", [*parameters, key, f"{key}/"]
        case Not(part):
            sql, parameters = words_condition(part)
            return f"NOT ({sql})", parameters
        case Or(parts):
            return _any_of(parts)
        case And(parts):
            return _joined(" AND ", parts)


def _any_of(parts: Sequence[Query]) -> tuple[str, list[str]]:
    """Any of the parts; the terms among them in one pass over the texts, however many they are."""
    terms = [part for part in parts if isinstance(part, Words | Prefix)]
    others = [part for part in parts if not isinstance(part, Words | Prefix)]
    if len(terms) < 2:
        return _joined(" OR ", parts)
    pattern = "|".join(map(_pattern, terms))
    sql, parameters = _joined(" OR ", others) if others else ("false", [])
    return f"(regexp_matches(search_text, ?) OR {sql})", [pattern, *parameters]


def _joined(operator: str, parts: Sequence[Query]) -> tuple[str, list[str]]:
    if not parts:
        return "true", []
    pairs = [words_condition(part) for part in parts]
    return f"({operator.join(sql for sql, _ in pairs)})", [value for _, values in pairs for value in values]


def _pattern(term: Words | Prefix) -> str:
    """A term as a regular expression over a search text. Reduced words hold letters and digits only."""
    if isinstance(term, Words):
        return f" {' '.join(term.words)} "
    start = " ".join(("", *term.before, ""))
    endings = "|".join((term.beginning, *(f"{word} " for word in term.others)))
    return f"{start}(?:{endings})"


def _add_values(conditions: Conditions, values: Field, wanted: Iterable[str]) -> None:
    codes = tuple(wanted)
    if codes:
        conditions.any_bit(values.columns, values.bits(values.numbers(codes)))


def _numbers(wanted: Iterable[int]) -> list[int]:
    """Those that the columns can hold: an address can name any number."""
    return sorted({number for number in wanted if 0 <= number < 256})


def _is_chosen(state: StateFacts, filters: GapFilters) -> bool:
    """Whether each of the filters on States that the reader set holds for this one."""
    groups = {StateGroup.LDC.value: state.ldc, StateGroup.LLDC.value: state.lldc, StateGroup.SIDS.value: state.sids}
    return (
        (not filters.states or state.iso3 in filters.states)
        and (not filters.un_groups or state.un_group in filters.un_groups)
        and (not filters.regions or state.region in filters.regions)
        and (
            not filters.groups or any(groups.get(StateGroup(name), False) for name in filters.groups if name in groups)
        )
    )
