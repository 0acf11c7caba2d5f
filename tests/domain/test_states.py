"""How a spelling finds its State, and how names are compared and ordered."""

import pytest

from domain.sdgs import parse_sdg
from domain.states import NAME_LANGUAGES, UNKNOWN_STATE_MARKS, State, StateKind, StateNames, normalise_name, sort_key


@pytest.fixture(scope="module")
def names() -> StateNames:
    return StateNames(
        [
            ("PK", "PAK"),
            ("PAK", "PAK"),
            ("Pakistan", "PAK"),
            ("Guinea", "GIN"),
            ("Guinea-Bissau", "GNB"),
            ("Côte d'Ivoire", "CIV"),
            ("Trinidad and Tobago", "TTO"),
            ("Saint Kitts and Nevis", "KNA"),
            ("State of Palestine", "PSE"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("pakistan", "PAK"),
        ("  PAKISTAN ", "PAK"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("C&ocirc;te d&#39;Ivoire", "CIV"),
        ("Trinidad & Tobago", "TTO"),
        ("Trinidad &amp; Tobago", "TTO"),
        ("St. Kitts and Nevis", "KNA"),
        ("the State of Palestine*", "PSE"),
        ("Guinea Bissau", "GNB"),
        ("Guinea", "GIN"),
    ],
)
def test_case_accents_punctuation_articles_and_footnote_marks_do_not_matter(
    names: StateNames, text: str, iso3: str
) -> None:
    assert names.resolve(text) == iso3


def test_a_code_counts_only_in_capitals(names: StateNames) -> None:
    assert names.resolve("PK") == "PAK"
    assert names.resolve(" PAK ") == "PAK"
    assert names.resolve("pk") is None
    assert names.resolve("Pak") is None


@pytest.mark.parametrize("text", ["", "*", "the", "Pakistn", "Guinea Conakry", "Pakistan and Guinea", "Kosovo*", "XX"])
def test_a_spelling_that_is_not_known_finds_no_state(names: StateNames, text: str) -> None:
    assert names.resolve(text) is None


def test_one_spelling_for_two_states_is_refused() -> None:
    with pytest.raises(ValueError, match="KOR"):
        StateNames([("Korea", "KOR"), ("KOREA", "PRK")])
    with pytest.raises(ValueError, match="AUS"):
        StateNames([("AU", "AUS"), ("AU", "AUT")])


def test_marks_for_an_unnamed_state_are_recognised_after_normalising() -> None:
    for mark in ("&#40;Unknown&#41;", "(Unknown)", "Observer", "N/A", " - "):
        assert normalise_name(mark) in UNKNOWN_STATE_MARKS
    assert normalise_name("NA") not in UNKNOWN_STATE_MARKS  # Namibia


def test_normalising_twice_changes_nothing() -> None:
    for text in ("Côte d’Ivoire", "St Vincent & the Grenadines", "الأرجنتين", "Йемен", "大韩民国", "TÜRKİYE"):
        assert normalise_name(normalise_name(text)) == normalise_name(text)


def test_accents_and_case_do_not_change_the_order_of_names() -> None:
    french = ["Zambie", "Équateur", "Islande", "Égypte", "Îles Salomon", "Espagne"]
    assert sorted(french, key=lambda name: sort_key(name, "fr")) == [
        "Égypte",
        "Équateur",
        "Espagne",
        "Îles Salomon",
        "Islande",
        "Zambie",
    ]


def test_arabic_names_are_filed_without_their_article() -> None:
    arabic = ["الأرجنتين", "ألبانيا", "اليابان", "أرمينيا", "تونس"]
    assert sorted(arabic, key=lambda name: sort_key(name, "ar")) == [
        "الأرجنتين",
        "أرمينيا",
        "ألبانيا",
        "تونس",
        "اليابان",
    ]


def test_chinese_names_follow_pinyin() -> None:
    chinese = ["中国", "芬兰", "斐济", "阿富汗", "菲律宾", "瑙鲁", "尼泊尔"]
    assert sorted(chinese, key=lambda name: sort_key(name, "zh")) == [
        "阿富汗",
        "菲律宾",
        "斐济",
        "芬兰",
        "瑙鲁",
        "尼泊尔",
        "中国",
    ]


def test_a_name_falls_back_to_english() -> None:
    state = State(
        iso3="PAK",
        iso2="PK",
        kind=StateKind.MEMBER,
        m49="586",
        un_group=None,
        region="142",
        subregion="034",
        ldc=False,
        lldc=False,
        sids=False,
        longitude=68.81,
        latitude=29.38,
        names={"en": "Pakistan", "es": "Pakistán"},
        formal={},
    )
    assert state.name("es") == "Pakistán"
    assert state.name("ar") == "Pakistan"
    assert len({state, state}) == 1
    assert sorted(NAME_LANGUAGES) == ["ar", "en", "es", "fr", "ru", "zh"]


@pytest.mark.parametrize(
    ("text", "goal", "target"),
    [
        ("5 - GENDER EQUALITY", 5, None),
        ("16.3 - Promote the rule of law", 16, "16.3"),
        ("16.a - Strengthen relevant national institutions", 16, "16.a"),
        ("16.A - Strengthen relevant national institutions", 16, "16.a"),
        ("8.10 - Strengthen the capacity of financial institutions", 8, "8.10"),
        ("SDG 16 - Peace, justice", 16, None),
        (" 17 ", 17, None),
    ],
)
def test_a_goal_or_target_is_read_as_documents_write_it(text: str, goal: int, target: str | None) -> None:
    assert parse_sdg(text) == (goal, target)


@pytest.mark.parametrize(
    "text", ["", "0 - Nothing", "18 - None", "16.0 - None", "Gender equality", "5 years", "16.ab", "١"]
)
def test_text_that_names_no_goal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Sustainable Development Goal"):
        parse_sdg(text)
