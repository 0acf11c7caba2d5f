"""Amounts of money that several States share: what of them may be shown where not all of these States are named."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.records.drafts import Amount, Recipient


def shown_amounts(
    amounts: Sequence[Amount], recipients: Sequence[Recipient], named: Collection[str]
) -> tuple[tuple[Amount, ...], bool]:
    """The amounts that belong to the States named, and whether others share in them by parts that are not known.

    recipients: all of them; named: ISO3 codes of those that may be named. Where the parts are known each amount is
    the share of the States named, so that nothing tells of the others; else it is the whole sum, which has to be
    called shared with others.
    """
    shares = [one.percentage for one in recipients if one.iso3 in named]
    if len(shares) == len(recipients):
        return tuple(amounts), False
    known = [share for share in shares if share is not None]
    if len(known) < len(shares) or not known:
        return tuple(amounts), bool(amounts)
    part = sum(known, Decimal(0)) / 100
    return tuple(replace(one, amount=one.amount * part) for one in amounts), False
