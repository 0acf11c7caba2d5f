"""Public codes of records: given once, in order, never a row number, never given again."""

from sqlalchemy import insert, update
from sqlmodel import Session, col

from data_access.models import CodeCounter
from domain.vocabulary import RecordKind


def next_codes(session: Session, kind: RecordKind, count: int) -> list[str]:
    """The next `count` codes of a kind, as in UPRC-ACT-000123. The caller is inside `writing()`."""
    counting = (
        update(CodeCounter)
        .where(col(CodeCounter.kind) == kind)
        .values(last=col(CodeCounter.last) + count)
        .returning(col(CodeCounter.last))
    )
    last = session.connection().execute(counting).scalar()
    if last is None:
        session.connection().execute(insert(CodeCounter), [{"kind": kind, "last": count}])
        last = count
    return [kind.code(number) for number in range(last - count + 1, last + 1)]
