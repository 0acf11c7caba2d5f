"""The language of a text is told where it is plain, and of no other."""

import pytest

from domain.search.text_language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ratify the Convention against Torture"),
        ("en", "Ratify CEDAW"),
        ("en", "Côte d’Ivoire – “train” judges in the law"),
        ("en", "Prohibit corporal punishment"),
        ("es", "Ratificar la Convención contra la Tortura"),
        ("es", "Ratificar CEDAW"),
        ("es", "Continuar con los esfuerzos para promover la igualdad"),
        ("fr", "Ratifier la Convention contre la torture"),
        ("fr", "Abolir la peine de mort"),
        ("fr", "Poursuivre les efforts"),
        ("ru", "Соблюдать права человека"),
        ("ar", "مواصلة التدريب في مجال حقوق الإنسان"),
        ("ar", "التصديق على اتفاقية CEDAW"),
        ("zh", "尊重人权"),
    ],
)
def test_a_text_in_a_language_of_the_united_nations_is_recognised(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CEDAW",
        "101.1",
        "Ratificar a Convenção sobre os direitos das mulheres",
        "Verabschiedung eines Gesetzes",
        "Ratificare la Convenzione sui diritti delle donne",
        "Дотримуватися прав людини",
        "Спазва правата на човека",
        "حقوق بشر را رعایت کند",
        "Σεβασμός στα ανθρώπινα δικαιώματα",
        "人権を尊重する",
        "인권을 존중",
    ],
)
def test_a_text_in_another_language_or_in_none_has_no_language(text: str) -> None:
    assert language_of(text) == ""
