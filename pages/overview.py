"""What is this, where does support for accepted recommendations stand, and where do I go from here?"""

import streamlit as st

from components.charts.gaps import gap_chart
from components.coverage.breakdowns import named_rows
from components.coverage.words import coverage_columns, gap_alt, linked_rows, provenance
from components.overview.front_page import apply_front_styles, doors, figures, latest
from components.shared.empty import nothing_counted
from components.shared.filters import leave_out_others
from components.shared.picture import picture
from data_access.queries.coverage.coverage import coverage_by, coverage_total
from data_access.queries.coverage.labels import labels
from data_access.queries.overview import latest_records, published_activities
from data_access.queries.store import store_facts
from domain.coverage import GapFilters
from domain.vocabulary import Breakdown
from languages.names import breakdown_name
from languages.text import _, language


def support_by_group() -> None:
    """One bar a regional group, in shares of its supported recommendations."""
    groups = named_rows(coverage_by(Breakdown.GROUP, everything), Breakdown.GROUP, labels)
    picture(
        gap_chart(groups, shares=True, demonstration=facts.demonstration),
        table=linked_rows(groups, Breakdown.GROUP, everything),
        columns=coverage_columns(breakdown_name(Breakdown.GROUP)),
        name="support-by-group",
        title=_("Support for accepted recommendations, by UN regional group"),
        alt=gap_alt(groups, Breakdown.GROUP),
        provenance=provenance(
            sources=facts.sources,
            as_of=facts.as_of,
            awaiting=facts.awaiting_consent,
            demonstration=facts.demonstration,
            counted=total.supported,
        ),
    )


st.title(_("Cooperation on UPR recommendations"), anchor=False)
leave_out_others(())
st.markdown(
    _(
        "In the Universal Periodic Review, States accept recommendations on human rights, and many of these need a "
        "partner. This repository shows, with the consent of the States concerned, where support is reported, where it "
        "is asked for, and who offers it."
    )
)
everything = GapFilters()
total, facts = coverage_total(everything), store_facts()
apply_front_styles()
if total.supported:
    figures(
        supported=total.supported,
        reported=total.reported,
        requested=total.requested,
        activities=published_activities(),
        as_of=facts.as_of,
    )
    support_by_group()
else:
    nothing_counted(empty_store=True)

st.header(_("Where to go"), anchor="doors")
doors()

st.header(_("Latest published records"), anchor="latest")
if records := latest_records():
    latest(records, labels(Breakdown.RECOMMENDING, language()).__getitem__)
else:
    st.info(_("Activities, requests, offers and good practices stand here once they are published with consent."))
