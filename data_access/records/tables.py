"""The table of each kind of contribution: the one place that says which."""

from collections.abc import Mapping
from typing import Any, Final

from data_access.models import Activity, Commitment, GoodPractice, Offer, Request
from domain.vocabulary import RecordKind

#: Without types, since what is asked of them together is what they have in common.
TABLES: Final[Mapping[RecordKind, Any]] = {
    RecordKind.ACTIVITY: Activity,
    RecordKind.REQUEST: Request,
    RecordKind.OFFER: Offer,
    RecordKind.GOOD_PRACTICE: GoodPractice,
    RecordKind.COMMITMENT: Commitment,
}
#: The kind of a record by what stands before the number in its code.
KIND_BY_PREFIX: Final[Mapping[str, RecordKind]] = {kind.code_prefix: kind for kind in TABLES}
