"""The list of requests that are not for everyone, against each request's own page."""

import pytest

from data_access.queries.records.record_page import record_page
from data_access.queries.review.shared_requests import shared_requests
from data_access.store.errors import NotFound
from domain.people.permissions import VISITOR, Actor, Role
from domain.records.drafts import RequestDraft
from domain.vocabulary import ConsentStatus, EditorialState, Visibility
from tests.builders import add_organization, add_request


def codes(actor: Actor) -> set[str]:
    return {one.code for one in shared_requests(actor)}


def test_a_request_is_listed_for_those_who_may_read_its_page_and_for_nobody_else(store: str) -> None:
    agency, other = add_organization("Agency"), add_organization("Other")
    partners = add_request(visibility=Visibility.PARTNERS)
    to_uganda = add_request(visibility=Visibility.NAMED, named_states=["UGA"])
    to_agency = add_request(visibility=Visibility.NAMED, named_organizations=[agency])
    hidden = {
        add_request(),
        add_request(visibility=Visibility.PARTNERS, editorial_state=EditorialState.REVIEWED),
        add_request(visibility=Visibility.PARTNERS, consent=ConsentStatus.AWAITED),
    }
    actors = {
        "uganda": Actor("u", frozenset({Role.FOCAL_POINT}), iso3="UGA"),
        "agency": Actor("a", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({agency})),
        "other": Actor("o", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({other})),
        "nobody": Actor("n", frozenset({Role.ADMINISTRATOR})),
        "visitor": VISITOR,
        "owner": Actor("k", frozenset({Role.FOCAL_POINT}), iso3="KEN"),
    }
    assert codes(actors["uganda"]) == {partners, to_uganda}
    assert codes(actors["agency"]) == {partners, to_agency}
    assert codes(actors["other"]) == {partners}
    for nobody in ("nobody", "visitor", "owner"):
        assert codes(actors[nobody]) == set()
    for name, actor in actors.items():
        for code in {partners, to_uganda, to_agency} - codes(actor) if name != "owner" else ():
            with pytest.raises(NotFound):
                record_page(actor, code)
        for code in codes(actor):
            assert record_page(actor, code).code == code
        assert not codes(actor) & hidden


def test_a_named_reader_learns_of_no_other(store: str) -> None:
    agency = add_organization("Agency")
    code = add_request(visibility=Visibility.NAMED, named_states=["UGA", "NOR"], named_organizations=[agency])
    content = record_page(Actor("u", frozenset({Role.FOCAL_POINT}), iso3="UGA"), code).content
    assert isinstance(content, RequestDraft)
    assert (content.named_states, content.named_organizations) == (("UGA",), ())
