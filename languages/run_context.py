"""What holds for one run of a screen: the reader's language and the browser's colour scheme, settled once.

The frame settles it at the start of a run. Streamlit runs callbacks and fragments in threads of their own, where a
ContextVar is back at its default; there the context is the one that the reader's tab keeps, which `keep_context_in`
tells how to find. So nothing that is called in a run has to set language or scheme again.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final, Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class RunContext:
    """language: ISO 639-1. scheme: the colours that the browser shows."""

    language: str = "en"
    scheme: Scheme = "light"


_DEFAULT: Final = RunContext()
_settled: ContextVar[RunContext | None] = ContextVar("run_context", default=None)


def _nowhere() -> RunContext | None:
    return None


_kept: Callable[[], RunContext | None] = _nowhere


def run_context() -> RunContext:
    """The context of this run: settled in this thread, else kept by the reader's tab, else English and light."""
    return _settled.get() or _kept() or _DEFAULT


def settle_context(*, language: str | None = None, scheme: Scheme | None = None) -> RunContext:
    """Settle what is given for this run, leave the rest, and return the whole."""
    settled = run_context()
    settled = replace(settled, language=language or settled.language, scheme=scheme or settled.scheme)
    _settled.set(settled)
    return settled


def keep_context_in(find: Callable[[], RunContext | None]) -> None:
    """Name where a thread that has settled nothing finds the context of the reader's tab."""
    global _kept
    _kept = find
