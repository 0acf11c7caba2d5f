"""Invented wording for demonstration records: topics from `topics.toml`, and sentences into which their phrases fit.

All is cooperative in tone (training, drafting, exchange) and says nothing about any State's conduct.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from domain.themes import theme_code
from domain.vocabulary import Modality

#: The theme that a recommendation carries as well when its sentence asks for technical assistance.
ASSISTANCE = "Technical assistance & cooperation"


@dataclass(frozen=True)
class Topic:
    """One theme, its goals and affected persons, and the phrases that sentences on it are made of."""

    theme: str
    sdgs: tuple[str, ...]
    persons: tuple[str, ...]
    people: tuple[str, ...]
    skills: tuple[str, ...]
    laws: tuple[str, ...]
    institutions: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def code(self) -> str:
        """The theme's code."""
        return theme_code(self.theme)

    def phrases(self, rng: Random) -> dict[str, str]:
        """One phrase for each slot of a sentence."""
        return {
            "people": rng.choice(self.people),
            "skill": rng.choice(self.skills),
            "law": rng.choice(self.laws),
            "institution": rng.choice(self.institutions),
            "measure": rng.choice(self.measures),
        }


@cache
def topics() -> tuple[Topic, ...]:
    """The topics, in the order of the file."""
    entries = tomllib.loads((Path(__file__).parent / "topics.toml").read_text(encoding="utf-8"))["topic"]
    return tuple(Topic(entry.pop("theme"), **{key: tuple(value) for key, value in entry.items()}) for entry in entries)


RECOMMENDATIONS = (
    "Continue to train {people} on {skill}",
    "Offer regular courses on {skill} to {people}",
    "Include {skill} in the initial training of {people}",
    "Develop, with regional partners, a course on {skill} for {people}",
    "Invite experts from other States to share their experience of {skill} with {people}",
    "Provide {people} with handbooks on {skill} in national languages",
    "Give {people} in all parts of the country access to training on {skill}",
    "Exchange trainers on {skill} with other States of the region",
    "Seek technical assistance to train {people} on {skill}",
    "Set up a network of trainers on {skill} for {people}",
    "Add a module on {skill} to the training of {people}",
    "Consider study visits for {people} to learn about {skill}",
    "Make learning materials on {skill} freely available to {people}",
    "Support exchanges on {skill} between {people} of the region",
    "Offer its own experience in {skill} to other States",
    "Prepare {law}",
    "Consider adopting {law}",
    "Seek technical assistance to prepare {law}",
    "Consult civil society and those concerned on {law}",
    "Complete the preparation of {law}",
    "Continue the public discussion of {law}",
    "Draw on the experience of other States in preparing {law}",
    "Share with other States the experience gained in preparing {law}",
    "Provide {institution} with the means to put {law} into practice",
    "Make {law} available in plain language and in all national languages",
    "Train {people} on how to apply {law}",
    "Request technical assistance from United Nations agencies with {law}",
    "Plan the steps and the budget that {law} will need",
    "Continue to strengthen {institution}",
    "Provide {institution} with adequate and regular funding",
    "Seek technical assistance to strengthen {institution}",
    "Equip {institution} with modern means of work",
    "Bring the services of {institution} closer to people in rural areas",
    "Establish partnerships between {institution} and its counterparts in other States",
    "Support {institution} in training {people}",
    "Give {institution} a clear mandate and enough qualified staff",
    "Make the work of {institution} better known to the public",
    "Publish yearly reports on the work of {institution}",
    "Involve {institution} in the follow-up to this review",
    "Improve coordination between {institution} and local authorities",
    "Introduce digital services at {institution}",
    "Host a regional meeting on the work of {institution}",
    "Expand {measure}",
    "Continue to invest in {measure}",
    "Introduce, step by step, {measure}",
    "Allocate further resources to {measure}",
    "Share with other States its experience of {measure}",
    "Seek technical assistance for {measure}",
    "Evaluate its work on {measure} and publish the results",
    "Explore, together with neighbouring States, {measure}",
    "Maintain its support for {measure}",
    "Include {measure} in its national development plan",
    "Work with the private sector and civil society on {measure}",
    "Consider {measure} as a priority for cooperation",
    "Learn from the experience of States that have developed {measure}",
    "Set targets and indicators for {measure}",
    "Continue its good practice of {measure}",
    "Cooperate with regional organizations on {measure}",
    "Train {people} so that they can support {measure}",
    "Encourage local authorities to support {measure}",
    "Collect and publish data on {measure}",
    "Set aside a regular budget line for {measure}",
    "Promote {measure} through radio and other media in local languages",
    "Invite the voluntary funds of the United Nations to give technical assistance for {measure}",
)

