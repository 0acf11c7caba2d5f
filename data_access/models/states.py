"""States and observers, and the reviews of States."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from data_access.models.base import Table, code_field, nullable_code_field
from domain.states import StateKind
from domain.vocabulary import Source


class State(Table, table=True):
    """A Member State, an observer State, or the European Union; facts from `data_access/store/reference`."""

    __tablename__ = "state"

    iso3: str = Field(primary_key=True, max_length=3)
    iso2: str = Field(max_length=2)
    kind: StateKind = code_field(StateKind)
    m49: str = Field(default="", max_length=3)
    un_group: str = Field(default="", max_length=20)
    region: str = Field(default="", max_length=3)
    subregion: str = Field(default="", max_length=3)
    ldc: bool = False
    lldc: bool = False
    sids: bool = False
    longitude: float | None = None
    latitude: float | None = None
    name_en: str
    name_fr: str
    name_es: str
    name_ru: str
    name_zh: str
    name_ar: str
    formal_en: str = ""
    formal_fr: str = ""
    formal_es: str = ""
    formal_ru: str = ""
    formal_zh: str = ""
    formal_ar: str = ""


class StateName(Table, table=True):
    """One spelling of a State's name that files use, normalised by `domain.states.normalise_name`."""

    __tablename__ = "state_name"

    name: str = Field(primary_key=True)
    iso3: str = Field(foreign_key="state.iso3", max_length=3)


class Review(Table, table=True):
    """The review of one State in one cycle. Its session is a fact of the review; reviews get postponed."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("iso3", "cycle"),)

    id: int | None = Field(default=None, primary_key=True)
    iso3: str = Field(foreign_key="state.iso3", max_length=3)
    cycle: int
    session: int | None = None
    year: int | None = None
    held_on: date | None = None
    #: The source whose recommendations count for this review; a higher-ranking import takes it over.
    source_of_record: Source | None = nullable_code_field(Source)
