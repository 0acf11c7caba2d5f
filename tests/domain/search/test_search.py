"""What a reader types, and which texts it finds: any form of a word, any script, and never an error for a sign."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.search.query import (
    DEEPEST_NESTING,
    LONGEST_QUERY,
    MOST_TERMS,
    And,
    Not,
    Or,
    Prefix,
    QueryError,
    Words,
    highlight,
    is_negative,
    is_wordless,
    parse_query,
    references,
    search_text,
    text_key,
)
from domain.search.words import located_words
from tests.oracle import finds


def found(query: str, text: str) -> bool:
    """Whether the query finds the text."""
    return finds(parse_query(query), search_text(text).split())


def hits(query: str, text: str) -> list[str]:
    """What is highlighted in the text."""
    return [piece for piece, hit in highlight(text, parse_query(query)) if hit]


# Words


@pytest.mark.parametrize(
    "forms",
    [
        "woman women Women's women’s WOMAN",
        "child children children's",
        "man men",
        "ratify ratifies ratified ratifying",
        "policy policies",
        "train trains trained training trainings",
        "use uses used using",
        "plan plans planned planning",
        "process processes processed processing",
        "agree agrees agreed agreeing",
        "crisis crises",
        "programme programmes program programs",
        "femme femmes",
        "réfugié réfugiés refugie",
        "niño niños NIÑO nino",
        "país países",
        "mujer mujeres",
        "discriminación discriminaciones discriminacion",
        "Straße STRASSE",
        "права права́ ПРАВА",
        "ещё еще",
        "الإنسان انسان إنسان الانسان",
        "حُقُوق حقوق الحقوق",
        "امرأة إمرأه",
        "１６ 16",
        # irregular plurals and verbs
        "analysis analyses analyse analyze analysed analyzing",
        "index indices indexes",
        "phenomenon phenomena",
        "criterion criteria",
        "hypothesis hypotheses",
        "memorandum memoranda memorandums",
        "matrix matrices",
        "build built",
        "undertake undertook undertaken undertaking",
        "teach taught",
        # British, American and United Nations spelling
        "organisation organization organisations ORGANIZATIONS",
        "organise organize organised organizing",
        "labour labor labours",
        "labourer laborers",
        "behavioural behavioral",
        "centre center centres centred centering",
        "defence defense",
        "licence license licensed",
        "dialogue dialog dialogues",
        "judgement judgment",
        "counsellor counselor",
        "enrolment enrollment",
        "paediatric pediatric",
        "co-operation cooperation Co‑operation",
        "e-mail email emails",
        "women's women’s women`s womens",
        # French and Spanish
        "national nationale nationaux nationales",
        "handicapé handicapée handicapés handicapées",
        "actif active actifs actives",
        "religieux religieuse",
        "loi lois",
        "œuvre oeuvre œuvres",
        "nación naciones nacion",
        "humano humana humanos humanas",
        "juez jueces",
        "ley leyes",
        # Russian
        "право права прав правам правами правах",
        "женщина женщины женщин женщинами",
        "рекомендация рекомендации рекомендаций рекомендациями",
        "национальный национальная национального национальных",
        "дети детей детям детьми",
        # Arabic
        "حقوق الحقوق وحقوق لحقوق والحقوق حقوقهم حق الحق",
        "توصية التوصيات توصيات والتوصية",
        "دولة الدول دول",
        "وطني وطنية الوطنية",
        "المدافعون المدافعين مدافع",
        "آلية آليات الآليات",
        "قانون القوانين قوانين",
        "برنامج البرامج وبرنامج",
        "لاجئ اللاجئين لاجئون واللاجئين",
        "امرأة المرأة نساء النساء",
        "طفل الأطفال للأطفال",
    ],
)
def test_the_forms_of_a_word_are_one_word(forms: str) -> None:
    assert len({search_text(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        *(
            "aids aid",
            "humane human",
            "united unit",
            "being be",
            "news new",
            "police policy",
            "child chill",
            "26.1 26.10",
        ),
        *("university universe", "traffic trafficking", "color colon", "center cent", "size sis", "promise promote"),
        *("people person", "state statute", "general generate", "motif motive", "politica politico"),
        *("семья семь", "страна странный", "لبنان لبن", "وطني وطن", "آلية لية"),
    ],
)
def test_different_words_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert search_text(one) != search_text(other)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("decision-making", "decision making"),
        ("decision making", "in decision-making"),
        ("decisionmaking", "decision-making"),
        ("healthcare", "health care"),
        ("health-care", "healthcare"),
        ("nondiscrimination", "non-discrimination"),
        ("non-discrimination", "the nondiscrimination clause"),
        ("discrimination", "nondiscrimination"),
        ("nondiscr*", "non-discrimination"),
        ("socioeconomic", "socio-economic rights"),
        ("organiz*", "organisations"),
        ("labour*", "laborers"),
        ("phenomena*", "phenomenon"),
        ("حقو*", "الحقوق"),
    ],
)
def test_a_compound_and_a_beginning_are_found_however_they_are_written(query: str, text: str) -> None:
    assert found(query, text)
    assert hits(query, text)


@pytest.mark.parametrize("text", ["!@#", "*", "AND", "NOT", '""', "()", "- -", "…"])
def test_a_search_without_a_word_is_told_from_an_empty_one(text: str) -> None:
    assert is_wordless(text)
    assert not is_wordless("")
    assert not is_wordless(f"{text} women")


@pytest.mark.parametrize(("query", "negative"), [("NOT a", True), ("-a -b", True), ("a -b", False), ("", False)])
def test_a_search_that_only_leaves_out_is_told(query: str, negative: bool) -> None:
    assert is_negative(parse_query(query)) is negative


@pytest.mark.parametrize(
    ("text", "field", "key"),
    [
        ("101.1", "paragraph", "101.1"),
        ("79(A)", "paragraph", "79(a)"),
        ("para. 79", "paragraph", "79"),
        ("§26.10", "paragraph", "26.10"),
        ("(101.1 OR women)", "paragraph", "101.1"),
        ("a/hrc/wg.6/21/ken/1", "symbol", "A/HRC/WG.6/21/KEN/1"),
        ("A/HRC/30/5", "symbol", "A/HRC/30/5"),
    ],
)
def test_a_paragraph_and_a_symbol_are_read_as_such(text: str, field: str, key: str) -> None:
    assert [(one.field, one.key) for one in references(parse_query(text))] == [(field, key)]


@pytest.mark.parametrize("text", ["1325", "and/or", "women/girls/boys", "-101.1", "covid-19", "16/9"])
def test_a_number_and_words_with_slashes_are_no_reference(text: str) -> None:
    assert references(parse_query(text)) == ()


def test_a_search_text_has_one_blank_around_each_word() -> None:
    assert search_text("Ratify, at once: the CONVENTION!") == " ratifi at once the convention "
    assert search_text("capacity-building (A/HRC/54/28)") == " capaciti build a hrc 54 28 "
    assert search_text("  … -- _ ") == search_text("") == " "


def test_chinese_and_japanese_are_read_character_by_character() -> None:
    assert search_text("尊重人权UPR") == " 尊 重 人 权 upr "
    assert search_text("ひと権") == " ひ と 権 "


@given(st.text())
@example("İ")
@example("a\u0301\u200b b")
def test_any_text_has_a_search_text_that_says_where_its_words_stand(text: str) -> None:
    reduced = search_text(text)
    assert reduced == " " or (reduced[0] == reduced[-1] == " " and "  " not in reduced)
    located = list(located_words(text))
    assert [word for _, _, word in located] == reduced.split()
    assert all(0 <= start < end <= len(text) for start, end, _ in located)


# The same recommendation in two sources


def test_a_text_key_looks_past_marks_case_accents_and_signs() -> None:
    key = text_key("Ratify the Convention against Torture")
    assert key == text_key("<p>Ratify&nbsp;the “convention”, against&#160;torture; </p>")
    assert key == text_key("RATIFY THE CONVÉNTION AGAINST TORTURE.")
    assert key != text_key("Ratify the Convention on Torture")
    assert len(key) == 40


# Queries


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("women children", And((Words(("woman",)), Words(("child",))))),
        ("women AND children", And((Words(("woman",)), Words(("child",))))),
        ("women OR children", Or((Words(("woman",)), Words(("child",))))),
        ("a b OR c", Or((And((Words(("a",)), Words(("b",)))), Words(("c",))))),
        ("a (b OR c)", And((Words(("a",)), Or((Words(("b",)), Words(("c",))))))),
        ("NOT women", Not(Words(("woman",)))),
        ("-women", Not(Words(("woman",)))),
        ("a -(b OR c)", And((Words(("a",)), Not(Or((Words(("b",)), Words(("c",)))))))),
        ('"rights of the child"', Words(("right", "of", "the", "child"))),
        ("«droits de l’enfant»", Words(("droit", "de", "l", "enfant"))),
        ("well-being", Words(("well", "being"))),
        ("人权", Words(("人", "权"))),
        ("educat*", Prefix((), "educat")),
        ("or and not", And((Words(("or",)), Words(("and",)), Words(("not",))))),
        ("women women", Words(("woman",))),
    ],
)
def test_a_query_says_what_a_reader_means(query: str, meaning: object) -> None:
    assert parse_query(query) == meaning


@pytest.mark.parametrize("query", ["", "   ", "*", "--", "…", "()", "((", ")", '""', '"', "AND", "OR NOT", "NOT ()"])
def test_a_query_without_words_finds_everything(query: str) -> None:
    assert parse_query(query) == And()


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ('"rights of', '"rights of"'),
        ("(a OR b", "(a OR b)"),
        ("a) b", "a b"),
        ("a AND", "a"),
        ("OR a", "a"),
        ("a NOT", "a"),
        ("a AND AND b", "a b"),
        ("NOT NOT a", "NOT (NOT a)"),
    ],
)
def test_a_half_written_query_is_read_as_if_it_were_finished(half: str, whole: str) -> None:
    assert parse_query(half) == parse_query(whole)


@pytest.mark.parametrize(
    "query",
    ["a" * (LONGEST_QUERY + 1), "(" * (DEEPEST_NESTING + 5) + "a", " ".join(f"w{n}" for n in range(MOST_TERMS + 1))],
)
def test_an_unreasonable_query_is_refused_with_a_sentence(query: str) -> None:
    with pytest.raises(QueryError, match=r"^A search can have at most \d+ [^.]*\.$"):
        parse_query(query)


@given(st.text(alphabet=st.sampled_from(list('ab*"()- \u0301权ANDORT')), max_size=60))
def test_no_combination_of_signs_fails(query: str) -> None:
    try:
        parsed = parse_query(query)
    except QueryError:
        return
    assert "".join(piece for piece, _ in highlight("a ab 权 AND or (b)", parsed)) == "a ab 权 AND or (b)"


@pytest.mark.parametrize(
    "word",
    [
        "training",
        "children",
        "women",
        "ratifying",
        "policies",
        "programmes",
        "agreed",
        "using",
        "processes",
        "créations",
    ],
)
def test_a_prefix_finds_every_word_that_begins_so_as_it_is_written(word: str) -> None:
    for length in range(1, len(word) + 1):
        assert found(f"{word[:length]}*", f"the {word} of"), word[:length]


# How long an example takes depends on what else the machine does.
@settings(deadline=None)
@given(
    st.text(alphabet="abeinrsty", min_size=2, max_size=7), st.sampled_from(["", "s", "es", "ed", "ing", "ings", "ies"])
)
def test_a_prefix_of_any_made_up_word_finds_it(stem: str, ending: str) -> None:
    word = stem + ending
    for length in range(1, len(word) + 1):
        assert found(f"{word[:length]}*", word), word[:length]


def test_a_prefix_can_end_a_phrase() -> None:
    assert found('"rights of wom*"', "The rights of women")
    assert not found('"rights of wom*"', "The rights of men and women")


# Highlighting


def test_hits_are_marked_in_the_text_as_it_was_written() -> None:
    text = "The Women’s rights, and every child's right"
    assert highlight(text, parse_query("woman children")) == [
        ("The ", False),
        ("Women", True),
        ("’s rights, and every ", False),
        ("child", True),
        ("'s right", False),
    ]


def test_a_phrase_is_marked_as_a_whole_and_only_where_it_stands() -> None:
    assert hits('"rights of the child"', "Rights, of the CHILD; the rights of children") == ["Rights, of the CHILD"]


def test_what_is_excluded_is_not_marked() -> None:
    assert hits("women -men", "women and men") == ["women"]


def test_chinese_hits_are_marked_by_character() -> None:
    assert hits("人权", "尊重人权理事会") == ["人权"]


def test_prefixes_mark_the_whole_word() -> None:
    assert hits("trainin*", "Train the trainers: training") == ["Train", "training"]


@given(st.text(max_size=80), st.text(max_size=20))
def test_highlighting_never_loses_a_character(text: str, query: str) -> None:
    try:
        parsed = parse_query(query)
    except QueryError:
        return
    pieces = highlight(text, parsed)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
