"""The reduced form of a word in Latin letters: English inflection and spellings, and with them French and Spanish ones.

Nobody needs to know the language of a text or a query: each rule takes off an ending that the other languages use for
nothing else, or that their words lose alike wherever they stand. Derived words stay apart ("educate", "education").
Verbs of French and Spanish are left as they stand: without the language, their endings are those of English nouns.
"""

import re

#: Words that no rule below reduces rightly. Where both forms of a pair are the same, the word only looks inflected.
IRREGULAR = {
    "aids": "aids",
    "being": "being",
    "bias": "bias",
    "exceed": "exceed",
    "humane": "humane",
    "news": "news",
    "proceed": "proceed",
    "succeed": "succeed",
    "united": "united",
    "means": "means",
    # plurals
    "antennae": "antenna",
    "axe": "axis",
    "axes": "axis",
    "buses": "bus",
    "children": "child",
    "childrens": "child",
    "crises": "crisis",
    "feet": "foot",
    "formulae": "formula",
    "gases": "gas",
    "halves": "half",
    "knives": "knife",
    "lives": "life",
    "men": "man",
    "mens": "man",
    "mice": "mouse",
    "selves": "self",
    "teeth": "tooth",
    "theses": "thesis",
    "thieves": "thief",
    "wives": "wife",
    "womens": "woman",
    "wolves": "wolf",
    # verbs
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    # spellings
    "ageing": "age",
    "aging": "age",
    "gray": "grey",
    # French and Spanish plurals
    "appuis": "appui",
    "capaces": "capaz",
    "defis": "defi",
    "delais": "delai",
    "eficaces": "eficaz",
    "emplois": "emploi",
    "jueces": "juez",
    "leyes": "ley",
    "lois": "loi",
    "raices": "raiz",
    "travaux": "travail",
    "veces": "vez",
    "voces": "voz",
}
_PLURALS = {
    "ices": ("ex", "append cod ind vert"),
    "rices": ("rix", "mat"),
    "i": ("us", "alumn foc fung loc nucle radi stimul syllab"),
    "a": (
        "um",
        "addend bacteri consorti corrigend curricul dat errat honorari memorand millenni moratori referend sanatori "
        "stadi strat symposi",
    ),
    "ora": ("orum", "f"),
    "ena": ("enon", "phenom"),
    "eria": ("erion", "crit"),
}
IRREGULAR |= {f"{stem}{plural}": f"{stem}{one}" for plural, (one, stems) in _PLURALS.items() for stem in stems.split()}
IRREGULAR |= {"indice": "index", "appendixes": "appendix", "appendices": "appendix"}
#: Forms of verbs that are made from within, by their infinitive.
_VERBS = {
    "become": "became",
    "begin": "began begun",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "choose": "chose chosen",
    "deal": "dealt",
    "draw": "drew drawn",
    "drive": "drove driven",
    "feel": "felt",
    "fight": "fought",
    "forbid": "forbade forbidden",
    "freeze": "froze frozen",
    "give": "gave given",
    "grow": "grew grown",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "lose": "lost",
    "make": "made",
    "meet": "met",
    "overcome": "overcame",
    "pay": "paid",
    "rebuild": "rebuilt",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "steal": "stole stolen",
    "take": "took taken",
    "teach": "taught",
    "think": "thought",
    "understand": "understood",
    "undertake": "undertook undertaken",
    "uphold": "upheld",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "write": "wrote written",
}
IRREGULAR |= {form: verb for verb, forms in _VERBS.items() for form in forms.split()}
#: British "-re", as it stands in "centre" and "centred", by what stands before.
_IN_RE = "cent epicent theat amphitheat lit met kilomet centimet millimet fib calib sab spect somb lust meag manoeuv"
_RE_FORMS = {"re": "er", "res": "ers", "red": "ered", "ring": "ering"}
_SPELLED = {f"{stem}{re_}": f"{stem}{er}" for stem in _IN_RE.split() for re_, er in _RE_FORMS.items()}
#: One spelling for the ways in which British, American and United Nations English write a word.
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[a-z]{3})iz(?=(?:e[ds]?|ers?|ing|ations?|ational|able)$)"), "is"),
    (re.compile(r"(?<=[a-z]{2})yz(?=(?:e[ds]?|ers?|ing)$)"), "ys"),
    (
        re.compile(
            r"(?<=^lab|arb)our|(?<=fav)our|(?<=hon)our|(?<=col)our|(?<=behavi)our|(?<=neighb)our|(?<=endeav)our|"
            r"(?<=rum)our|(?<=hum)our|(?<=vig)our|(?<=rig)our|(?<=cand)our|(?<=arm)our|(?<=flav)our|(?<=tum)our|"
            r"(?<=od)our|(?<=splend)our"
        ),
        "or",
    ),
    (re.compile(r"^(defen|offen|licen|preten)c(?=e|ing)"), r"\1s"),
    (re.compile(r"^practis(?=e|ing)"), "practic"),
    (re.compile(r"(?<=log)ue(?=s?$)"), ""),
    (re.compile(r"^(judg|acknowledg|abridg)ement"), r"\1ment"),
    (re.compile(r"^(counsel|travel|model|label|cancel|jewel|signal|marvel)l(?=er|or|ous|at)"), r"\1"),
    (re.compile(r"^(enrol|fulfil|instal|skil|wil)l(?=ment|ful)"), r"\1"),
    (re.compile(r"^enquir"), "inquir"),
    (re.compile(r"^sceptic"), "skeptic"),
    (re.compile(r"^mould"), "mold"),
    (re.compile(r"^plough"), "plow"),
    (re.compile(r"^aluminium"), "aluminum"),
    (re.compile(r"^manoeuv"), "maneuv"),
    (re.compile(r"(?<=^p)ae(?=di)|(?<=^an)ae(?=m)|(?<=^gyn)ae|(?<=^h)ae(?=m|o)|(?<=op)ae(?=d)|(?<=ch)ae(?=o)"), "e"),
    (re.compile(r"^foet(?=us|al)"), "fet"),
    (re.compile(r"(?<=^diarrh)oe"), "e"),
)
#: Two words that are also written as one, and first parts that are: "healthcare", "nondiscrimination".
_COMPOUND = re.compile(
    r"(?P<closed>well(?=being)|health(?=care)|child(?=care)|policy(?=mak)|decision(?=mak)|law(?=mak)|peace(?=build|keep)|"
    r"nation(?=wide)|country(?=wide)|breast(?=f)|grass(?=root)|cyber(?=[a-z]{4})|counter(?=terror|traffick)|"
    r"non(?!ethel|sens|e)(?=[a-z]{5})|anti(?!biot|c|q|path)(?=[a-z]{5})|socio(?=econ|cult|pol)|"
    r"multi(?!pl|tud|l)(?=[a-z]{5})|pre(?=trial|school)|post(?=conflict|war)|inter(?=faith|relig|cult|minist|agenc))"
)
#: The American beginning of a word whose ending is still to be typed: "organiz", "organizat".
_IZ_BEGINNING = re.compile(r"(?<=[a-z]{3})iz(?=(?:e|er|i|in|a|at|ati|atio)?$)")
_VOWEL = re.compile(r"[aeiouy]")
_ED_OR_ING = re.compile(r"(?:ed|ing)$")
_SHORT_VERB = re.compile(r"(?:[^aeiou][aeiouy][^aeiouwxy]|[aeiou][^aeiouwxy])")
_DOUBLED = re.compile(r"([bcdfgkmnprt])\1$")
_DOUBLED_IN_LONG = re.compile(r"([lsz])\1$")
# "analysis", "hypothesis", "diagnosis": their plurals and verbs are the same without the ending.
_GREEK = re.compile(r"(?<=[a-z]{3})[yeoa]sis$")
#: Spanish adjectives by their masculine form; the nouns "política" and "música" are none.
_SPANISH_FEMININE = re.compile(r"(?<=[a-z]{2})(?P<stem>ad|id|iv|os|ari|ori|an|blic|stic|dic)a$")
_FRENCH_PLURAL = re.compile(r"(?<=[a-z]{2})aux$")
_FRENCH_MASCULINE = re.compile(r"(?<=[a-z]{2})if$")
_FRENCH_FEMININE = re.compile(r"(?<=[a-z]{3})euse$")
_ENGLISH_IN_IF = frozenset({"motif", "serif"})


