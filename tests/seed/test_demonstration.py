"""The demonstration: promised counts, the same every time, marked, neutral, and something to show everywhere."""

import hashlib
import json
import os
import re
import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from data_access.accounts.sign_ins import sign_in_as
from data_access.models import (
    Activity,
    ActivityMoney,
    ActivityPlace,
    ActivityRecipient,
    ActivityRole,
    Commitment,
    Consent,
    GoodPractice,
    HistoryEntry,
    Offer,
    OfferEligible,
    Organization,
    Recommendation,
    RecordContact,
    Remark,
    Request,
    Review,
    StandingConsent,
    State,
    StoreFact,
    Table,
)
from data_access.queries.coverage.coverage import coverage_by, coverage_total
from data_access.queries.people.people import reader_of_token
from data_access.queries.records.own_work import own_records
from data_access.queries.review.desk import awaiting_answer, public_about
from data_access.queries.review.inbox import waiting, waiting_count
from data_access.queries.review.queue import review_queue
from data_access.queries.store import store_facts
from data_access.records.due import last_word, timed
from data_access.store import engine as store_engine
from data_access.store.demonstration import personas
from data_access.store.engine import reading
from data_access.store.history import broken_links
from data_access.upkeep.verify import verify_store
from domain.coverage import GapFilters
from domain.people.permissions import Actor, Role
from domain.people.personas import Persona
from domain.records.clocks import (
    ANSWERED,
    UNANSWERED,
    WAITING_OFFERS,
    WAITING_REQUESTS,
    Due,
    agreed_clocks,
    answer_clock_start,
    is_unanswered,
)
from domain.review.work_queues import Need, QueueFilters, QueueTab
from domain.vocabulary import (
    ActivityStatus,
    Breakdown,
    ConsentStatus,
    EditorialState,
    EligibleKind,
    Modality,
    OfferStatus,
    OrganizationKind,
    Position,
    RecommendationKind,
    RemarkKind,
    RequestStatus,
    Source,
    SupportBand,
    Visibility,
)
from seed.__main__ import main
from seed.filling import fill
from seed.invented.wording import topics
from seed.reference_day import ReferenceDay
from seed.sizes import SIZES, Size
from tests.builders import add_activity, add_organization, add_recommendation
from tests.conftest import restore_environment, use_store

pytestmark = pytest.mark.slow

#: Words with which one speaks of a State's conduct; none stands in a demonstration.
CONDUCT = re.compile(
    r"\b(violat\w*|abus(?:e|es|ive)|fail(?:s|ed|ure|ures)?|refus\w*|reject\w*|repress\w*|impunity|crackdown\w*|"
    r"arbitrar\w*|persecut\w*|harass\w*|condemn\w*|concern(?:s)?|regret\w*|deplor\w*|unlawful\w*|illegal\w*|cease|"
    r"(?<!one-)stop|halt|deteriorat\w*|worst|crime|crimes|corrupt)\b",
    re.IGNORECASE,
)
TEXTS: list[tuple[type[Table], tuple[str, ...]]] = [
    (Recommendation, ("text",)),
    (Organization, ("name",)),
    (Activity, ("title", "summary", "outcome")),
    (Request, ("title", "summary", "contact_role", "closing_reason")),
    (Offer, ("title", "summary", "capacity", "contact_role")),
    (GoodPractice, ("title", "summary", "result", "evidence")),
    (Commitment, ("title", "summary")),
    (Remark, ("text",)),
]
#: The day on which the tests' demonstrations are told.
TODAY = date(2026, 9, 30)
PRESENT = ReferenceDay(TODAY)
REGIONS = ("002", "009", "019", "142", "150")


