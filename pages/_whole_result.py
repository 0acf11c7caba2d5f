"""The whole result of a search as files, and the names of what a search names."""

from components.filters import filters_in_words
from components.result_files import ResultSource, offer_result, result_notes
from components.search_bar import Refinement, refined_in_words
from components.table_files import FileNotes
from data_access.queries.labels import labels
from data_access.queries.search import RecommendationQuery
from data_access.queries.store import store_facts
from data_access.queries.whole_result import whole_result
from data_access.settings import public_link
from domain.search_hints import SearchHint
from domain.vocabulary import Breakdown
from languages.text import language


def offer_whole_result(query: RecommendationQuery, total: int) -> None:
    """Buttons for all that the query finds; collected when one is pressed."""
    address = public_link("recommendation?id=")
    offer_result(total, ResultSource(lambda: whole_result(query), labels, address, lambda: notes(query, total)))


def notes(query: RecommendationQuery, total: int) -> FileNotes:
    """What a file of the result says about itself."""
    facts, filters = store_facts(), query.filters
    refined = Refinement(query.positions, query.bands, query.kinds, filters.recommending, filters.sessions)
    states = labels(Breakdown.RECOMMENDING, language())
    chosen = [*refined_in_words(query.words, refined, states), *filters_in_words(filters, labels)]
    return result_notes(facts.sources, facts.as_of, total, chosen, demonstration=facts.demonstration)


def name_of_hint(hint: SearchHint) -> str:
    """The name of what a search names, in the reader's language."""
    return labels(hint.named.breakdown, language())[hint.code]
