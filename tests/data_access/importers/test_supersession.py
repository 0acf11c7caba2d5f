"""One review has one source of record; nothing that was linked is lost when a higher-ranking source takes over."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from data_access.importers import ImportReport, import_recommendations
from data_access.models import (
    ActivityRecommendation,
    DataVersion,
    GoodPracticeRecommendation,
    Recommendation,
    RequestRecommendation,
    Review,
    Table,
)
from data_access.store.engine import reading
from data_access.store.history import Family
from domain.vocabulary import Source
from tests.builders import add_activity, add_good_practice, add_recommendation, add_request
from tests.data_access.importers.export_files import (
    stored,
    uhri_json,
    uhri_record,
    upr_info_csv,
    upr_info_row,
    whole_store,
)

pytestmark = pytest.mark.usefixtures("store")

RATIFY, TRAIN = "Ratify the Convention", "Train judges"


def import_upr_info(folder: Path, *texts: str) -> ImportReport:
    rows = [upr_info_row(text, Session="35") for text in texts]
    return import_recommendations(Source.UPR_INFO, [upr_info_csv(folder, *rows)])


def import_uhri(folder: Path, *texts: str) -> ImportReport:
    records = [
        uhri_record(f"id-{number}", Text=f"<p>142.{number} {text} (Norway);</p>")
        for number, text in enumerate(texts, start=1)
    ]
    return import_recommendations(Source.UHRI, [uhri_json(folder, *records)])


def code_of(text: str, source: Source) -> str:
    (code,) = [found.code for found in stored() if found.text == text and found.source is source]
    return code


def linked(table: type[Table]) -> list[str]:
    """Codes of the recommendations that this kind of contribution links to."""
    with reading() as session:
        return sorted(session.exec(select(Recommendation.code).join(table)).all())


def test_the_higher_source_retires_the_lower_ones_recommendations(tmp_path: Path) -> None:
    import_upr_info(tmp_path, RATIFY, TRAIN)
    report = import_uhri(tmp_path, "ratify the “Convention”", "Something else")
    assert (report.added, report.retired, report.unmatched) == (2, 2, ())
    old = {found.text: found for found in stored() if found.source is Source.UPR_INFO}
    assert all(found.retired for found in old.values())
    assert old[RATIFY].superseded_by == code_of("ratify the “Convention”", Source.UHRI)
    assert old[TRAIN].superseded_by is None
    with reading() as session:
        review = session.exec(select(Review).where(Review.iso3 == "KEN", Review.cycle == 3)).one()
        assert review.source_of_record is Source.UHRI


def test_links_move_to_the_matching_recommendation(tmp_path: Path) -> None:
    import_upr_info(tmp_path, RATIFY, TRAIN)
    old = [code_of(RATIFY, Source.UPR_INFO)]
    add_activity(supports=old)
    add_request(for_=old)
    add_good_practice(shows=old)
    report = import_uhri(tmp_path, RATIFY)
    new = [code_of(RATIFY, Source.UHRI)]
    assert linked(ActivityRecommendation) == linked(RequestRecommendation) == linked(GoodPracticeRecommendation) == new
    assert report.unmatched == ()
    with reading() as session:
        moved_on = {version.family: version.number for version in session.exec(select(DataVersion))}
    assert moved_on[Family.CONTRIBUTIONS] == moved_on[Family.RECOMMENDATIONS] == moved_on[Family.HISTORY]


def test_a_link_that_finds_no_match_stays_and_is_listed_for_repair(tmp_path: Path) -> None:
    import_upr_info(tmp_path, RATIFY, TRAIN)
    old = code_of(TRAIN, Source.UPR_INFO)
    add_activity(supports=[old])
    report = import_uhri(tmp_path, RATIFY)
    assert report.unmatched == (old,)
    assert linked(ActivityRecommendation) == [old]


def test_a_later_export_that_holds_the_text_repairs_the_link(tmp_path: Path) -> None:
    import_upr_info(tmp_path, RATIFY, TRAIN)
    add_activity(supports=[code_of(TRAIN, Source.UPR_INFO)])
    import_uhri(tmp_path, RATIFY)
    report = import_uhri(tmp_path, RATIFY, TRAIN)
    assert (report.added, report.unchanged, report.retired) == (1, 1, 0)
    assert linked(ActivityRecommendation) == [code_of(TRAIN, Source.UHRI)]


def test_two_links_that_meet_in_one_recommendation_become_one(tmp_path: Path) -> None:
    rows = [upr_info_row(RATIFY, Session="35"), upr_info_row(RATIFY, Session="35", Response="Noted")]
    import_recommendations(Source.UPR_INFO, [upr_info_csv(tmp_path, *rows)])
    add_activity(supports=[found.code for found in stored()])
    import_uhri(tmp_path, RATIFY)
    assert linked(ActivityRecommendation) == [code_of(RATIFY, Source.UHRI)]


def test_of_several_equal_texts_the_first_paragraph_takes_the_links(tmp_path: Path) -> None:
    import_upr_info(tmp_path, RATIFY)
    add_activity(supports=[code_of(RATIFY, Source.UPR_INFO)])
    records = [uhri_record(f"id-{n}", Text=f"<p>142.{n} {RATIFY}</p>") for n in (10, 9, 11)]
    import_recommendations(Source.UHRI, [uhri_json(tmp_path, *records)])
    (code,) = linked(ActivityRecommendation)
    assert [found.paragraph for found in stored() if found.code == code] == ["142.9"]


def test_other_reviews_keep_their_source(tmp_path: Path) -> None:
    import_recommendations(
        Source.UPR_INFO, [upr_info_csv(tmp_path, upr_info_row(Session="35"), upr_info_row(Session="21"))]
    )
    assert import_uhri(tmp_path, RATIFY).retired == 1
    assert {found.review for found in stored() if not found.retired} == {"KEN-2", "KEN-3"}


def test_a_lower_source_changes_nothing_in_a_review_that_a_higher_one_has(tmp_path: Path) -> None:
    import_uhri(tmp_path, RATIFY)
    before = whole_store()
    report = import_upr_info(tmp_path, RATIFY, TRAIN)
    assert (report.read, report.skipped, report.added, report.retired) == (2, 2, 0, 0)
    assert report.notes == ("skipped 2 of KEN-3: uhri is the source of record",)
    assert whole_store() == before


def test_repeating_the_import_finds_nothing_more_to_retire(tmp_path: Path) -> None:
    import_upr_info(tmp_path, RATIFY, TRAIN)
    add_activity(supports=[found.code for found in stored()])
    import_uhri(tmp_path, RATIFY)
    before = whole_store()
    report = import_uhri(tmp_path, RATIFY)
    assert (report.unchanged, report.retired, report.unmatched) == (1, 0, ())
    assert whole_store() == before


def test_what_was_entered_here_stays_and_what_was_invented_goes(tmp_path: Path) -> None:
    entered = add_recommendation(source=Source.ENTERED, state="KEN", cycle=3)
    invented = add_recommendation(source=Source.DEMONSTRATION, state="KEN", cycle=3)
    assert import_uhri(tmp_path, RATIFY).retired == 1
    with reading() as session:
        retired = select(Recommendation.code).where(col(Recommendation.retired_at).is_not(None))
        assert session.exec(retired).all() == [invented]
        assert session.exec(select(Recommendation).where(Recommendation.code == entered)).one().retired_at is None
