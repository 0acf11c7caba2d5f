"""Every text a person reads, in the reader's language: gettext catalogues from locale/, numbers and dates by Babel.

The language is part of the run's context (languages.run_context), so pure functions (charts, names) translate too.
Catalogues are read straight from the .po files; a message without a translation, or a catalogue that cannot be read,
falls back to the English source.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import date as calendar_date
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_currency, format_decimal, format_percent

from languages.run_context import run_context, settle_context

#: The six official languages of the United Nations by their own names, in alphabetical order of their English names.
LANGUAGES: Final = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
SOURCE_LANGUAGE: Final = "en"
CATALOGUES: Final = Path(__file__).resolve().parent.parent / "locale"

#: United Nations usage: British lists without a comma before "and", simplified Chinese.
_BABEL_LOCALES: Final = {"en": "en_GB", "zh": "zh_Hans"}
#: The comma and the semicolon of languages that write others than English does, with the space behind them.
_SEPARATORS: Final = {"ar": {",": "، ", ";": "؛ "}, "zh": {",": "、", ";": "；"}}
#: Around what is quoted; English marks elsewhere.
_QUOTES: Final = {"ar": "«{}»", "fr": "«\u00a0{}\u00a0»", "ru": "«{}»", "es": "«{}»"}
#: United Nations documents in Arabic give both names of a month, as in أيار/مايو.
_LEVANTINE: Final = Locale.parse("ar_LB")

_log = logging.getLogger(__name__)


def set_language(code: str | None) -> str:
    """Set the language of this run and return it: `code` if it is offered, else English."""
    chosen = code if code in offered_languages() else SOURCE_LANGUAGE
    settle_context(language=chosen)
    return chosen


@contextmanager
def speaking(code: str | None) -> Iterator[str]:
    """Speak another language for a while, as in a letter to somebody else; gives the language that is spoken."""
    before = language()
    try:
        yield set_language(code)
    finally:
        settle_context(language=before)


def language() -> str:
    """The code of the language in use."""
    return run_context().language


def direction() -> Literal["ltr", "rtl"]:
    """The writing direction of the language in use."""
    return "rtl" if language() == "ar" else "ltr"


def offered_languages() -> tuple[str, ...]:
    """The languages a reader can choose: English, and each one that has a catalogue, in the order of LANGUAGES."""
    return tuple(code for code in LANGUAGES if code == SOURCE_LANGUAGE or catalogue_file(code).is_file())


def catalogue_file(code: str) -> Path:
    """Where the catalogue of a language lies, whether or not it exists."""
    return CATALOGUES / code / "LC_MESSAGES" / "messages.po"


@lru_cache(maxsize=2 * len(LANGUAGES))
def read_catalogue(file: Path, changed: int) -> NullTranslations:
    """Read one .po file; `changed` is its time of change in ns, so that an edited file is read again.

    A file that is cut, mis-encoded or not a catalogue is logged and gives no translation.
    """
    try:
        with file.open("rb") as source:
            catalogue = read_po(source, locale=file.parent.parent.name, abort_invalid=True)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        return GNUTranslations(compiled)
    except (OSError, PoFileError, ValueError) as problem:
        _log.warning("The catalogue %s cannot be read (%s); its texts appear in English.", file, problem)
        return NullTranslations()


def read_all_catalogues() -> None:
    """Read every offered catalogue now, so that no reader waits for it."""
    for code in offered_languages():
        if code != SOURCE_LANGUAGE:
            read_catalogue(catalogue_file(code), catalogue_file(code).stat().st_mtime_ns)


def _translations() -> NullTranslations:
    if language() == SOURCE_LANGUAGE:
        return NullTranslations()
    file = catalogue_file(language())
    try:
        return read_catalogue(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return NullTranslations()


def _(message: str) -> str:
    """Translate one whole sentence or label. Placeholders are named and filled after the call."""
    return _translations().gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a text that depends on a count, by the plural rules of the language."""
    return _translations().ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate a short text whose meaning depends on where it stands."""
    return _translations().pgettext(context, message)


def _unchanged(message: str) -> str:
    return message


#: Marks a text for the catalogue that is translated where it is shown, as in tables at module level.
N_: Final = _unchanged


def babel_locale() -> Locale:
    """Babel's locale of the language in use."""
    return Locale.parse(_BABEL_LOCALES.get(language(), language()))


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Write a number with the separators of the language. Digits are Latin in every language, as in UN documents."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=babel_locale(), numbering_system="latn")


def percent(share: float | Decimal, decimals: int = 0) -> str:
    """Write a share from 0 to 1 as a percentage."""
    pattern = babel_locale().percent_formats[None].pattern
    if decimals:
        pattern = pattern.replace("##0", "##0." + "0" * decimals, 1)
    return format_percent(share, format=pattern, locale=babel_locale(), numbering_system="latn")


def money(amount: Decimal, currency: str) -> str:
    """Write an amount with its ISO 4217 code, without minor units: USD 12,500."""
    return format_currency(
        amount, currency, format="¤¤ #,##0", locale=babel_locale(), currency_digits=False, numbering_system="latn"
    )


def date(day: calendar_date | datetime) -> str:
    """Write a day with the month's name: 12 May 2026. A time is taken in UTC."""
    if isinstance(day, datetime):
        day = day.astimezone(UTC)
    if language() == "ar":
        months = [locale.months["format"]["wide"][day.month] for locale in (_LEVANTINE, babel_locale())]
        return f"{day.day} {'/'.join(dict.fromkeys(months))} {day.year}"
    pattern = "y年M月d日" if language() == "zh" else "d MMMM y"
    return format_date(day, format=pattern, locale=babel_locale())


def moment(time: datetime) -> str:
    """Write a day and its time in UTC."""
    clock = format_datetime(time, format="HH:mm", tzinfo=UTC, locale=babel_locale())
    return _("{date}, {time} UTC").format(date=date(time), time=clock)


def listing(items: Iterable[str]) -> str:
    """Write items as a list in a sentence: a, b and c."""
    return format_list(list(items), locale=babel_locale())


def joined(items: Iterable[str], sign: Literal[",", ";"] = ";") -> str:
    """Write items one behind the other, parted by the sign as the language writes it: a; b; c."""
    return _SEPARATORS.get(language(), {}).get(sign, f"{sign} ").join(items)


def quoted(text: str) -> str:
    """Put words into the quotation marks of the language."""
    return _QUOTES.get(language(), "“{}”").format(text)


def language_name(code: str) -> str:
    """The language with this ISO 639 code in the reader's language; the code itself where it has no name."""
    return str(babel_locale().languages.get(code, code))


def isolate(text: str) -> str:
    """Keep a name from disturbing the direction of the sentence around it (Unicode first-strong isolate)."""
    return f"\u2068{text}\u2069"
