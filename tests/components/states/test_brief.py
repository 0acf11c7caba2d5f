"""The brief stands alone: one escaped HTML file in the reader's language, that loads nothing and says what it is."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pandas as pd
import pytest

from components.shared.picture import Provenance
from components.states.brief import Brief, brief_html
from components.states.state_profile import PartnerSide, RecommendingSide, ReviewSide
from domain.records.shown_records import ActivitySummary, CommitmentSummary, Listing, OfferSummary, ReviewFact
from domain.vocabulary import (
    ActivityStatus,
    EligibleKind,
    Modality,
    OfferStatus,
    Source,
)
from languages.text import set_language

AS_OF = datetime(2026, 9, 30, 16, 0, tzinfo=UTC)
NAMES = {"KEN": "Kenya", "NOR": "Norway <b>"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def rows(*labelled: tuple[str, int]) -> pd.DataFrame:
    """Coverage rows, each with all its recommendations reported."""
    columns = ["key", "label", "supported", "reported", "planned", "requested", "theme_only", "none_recorded"]
    return pd.DataFrame([(label, label, count, count, 0, 0, 0, 0) for label, count in labelled], columns=columns)


def activity(title: str) -> ActivitySummary:
    return ActivitySummary(
        code="UPRC-ACT-000001",
        title=title,
        summary="",
        modality=Modality.TRAINING,
        status=ActivityStatus.CLOSED,
        start=date(2024, 1, 2),
        end=None,
        recipients=("KEN",),
        providers=("An agency",),
        fund=None,
        outcome="",
        source=Source.ENTERED,
        source_url="https://example.org/",
        published_at=AS_OF,
    )


def brief(*, demonstration: bool = False, observer: bool = False, title: str = "A course", many: int = 1) -> Brief:
    offer = OfferSummary(
        code="UPRC-OFF-000001",
        title="Trainers",
        summary="",
        by="A ministry",
        modalities=(Modality.TRAINING,),
        eligible=((EligibleKind.GROUP, "LDC"),),
        to_named_states=True,
        status=OfferStatus.OPEN,
        start=None,
        end=None,
        source=Source.ENTERED,
        published_at=AS_OF,
    )
    review = ReviewSide(
        total=rows(("All", 12)),
        by_theme=rows(("Health & care", 12)),
        by_cycle=rows(("Cycle 3", 12)),
        activities=Listing(many, (activity(title),)),
        requests=Listing(0, ()),
        commitments=Listing(1, (CommitmentSummary("UPRC-REC-000009", "Will report", "en", ReviewFact(3, 35, 2020)),)),
    )
    return Brief(
        iso3="KEN",
        facts=["African States · Africa"],
        review=None if observer else review,
        recommending=RecommendingSide(rows(), rows(("Norway <b>", 2)), Listing(0, ())),
        partner=PartnerSide(Listing(1, (activity("Abroad"),)), Listing(1, (offer,)), Listing(0, ())),
        provenance=Provenance("recommendations", "UPR Info", AS_OF, 3, demonstration),
    )


class Document(HTMLParser):
    """Collects what a browser would load, and checks that what opens is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in {"src", "href", "data", "action"}]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_brief_loads_nothing_and_every_element_is_closed() -> None:
    text = brief_html(brief(demonstration=True), NAMES.__getitem__)
    document = Document(text)
    assert document.loads == []
    assert document.open == []
    assert not re.search(r"url\(|@import|<script", text)


def test_every_value_is_escaped() -> None:
    text = brief_html(brief(title='<script>alert("x")</script>'), NAMES.__getitem__)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "Norway &lt;b&gt;" in text


def test_the_brief_tells_the_three_sides_with_date_source_and_disclaimer() -> None:
    text = brief_html(brief(), NAMES.__getitem__)
    for words in ("Under review", "As recommending State", "As partner", "UPR Info", "30 September 2026"):
        assert words in text
    assert "\u2068Kenya\u2069 accepted 12 recommendations." in text
    assert "do not imply official endorsement" in text
    assert "Least developed countries" in text


def test_an_observer_has_no_side_under_review() -> None:
    assert "Under review" not in brief_html(brief(observer=True), NAMES.__getitem__)


def test_only_a_demonstration_carries_the_watermark_and_the_notice() -> None:
    assert 'class="watermark"' in brief_html(brief(demonstration=True), NAMES.__getitem__)
    assert 'class="watermark"' not in brief_html(brief(), NAMES.__getitem__)


def test_language_and_direction_are_the_readers() -> None:
    set_language("ar")
    assert '<html lang="ar" dir="rtl">' in brief_html(brief(), NAMES.__getitem__)


def test_a_shortened_list_says_how_long_it_is() -> None:
    assert "Activities in this State: the first 1 of 400" in brief_html(brief(many=400), NAMES.__getitem__)


def test_a_share_of_fewer_than_ten_is_not_shown() -> None:
    made = brief()
    few = ReviewSide(rows(("All", 9)), rows(), rows(), Listing(0, ()), Listing(0, ()), Listing(0, ()))
    assert "100%" in brief_html(made, NAMES.__getitem__)
    shown = brief_html(Brief("KEN", [], few, made.recommending, made.partner, made.provenance), NAMES.__getitem__)
    assert "%" not in shown.partition("</style>")[2]
