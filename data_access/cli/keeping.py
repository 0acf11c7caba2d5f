"""The commands that keep a store sound: verify, tick, backup and restore."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data_access.cli.answers import DONE, DONE_WITH_REJECTIONS, say
from data_access.store.setup import require_ready_store, require_undamaged_store
from data_access.upkeep.backup import back_up, restore
from data_access.upkeep.scheduled_jobs import tick
from data_access.upkeep.verify import verify_store


def add_keeping_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add them to the command line's `commands`. shared: the options of every command."""
    verify = commands.add_parser("verify", parents=[shared], help="check the store and its history")
    verify.set_defaults(command=run_verify)
    ticking = commands.add_parser(
        "tick", parents=[shared], help="remind, let expire, forget, send letters: whatever is due; made for cron"
    )
    ticking.set_defaults(command=run_tick)
    copying = commands.add_parser("backup", parents=[shared], help="copy the store into a file, while it is in use")
    copying.add_argument("file", type=Path, metavar="FILE")
    copying.add_argument("--portable", action="store_true", help="in the form that either engine can take")
    copying.set_defaults(command=run_backup)
    restoring = commands.add_parser("restore", parents=[shared], help="bring a copy back into an empty store")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.set_defaults(command=run_restore)


def run_verify(options: argparse.Namespace) -> int:
    """Check the store and its history."""
    require_ready_store()
    found = verify_store()
    lines = [*found.problems, *(f"for repair: {repair}" for repair in found.repairs)]
    verdict = (
        f"{found.entries} history entries, {found.recommendations} recommendations, {len(found.problems)} problems"
    )
    say(options, asdict(found), "\n".join([*lines, verdict]))
    return DONE_WITH_REJECTIONS if found.problems else DONE


def run_backup(options: argparse.Namespace) -> int:
    """Copy the store into a file."""
    require_ready_store()
    made = back_up(options.file, portable=options.portable)
    text = f"{made.file} holds the store ({made.format}, {made.size:,} bytes).\nSHA-256 {made.sha256}"
    say(options, asdict(made), text)
    return DONE


def run_restore(options: argparse.Namespace) -> int:
    """Bring a copy back, and verify it."""
    restored = restore(options.file)
    found = restored.found
    verdict = f"{sum(restored.rows.values()):,} rows are back; {len(found.problems)} problems"
    held = {"schema": restored.schema, "rows": dict(restored.rows), "problems": found.problems, "head": found.head}
    say(options, held, "\n".join([*found.problems, verdict]))
    return DONE_WITH_REJECTIONS if found.problems else DONE


def run_tick(options: argparse.Namespace) -> int:
    """Do what time does by itself."""
    require_ready_store()
    require_undamaged_store()
    done = tick()
    held = asdict(done)
    mail = held.pop("mail")
    lines = [
        f"Reminded: {done.acknowledge} to acknowledge, {done.answer} to answer, {done.reconfirm} to confirm.",
        f"Expired: {done.expired}. Forgotten: {done.forgotten}.",
        f"Letters: {done.mail.sent} sent, {done.mail.failed} to be tried again or given up.",
        *done.troubles,
        *done.given_up,
    ]
    say(options, {**held, "sent": mail["sent"], "failed": mail["failed"]}, "\n".join(lines))
    return DONE_WITH_REJECTIONS if done.troubles else DONE
