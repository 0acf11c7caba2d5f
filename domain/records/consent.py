"""Who must agree before a record is public, and for whom it then exists."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from domain.vocabulary import ConsentStatus, EditorialState


def states_concerned(
    recipients: Iterable[str], provider_states: Iterable[str], publisher: str | None
) -> frozenset[str]:
    """ISO3 codes of the States whose consent a record needs.

    They are the recipients, and each State named as provider in a record that it did not publish itself.
    publisher: ISO3 of the State that publishes the record, or None where the publisher is no State.
    """
    return frozenset(recipients) | (frozenset(provider_states) - {publisher})


@dataclass(frozen=True)
class ConsentsNeeded:
    """ISO3 codes of the States concerned by a record, in order: who is asked, who agreed ahead of time, who is its own.

    own: the State that publishes the record itself, and agrees by that.
    """

    asked: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def may_rest_on_standing(iso3: str, answers: Mapping[str, ConsentStatus]) -> bool:
    """Whether a State's standing consent holds for a record: not where it has not agreed to this one, or no more.

    answers: what the States said to an earlier version of the record; nothing for a new one.
    """
    return answers.get(iso3, ConsentStatus.GRANTED) is ConsentStatus.GRANTED


def consents_needed(
    concerned: Collection[str], own: str | None, standing: Collection[str], answers: Mapping[str, ConsentStatus]
) -> ConsentsNeeded:
    """Which States have to be asked about a record, at its review and in the preview before it.

    own: the State that publishes it. standing: States with a standing consent to this kind of contributor. answers:
    as in `may_rest_on_standing`.
    """
    agreed = {iso3 for iso3 in concerned if iso3 in standing and may_rest_on_standing(iso3, answers)} - {own}
    itself = {iso3 for iso3 in concerned if iso3 == own}
    asked = set(concerned) - agreed - itself
    return ConsentsNeeded(tuple(sorted(asked)), tuple(sorted(agreed)), tuple(sorted(itself)))


def public_for(state: EditorialState, consents: Mapping[str, ConsentStatus]) -> frozenset[str]:
    """ISO3 codes of the States for which the record exists in public: published, and consent granted."""
    if state is not EditorialState.PUBLISHED:
        return frozenset()
    return frozenset(iso3 for iso3, status in consents.items() if status is ConsentStatus.GRANTED)
