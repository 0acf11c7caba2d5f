"""May this reader know of this record, and how much of it? Asked by a record's page and by every desk.

Who owns a record (its publisher's people), a steward, and the focal point of a State that it concerns and that was
asked see it inside; everybody else sees what is public, and for them anything else does not exist.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from data_access.models import Activity, Commitment, Consent, GoodPractice, Offer, Organization, Recommendation, Request
from data_access.models import Review as ReviewTable
from data_access.records import public
from data_access.records.consents import concerned, consents
from data_access.records.contents import named_readers
from data_access.records.loading import LoadedRecord, load
from data_access.store.errors import NotFound
from domain.people.permissions import Actor, Role, Verb, may
from domain.records.consent import public_for
from domain.records.drafts import ActivityDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.records.money import shown_amounts
from domain.records.readers import may_read_request, signed_in_for
from domain.records.record_pages import Content
from domain.vocabulary import EditorialState, EligibleKind, OrganizationKind, Visibility

#: A State concerned is asked, and reads, once a record has passed review.
ASKED = frozenset({EditorialState.REVIEWED, EditorialState.PUBLISHED})


@dataclass(frozen=True)
class Scope:
    """What a reader is to a record, and what the reader may learn of it.

    public: every reader finds the record. concerned: the reader's own State, where the record concerns it and passed
    review. states: those whose part in the record the reader may know. hidden: those concerned beside them.
    """

    owner: bool
    steward: bool
    concerned: str | None
    public: bool
    partners: bool
    states: frozenset[str]
    hidden: frozenset[str]
    answers: Mapping[str, Consent]

    @property
    def inside(self) -> bool:
        """Whether the reader sees more than the public does."""
        return self.owner or self.steward or self.concerned is not None

    @property
    def whole(self) -> bool:
        """Whether nothing of the record's content is kept from the reader."""
        return self.owner or self.steward


def load_visible(session: Session, actor: Actor, code: str) -> tuple[LoadedRecord, Scope, str]:
    """The record that a reader finds under a code, what the reader is to it, and the code of a duplicate led here from.

    Raises NotFound, in the same words, where there is none and where the reader may not know of it.
    """
    missing = NotFound(f"There is no record {code[:40]}.")
    asked_for, seen = "", set[str]()
    while code not in seen:
        seen.add(code)
        try:
            loaded = load(session, code)
        except NotFound:
            raise missing from None
        scope = scope_of(session, actor, loaded)
        if scope.inside or scope.public or scope.partners:
            return loaded, scope, asked_for
        asked_for, code = asked_for or code, loaded.row.merged_into
    raise missing


def scope_of(session: Session, actor: Actor, loaded: LoadedRecord) -> Scope:
    """What a reader is to a record."""
    row = loaded.row
    answers = consents(session, loaded)
    asked = concerned(session, loaded)
    own = actor.iso3 if Role.FOCAL_POINT in actor.roles else None
    owner = not actor.roles.isdisjoint({Role.CONTRIBUTOR, Role.FOCAL_POINT}) and _owns(actor, loaded)
    steward = Role.STEWARD in actor.roles
    mine = own if own in asked and own in answers and row.editorial_state in ASKED else None
    agreed = public_for(row.editorial_state, {iso3: answer.status for iso3, answer in answers.items()})
    states = frozenset(asked) if owner or steward else agreed | ({mine} if mine else frozenset())
    shared = _exists(session, loaded)
    for_everybody = not isinstance(row, Request) or row.visibility is Visibility.PUBLIC
    return Scope(
        owner=owner,
        steward=steward,
        concerned=mine,
        public=shared and for_everybody,
        partners=shared and _may_read(session, actor, row),
        states=states,
        hidden=frozenset(asked) - states,
        answers=answers,
    )


def _may_read(session: Session, actor: Actor, row: object) -> bool:
    """Whether the level of a request lets the actor read it; every other kind of record has none."""
    if not isinstance(row, Request):
        return True
    named = named_readers(session, row.id)
    return may_read_request(
        actor, row.visibility, states=named["named_states"], organizations=named["named_organizations"]
    )


def _owns(actor: Actor, loaded: LoadedRecord) -> bool:
    """Whether the actor is one of the publisher's people; a steward's reach over every record is another thing."""
    personal = replace(actor, roles=actor.roles & {Role.CONTRIBUTOR, Role.FOCAL_POINT})
    return may(personal, Verb.REVISE_RECORD, organization=loaded.publisher.code, iso3=loaded.own_state)


