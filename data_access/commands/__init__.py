"""One verb a function: actor and draft in, one transaction and one history entry, the record's code out.

Each checks the actor's permission itself, raises a `data_access.store.errors.Refused`, and then changed nothing. `at`
says when it happened, for records that are older than their arrival here; left out, it is now.
"""

from data_access.commands.confirming import confirm_record, expire_record
from data_access.commands.consent import NoteVerbale, grant_consent, withdraw_consent, withhold_consent
from data_access.commands.merging.organizations import merge_organizations
from data_access.commands.merging.records import merge_records, say_not_the_same, undo_merge
from data_access.commands.organizations import log_organization
from data_access.commands.people import Invited, erase_person, grant_role, invite_person, revoke_role
from data_access.commands.remarks import annotate_record, request_correction, withdraw_annotation
from data_access.commands.reminding import remind_of_record
from data_access.commands.review import return_record, review_record, withdraw_record
from data_access.commands.standing_consents import end_standing_consent, grant_standing_consent
from data_access.commands.submitting.activities import set_activity_status, submit_activity
from data_access.commands.submitting.commitments import submit_commitment
from data_access.commands.submitting.contacts import set_contact
from data_access.commands.submitting.drafts import DraftSaved, discard_draft, save_draft
from data_access.commands.submitting.good_practices import submit_good_practice
from data_access.commands.submitting.handing_in import WithIt
from data_access.commands.submitting.links import link_recommendations
from data_access.commands.submitting.offers import set_offer_status, submit_offer
from data_access.commands.submitting.requests import set_request_status, submit_request
from data_access.commands.submitting.revisions import revise_record
from data_access.commands.suspending import restore_publication, suspend_publication

__all__ = [
    "DraftSaved",
    "Invited",
    "NoteVerbale",
    "WithIt",
    "annotate_record",
    "confirm_record",
    "discard_draft",
    "end_standing_consent",
    "erase_person",
    "expire_record",
    "grant_consent",
    "grant_role",
    "grant_standing_consent",
    "invite_person",
    "link_recommendations",
    "log_organization",
    "merge_organizations",
    "merge_records",
    "remind_of_record",
    "request_correction",
    "restore_publication",
    "return_record",
    "review_record",
    "revise_record",
    "revoke_role",
    "save_draft",
    "say_not_the_same",
    "set_activity_status",
    "set_contact",
    "set_offer_status",
    "set_request_status",
    "submit_activity",
    "submit_commitment",
    "submit_good_practice",
    "submit_offer",
    "submit_request",
    "suspend_publication",
    "undo_merge",
    "withdraw_annotation",
    "withdraw_consent",
    "withdraw_record",
    "withhold_consent",
]
