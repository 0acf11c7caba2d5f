"""One import: the files of one source into the store, in one transaction, all or nothing."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlmodel import Session

from data_access.importers.files.source_files import digests_of, sizes_of
from data_access.importers.source_records import Reading, Rejection, SourceRecommendation
from data_access.importers.supersession import Supersession
from data_access.importers.uhri import read_uhri
from data_access.importers.upr_info import read_upr_info
from data_access.importers.upsert import BATCH, RecommendationUpsert
from data_access.models import DataVersion
from data_access.store.engine import writing
from data_access.store.history import Family, now, record_history
from domain.vocabulary import Source

#: How the history names who imports; people have no names there.
ACTOR = "import"

Reader = Callable[[Sequence[Path], Reading], Iterator[SourceRecommendation]]
Progress = Callable[[int, int], None]

_READERS: Mapping[Source, Reader] = {Source.UHRI: read_uhri, Source.UPR_INFO: read_upr_info}


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do as a dry run.

    read: rows of the files. Each row read ends in exactly one of added, updated, unchanged (recommendations and
    commitments), merged (a row that is a part of one of these), skipped (no recommendation of a review, or of a
    review whose source of record ranks higher) and rejected; so these sum to read. retired: recommendations of
    lower-ranking sources that this one superseded. rejections: row and reason. unmatched: codes of retired
    recommendations whose links found no match and wait for repair. notes: in sentences, what was left out of
    rows that were imported, or read otherwise than it stands, what was left unread, and what was skipped and why.
    seconds: how long it took.
    """

    read: int
    added: int
    updated: int
    unchanged: int
    merged: int
    retired: int
    skipped: int
    rejected: int
    rejections: tuple[Rejection, ...]
    unmatched: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float


class _OnlyTried(Exception):
    """Takes a dry run's transaction back."""


def import_recommendations(
    source: Source, paths: Sequence[Path], *, dry_run: bool = False, progress: Progress | None = None
) -> ImportReport:
    """Import recommendations and voluntary commitments from files of UHRI or UPR Info.

    Importing the same files again changes nothing, and what a file does not hold stays. progress is called with the
    bytes done and the bytes of all files. Raises ImportRefused, with nothing changed, for a file that cannot be read
    as a whole. A dry run does the same and takes it back, so it needs a transaction of its own.
    """
    started = time.perf_counter()
    reading = Reading(sizes_of(paths))
    reports: list[ImportReport] = []
    try:
        with writing() as session:
            at = now()
            upsert, supersession = _import(session, source, paths, reading, at, progress)
            reports.append(_report(reading, upsert, supersession, started))
            if dry_run:
                raise _OnlyTried
            _record(session, source, paths, at, reports[0], supersession)
    except _OnlyTried:
        pass
    return reports[0]


def _import(
    session: Session,
    source: Source,
    paths: Sequence[Path],
    reading: Reading,
    at: datetime,
    progress: Progress | None,
) -> tuple[RecommendationUpsert, Supersession]:
    upsert, supersession = RecommendationUpsert(session, source, reading, at), Supersession(session, source, at)
    found = _READERS[source](paths, reading)
    while batch := list(islice(found, BATCH)):
        upsert.apply(batch)
        if progress:
            progress(reading.done, reading.total)
    upsert.finish()
    supersession.supersede(upsert.reviews)
    if progress:
        progress(reading.total, reading.total)
    return upsert, supersession


def _report(reading: Reading, upsert: RecommendationUpsert, supersession: Supersession, started: float) -> ImportReport:
    counts = upsert.counts
    return ImportReport(
        read=reading.read,
        added=counts["added"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        merged=reading.merged,
        retired=supersession.retired,
        skipped=reading.skipped,
        rejected=len(reading.rejections),
        rejections=tuple(reading.rejections),
        unmatched=tuple(supersession.unmatched),
        notes=tuple(reading.sentences()),
        seconds=time.perf_counter() - started,
    )


def _record(
    session: Session,
    source: Source,
    paths: Sequence[Path],
    at: datetime,
    report: ImportReport,
    supersession: Supersession,
) -> None:
    """Write the import into the history; one that changed nothing leaves no trace."""
    if not (report.added or report.updated or report.retired):
        return
    counts = ("read", "added", "updated", "unchanged", "merged", "retired", "skipped", "rejected")
    detail = {
        "source": source.value,
        "files": digests_of(paths),
        "counts": {name: getattr(report, name) for name in counts},
    }
    entry = record_history(session, ACTOR, "import_recommendations", Family.RECOMMENDATIONS, detail=detail, at=at)
    if supersession.links_moved:
        # Contributions now point at other recommendations: readers of these must look again too.
        session.get_one(DataVersion, Family.CONTRIBUTIONS.value).number = entry.number
