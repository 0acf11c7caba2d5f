"""A State's voluntary commitment stands among the recommendations while it is public, and only then."""

from pathlib import Path

import pytest

from data_access import commands
from data_access.importers import import_recommendations
from data_access.queries.coverage.coverage import coverage_total
from data_access.queries.recommendations.search import RecommendationQuery, search_recommendations
from data_access.queries.states.contributions import commitments_of
from data_access.store.errors import Invalid, NotAllowed
from data_access.upkeep.verify import verify_store
from domain.coverage import GapFilters
from domain.records.drafts import CommitmentDraft
from domain.vocabulary import OrganizationKind, RecommendationKind, Source
from tests.actors import KENYA, STEWARD
from tests.builders import add_organization, add_recommendation
from tests.data_access.importers.export_files import uhri_json, uhri_record


def submitted(text: str = "Kenya will publish its follow-up plan.") -> str:
    office = add_organization("Office", kind=OrganizationKind.STATE, iso3="KEN")
    draft = CommitmentDraft(title="Follow-up plan", summary=text, publisher=office, iso3="KEN", cycle=3)
    return commands.submit_commitment(KENYA, draft, f"form-{text[:20]}")


def found() -> list[str]:
    query = RecommendationQuery(words="follow-up plan", kinds=(RecommendationKind.COMMITMENT,))
    return list(search_recommendations(query).rows["text"])


def test_a_commitment_is_found_once_a_steward_has_reviewed_it(store: str) -> None:
    add_recommendation()
    code = submitted()
    assert found() == []
    commands.review_record(STEWARD, code, 1)
    assert found() == ["Kenya will publish its follow-up plan."]
    assert [line.text for line in commitments_of("KEN").lines] == found()
    assert coverage_total(GapFilters()).supported == 1
    assert verify_store().problems == ()


def test_a_withdrawn_commitment_is_gone_and_a_revised_one_is_shown_anew(store: str) -> None:
    code = submitted()
    commands.review_record(STEWARD, code, 1)
    newer = CommitmentDraft(
        title="Follow-up plan",
        summary="Kenya will publish its follow-up plan every year.",
        publisher="UPRC-ORG-000001",
        iso3="KEN",
        cycle=4,
    )
    commands.revise_record(KENYA, code, 2, newer)
    assert found() == []
    commands.review_record(STEWARD, code, 3)
    assert found() == [newer.summary]
    assert [line.review.cycle for line in commitments_of("KEN").lines] == [4]
    commands.withdraw_record(KENYA, code, 4)
    assert found() == []


def test_a_commitment_is_the_states_own(store: str) -> None:
    office = add_organization("Office", kind=OrganizationKind.STATE, iso3="UGA")
    draft = CommitmentDraft(title="A", summary="B", publisher=office, iso3="UGA", cycle=3)
    with pytest.raises(NotAllowed):
        commands.submit_commitment(KENYA, draft, "form-1")
    other = CommitmentDraft(title="A", summary="B", publisher=office, iso3="KEN", cycle=3)
    with pytest.raises(Invalid, match="institution"):
        commands.submit_commitment(STEWARD, other, "form-2")


def test_an_import_leaves_commitments_that_were_entered_here(store: str, tmp_path: Path) -> None:
    commands.review_record(STEWARD, submitted(), 1)
    file = uhri_json(tmp_path, uhri_record(Countries=["Kenya"], UprSession=["35"], UprCycle="3rd cycle"))
    report = import_recommendations(Source.UHRI, [file])
    assert (report.added, report.retired) == (1, 0)
    assert found() == ["Kenya will publish its follow-up plan."]
    assert verify_store().problems == ()
