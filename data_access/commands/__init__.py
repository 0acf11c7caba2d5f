"""One verb a function: actor and draft in, one transaction and one history entry, the record's code out.

Each checks the actor's permission itself, raises a `data_access.errors.Refused`, and then changed nothing. `at` says
when it happened, for records that are older than their arrival here; left out, it is now.
"""

from data_access.commands.activities import set_activity_status, submit_activity
from data_access.commands.consent import NoteVerbale, grant_consent, withdraw_consent, withhold_consent
from data_access.commands.good_practices import submit_good_practice
from data_access.commands.links import link_recommendations
from data_access.commands.offers import set_offer_status, submit_offer
from data_access.commands.organizations import log_organization
from data_access.commands.people import Invited, erase_person, grant_role, invite_person, revoke_role
from data_access.commands.requests import set_request_status, submit_request
from data_access.commands.review import return_record, review_record, withdraw_record

__all__ = [
    "Invited",
    "NoteVerbale",
    "erase_person",
    "grant_consent",
    "grant_role",
    "invite_person",
    "link_recommendations",
    "log_organization",
    "return_record",
    "review_record",
    "revoke_role",
    "set_activity_status",
    "set_offer_status",
    "set_request_status",
    "submit_activity",
    "submit_good_practice",
    "submit_offer",
    "submit_request",
    "withdraw_consent",
    "withdraw_record",
    "withhold_consent",
]
