"""The forms of a good practice and of a voluntary commitment."""

from dataclasses import replace
from typing import Final

from components.forms.definitions import common_fields as common
from components.forms.definitions.fields import Field, Form, Look, Options, Step
from domain.records.limits import LONGEST_ADDRESS, LONGEST_TEXT
from domain.vocabulary import RecordKind
from languages.text import N_

GOOD_PRACTICE: Final = Form(
    RecordKind.GOOD_PRACTICE,
    (
        Step(
            N_("What was done"),
            (
                common.PUBLISHER,
                replace(common.OWN_STATE, title=N_("State where it was done"), options=Options.STATES),
                common.TITLE,
                replace(common.SUMMARY, title=N_("What was done")),
                Field("result", Look.TEXT, N_("Result"), N_("What came of it."), longest=LONGEST_TEXT),
                common.THEMES,
            ),
        ),
        Step(
            N_("Evidence and links"),
            (
                Field(
                    "evidence",
                    Look.TEXT,
                    N_("Evidence"),
                    N_("How it is known: an evaluation, a survey, figures."),
                    longest=LONGEST_TEXT,
                ),
                Field(
                    "evidence_url",
                    Look.LINE,
                    N_("Link to the evidence"),
                    N_("A page or document on the web, starting with https://. Files are linked, never uploaded."),
                    longest=LONGEST_ADDRESS,
                ),
                Field("peer_support", Look.FLAG, N_("We offer peer support to others who want to do the same")),
                common.RECOMMENDATIONS,
                common.CONTACT,
            ),
        ),
    ),
)

COMMITMENT: Final = Form(
    RecordKind.COMMITMENT,
    (
        Step(
            N_("The commitment"),
            (
                (common.PUBLISHER, common.OWN_STATE),
                common.TITLE,
                replace(
                    common.SUMMARY,
                    title=N_("Text of the commitment"),
                    hint=N_("In the State's own words; it stands beside the recommendations of that review."),
                    needed=True,
                ),
                (
                    Field("cycle", Look.CHOICE, N_("Cycle of the review"), needed=True, options=Options.CYCLES),
                    Field("made_on", Look.DAY, N_("Made on (year-month-day)")),
                ),
                common.THEMES,
                common.SOURCE_URL,
                common.CONTACT,
            ),
        ),
    ),
)
