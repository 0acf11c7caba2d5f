"""Words as search compares them: without case, accents and inflection, in any script.

One reduction serves all texts and all queries, whatever their language, so that a query matches however its language
was guessed. It takes off English plurals, -ed and -ing, and with them the plurals of French and Spanish; it leaves
derived words apart ("educate", "education"), for which a reader writes a prefix ("educat*").
"""

import hashlib
import html
import re
import sys
import unicodedata
from collections.abc import Iterator

#: Words that no rule below reduces rightly. Where both forms of a pair are the same, the word only looks inflected.
IRREGULAR = {
    "aids": "aids",
    "being": "being",
    "bias": "bias",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "exceed": "exceed",
    "humane": "humane",
    "lives": "life",
    "means": "means",
    "men": "man",
    "news": "news",
    "proceed": "proceed",
    "succeed": "succeed",
    "united": "united",
    "wives": "wife",
}
#: How many words the memory of reductions holds before it starts afresh; a store of a million texts has fewer.
_MOST_WORDS = 500_000

# What the expression for words must not stop at: accents and vowel signs that stand alone, and invisible characters.
_MARKS = "".join(re.escape(chr(c)) for c in range(0x10000) if unicodedata.category(chr(c)) in {"Mn", "Mc", "Cf"})
_WORD = re.compile(rf"[\w{_MARKS}]+")
# The s of "women's" belongs to no word; any other apostrophe parts words, as in "l'enfant".
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s\b", re.IGNORECASE)
# Scripts that write no blanks: Han, Hiragana, Katakana. Each character is a word.
_UNSPACED = re.compile("([\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_ARABIC_LETTERS = str.maketrans({"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None})
_ARABIC_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
_LATIN_WORD = re.compile(r"[a-z]{3,}")
_VOWEL = re.compile(r"[aeiouy]")
_ED_OR_ING = re.compile(r"(?:ed|ing)$")
_SHORT_VERB = re.compile(r"(?:[^aeiou][aeiouy][^aeiouwxy]|[aeiou][^aeiouwxy])")
_DOUBLED = re.compile(r"([bcdfgkmnprt])\1$")
_DOUBLED_IN_LONG = re.compile(r"([lsz])\1$")
_TAGS = re.compile(r"<[^<>]*>")


def search_text(text: str) -> str:
    """The text's words, reduced and joined by one blank, with a blank before and after, as in " ratify child right ".

    A text without words gives one blank.
    """
    words = " ".join(filter(None, map(_reduced.__getitem__, _WORD.findall(_prepared(text)))))
    return f" {words} " if words else " "


def words_of(text: str) -> tuple[str, ...]:
    """The reduced words of a text, in order."""
    return tuple(search_text(text).split())


def located_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Each reduced word of a text with the start and end of what it stands for in the text."""
    for found in _WORD.finditer(_prepared(text)):
        start = found.start()
        for part in filter(None, _UNSPACED.split(found[0])):
            for word in _reduced[part].split():
                yield start, start + len(part), word
            start += len(part)


def folded(text: str) -> str:
    """A text without case, accents and invisible characters; Arabic letters that are written for each other are one."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # Accents have a combining class; the vowel signs of Indic scripts, which are letters in all but name, have none.
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return kept.translate(_ARABIC_LETTERS)


def without_article(word: str) -> str:
    """A folded word without the Arabic article and what is written together with it."""
    return _ARABIC_ARTICLE.sub("", word)


def text_key(text: str) -> str:
    """The SHA-1, in hexadecimal, of a text's letters and digits, without HTML, case, accents and punctuation.

    The same recommendation has the same key in two sources, however they mark up, quote and dash it.
    """
    plain = folded(_TAGS.sub(" ", html.unescape(text)))
    letters = "".join(filter(str.isalnum, plain))
    return hashlib.sha1(letters.encode(), usedforsecurity=False).hexdigest()


def _prepared(text: str) -> str:
    """The text with blanks for possessives and underscores; each character keeps its place."""
    if not text.isascii() or "'" in text:
        text = _POSSESSIVE.sub("  ", text)
    return text.replace("_", " ")


def _reduce(word: str) -> str:
    """The reduced form of one written word: several words with blanks between them where the script writes none."""
    plain = folded(word)
    if _LATIN_WORD.fullmatch(plain):
        return _without_inflection(plain)
    spaced = _UNSPACED.sub(r" \1 ", without_article(plain))
    return " ".join(_WORD.findall(spaced))


def _without_inflection(word: str) -> str:
    singular = _singular(word)
    if singular in IRREGULAR:
        return IRREGULAR[singular]
    if singular.endswith("eed"):
        stem = singular.removesuffix("d") if len(singular) > 5 else singular
    else:
        stem = _without_ed_or_ing(singular)
    if len(stem) > 4:
        stem = stem.removesuffix("e")
        stem = _DOUBLED_IN_LONG.sub(r"\1", stem)
    if len(stem) > 3:
        stem = _DOUBLED.sub(r"\1", stem)
    if len(stem) > 2 and stem.endswith("y") and not _VOWEL.match(stem[-2]):
        stem = stem[:-1] + "i"
    return stem


def _singular(word: str) -> str:
    """The word without a plural's ending."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > 4 and word.endswith("men"):
        return word[:-2] + "an"
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _without_ed_or_ing(word: str) -> str:
    """The verb without its ending; a short one gets its e back, as in "using" and "rated"."""
    stem = _ED_OR_ING.sub("", word)
    if stem == word or len(stem) < 2 or not _VOWEL.search(stem):
        return word
    return stem + "e" if _SHORT_VERB.fullmatch(stem) else stem


class _Reductions(dict[str, str]):
    """Remembers what each word reduces to: texts repeat the same few thousand words millions of times."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        reduced = _reduce(word)
        self[sys.intern(word)] = reduced
        return reduced


_reduced = _Reductions()
