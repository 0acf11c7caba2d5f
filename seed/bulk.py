"""Write stories as rows, in the shape in which the commands leave them, with one history entry for all.

For stores of a size at which one command after the other takes hours.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from data_access import models
from data_access.models import Table
from data_access.store.codes import next_codes
from data_access.store.history import Family, record_history
from domain.people.permissions import Verb
from domain.records.drafts import ActivityDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.vocabulary import RecordKind
from seed.invented.world import World
from seed.rows import restart_numbers
from seed.story.actors import NAME
from seed.story.outcome import Outcome, outcome
from seed.story.replay import CONTACT, merge
from seed.story.stories import Step, Story

#: So many contributions are held as rows at a time.
BATCH = 5_000

Row = dict[str, object]
Rows = dict[type[Table], list[Row]]

_OWNERS: tuple[type[Table], ...] = (models.Activity, models.Request, models.Offer, models.GoodPractice)
#: Of each kind: the column that names it in link tables, its table of themes and that of recommendations.
_LINKS: dict[RecordKind, tuple[str, type[Table], type[Table] | None]] = {
    RecordKind.ACTIVITY: ("activity_id", models.ActivityTheme, models.ActivityRecommendation),
    RecordKind.REQUEST: ("request_id", models.RequestTheme, models.RequestRecommendation),
    RecordKind.OFFER: ("offer_id", models.OfferTheme, None),
    RecordKind.GOOD_PRACTICE: ("good_practice_id", models.GoodPracticeTheme, models.GoodPracticeRecommendation),
}


def write_all(
    session: Session,
    world: World,
    stories: Iterable[Story],
    themes: dict[str, int],
    progress: Callable[[int], object],
    at: datetime,
) -> None:
    """Write the world's organizations and all stories.

    themes: numbers of themes by code. progress: called with the number of stories just written. at: when all is told.
    """
    _write_organizations(session, world)
    rows: Rows = {}
    merges: list[tuple[Story, Step]] = []
    counts: Counter[RecordKind] = Counter()
    waiting = 0
    for story in stories:
        _add(rows, story, outcome(story), themes)
        merges += [(story, step) for step in story.steps if step.verb is Verb.MERGE_RECORDS]
        counts[story.kind] += 1
        waiting += 1
        if waiting == BATCH:
            progress(_write(session, rows, waiting))
            waiting = 0
    progress(_write(session, rows, waiting))
    for kind, count in counts.items():
        next_codes(session, kind, count)
    for table in _OWNERS:
        restart_numbers(session, table)
    detail = {kind.value: count for kind, count in counts.items()}
    record_history(session, NAME, "seed_contributions", Family.CONTRIBUTIONS, detail=detail, at=at)
    for story, step in merges:
        merge(session, story, step)


def _write_organizations(session: Session, world: World) -> None:
    rows: list[Row] = [
        {
            "id": number_in(one.code),
            "code": one.code,
            "name": one.draft.name,
            "kind": one.kind,
            "iso3": one.iso3,
            "source": one.draft.source,
        }
        for one in world.organizations
    ]
    session.connection().execute(insert(models.Organization), rows)
    next_codes(session, RecordKind.ORGANIZATION, len(rows))
    restart_numbers(session, models.Organization)


def number_in(code: str) -> int:
    """The number in a code, which is also its row's number in a store that held nothing before."""
    return int(code.rpartition("-")[2])


def _write(session: Session, rows: Rows, count: int) -> int:
    """Write the rows that wait, owners before what hangs on them, and forget them."""
    for table in (*_OWNERS, *(table for table in rows if table not in _OWNERS)):
        if batch := rows.get(table):
            session.connection().execute(insert(table), batch)
    rows.clear()
    return count