@pytest.fixture(scope="module")
def filled(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Stores with the small and the ordinary demonstration."""
    before = os.environ.get("DATABASE_URL")
    folder = tmp_path_factory.mktemp("demonstrations")
    paths = {}
    for name in ("small", "demo"):
        paths[name] = folder / f"{name}.db"
        shutil.copyfile(empty_sqlite, paths[name])
        os.environ["DATABASE_URL"] = f"sqlite:///{paths[name]}"
        fill(SIZES[name], TODAY, in_bulk=False)
        store_engine.engine().dispose()
    restore_environment(before)
    return paths


@pytest.fixture(params=["small", "demo"])
def demonstration(request: pytest.FixtureRequest, filled: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a size, while the program works on the demonstration of that size."""
    name: str = request.param
    use_store(monkeypatch, f"sqlite:///{filled[name]}")
    return name


@pytest.fixture
def demo(filled: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works on the ordinary demonstration."""
    use_store(monkeypatch, f"sqlite:///{filled['demo']}")


def count(table: type[Table]) -> int:
    with reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def content(but: tuple[str, ...] = ()) -> dict[str, str]:
    """A digest of each table's rows but those named."""
    digests = {}
    with reading() as session:
        for table in Table.metadata.sorted_tables:
            if table.name not in but:
                columns = [column for column in table.columns if table.name != "consent" or column.name != "id"]
                rows = sorted(repr(tuple(row)) for row in session.connection().execute(select(*columns)))
                digests[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return digests


def test_the_counts_are_as_promised(demonstration: str) -> None:
    size = SIZES[demonstration]
    # Each published commitment stands among them.
    assert count(Recommendation) == size.recommendations + 5
    assert count(Commitment) == 6
    assert count(Activity) == size.activities
    assert count(Request) == size.requests
    assert count(Offer) == size.offers
    assert count(GoodPractice) == size.good_practices
    assert count(Organization) == 80


def test_every_state_under_review_has_recommendations(demonstration: str) -> None:
    with reading() as session:
        states = session.exec(select(func.count(func.distinct(Review.iso3))).join(Recommendation)).one()
    assert states == 193


def test_every_record_says_that_it_is_a_demonstration(demonstration: str) -> None:
    with reading() as session:
        assert session.get_one(StoreFact, "demonstration").value == "1"
        for table in (Recommendation, Organization, Activity, Request, Offer, GoodPractice):
            assert set(session.exec(select(table.source))) == {Source.DEMONSTRATION}
        assert all("demonstration" in name.lower() for name in session.exec(select(Organization.name)))


def test_no_record_speaks_of_a_states_conduct(demonstration: str) -> None:
    with reading() as session:
        for table, columns in TEXTS:
            for row in session.exec(select(table)):
                found = [match[0] for column in columns for match in CONDUCT.finditer(getattr(row, column))]
                assert found == [], row


def test_no_slot_of_a_sentence_stays_open(demonstration: str) -> None:
    with reading() as session:
        for table, columns in TEXTS:
            for row in session.exec(select(table)):
                for column in columns:
                    words: str = getattr(row, column)
                    assert not set(words) & set("{}|"), words
                    assert words == " ".join(words.split()), words
                    assert words[:1] == words[:1].upper(), words


def test_hundreds_of_different_sentences_make_search_worth_showing(demo: None) -> None:
    with reading() as session:
        texts = Counter(session.exec(select(Recommendation.text)))
    assert len(texts) > 3_000
    assert texts.most_common(1)[0][1] < 20


def test_every_region_has_each_support_band(demonstration: str) -> None:
    frame = coverage_by(Breakdown.REGION, GapFilters())
    for band in SupportBand:
        shown = {region for region, number in zip(frame["key"], frame[band.value], strict=True) if number}
        assert shown == set(REGIONS), band


def test_every_un_regional_group_and_every_cycle_has_reported_and_requested_support(demo: None) -> None:
    for breakdown, rows in ((Breakdown.GROUP, 5), (Breakdown.CYCLE, 4)):
        frame = coverage_by(breakdown, GapFilters())
        assert len(frame) == rows
        assert (frame[["supported", "reported", "requested", "none_recorded"]] > 0).all(axis=None)


def test_every_theme_and_every_goal_has_something_to_show_in_every_region(demo: None) -> None:
    for region in REGIONS:
        for breakdown, rows in ((Breakdown.THEME, len(topics())), (Breakdown.SDG, 17)):
            assert len(coverage_by(breakdown, GapFilters(regions=(region,)))) == rows


def test_positions_are_spread_as_in_reviews(demo: None) -> None:
    with reading() as session:
        recommended = Recommendation.kind == RecommendationKind.RECOMMENDATION
        counts = Counter(session.exec(select(Recommendation.position).where(recommended)))
        commitments = session.exec(
            select(func.count()).where(Recommendation.kind == RecommendationKind.COMMITMENT)
        ).one()
    total = sum(counts.values())
    assert 0.68 < counts[Position.SUPPORTED] / total < 0.78
    assert 0.20 < counts[Position.NOTED] / total < 0.28
    assert counts[Position.PARTLY_SUPPORTED] > 0
    assert counts[Position.PENDING] > 0
    assert 0.03 < commitments / (total + commitments) < 0.07


def test_every_status_modality_and_kind_of_contributor_occurs(demo: None) -> None:
    with reading() as session:
        assert set(session.exec(select(Activity.status))) == set(ActivityStatus)
        assert set(session.exec(select(Activity.modality))) == set(Modality)
        assert set(session.exec(select(Request.status))) == set(RequestStatus) - {RequestStatus.DRAFT}
        assert set(session.exec(select(Request.visibility))) == set(Visibility)
        assert set(session.exec(select(Offer.status))) == set(OfferStatus) - {OfferStatus.DRAFT}
        assert set(session.exec(select(OfferEligible.kind))) == set(EligibleKind)
        assert set(session.exec(select(Organization.kind))) == set(OrganizationKind)
        assert set(session.exec(select(Consent.status))) == set(ConsentStatus)
        assert len(set(session.exec(select(ActivityMoney.currency)))) >= 5


def test_providers_of_every_region_support_states_of_their_own_region(demo: None) -> None:
    home, there = aliased(State), aliased(State)
    with reading() as session:
        regions = session.exec(
            select(home.region)
            .join(Organization, col(Organization.iso3) == home.iso3)
            .join(ActivityRole, col(ActivityRole.organization_id) == col(Organization.id))
            .join(ActivityRecipient, col(ActivityRecipient.activity_id) == col(ActivityRole.activity_id))
            .join(there, col(ActivityRecipient.iso3) == there.iso3)
            .where(Organization.kind == OrganizationKind.STATE, home.region == there.region, home.iso3 != there.iso3)
        )
        assert set(regions) == set(REGIONS)


def test_the_dates_of_activities_fit_their_status(demonstration: str) -> None:
    today = TODAY
    with reading() as session:
        for row in session.exec(select(Activity)):
            dates = [d for d in (row.planned_start, row.planned_end, row.actual_start, row.actual_end) if d]
            assert all(2011 <= d.year <= 2028 for d in dates), row
            if row.status is ActivityStatus.PIPELINE:
                assert row.planned_start is not None
                assert row.planned_start > today
                assert row.actual_start is None
            if row.status is ActivityStatus.CLOSED:
                assert row.actual_end is not None
                assert row.actual_end <= today
                assert row.outcome
            if row.status is ActivityStatus.IMPLEMENTATION:
                assert row.actual_start is not None
                assert row.actual_start <= today
                assert row.actual_end is None


def test_some_records_are_not_public_and_stay_out_of_the_figures(demo: None) -> None:
    with reading() as session:
        asked = Counter(session.exec(select(Consent.status)))
    assert asked[ConsentStatus.AWAITED] >= 10
    assert asked[ConsentStatus.WITHHELD] >= 5
    assert asked[ConsentStatus.WITHDRAWN] >= 3
    assert coverage_total(GapFilters()).reported > 0


def test_the_history_is_whole_and_in_the_order_of_time(demonstration: str) -> None:
    with reading() as session:
        assert list(broken_links(session)) == []
        told = select(HistoryEntry.at).where(HistoryEntry.actor == "demonstration").order_by(col(HistoryEntry.number))
        moments = list(session.exec(told))
    assert moments == sorted(moments)
    assert moments[-1] <= PRESENT.moment


def test_a_demonstration_is_a_sound_store(demonstration: str) -> None:
    assert verify_store().problems == ()


def test_places_lie_near_their_state(demo: None) -> None:
    with reading() as session:
        for place, state in session.exec(
            select(ActivityPlace, State)
            .join(ActivityRecipient, col(ActivityRecipient.activity_id) == col(ActivityPlace.activity_id))
            .join(State, col(State.iso3) == col(ActivityRecipient.iso3))
        ):
            assert state.latitude is not None
            assert abs(place.latitude - state.latitude) < 1


def test_the_same_demonstration_comes_out_every_time(
    filled: dict[str, Path], sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(SIZES["small"], TODAY, in_bulk=False)
    again = content()
    use_store(monkeypatch, f"sqlite:///{filled['small']}")
    assert again == content()


def test_the_bulk_path_leaves_each_record_as_the_commands_do(
    filled: dict[str, Path], sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(SIZES["demo"], TODAY, in_bulk=True)
    # What the commands keep of each step beside the record itself has no place in a benchmark's store.
    history = ("history_entry", "data_version", "record_version", "remark")
    in_bulk = content(but=history)
    with reading() as session:
        assert list(broken_links(session)) == []
    use_store(monkeypatch, f"sqlite:///{filled['demo']}")
    assert in_bulk == content(but=history)


def test_records_added_after_a_bulk_fill_get_numbers_of_their_own(store: str) -> None:
    fill(SIZES["full"].times(0.005), TODAY, in_bulk=True)
    recommendation = add_recommendation()
    add_activity([recommendation], providers=[add_organization()])
    assert count(Recommendation) == 638 + 5 + 1


def test_a_scale_multiplies_the_counts_of_the_full_size() -> None:
    assert SIZES["full"].times(10) == Size(1_276_250, 200_000, 40_000, 50_000, 20_000, None, None)


def test_the_command_line_fills_an_empty_store_once(sqlite_store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--scale", "0.005", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["recommendations"] == 638
    assert main(["--size", "small"]) == 2
    refusal = capsys.readouterr()
    assert refusal.out == ""
    assert refusal.err.count("\n") == 1
    assert "empty store only" in refusal.err
    assert main(["--size", "small", "--if-empty"]) == 0
    assert capsys.readouterr() == ("", "")
    assert count(Recommendation) == 638 + 5


def test_the_command_line_names_sizes_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--size", "huge"], ["--scale", "0"], ["--scale", "many"]):
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        assert exit_.value.code == 2
    capsys.readouterr()


def test_a_day_shifts_all_moments_and_changes_nothing_else(
    filled: dict[str, Path], sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = TODAY + timedelta(weeks=8)
    fill(SIZES["small"], later, in_bulk=False)
    told = _told()
    use_store(monkeypatch, f"sqlite:///{filled['small']}")
    assert told == [(*words, at + timedelta(weeks=8)) for *words, at in _told()]


def _told() -> list[tuple[Any, ...]]:
    with reading() as session:
        wanted = select(HistoryEntry.action, HistoryEntry.record_code, HistoryEntry.at).where(
            HistoryEntry.actor == "demonstration"
        )
        return [tuple(row) for row in session.exec(wanted.order_by(col(HistoryEntry.number)))]


def test_the_command_line_tells_a_demonstration_of_a_day(sqlite_store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--scale", "0.005", "--as-of", "2027-03-15", "--json"]) == 0
    assert store_facts().as_of.date() == date(2027, 3, 14)
    for wrong in ("yesterday", "1999-01-01"):
        with pytest.raises(SystemExit):
            main(["--as-of", wrong])
    capsys.readouterr()


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Desks and inboxes are looked at on the demonstration's day, at nine."""
    moment = PRESENT.moment + timedelta(hours=9)

    def nine() -> datetime:
        return moment

    monkeypatch.setattr("data_access.queries.review.inbox.now", nine)


def as_persona(persona: Persona) -> Actor:
    return reader_of_token(sign_in_as(persona)).actor


@pytest.mark.usefixtures("on_the_day")
def test_what_waits_for_stewards_is_recent(demonstration: str) -> None:
    steward = as_persona(Persona.STEWARD)
    assert 10 <= waiting_count(steward) <= 25
    needs = {line.need for line in waiting(steward)}
    assert needs == {Need.REVIEW, Need.UNACKNOWLEDGED, Need.UNANSWERED}
    oldest = {QueueTab.REVIEW: 14, QueueTab.RETURNED: 21, QueueTab.CONSENT: 28, QueueTab.ANSWER: 80}
    for work, days in oldest.items():
        lines = review_queue(steward, QueueFilters(work=work)).lines
        assert len(lines) >= 2
        assert all(PRESENT.day(-days) <= line.since.date() < TODAY for line in lines), work


@pytest.mark.usefixtures("on_the_day")
def test_each_persona_finds_what_concerns_it(demonstration: str) -> None:
    delegate, contributor = as_persona(Persona.DELEGATE), as_persona(Persona.CONTRIBUTOR)
    needs = Counter(line.need for line in waiting(contributor))
    assert {Need.RETURNED, Need.CORRECTION, Need.WITHHELD, Need.CONFIRM, Need.EXPIRING} == set(needs)
    assert needs[Need.WITHHELD] == needs[Need.CORRECTION] == 1
    lines = {line.need: line for line in waiting(delegate)}
    assert 3 <= lines[Need.ANSWER].count <= 6
    assert Need.CONFIRM in lines
    assert len(awaiting_answer(delegate).lines) == lines[Need.ANSWER].count
    assert any(line.annotation for line in public_about(delegate).lines)
    assert own_records(delegate)
    assert len(own_records(contributor)) >= 5
    # The facilitator shows the same queue as the steward.
    assert waiting_count(as_persona(Persona.FACILITATOR)) == waiting_count(as_persona(Persona.STEWARD))


def test_clocks_would_change_next_to_nothing(demonstration: str) -> None:
    with reading() as session:
        stand = [
            *session.exec(select(Request).where(col(Request.status).in_(WAITING_REQUESTS))),
            *session.exec(select(Offer).where(col(Offer.status).in_(WAITING_OFFERS))),
        ]
    public = [row for row in stand if row.editorial_state is EditorialState.PUBLISHED]
    words = [last_word(row).date() for row in public]
    assert all(agreed_clocks().expire_day(word) >= TODAY + timedelta(days=14) for word in words)
    due = sum(agreed_clocks().reconfirm_day(word) <= TODAY for word in words)
    assert 3 <= due <= 20


def test_every_feature_of_a_records_page_has_an_example(demonstration: str) -> None:
    with reading() as session:
        kinds = set(session.exec(select(Remark.kind)))
        contacts = session.exec(select(RecordContact)).all()
        standing = set(session.exec(select(StandingConsent.iso3)))
        merged = session.exec(select(Activity).where(Activity.merged_into != "")).one()
        assert set(session.exec(select(Activity.sensitive))) == {True, False}
        fields = set(session.exec(select(Remark.field).where(Remark.kind == RemarkKind.RETURN)))
    # Nothing of a demonstration is out of the public: a facilitator shows that in the room.
    assert kinds == set(RemarkKind) - {RemarkKind.SUSPENSION}
    assert all((one.name, one.email) == ("Demonstration contact", "contact@example.org") for one in contacts)
    assert contacts
    assert len(standing) == 2
    assert merged.editorial_state is EditorialState.WITHDRAWN
    assert {"", "partners", "planned_end"} <= fields


def test_four_personas_have_something_to_do(sqlite_store: str) -> None:
    fill(SIZES["small"], TODAY, in_bulk=False)
    lines = {line.persona: line for line in personas()}
    assert set(lines) == set(Persona)
    delegate, contributor = lines[Persona.DELEGATE], lines[Persona.CONTRIBUTOR]
    assert lines[Persona.STEWARD].roles == {Role.STEWARD}
    assert lines[Persona.FACILITATOR].roles == {Role.STEWARD, Role.ADMINISTRATOR}
    with reading() as session:
        awaited = select(Consent).where(Consent.iso3 == delegate.iso3, Consent.status == ConsentStatus.AWAITED)
        assert session.exec(awaited).first() is not None
        assert contributor.organization is not None
        organization = session.exec(
            select(Organization).where(Organization.code == contributor.organization.code)
        ).one()
        assert session.exec(select(Activity).where(Activity.publisher_id == organization.id)).first() is not None
    assert PRESENT.moment - timedelta(days=4) < store_facts().as_of <= PRESENT.moment


def test_a_request_that_waits_came_in_or_was_set_back_lately_and_nothing_waits_for_years(demonstration: str) -> None:
    with reading() as session:
        requests = session.exec(select(Request)).all()
    waiting_ones = [row for row in requests if is_unanswered(timed(row))]
    starts = [start for row in waiting_ones if (start := answer_clock_start(timed(row)))]
    assert len(starts) == len(waiting_ones) >= 5
    assert all(PRESENT.moment - start <= timedelta(days=80) for start in starts)
    assert 1 <= sum(agreed_clocks().is_due(Due.ANSWER, timed(row), TODAY) for row in requests) <= 5


def test_a_request_is_answered_in_the_demonstration_where_somebody_took_it_up(demonstration: str) -> None:
    with reading() as session:
        requests = session.exec(select(Request)).all()
    for row in requests:
        if row.status in ANSWERED:
            assert row.answered_at is not None, row.code
        if row.status in UNANSWERED and row.answered_at is not None:
            assert row.reopened_at is not None, row.code
            assert row.reopened_at > row.answered_at, row.code
        if row.status is not RequestStatus.CLOSED_WITHOUT_MATCH:
            assert row.closing_reason == "", row.code
    never = [row for row in requests if row.status is RequestStatus.OPEN and row.answered_at is None]
    opened = [row for row in requests if row.status is RequestStatus.OPEN]
    assert len(never) * 2 >= len(opened) >= 5
