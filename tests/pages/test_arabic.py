"""What an Arabic reader sees is Arabic, but for what others wrote: texts, titles and names in their own words."""

import re
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from languages.source_words import AFFECTED_PERSONS, INDEX_THEMES
from seed.invented.wording import topics
from tests.builders import add_activity, add_recommendation, add_request
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")

THEMES = (
    "Right to health",
    "Children: definition; general principles; protection",
    "Technical assistance & cooperation",
)
PERSONS = ("Persons with disabilities", "Women & girls")
#: Names of formats, sources, licences and signs of a search, which Arabic pages write in Latin letters, too.
KEPT = {
    "CSV",
    "PNG",
    "SVG",
    "XLSX",
    "UPR",
    "Info",
    "MIT",
    "woman",
    "women",
    "labour",
    "labor",
    "NOT",
    "AND",
    "prison",
    "http",
    "https",
}
_LATIN = re.compile(r"[A-Za-z]{3,}")
_CODES = re.compile(r"UPRC-[A-Z]{3}-\d+|\u2068[^\u2069]*\u2069")
_EMPTY = {"br", "img", "input", "meta", "link", "hr"}


class _Latin(HTMLParser):
    """Collects Latin words outside of what says itself to be in another language or somebody's own words."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        other = given.get("dir") == "auto" or given.get("lang") not in {None, "ar"} or tag in {"code", "style", "svg"}
        if tag not in _EMPTY:
            self.others.append(other or bool(self.others and self.others[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and self.others:
            self.others.pop()

    def handle_data(self, data: str) -> None:
        if not (self.others and self.others[-1]):
            self.found += [word for word in _LATIN.findall(_CODES.sub("", data)) if word not in KEPT]


def latin_words(html: str) -> list[str]:
    reader = _Latin()
    reader.feed(html)
    return reader.found


def filled() -> str:
    """A recommendation with what is linked to it; returns its code."""
    code = add_recommendation(themes=THEMES, persons=PERSONS, sdgs=("14.b",), session=30)
    add_recommendation(themes=THEMES[:1], persons=PERSONS[:1], state="UGA")
    add_activity([code], themes=THEMES)
    add_request([code], themes=THEMES[:2])
    return code


def opened(script: str, **address: str) -> AppTest:
    at = open_screen("overview.py").switch_page(script)
    for name, value in {**address, "lang": "ar"}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def everything(at: AppTest) -> str:
    """All that the screen gives a reader: HTML, texts, pictures and the choices of its lists."""
    told = [html_of(at)]
    told += [str(getattr(one, "value", "")) for kind in ("title", "markdown", "caption") for one in at.get(kind)]
    told += [chart.proto.spec.encode().decode("unicode_escape", "ignore") for chart in at.get("plotly_chart")]
    told += [option for chosen in (at.selectbox, at.multiselect) for one in chosen for option in one.options]
    return "\n".join(told)


SCREENS = {
    "overview.py": {},
    "coverage_gaps.py": {"by": "theme"},
    "map.py": {},
    "cooperation.py": {"view": "providers"},
    "recommendations.py": {"theme": "right-to-health"},
    "recommendation.py": {"id": "UPRC-REC-000001"},
    "state.py": {"state": "KEN"},
    "record.py": {"id": "UPRC-ACT-000001"},
    "about.py": {},
}


@pytest.mark.parametrize("script", SCREENS)
def test_no_theme_and_no_group_of_persons_stands_in_english_on_an_arabic_page(script: str) -> None:
    filled()
    told = everything(opened(script, **SCREENS[script]))
    english = {*INDEX_THEMES, *AFFECTED_PERSONS, *(topic.theme for topic in topics())}
    assert [words for words in sorted(english) if words in told or words.replace("&", "&amp;") in told] == []


@pytest.mark.parametrize("script", SCREENS)
def test_latin_letters_on_an_arabic_page_are_only_others_own_words(script: str) -> None:
    filled()
    at = opened(script, **SCREENS[script])
    assert latin_words("\n".join(element.proto.body for element in at.get("html"))) == []


@pytest.mark.parametrize("view", ["persons", "theme"])
def test_the_bars_of_coverage_are_named_in_arabic(view: str) -> None:
    filled()
    told = everything(opened("coverage_gaps.py", by=view))
    assert {"persons": "الأشخاص ذوو الإعاقة", "theme": "الحق في الصحة"}[view] in told


def test_a_theme_without_a_translation_is_marked_as_english_on_an_arabic_page() -> None:
    code = add_recommendation(themes=["Rights of rivers"])
    told = html_of(opened("recommendation.py", id=code))
    assert re.search(r'theme=rights-of-rivers[^>]* lang="en" dir="auto">Rights of rivers</a>', told)
    assert 'lang="en"' not in html_of(opened("recommendation.py", id=filled())).split("المواضيع")[1]


def test_themes_of_a_record_stand_in_the_order_of_the_readers_language() -> None:
    told = html_of(opened("recommendation.py", id=filled()))
    assert told.index("الأطفال: التعريف") < told.index("الحق في الصحة") < told.index("المساعدة التقنية")


def test_a_target_keeps_its_number_before_its_letter() -> None:
    at = opened("recommendation.py", id=filled())
    assert any("\u206814.b\u2069" in element.proto.body for element in at.get("html"))
