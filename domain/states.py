"""States: who is reviewed, who may recommend, and how a name in a document finds its State."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: The six official languages of the United Nations, as ISO 639-1 codes.
NAME_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

#: What sources write where a State belongs but none is named, in the form `normalise_name` gives.
UNKNOWN_STATE_MARKS = frozenset({"", "unknown", "unspecified", "not specified", "none", "n a", "observer"})

_APOSTROPHES = re.compile("['`´‘’ʼ′＇]")
_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_CODE = re.compile(r"[A-Z]{2,3}")
_ARABIC_LENGTHENING = "\u0640"
#: Characters of State names that GB 18030 files by radical, with common ones of the same sound and tone.
_SAME_SOUND = str.maketrans({"斐": "匪", "瑙": "恼"})
_SAME_WORD = {"st": "saint", "ste": "sainte"}


class UnGroup(StrEnum):
    """The regional groups of the United Nations; each Member State is in exactly one."""

    #: Group of African States
    AFRICAN = "AFRICAN"
    #: Group of Asia-Pacific States
    ASIA_PACIFIC = "ASIA_PACIFIC"
    #: Group of Eastern European States
    EEG = "EEG"
    #: Group of Latin American and Caribbean States
    GRULAC = "GRULAC"
    #: Group of Western European and other States
    WEOG = "WEOG"


class StateKind(StrEnum):
    """Why an entry stands in the table of States."""

    #: Member State of the United Nations: is reviewed, and recommends
    MEMBER = "member"
    #: Observer State: recommends
    OBSERVER = "observer"
    #: The European Union: recommends
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class State:
    """A State, or an observer, as the United Nations names and classifies it.

    `m49`, `region` and `subregion` are three-digit M49 codes kept as text. `un_group` is None for observers.
    `longitude` and `latitude` are degrees (WGS 84) of a point in the country. The European Union has neither
    codes nor a point. `names` and `formal` hold one name for each of NAME_LANGUAGES, without article.
    """

    iso3: str
    iso2: str
    kind: StateKind
    m49: str | None
    un_group: UnGroup | None
    region: str | None
    subregion: str | None
    ldc: bool
    lldc: bool
    sids: bool
    longitude: float | None
    latitude: float | None
    names: Mapping[str, str] = field(hash=False)
    formal: Mapping[str, str] = field(hash=False)

    def name(self, language: str) -> str:
        """The short name in a language, in English where that language has none."""
        return self.names.get(language, self.names["en"])


class StateNames:
    """Finds the State that a spelling names. Never guesses: a spelling it was not given finds nothing."""

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        """Learn pairs of spelling and ISO3; two or three capital letters are a code, all else a name.

        Raises ValueError when one spelling names two States.
        """
        self._by_code: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for spelling, iso3 in spellings:
            if _CODE.fullmatch(spelling):
                known = self._by_code.setdefault(spelling, iso3)
            else:
                known = self._by_name.setdefault(normalise_name(spelling), iso3)
            if known != iso3:
                raise ValueError(f"{spelling!r} names both {known} and {iso3}")

    def resolve(self, text: str) -> str | None:
        """The ISO3 code of the State named, or None. Codes count only in capitals ("PK", never "pk")."""
        code = text.strip().rstrip("*").rstrip()
        return self._by_code.get(code) or self._by_name.get(normalise_name(text))


def normalise_name(text: str) -> str:
    """A name as compared: no HTML entities, case, accents, punctuation or "the"; "&" is "and", "St" is "Saint"."""
    without_marks = _strip_accents(_APOSTROPHES.sub("", html.unescape(text)).casefold())
    words = _NOT_A_LETTER_OR_DIGIT.sub(" ", without_marks.replace("&", " and ")).split()
    return " ".join(_SAME_WORD.get(word, word) for word in words if word != "the")


def sort_key(name: str, language: str) -> str:
    """The key that puts names in a language's order, whatever their case and accents.

    Arabic names are filed without their article. Chinese follows pinyin, which is the order of the common
    characters in the GB 18030 encoding.
    """
    if language == "zh":
        return name.translate(_SAME_SOUND).encode("gb18030").decode("latin-1")
    if language == "ar":
        name = name.removeprefix("ال")
    return _strip_accents(name.casefold())


def _strip_accents(text: str) -> str:
    """Text without combining marks, invisible format characters and the Arabic lengthening stroke."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf") and c != _ARABIC_LENGTHENING)
