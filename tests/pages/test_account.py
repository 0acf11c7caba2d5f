"""The account and people pages, as visitors, members and administrators see them."""

import pytest
from streamlit.testing.v1 import AppTest

from components.shell import identity_providers
from data_access.commands import grant_role, invite_person, revoke_role
from data_access.models import StoreFact
from data_access.queries.people.people import people_known, reader_of_token
from data_access.store.engine import writing
from domain.people.permissions import OPERATOR, Role
from domain.people.personas import Persona
from seed.story.personas import write_personas
from tests.builders import add_organization, add_person, add_recommendation
from tests.pages.screens import html_of, open_screen, open_screen_as, signed_in

pytestmark = pytest.mark.usefixtures("sqlite_store")


def words_of(at: AppTest) -> str:
    """All that the screen says."""
    said = [str(element.value) for kind in (at.title, at.header, at.markdown, at.info, at.warning) for element in kind]
    return "\n".join([*said, html_of(at)]).replace("\u2068", "").replace("\u2069", "")


def links_of(at: AppTest) -> list[str]:
    """The labels of the masthead's page links."""
    return [element.proto.label for element in at.get("page_link")]


def test_a_visitor_finds_the_ways_in(monkeypatch: pytest.MonkeyPatch) -> None:
    at = open_screen("account.py")
    assert at.title[0].value == "Sign in"
    assert "./account/sign-in" in html_of(at)
    assert "./account/invitation" in html_of(at)
    assert "Try it as somebody" not in words_of(at)
    assert "Sign in" in links_of(at)


def test_a_provider_of_the_configuration_is_a_button(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "redirect_uri": "http://localhost/oauth2callback",
        "mission": {"server_metadata_url": "https://id.example.org/x", "label": "the Mission"},
        "plain": {"server_metadata_url": "https://id.example.org/y", "verifies_email": "true"},
    }
    monkeypatch.setattr(identity_providers, "_auth_section", lambda: secrets)
    at = open_screen("account.py")
    assert [button.label for button in at.button] == ["Sign in with the Mission", "Sign in with Plain"]
    assert not identity_providers.vouches_for_email("plain")


def test_somebody_whom_a_provider_knows_and_the_store_does_not_is_told_what_to_do() -> None:
    claims = {"email": "new@example.org", "email_verified": True, "exp": 9e9, "iat": 1e9}
    at = open_screen_as(claims, "account.py")
    assert "new@example.org" in at.warning[0].value
    assert "administrator" in at.warning[0].value


def test_a_provider_that_does_not_verify_addresses_is_trusted_only_where_the_operator_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grant_role(OPERATOR, "amina@example.org", Role.STEWARD)
    claims = {"email": "amina@example.org", "exp": 9e9, "iat": 1e9, "provider": "entra"}

    def title(**other: object) -> str:
        return str(open_screen_as({**claims, **other}, "account.py").title[0].value)

    assert title() == "Sign in"
    section = {"entra": {"server_metadata_url": "https://id.example.org/x", "verifies_email": True}}
    monkeypatch.setattr(identity_providers, "_auth_section", lambda: section)
    assert title() == r"amina@example\.org"
    assert title(email_verified=False) == "Sign in"
    assert title(provider="other") == "Sign in"


def test_a_screen_without_any_provider_says_nothing_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    open_screen("account.py")
    assert [record.getMessage() for record in caplog.records if "secrets" in record.getMessage().lower()] == []


def test_a_member_sees_roles_in_words_and_changes_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    organization = add_organization("Centre <b>for</b> Exchange")
    person = add_person(
        Role.FOCAL_POINT, Role.CONTRIBUTOR, iso3="KEN", organizations=[organization], name="Amina *Otieno*"
    )
    token = signed_in(monkeypatch, person)
    at = open_screen("account.py", lang="en")
    assert at.title[0].value == "Amina \\*Otieno\\*"
    assert "Focal point: Kenya" in words_of(at)
    assert "Contributor: Centre &lt;b&gt;for&lt;/b&gt; Exchange" in html_of(at)
    assert "Amina \\*Otieno\\*" in links_of(at)
    assert "People and their roles" not in words_of(at)
    at.checkbox[0].uncheck()
    at.selectbox[-1].set_value("ar")
    next(button for button in at.button if button.label == "Save").click().run()
    assert not at.exception
    reader = reader_of_token(token)
    assert (reader.language, reader.wants_mail) == ("ar", False)


