"""Everything that one reader may know of one record: what a record's own page shows."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session, col, select

from data_access.models import Offer, Organization, Recommendation, RecordContact, Remark, Request, Review, Theme
from data_access.queries.records.record_history import organizations_in, steps_of
from data_access.records import public
from data_access.records.contents import draft_of
from data_access.records.due import last_reminder, last_word, timed, waits_for
from data_access.records.loading import Contribution, LoadedRecord
from data_access.records.visibility import ASKED, Scope, is_shared, load_visible, redact
from data_access.snapshot import snapshot
from data_access.snapshot.fields import BANDS
from data_access.store.engine import reading
from domain.people.permissions import Actor, Verb, may
from domain.records.clocks import answer_clock_start, is_unanswered, needs_word
from domain.records.drafts import ActivityDraft, Contact, OfferDraft, RequestDraft
from domain.records.record_pages import (
    Annotation,
    ClockFacts,
    ConsentAnswer,
    Content,
    Inside,
    LinkedRecommendation,
    Names,
    RecordPage,
    RemarkLine,
)
from domain.vocabulary import ConsentStatus, EditorialState, RemarkKind, SupportBand

#: What is done on a record by its publisher's people, or by a steward.
_ON_THE_RECORD = (
    Verb.REVISE_RECORD,
    Verb.CONFIRM_RECORD,
    Verb.WITHDRAW_RECORD,
    Verb.SUSPEND_PUBLICATION,
    Verb.RESTORE_PUBLICATION,
    Verb.REMIND_OF_RECORD,
    Verb.REVIEW_RECORD,
    Verb.RETURN_RECORD,
    Verb.MERGE_RECORDS,
    Verb.UNDO_MERGE,
    Verb.SAY_NOT_THE_SAME,
    Verb.SET_ACTIVITY_STATUS,
    Verb.SET_REQUEST_STATUS,
    Verb.SET_OFFER_STATUS,
    Verb.LINK_RECOMMENDATIONS,
    Verb.SET_CONTACT,
)
#: What a State concerned does beside it.
_BESIDE_IT = (Verb.ANNOTATE_RECORD, Verb.WITHDRAW_ANNOTATION, Verb.REQUEST_CORRECTION)


def record_page(actor: Actor, code: str) -> RecordPage:
    """The page of the record with a code, as far as the actor may read it; a duplicate's is that of the one that stays.

    Raises NotFound, in the same words, for a code without a record and for a record that the actor may not know of.
    """
    with reading() as session:
        loaded, scope, asked_for = load_visible(session, actor, code)
        whole = draft_of(session, loaded.row)
        content = redact(session, whole, actor, loaded, scope)
        remarks = _remarks(session, loaded)
        page = _page(session, actor, loaded, scope, content, remarks, asked_for)
        return replace(page, money_shared=is_shared(whole, content))


def _page(
    session: Session,
    actor: Actor,
    loaded: LoadedRecord,
    scope: Scope,
    content: Content,
    remarks: list[Remark],
    asked_for: str,
) -> RecordPage:
    row = loaded.row
    whole = draft_of(session, row) if isinstance(content, OfferDraft) else None
    return RecordPage(
        kind=loaded.kind,
        code=row.code,
        asked_for=asked_for,
        content=content,
        status=row.status if isinstance(row, Request | Offer) else None,
        publisher_kind=loaded.publisher.kind,
        public=scope.public,
        published_at=row.published_at if row.editorial_state is EditorialState.PUBLISHED else None,
        names=_names(session, content),
        recommendations=_linked(session, content.recommendations),
        annotations=_annotations(remarks, scope),
        to_named_states=isinstance(whole, OfferDraft) and whole != content,
        standing=_standing(session, loaded),
        inside=_inside(session, actor, loaded, scope, remarks) if scope.inside else None,
    )


def _names(session: Session, content: Content) -> Names:
    organizations = [content.publisher]
    if isinstance(content, ActivityDraft):
        organizations += [*(one.organization for one in content.providers), *content.partners]
    if isinstance(content, RequestDraft):
        organizations += content.named_organizations
    named = select(Organization.code, Organization.name).where(col(Organization.code).in_(organizations))
    themes = select(Theme.code, Theme.name).where(col(Theme.code).in_(content.themes))
    return Names(dict(session.exec(named).all()), dict(session.exec(themes).all()) if content.themes else {})


def _linked(session: Session, codes: Iterable[str]) -> tuple[LinkedRecommendation, ...]:
    wanted = (
        select(Recommendation, Review)
        .join(Review)
        .where(col(Recommendation.code).in_(list(codes)), public.recommendation_may_be_read())
        .order_by(col(Review.iso3), col(Review.cycle).desc(), col(Recommendation.paragraph_sort))
    )
    rows = session.exec(wanted).all() if codes else []
    bands = _bands([row.id or 0 for row, _ in rows])
    return tuple(
        LinkedRecommendation(
            row.code, review.iso3, review.cycle, row.paragraph, row.text, row.language, bands.get(row.id or 0)
        )
        for row, review in rows
    )


def _bands(numbers: list[int]) -> dict[int, SupportBand | None]:
    """The support band of each recommendation, as every picture counts it."""
    if not numbers:
        return {}
    query = "SELECT id, band FROM recommendation WHERE id IN (SELECT unnest(?::INTEGER[]))"
    return {number: None if band is None else BANDS[band] for number, band in snapshot().rows(query, [numbers])}


def _remarks(session: Session, loaded: LoadedRecord) -> list[Remark]:
    wanted = select(Remark).where(Remark.record_kind == loaded.kind, Remark.record_id == loaded.id)
    return list(session.exec(wanted.order_by(col(Remark.written_at).desc(), col(Remark.id).desc())))


def _annotations(remarks: list[Remark], scope: Scope) -> tuple[Annotation, ...]:
    """What States say beside the record, where it is public for them; owner and stewards read the others, too."""
    return tuple(
        Annotation(one.iso3, one.text, one.written_at)
        for one in remarks
        if one.kind is RemarkKind.ANNOTATION and one.settled_at is None and one.iso3 and one.iso3 in scope.states
    )


def _standing(session: Session, loaded: LoadedRecord) -> str:
    number = getattr(loaded.row, "recommendation_id", None)
    if number is None or loaded.row.editorial_state is not EditorialState.PUBLISHED:
        return ""
    return session.exec(select(Recommendation.code).where(Recommendation.id == number)).one_or_none() or ""


def _inside(session: Session, actor: Actor, loaded: LoadedRecord, scope: Scope, remarks: list[Remark]) -> Inside:
    row, steps = loaded.row, steps_of(session, loaded, scope)
    return Inside(
        editorial_state=row.editorial_state,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        verbs=_verbs(actor, loaded, scope),
        answering=_answering(actor, loaded, scope),
        owner=scope.owner,
        steward=scope.steward,
        concerned=scope.concerned,
        consents=_consents(scope),
        remarks=tuple(_remark(one) for one in remarks if _reads(one, scope)),
        contact=_contact(session, row.code),
        clocks=_clocks(row) if isinstance(row, Request | Offer) else None,
        steps=steps,
        organizations=organizations_in(session, steps),
        closing_reason=row.closing_reason if isinstance(row, Request) else "",
        merged_into=row.merged_into,
        suspended=_is_suspended(row, remarks),
        reminded_at=last_reminder(session, row.code),
        waits=isinstance(row, Request | Offer) and waits_for(row) is not None,
    )


def _is_suspended(row: Contribution, remarks: list[Remark]) -> bool:
    """Whether a steward took the record out of the public, and it is not back."""
    open_ones = (one for one in remarks if one.settled_at is None)
    return row.editorial_state is EditorialState.REVIEWED and any(
        one.kind is RemarkKind.SUSPENSION for one in open_ones
    )


def _verbs(actor: Actor, loaded: LoadedRecord, scope: Scope) -> frozenset[Verb]:
    owning = {"organization": loaded.publisher.code, "iso3": loaded.own_state}
    verbs = {verb for verb in _ON_THE_RECORD if may(actor, verb, **owning)}
    if scope.concerned:
        verbs |= {verb for verb in _BESIDE_IT if may(actor, verb, iso3=scope.concerned)}
    return frozenset(verbs)


def _answering(actor: Actor, loaded: LoadedRecord, scope: Scope) -> tuple[str, ...]:
    if loaded.row.editorial_state not in ASKED:
        return ()
    return tuple(iso3 for iso3 in sorted(scope.answers) if may(actor, Verb.GRANT_CONSENT, iso3=iso3))


def _consents(scope: Scope) -> tuple[ConsentAnswer, ...]:
    """Each State's answer: all for owner and stewards; for a State its own, and those that everybody sees granted."""
    told = []
    for iso3, row in sorted(scope.answers.items()):
        if not scope.whole and iso3 != scope.concerned and row.status is not ConsentStatus.GRANTED:
            continue
        letter = scope.steward or iso3 == scope.concerned
        told.append(
            ConsentAnswer(
                iso3,
                row.status,
                row.basis,
                row.changed_at,
                row.reference if letter else "",
                row.reference_date if letter else None,
            )
        )
    return tuple(told)


