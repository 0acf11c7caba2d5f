"""What waits for this State's answer, what is public about it, and what did it agree to ahead of time?"""

import streamlit as st

from components.records.record_page import apply_desk_styles
from components.review import desk_view as view
from components.review.desk_filters import Names, desk_filters
from components.shared.notices import show_notices
from components.shared.switches import switch
from components.shell.no_access import closed
from data_access.queries.coverage.labels import labels
from data_access.queries.review import desk
from domain.people.permissions import Role
from domain.vocabulary import Breakdown
from languages.text import _, language, number
from pages.actions.desk import grant, records, standing, withdraw, withhold
from pages.session.reader import reader

who = reader()
apply_desk_styles()
if not who.has(Role.FOCAL_POINT) or who.actor.iso3 is None:
    closed(_("Desk of a State"), _("focal points of States"), signed_in=who.signed_in)
    st.stop()
show_notices()
names = labels(Breakdown.RECOMMENDING, language())
st.title(_("Desk of {state}").format(state=names[who.actor.iso3]), anchor=False)
awaiting = desk.awaiting_answer(who.actor, limit=1).total
AGREED = _("{code}: your State agrees. The record is public for it.")
chosen = switch("view", _("Part of the desk"), view.views(number(awaiting)), titled=False)
filters = desk.EVERYTHING
if chosen in view.FILTERED:
    filters = desk_filters(Names(names, labels(Breakdown.THEME, language())))
match chosen:
    case "answer":
        withheld = _("{code}: consent is withheld; its author is told.")
        answers = {_("Agree"): (grant, AGREED), _("Withhold"): (withhold, withheld)}
        records(desk.awaiting_answer, "answer", filters, answers)
    case "public":
        left = _("{code}: consent is withdrawn. The record has left every page and total about your State.")
        records(desk.public_about, "public", filters, {_("Withdraw consent"): (withdraw, left)})
    case "no":
        records(desk.answered_no, "no", filters, {_("Agree"): (grant, AGREED)})
    case "own":
        if own := desk.own_records(who.actor):
            view.show_own(own)
        else:
            view.nothing_here("own")
    case _standing:
        standing({line.contributor: line for line in desk.standing_consents(who.actor)})
