"""Pages beside Streamlit's, as plain HTML without any script: the frame around forms, and their fields.

Those at account/… lie one level below the screens, so their addresses are relative to that; `root` says it where a page
lies elsewhere.
"""

import html
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from components.shell.forgery import FORM_FIELD
from components.shell.frame import PAGE_ADDRESSES
from components.shell.serving import APPLICATION, STATIC_FILES
from components.shell.url_state import LANGUAGE_PARAMETER
from languages.text import LANGUAGES, _, direction, language, offered_languages

#: The field that holds where to go on.
NEXT_FIELD: Final = "next"
#: The way from account/… to the overview.
ONE_UP: Final = "../"
_LONGEST_NEXT: Final = 2000


def document(
    title: str, body: str, *, route: str, parameters: Mapping[str, str], demonstration: bool, root: str = ONE_UP
) -> str:
    """A whole page. route: its last part of the address; parameters: what its address holds beside the language.

    root: the way to the overview.
    """
    files = f"{html.escape(root)}{STATIC_FILES.lstrip('/')}"
    notice = _("Demonstration. The States are real; all recommendations, activities, requests and offers are invented.")
    line = f'<p class="notice-line" role="note">{html.escape(notice)}</p>' if demonstration else ""
    name = html.escape(_(APPLICATION))
    return (
        f'<!doctype html><html lang="{language()}" dir="{direction()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{html.escape(title)} · {name}</title>"
        f'<link rel="icon" href="{files}/favicon.png"><link rel="stylesheet" href="{files}/account.css">'
        f'</head><body><header><a class="wordmark" href="{html.escape(to_page("", root))}">{name}</a>'
        f"{_languages(route, parameters)}</header><main>{line}<h1>{html.escape(title)}</h1>{body}</main></body></html>"
    )


def _languages(route: str, parameters: Mapping[str, str]) -> str:
    def entry(code: str) -> str:
        address = html.escape(f"{route}?{urlencode({**parameters, LANGUAGE_PARAMETER: code})}")
        mark = ' aria-current="true"' if code == language() else ""
        return f'<li><a href="{address}" lang="{code}" hreflang="{code}"{mark}>{LANGUAGES[code]}</a></li>'

    if len(offered_languages()) < 2:
        return ""
    entries = "".join(entry(code) for code in offered_languages())
    label = html.escape(_("Language"))
    return f'<nav aria-label="{label}"><ul>{entries}</ul></nav>'


def form(action: str, fields: Iterable[str], button: str, *, token: str, hidden: Mapping[str, str]) -> str:
    """A form that is sent to a route, with its token and hidden fields."""
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
        for name, value in {FORM_FIELD: token, **hidden}.items()
        if value
    )
    return (
        f'<form method="post" action="{html.escape(to_route(action))}" novalidate>{kept}{"".join(fields)}'
        f'<button type="submit">{html.escape(button)}</button></form>'
    )


def field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    value: str = "",
    autocomplete: str = "off",
    hint: str = "",
    problem: str = "",
    longest: int = 254,
) -> str:
    """A labelled field, its hint above it and beside it what was wrong with it; that one has the cursor."""
    notes = [f"{name}-{part}" for part, said in (("hint", hint), ("problem", problem)) if said]
    described = f' aria-describedby="{" ".join(notes)}"' if notes else ""
    invalid = ' aria-invalid="true" autofocus' if problem else ""
    side = ' dir="ltr"' if kind in {"email", "password"} else ""
    told = f'<span class="hint" id="{name}-hint">{html.escape(hint)}</span>' if hint else ""
    wrong = f'<span class="problem" id="{name}-problem">{html.escape(problem)}</span>' if problem else ""
    return (
        f'<div class="field"><label for="{name}">{html.escape(label)}</label>{told}'
        f'<input id="{name}" name="{name}" type="{kind}" value="{html.escape(value)}" maxlength="{longest}" '
        f'autocomplete="{autocomplete}" spellcheck="false" autocapitalize="none" required{side}{described}{invalid}>'
        f"{wrong}</div>"
    )


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph; kind "problem" is read out at once."""
    role = ' role="alert"' if kind == "problem" else ""
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}{role}>{html.escape(text)}</p>"


def link_line(text: str, address: str) -> str:
    """A line that is a link."""
    return f'<p><a href="{html.escape(address)}">{html.escape(text)}</a></p>'


def to_page(page: str, root: str = ONE_UP) -> str:
    """The address of a screen, seen from a route, in the same language."""
    return f"{root}{page}?{LANGUAGE_PARAMETER}={language()}"


def to_route(route: str) -> str:
    """The address of another route, seen from a route, in the same language."""
    return f"{route}?{LANGUAGE_PARAMETER}={language()}"


def safe_next(wanted: str) -> str:
    """Where to go on, if it is a screen of ours: "gaps?cycle=3" or "./gaps?cycle=3"; empty for all else.

    Put together anew from its parts, so that no address of another site passes, however it is written.
    """
    if len(wanted) > _LONGEST_NEXT or not wanted.isprintable() or "\\" in wanted:
        return ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    page = parts.path.removeprefix("./")
    if parts.scheme or parts.netloc or parts.fragment or page not in PAGE_ADDRESSES:
        return ""
    query = urlencode(parse_qsl(parts.query), safe=",:", quote_via=quote)
    return f"{page}?{query}" if query else page


def onward(wanted: str, otherwise: str) -> str:
    """The address to go on to, seen from a route: the wanted one if it is ours, else the screen `otherwise`."""
    safe = safe_next(wanted)
    if not safe:
        return to_page(otherwise)
    if f"{LANGUAGE_PARAMETER}=" in safe:
        return f"../{safe}"
    return f"../{safe}{'&' if '?' in safe else '?'}{LANGUAGE_PARAMETER}={language()}"


def reader_language(wished: str, accepted: str) -> str:
    """The code to set: what the address says, else the first offered language that the browser names."""
    if wished in offered_languages():
        return wished
    named = (part.split(";")[0].strip().partition("-")[0].lower() for part in accepted.split(","))
    return next((code for code in named if code in offered_languages()), "")
