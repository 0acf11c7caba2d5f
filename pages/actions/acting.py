"""Do something for the person in front of the screen; say what happened and what happens next, or why nothing did."""

import logging
from collections.abc import Callable
from contextlib import suppress

from components.shared.notices import moved_on_in_words, notify, refused_in_words
from data_access.queries.coverage.labels import labels
from data_access.queries.records.record_page import record_page
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound, Refused, StoreNotReady
from domain.people.permissions import Actor
from domain.vocabulary import Breakdown
from languages.text import language
from pages.session.reader import reader

_log = logging.getLogger(__name__)


def act(
    command: Callable[[Actor], object], done: str | Callable[[], str], *, code: str = "", version: int | None = None
) -> bool:
    """Run a command as the person whom the store knows at this very moment; True where it was done.

    done: what happened and what happens next, or what says so afterwards. code, version: the record and the version of
    it that the person read, so that a conflict can say who moved it on.
    """
    try:
        command(reader().actor)
    except Conflict as refusal:
        notify(_moved_on(code, version) or refused_in_words("conflict", "", str(refusal)), done=False)
        return False
    except NotAllowed as refusal:
        notify(refused_in_words("not_allowed", "", str(refusal)), done=False)
        return False
    except NotFound as refusal:
        notify(refused_in_words("not_found", "", str(refusal)), done=False)
        return False
    except StoreNotReady as refusal:
        _log.warning("%s", refusal)
        notify(refused_in_words("store", "", ""), done=False)
        return False
    except Refused as refusal:
        field = refusal.field if isinstance(refusal, Invalid) else ""
        notify(refused_in_words("invalid", field, str(refusal)), done=False)
        return False
    notify(done if isinstance(done, str) else done(), done=True)
    return True


def _moved_on(code: str, version: int | None) -> str:
    """Who changed the record meanwhile; empty where it did not change, or the person may not see that."""
    with suppress(NotFound):
        inside = record_page(reader().actor, code).inside
        if inside and inside.steps and version is not None and inside.version != version:
            return moved_on_in_words(inside.steps[0], labels(Breakdown.RECOMMENDING, language()).__getitem__)
    return ""
