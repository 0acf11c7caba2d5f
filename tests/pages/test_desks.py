"""The queue, the desk and the inbox on the screen: who is let in, what is done there, and the links of each person."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.review.desk_files import queue_columns, queue_frame
from components.shared.table_files import table_csv
from data_access import commands
from data_access.queries.records.record_page import record_page
from data_access.queries.review.desk import standing_consents
from data_access.queries.review.queue import whole_queue
from domain.people.permissions import OPERATOR, VISITOR, Actor, Role
from domain.review.work_queues import QueueFilters
from domain.vocabulary import ConsentStatus, EditorialState, OrganizationKind, RecordKind, RequestStatus
from tests.builders import add_activity, add_organization, add_person, add_recommendation, add_request, set_consent
from tests.pages.screens import html_of, open_screen, signed_in
from tests.record_builders import activity_draft

pytestmark = pytest.mark.usefixtures("sqlite_store")

KENYA = Actor("x", frozenset({Role.VISITOR, Role.FOCAL_POINT}), iso3="KEN")
PEOPLE = {
    "visitor": (),
    "without a role": (),
    "contributor": (Role.CONTRIBUTOR,),
    "focal point": (Role.FOCAL_POINT,),
    "steward": (Role.STEWARD,),
    "administrator": (Role.ADMINISTRATOR,),
}


def become(monkeypatch: pytest.MonkeyPatch, *roles: Role) -> str:
    organizations = [add_organization()] if Role.CONTRIBUTOR in roles else []
    person = add_person(*roles, iso3="KEN", organizations=organizations)
    signed_in(monkeypatch, person)
    return person


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("page", "who"), [("queue", "steward"), ("desk", "focal point"), ("inbox", "")])
def test_a_page_lets_in_whom_it_is_for_and_tells_the_others_why(
    monkeypatch: pytest.MonkeyPatch, page: str, who: str, person: str
) -> None:
    if person != "visitor":
        become(monkeypatch, *PEOPLE[person])
    at = open_screen(f"{page}.py")
    allowed = person == who or (page == "inbox" and person != "visitor")
    assert ("This page is for" in html_of(at)) is not allowed
    if not allowed:
        here = f"./account?next={page}" if person == "visitor" else "./account"
        assert f'href="{here}"' in html_of(at)


def own_links(at: AppTest) -> set[str]:
    """Pages of whoever signed in that the masthead leads to."""
    pages = {element.proto.page for element in at.get("page_link")}
    return pages & {"inbox", "queue", "desk", "people"}


@pytest.mark.parametrize(
    ("roles", "links"),
    [
        ((), {"inbox"}),
        ((Role.CONTRIBUTOR,), {"inbox"}),
        ((Role.FOCAL_POINT,), {"inbox", "desk"}),
        ((Role.STEWARD,), {"inbox", "queue"}),
        ((Role.ADMINISTRATOR,), {"inbox", "people"}),
    ],
)
def test_whoever_signed_in_has_the_links_of_the_roles(
    monkeypatch: pytest.MonkeyPatch, roles: tuple[Role, ...], links: set[str]
) -> None:
    become(monkeypatch, *roles)
    assert own_links(open_screen("about.py")) == links


def test_a_visitor_has_no_such_links() -> None:
    assert own_links(open_screen("about.py")) == set()


def test_the_inbox_says_how_much_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, Role.STEWARD)
    add_activity(editorial_state=EditorialState.SUBMITTED)
    labels = [element.proto.label for element in open_screen("about.py").get("page_link")]
    assert "Inbox (1)" in labels
    told = html_of(open_screen("inbox.py"))
    assert 'href="./queue"' in told
    assert "Review queue: 1" in told


def test_an_empty_inbox_says_what_would_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch)
    assert "Nothing waits for you." in open_screen("inbox.py").info[0].value


def test_a_draft_leads_to_where_it_is_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    person = become(monkeypatch, Role.CONTRIBUTOR)
    actor = Actor(person, frozenset({Role.VISITOR, Role.CONTRIBUTOR}))
    saved = commands.save_draft(actor, RecordKind.OFFER, {"title": "<b>Trainers</b>"})
    told = html_of(open_screen("inbox.py"))
    assert f"./contribute?draft={saved.key}" in told
    assert "&lt;b&gt;Trainers&lt;/b&gt;" in told


def test_several_records_are_approved_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = add_organization()
    codes = [
        commands.submit_activity(OPERATOR, activity_draft(publisher, "KEN", title=f"Course {n}"), f"f-{n}")
        for n in range(3)
    ]
    become(monkeypatch, Role.STEWARD)
    at = open_screen("queue.py")
    for code in codes[:2]:
        at.checkbox(key=f"tick-review-{code}").check()
    at.run()
    at = press(at, "bulk-review-Approve")
    told = html_of(at)
    assert told.count('role="status" dir="auto">UPRC') == 2
    assert "is approved, and the States concerned are asked." in told
    assert codes[2] in told
    assert "Consent awaited (2)" in str(at.get("button_group")[0].proto)


@pytest.mark.parametrize("address", [{"work": "answer"}, {"work": "consent"}, {"work": "organizations"}])
def test_each_part_of_the_queue_opens(monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> None:
    add_request()
    add_activity(consent=ConsentStatus.AWAITED, editorial_state=EditorialState.REVIEWED)
    become(monkeypatch, Role.STEWARD)
    open_screen("queue.py", **address)
    open_screen("queue.py", **address, lang="ar")


@pytest.mark.parametrize("value", ["nonsense", "-1", "'; DROP TABLE", "<script>", "9" * 300])
def test_no_address_makes_a_traceback(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    become(monkeypatch, Role.STEWARD, Role.FOCAL_POINT)
    open_screen("queue.py", **dict.fromkeys(("work", "kind", "of", "by", "page"), value))
    open_screen("desk.py", view=value, page=value)


def test_a_focal_point_answers_on_several_records_and_gives_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [
        add_activity(recipients=["KEN"], consent=ConsentStatus.AWAITED, editorial_state=EditorialState.REVIEWED)
        for _place in range(3)
    ]
    become(monkeypatch, Role.FOCAL_POINT)
    at = open_screen("desk.py")
    for code in codes[:2]:
        at.checkbox(key=f"tick-answer-{code}").check()
    at.run()
    at = press(at, "bulk-answer-Agree")
    assert all(record_page(VISITOR, code).public for code in codes[:2])
    at.checkbox(key=f"tick-answer-{codes[2]}").check().run()
    at.text_input(key="reason-answer").set_value("Not ours").run()
    press(at, "bulk-answer-Withhold")
    inside = record_page(KENYA, codes[2]).inside
    assert inside is not None
    assert [one.text for one in inside.remarks] == ["Not ours"]


def test_a_state_withdraws_consent_to_what_is_public_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_activity(recipients=["KEN"])
    become(monkeypatch, Role.FOCAL_POINT)
    at = open_screen("desk.py", view="public")
    at.checkbox(key=f"tick-public-{code}").check().run()
    press(at, "bulk-public-Withdraw consent")
    assert "There is no such record" in open_screen_title(monkeypatch, code)


def open_screen_title(monkeypatch: pytest.MonkeyPatch, code: str) -> str:
    monkeypatch.setattr("pages.session.reader.session_token", lambda: "")
    return str(open_screen("record.py", id=code).title[0].value)


def test_a_standing_consent_is_given_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, Role.FOCAL_POINT)
    at = open_screen("desk.py", view="standing")
    at.checkbox(key="typed-standing-un_entity-give-sure").check().run()
    at = press(at, "do-standing-un_entity-give")
    assert [line.contributor for line in standing_consents(KENYA)] == [OrganizationKind.UN_ENTITY]
    assert "Your State agrees ahead of time" in html_of(at)
    press(at, "do-standing-un_entity-end")
    assert standing_consents(KENYA) == ()


@pytest.mark.parametrize("view", ["answer", "public", "no", "own", "standing"])
@pytest.mark.parametrize("filled", [True, False])
def test_each_part_of_the_desk_opens_filled_and_empty(
    monkeypatch: pytest.MonkeyPatch, view: str, *, filled: bool
) -> None:
    if filled:
        add_activity(recipients=["KEN"], consent=ConsentStatus.WITHHELD)
        add_activity(recipients=["KEN"])
        add_request(state="KEN")
    become(monkeypatch, Role.FOCAL_POINT)
    open_screen("desk.py", view=view, lang="ar")


def test_the_line_of_requests_past_their_time_opens_exactly_those(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    add_request(state="KEN", title="Long ago", submitted_at=now - timedelta(days=90), acknowledged_at=now)
    add_request(state="KEN", title="Just now", submitted_at=now - timedelta(days=3), acknowledged_at=now)
    become(monkeypatch, Role.STEWARD)
    told = html_of(open_screen("inbox.py"))
    assert "Requests past the time for an answer: 1" in told
    assert "./queue?work=answer&amp;due=answer" in told
    at = open_screen("queue.py", work="answer", due="answer")
    assert "Long ago" in html_of(at)
    assert "Just now" not in html_of(at)
    assert at.button(key="set-due").label == "Requests past the time for an answer ×"
    press(at, "clear-desk-filters")
    assert "Just now" in html_of(at)
    assert "due" not in at.query_params


@pytest.mark.parametrize(
    ("parameter", "code"), [("of", "KEN"), ("of_group", "AFRICAN"), ("of_region", "002"), ("of_theme", "courts")]
)
def test_the_queue_is_narrowed_by_what_the_address_says(
    monkeypatch: pytest.MonkeyPatch, parameter: str, code: str
) -> None:
    add_recommendation(state="KEN", themes=["courts"])
    add_activity(recipients=["KEN"], themes=["courts"], title="Ours", editorial_state=EditorialState.SUBMITTED)
    add_activity(recipients=["TUV"], title="Theirs", editorial_state=EditorialState.SUBMITTED)
    become(monkeypatch, Role.STEWARD)
    told = html_of(open_screen("queue.py", **{parameter: code}))
    assert "Ours" in told
    assert "Theirs" not in told


def test_the_queue_as_a_file_holds_every_line_and_begins_with_its_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    actor = Actor(become(monkeypatch, Role.STEWARD), frozenset({Role.STEWARD}))
    codes = {add_activity(recipients=["KEN"], editorial_state=EditorialState.SUBMITTED) for _place in range(30)}
    lines = list(whole_queue(actor, QueueFilters()))
    frame = queue_frame(lines, lambda iso3: iso3, lambda code: f"https://x.org/record?id={code}", lines[0].since.date())
    written = table_csv([frame], columns=queue_columns(), demonstration=False).decode("utf-8-sig").splitlines()
    assert written[0].startswith("Record,Kind of record,Title,States")
    assert {line.split(",")[0] for line in written[1:]} == codes


def test_stale_and_expired_records_have_lists_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    expired = add_request(state="KEN", status=RequestStatus.EXPIRED)
    stale = add_request(state="KEN")
    become(monkeypatch, Role.STEWARD)
    assert expired in html_of(open_screen("queue.py", work="expired"))
    told = html_of(open_screen("queue.py", work="stale"))
    assert stale in told
    assert expired not in told


def test_a_desk_is_narrowed_without_telling_of_a_state_that_has_not_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_activity(recipients=["KEN", "TUV"], consent={"KEN": ConsentStatus.GRANTED, "TUV": ConsentStatus.AWAITED})
    become(monkeypatch, Role.FOCAL_POINT)
    assert code in html_of(open_screen("desk.py", view="public", of="KEN"))
    assert code not in html_of(open_screen("desk.py", view="public", of="TUV"))
    set_consent(code, "TUV", ConsentStatus.GRANTED)
    assert code in html_of(open_screen("desk.py", view="public", of="TUV"))
