"""Facts of invented activities that hang together: dates and status, money, places, shares, funds."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.records.drafts import Amount, Place, Recipient
from domain.vocabulary import ActivityStatus, Fund, Modality, MoneyKind
from seed.invented.world import World
from seed.reference_day import ReferenceDay

_CURRENCIES = ("USD", "EUR", "CHF", "USD", "CAD", "JPY", "XOF", "ZAR", "BRL", "INR", "USD", "AUD")
_PLACES = (
    "Northern district",
    "Southern district",
    "Capital area",
    "Eastern province",
    "Western province",
    "Training centre",
)


def dates_of(
    rng: Random, present: ReferenceDay, status: ActivityStatus
) -> tuple[tuple[date, date], tuple[date | None, date | None]]:
    """Planned and actual dates that fit the status on the demonstration's present day."""
    length, day = rng.randrange(60, 900), present.day
    if status in {ActivityStatus.CLOSED, ActivityStatus.CANCELLED}:
        end = day(-rng.randrange(40, 4200))
        start = end - timedelta(days=length)
    elif status is ActivityStatus.PIPELINE:
        start = day(rng.randrange(20, 300))
        end = min(start + timedelta(days=length), day(457))
    elif status is ActivityStatus.FINALISATION:
        end = day(rng.randrange(-60, 60))
        start = end - timedelta(days=length + 200)
    else:
        start = day(-rng.randrange(30, 700))
        end = day(rng.randrange(30, 450))
    began = start + timedelta(days=rng.randrange(0, 25))
    if status in {ActivityStatus.PIPELINE, ActivityStatus.CANCELLED}:
        return (start, end), (None, None)
    ended = max(began, end + timedelta(days=rng.randrange(-20, 35))) if status is ActivityStatus.CLOSED else None
    return (start, end), (began, ended)


def with_shares(codes: Sequence[str], *, shares: bool) -> tuple[Recipient, ...]:
    """The recipient States, with equal shares of the money where asked; the first takes what is left over."""
    if len(codes) == 1 or not shares:
        return tuple(Recipient(iso3) for iso3 in codes)
    each = Decimal(100 // len(codes))
    first = Decimal(100) - each * (len(codes) - 1)
    return tuple(Recipient(iso3, first if place == 0 else each) for place, iso3 in enumerate(codes))


def places_in(rng: Random, world: World, iso3: str) -> tuple[Place, ...]:
    """One to three points near a State's centre."""
    state = world.states[iso3]
    if state.longitude is None or state.latitude is None:
        return ()
    reach = 0.1 if state.sids else 0.7
    return tuple(
        Place(
            name,
            max(-180.0, min(180.0, round(state.longitude + rng.uniform(-reach, reach), 3))),
            round(state.latitude + rng.uniform(-reach, reach), 3),
        )
        for name in rng.sample(_PLACES, rng.choice((1, 1, 2, 3)))
    )


def money_of(rng: Random, status: ActivityStatus, start: date) -> tuple[Amount, ...]:
    """A budget for most; where work began, commitments and disbursements that stay within it."""
    if rng.random() < 0.3:
        return ()
    currency = rng.choice(_CURRENCIES)
    budget = Decimal(rng.randrange(20, 900) * (50_000 if currency in {"JPY", "XOF"} else 1_000))
    money = [Amount(MoneyKind.BUDGET, budget, currency, start)]
    if status not in {ActivityStatus.PIPELINE, ActivityStatus.CANCELLED} and rng.random() < 0.7:
        committed = (budget * rng.randrange(60, 101) / 100).quantize(Decimal("1.00"))
        money.append(Amount(MoneyKind.COMMITMENT, committed, currency, start))
        paid = committed if status is ActivityStatus.CLOSED else committed * rng.randrange(20, 90) / 100
        money.append(Amount(MoneyKind.DISBURSEMENT, paid.quantize(Decimal("1.00")), currency, start))
    return tuple(money)


def fund_of(rng: Random, world: World, modality: Modality, codes: Sequence[str]) -> Fund | None:
    """A voluntary fund or another source for some; report preparation draws on the funds that are for it."""
    small = all(world.states[iso3].ldc or world.states[iso3].sids for iso3 in codes)
    draw = rng.random()
    if modality is Modality.REPORT_PREPARATION and draw < 0.4:
        return Fund.LDC_SIDS if small else Fund.VFP_UPR
    for fund, below in ((Fund.VFTC, 0.1), (Fund.VFFTA, 0.2), (Fund.OTHER, 0.3)):
        if draw < below:
            return fund
    return None
