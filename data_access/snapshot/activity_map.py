"""What maps need beside the snapshot's own tables: years, providing States and places of activities; requests; offers.

Read from the store once for each version of the snapshot, and asked only together with the snapshot's rows of what is
public, so that nothing here shows a record that is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlmodel import Session, col, func, select

from data_access.models import (
    Activity,
    ActivityPlace,
    ActivityRecipient,
    ActivityRole,
    Offer,
    OfferEligible,
    OfferModality,
    OfferTheme,
    Organization,
    Request,
    RequestTheme,
    Theme,
)
from data_access.records import public
from data_access.snapshot.current_snapshot import snapshot
from data_access.store.engine import reading
from domain.vocabulary import EditorialState, EligibleKind, OfferStatus, OrganizationKind, RecordKind

#: Stands for an end that no day is known for.
OPEN_END = 9999


@dataclass(frozen=True)
class MapFacts:
    """Frames of row numbers and what they are about.

    years: activity, first, last (0 where no day is known to begin, OPEN_END where none to end).
    providers: activity, iso3; providing States that may be named. places: activity, longitude, latitude; those that
    may be shown. placed: activity; those that have a place, shown or not. requests: request, modality.
    request_themes: request, theme. offers: offer, kind, value; open ones, a row for each group that is eligible
    ("all", "" for every State), none for an offer to named States. offer_themes: offer, theme. offer_modalities:
    offer, modality.
    """

    years: pd.DataFrame
    providers: pd.DataFrame
    places: pd.DataFrame
    placed: pd.DataFrame
    requests: pd.DataFrame
    request_themes: pd.DataFrame
    offers: pd.DataFrame
    offer_themes: pd.DataFrame
    offer_modalities: pd.DataFrame


def map_facts() -> MapFacts:
    """The facts as of the snapshot's version or, where the store moved on this moment, later."""
    return snapshot().cached("map facts", _read)


def _read() -> MapFacts:
    with reading() as session:
        return MapFacts(
            years=_years(session),
            providers=_providers(session),
            places=_places(session),
            placed=_frame(session.exec(select(ActivityPlace.activity_id).distinct()).all(), "activity"),
            requests=_frame(session.exec(select(Request.id, Request.modality)).all(), "request", "modality"),
            request_themes=_frame(
                session.exec(select(RequestTheme.request_id, Theme.code).join(Theme)).all(), "request", "theme"
            ),
            offers=_offers(session),
            offer_themes=_frame(
                session.exec(select(OfferTheme.offer_id, Theme.code).join(Theme)).all(), "offer", "theme"
            ),
            offer_modalities=_frame(
                session.exec(select(OfferModality.offer_id, OfferModality.modality)).all(), "offer", "modality"
            ),
        )


def _frame(rows: Iterable[object], *columns: str) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns))


def _years(session: Session) -> pd.DataFrame:
    start = func.coalesce(col(Activity.actual_start), col(Activity.planned_start))
    end = func.coalesce(col(Activity.actual_end), col(Activity.planned_end))
    published = col(Activity.editorial_state) == EditorialState.PUBLISHED
    found = session.exec(select(col(Activity.id), start, end).where(published)).all()
    rows = [(number, _year(start, 0), _year(end, OPEN_END)) for number, start, end in found]
    return _frame(rows, "activity", "first", "last")


def _year(day: date | None, unknown: int) -> int:
    return unknown if day is None else day.year


def _providers(session: Session) -> pd.DataFrame:
    found = session.exec(
        select(ActivityRole.activity_id, Organization.iso3)
        .join(Organization, col(Organization.id) == col(ActivityRole.organization_id))
        .join(Activity, col(Activity.id) == col(ActivityRole.activity_id))
        .join(public.Publisher, col(public.Publisher.id) == col(Activity.publisher_id))
        .where(col(Organization.kind) == OrganizationKind.STATE, public.provider_is_named())
        .distinct()
    )
    return _frame(found.all(), "activity", "iso3")


def _places(session: Session) -> pd.DataFrame:
    """Not those of sensitive activities; and which of several States a place is in nobody says: all must consent."""
    silent = select(ActivityRecipient.iso3).where(
        ActivityRecipient.activity_id == Activity.id,
        ~public.consented(RecordKind.ACTIVITY, col(ActivityRecipient.activity_id), col(ActivityRecipient.iso3)),
    )
    found = session.exec(
        select(ActivityPlace.activity_id, ActivityPlace.longitude, ActivityPlace.latitude)
        .join(Activity, col(Activity.id) == col(ActivityPlace.activity_id))
        .where(col(Activity.sensitive).is_(False), ~silent.exists())
        .order_by(col(ActivityPlace.id))
    )
    return _frame(found.all(), "activity", "longitude", "latitude")


def _offers(session: Session) -> pd.DataFrame:
    is_open = (public.offer_is_public(), col(Offer.status) == OfferStatus.OPEN)
    eligible = select(OfferEligible.offer_id, OfferEligible.kind, OfferEligible.value).join(Offer).where(*is_open)
    limits = [(offer, EligibleKind(kind), value) for offer, kind, value in session.exec(eligible)]
    limited = {offer for offer, _, _ in limits}
    groups = [(offer, kind.value, value) for offer, kind, value in limits if kind is not EligibleKind.STATE]
    every = [(offer, "all", "") for offer in session.exec(select(Offer.id).where(*is_open)) if offer not in limited]
    return _frame([*every, *groups], "offer", "kind", "value")
