"""The Arabic catalogue is written as Arabic is: its signs, its last letters, one word for one thing."""

import re

import pytest
from babel.messages.pofile import read_po

from languages import text

#: What stands between these signs is an example in Latin letters; `…` is a command.
_EXAMPLES = re.compile("\u2066[^\u2069]*\u2069|`[^`]*`|\\{[^}]*\\}")
#: Words that end in yeh or in alef maqsura and are often written with the other one.
_YEH = (
    "الذي",
    "التي",
    "في",
    "الدوري",
    "التقني",
    "الدولي",
    "الإقليمي",
    "الوطني",
    "القانوني",
    "المدني",
    "الطوعي",
    "المالي",
)
_MAQSURA = ("إلى", "على", "متى", "حتى", "أخرى")
#: Other words for what docs/glossary-ar.md calls otherwise.
_NOT_OURS = (
    "التعاون الفني",
    "الإشعار بالاستلام",
    "المرشحات",
    "أمين السجلات",
    "المراجعون",
    "علنياً",
    "استُعرض",
    "المعاقون",
)


def _messages() -> dict[str, str]:
    with text.catalogue_file("ar").open("rb") as source:
        catalogue = read_po(source, locale="ar")
    return {
        string: str(message.id)
        for message in catalogue
        if message.id
        for string in ((message.string,) if isinstance(message.string, str) else message.string or ())
    }


ARABIC = _messages()


def test_no_arabic_message_has_a_latin_comma_semicolon_or_question_mark() -> None:
    wrong = [string for string in ARABIC if set(",;?") & set(_EXAMPLES.sub("", string))]
    assert wrong == []


@pytest.mark.parametrize("word", _YEH)
def test_a_last_yeh_has_its_dots(word: str) -> None:
    undotted = word[:-1] + "ى"
    assert [string for string in ARABIC if re.search(rf"(?<!\w){undotted}(?!\w)", string)] == []


@pytest.mark.parametrize("word", _MAQSURA)
def test_a_last_alef_maqsura_has_no_dots(word: str) -> None:
    dotted = word[:-1] + "ي"
    assert [string for string in ARABIC if re.search(rf"(?<!\w)و?{dotted}(?!\w)", string)] == []


@pytest.mark.parametrize("word", _NOT_OURS)
def test_one_thing_has_the_word_of_the_glossary(word: str) -> None:
    assert [string for string in ARABIC if word in string] == []


def test_arabic_letters_are_written_as_letters_and_not_as_shapes() -> None:
    shapes = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
    assert [string for string in ARABIC if shapes.search(string)] == []


@pytest.mark.parametrize(
    ("language", "list_", "row", "quotation"),
    [("en", "a; b", "a, b", "“a”"), ("ar", "a؛ b", "a، b", "«a»")],
)
def test_joined_values_have_the_signs_of_the_language(language: str, list_: str, row: str, quotation: str) -> None:
    with text.speaking(language):
        assert (text.joined(["a", "b"]), text.joined(["a", "b"], ","), text.quoted("a")) == (list_, row, quotation)
        assert text.joined([]) == ""