def test_a_persona_is_named_in_the_masthead(monkeypatch: pytest.MonkeyPatch) -> None:
    with writing() as session:
        session.add(StoreFact(name="demonstration", value="1"))
        write_personas(session)
    code = next(one.code for one in people_known(OPERATOR) if one.persona is Persona.FACILITATOR)
    signed_in(monkeypatch, code)
    at = open_screen("account.py")
    assert "Persona: Facilitator" in links_of(at)
    assert "trying out the persona Facilitator" in words_of(at)
    assert "./people" in html_of(at)


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR, Role.FOCAL_POINT, Role.STEWARD])
def test_the_people_are_shown_to_administrators_only(role: Role | None, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(Role.STEWARD, email="secret@example.org")
    if role is not None:
        organization = add_organization()
        signed_in(monkeypatch, add_person(role, iso3="KEN", organizations=[organization]))
    at = open_screen("people.py")
    assert "Only administrators" in at.info[0].value
    assert "secret@example.org" not in words_of(at)
    assert len(at.button) == 0


def press(at: AppTest, label: str) -> None:
    """Press the button with this label."""
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception


def test_an_administrator_invites_gives_takes_and_erases(monkeypatch: pytest.MonkeyPatch) -> None:
    add_recommendation(state="KEN")
    organization = add_organization("Centre for Exchange")
    signed_in(monkeypatch, add_person(Role.ADMINISTRATOR, name="Root"))
    at = open_screen("people.py")
    at.text_input[0].set_value("amina@example.org")
    at.text_input[1].set_value("Amina")
    press(at, "Invite")
    address, code = (element.value for element in at.code)
    assert address.endswith("/account/invitation")
    assert len(code) == 29
    person = next(one.code for one in people_known(OPERATOR) if one.name == "Amina")
    at.selectbox(key="grant-person").set_value(person).run()
    assert not [element for element in at.code if element.value == code]
    at.selectbox(key="grant-role").set_value(Role.FOCAL_POINT).run()
    press(at, "Give this role")
    assert "please choose it" in at.error[0].value
    at.selectbox(key="grant-state").set_value("KEN")
    press(at, "Give this role")
    assert [e.value for e in at.error] == []
    assert at.success[0].value == "The role was given."
    assert "Focal point: Kenya" in words_of(at)
    at.selectbox(key="grant-role").set_value(Role.CONTRIBUTOR).run()
    at.selectbox(key="grant-organization").set_value(organization)
    press(at, "Give this role")
    assert "Contributor: Centre for Exchange" in words_of(at)
    at.selectbox(key="revoke-role").set_value(f"{person}-1").run()
    press(at, "Take this role away")
    assert "Focal point: Kenya" not in words_of(at)
    at.selectbox(key="erase-person").set_value(person).run()
    next(box for box in at.checkbox if "undone" in box.label).check().run()
    press(at, "Erase")
    assert "Amina" not in words_of(at)


def test_the_last_administrator_is_told_why_the_role_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    person = add_person(Role.ADMINISTRATOR, name="Root")
    signed_in(monkeypatch, person)
    at = open_screen("people.py")
    at.selectbox(key="revoke-role").set_value(f"{person}-0").run()
    press(at, "Take this role away")
    assert "last administrator" in at.error[0].value


def test_a_revoked_administrator_is_refused_at_the_next_interaction(monkeypatch: pytest.MonkeyPatch) -> None:
    person = add_person(Role.ADMINISTRATOR)
    signed_in(monkeypatch, person)
    at = open_screen("people.py")
    revoke_role(OPERATOR, person, Role.ADMINISTRATOR)
    at.text_input[0].set_value("amina@example.org")
    press(at, "Invite")
    assert "Only administrators" in at.info[0].value
    assert [one.email for one in people_known(OPERATOR)] == [f"{person.lower()}@example.org"]


def test_an_open_invitation_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, add_person(Role.ADMINISTRATOR))
    invite_person(OPERATOR, "amina@example.org")
    assert "Invited until" in words_of(open_screen("people.py"))
