"""What a steward does with two that look alike: merge them in the direction that loses nothing, or tell them apart."""

from collections.abc import Iterator

from components.shared.actions import Action, Input
from data_access import commands
from domain.records.record_pages import Inside, RecordPage
from domain.review.work_queues import MergedPair, OrganizationPair, PossibleDuplicate
from languages.text import _, isolate
from pages.actions.acting import act
from pages.actions.consent import doing


def on_records(page: RecordPage, inside: Inside, other: PossibleDuplicate) -> Iterator[Action]:
    """The merges that lose nothing, that into the more public record first, and to say that they are two."""
    into_this, into_other = _into_this(page, inside, other), _into_other(page, inside, other)
    offered = [(other.into_this, into_this), (other.into_other, into_other)]
    yield from (action for against, action in offered if not against)
    yield _apart(page.code, other.code)


def _into_this(page: RecordPage, inside: Inside, other: PossibleDuplicate) -> Action:
    return Action(
        f"merge-{other.code}",
        "",
        _("The other record is withdrawn, and its address leads here. Links that a State agreed to in both go over."),
        _("Merge {code} into this record").format(code=isolate(other.code)),
        doing(
            page,
            inside,
            lambda actor, _typed: commands.merge_records(actor, page.code, inside.version, other.code, other.version),
            _("Merged. {code} leads to this record from now on. You can undo that here.").format(
                code=isolate(other.code)
            ),
        ),
        (Input("sure", _("Yes, both tell of the same"), "sure"),),
    )


def _into_other(page: RecordPage, inside: Inside, other: PossibleDuplicate) -> Action:
    return Action(
        f"give-way-{other.code}",
        "",
        _("This record is withdrawn, and its address leads there. Links that a State agreed to in both go over."),
        _("Merge this record into {code}").format(code=isolate(other.code)),
        doing(
            page,
            inside,
            lambda actor, _typed: commands.merge_records(actor, other.code, other.version, page.code, inside.version),
            _("Merged. This record leads to {code} from now on. You can undo that on its page.").format(
                code=isolate(other.code)
            ),
        ),
        (Input("sure", _("Yes, both tell of the same"), "sure"),),
    )


def on_organizations(pair: OrganizationPair) -> Iterator[Action]:
    """Both directions, that into the one with more records first, and to say that they are two."""
    yield _one_organization(pair.code, pair.duplicate)
    yield _one_organization(pair.duplicate, pair.code)
    yield _apart(pair.code, pair.duplicate)


def _one_organization(code: str, duplicate: str) -> Action:
    words = _("Merge {duplicate} into {code}").format(duplicate=isolate(duplicate), code=isolate(code))
    return Action(
        f"merge-{duplicate}",
        "",
        _("Records and members of {code} go over.").format(code=isolate(duplicate)),
        words,
        lambda _typed: act(
            lambda actor: commands.merge_organizations(actor, code, duplicate),
            _("Merged. Records and members went over. You can undo that below."),
        ),
        (Input("sure", _("Yes, both are the same organization"), "sure"),),
    )


def _apart(code: str, other: str) -> Action:
    return Action(
        f"apart-{other}",
        "",
        "",
        _("Not the same"),
        lambda _typed: act(
            lambda actor: commands.say_not_the_same(actor, code, other),
            _("Noted. These two are not proposed to be merged again."),
        ),
    )


def undoing(pair: MergedPair) -> Action:
    """Let the one that was merged stand by itself again."""
    return Action(
        f"undo-{pair.duplicate}",
        "",
        _("It stands again as it did, with what had gone over; a State that agrees no more is not asked to."),
        _("Undo the merge"),
        lambda _typed: act(
            lambda actor: commands.undo_merge(actor, pair.duplicate),
            _("Undone. {code} stands by itself again.").format(code=isolate(pair.duplicate)),
        ),
        (Input("sure", _("Yes, they are two"), "sure"),),
    )
