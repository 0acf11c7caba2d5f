"""The reduced form of a Russian word: without the endings of case, number and gender.

The rules are those of the light stemmer of Dolamic and Savoy (2009), which takes off inflection and nothing else; verbs
and derived words stay as they are.
"""

#: As folding leaves them: without the sign over й and ё.
_FOLDED = str.maketrans({"й": "и", "ё": "е"})
_ENDINGS: tuple[tuple[int, tuple[str, ...]], ...] = tuple(
    (shortest, tuple(sorted({ending.translate(_FOLDED) for ending in endings.split()}, key=len, reverse=True)))
    for shortest, endings in (
        (7, "иями оями"),
        (6, "иям иях оях ями оям ьям ами его ему ери ими ого ому ыми оев ией"),
        (5, "ая яя ях юю ах ею их ия ию ие ьв ою ую ям ых ея ам ем ей ём ев ий им ое ой ом ов ые ый ым ми ии"),
        (4, "а е и о у й ы ю я ь"),
    )
)
#: Words that only look inflected: seven is no family.
_WHOLE = frozenset({"семь", "дело", "тело"})


def reduced_russian(word: str) -> str:
    """The reduced form of a folded word in Cyrillic letters."""
    if word in _WHOLE:
        return word
    for shortest, endings in _ENDINGS:
        if len(word) >= shortest:
            for ending in endings:
                if word.endswith(ending):
                    return _without_sign(word.removesuffix(ending))
    return word


def _without_sign(stem: str) -> str:
    """The stem without the letter that is left of some endings."""
    return stem[:-1] if len(stem) > 3 and stem[-1] in "ьи" else stem
