"""Every widget of an open page, whatever page it is: found, used once, and what the use did wrong in sentences."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, Locator, Page

from components.shell.frame import PAGE_ADDRESSES
from languages.text import SOURCE_LANGUAGE, _, offered_languages, set_language
from tests.browser.waiting import MOST_SECONDS, settle_run

#: The kinds of widget, and where the part of each is that a reader clicks or types into.
KINDS: Final = {
    "popover": "[data-testid=stPopoverButton]",
    "expander": ".stExpander summary",
    "tab": "[role=tab]",
    "choice": ".stButtonGroup button",
    "list": ".stSelectbox [role=combobox]",
    "several": ".stMultiSelect [role=combobox], .stMultiSelect input",
    "toggle": ".stCheckbox label",
    "radio": ".stRadio label + div label",
    "text": ".stTextInput input, .stTextArea textarea, .stNumberInput input, .stDateInput input",
    "button": ".stButton button, .stFormSubmitButton button",
    "download": ".stDownloadButton button",
    "link": ".stMain a[href]",
}
#: Parts of a key or an address that differ from record to record: one of each kind is enough.
_ONE_OF_MANY: Final = re.compile(r"UPRC-[A-Z]+-\d+|\d+|(?<=[-=])[A-Z]{3}(?=$|[-&])|(?<=set-)[a-z]+-.*")
#: All parts that a reader can use now, as kind, place among those of its kind, key, place within the key, and address.
_FIND: Final = """kinds => Object.entries(kinds).flatMap(([kind, selector]) =>
    [...document.querySelectorAll(selector)].map((element, at) => {
        const keyed = element.closest('[class*="st-key-"]');
        const key = keyed ? [...keyed.classList].find((name) => name.startsWith('st-key-')).slice(7) : '';
        const place = keyed ? [...keyed.querySelectorAll(element.tagName)].indexOf(element) : 0;
        const link = element.tagName === 'A' ? new URL(element.href) : null;
        const address = link ? link.pathname + ' ' + [...link.searchParams.keys()] : '';
        const within = element.closest('.st-key-masthead, .footer, .stHeaderActionElements, .stElementToolbar');
        const elsewhere = link && (link.origin !== location.origin || element.download || link.hash);
        // Of pills and segments the first that is not chosen stands for all of them.
        const chosen = element.ariaChecked === 'true' || (element.dataset.testid ?? '').endsWith('Active');
        const disabled = element.disabled || element.ariaDisabled === 'true';
        const unusable = (kind === 'choice' && chosen) || disabled || !element.checkVisibility();
        return within || elsewhere || unusable ? null : {kind, at, key, place, address};
    }).filter(Boolean))"""
#: What the page says of itself.
_FACTS: Final = """() => ({
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    exceptions: [...document.querySelectorAll('.stException')].map((element) => element.innerText.slice(0, 200)),
    alerts: [...document.querySelectorAll('.stAlert')].map((element) => element.innerText),
    words: document.querySelector('.stMain')?.innerText ?? '',
})"""
_MILLISECONDS_TO_TOUCH: Final = MOST_SECONDS * 1000


@dataclass(frozen=True)
class Widget:
    """One widget as a reader sees it; its name is also that of its like on other records."""

    kind: str
    name: str
    place: Locator

    def use(self, page: Page) -> None:
        """Do with it what it is for."""
        if self.kind in {"list", "several"}:
            self._choose(page)
        elif self.kind == "text":
            self.place.fill("5", timeout=_MILLISECONDS_TO_TOUCH)
            self.place.press("Tab")
        elif self.kind == "download":
            with page.expect_download() as made:
                self.place.click(timeout=_MILLISECONDS_TO_TOUCH)
            assert made.value.failure() is None
        else:
            self.place.click(timeout=_MILLISECONDS_TO_TOUCH)

    def _choose(self, page: Page) -> None:
        self.place.click(timeout=_MILLISECONDS_TO_TOUCH)
        options = page.get_by_role("option")
        options.first.wait_for(timeout=_MILLISECONDS_TO_TOUCH)
        (options.last if self.kind == "list" else options.first).click(timeout=_MILLISECONDS_TO_TOUCH)
        if self.kind == "several":
            page.keyboard.press("Escape")


def widgets(page: Page) -> Iterator[Widget]:
    """Those that a reader can use now, one of each name; what lies in closed containers comes once they are open."""
    names = set()
    for found in page.evaluate(_FIND, KINDS):
        kind: str = found["kind"]
        name = f"{kind} {_ONE_OF_MANY.sub('#', found['key'])} {found['address']}".rstrip()
        if kind == "text":
            name += f" {found['place']}"
        if name not in names:
            names.add(name)
            yield Widget(kind, name, page.locator(KINDS[kind]).nth(found["at"]))


@dataclass
class Walk:
    """A use of every widget of one page, at one address of it after the other.

    wrong has a sentence for each fault, used the names of what was used.
    """

    page: Page
    language: str
    untouched: Mapping[str, str]
    address: str = ""
    used: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def use_all(self, address: str, most: int) -> None:
        """Use what was not used yet, on the page as it then is, and from a fresh load after a fault or a way out."""
        self.address = address
        self._open()
        afresh = True
        for _number in range(most):
            widget = next((one for one in widgets(self.page) if self._is_new(one)), None)
            if widget is None and afresh:
                return
            afresh = widget is None or not self._use(widget)
            if afresh:
                self._open()
        self.wrong.append(f"{address} has new widgets again and again")

    def _is_new(self, widget: Widget) -> bool:
        return widget.name not in self.used and not any(re.search(part, widget.name) for part in self.untouched)

    def _open(self) -> None:
        self.page.goto(self.address)
        self.page.wait_for_selector("html[dir] h1, html[dir] .stAlert")
        settle_run(self.page)
        self._look("a fresh load")

    def _use(self, widget: Widget) -> bool:
        """Use a widget and look; whether the page is still there and well."""
        self.used.add(widget.name)
        try:
            widget.use(self.page)
        except Error as problem:
            self.wrong.append(f"{widget.name}: cannot be used: {str(problem).splitlines()[0]}")
            return False
        if urlsplit(self.page.url).path.startswith("/account/"):
            return False
        settle_run(self.page)
        same = urlsplit(self.page.url).path == urlsplit(self.address).path
        return self._look(widget.name) and same

    def _look(self, what: str) -> bool:
        """Take note of what is wrong with the page now; whether nothing is."""
        found = list(faults(self.page, self.language))
        self.wrong += [f"{self.address}: {what}: {sentence}" for sentence in found]
        return not found


def faults(page: Page, language: str) -> Iterator[str]:
    """Sentences on a page that failed, or lost its language, its direction or its address."""
    facts = page.evaluate(_FACTS)
    yield from (f"an exception is shown: {words}" for words in facts["exceptions"])
    if any(notice in alert for alert in facts["alerts"] for notice in failure_notices()):
        yield "the page failed"
    yield from (f"{word} is shown" for word in ("KeyError", "Traceback", "ValueError") if word in facts["words"])
    if facts["language"] != language:
        yield f"the document's language is {facts['language']}"
    if facts["direction"] != ("rtl" if language == "ar" else "ltr"):
        yield f"the document runs {facts['direction']}"
    address = urlsplit(page.url)
    if address.path.strip("/") not in PAGE_ADDRESSES:
        yield f"{address.path} is no page"
    if parse_qs(address.query).get("lang") != [language]:
        yield f"the address has lost the language: {page.url}"


@cache
def failure_notices() -> tuple[str, ...]:
    """How the notice begins with which a page says that it failed; a failure may have lost the language too."""
    notices = []
    for spoken in offered_languages():
        set_language(spoken)
        notice = _(
            "This page could not be shown. Nothing was changed. Please try again; if it happens again, tell the "
            "people who run this repository."
        )
        notices.append(notice[:30])
    set_language(SOURCE_LANGUAGE)
    return tuple(notices)
