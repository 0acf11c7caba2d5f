"""A record passes all desks in a browser: returned, approved, consented to, public, and gone again in another tab."""

from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Page

from data_access import commands
from data_access.queries.records.record_page import record_page
from domain.people.permissions import OPERATOR, Actor, Role
from tests.browser.conftest import OpenPage
from tests.browser.visits import SCREENSHOTS, Scheme
from tests.browser.waiting import settle, settle_run
from tests.builders import add_organization, add_person, add_recommendation, sign_in
from tests.record_builders import activity_draft

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Story:
    """An activity that its author handed in, and the tokens of those who deal with it."""

    code: str
    recommendation: str
    author: str
    steward: str
    focal: str


@pytest.fixture
def story(server_store: str, request: pytest.FixtureRequest) -> Story:
    """A new activity for Kenya, with one supported recommendation."""
    publisher = add_organization()
    author = add_person(Role.CONTRIBUTOR, organizations=[publisher])
    recommendation = add_recommendation(state="KEN", text="Bring courts to the people")
    draft = replace(activity_draft(publisher, "KEN", title="Mobile courts at work"), recommendations=(recommendation,))
    return Story(
        commands.submit_activity(OPERATOR, draft, f"browser-{request.node.name[:40]}"),
        recommendation,
        sign_in(author),
        sign_in(add_person(Role.STEWARD)),
        sign_in(add_person(Role.FOCAL_POINT, iso3="KEN")),
    )


def open_action(page: Page, story: Story, action: str) -> None:
    page.locator(f".st-key-choose-{story.code}-{action} button").click()
    settle_run(page)


def do(page: Page, story: Story, action: str) -> None:
    page.locator(f".st-key-do-{story.code}-{action} button").click()
    page.wait_for_selector(".told")
    settle(page)


def figure(page: Page) -> str:
    """The number of Kenya's recommendations with support reported, as its page says it."""
    return page.locator(".bands .figure").first.inner_text()


def test_a_record_passes_all_desks_and_a_withdrawal_reaches_every_tab(visit: OpenPage, story: Story) -> None:
    address = f"/record?id={story.code}"
    other_tab = visit("/state?state=KEN").page
    before = int(figure(other_tab))

    steward = visit(address, token=story.steward).page
    open_action(steward, story, "return")
    steward.locator(f".st-key-typed-{story.code}-return-comment textarea").fill("Please name the places")
    steward.locator(f".st-key-fields-{story.code}-return input").click()
    steward.get_by_role("option", name="Title").click()
    steward.keyboard.press("Escape")
    steward.wait_for_selector('[class*="return-field-title"] textarea')
    steward.locator('[class*="return-field-title"] textarea').fill("Say which courts")
    steward.keyboard.press("Tab")
    settle_run(steward)
    do(steward, story, "return")
    assert "Its author reads the comments" in steward.locator(".told").first.inner_text()

    author = visit(address, token=story.author).page
    assert "Please name the places" in author.locator(".standing").inner_text()
    assert "Say which courts" in author.locator(".standing").inner_text()
    inbox = visit("/inbox", token=story.author).page
    assert inbox.locator(f'.inbox a[href*="revise={story.code}"]').count() == 1
    revise(story)

    steward.goto(f"{steward.url.split('/record')[0]}/queue?lang=en")
    settle(steward)
    assert steward.locator(f'.desk-line a[href*="{story.code}"]').count() == 1
    steward.locator(f'.desk-line a[href*="{story.code}"]').click()
    steward.wait_for_selector(f".st-key-do-{story.code}-review")
    do(steward, story, "review")

    focal = visit("/desk", token=story.focal).page
    focal.locator(f".st-key-tick-answer-{story.code} label").click()
    settle_run(focal)
    focal.locator('[class*="st-key-bulk-answer-Agree"] button').click()
    focal.wait_for_selector(".told-done")

    public = visit(address).page
    assert public.locator("h1").inner_text() == "Mobile courts at work"
    assert public.locator(".standing").count() == 0
    other_tab.reload()
    settle(other_tab)
    assert int(figure(other_tab)) == before + 1
    assert "Support reported" in visit(f"/recommendation?id={story.recommendation}").page.content()

    focal.goto(f"{focal.url.split('/desk')[0]}{address}&lang=en")
    settle(focal)
    open_action(focal, story, "unconsent")
    focal.locator(f".st-key-typed-{story.code}-unconsent-sure label").click()
    settle_run(focal)
    do(focal, story, "unconsent")

    # The next interaction of whoever still has the record open, in the same tab and without a reload.
    public.locator(".st-key-language_choice [role=combobox]").click()
    public.get_by_role("option", name="العربية").click()
    public.wait_for_selector('html[dir="rtl"] h1')
    settle(public)
    assert "Mobile courts at work" not in public.locator(".stMain").inner_text()


def revise(story: Story) -> None:
    """What the author's form does."""
    publisher = record_page(Actor("steward", frozenset({Role.STEWARD})), story.code).content.publisher
    draft = activity_draft(publisher, "KEN", title="Mobile courts at work")
    commands.revise_record(OPERATOR, story.code, 2, replace(draft, recommendations=(story.recommendation,)))


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1280), ("ar", "dark", 390)])
def test_no_desk_shuts_anybody_out(
    visit: OpenPage, story: Story, server: str, language: str, scheme: Scheme, width: int
) -> None:
    pages = (
        ("record-steward", f"/record?id={story.code}", story.steward),
        ("record-author", f"/record?id={story.code}", story.author),
        ("queue", "/queue", story.steward),
        ("queue-answer", "/queue?work=answer", story.steward),
        ("desk", "/desk", story.focal),
        ("desk-standing", "/desk?view=standing", story.focal),
        ("inbox", "/inbox", story.steward),
    )
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for name, address, token in pages:
        seen = visit(address, language=language, scheme=scheme, width=width, token=token)
        seen.page.screenshot(path=SCREENSHOTS / f"{name}-{language}-{scheme}-{width}.png", full_page=True)
        assert seen.page.locator(".stException").count() == 0, name
        assert seen.violations() == [], name
        assert seen.complaints == [], name
        assert seen.requests_elsewhere(server) == [], name
        assert not seen.is_wider_than_its_window(), name
