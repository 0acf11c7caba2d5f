"""Who supports what, in which form, and how soon are requests answered?"""

import streamlit as st

from components.cooperation import views
from components.coverage.words import provenance
from components.shared.empty import nothing_counted
from components.shared.filters import filters_in_words, gap_filters
from data_access.queries.cooperation import cooperation
from data_access.queries.coverage.labels import labels, theme_names
from data_access.queries.store import store_facts
from languages.text import _, language

st.title(_("Cooperation"), anchor=False)
filters = gap_filters(labels)
facts = store_facts()
source = provenance(
    sources=facts.sources,
    as_of=facts.as_of,
    awaiting=facts.awaiting_consent,
    demonstration=facts.demonstration,
    with_partly=filters.with_partly,
    filters=filters_in_words(filters, labels),
)
match views.choose_view():
    case "providers":
        views.provider_view(cooperation.providers_and_themes(filters), theme_names(language()), source)
    case "forms":
        views.modality_view(cooperation.modalities_by_year(filters), source)
    case "times":
        views.response_view(cooperation.response_times(filters, facts.as_of), source)
    case _flows:
        flows = cooperation.flows(filters)
        if len(flows):
            views.flow_view(flows, source)
        else:
            nothing_counted(empty_store=not facts.recommendations)
