"""Texts of the exports: their numbering and the States at their end."""

import pytest

from data_access.importers.source_text import plain_text, split_paragraph, split_recommending
from data_access.reference import read_state_names


@pytest.mark.parametrize(
    ("text", "paragraph", "rest"),
    [
        ("137.197 Ratify the treaty", "137.197", "Ratify the treaty"),
        ("26.10. Ratify the treaty", "26.10", "Ratify the treaty"),
        ("137.197Ratify the treaty", "137.197", "Ratify the treaty"),
        ("79(a) Ratify the treaty", "79(a)", "Ratify the treaty"),
        ("79 (B) ratify the treaty", "79(b)", "ratify the treaty"),
        ("79. Ratify the treaty", "79", "Ratify the treaty"),
        ("Recommendation No. 41, para. 81: Ratify the treaty", "81, No. 41", "Ratify the treaty"),
        ("Ratify the treaty", "", "Ratify the treaty"),
        ("1.5 million people need water", "", "1.5 million people need water"),
        ("20 per cent of seats for women", "", "20 per cent of seats for women"),
        ("137.197", "", "137.197"),
    ],
)
def test_the_paragraphs_number_is_told_from_the_text(text: str, paragraph: str, rest: str) -> None:
    assert split_paragraph(text) == (paragraph, rest)


@pytest.mark.parametrize(
    ("text", "rest", "states"),
    [
        ("Train judges (Austria; Norway);", "Train judges", ("AUT", "NOR")),
        ("Train judges (Norway) (Austria).", "Train judges", ("AUT", "NOR")),
        ("Train judges (Austria, Norway and Fiji)", "Train judges", ("AUT", "FJI", "NOR")),
        ("Train judges (Bolivia (Plurinational State of); Fiji);", "Train judges", ("BOL", "FJI")),
        ("Train judges (State of Palestine*, Timor-Leste);", "Train judges", ("PSE", "TLS")),
        ("Ratify the Convention (CEDAW);", "Ratify the Convention (CEDAW)", ()),
        ("Ratify the Convention (CEDAW) (Norway);", "Ratify the Convention (CEDAW)", ("NOR",)),
        ("Train judges (Austria; Atlantis)", "Train judges (Austria; Atlantis)", ()),
        ("Train judges ();", "Train judges", ()),
        ("Train judges)", "Train judges)", ()),
        ("", "", ()),
    ],
)
def test_only_brackets_that_hold_states_alone_are_taken_off(text: str, rest: str, states: tuple[str, ...]) -> None:
    assert split_recommending(text, read_state_names().resolve) == (rest, states)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Train&nbsp;judges &amp; police</p>", "Train judges & police"),
        ("<p>Train</p><p>judges</p>", "Train judges"),
        ("<p>Train <b>jud</b>ges</p>", "Train judges"),
        ("a < b and c > d", "a < b and c > d"),
        ("<!-- <p>hidden</p> -->seen", "seen"),
        ("<script>hidden", ""),
        ("one\x00two\x07\ud800 three\ufeff", "onetwo three"),
        ("&#0;&#xd800;", "\ufffd\ufffd"),
    ],
)
def test_markup_and_unfit_signs_are_left_out(text: str, plain: str) -> None:
    assert plain_text(text) == plain
