"""What a reader types to search, and what it means: AND by default, OR, NOT or a leading "-", "phrases", prefix*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from domain.references import PARAGRAPH, paragraph_key, symbol_key
from domain.search.words import beginnings_of, located_words, search_text, text_key, whole_words_of, words_of

__all__ = [
    "And",
    "Not",
    "Or",
    "Prefix",
    "Query",
    "QueryError",
    "Reference",
    "Words",
    "has_alternatives",
    "highlight",
    "is_negative",
    "is_wordless",
    "parse_query",
    "references",
    "search_text",
    "text_key",
    "wanted_terms",
]

#: Nobody types more by hand, and each word of a query costs every reader time.
LONGEST_QUERY = 1000
MOST_TERMS = 60
DEEPEST_NESTING = 20

_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?"
    rf"|(?<![^\s(-])(?P<paragraph>{PARAGRAPH})(?![^\s)])"
    r"|(?P<sign>[()]|(?<![^\s(])-(?=[^\s)]))"
    rf"|(?P<word>[^\s(){_QUOTES}]+)"
)
_OPERATORS = frozenset({"AND", "OR", "NOT"})


class QueryError(ValueError):
    """A query that cannot be read; the message is a sentence that says why."""


@dataclass(frozen=True)
class Words:
    """These reduced words, one right after the other: one word, a phrase, or a run of Chinese characters."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Prefix:
    """The `before` words, and right after them a word that begins with `beginning`.

    `others` are the reduced forms of words that begin so as they are written but not once reduced.
    """

    before: tuple[str, ...]
    beginning: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """What has these words in its text, or stands in this paragraph, or in a document whose symbol begins so."""

    words: Words
    field: Literal["paragraph", "symbol"]
    key: str


@dataclass(frozen=True)
class Not:
    """Everything that the part does not find."""

    part: "Query"


@dataclass(frozen=True)
class And:
    """What every part finds; without parts, everything."""

    parts: tuple["Query", ...] = ()


@dataclass(frozen=True)
class Or:
    """What at least one part finds."""

    parts: tuple["Query", ...]


Query = Words | Prefix | Reference | Not | And | Or


