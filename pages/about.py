"""What is counted here, where it comes from, what the words mean, and what none of it says."""

import pandas as pd
import streamlit as st

from components.shared.tables import Column, html_table
from domain.vocabulary import SupportBand
from languages import disclaimers
from languages.names import band_meaning, band_name
from languages.text import _

st.title(_("About this repository"), anchor=False)
st.markdown(
    _(
        "This is an open repository of technical cooperation and capacity-building that relate to the implementation "
        "of recommendations of the Universal Periodic Review (UPR). It follows Human Rights Council resolution 54/28: "
        "it is filled by voluntary contributions and shows what States consented to."
    )
)

st.header(_("What is counted"), anchor="method")
st.markdown(
    _(
        "Pictures of coverage count the recommendations that States accepted, each recommendation once, however "
        "many States made it and however many activities are linked to it. A reader can add those accepted in part. "
        "Each recommendation falls in exactly one of five bands, the first that fits:"
    )
)
bands = pd.DataFrame({"band": map(band_name, SupportBand), "meaning": map(band_meaning, SupportBand)})
columns = {"band": Column(_("Band")), "meaning": Column(_("A recommendation is here when"))}
st.html(html_table(bands, columns=columns, caption=_("The five support bands, in order")))
st.markdown(
    _(
        "Cancelled and suspended activities count nowhere. Where recommendations are broken down by theme, Sustainable "
        "Development Goal or affected persons, one recommendation can count in several rows; the total counts it once. "
        "Shares of fewer than 10 recommendations are not shown, only counts."
    )
)
st.markdown(
    _(
        "A linked activity means that support was reported. It does not mean that the recommendation is implemented, "
        "and nothing recorded does not mean that nothing is done."
    )
)

st.header(_("Where it comes from"), anchor="sources")
st.markdown(
    _(
        "Recommendations and positions are the public record of the review, read from the Universal Human Rights Index "
        "of OHCHR and from UPR Info. For each review one source is the source of record; the Universal Human Rights "
        "Index comes first. Activities, requests, offers and good practices are entered by their owners or imported "
        "from what they publish. Names of States are those of the United Nations."
    )
)

st.header(_("Consent"), anchor="consent")
st.markdown(
    _(
        "A contribution that names a State is public only while that State consents to it, record by record. Where "
        "several States are concerned, it is shown for those that consented. A State can withdraw its consent at any "
        "time, and the record then leaves every page, total and file. Records that await consent are not counted."
    )
)

st.header(_("Neutrality"), anchor="neutrality")
st.markdown(
    _(
        "States stand in alphabetical order unless the reader sorts. There is no ranking of States, and no colour "
        "stands for praise or blame. Noted recommendations are called noted."
    )
)

st.header(_("Disclaimer"), anchor="disclaimer")
st.markdown(_(disclaimers.OF_THE_SOFTWARE))

st.header(_("Licence and citation"), anchor="licence")
st.markdown(
    _(
        "The software is free under the MIT licence. Data keep the terms of their sources. Please cite a figure with "
        "the name of this repository, the address of its page and its as-of date: the address reproduces the view."
    )
)
