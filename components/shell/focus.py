"""Where the reader's eyes and keyboard go after an act: static/frame.js brings that element into view."""

import time
from typing import Final

from components.shell.session import Key

#: The element's id, and a mark that differs from the one before, so that the same place can be asked for again.
FOCUS: Final[Key[tuple[str, str]]] = Key("session.focus", ("", ""))


def look_at(element: str) -> None:
    """Bring the element with this id into view, and the keyboard to it, once this run is drawn."""
    FOCUS.set((element, str(time.monotonic_ns())))
