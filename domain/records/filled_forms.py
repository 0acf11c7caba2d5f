"""A draft as a form holds it, so that its author can go on with it."""

from datetime import date
from decimal import Decimal

from domain.records.drafts import (
    ActivityDraft,
    AnyDraft,
    CommitmentDraft,
    Contact,
    GoodPracticeDraft,
    OfferDraft,
    RequestDraft,
)
from domain.vocabulary import (
    EligibleKind,
)


def form_of(draft: AnyDraft, contact: Contact) -> dict[str, object]:
    """What a form holds that `read_form` reads as this draft and contact."""
    content: dict[str, object] = {
        "publisher": draft.publisher,
        "title": draft.title,
        "summary": draft.summary,
        "themes": list(draft.themes),
        "recommendations": list(draft.recommendations),
        "source": draft.source.value,
        "source_key": draft.source_key or "",
        "source_url": draft.source_url,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
    }
    match draft:
        case ActivityDraft():
            content |= _of_activity(draft)
        case RequestDraft():
            content |= {"iso3": draft.iso3, "modality": draft.modality.value, "visibility": draft.visibility.value}
            content |= {
                "named_states": list(draft.named_states),
                "named_organizations": list(draft.named_organizations),
            }
            content |= _of_window(draft)
        case OfferDraft():
            content |= {"modalities": [one.value for one in draft.modalities], "capacity": draft.capacity}
            content |= _of_window(draft) | _of_eligible(draft)
        case GoodPracticeDraft():
            content |= {"iso3": draft.iso3, "result": draft.result, "evidence": draft.evidence}
            content |= {"evidence_url": draft.evidence_url, "peer_support": draft.peer_support}
        case CommitmentDraft():
            content |= {"iso3": draft.iso3, "cycle": str(draft.cycle), "made_on": _day(draft.made_on)}
    return content


def _of_activity(draft: ActivityDraft) -> dict[str, object]:
    shares = {one.iso3: format(one.percentage, "f") for one in draft.recipients if one.percentage is not None}
    return {
        "modality": draft.modality.value,
        "status": draft.status.value,
        "recipients": [one.iso3 for one in draft.recipients],
        "percentages": shares,
        "providers": [{"organization": one.organization, "role": one.role.value} for one in draft.providers],
        "partners": list(draft.partners),
        "planned_start": _day(draft.planned_start),
        "planned_end": _day(draft.planned_end),
        "actual_start": _day(draft.actual_start),
        "actual_end": _day(draft.actual_end),
        "places": [
            {"name": one.name, "latitude": _degrees(one.latitude), "longitude": _degrees(one.longitude)}
            for one in draft.places
        ],
        "money": [
            {"kind": one.kind.value, "amount": format(one.amount, "f"), "currency": one.currency, "on": _day(one.on)}
            for one in draft.money
        ],
        "fund": draft.fund.value if draft.fund else "",
        "outcome": draft.outcome,
        "sensitive": draft.sensitive,
        "parent": draft.parent or "",
    }


def _of_window(draft: RequestDraft | OfferDraft) -> dict[str, object]:
    return {
        "languages": list(draft.languages),
        "window_start": _day(draft.window_start),
        "window_end": _day(draft.window_end),
        "contact_role": draft.contact_role,
    }


def _of_eligible(draft: OfferDraft) -> dict[str, object]:
    groups = [f"{one.kind.value}:{one.value}" for one in draft.eligible if one.kind is not EligibleKind.STATE]
    return {
        "eligible_groups": groups,
        "eligible_states": [one.value for one in draft.eligible if one.kind is EligibleKind.STATE],
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _degrees(angle: float) -> str:
    return format(Decimal(repr(angle)), "f")
