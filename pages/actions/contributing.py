"""The store as the forms see it: queries and commands of one person, with refusals as the forms tell them."""

import logging
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar

from components.forms.services import Refusal, Saved, Sending, Services, Trouble
from data_access import commands
from data_access.queries.coverage.labels import labels
from data_access.queries.people import organizations as asked_organizations
from data_access.queries.recommendations.search import RecommendationQuery, search_recommendations
from data_access.queries.recommendations.suggestions import linkable, suggested_recommendations
from data_access.queries.records.consent_preview import consents_for_draft
from data_access.queries.records.revising import record_as_draft
from data_access.queries.store import store_facts
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound, StoreNotReady, SubmittedBefore
from domain.coverage import GapFilters
from domain.people.permissions import Actor, Role, Verb
from domain.records.drafts import (
    ActivityDraft,
    AnyDraft,
    CommitmentDraft,
    Contact,
    GoodPracticeDraft,
    OfferDraft,
    OrganizationDraft,
    RequestDraft,
)
from domain.records.form_values import FORM_KINDS
from domain.records.limits import LONGEST_TEXT
from domain.records.own_work import KnownOrganization, RevisableRecord
from domain.records.shown_records import LinkableRecommendation
from domain.records.written_text import cleaned_line
from domain.search.query import QueryError
from domain.vocabulary import Breakdown, OrganizationKind, RecommendationKind, RecordKind, Source
from languages.text import language
from pages.session.reader import reader

Done = TypeVar("Done")
_log = logging.getLogger(__name__)

#: The command's verb for each kind of record.
SUBMIT: Final[Mapping[RecordKind, Verb]] = {
    RecordKind.ACTIVITY: Verb.SUBMIT_ACTIVITY,
    RecordKind.REQUEST: Verb.SUBMIT_REQUEST,
    RecordKind.OFFER: Verb.SUBMIT_OFFER,
    RecordKind.GOOD_PRACTICE: Verb.SUBMIT_GOOD_PRACTICE,
    RecordKind.COMMITMENT: Verb.SUBMIT_COMMITMENT,
}
#: A State speaks for itself in these; only an institution of it can publish them.
_OF_ONE_STATE: Final = frozenset({RecordKind.REQUEST, RecordKind.COMMITMENT})
_FOUND_AT_MOST: Final = 8


def services(actor: Actor, kind: RecordKind) -> Services:
    """What a form of this kind may ask for in this run."""
    known = asked_organizations.known_organizations()
    publishers = publishers_of(actor, kind, known)
    by_code = {one.code: one for one in known}
    merged = asked_organizations.merged_organizations()
    named = by_code | {code: by_code[into] for code, into in merged.items() if into in by_code}
    return Services(
        source=Source.DEMONSTRATION if store_facts().demonstration else Source.ENTERED,
        states=labels(Breakdown.STATE, language()),
        state_name=lambda iso3: labels(Breakdown.RECOMMENDING, language()).get(iso3, iso3),
        own_states=_own_states(actor, kind, publishers),
        themes=labels(Breakdown.THEME, language()),
        organizations=by_code,
        named=named,
        publishers=tuple(one.code for one in publishers),
        save=_save,
        send=_send,
        discard=discard,
        present=present_record,
        consents=lambda draft, revised: consents_for_draft(draft, named, revised),
        linkable=linkable,
        suggest=lambda states, themes, words, linked: suggested_recommendations(
            states, themes, words[:LONGEST_TEXT], without=linked
        ),
        search=_search,
        similar=lambda name, iso3: asked_organizations.similar_organizations(name, known, iso3=iso3),
        add_organization=_add_organization,
    )


def publishers_of(
    actor: Actor, kind: RecordKind, known: Collection[KnownOrganization]
) -> tuple[KnownOrganization, ...]:
    """The organizations for which the person may hand in this kind of record."""
    found = asked_organizations.publishers_for(actor, SUBMIT[kind], known)
    return tuple(one for one in found if one.iso3) if kind in _OF_ONE_STATE else found


