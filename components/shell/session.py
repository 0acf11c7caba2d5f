"""What one browser tab remembers between runs: typed keys of the session state, the run's context among them."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from languages.run_context import RunContext, keep_context_in

T = TypeVar("T")


@dataclass(frozen=True)
class Key(Generic[T]):
    """One entry of the session state with its type and what it holds before anybody sets it."""

    name: str
    default: T

    def get(self) -> T:
        """The value of this tab."""
        value: T = st.session_state.get(self.name, self.default)
        return value

    def set(self, value: T) -> None:
        """Keep a value for this tab until it closes or reloads."""
        st.session_state[self.name] = value


#: What the frame settled on in this tab's last run.
CONTEXT: Final[Key[RunContext | None]] = Key("session.context", None)
#: The parameters that follow the reader from page to page.
KEPT_PARAMETERS: Final[Key[dict[str, str]]] = Key("session.kept", {})
#: The page of the last run.
LAST_PAGE: Final = Key("session.page", "")


def _context_of_this_tab() -> RunContext | None:
    """What the tab's last run settled on; None in a thread that belongs to no tab."""
    return CONTEXT.get() if get_script_run_ctx(suppress_warning=True) else None


keep_context_in(_context_of_this_tab)
