"""The command line for operators and scripts: python -m data_access …"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from data_access.cli.answers import DONE, DONE_WITH_REJECTIONS, REFUSED, Parser, say
from data_access.cli.keeping import add_keeping_commands, run_verify
from data_access.cli.leaving import leave_quietly, warn_of_a_cut_store
from data_access.cli.people import add_people_commands
from data_access.importers import ImportReport, import_recommendations
from data_access.queries.coverage.coverage import coverage_by
from data_access.queries.store import store_facts
from data_access.store.errors import Invalid, Refused
from data_access.store.reference import read_states
from data_access.store.settings import set_clocks
from data_access.store.setup import init_store, require_ready_store
from domain.coverage import GapFilters
from domain.reviews import CYCLE_SESSIONS
from domain.vocabulary import Breakdown, Source

#: How many notes, rejected rows and records for repair the text output lists; all of them stand in the JSON.
SHOWN = 20


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done with findings or rejected rows, 2 refused."""
    options = parser().parse_args(words)
    try:
        set_clocks()
        if options.command is not run_verify:  # which says it itself
            warn_of_a_cut_store()
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'The answer'} cannot be read or written: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted; nothing was changed.", file=sys.stderr)
    finally:
        leave_quietly()
    return REFUSED


def parser() -> Parser:
    """The words of the command line and their help."""
    top = Parser(prog="python -m data_access", description=__doc__, epilog="The store is the one in DATABASE_URL.")
    commands = top.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    shared = Parser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print one JSON object")

    init = commands.add_parser("init", parents=[shared], help="create or migrate the store; safe to repeat")
    init.set_defaults(command=run_init)

    importing = commands.add_parser("import", parents=[shared], help="read files of recommendations, all or nothing")
    importing.add_argument("source", choices=[Source.UHRI.value, Source.UPR_INFO.value])
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    importing.set_defaults(command=run_import)

    gaps = commands.add_parser("gaps", parents=[shared], help="the numbers behind the gap charts")
    gaps.add_argument("--by", required=True, choices=[breakdown.value for breakdown in Breakdown])
    gaps.add_argument("--state", metavar="ISO3", help="only this State under review")
    gaps.add_argument("--cycle", type=int, choices=list(CYCLE_SESSIONS), help="only this cycle")
    gaps.set_defaults(command=run_gaps)

    add_keeping_commands(commands, shared)
    add_people_commands(commands, shared, say)
    return top


def run_init(options: argparse.Namespace) -> int:
    """Create or migrate the store."""
    report = init_store()
    say(options, asdict(report), f"The store is at schema {report.schema} and knows {report.states} States.")
    return DONE


def run_import(options: argparse.Namespace) -> int:
    """Import files of recommendations."""
    require_ready_store()
    with tqdm(disable=None if not options.json else True, unit="B", unit_scale=True, leave=False) as bar:
        report = import_recommendations(
            Source(options.source), options.files, dry_run=options.dry_run, progress=progress_on(bar)
        )
    say(options, import_as_json(report), import_as_text(report, dry_run=options.dry_run))
    return DONE_WITH_REJECTIONS if report.rejected else DONE


def run_gaps(options: argparse.Namespace) -> int:
    """Print coverage by one breakdown."""
    require_ready_store()
    if options.state is not None and options.state not in {state.iso3 for state in read_states()}:
        raise Invalid(f"{options.state} is not the ISO3 code of a State, as in KEN or FJI", "state")
    filters = GapFilters(
        states=(options.state,) if options.state else (), cycles=(options.cycle,) if options.cycle else ()
    )
    coverage = coverage_by(Breakdown(options.by), filters)
    as_of = store_facts().as_of
    rows = coverage.to_dict("records")
    text = coverage.to_string(index=False) if rows else "No supported recommendation matches."
    say(options, {"as_of": as_of.isoformat(), "rows": rows}, f"As of {as_of}\n{text}")
    return DONE


def progress_on(bar: "tqdm[NoReturn]") -> Callable[[int, int], None]:
    """Move a progress bar to where the import stands."""

    def move(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return move


def import_as_json(report: ImportReport) -> dict[str, Any]:
    """The report with the names that operators' scripts rely on."""
    held = asdict(report)
    held["rejections"] = [{"row": row, "reason": reason} for row, reason in report.rejections]
    return held


def import_as_text(report: ImportReport, *, dry_run: bool) -> str:
    """The report in a few lines: the counts, what is to be known, and the first rows to mend."""
    counts = ("read", "added", "updated", "unchanged", "merged", "skipped", "rejected", "retired")
    start = "Nothing was changed. An import would say: " if dry_run else ""
    lines = [start + ", ".join(f"{name} {getattr(report, name):,}" for name in counts) + f" in {report.seconds:.1f} s"]
    lines += _first(f"note: {note}" for note in report.notes)
    lines += _first(
        f"for repair: {code} is retired, has links, and no new record has its text" for code in report.unmatched
    )
    lines += _first(f"row {row}: {reason}" for row, reason in report.rejections)
    return "\n".join(lines)


def _first(lines: Iterable[str]) -> list[str]:
    """The first lines, and how many more there are."""
    listed = list(lines)
    more = len(listed) - SHOWN
    return [*listed[:SHOWN], f"… and {more:,} more; --json lists all"] if more > 0 else listed


if __name__ == "__main__":
    sys.exit(main())
