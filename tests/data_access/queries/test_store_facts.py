"""What stands beside each picture: as-of date, source, and how many records await consent."""

import pytest

from data_access.queries.store import store_facts
from data_access.store.errors import StoreNotReady
from domain.vocabulary import ConsentStatus, Source
from tests.builders import add_activity, add_recommendation


def test_records_that_await_consent_are_counted_once_each(store: str) -> None:
    kenya, fiji = add_recommendation(state="KEN"), add_recommendation(state="FJI")
    add_activity(supports=[kenya, fiji], consent=ConsentStatus.AWAITED)
    add_activity(supports=[kenya], consent=ConsentStatus.GRANTED)
    assert store_facts().awaiting_consent == 1


def test_the_facts_follow_the_store(store: str) -> None:
    assert store_facts().recommendations == 0
    add_recommendation(source=Source.UHRI)
    facts = store_facts()
    assert facts.recommendations == 1
    assert facts.sources == (Source.UHRI,)
    assert facts.as_of.tzinfo is not None
    assert not facts.demonstration


def test_a_store_that_was_never_set_up_is_no_empty_store(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('none') / 'store.db'}")
    with pytest.raises(StoreNotReady, match="init"):
        store_facts()
