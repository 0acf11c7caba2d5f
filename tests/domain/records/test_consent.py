"""Who must agree before a record is public: one rule for preview and review."""

import pytest

from domain.records.consent import ConsentsNeeded, consents_needed
from domain.vocabulary import ConsentStatus


def test_a_standing_consent_spares_the_question_and_an_own_record_needs_none() -> None:
    found = consents_needed(["UGA", "KEN", "NOR"], "NOR", {"UGA", "NOR"}, {})
    assert found == ConsentsNeeded(asked=("KEN",), standing=("UGA",), own=("NOR",))


@pytest.mark.parametrize("said", [ConsentStatus.WITHHELD, ConsentStatus.WITHDRAWN, ConsentStatus.AWAITED])
def test_a_standing_consent_holds_no_more_for_a_record_to_which_the_state_did_not_agree(said: ConsentStatus) -> None:
    assert consents_needed(["KEN"], None, {"KEN"}, {"KEN": said}) == ConsentsNeeded(asked=("KEN",))
    assert consents_needed(["KEN"], None, {"KEN"}, {"KEN": ConsentStatus.GRANTED}) == ConsentsNeeded(standing=("KEN",))
