"""The clocks that an operator sets hold in every process, and what cannot be meant is refused."""

from collections.abc import Iterator

import pytest

from data_access.store.errors import Invalid
from data_access.store.settings import clocks_in_environment, require_sound_settings
from domain.records.clocks import Clocks, agree_on, agreed_clocks


@pytest.fixture(autouse=True)
def usual_clocks() -> Iterator[None]:
    """The next test starts with the usual clocks."""
    yield
    agree_on(Clocks())


def test_without_settings_the_clocks_are_the_usual_ones() -> None:
    assert clocks_in_environment() == Clocks(5, 60, 6, 12)


def test_the_environment_sets_the_clocks_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, said in (("ANSWER_DAYS", "30"), ("EXPIRE_MONTHS", " 9 "), ("ACKNOWLEDGE_WORKING_DAYS", "3")):
        monkeypatch.setenv(name, said)
    require_sound_settings()
    assert agreed_clocks() == Clocks(3, 30, 6, 9)


@pytest.mark.parametrize("said", ["0", "-5", "sixty", "6.5", "99999", "٣٠", "731"])
def test_a_clock_that_cannot_be_meant_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("ANSWER_DAYS", said)
    with pytest.raises(Invalid, match="ANSWER_DAYS is a whole number from 1 to 730"):
        require_sound_settings()


def test_no_record_expires_before_its_owner_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPIRE_MONTHS", "6")
    with pytest.raises(Invalid, match="EXPIRE_MONTHS"):
        clocks_in_environment()