COMMITMENTS = (
    "Undertakes to train {people} on {skill}",
    "Will prepare {law} in consultation with those concerned",
    "Will strengthen {institution} and publish yearly reports on its work",
    "Undertakes to expand {measure}",
    "Offers to share its experience of {measure} with other States",
    "Will report at mid-term on {measure}",
    "Undertakes to review, with civil society, its work on {skill}",
    "Will set aside a regular budget line for {institution}",
)

_ENDINGS = (
    ", with technical assistance where needed",
    ", in consultation with civil society",
    ", and report on progress at mid-term",
    ", in cooperation with United Nations agencies",
    ", and share the results with other States",
    ", before the next review",
    ", with the participation of women and young people",
    ", drawing on regional experience",
)


def recommendation_text(rng: Random, topic: Topic, second: Topic | None) -> str:
    """A recommendation's sentence on one topic, or on two."""
    text = rng.choice(RECOMMENDATIONS).format(**topic.phrases(rng))
    if second is not None:
        other = rng.choice(RECOMMENDATIONS).format(**second.phrases(rng))
        return f"{text}, and {other[0].lower()}{other[1:]}."
    ending = rng.choice(_ENDINGS) if rng.random() < 0.5 else ""
    return f"{text}." if asks_assistance(text) else f"{text}{ending}."


def commitment_text(rng: Random, topic: Topic) -> str:
    """A voluntary commitment's sentence."""
    return rng.choice(COMMITMENTS).format(**topic.phrases(rng)) + "."


def asks_assistance(text: str) -> bool:
    """Whether a sentence speaks of technical assistance."""
    return "technical assistance" in text


ACTIVITY_TITLES: dict[Modality, tuple[str, ...]] = {
    Modality.ADVISORY_SERVICES: (
        "Advice to {institution} on {skill}",
        "Resident adviser at {institution}",
        "Options for {measure}: advice to ministries",
    ),
    Modality.TRAINING: (
        "Training for {people} on {skill}",
        "Training of trainers on {skill}",
        "Distance course for {people}: {skill}",
    ),
    Modality.PEER_EXCHANGE: (
        "Peer exchange on {measure}",
        "Study visit of {people} on {skill}",
        "Twinning for {institution}",
    ),
    Modality.LEGISLATIVE_DRAFTING: (
        "Drafting support for {law}",
        "Public consultation on {law}",
        "Comparative study towards {law}",
    ),
    Modality.INSTITUTION_BUILDING: (
        "Strengthening of {institution}",
        "New working methods for {institution}",
        "Strategic plan of {institution}",
    ),
    Modality.EQUIPMENT: ("Equipment for {institution}", "Computers and archives for {institution}"),
    Modality.FUNDING: ("Grants for {measure}", "Start-up funds for {measure}"),
    Modality.FELLOWSHIP: ("Fellowships for {people}: {skill}", "Placements abroad for {people}"),
    Modality.REPORT_PREPARATION: (
        "Preparation of the national report: consultations on {measure}",
        "Mid-term report: data on {measure}",
        "Workshop for the drafters of reports: {skill}",
    ),
    Modality.OTHER: (
        "Research on {measure}",
        "Handbook on {skill} in national languages",
        "Public debates on {measure}",
    ),
}

_WORK = (
    "Sessions are held in national languages, with {institution} as host.",
    "The work is led by {institution}, and the materials stay there.",
    "The work follows the State's own plan and is reviewed with it every six months.",
    "Participants come from all parts of the country; half of the places are for women.",
    "Counterparts from the region take part in each step.",
)
_LEARNING = frozenset({Modality.TRAINING, Modality.PEER_EXCHANGE, Modality.FELLOWSHIP})
_LEARNING_AIMS = ("{people} learn about {skill}.", "{people} exchange experience of {skill}.")
_DRAFTING_AIMS = ("The work prepares the ground for {law}.", "Drafters and those concerned work together on {law}.")
_OTHER_AIMS = ("The aim is to support {measure}.", "The support gives {institution} the means for {measure}.")
_LEARNING_OUTCOMES = (
    "{count} participants completed the programme, which {institution} can now run alone.",
    "{count} participants completed the programme; a handbook on {skill} is in use.",
)
_DRAFTING_OUTCOMES = (
    "A first text was handed over after consultations on {law}.",
    "{count} people took part in consultations on {law}.",
)
_OTHER_OUTCOMES = (
    "A handbook on {skill} was handed over and is in use.",
    "A work plan for {measure} was adopted by {institution}.",
)

