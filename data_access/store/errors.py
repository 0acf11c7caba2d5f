"""What a command or a query refuses. Each carries a plain English sentence for operators; screens translate it."""

from domain.records.draft_problems import Problem

LONGEST_REFUSAL = 400


class Refused(Exception):
    """A command changed nothing, and the message says what was wrong, where, and what to do.

    A message that repeats what was refused stays short, and can be written and shown whatever that was.
    """

    def __init__(self, message: str = "") -> None:
        shown = message if len(message) <= LONGEST_REFUSAL else f"{message[:LONGEST_REFUSAL]}…"
        super().__init__(shown.encode("utf-8", "replace").decode().replace("\x00", "\ufffd"))


class NotAllowed(Refused):
    """The actor may not do this."""


class Invalid(Refused):
    """A value is wrong. `field` names it; `problem` says what a rule of `domain.records.drafts` found wrong with it."""

    def __init__(self, message: str, field: str = "", problem: Problem | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.problem = problem or Problem(field, message)


class Conflict(Refused):
    """The record changed since the actor read it, or it already exists."""


class SubmittedBefore(Conflict):
    """The submission id stands for the record `code` already, which was handed in with other content."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class NotFound(Refused):
    """There is no such record, or the reader may not know of it."""


class StoreNotReady(Refused):
    """The store does not exist, cannot be reached, or is of another version than the program."""