def _exists(session: Session, loaded: LoadedRecord) -> bool:
    """Whether the record is public for any State, or for partners."""
    table: type[Activity | Request | Offer | GoodPractice | Commitment] = type(loaded.row)
    condition: ColumnElement[bool]
    match loaded.row:
        case Activity():
            condition = public.activity_is_public()
        case Request():
            condition = public.request_is_shared()
        case Offer():
            condition = public.offer_is_public()
        case GoodPractice():
            condition = public.good_practice_is_public()
        case Commitment():
            condition = public.commitment_is_public()
    return session.exec(select(table.id).where(table.id == loaded.id, condition)).first() is not None


def redact(session: Session, content: Content, actor: Actor, loaded: LoadedRecord, scope: Scope) -> Content:
    """The content without what this reader may not learn of it."""
    if scope.whole:
        return content
    match content:
        case ActivityDraft():
            return _narrowed_activity(session, content, loaded, scope)
        case OfferDraft():
            named = actor.iso3 if Role.FOCAL_POINT in actor.roles else None
            kept = (one for one in content.eligible if one.kind is not EligibleKind.STATE or one.value == named)
            return replace(content, eligible=tuple(kept))
        case RequestDraft():
            own_organizations, own_state = signed_in_for(actor)
            return replace(
                content,
                recommendations=_to(session, content.recommendations, {content.iso3}),
                # Who else may read it is for its owner and for stewards.
                named_states=tuple(one for one in content.named_states if one == own_state),
                named_organizations=tuple(one for one in content.named_organizations if one in own_organizations),
            )
        case GoodPracticeDraft():
            return replace(content, recommendations=_to(session, content.recommendations, {content.iso3}))
        case _:
            return content


def _narrowed_activity(session: Session, content: ActivityDraft, loaded: LoadedRecord, scope: Scope) -> ActivityDraft:
    """Without States that did not consent: as recipients, providers or partners, or as whose recommendations.

    A State that is asked as provider knows for whom its institution works; one that is asked as recipient learns of
    another only what is public.
    """
    named = {one.iso3 for one in content.recipients}
    states = scope.states | named if scope.concerned and scope.concerned not in named else scope.states
    recipients = tuple(one for one in content.recipients if one.iso3 in states)
    partial = len(recipients) < len(content.recipients)
    money, _shared = shown_amounts(content.money, content.recipients, {one.iso3 for one in recipients})
    wanted = [*(one.organization for one in content.providers), *content.partners]
    rows = session.exec(select(Organization).where(col(Organization.code).in_(wanted))) if wanted else ()
    found_ = {one.code: one for one in rows}
    return replace(
        content,
        recipients=tuple(replace(one, percentage=None) for one in recipients) if partial else recipients,
        money=money,
        providers=tuple(one for one in content.providers if _named(found_[one.organization], loaded, scope)),
        partners=tuple(code for code in content.partners if found_[code].iso3 not in scope.hidden - states),
        recommendations=_to(session, content.recommendations, states),
        # A point says in which State it lies.
        places=() if content.sensitive or partial else content.places,
        parent=content.parent if content.parent and _is_public(session, content.parent) else None,
    )


def is_shared(whole: Content, shown: Content) -> bool:
    """Whether the money of an activity, as a reader is shown it, is shared with States that the reader is not told."""
    if not isinstance(whole, ActivityDraft) or not isinstance(shown, ActivityDraft):
        return False
    return shown_amounts(whole.money, whole.recipients, {one.iso3 for one in shown.recipients})[1]


def _named(provider: Organization, loaded: LoadedRecord, scope: Scope) -> bool:
    """As `public.provider_is_named`, and to the State itself."""
    if provider.kind is not OrganizationKind.STATE or provider.iso3 == loaded.own_state:
        return True
    return provider.iso3 in scope.states


def _to(session: Session, codes: tuple[str, ...], states: Collection[str]) -> tuple[str, ...]:
    """Those of the recommendations that are to one of the States and may be read."""
    wanted = select(Recommendation.code).join(ReviewTable)
    wanted = wanted.where(col(Recommendation.code).in_(codes), col(ReviewTable.iso3).in_(states))
    wanted = wanted.where(public.recommendation_may_be_read())
    kept = set(session.exec(wanted)) if codes else set()
    return tuple(code for code in codes if code in kept)


def _is_public(session: Session, activity: str) -> bool:
    wanted = select(Activity.id).where(Activity.code == activity, public.activity_is_public())
    return session.exec(wanted).first() is not None