def parse_query(text: str) -> Query:
    """Read a reader's query. AND, OR and NOT are operators in capitals only; AND is left out as a rule.

    What is half written is read as if it were finished: an open quote or bracket ends where the text ends, and an
    operator without its word says nothing. An empty text finds everything; so would one that is not empty and has no
    word, which `is_wordless` tells. Raises QueryError for a query that is too long, has too many words or nests too
    deep.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"A search can have at most {LONGEST_QUERY} characters; this one has {len(text)}.")
    parsed = _Parser(list(_tokens(text))).query()
    count = _count_terms(parsed)
    if count > MOST_TERMS:
        raise QueryError(f"A search can have at most {MOST_TERMS} words; this one has {count}.")
    return parsed


def highlight(text: str, query: Query) -> list[tuple[str, bool]]:
    """The text in pieces, in order and without loss; True where a piece is what the query looks for."""
    located = list(located_words(text))
    reduced = [word for _, _, word in located]
    hit = [False] * len(text)
    for term in wanted_terms(query):
        for first, last in _places(reduced, term):
            start, end = located[first][0], located[last][1]
            hit[start:end] = [True] * (end - start)
    cuts = [0, *(i for i in range(1, len(text)) if hit[i] != hit[i - 1]), len(text)]
    return [(text[start:end], hit[start]) for start, end in pairwise(cuts) if end > start]


def _places(reduced: Sequence[str], term: Words | Prefix) -> Iterator[tuple[int, int]]:
    """First and last index of each run of words that the term finds."""
    exact = term.words if isinstance(term, Words) else term.before
    length = len(exact) + isinstance(term, Prefix)
    for first in range(len(reduced) - length + 1):
        last = first + length - 1
        if tuple(reduced[first : first + len(exact)]) != exact:
            continue
        if isinstance(term, Words) or reduced[last].startswith(term.beginning) or reduced[last] in term.others:
            yield first, last


def wanted_terms(query: Query) -> Iterator[Words | Prefix]:
    """The terms that a query looks for, without those that it excludes."""
    match query:
        case Words() | Prefix():
            yield query
        case Reference(words):
            yield words
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted_terms(part)


def is_wordless(text: str) -> bool:
    """Whether a reader typed something in which there is no word to search, such as "!@#", "*" or "AND"."""
    return bool(text.strip()) and parse_query(text) == And()


def is_negative(query: Query) -> bool:
    """Whether the query only says what is left out."""
    return query != And() and next(wanted_terms(query), None) is None


def references(query: Query) -> tuple[Reference, ...]:
    """The paragraphs and documents that a query looks for, each once; not those that it leaves out."""
    match query:
        case Reference():
            return (query,)
        case And(parts) | Or(parts):
            return tuple(dict.fromkeys(found for part in parts for found in references(part)))
    return ()


def has_alternatives(query: Query) -> bool:
    """Whether two texts that the query finds can have different ones of its words."""
    return isinstance(query, Or) or (isinstance(query, And) and any(map(has_alternatives, query.parts)))


def _count_terms(query: Query) -> int:
    match query:
        case Not(part):
            return _count_terms(part)
        case And(parts) | Or(parts):
            return sum(map(_count_terms, parts))
    return 1


def _tokens(text: str) -> Iterator[str | Query]:
    """Operators and brackets as text, and terms. A leading minus becomes NOT; what has no word in it is left out."""
    for found in _TOKEN.finditer(text):
        if found["sign"]:
            yield "NOT" if found["sign"] == "-" else found["sign"]
        elif found["word"] in _OPERATORS:
            yield found["word"]
        elif found["paragraph"]:
            written = found["paragraph"]
            yield Reference(Words(words_of(written)), "paragraph", paragraph_key(written))
        else:
            term = _term(found["word"] or found["phrase"] or "")
            if term is not None:
                yield term


def _term(written: str) -> Query | None:
    if written.rstrip().endswith("*"):
        return _beginning(written)
    words = words_of(written)
    if not words:
        return None
    symbol = symbol_key(written)
    return Reference(Words(words), "symbol", symbol) if symbol else Words(words)


def _beginning(written: str) -> Query | None:
    """A word that begins so, in each spelling that reduced words can have."""
    located = list(located_words(written))
    if not located:
        return None
    # A compound is several words in one place: the place of the last is where it begins.
    start, end, _ = located[-1]
    before = tuple(word for place, _, word in located if place < start)
    ways = [
        Prefix((*before, *first), beginning, whole_words_of(beginning))
        for first, beginning in beginnings_of(written[start:end])
    ]
    return ways[0] if len(ways) == 1 else Or(tuple(ways))


class _Parser:
    """Reads tokens from left to right; NOT binds strongest, then AND, then OR."""

    def __init__(self, tokens: list[str | Query]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def query(self) -> Query:
        """Read all that there is; a closing bracket too many is passed over."""
        parts = []
        while self._next < len(self._tokens):
            parts.append(self._any())
            self._take(")")
        return _joined(And, parts)

    def _any(self) -> Query:
        parts = [self._all()]
        while self._take("OR"):
            parts.append(self._all())
        return _joined(Or, [part for part in parts if part != And()])

    def _all(self) -> Query:
        parts = []
        while self._next < len(self._tokens) and self._tokens[self._next] not in ("OR", ")"):
            if not self._take("AND"):
                parts.append(self._one())
        return _joined(And, [part for part in parts if part != And()])

    def _one(self) -> Query:
        if self._next >= len(self._tokens) or self._tokens[self._next] in ("AND", "OR", ")"):
            return And()
        self._deeper()
        try:
            if self._take("NOT"):
                part = self._one()
                return part if part == And() else Not(part)
            if self._take("("):
                inner = self._any()
                self._take(")")
                return inner
        finally:
            self._depth -= 1
        term = self._tokens[self._next]
        self._next += 1
        return And() if isinstance(term, str) else term

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise QueryError(f"A search can have at most {DEEPEST_NESTING} brackets inside each other.")

    def _take(self, sign: str) -> bool:
        found = self._next < len(self._tokens) and self._tokens[self._next] == sign
        self._next += found
        return found


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query:
    """One part as it is, none as everything, several together; what is said twice counts once."""
    different = tuple(dict.fromkeys(parts))
    if not different:
        return And()
    return different[0] if len(different) == 1 else kind(different)
