"""A file of a search holds every row that was found, in the order of the list, with all that is known of each."""

from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from components.recommendations.result_files import ResultSource, result_columns, result_frames, result_notes
from components.shared.table_files import table_csv, table_xlsx
from data_access.queries.coverage.labels import labels
from data_access.queries.recommendations import whole_result as queries
from data_access.queries.recommendations.search import RecommendationQuery, Sort, search_recommendations
from data_access.queries.recommendations.whole_result import whole_result
from domain.vocabulary import Position, Source
from languages.source_terms import term_name
from languages.text import speaking
from tests.builder_rows import MOMENT
from tests.builders import add_activity, add_recommendation

pytestmark = pytest.mark.usefixtures("store")


def source(query: RecommendationQuery) -> ResultSource:
    return ResultSource(
        lambda: whole_result(query),
        labels,
        "https://upr.example.org/recommendation?id=",
        lambda: result_notes((Source.UHRI,), MOMENT, 1, [("Words searched", "train")], demonstration=False),
    )


def test_the_result_is_whole_and_in_the_order_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PIECE", 3)
    for state in ("UGA", "KEN", "FRA", "UGA", "KEN", "CHL", "BOL"):
        add_recommendation(state=state)
    add_recommendation(text="Ratify")
    for sort in Sort:
        query = RecommendationQuery(words="training", sort=sort, page=2, page_size=2)
        pieces = list(whole_result(query))
        assert [len(piece) for piece in pieces] == [3, 3, 1]
        listed = [
            code
            for page in range(1, 5)
            for code in search_recommendations(RecommendationQuery("training", sort=sort, page=page, page_size=2)).rows[
                "code"
            ]
        ]
        assert [code for piece in pieces for code in piece["code"]] == listed


@pytest.mark.parametrize(
    ("language", "state", "position", "recommending", "goal"),
    [
        ("en", "Kenya", "Partly accepted", "France; Norway", "16. Peace"),
        ("ar", "كينيا", "مقبولة جزئياً", "فرنسا; النرويج", "16. "),
    ],
)
def test_a_row_says_all_that_is_known_in_words_of_the_readers_language(
    language: str, state: str, position: str, recommending: str, goal: str
) -> None:
    code = add_recommendation(
        Position.PARTLY_SUPPORTED,
        state="KEN",
        cycle=3,
        session=35,
        themes=["Torture", "Education"],
        persons=["Children"],
        sdgs=["16.3", 4],
        by=["NOR", "FRA"],
        paragraph="142.10",
        symbol="A/HRC/44/9",
        text="Train the judges",
    )
    add_activity([code])
    made = source(RecommendationQuery(language=language))
    with speaking(language):
        content = table_csv(result_frames(made), columns=result_columns(), demonstration=False)
        book = table_xlsx(result_frames(made), columns=result_columns(), notes=made.notes())
        children = term_name("Children")
        titles = [column.title for column in result_columns().values()]
    row = dict(zip(result_columns(), pd.read_csv(BytesIO(content)).iloc[0], strict=True))
    assert (row["code"], row["state"], row["iso3"], row["cycle"], row["session"]) == (code, state, "KEN", 3, 35)
    assert (row["paragraph"], row["symbol"], row["text"]) == ("para. 142.10", "A/HRC/44/9", "Train the judges")
    assert (row["position_word"], row["address"]) == (
        "Partly supported",
        f"https://upr.example.org/recommendation?id={code}",
    )
    assert row["recommending"].split("; ") == sorted(recommending.split("; ")) or row["recommending"] == recommending
    assert row["position"] == position
    assert row["themes"] == "Education; Torture"
    assert row["persons"] == children
    assert goal in row["sdgs"]
    assert all(isinstance(row[name], str) and row[name] for name in ("kind", "position", "band", "source", "language"))
    sheet = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == titles
    cells = dict(zip(result_columns(), (cell.value for cell in sheet[2]), strict=True))
    assert (cells["paragraph"], cells["cycle"], cells["session"], cells["state"]) == ("142.10", 3, 35, state)


def test_the_day_of_publication_is_a_date_and_absent_where_the_source_names_none() -> None:
    add_recommendation()
    found = next(whole_result(RecommendationQuery()))
    assert list(found["published_on"]) == [None]
    made = source(RecommendationQuery())
    told = [piece.assign(published_on=[date(2015, 3, 26)]) for piece in result_frames(made)]
    book = openpyxl.load_workbook(BytesIO(table_xlsx(told, columns=result_columns(), notes=made.notes())))
    place = list(result_columns()).index("published_on") + 1
    assert str(book.worksheets[0].cell(2, place).value).startswith("2015-03-26")


def test_a_result_without_rows_is_a_heading() -> None:
    assert list(whole_result(RecommendationQuery(words="nowhere"))) == []
