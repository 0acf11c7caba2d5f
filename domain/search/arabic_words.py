"""The reduced form of an Arabic word: without article, written-on particles, endings of number and gender, pronouns.

Light stemming, after the stemmers called light8 and light10 (Larkey, Ballesteros and Connell, 2002), and more careful:
an ending is taken off only where three letters stay, a particle only where four stay, and ان and ي stay as they are,
since they part words that readers keep apart (لبنان، لبن; وطني، وطن). Plurals made from within are a short list.
"""

import re

_ARTICLE = re.compile(r"^(?:[وفبك]?ال|و?لل)(?=\w{2})")
_ENDING = re.compile(r"(?<=\w{3})(?:ات|ون|ين|ها|هم|هن|ه)$")
#: The particles that are written on, in the order in which they stand: "and", then "with" or "for".
_PARTICLES = ("و", "بل")
_SHORTEST_WITH_PARTICLE = 5
#: A mechanism begins like the article and has none.
_WITHOUT_ARTICLE = {"اليه": "الي", "اليات": "الي", "اليتها": "الي", "الياتها": "الي"}
#: Plurals made from within, and two ways to write a word, by what the endings leave of them.
INNER = {
    "اشخاص": "شخص",
    "اطفال": "طفل",
    "امرا": "مرا",
    "برامج": "برنامج",
    "تدابير": "تدبير",
    "تقارير": "تقرير",
    "حقوق": "حق",
    "سجناء": "سجين",
    "سجون": "سجن",
    "فتي": "فتا",
    "قان": "قانون",
    "قضا": "قاض",
    "قاضي": "قاض",
    "قوان": "قانون",
    "لجان": "لجن",
    "مجالس": "مجلس",
    "محاكم": "محكم",
    "مدارس": "مدرس",
    "معايير": "معيار",
    "موارد": "مورد",
    "نساء": "مرا",
}
INNER |= {one: one for one in INNER.values()}


def without_article(word: str) -> str:
    """A folded word without the Arabic article and what is written together with it."""
    return word if word in _WITHOUT_ARTICLE else _ARTICLE.sub("", word)


def reduced_arabic(word: str) -> str:
    """The reduced form of a folded word in Arabic letters."""
    plain = without_article(word)
    if plain in _WITHOUT_ARTICLE:
        return _WITHOUT_ARTICLE[plain]
    stem = _ENDING.sub("", plain)
    for letters in _PARTICLES:
        if stem in INNER:
            return INNER[stem]
        if stem[0] in letters and len(stem) >= _SHORTEST_WITH_PARTICLE:
            stem = stem[1:]
    return INNER.get(stem, stem)
