"""Work on many records a batch at a time; where a batch fails, one by one, so that one record never stops the rest."""

import logging
from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from data_access.store.errors import Refused, StoreNotReady

BATCH: Final = 200
_log = logging.getLogger(__name__)


def in_batches(codes: Sequence[str], work: Callable[[Sequence[str]], int], troubles: list[str]) -> int:
    """Do the work on batches of these codes and return the sum of what it returns.

    The work is one transaction. What fails for a record alone is added to `troubles`, a sentence each; a refusal is
    none, since somebody else was faster. Raises StoreNotReady where the store itself does not answer.
    """
    return sum(_batch(codes[start : start + BATCH], work, troubles) for start in range(0, len(codes), BATCH))


def _batch(codes: Sequence[str], work: Callable[[Sequence[str]], int], troubles: list[str]) -> int:
    try:
        return work(codes)
    except StoreNotReady:
        raise
    except (Refused, SQLAlchemyError, ValueError, LookupError, TypeError) as error:
        if len(codes) > 1:
            return sum(_batch([code], work, troubles) for code in codes)
        if not isinstance(error, Refused):
            _log.warning("%s was left as it is: %s", codes[0], type(error).__name__)
            troubles.append(f"{codes[0]} was left as it is: {type(error).__name__}")
        return 0
