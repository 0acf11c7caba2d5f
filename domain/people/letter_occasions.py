"""When is somebody written to about a record?"""

from collections.abc import Mapping
from enum import StrEnum


class Occasion(StrEnum):
    """What happened to a record that somebody who is not at the screen should know."""

    #: Its author handed it in, for the first time or again.
    SUBMITTED = "submitted"
    #: A steward sent it back with comments.
    RETURNED = "returned"
    #: It became public.
    PUBLISHED = "published"
    #: A State is asked whether it agrees to the publication.
    CONSENT_ASKED = "consent_asked"
    #: A State concerned asks for a correction.
    CORRECTION_ASKED = "correction_asked"
    #: A State does not agree to the publication.
    CONSENT_WITHHELD = "consent_withheld"
    #: A State takes its consent back.
    CONSENT_WITHDRAWN = "consent_withdrawn"
    #: A steward took it out of the public until its States agree anew.
    SUSPENDED = "suspended"
    #: A steward put it back into the public.
    RESTORED = "restored"
    #: Nobody confirmed in time that it still stands.
    EXPIRED = "expired"


class Audience(StrEnum):
    """Who is written to."""

    #: Everybody who reviews records.
    STEWARDS = "stewards"
    #: Those who contribute for the organization that publishes the record, and, where it is a State's institution,
    #: that State's focal points.
    OWNERS = "owners"
    #: The focal points of the State that is named.
    FOCAL_POINTS = "focal_points"


#: Whom each occasion concerns.
AUDIENCES: Mapping[Occasion, Audience] = {
    Occasion.SUBMITTED: Audience.STEWARDS,
    Occasion.RETURNED: Audience.OWNERS,
    Occasion.PUBLISHED: Audience.OWNERS,
    Occasion.CONSENT_ASKED: Audience.FOCAL_POINTS,
    Occasion.CORRECTION_ASKED: Audience.OWNERS,
    Occasion.CONSENT_WITHHELD: Audience.OWNERS,
    Occasion.CONSENT_WITHDRAWN: Audience.OWNERS,
    Occasion.SUSPENDED: Audience.OWNERS,
    Occasion.RESTORED: Audience.OWNERS,
    Occasion.EXPIRED: Audience.OWNERS,
}
