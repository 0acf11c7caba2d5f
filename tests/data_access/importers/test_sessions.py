"""The session is read where a source names it, and never guessed from the first number of a cell."""

import pytest

from data_access.importers.source_records import RowRejected
from data_access.importers.values.sessions import cycle_said, session_of


@pytest.mark.parametrize(
    "text",
    [
        *("20", "20.0", "20th", "20 - November", "20 - November 2014", "20 (2014)", "20 – January/February 2014"),
        *("Session 20", "session no. 20", "20th session", "20th UPR session", "20e session", "UPR 20", "UPR20", "S20"),
        *("2nd cycle - session 20", "Session 20 (2nd cycle)", "Cycle 2, session 20", "Second cycle - 20th session"),
        *("C2 S20", "20th session of the Working Group", "A/HRC/WG.6/20/KEN/1"),
    ],
)
def test_a_session_is_read_in_every_clear_wording(text: str) -> None:
    assert session_of(text) == 20


@pytest.mark.parametrize(
    "text",
    [
        "11/26/2016",
        "2016-11-26T00:00:00",
        "26.11.2016",
        "20-Nov",
        "Nov-20",
        "20 November 2014",
        "November 2014",
        "42700",
    ],
)
def test_a_cell_that_became_a_date_is_rejected_as_such(text: str) -> None:
    with pytest.raises(RowRejected, match="made a date of it"):
        session_of(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no session"),
        ("0", "session 0 is not one of 1 to 54"),
        ("55", "session 55 is not one of 1 to 54"),
        ("2014", "session 2014 is not one of 1 to 54"),
        ("1st cycle - session 20", "contradicts itself"),
        *(
            (text, "cannot be read")
            for text in ("XX", "2nd cycle", "20/21", "20, 21", "20-21", "20.5", "-20", "3 of 20")
        ),
    ],
)
def test_what_names_no_one_session_is_rejected(text: str, reason: str) -> None:
    with pytest.raises(RowRejected, match=reason):
        session_of(text)


def test_a_cycle_is_read_in_words_and_numbers() -> None:
    assert [cycle_said(text) for text in ("2", "2.0", "Cycle 3", "4th cycle", "first cycle", "20", "", "x")] == [
        *(2, 2, 3, 4, 1),
        *(None, None, None),
    ]
