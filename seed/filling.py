"""Fill an empty store with demonstration data, in one transaction."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from random import Random
from time import perf_counter

from sqlmodel import Session, select

from data_access.models import Activity, GoodPractice, Offer, Organization, Recommendation, Request, StoreFact, Theme
from data_access.store.engine import reading, writing
from data_access.store.errors import Conflict
from seed.bulk import write_all
from seed.invented.activities import plan_activities
from seed.invented.good_practices import plan_good_practices
from seed.invented.offers import plan_offers
from seed.invented.recommendations import Target, write_recommendations
from seed.invented.requests import plan_requests
from seed.invented.world import make_world
from seed.reference_day import ReferenceDay
from seed.sizes import Size
from seed.story.context import Context, make_cast
from seed.story.personas import write_personas
from seed.story.replay import log_organizations, play
from seed.story.side_events import plan_side_events
from seed.story.stories import Story

#: One demonstration is like any other of its size and day.
SEED = 5428


def _unseen(_written: int) -> None:
    pass


def store_is_empty() -> bool:
    """Whether the store holds no record yet, reference facts aside."""
    with reading() as session:
        return _empty(session)


def fill(
    size: Size, today: date, *, in_bulk: bool, progress: Callable[[int], object] = _unseen
) -> dict[str, int | float]:
    """Write a demonstration of this size, as of the beginning of `today`; Conflict where the store holds records.

    in_bulk: rows at once with one history entry for all, instead of one command after the other.
    progress: called with the number of records just written. Returns the counts by kind, and seconds.
    """
    started = perf_counter()
    with writing() as session:
        if not _empty(session):
            raise Conflict("The store holds records already; demonstration data goes into an empty store only.")
        session.add(StoreFact(name="demonstration", value="1"))
        rng, present = Random(SEED), ReferenceDay(today)
        world = make_world(rng, size)
        supported = write_recommendations(session, rng, world, size.recommendations, present.opened, progress)
        stage = Context(rng, world, present, make_cast(world, supported))
        _write(session, stage, plan(stage, supported, size), progress, in_bulk=in_bulk)
        write_personas(session, stage.cast, at=present.moment)
    return {
        "recommendations": size.recommendations,
        "organizations": len(world.organizations),
        "activities": size.activities,
        "requests": size.requests,
        "offers": size.offers,
        "good_practices": size.good_practices,
        "seconds": round(perf_counter() - started, 1),
    }


def plan(stage: Context, supported: dict[str, list[Target]], size: Size) -> Iterator[Story]:
    """All contributions of a demonstration of this size."""
    free = {iso3: list(targets) for iso3, targets in supported.items()}
    requests, fulfilled = plan_requests(stage, free, size.requests)
    activities = plan_activities(stage, free, fulfilled, size.activities)
    practices = plan_good_practices(stage, supported, size.good_practices)
    return chain(requests, activities, plan_offers(stage, size.offers), practices)


def _write(
    session: Session, stage: Context, stories: Iterator[Story], progress: Callable[[int], object], *, in_bulk: bool
) -> None:
    present, happenings = stage.present, plan_side_events(stage)
    if in_bulk:
        themes = {theme.code: theme.id for theme in session.exec(select(Theme)) if theme.id is not None}
        write_all(session, stage.world, stories, themes, progress, present.moment)
        for happening in happenings:
            happening.play()
    else:
        log_organizations(stage.world, present.opened)
        play(session, stories, happenings, progress)


def _empty(session: Session) -> bool:
    tables = (Recommendation, Organization, Activity, Request, Offer, GoodPractice)
    return all(session.exec(select(table.code).limit(1)).first() is None for table in tables)