def parted(word: str) -> tuple[str, str]:
    """The first part of a compound that is also written apart, and the rest; ("", word) for any other word."""
    found = _COMPOUND.match(word)
    return (found["closed"], word[found.end() :]) if found else ("", word)


def other_beginning(beginning: str) -> str:
    """How the beginning of a word is spelled where words are reduced; the beginning itself where that is the same."""
    return _IZ_BEGINNING.sub("is", _spelled(beginning))


def reduced_latin(word: str) -> str:
    """The reduced form of a word of at least three letters without accents; two words with a blank for a compound."""
    first, rest = parted(word)
    if first:
        return f"{_reduced(first)} {_reduced(rest)}"
    return _reduced(word)


def _reduced(word: str) -> str:
    singular = _singular(_SPELLED.get(word) or _spelled(word))
    if singular in IRREGULAR:
        return _stem(IRREGULAR[singular])
    return _stem(_romance(singular))


def _spelled(word: str) -> str:
    for spelling, kept in _SPELLINGS:
        word = spelling.sub(kept, word)
    return word


def _stem(singular: str) -> str:
    """The singular without the endings of verbs and without what they take away."""
    if IRREGULAR.get(singular) == singular:
        return singular
    if singular.endswith("eed"):
        stem = singular.removesuffix("d") if len(singular) > 5 else singular
    else:
        stem = _without_ed_or_ing(singular)
    if _GREEK.search(stem):
        stem = stem.removesuffix("is")
    if len(stem) > 4:
        stem = stem.removesuffix("e")
        stem = _DOUBLED_IN_LONG.sub(r"\1", stem)
    if len(stem) > 3:
        stem = _DOUBLED.sub(r"\1", stem)
    if len(stem) > 2 and stem.endswith("y") and not _VOWEL.match(stem[-2]):
        stem = stem[:-1] + "i"
    return stem


def _romance(singular: str) -> str:
    """A French or Spanish adjective in its masculine singular; any other word as it is."""
    if singular.endswith("eaux"):
        return singular[:-1]
    if singular in _ENGLISH_IN_IF:
        return singular
    singular = _FRENCH_PLURAL.sub("al", singular)
    singular = _FRENCH_MASCULINE.sub("ive", singular)
    singular = _FRENCH_FEMININE.sub("eux", singular)
    return _SPANISH_FEMININE.sub(r"\g<stem>o", singular)


def _singular(word: str) -> str:
    """The word without a plural's ending."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > 4 and word.endswith("men") and word != "specimen":
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
