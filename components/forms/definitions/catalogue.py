"""Every form by its kind of record, and what each kind is, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from components.forms.definitions.activity import ACTIVITY
from components.forms.definitions.fields import Form
from components.forms.definitions.good_practice_and_commitment import COMMITMENT, GOOD_PRACTICE
from components.forms.definitions.request_and_offer import OFFER, REQUEST
from domain.vocabulary import RecordKind
from languages.text import N_

FORMS: Final[Mapping[RecordKind, Form]] = {
    form.kind: form for form in (ACTIVITY, REQUEST, OFFER, GOOD_PRACTICE, COMMITMENT)
}


@dataclass(frozen=True)
class KindWords:
    """What a kind of record is called on a button, and what it is, who sees it and what happens next."""

    log: str
    told: str


KIND_WORDS: Final[Mapping[RecordKind, KindWords]] = {
    RecordKind.ACTIVITY: KindWords(
        N_("Log an activity"),
        N_(
            "Technical cooperation or capacity-building, planned, under way or done. OHCHR reviews it, then each State "
            "that it supports is asked for consent; it is public for those that agree."
        ),
    ),
    RecordKind.REQUEST: KindWords(
        N_("Ask for support"),
        N_(
            "What a State needs to implement recommendations. OHCHR acknowledges and reviews it; it is then public, or "
            "for partners only, as the State chooses."
        ),
    ),
    RecordKind.OFFER: KindWords(
        N_("Offer support"),
        N_(
            "What a partner can give, to whom and when. OHCHR reviews it, then it is public; single States that it "
            "names are shown only to them."
        ),
    ),
    RecordKind.GOOD_PRACTICE: KindWords(
        N_("Tell of a good practice"),
        N_(
            "What was done, what came of it, and how it is known. OHCHR reviews it, then the State where it was done "
            "is asked for consent."
        ),
    ),
    RecordKind.COMMITMENT: KindWords(
        N_("Enter a voluntary commitment"),
        N_(
            "What a State commits itself to in its review. OHCHR reviews it, then it stands beside the recommendations "
            "of that review, for everyone."
        ),
    ),
}
