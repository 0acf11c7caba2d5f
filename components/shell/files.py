"""Files that are made only when the reader asks for them, in the reader's language."""

from collections.abc import Callable

import streamlit as st

from languages.run_context import settle_context
from languages.text import language


def offer_file(label: str, make: Callable[[], bytes], *, file_name: str, mime: str, key: str) -> None:
    """A button for a file that `make` writes when the button is pressed; what the reader sees stays as it is."""
    spoken = language()

    def made() -> bytes:
        # The server calls this in a thread of its own, which knows neither language nor colours. Files are for paper.
        settle_context(language=spoken, scheme="light")
        return make()

    st.download_button(label, data=made, file_name=file_name, mime=mime, key=key, on_click="ignore")
