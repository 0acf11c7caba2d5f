"""What a form is made of: fields and steps as data. Titles and hints are English; they are translated where shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from domain.records.limits import LONGEST_LINE
from domain.vocabulary import RecordKind


class Look(Enum):
    """How a field is asked for."""

    LINE = auto()
    TEXT = auto()
    DAY = auto()
    #: One of `Field.options`.
    CHOICE = auto()
    #: Any number of `Field.options`.
    CHOICES = auto()
    FLAG = auto()
    #: One percentage for each chosen recipient.
    SHARES = auto()
    #: Organizations with their roles.
    PROVIDERS = auto()
    PLACES = auto()
    MONEY = auto()
    #: Recommendations, suggested and searched.
    LINKS = auto()


class Options(Enum):
    """Where the choices of a field come from."""

    NONE = auto()
    MODALITIES = auto()
    STATUSES = auto()
    FUNDS = auto()
    VISIBILITIES = auto()
    LANGUAGES = auto()
    CYCLES = auto()
    THEMES = auto()
    #: Every Member State.
    STATES = auto()
    #: The States that the person may write this kind of record for.
    OWN_STATES = auto()
    #: Groups of States, UN regional groups and regions.
    GROUPS = auto()
    ORGANIZATIONS = auto()
    #: The organizations that the person may publish this kind of record for.
    PUBLISHERS = auto()


@dataclass(frozen=True)
class Field:
    """One field. name: in the form's content. about: the draft's field that problems and remarks name; empty: the same.

    hint: one sentence under it. new: an organization that is missing can be added. only_if: another field and the code
    that it has to hold for this one to be asked.
    """

    name: str
    look: Look
    title: str
    hint: str = ""
    needed: bool = False
    options: Options = Options.NONE
    longest: int = LONGEST_LINE
    about: str = ""
    new: bool = False
    only_if: tuple[str, str] | None = None

    @property
    def subject(self) -> str:
        """The name by which problems and remarks speak of it."""
        return self.about or self.name


@dataclass(frozen=True)
class Step:
    """One screen of a form; fields that stand in one tuple stand side by side."""

    title: str
    fields: tuple[Field | tuple[Field, ...], ...]

    def all_fields(self) -> Iterator[Field]:
        """The fields in their order."""
        for one in self.fields:
            yield from one if isinstance(one, tuple) else (one,)

    @property
    def subjects(self) -> frozenset[str]:
        """The names by which problems speak of the step's fields."""
        return frozenset(field.subject for field in self.all_fields())


@dataclass(frozen=True)
class Form:
    """The form of one kind of record. The last step of each form, preview and sending, is the engine's."""

    kind: RecordKind
    steps: tuple[Step, ...]

    def all_fields(self) -> Iterator[Field]:
        """The fields of all steps in their order."""
        for step in self.steps:
            yield from step.all_fields()

    def step_of(self, subject: str) -> int:
        """The place of the step that asks for it; the first where none does."""
        return next((place for place, step in enumerate(self.steps) if subject in step.subjects), 0)
