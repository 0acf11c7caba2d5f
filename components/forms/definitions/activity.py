"""The form of an activity."""

from typing import Final

from components.forms.definitions import common_fields as common
from components.forms.definitions.fields import Field, Form, Look, Options, Step
from domain.records.limits import LONGEST_TEXT
from domain.vocabulary import RecordKind
from languages.text import N_

ACTIVITY: Final = Form(
    RecordKind.ACTIVITY,
    (
        Step(
            N_("What and for whom"),
            (
                common.PUBLISHER,
                common.TITLE,
                common.SUMMARY,
                (
                    common.MODALITY,
                    Field("status", Look.CHOICE, N_("Where it stands"), needed=True, options=Options.STATUSES),
                ),
                Field(
                    "recipients",
                    Look.CHOICES,
                    N_("States that it supports"),
                    N_("Each of them is asked for its consent before the record is public for it."),
                    needed=True,
                    options=Options.STATES,
                ),
                common.THEMES,
            ),
        ),
        Step(
            N_("Who and when"),
            (
                Field("providers", Look.PROVIDERS, N_("Who provides it"), new=True),
                Field(
                    "partners",
                    Look.CHOICES,
                    N_("National partners"),
                    N_("Institutions and organizations in the State that take part."),
                    options=Options.ORGANIZATIONS,
                    new=True,
                ),
                (
                    Field("planned_start", Look.DAY, N_("Planned start (year-month-day)")),
                    Field("planned_end", Look.DAY, N_("Planned end (year-month-day)")),
                ),
                (
                    Field("actual_start", Look.DAY, N_("Actual start (year-month-day)")),
                    Field("actual_end", Look.DAY, N_("Actual end (year-month-day)")),
                ),
            ),
        ),
        Step(
            N_("Places, money, outcome"),
            (
                Field("places", Look.PLACES, N_("Places")),
                Field(
                    "sensitive",
                    Look.FLAG,
                    N_("The places are sensitive: show this activity at the State's centre only"),
                ),
                Field("money", Look.MONEY, N_("Money")),
                Field("percentages", Look.SHARES, N_("Each State's part of the money, in percent"), about="recipients"),
                Field("fund", Look.CHOICE, N_("Source of funds"), options=Options.FUNDS),
                Field(
                    "outcome",
                    Look.TEXT,
                    N_("Outcome"),
                    N_("What is different now, as far as it is known."),
                    longest=LONGEST_TEXT,
                ),
            ),
        ),
        Step(N_("Links and contact"), (common.RECOMMENDATIONS, common.SOURCE_URL, common.CONTACT)),
    ),
)
