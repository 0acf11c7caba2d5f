"""What stands where there is nothing to show: why, and what to do."""

import streamlit as st

from components.shared.filters import clear_filters
from domain.vocabulary import Breakdown
from languages.names import breakdown_name
from languages.text import _


def no_rows(breakdown: Breakdown) -> None:
    """Explain that recommendations fit, but none carries what the rows of a picture would be."""
    st.info(
        _(
            "The recommendations that fit these filters name nothing of this kind: {breakdown}. Their source may leave "
            "it out; choose another breakdown."
        ).format(breakdown=breakdown_name(breakdown))
    )


def nothing_counted(*, empty_store: bool) -> None:
    """Explain that no supported recommendation fits, or that the store holds none at all."""
    if empty_store:
        st.info(
            _(
                "This repository holds no recommendations yet. Its operator imports them from the Universal Human "
                "Rights Index or from UPR Info with `python -m data_access import`, or fills it with demonstration "
                "data with `python -m seed`."
            )
        )
        return
    st.info(
        _(
            "No accepted recommendation fits all of these filters at once. A recommendation has to fit each of them: "
            "take one out, or start again."
        )
    )
    st.button(_("Start again without filters"), key="start-again", on_click=clear_filters)