def _reads(remark: Remark, scope: Scope) -> bool:
    """Who reads a remark, as `RemarkKind` says; annotations stand beside the record."""
    if remark.kind is RemarkKind.ANNOTATION:
        return False
    if remark.kind is RemarkKind.RETURN:
        return scope.whole
    if remark.kind is RemarkKind.SUSPENSION:
        return scope.inside
    return scope.whole or (remark.iso3 is not None and remark.iso3 == scope.concerned)


def _remark(row: Remark) -> RemarkLine:
    return RemarkLine(row.kind, row.iso3, row.field, row.text, row.written_at, row.settled_at)


def _contact(session: Session, code: str) -> Contact | None:
    row = session.get(RecordContact, code)
    return Contact(row.name, row.email, row.phone) if row else None


def _clocks(row: Request | Offer) -> ClockFacts:
    public = row.editorial_state is EditorialState.PUBLISHED
    asked = row if isinstance(row, Request) else None
    return ClockFacts(
        submitted_at=asked.submitted_at if asked else None,
        acknowledged_at=asked.acknowledged_at if asked else None,
        answered_at=asked.answered_at if asked else None,
        last_word_at=last_word(row) if public else None,
        needs_word=needs_word(timed(row)),
        waiting_since=answer_clock_start(timed(row)) if is_unanswered(timed(row)) else None,
    )
