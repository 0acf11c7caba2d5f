"""Every widget of an open page, whatever page it is: found, used once, and what the use did wrong in sentences."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, Locator, Page, TimeoutError

from components.frame import PAGE_ADDRESSES
from languages.text import _, set_language
from tests.browser.waiting import settle_run

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
_NAME: Final = """element => {
    const keyed = element.closest('[class*="st-key-"]');
    const key = keyed ? [...keyed.classList].find((name) => name.startsWith('st-key-')).slice(7) : '';
    const place = keyed ? [...keyed.querySelectorAll(element.tagName)].indexOf(element) : 0;
    const link = element.tagName === 'A' ? new URL(element.href) : null;
    const address = link ? link.pathname + ' ' + [...link.searchParams.keys()] : '';
    const within = element.closest('.st-key-masthead, .footer, .stHeaderActionElements, .stElementToolbar') !== null;
    const elsewhere = link !== null && (link.origin !== location.origin || element.download !== '' || link.hash !== '');
    const disabled = element.disabled || element.ariaDisabled === 'true';
    return {key, place, address, skipped: within || elsewhere || disabled};
}"""
_MILLISECONDS_TO_TOUCH: Final = 20_000


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
    for kind, selector in KINDS.items():
        for place in page.locator(f":is({selector}):visible").all():
            said = place.evaluate(_NAME)
            name = f"{kind} {_ONE_OF_MANY.sub('#', said['key'])} {said['address']}".rstrip()
            if kind in {"choice", "text"}:
                name += f" {said['place']}"
            if not said["skipped"] and name not in names:
                names.add(name)
                yield Widget(kind, name, place)


@dataclass
class Walk:
    """A use of every widget of one page; wrong has a sentence for each fault, used the names of what was used."""

    page: Page
    address: str
    language: str
    untouched: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def use_all(self, most: int) -> None:
        """Use one after the other on the page as it is then, and from a fresh load after a fault or a way out of it."""
        self._open()
        begun_afresh = True
        while len(self.used) < most:
            widget = next((one for one in widgets(self.page) if self._is_new(one)), None)
            if widget is None and begun_afresh:
                return
            begun_afresh = widget is None or not self._use(widget)
            if begun_afresh:
                self._open()

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
        except (TimeoutError, Error) as problem:
            self.wrong.append(f"{widget.name}: cannot be used: {str(problem).splitlines()[0]}")
            return False
        if urlsplit(self.page.url).path.startswith("/account/"):
            return False
        settle_run(self.page)
        same = urlsplit(self.page.url).path == urlsplit(self.address).path
        return self._look(widget.name) and same

    def _look(self, what: str) -> bool:
        """Take note of what is wrong with the page now; whether nothing is."""
        found = [*failures(self.page, self.language), *misdirections(self.page, self.language)]
        self.wrong += [f"{what}: {sentence}" for sentence in found]
        return not found


def failures(page: Page, language: str) -> Iterator[str]:
    """Sentences on a page that failed."""
    if page.locator(".stException").count():
        yield f"an exception is shown: {page.locator('.stException').first.inner_text()[:200]}"
    alerts = page.locator(".stAlert").all_inner_texts()
    if any(failure_notice(language) in alert for alert in alerts):
        yield "the page failed"
    said = page.locator(".stApp").inner_text()
    yield from (f"{word} is shown" for word in ("KeyError", "Traceback", "ValueError") if word in said)


def failure_notice(language: str) -> str:
    """How the notice begins with which a page says that it failed."""
    set_language(language)
    notice = _(
        "This page could not be shown. Nothing was changed. Please try again; if it happens again, tell the "
        "people who run this repository."
    )
    set_language("en")
    return notice[:30]


def misdirections(page: Page, language: str) -> Iterator[str]:
    """Sentences on a page that lost its language, its direction or its address."""
    if page.get_attribute("html", "lang") != language:
        yield f"the document's language is {page.get_attribute('html', 'lang')}"
    if page.get_attribute("html", "dir") != ("rtl" if language == "ar" else "ltr"):
        yield f"the document runs {page.get_attribute('html', 'dir')}"
    address = urlsplit(page.url)
    if address.path.strip("/") not in PAGE_ADDRESSES:
        yield f"{address.path} is no page"
    if parse_qs(address.query).get("lang") != [language]:
        yield f"the address has lost the language: {page.url}"
