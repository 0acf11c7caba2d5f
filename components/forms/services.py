"""What a form asks the store for, as callables that the page hands in; and how a refusal comes back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from components.records.record_html import StateName
from domain.records.consent import ConsentsNeeded
from domain.records.draft_problems import Problem
from domain.records.drafts import AnyDraft, Contact
from domain.records.own_work import KnownOrganization, RevisableRecord
from domain.records.shown_records import LinkableRecommendation, Suggestion
from domain.vocabulary import OrganizationKind, RecordKind, Source


class Trouble(StrEnum):
    """Why something was not done."""

    #: It was changed from elsewhere in the meantime.
    CONFLICT = "conflict"
    #: It is not there, or not for this person.
    MISSING = "missing"
    NOT_ALLOWED = "not_allowed"
    INVALID = "invalid"
    #: Nothing can be stored: the disk is full, the store only read, or out of reach.
    STORE = "store"
    #: It was handed in already, from another window or before an interruption, with other content.
    SENT_BEFORE = "sent_before"


@dataclass(frozen=True)
class Refusal:
    """What the store refused. problem: set where a value is wrong. code: of the record that was handed in before."""

    trouble: Trouble
    problem: Problem | None = None
    code: str = ""


@dataclass(frozen=True)
class Saved:
    """Where a draft is kept."""

    key: str
    version: int


@dataclass(frozen=True)
class Sending:
    """What is handed in. revises: code and version of the record that it gives new content to; None for a new one.

    key, version: of the draft that it was kept as.
    """

    kind: RecordKind
    draft: AnyDraft
    contact: Contact
    submission_id: str
    key: str
    version: int
    revises: tuple[str, int] | None


#: kind, content, key, version, revises.
Save = Callable[[RecordKind, Mapping[str, object], str, int, tuple[str, int] | None], Saved | Refusal]


@dataclass(frozen=True)
class Services:
    """The store, as a form of one kind sees it for one person, in this run.

    source: what a new record will say of where it comes from. states: name of each Member State by ISO3. own_states:
    those that the person may write this kind for, empty for every one. publishers: codes of organizations that the
    person may publish for. suggest: States, themes, words, and the codes linked already. search: words and States.
    similar: name and State of a new organization.
    """

    source: Source
    states: Mapping[str, str]
    state_name: StateName
    own_states: tuple[str, ...]
    themes: Mapping[str, str]
    organizations: Mapping[str, KnownOrganization]
    named: Mapping[str, KnownOrganization]
    publishers: tuple[str, ...]
    save: Save
    send: Callable[[Sending], str | Refusal]
    discard: Callable[[str], None]
    present: Callable[[str], RevisableRecord | None]
    consents: Callable[[AnyDraft, str], ConsentsNeeded]
    linkable: Callable[[Collection[str]], tuple[LinkableRecommendation, ...]]
    suggest: Callable[[Collection[str], Collection[str], str, Collection[str]], tuple[Suggestion, ...]]
    search: Callable[[str, Collection[str]], tuple[LinkableRecommendation, ...]]
    similar: Callable[[str, str | None], tuple[KnownOrganization, ...]]
    add_organization: Callable[[str, OrganizationKind, str | None], str | Refusal]
