"""The forms of a request and of an offer."""

from typing import Final

from components.forms.definitions import common_fields as common
from components.forms.definitions.fields import Field, Form, Look, Options, Step
from domain.records.limits import LONGEST_TITLE
from domain.vocabulary import RecordKind
from languages.text import N_

REQUEST: Final = Form(
    RecordKind.REQUEST,
    (
        Step(
            N_("What is needed"),
            (
                (common.PUBLISHER, common.OWN_STATE),
                common.TITLE,
                common.SUMMARY,
                common.MODALITY,
                common.THEMES,
            ),
        ),
        Step(
            N_("When and how"),
            (
                common.LANGUAGES,
                common.WINDOW,
                Field(
                    "visibility",
                    Look.CHOICE,
                    N_("Who may see it"),
                    N_(
                        "Your institution and the stewards of OHCHR always see it. A request that is not for everyone "
                        "stands in no public list, total or file."
                    ),
                    needed=True,
                    options=Options.VISIBILITIES,
                ),
                Field(
                    "named_organizations",
                    Look.CHOICES,
                    N_("Organizations that may see it"),
                    N_("Everybody who is signed in for one of them."),
                    options=Options.ORGANIZATIONS,
                    only_if=("visibility", "named"),
                ),
                Field(
                    "named_states",
                    Look.CHOICES,
                    N_("States that may see it"),
                    N_("Their focal points."),
                    options=Options.STATES,
                    only_if=("visibility", "named"),
                ),
                common.CONTACT_ROLE,
            ),
        ),
        Step(N_("Links and contact"), (common.RECOMMENDATIONS, common.SOURCE_URL, common.CONTACT)),
    ),
)

OFFER: Final = Form(
    RecordKind.OFFER,
    (
        Step(
            N_("What is offered"),
            (
                common.PUBLISHER,
                common.TITLE,
                common.SUMMARY,
                Field("modalities", Look.CHOICES, N_("Forms of support"), needed=True, options=Options.MODALITIES),
                common.THEMES,
                Field(
                    "capacity",
                    Look.LINE,
                    N_("Capacity"),
                    N_("For example: four missions of two experts a year."),
                    longest=LONGEST_TITLE,
                ),
            ),
        ),
        Step(
            N_("For whom and when"),
            (
                Field(
                    "eligible_groups",
                    Look.CHOICES,
                    N_("Groups and regions it is for"),
                    N_("Leave it empty for an offer to every State."),
                    options=Options.GROUPS,
                    about="eligible",
                ),
                Field(
                    "eligible_states",
                    Look.CHOICES,
                    N_("Single States it is for"),
                    N_("Their names are shown only to those States and to stewards."),
                    options=Options.STATES,
                    about="eligible",
                ),
                common.LANGUAGES,
                common.WINDOW,
                common.CONTACT_ROLE,
                common.SOURCE_URL,
                common.CONTACT,
            ),
        ),
    ),
)
