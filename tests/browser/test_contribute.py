"""The whole form of an activity in a browser, in both directions: each step, keys and all, and nobody shut out."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from data_access.models import Activity, Draft
from data_access.store.engine import reading
from domain.people.permissions import Role
from tests.browser.conftest import OpenPage
from tests.browser.visits import SCREENSHOTS, Scheme, Visit
from tests.browser.waiting import MOST_SECONDS, settle, settle_run
from tests.builders import add_organization, add_person, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def token(server_store: str) -> str:
    """A contributor of an organization of its own, signed in."""
    agency = add_organization()
    return sign_in(add_person(Role.CONTRIBUTOR, organizations=[agency]))


def field(page: Page, name: str) -> str:
    return f".st-key-contribute-{name}"


def fill(page: Page, name: str, text: str) -> None:
    box = page.locator(f"{field(page, name)} :is(input, textarea)").first
    box.fill(text)
    box.press("Tab")
    settle_run(page)


def pick(page: Page, name: str, words: str) -> None:
    """Choose from a list with the keyboard: type, and take the first that fits."""
    page.locator(f"{field(page, name)} input").first.click()
    if words:
        page.keyboard.type(words)
        # The list grows shorter while one types; what stood first before is not what is meant.
        expect(page.get_by_role("option").first).to_contain_text(words, timeout=MOST_SECONDS * 1000)
    else:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    if words:
        # A list of which several can be chosen stays open; in any other, this key takes the choice back.
        page.keyboard.press("Escape")
    settle_run(page)


def press(page: Page, name: str) -> None:
    page.locator(f"{field(page, name)} button").first.click()
    settle_run(page)


def looked_at(seen: Visit, name: str) -> None:
    """A picture of the screen, and what axe and the browser's console say of it."""
    settle(seen.page)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    seen.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    assert seen.violations() == []
    assert seen.complaints == []
    assert not seen.is_wider_than_its_window()


WORDS = {
    "en": ("Training for labour inspectors", "Training", "In planning", "Kenya"),
    "ar": ("تدريب مفتشي العمل", "التدريب", "قيد التخطيط", "كينيا"),
}


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1280), ("ar", "dark", 390)])
def test_an_activity_is_written_sent_and_thanked_for(
    visit: OpenPage, token: str, server: str, language: str, scheme: Scheme, width: int
) -> None:
    title, *_choices = WORDS[language]
    seen = visit("/contribute", scheme=scheme, width=width, language=language, token=token)
    page, look = seen.page, f"contribute-{language}-{scheme}-{width}"
    looked_at(seen, f"{look}-0")
    page.locator(".st-key-log-activity button").click()
    settle_run(page)
    press(page, "next")
    looked_at(seen, f"{look}-1-problems")
    fill(page, "title", title)
    fill(page, "summary", "Two weeks in three towns")
    pick(page, f"modality-{language}", "")
    pick(page, f"status-{language}", "")
    pick(page, f"recipients-{language}", WORDS[language][3])
    looked_at(seen, f"{look}-1")
    press(page, "next")
    page.locator(f"{field(page, 'new-partners')} summary").click()
    settle_run(page)
    fill(page, "new-partners-name", "UN country team")
    press(page, "add-providers")
    fill(page, "planned_start", "2026-05-12")
    looked_at(seen, f"{look}-2")
    press(page, "remove-providers-0")
    press(page, "next")
    press(page, "add-places")
    press(page, "add-money")
    fill(page, "money-0-amount", "12,500.50")
    pick(page, f"money-0-kind-{language}", "")
    pick(page, f"money-0-currency-{language}", "")
    looked_at(seen, f"{look}-3")
    press(page, "remove-places-0")
    press(page, "next")
    looked_at(seen, f"{look}-4")
    fill(page, "contact_email", "desk@example.org")
    press(page, "next")
    looked_at(seen, f"{look}-5")
    press(page, "send")
    page.wait_for_url("**sent=UPRC-ACT-*")
    looked_at(seen, f"{look}-6")
    with reading() as session:
        assert session.exec(select(Activity).where(Activity.title == title)).one().planned_start is not None
        assert session.exec(select(Draft)).all() == []
    assert seen.requests_elsewhere(server) == []


def test_a_reload_and_another_browser_continue_at_the_same_step(visit: OpenPage, token: str) -> None:
    page = visit("/contribute?kind=activity", token=token).page
    fill(page, "title", "Half a title")
    page.wait_for_url("**draft=*")
    press(page, "step-2")
    fill(page, "outcome", "Nothing yet")
    page.reload()
    settle(page)
    assert page.locator(f"{field(page, 'outcome')} textarea").input_value() == "Nothing yet"
    other = visit(f"/contribute?{page.url.split('?')[1].replace('lang=en', 'x=1')}", token=token).page
    assert other.locator(f"{field(other, 'outcome')} textarea").input_value() == "Nothing yet"
    for _saved in range(4):  # what was saved meanwhile stands in the address, and so in the browser's history
        page.go_back()
        settle(page)
        if page.locator(f"{field(page, 'title')} input").count():
            break
    assert page.locator(f"{field(page, 'title')} input").input_value() == "Half a title"


def test_words_that_were_not_left_are_kept_when_the_button_takes_the_reader_on(visit: OpenPage, token: str) -> None:
    page = visit("/contribute?kind=offer", token=token).page
    page.locator(f"{field(page, 'summary')} textarea").fill("Typed, and not left")
    press(page, "step-1")
    press(page, "step-0")
    assert page.locator(f"{field(page, 'summary')} textarea").input_value() == "Typed, and not left"


def test_a_double_click_sends_once(visit: OpenPage, token: str) -> None:
    page = visit("/contribute?kind=offer", token=token).page
    fill(page, "title", "Trainers, clicked twice")
    pick(page, "modalities-en", "Training")
    press(page, "step-2")
    page.locator(f"{field(page, 'send')} button").dblclick()
    page.wait_for_url("**sent=UPRC-OFF-*")
    settle(page)
    assert "has arrived" in page.locator(".lead").first.inner_text()
