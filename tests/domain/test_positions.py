"""Positions are read in every clear wording of the sources, and never guessed."""

import pytest

from domain.positions import position_of
from domain.vocabulary import Position


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (
            Position.SUPPORTED,
            (
                *("Supported", "Support", "supports", "Accepted.", "ACCEPTED*", "Fully supported", "Enjoys support"),
                *(
                    "Enjoys the support of Kenya",
                    "Supported (already implemented)",
                    "Implemented",
                    "Supported; Supported",
                ),
            ),
        ),
        (
            Position.PARTLY_SUPPORTED,
            (
                *("Supported/Noted", "Noted/Supported", "Supported; noted", "Accepted in part", "Partially supported"),
                *("Partly accepted", "Supported in part/Noted in part", "Supported/Not supported"),
            ),
        ),
        (
            Position.NOTED,
            (
                *("Noted", "Takes note", "Taken note of", "Not supported", "Not accepted", "reject", "Rejected."),
                *("Did not enjoy the support", "Did not enjoy the support of Kenya", "Doesn’t support"),
                *("Cannot be accepted", "Noted (not accepted)"),
            ),
        ),
        (
            Position.PENDING,
            ("", "Pending", "consider", "Under consideration", "To be considered", "Will be examined", "No response"),
        ),
        (
            Position.UNKNOWN,
            (
                *("Deferred", "No clear position", "Supported with conditions", "Not yet accepted", "Partially noted"),
                *("Not implemented", "Accepted/Pending", "Concerns/Observations", "n/a", "-", "Not fully accepted"),
            ),
        ),
    ],
)
def test_a_wording_stands_for_its_position_and_an_unclear_one_for_none(
    position: Position, words: tuple[str, ...]
) -> None:
    assert {word: position_of(word) for word in words} == dict.fromkeys(words, position)
