"""What one browser tab remembers between runs: typed keys of the session state; and fragments in its language."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, Generic, ParamSpec, TypeVar

import streamlit as st

from components.charts import colours
from languages.text import SOURCE_LANGUAGE, set_language

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


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


#: The language that the frame settled on.
LANGUAGE: Final = Key("session.language", SOURCE_LANGUAGE)
#: The colour scheme that the browser shows.
SCHEME: Final[Key[colours.Scheme]] = Key("session.scheme", "light")
#: The parameters that follow the reader from page to page.
KEPT_PARAMETERS: Final[Key[dict[str, str]]] = Key("session.kept", {})
#: The page of the last run.
LAST_PAGE: Final = Key("session.page", "")


def fragment(function: Callable[P, R]) -> Callable[P, R]:
    """Make a Streamlit fragment that speaks the reader's language.

    Streamlit reruns a fragment without the frame, so the fragment sets language and colours itself.
    """

    @wraps(function)
    def with_language(*args: P.args, **kwargs: P.kwargs) -> R:
        set_language(LANGUAGE.get())
        colours.use_scheme(SCHEME.get())
        return function(*args, **kwargs)

    made: Callable[P, R] = st.fragment(with_language)
    return made
