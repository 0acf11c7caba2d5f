"""The whole result of a search as files, and the names of what a search names."""

from components.recommendations.result_files import ResultSource, offer_result, result_notes
from components.shared.filters import RECOMMENDATIONS, chosen_in_words, filter_parameters
from components.shared.table_files import FileNotes
from data_access.queries.coverage.labels import labels
from data_access.queries.recommendations.search import RecommendationQuery
from data_access.queries.recommendations.whole_result import whole_result
from data_access.queries.store import store_facts
from data_access.store.settings import public_link
from domain.search.hints import SearchHint
from languages.text import _, language


def offer_whole_result(query: RecommendationQuery, total: int) -> None:
    """Buttons for all that the query finds; collected when one is pressed."""
    address = public_link("recommendation?id=")
    offer_result(total, ResultSource(lambda: whole_result(query), labels, address, lambda: notes(query, total)))


def notes(query: RecommendationQuery, total: int) -> FileNotes:
    """What a file of the result says about itself."""
    facts = store_facts()
    asked = {"position": query.positions, "band": query.bands, "kind": query.kinds}
    chosen = {**filter_parameters(query.filters), **asked}
    told = chosen_in_words(RECOMMENDATIONS, chosen, labels)
    if query.words:
        told = ((_("Words searched"), query.words), *told)
    return result_notes(facts.sources, facts.as_of, total, told, demonstration=facts.demonstration)


def name_of_hint(hint: SearchHint) -> str:
    """The name of what a search names, in the reader's language."""
    return labels(hint.named.breakdown, language())[hint.code]
