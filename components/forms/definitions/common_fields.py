"""Fields that several forms ask for."""

from typing import Final

from components.forms.definitions.fields import Field, Look, Options
from domain.records.limits import (
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_LINE,
    LONGEST_PHONE,
    LONGEST_TEXT,
    LONGEST_TITLE,
)
from languages.text import N_

PUBLISHER: Final = Field(
    "publisher",
    Look.CHOICE,
    N_("Published by"),
    N_("The institution that stands behind this record; its name is public."),
    needed=True,
    options=Options.PUBLISHERS,
)
TITLE: Final = Field(
    "title",
    Look.LINE,
    N_("Title"),
    N_("What and for whom, in one line. Name no person."),
    needed=True,
    longest=LONGEST_TITLE,
)
SUMMARY: Final = Field(
    "summary",
    Look.TEXT,
    N_("Summary"),
    N_("Two or three sentences are enough. Name no beneficiary and no defender of human rights."),
    longest=LONGEST_TEXT,
)
MODALITY: Final = Field("modality", Look.CHOICE, N_("Form of support"), needed=True, options=Options.MODALITIES)
THEMES: Final = Field(
    "themes",
    Look.CHOICES,
    N_("Themes"),
    N_("Themes let others find this record, and suggest recommendations to link."),
    options=Options.THEMES,
)
OWN_STATE: Final = Field("iso3", Look.CHOICE, N_("State"), needed=True, options=Options.OWN_STATES)
LANGUAGES: Final = Field("languages", Look.CHOICES, N_("Working languages"), options=Options.LANGUAGES)
WINDOW: Final = (
    Field("window_start", Look.DAY, N_("From (year-month-day)")),
    Field("window_end", Look.DAY, N_("Until (year-month-day)")),
)
CONTACT_ROLE: Final = Field(
    "contact_role",
    Look.LINE,
    N_("Office or role to turn to"),
    N_("Public. An office or a role, never a person's name or e-mail address."),
)
RECOMMENDATIONS: Final = Field("recommendations", Look.LINKS, N_("Linked recommendations"))
SOURCE_URL: Final = Field(
    "source_url",
    Look.LINE,
    N_("Link to more"),
    N_("A page or document on the web, starting with https://. Files are linked, never uploaded."),
    longest=LONGEST_ADDRESS,
)
CONTACT: Final = (
    Field("contact_name", Look.LINE, N_("Contact person"), longest=LONGEST_LINE),
    Field("contact_email", Look.LINE, N_("E-mail of the contact person"), longest=LONGEST_EMAIL),
    Field("contact_phone", Look.LINE, N_("Telephone of the contact person"), longest=LONGEST_PHONE),
)