REQUEST_TITLES: dict[Modality, tuple[str, ...]] = {
    Modality.ADVISORY_SERVICES: ("Advice on {law}", "Adviser for {institution}"),
    Modality.TRAINING: ("Trainers on {skill} for {people}", "Course for {people} on {skill}"),
    Modality.PEER_EXCHANGE: ("Exchange with States that have developed {measure}", "Study visit for {people}"),
    Modality.LEGISLATIVE_DRAFTING: ("Drafting support for {law}",),
    Modality.INSTITUTION_BUILDING: ("Support for {institution}", "Help to set up {measure}"),
    Modality.EQUIPMENT: ("Computers and archives for {institution}",),
    Modality.FUNDING: ("Co-funding for {measure}",),
    Modality.FELLOWSHIP: ("Fellowships for {people}",),
    Modality.REPORT_PREPARATION: ("Help with the mid-term report: data on {measure}",),
    Modality.OTHER: ("Translation of handbooks on {skill}",),
}

OFFER_TITLES: dict[Modality, tuple[str, ...]] = {
    Modality.ADVISORY_SERVICES: ("Advisers on {skill}", "Remote advice on {measure}"),
    Modality.TRAINING: ("Trainers on {skill}", "Online course on {skill} for {people}"),
    Modality.PEER_EXCHANGE: ("Study visits on {measure}", "Peer exchange for {people}"),
    Modality.LEGISLATIVE_DRAFTING: ("Drafters with experience of {law}",),
    Modality.INSTITUTION_BUILDING: ("Twinning with {institution}",),
    Modality.EQUIPMENT: ("Refurbished equipment for {institution}",),
    Modality.FUNDING: ("Small grants for {measure}",),
    Modality.FELLOWSHIP: ("Fellowships on {skill} for {people}",),
    Modality.REPORT_PREPARATION: ("Reviewers for national reports with experience of {skill}",),
    Modality.OTHER: ("Teaching materials on {skill}",),
}

PRACTICE_TITLES = (
    "{measure}: how the work began and what it needs",
    "Training of {people} at {institution}, step by step",
    "A short guide to {skill} for {people}",
    "{measure}, planned with those concerned",
    "A calendar shared by {institution} and all ministries",
    "From consultation to text: {law}",
)

PARTS = (
    "in the north",
    "in the south",
    "in the east",
    "in the west",
    "in the capital",
    "in rural districts",
    "nationwide",
)


def titled(rng: Random, titles: Sequence[str], phrases: dict[str, str]) -> str:
    """A title, with a capital at its start."""
    return capital(rng.choice(titles).format(**phrases))


def summary_of(rng: Random, phrases: dict[str, str], modality: Modality) -> str:
    """Two sentences on what is done in support of this form."""
    aims = _by_form(modality, _LEARNING_AIMS, _DRAFTING_AIMS, _OTHER_AIMS)
    return " ".join(capital(rng.choice(sentences).format(**phrases)) for sentences in (aims, _WORK))


def outcome_of(rng: Random, phrases: dict[str, str], modality: Modality) -> str:
    """One sentence on what came of support of this form."""
    outcomes = _by_form(modality, _LEARNING_OUTCOMES, _DRAFTING_OUTCOMES, _OTHER_OUTCOMES)
    return capital(rng.choice(outcomes).format(count=rng.randrange(20, 400, 5), **phrases))


def _by_form(
    modality: Modality, learning: Sequence[str], drafting: Sequence[str], other: Sequence[str]
) -> Sequence[str]:
    if modality in _LEARNING:
        return learning
    return drafting if modality is Modality.LEGISLATIVE_DRAFTING else other


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[0].upper() + text[1:]
