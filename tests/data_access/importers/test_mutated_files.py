"""Random bytes and mutated exports: each gives a report or a refusal, never anything else, and never half an import."""

import json
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import func, select

from data_access.importers import ImportRefused, import_recommendations
from data_access.models import HistoryEntry, Recommendation
from data_access.store.engine import reading
from domain.vocabulary import Source
from tests.data_access.importers.export_files import (
    SAMPLES,
    SHARED,
    uhri_record,
    uhri_xlsx,
    upr_info_row,
    upr_info_workbook,
)

pytestmark = [pytest.mark.usefixtures("sqlite_store"), pytest.mark.slow]

# MUTATED_FILES=3 tries about 500 for each importer. A workbook is read by a process of its own, which takes a moment.
TIMES = int(os.environ.get("MUTATED_FILES", "1"))
many = settings(max_examples=80 * TIMES)
some = settings(many, max_examples=20 * TIMES)


def try_import(source: Source, content: bytes, folder: Path) -> None:
    """Import, and check that each row read is accounted for, or that the refusal changed nothing."""
    path = folder / "mutated"
    path.write_bytes(content)
    before = state_of_the_store()
    try:
        report = import_recommendations(source, [path])
    except ImportRefused:
        assert state_of_the_store() == before
        return
    parts = (report.added, report.updated, report.unchanged, report.merged, report.skipped, report.rejected)
    assert report.read == sum(parts)
    assert report.rejected == len(report.rejections)
    assert state_of_the_store()[0] == before[0] + report.added


def state_of_the_store() -> tuple[int, int]:
    """How many recommendations there are, and how far the history has come."""
    with reading() as session:
        recommendations = session.exec(select(func.count()).select_from(Recommendation)).one()
        return recommendations, session.exec(select(func.count()).select_from(HistoryEntry)).one()


SIGNS = (b'"', b",", b"\r", b"\n", b"\0", b"[", b"{", b"}", b"]", b"\\", b"<", b"-1", b"null")


def mutated(content: bytes, dice: Random) -> bytes:
    """The content with a few pieces changed, removed, repeated or cut off."""
    held = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(held) + 1)
        piece = bytes(held[start : start + dice.choice((1, 1, 2, 8, 64, 512))])
        held[start : start + len(piece)] = dice.choice(
            (dice.randbytes(max(1, len(piece))), b"", piece * 3, dice.choice(SIGNS))
        )
        if dice.random() < 0.05:
            del held[dice.randrange(len(held) + 1) :]
    return bytes(held)


@many
@given(content=st.binary(max_size=400), start=st.sampled_from([b"", b"[", b'[{"', b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
@example(content=b"", start=b"")
def test_random_bytes_are_refused_as_uhri(content: bytes, start: bytes, tmp_path: Path) -> None:
    try_import(Source.UHRI, start + content, tmp_path)


@many
@given(content=st.binary(max_size=400), start=st.sampled_from([b"", b"To,Text,From,Response,Issue,Session\r"]))
def test_random_bytes_are_refused_as_upr_info(content: bytes, start: bytes, tmp_path: Path) -> None:
    try_import(Source.UPR_INFO, start + content, tmp_path)


@many
@given(dice=st.randoms(use_true_random=True))
def test_a_mutated_uhri_file_is_read_or_refused(dice: Random, tmp_path: Path) -> None:
    try_import(Source.UHRI, mutated((SAMPLES / "uhri-sample.json").read_bytes(), dice), tmp_path)


@many
@given(dice=st.randoms(use_true_random=True))
def test_a_mutated_upr_info_file_is_read_or_refused(dice: Random, tmp_path: Path) -> None:
    try_import(Source.UPR_INFO, mutated((SAMPLES / "upr-info-sample.csv").read_bytes(), dice), tmp_path)


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[Source, bytes]:
    folder = tmp_path_factory.mktemp("workbooks")
    uhri = uhri_xlsx(folder, *(uhri_record(str(number)) for number in range(3)))
    upr_info = upr_info_workbook(folder, *(upr_info_row(f"Part {number}") for number in range(3)))
    return {Source.UHRI: uhri.read_bytes(), Source.UPR_INFO: upr_info.read_bytes()}


@pytest.mark.parametrize("source", [Source.UHRI, Source.UPR_INFO])
@some
@given(dice=st.randoms(use_true_random=True))
def test_a_mutated_workbook_is_read_or_refused(
    dice: Random, source: Source, workbooks: dict[Source, bytes], tmp_path: Path
) -> None:
    try_import(source, mutated(workbooks[source], dice), tmp_path)


@some
@given(dice=st.randoms(use_true_random=True))
def test_a_mutated_old_excel_file_is_read_or_refused(dice: Random, tmp_path: Path) -> None:
    real = SHARED / "real-data" / "upr-info" / "sessions-1-5.xls"
    if not real.exists():
        pytest.skip("../shared is absent")
    # The workbook's directory and its first strings; the whole takes half a second a case.
    try_import(Source.UPR_INFO, mutated(real.read_bytes()[:200_000], dice), tmp_path)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@many
@given(changes=st.dictionaries(st.sampled_from(sorted(uhri_record())), _values, min_size=1, max_size=4))
def test_any_value_in_any_field_is_read_or_rejected(changes: dict[str, object], tmp_path: Path) -> None:
    records = [uhri_record("good"), uhri_record("changed", **changes)]
    try_import(Source.UHRI, json.dumps(records).encode(), tmp_path)
