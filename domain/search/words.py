"""Words as search compares them: without case, accents and inflection, in any script.

One reduction serves all texts and all queries, whatever their language, so that a query matches however its language
was guessed: the script of a word chooses the rules. They take off what a word loses with number, case and gender, and
write spellings alike; they leave derived words apart ("educate", "education"), for which a reader writes a prefix
("educat*").
"""

import hashlib
import html
import re
import sys
import unicodedata
from collections.abc import Iterator

from domain.search.arabic_words import INNER, reduced_arabic, without_article
from domain.search.cyrillic_words import reduced_russian
from domain.search.latin_words import IRREGULAR, other_beginning, parted, reduced_latin

#: How many words the memory of reductions holds before it starts afresh; a store of a million texts has fewer.
_MOST_WORDS = 500_000

# What the expression for words must not stop at: accents and vowel signs that stand alone, and invisible characters.
_MARKS = "".join(re.escape(chr(c)) for c in range(0x10000) if unicodedata.category(chr(c)) in {"Mn", "Mc", "Cf"})
_WORD = re.compile(rf"[\w{_MARKS}]+")
# The s of "women's" belongs to no word; any other apostrophe parts words, as in "l'enfant".
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ‘‛＇´`]s\b", re.IGNORECASE)
# "co-operation" and "e-mail" are one word however they are written: the hyphen becomes an invisible one.
_JOINED = re.compile(r"(?<=\bco)[-‐‑](?=op|ord)|(?<=\be)[-‐‑](?=mail)|(?<=\bo[nf])[-‐‑](?=line\b)", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"
# Scripts that write no blanks: Han, Hiragana, Katakana. Each character is a word.
_UNSPACED = re.compile("([\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_ARABIC_LETTERS = str.maketrans({"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None})
_LATIN_WORD = re.compile(r"[a-z]{3,}")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_FRENCH_FEMININE = re.compile(r"(?<=[^\W\d_]é)e(?=s?$)", re.IGNORECASE)
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]{3,}")
_ARABIC_WORD = re.compile(r"[\u0620-\u06ff]{3,}")
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


#: What can follow a prefix in a word that reduces to less than the prefix: "trainin" in "training", "wome" in "women".
_ENDINGS = ("", "e", "es", "s", "d", "ed", "g", "gs", "ng", "ngs", "ing", "ings", "n", "en")


def beginnings_of(written: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The ways in which reduced words can begin as this beginning of a word: the words before, and the beginning.

    More than one where another spelling is the reduced one ("organiz*"); with words before in a compound.
    """
    plain = without_article(folded(written))
    found = []
    for beginning in dict.fromkeys((plain, other_beginning(plain))):
        first, rest = parted(beginning)
        found.append((words_of(first), rest))
    return tuple(found)


def whole_words_of(beginning: str) -> tuple[str, ...]:
    """Reduced words that begin so as they are written but not once reduced, sorted."""
    forms = {beginning + ending for ending in _ENDINGS}
    forms |= {form for table in (IRREGULAR, INNER) for form in table if form.startswith(beginning)}
    reduced = {word for form in forms for word in words_of(form)}
    return tuple(sorted(word for word in reduced if not word.startswith(beginning)))


def folded(text: str) -> str:
    """A text without case, accents and invisible characters; Arabic letters that are written for each other are one."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # Accents have a combining class; the vowel signs of Indic scripts, which are letters in all but name, have none.
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return kept.translate(_ARABIC_LETTERS)


def text_key(text: str) -> str:
    """The SHA-1, in hexadecimal, of a text's letters and digits, without HTML, case, accents and punctuation.

    The same recommendation has the same key in two sources, however they mark up, quote and dash it.
    """
    plain = folded(_TAGS.sub(" ", html.unescape(text)))
    letters = "".join(filter(str.isalnum, plain))
    return hashlib.sha1(letters.encode(), usedforsecurity=False).hexdigest()


def _prepared(text: str) -> str:
    """The text with blanks for possessives and underscores; each character keeps its place."""
    if not text.isascii() or "'" in text or "`" in text:
        text = _POSSESSIVE.sub("  ", text)
    if not text.isascii() or "-" in text:
        text = _JOINED.sub(_SOFT_HYPHEN, text)
    return text.replace("_", " ")


def _reduce(word: str) -> str:
    """The reduced form of one written word: several words with blanks between them where the script writes none."""
    if not word.isascii():
        word = _FRENCH_FEMININE.sub("", unicodedata.normalize("NFC", word))
    plain = folded(word).translate(_LIGATURES)
    if _LATIN_WORD.fullmatch(plain):
        return reduced_latin(plain)
    if _CYRILLIC_WORD.fullmatch(plain):
        return reduced_russian(plain)
    if _ARABIC_WORD.fullmatch(plain):
        return reduced_arabic(plain)
    spaced = _UNSPACED.sub(r" \1 ", without_article(plain))
    return " ".join(_WORD.findall(spaced))


class _Reductions(dict[str, str]):
    """Remembers what each word reduces to: texts repeat the same few thousand words millions of times."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        reduced = _reduce(word)
        self[sys.intern(word)] = reduced
        return reduced


_reduced = _Reductions()
