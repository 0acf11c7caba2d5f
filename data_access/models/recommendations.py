"""Recommendations and voluntary commitments, what they are about, and who made them."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from data_access.models.base import LINK_TABLE, Table, code_field, key_code_field, moment_field
from domain.vocabulary import Position, RecommendationKind, Source


class Recommendation(Table, table=True):
    """One recommendation or commitment of one review, counted once however many States recommended it."""

    __tablename__ = "recommendation"
    __table_args__ = (
        UniqueConstraint("source", "source_key"),
        Index("ix_recommendation_review_text", "review_id", "text_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=20)
    review_id: int = Field(foreign_key="review.id")
    kind: RecommendationKind = code_field(RecommendationKind, RecommendationKind.RECOMMENDATION)
    source: Source = code_field(Source)
    #: The source's id; else symbol and paragraph; else review, normalised text and response.
    source_key: str = Field(max_length=200)
    symbol: str = Field(default="", max_length=100)
    #: Text, never a number: "26.10" is not "26.1".
    paragraph: str = Field(default="", max_length=40)
    paragraph_sort: str = Field(default="", max_length=120)
    text: str
    #: Digest of the normalised text, to find the same recommendation in another source.
    text_key: str = Field(max_length=40)
    #: Words of the text as `domain.search.query` reduces them, one blank before and after each.
    search_text: str
    language: str = Field(default="", max_length=8)
    position: Position = code_field(Position)
    #: The source's own word for the position.
    position_word: str = Field(default="", max_length=100)
    #: UPR Info's coding of the action asked for, 1 minimal to 5 specific; None in other sources.
    action: int | None = None
    published_on: date | None = None
    added_at: datetime = moment_field()
    #: Set when a higher-ranking source took the review over, or the source no longer holds the record.
    retired_at: datetime | None = moment_field(None)
    superseded_by: int | None = Field(default=None, foreign_key="recommendation.id")
    #: Digest of all that the source says, to tell an unchanged record at once.
    content_key: str = Field(max_length=40)


class PositionChange(Table, table=True):
    """A position that a recommendation had before, and when a newer one replaced it."""

    __tablename__ = "position_change"

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    position: Position = code_field(Position)
    position_word: str = Field(default="", max_length=100)
    replaced_at: datetime = moment_field()


class SourceAlias(Table, table=True):
    """Another id of the source for the same recommendation: exports give out new ids for what they gave before."""

    __tablename__ = "source_alias"

    source: Source = key_code_field(Source)
    source_key: str = Field(primary_key=True, max_length=200)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)


class RecommendingState(Table, table=True):
    """A State that made the recommendation."""

    __tablename__ = "recommending_state"
    __table_args__ = LINK_TABLE

    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)
    iso3: str = Field(foreign_key="state.iso3", primary_key=True, max_length=3)


class Theme(Table, table=True):
    """A theme, in the words of the source that first used it."""

    __tablename__ = "theme"

    id: int | None = Field(default=None, primary_key=True)
    #: Lower-case words of the name joined by hyphens; stands in addresses and files.
    code: str = Field(unique=True, max_length=160)
    name: str = Field(max_length=200)


class AffectedPersons(Table, table=True):
    """A group of persons that recommendations are about."""

    __tablename__ = "affected_persons"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=160)
    name: str = Field(max_length=200)


class RecommendationTheme(Table, table=True):
    """A theme of a recommendation."""

    __tablename__ = "recommendation_theme"
    __table_args__ = LINK_TABLE

    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True)


class RecommendationPersons(Table, table=True):
    """A group of affected persons of a recommendation."""

    __tablename__ = "recommendation_persons"
    __table_args__ = LINK_TABLE

    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)
    persons_id: int = Field(foreign_key="affected_persons.id", primary_key=True)


class RecommendationSdg(Table, table=True):
    """A Sustainable Development Goal, or one target of it, of a recommendation."""

    __tablename__ = "recommendation_sdg"
    __table_args__ = LINK_TABLE

    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)
    goal: int = Field(primary_key=True)
    #: As in "16.3"; empty where the source names the goal only.
    target: str = Field(default="", primary_key=True, max_length=8)
