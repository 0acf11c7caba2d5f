"""In which of the six languages of the United Nations is a text? Unknown wherever that is not plain.

A text marked with the wrong language is read aloud as nonsense, one without a mark as well as it can be; so a language
is told only where letters or telling words say so and no other language is half as likely.
"""

import re
from typing import Final

UNKNOWN: Final = ""

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
#: Letters of Persian, Urdu, Pashto, Kurdish and Uighur that Arabic does not have.
_NOT_ARABIC: Final = re.compile("[\u0671-\u06d3]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
#: Letters of Ukrainian, Belarusian, Serbian, Macedonian and the languages of Central Asia that Russian does not have.
_NOT_RUSSIAN: Final = re.compile("[\u0402-\u040f\u0452-\u045f\u0404\u0406\u0407\u0454\u0456\u0457\u0460-\u04ff]")
#: Russian words that Bulgarian, which has the same letters, does not have.
_RUSSIAN_WORD: Final = re.compile(r"[ыэё]|(?:ть|ться|ого|его|ий)\b", re.IGNORECASE)
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_KANA_OR_HANGUL: Final = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_NOT_LATIN: Final = re.compile(
    "[\u0370-\u1dff\u2c00-\u2dff\u2e80-\uabff\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]"
)
#: Of this share of its letters on, a text is in a script, whatever names stand in it.
_MOST: Final = 0.6

#: Words that tell a language: its small words, and those with which recommendations begin. A word of several languages
#: stands with each of them. Portuguese, Italian, German and Dutch are here to be told apart.
_TELLING: Final = {
    "en": (
        "no the of and to in for with by from on its that all as an at be this which it are is their other including "
        "within under against into through between further more rights women children persons right human law "
        "measures adopt accede accelerate abolish address allow amend appoint conduct consider continue cooperate "
        "develop end enact enhance ensure establish expand expedite extend fight finalise finalize fully give "
        "guarantee implement improve increase intensify investigate invite issue keep maintain make pass prevent "
        "promote prosecute protect provide pursue put ratify reduce reform release remove repeal respect review "
        "set sign step strengthen submit support take undertake uphold withdraw work national international "
        "convention death penalty torture education health access laws efforts combat prohibit eliminate "
        "decriminalize decriminalise criminalize criminalise become party before ratifying acceding enacting same "
        "domestic violence additional policies programme programmes training policy legislation decree open "
        "mandatory mechanisms protection poverty conventions exceptionally"
    ),
    "es": (
        "no el los las del y para con por que una su sus al como sobre entre hacia sin también así más todas todos "
        "adoptar adherirse asegurar aplicar considerar continuar derechos desarrollar eliminar establecer "
        "fortalecer garantizar humanos intensificar investigar la mantener medidas mejorar mujeres niños niñas "
        "promover proteger ratificar redoblar reforzar seguir tomar velar convención ley nacional educación "
        "violencia personas abolir pena muerte tortura"
    ),
    "fr": (
        "le les des du et aux pour dans une avec par sur ses qui que sont ainsi toutes tous leurs leur contre ou "
        "au la adhérer adopter améliorer appliquer assurer continuer droits droit élaborer envisager éliminer "
        "établir femmes enfants faire garantir homme intensifier mener mettre œuvre poursuivre prendre promouvoir "
        "protéger ratifier redoubler renforcer veiller mesures loi nationale éducation violence violences efforts "
        "abolir peine mort convention torture protection"
    ),
    "pt": (
        "o os as da do dos das em no na nos nas e para com por uma ao à às pelo pela não que direitos medidas mulheres"
    ),
    "it": ("il lo gli della delle dei degli di e per con una nel nella alla dal che diritti misure donne la"),
    "de": ("der die das und den dem des zu in für mit auf von ein eine zur zum ist rechte maßnahmen frauen kinder"),
    "nl": ("de het een en van voor met te dat zijn aan rechten vrouwen kinderen maatregelen"),
}
_KNOWN: Final = ("en", "fr", "es")


def _weights_by_word() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each telling word its languages with what it tells for each: half as much where there are several."""
    found: dict[str, list[str]] = {}
    for language, words in _TELLING.items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(language)
    return {word: tuple((each, 2 if len(named) == 1 else 1) for each in named) for word, named in found.items()}


_BY_WORD: Final = _weights_by_word()


def language_of(text: str) -> str:
    """The ISO 639-1 code of one of the six languages, or UNKNOWN."""
    if text.isascii():
        return _latin(text)
    letters = "".join(_LETTERS.findall(text))
    most = _MOST * len(letters)
    if len(_ARABIC.findall(letters)) > most:
        return UNKNOWN if _NOT_ARABIC.search(letters) else "ar"
    if len(_CYRILLIC.findall(letters)) > most:
        return "ru" if _RUSSIAN_WORD.search(text) and not _NOT_RUSSIAN.search(letters) else UNKNOWN
    if len(_HAN.findall(letters)) > most / 2:
        return UNKNOWN if _KANA_OR_HANGUL.search(letters) else "zh"
    return UNKNOWN if _NOT_LATIN.search(letters) else _latin(text)


def _latin(text: str) -> str:
    """English, French or Spanish by the words that tell; no other language may have more than half as many."""
    score = _scores(text)
    best = sorted(score, key=score.__getitem__, reverse=True)[:2]
    if not best or best[0] not in _KNOWN:
        return UNKNOWN
    return best[0] if len(best) == 1 or score[best[1]] <= score[best[0]] / 2 else UNKNOWN


def _scores(text: str) -> dict[str, int]:
    """How much the words tell for each language."""
    score: dict[str, int] = {}
    for word in _LETTERS.findall(text.lower()):
        for language, weight in _BY_WORD.get(word, ()):
            score[language] = score.get(language, 0) + weight
    return score
