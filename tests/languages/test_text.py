"""Texts in the reader's language: catalogues, plurals, numbers, dates."""

import ast
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from languages import text

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = [code for code in text.offered_languages() if code != text.SOURCE_LANGUAGE]


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    text.set_language("en")


def test_another_language_is_spoken_for_a_while_and_not_after() -> None:
    text.set_language("en")
    with text.speaking("ar") as spoken:
        assert (spoken, text.direction()) == ("ar", "rtl")
    assert text.language() == "en"
    with text.speaking("xx") as spoken:
        assert spoken == "en"


def test_a_refusal_while_another_language_is_spoken_brings_the_first_one_back() -> None:
    with pytest.raises(KeyError), text.speaking("ar"):
        raise KeyError
    assert text.language() == "en"


def catalogue(code: str) -> Catalog:
    with text.catalogue_file(code).open("rb") as source:
        return read_po(source, locale=code, abort_invalid=True)


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def as_tuple(message: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


def test_arabic_is_offered_and_runs_from_right_to_left() -> None:
    assert text.set_language("ar") == "ar"
    assert text.direction() == "rtl"


@pytest.mark.parametrize("code", ["xx", "", None, "../../etc"])
def test_a_language_that_is_not_offered_becomes_english(code: str | None) -> None:
    assert text.set_language(code) == "en"
    assert text.direction() == "ltr"


@pytest.mark.parametrize("code", TRANSLATED)
def test_each_message_has_a_translation_with_the_same_placeholders(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            sources, targets = as_tuple(message.id), as_tuple(message.string)
            assert all(targets or [""]), f"not translated: {sources[0]}"
            assert not message.fuzzy, f"to be reviewed: {sources[0]}"
            assert all(placeholders(target) == placeholders(sources[-1]) for target in targets), sources[0]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_holds_the_messages_of_the_template(code: str) -> None:
    with (text.CATALOGUES / "messages.pot").open("rb") as source:
        template = {message.id for message in read_po(source)}
    assert {message.id for message in catalogue(code)} == template


@pytest.mark.parametrize("file", sorted((ROOT / "components").rglob("*.py")) + sorted((ROOT / "pages").glob("*.py")))
def test_no_text_is_translated_inside_an_f_string_where_extraction_cannot_see_it(file: Path) -> None:
    for outer in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(outer, ast.JoinedStr):
            calls = [inner.func for inner in ast.walk(outer) if isinstance(inner, ast.Call)]
            names = {function.id for function in calls if isinstance(function, ast.Name)}
            assert not names & {"_", "ngettext", "pgettext", "N_"}, f"{file.name}:{outer.lineno}"


@pytest.mark.parametrize(
    ("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (103, 3), (11, 4), (99, 4), (100, 5), (102, 5)]
)
def test_arabic_has_its_six_plural_forms(count: int, form: int) -> None:
    source = ("{count} recommendation", "{count} recommendations")
    message = catalogue("ar").get(source[0])
    assert message is not None
    text.set_language("ar")
    assert text.ngettext(*source, count) == as_tuple(message.string)[form]


def test_a_text_that_no_catalogue_knows_stays_english() -> None:
    text.set_language("ar")
    assert text._("A sentence nobody wrote.") == "A sentence nobody wrote."
    assert text.ngettext("{count} moon", "{count} moons", 1) == "{count} moon"
    assert text._("") == ""


@pytest.mark.parametrize("content", [b"", b'msgid "cut', b"\xff\xfe\x00", b'msgid "a"\nmsgstr "b" "c\n'])
def test_a_broken_catalogue_falls_back_to_english(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "CATALOGUES", tmp_path)
    file = text.catalogue_file("ar")
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    text.set_language("ar")
    assert text._("Recommendations") == "Recommendations"


def test_a_catalogue_that_vanishes_falls_back_to_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text.set_language("ar")
    monkeypatch.setattr(text, "CATALOGUES", tmp_path)
    assert text._("Recommendations") == "Recommendations"


def test_numbers_have_latin_digits_and_the_separators_of_the_language() -> None:
    assert text.number(1234567) == "1,234,567"
    assert text.number(12.345, 1) == "12.3"
    assert text.percent(0.123) == "12%"
    assert text.percent(0.123, 1) == "12.3%"
    assert text.money(Decimal("12500"), "USD").replace("\xa0", " ") == "USD 12,500"
    text.set_language("ar")
    assert text.number(1234567) == "1,234,567"


def test_a_day_is_written_out_and_in_arabic_with_both_names_of_the_month() -> None:
    day = date(2026, 5, 12)
    assert text.date(day) == "12 May 2026"
    assert text.moment(datetime(2026, 5, 12, 9, 5, tzinfo=UTC)) == "12 May 2026, 09:05 UTC"
    text.set_language("ar")
    assert text.date(day) == "12 أيار/مايو 2026"


def test_a_list_reads_as_a_sentence_does() -> None:
    assert text.listing(["a", "b", "c"]) == "a, b and c"
    assert text.listing([]) == ""
