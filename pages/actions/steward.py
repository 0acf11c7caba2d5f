"""What stewards do beside review: take out of the public until the States agree anew, put back, remind."""

from collections.abc import Callable, Iterator

from components.shared.actions import Action, Input, Typed
from components.shared.notices import NOTICES
from components.shell.focus import look_at
from data_access import commands
from domain.people.permissions import Actor, Verb
from domain.records.record_pages import Inside, RecordPage
from domain.vocabulary import EditorialState
from languages.text import _, moment, ngettext, number
from pages.actions.acting import act
from pages.actions.consent import doing


def publication(page: RecordPage, inside: Inside) -> Iterator[Action]:
    """Out of the public until the States concerned agree anew, and back."""
    code, version = page.code, inside.version
    if Verb.RESTORE_PUBLICATION in inside.verbs and inside.suspended:
        yield Action(
            "restore",
            _("Put back into the public"),
            _("It is public again as it was, but for a State that answered meanwhile."),
            _("Put it back"),
            doing(
                page,
                inside,
                lambda actor, _typed: commands.restore_publication(actor, code, version),
                _("Put back. The record is in every page and total again."),
            ),
            (Input("sure", _("Yes, put it back"), "sure"),),
            decides=True,
        )
    if Verb.SUSPEND_PUBLICATION in inside.verbs and inside.editorial_state is EditorialState.PUBLISHED:
        yield Action(
            "suspend",
            _("Take it out of the public until its States agree"),
            _(
                "It leaves every page and total at once. Each State that had agreed is asked again; its author is "
                "told. You can put it back. The reason is read by its author, the States concerned and stewards."
            ),
            _("Take it out of the public"),
            doing(
                page,
                inside,
                lambda actor, typed: commands.suspend_publication(actor, code, version, typed["reason"]),
                _("Taken out. The record has left every page and total; the States concerned are asked again."),
            ),
            (Input("reason", _("Reason; name no person")),),
        )


def reminder(page: RecordPage, inside: Inside) -> Iterator[Action]:
    """A letter to those on whom a request or an offer waits."""
    if Verb.REMIND_OF_RECORD not in inside.verbs or not inside.waits:
        return
    meaning = _("Whoever has to acknowledge, answer or confirm it gets a letter now. Not twice within a day.")
    if inside.reminded_at:
        last = _("The last reminder was sent {moment}.").format(moment=moment(inside.reminded_at))
        meaning = f"{meaning} {last}"
    yield Action("remind", _("Send a reminder"), meaning, _("Send a reminder"), _reminding(page))


def _reminding(page: RecordPage) -> Callable[[Typed], bool]:
    def run(_typed: Typed) -> bool:
        letters: list[int] = []

        def command(actor: Actor) -> None:
            letters.append(commands.remind_of_record(actor, page.code))

        def done() -> str:
            count = letters[-1]
            words = ngettext("{count} reminder is on its way.", "{count} reminders are on their way.", count)
            return words.format(count=number(count))

        outcome = act(command, done, code=page.code)
        look_at(NOTICES)
        return outcome

    return run
