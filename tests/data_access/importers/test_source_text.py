"""Texts of the exports: their numbering and the States at their end."""

import pytest

from data_access.importers.values.paragraphs import split_paragraph
from data_access.importers.values.source_text import plain_text
from data_access.importers.values.state_lists import split_recommending
from data_access.store.reference import read_state_names


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
        ("Recommendation No. 3, para. 96: 21. Ratify the treaty", "96.21", "Ratify the treaty"),
        ("Recommendation contained in 79(a): Ratify the treaty", "79(a)", "Ratify the treaty"),
        ("Recommendations contained in para. 79: Ratify the treaty", "79", "Ratify the treaty"),
        ("Recommendation from paragraph 79 (a): ratify the treaty", "79(a)", "ratify the treaty"),
        ("Recommendation 5: Ratify the treaty", "5", "Ratify the treaty"),
        ("Rec. 100.1 – Ratify the treaty", "100.1", "Ratify the treaty"),
        ("Paragraph 79 Ratify the treaty", "79", "Ratify the treaty"),
        ("No. 41: Ratify the treaty", "41", "Ratify the treaty"),
        ("A - 79.1 Ratify the treaty", "79.1", "Ratify the treaty"),
        ("• 100.1) Ratify the treaty", "100.1", "Ratify the treaty"),
        ("[137.1] Ratify the treaty", "137.1", "Ratify the treaty"),
        ("79.Ratify the treaty", "79", "Ratify the treaty"),
        ("79a) Ratify the treaty", "79(a)", "Ratify the treaty"),
        ("79. Établir un plan", "79", "Établir un plan"),
        ("2030 Agenda for all", "", "2030 Agenda for all"),
        ("Recommendations of the Committee", "", "Recommendations of the Committee"),
        ("Recommendation of 2008: implement it", "", "Recommendation of 2008: implement it"),
        ("Paragraph 5 of article 3", "", "Paragraph 5 of article 3"),
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
        (
            "Train judges (Finland, United Kingdom of Great Britain and Northern Ireland)",
            *("Train judges", ("FIN", "GBR")),
        ),
        (
            "Train judges (Korea, Republic of, Iran (Islamic Republic of) and Bosnia and Herzegovina);",
            *("Train judges", ("BIH", "IRN", "KOR")),
        ),
        ("Train judges (Congo, Democratic Republic of the)", "Train judges", ("COD",)),
        ("Train judges (Norway)3;", "Train judges", ("NOR",)),
        ("Train judges (Norway3; Chad*);*", "Train judges", ("NOR", "TCD")),
        ("Train judges (Norway)¹ (Chad)2.", "Train judges", ("NOR", "TCD")),
        ("Train judges (Chad) and (Kenya)", "Train judges", ("KEN", "TCD")),
        ("Train judges (Norway); and", "Train judges", ("NOR",)),
        ("Train judges [Norway | UK]", "Train judges", ("GBR", "NOR")),
        ("Use information technology (IT);", "Use information technology (IT)", ()),
        ("Help all (women and children)", "Help all (women and children)", ()),
        ("Ratify it (Convention 189)", "Ratify it (Convention 189)", ()),
        ("Do it (Norway) by 2030", "Do it (Norway) by 2030", ()),
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


def test_a_code_in_brackets_counts_where_the_record_names_that_state() -> None:
    text, resolve = "Train judges (IT; PK)", read_state_names().resolve
    assert split_recommending(text, resolve) == (text, ())
    assert split_recommending(text, resolve, ("ITA", "PAK")) == ("Train judges", ("ITA", "PAK"))


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
