"""Who must agree before a record is public, and for whom it then exists."""

from collections.abc import Iterable, Mapping

from domain.vocabulary import ConsentStatus, EditorialState


def states_concerned(
    recipients: Iterable[str], provider_states: Iterable[str], publisher: str | None
) -> frozenset[str]:
    """ISO3 codes of the States whose consent a record needs.

    They are the recipients, and each State named as provider in a record that it did not publish itself.
    publisher: ISO3 of the State that publishes the record, or None where the publisher is no State.
    """
    return frozenset(recipients) | (frozenset(provider_states) - {publisher})


def public_for(state: EditorialState, consents: Mapping[str, ConsentStatus]) -> frozenset[str]:
    """ISO3 codes of the States for which the record exists in public: published, and consent granted."""
    if state is not EditorialState.PUBLISHED:
        return frozenset()
    return frozenset(iso3 for iso3, status in consents.items() if status is ConsentStatus.GRANTED)