def _add(rows: Rows, story: Story, result: Outcome, themes: dict[str, int]) -> None:
    common = _common(story, result)
    match story.draft:
        case ActivityDraft() as draft:
            _append(rows, models.Activity, [{**common, **_activity(draft)}])
            _add_activity_links(rows, {"activity_id": story.number}, draft)
        case RequestDraft() as draft:
            _append(rows, models.Request, [{**common, **_request(story, draft, result)}])
            asked: Row = {"request_id": story.number}
            _append(rows, models.RequestNamedState, [{**asked, "iso3": iso3} for iso3 in draft.named_states])
        case OfferDraft() as draft:
            _append(rows, models.Offer, [{**common, **_offer(draft, result)}])
            owner: Row = {"offer_id": story.number}
            _append(rows, models.OfferModality, [{**owner, "modality": modality} for modality in draft.modalities])
            _append(rows, models.OfferEligible, [{**owner, "kind": e.kind, "value": e.value} for e in draft.eligible])
        case GoodPracticeDraft() as draft:
            _append(rows, models.GoodPractice, [{**common, **_good_practice(draft)}])
    owner_column, theme_table, recommendation_table = _LINKS[story.kind]
    owner = {owner_column: story.number}
    _append(rows, theme_table, [{**owner, "theme_id": themes[code]} for code in story.draft.themes])
    if recommendation_table:
        linked = [{**owner, "recommendation_id": number_in(code)} for code in story.draft.recommendations]
        _append(rows, recommendation_table, linked)
    _append(rows, models.Consent, _consents(story, result))
    if any(step.verb is Verb.SET_CONTACT for step in story.steps):
        _append(rows, models.RecordContact, [{"record_code": story.code, **vars(CONTACT)}])


def _append(rows: Rows, table: type[Table], new: Iterable[Row]) -> None:
    rows.setdefault(table, []).extend(new)


def _common(story: Story, result: Outcome) -> Row:
    draft = story.draft
    return {
        "id": story.number,
        "code": story.code,
        "title": draft.title,
        "summary": draft.summary,
        "source": draft.source,
        "source_key": draft.source_key,
        "source_url": draft.source_url,
        "publisher_id": number_in(draft.publisher),
        "editorial_state": result.editorial_state,
        "submission_id": story.submission_id,
        "version": result.version,
        "created_at": story.submitted,
        "updated_at": result.updated_at,
        "published_at": result.published_at,
    }


def _activity(draft: ActivityDraft) -> Row:
    return {
        "modality": draft.modality,
        "status": draft.status,
        "planned_start": draft.planned_start,
        "planned_end": draft.planned_end,
        "actual_start": draft.actual_start,
        "actual_end": draft.actual_end,
        "fund": draft.fund,
        "outcome": draft.outcome,
        "sensitive": draft.sensitive,
        "parent_id": number_in(draft.parent) if draft.parent else None,
    }


def _add_activity_links(rows: Rows, owner: Row, draft: ActivityDraft) -> None:
    _append(
        rows,
        models.ActivityRecipient,
        [{**owner, "iso3": one.iso3, "percentage": one.percentage} for one in draft.recipients],
    )
    _append(
        rows,
        models.ActivityRole,
        [{**owner, "organization_id": number_in(one.organization), "role": one.role} for one in draft.providers],
    )
    _append(rows, models.ActivityPartner, [{**owner, "organization_id": number_in(code)} for code in draft.partners])
    _append(
        rows,
        models.ActivityPlace,
        [{**owner, "name": p.name, "longitude": p.longitude, "latitude": p.latitude} for p in draft.places],
    )
    _append(
        rows,
        models.ActivityMoney,
        [{**owner, "kind": m.kind, "amount": m.amount, "currency": m.currency, "on": m.on} for m in draft.money],
    )


def _request(story: Story, draft: RequestDraft, result: Outcome) -> Row:
    return {
        "iso3": draft.iso3,
        "modality": draft.modality,
        "languages": ",".join(draft.languages),
        "window_start": draft.window_start,
        "window_end": draft.window_end,
        "visibility": draft.visibility,
        "contact_role": draft.contact_role,
        "status": result.status,
        "submitted_at": story.submitted,
        "acknowledged_at": result.acknowledged_at,
        "answered_at": result.answered_at,
        "reopened_at": result.reopened_at,
        "confirmed_at": result.confirmed_at,
        "closing_reason": result.closing_reason,
    }


def _offer(draft: OfferDraft, result: Outcome) -> Row:
    return {
        "capacity": draft.capacity,
        "languages": ",".join(draft.languages),
        "window_start": draft.window_start,
        "window_end": draft.window_end,
        "contact_role": draft.contact_role,
        "status": result.status,
        "confirmed_at": result.confirmed_at,
    }


def _good_practice(draft: GoodPracticeDraft) -> Row:
    return {
        "iso3": draft.iso3,
        "result": draft.result,
        "evidence": draft.evidence,
        "evidence_url": draft.evidence_url,
        "peer_support": draft.peer_support,
    }


def _consents(story: Story, result: Outcome) -> list[Row]:
    return [
        {
            "record_kind": story.kind,
            "record_id": story.number,
            "iso3": iso3,
            "status": answer.status,
            "basis": answer.basis,
            "reference": "",
            "reference_date": None,
            "changed_at": answer.changed_at,
        }
        for iso3, answer in result.answers.items()
    ]
