"""Of a sum that several States share, only what belongs to those that may be named is shown."""

from decimal import Decimal

from domain.records.drafts import Amount, Recipient
from domain.records.money import shown_amounts
from domain.vocabulary import MoneyKind

SUM = (Amount(MoneyKind.BUDGET, Decimal("1000.50"), "USD"),)


def parts(**shares: str | None) -> tuple[Recipient, ...]:
    return tuple(Recipient(iso3, Decimal(share) if share else None) for iso3, share in shares.items())


def test_the_whole_sum_is_shown_where_every_recipient_is_named() -> None:
    assert shown_amounts(SUM, parts(KEN="60", UGA="40"), {"KEN", "UGA"}) == (SUM, False)
    assert shown_amounts(SUM, parts(KEN=None), {"KEN"}) == (SUM, False)


def test_a_state_alone_is_shown_its_share_of_the_sum() -> None:
    [amount], shared = shown_amounts(SUM, parts(KEN="60", UGA="40"), {"KEN"})
    assert (amount.amount, amount.currency, shared) == (Decimal("600.30"), "USD", False)


def test_the_shares_of_several_states_are_shown_together() -> None:
    [amount], _ = shown_amounts(SUM, parts(KEN="60", UGA="30", TZA="10"), {"KEN", "TZA"})
    assert amount.amount == Decimal("700.35")


def test_a_sum_whose_parts_are_not_known_is_called_shared() -> None:
    assert shown_amounts(SUM, parts(KEN=None, UGA=None), {"KEN"}) == (SUM, True)


def test_no_money_is_shared_by_nobody() -> None:
    assert shown_amounts((), parts(KEN=None, UGA=None), {"KEN"}) == ((), False)