def allowed_kinds(actor: Actor) -> frozenset[RecordKind]:
    """The kinds that the person may hand in for somebody: a focal point always for its State."""
    known = asked_organizations.known_organizations()
    speaks = Role.FOCAL_POINT in actor.roles and actor.iso3 is not None
    return frozenset(kind for kind in FORM_KINDS if speaks or publishers_of(actor, kind, known))


def _own_states(actor: Actor, kind: RecordKind, publishers: Collection[KnownOrganization]) -> tuple[str, ...]:
    """The States that a record of this kind may be of, empty for every one."""
    if Role.FOCAL_POINT in actor.roles and actor.iso3 and Role.STEWARD not in actor.roles:
        return (actor.iso3,)
    if kind in _OF_ONE_STATE:
        return tuple(sorted({one.iso3 for one in publishers if one.iso3}))
    return ()


def _attempt(work: Callable[[Actor], Done]) -> Done | Refusal:
    """Do something as the person who is in front of the screen at this moment."""
    try:
        return work(reader().actor)
    except SubmittedBefore as refused:
        return Refusal(Trouble.SENT_BEFORE, code=refused.code)
    except Conflict:
        return Refusal(Trouble.CONFLICT)
    except NotFound:
        return Refusal(Trouble.MISSING)
    except NotAllowed:
        return Refusal(Trouble.NOT_ALLOWED)
    except Invalid as refused:
        return Refusal(Trouble.INVALID, refused.problem)
    except StoreNotReady as problem:
        _log.warning("%s", problem)
        return Refusal(Trouble.STORE)


def _save(
    kind: RecordKind, content: Mapping[str, object], key: str, version: int, revises: tuple[str, int] | None
) -> Saved | Refusal:
    def keep(actor: Actor) -> Saved:
        kept = commands.save_draft(actor, kind, content, key=key, version=version, revises=revises)
        return Saved(kept.key, kept.version)

    return _attempt(keep)


def discard(key: str) -> None:
    """Throw a draft away; one that is gone already is gone."""
    _attempt(lambda actor: commands.discard_draft(actor, key))


def present_record(code: str) -> RevisableRecord | None:
    """The record as it stands now, where the person may revise it."""
    try:
        return record_as_draft(reader().actor, code)
    except NotFound:
        return None


def _send(sending: Sending) -> str | Refusal:
    """Hand a record in, with whom to turn to; the draft ends in the same transaction."""

    def hand_in(actor: Actor) -> str:
        contact = sending.contact if sending.revises or sending.contact != Contact() else None
        with_it = commands.WithIt(contact, sending.key, sending.version)
        if sending.revises:
            return commands.revise_record(actor, *sending.revises, sending.draft, with_it=with_it)
        return _submit(actor, sending.draft, sending.submission_id, with_it)

    return _attempt(hand_in)


def _submit(actor: Actor, draft: AnyDraft, submission_id: str, with_it: commands.WithIt) -> str:
    match draft:
        case ActivityDraft():
            return commands.submit_activity(actor, draft, submission_id, with_it=with_it)
        case RequestDraft():
            return commands.submit_request(actor, draft, submission_id, with_it=with_it)
        case OfferDraft():
            return commands.submit_offer(actor, draft, submission_id, with_it=with_it)
        case GoodPracticeDraft():
            return commands.submit_good_practice(actor, draft, submission_id, with_it=with_it)
        case CommitmentDraft():
            return commands.submit_commitment(actor, draft, submission_id, with_it=with_it)


def _add_organization(name: str, kind: OrganizationKind, iso3: str | None) -> str | Refusal:
    draft = OrganizationDraft(name=cleaned_line(name), kind=kind, iso3=iso3)
    return _attempt(lambda actor: commands.log_organization(actor, draft))


def _search(words: str, states: Collection[str]) -> tuple[LinkableRecommendation, ...]:
    """Recommendations to these States that hold the words; none where the words cannot be read."""
    query = RecommendationQuery(
        words=words,
        filters=GapFilters(states=tuple(states)),
        kinds=(RecommendationKind.RECOMMENDATION,),
        page_size=_FOUND_AT_MOST,
    )
    try:
        rows = search_recommendations(query).rows
    except (QueryError, Invalid):
        return ()
    return linkable([str(code) for code in rows["code"]])
