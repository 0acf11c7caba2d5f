"""Drafts as JSON, exact in money and days: for versions of a record, and for what people take with them."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from domain.records.drafts import ActivityDraft, AnyDraft, CommitmentDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.vocabulary import RecordKind

_ADAPTERS: Mapping[RecordKind, TypeAdapter[Any]] = {
    RecordKind.ACTIVITY: TypeAdapter(ActivityDraft),
    RecordKind.REQUEST: TypeAdapter(RequestDraft),
    RecordKind.OFFER: TypeAdapter(OfferDraft),
    RecordKind.GOOD_PRACTICE: TypeAdapter(GoodPracticeDraft),
    RecordKind.COMMITMENT: TypeAdapter(CommitmentDraft),
}


def draft_to_json(kind: RecordKind, draft: AnyDraft) -> str:
    """A draft of that kind of contribution as JSON."""
    return _ADAPTERS[kind].dump_json(draft).decode()


def draft_from_json(kind: RecordKind, written: str) -> AnyDraft:
    """The draft that was written; ValueError where it is none of that kind."""
    draft: AnyDraft = _ADAPTERS[kind].validate_json(written)
    return draft


def content_digest(written: str) -> str:
    """SHA-256 of a written draft, which the history keeps."""
    return hashlib.sha256(written.encode()).hexdigest()
