"""Public codes of records: given once, in order, never a row number, never given again."""

from sqlmodel import Session

from data_access.models import CodeCounter
from domain.vocabulary import RecordKind


def next_codes(session: Session, kind: RecordKind, count: int) -> list[str]:
    """The next `count` codes of a kind, as in UPRC-ACT-000123. The caller is inside `writing()`."""
    counter = session.get(CodeCounter, kind)
    if counter is None:
        counter = CodeCounter(kind=kind, last=0)
        session.add(counter)
    first = counter.last + 1
    counter.last += count
    return [kind.code(number) for number in range(first, first + count)]
