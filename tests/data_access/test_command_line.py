"""Operators' scripts rely on the command line's names, fields and exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data_access.__main__ import main
from data_access.models import StoreFact
from data_access.store.engine import writing
from data_access.store.setup import newest_schema
from domain.vocabulary import ActivityStatus, Position
from tests.builders import add_activity, add_organization, add_recommendation

GAP_FIELDS = ["key", "supported", "reported", "planned", "requested", "theme_only", "none_recorded"]


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What a command prints as JSON; it must have exited with 0."""
    assert main([*words, "--json"]) == 0
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line that a refused command prints; it must have exited with 2."""
    try:
        code = main(words)
    except SystemExit as end:
        code = int(str(end.code))
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    return said.err


def test_init_says_schema_and_states(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "init") == {"schema": newest_schema(), "states": 193}


def test_gaps_give_each_band_and_no_other_field(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    add_activity(supports=[add_recommendation(state="KEN", cycle=3)], status=ActivityStatus.CLOSED)
    add_recommendation(state="KEN", cycle=3)
    add_recommendation(state="FJI", cycle=2, position=Position.NOTED)
    said = answer(capsys, "gaps", "--by", "state")
    assert list(said) == ["as_of", "rows"]
    assert said["rows"] == [dict(zip(GAP_FIELDS, ["KEN", 2, 1, 0, 0, 0, 1], strict=True))]


@pytest.mark.parametrize("by", ["state", "theme", "sdg", "persons", "region", "cycle", "total"])
def test_gaps_know_every_breakdown(store: str, capsys: pytest.CaptureFixture[str], by: str) -> None:
    add_recommendation(state="KEN", cycle=3, themes=["Right to education"], sdgs=[4], persons=["Children"])
    rows = answer(capsys, "gaps", "--by", by)["rows"]
    assert isinstance(rows, list)
    keys = {"state": "KEN", "theme": "right-to-education", "sdg": "4", "persons": "children", "region": "002"}
    assert [row["key"] for row in rows] == [keys.get(by, {"cycle": "3", "total": "total"}.get(by))]


def test_gaps_of_one_state_and_cycle(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    add_recommendation(state="KEN", cycle=3)
    add_recommendation(state="KEN", cycle=2)
    rows = answer(capsys, "gaps", "--by", "total", "--state", "KEN", "--cycle", "2")["rows"]
    assert isinstance(rows, list)
    assert rows[0]["supported"] == 1


def test_an_unknown_state_is_refused_in_one_line(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "XYZ" in refusal(capsys, "gaps", "--by", "state", "--state", "XYZ")


def test_wrong_words_are_refused_in_one_line(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--help" in refusal(capsys, "gaps")
    assert "--help" in refusal(capsys, "import", "nonsense", "file.json")
    assert "--help" in refusal(capsys, "gaps", "--by", "continent")


def test_a_store_that_was_never_set_up_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert "python -m data_access init" in refusal(capsys, "gaps", "--by", "total")
    assert "python -m data_access init" in refusal(capsys, "verify")


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/store", "sqlite:////proc/none/store.db"])
def test_an_address_that_is_no_store_is_refused_in_one_line(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert len(refusal(capsys, "init").strip().splitlines()) == 1


def test_verify_finds_a_tampered_row(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    add_recommendation(state="KEN", cycle=3)
    assert answer(capsys, "verify")["problems"] == []
    with writing() as session:
        session.connection().exec_driver_sql("UPDATE history_entry SET action = 'other' WHERE number = 1")
    assert main(["verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"] != []


def test_the_module_runs_as_a_command(sqlite_store: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "data_access", "gaps", "--by", "total", "--json"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == []
    assert done.stderr == ""


def test_the_first_administrator_comes_from_the_command_line(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    granted = answer(capsys, "grant", "you@example.org", "administrator")
    assert granted == {"person": "UPRC-PER-000001", "role": "administrator", "state": None, "organization": None}
    invited = answer(capsys, "invite", "you@example.org", "--name", "You")
    assert list(invited) == ["person", "code", "address", "expires_at"]
    assert invited["person"] == granted["person"]
    assert invited["address"] == "/account/invitation"


def test_roles_are_given_and_taken_with_their_scope(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    organization = add_organization("Centre for Exchange")
    answer(capsys, "grant", "a@example.org", "contributor", "--organization", "Centre for Exchange")
    answer(capsys, "grant", "a@example.org", "focal_point", "--state", "KEN")
    assert "ISO3" in refusal(capsys, "grant", "b@example.org", "focal_point")
    assert "KEN" in refusal(capsys, "grant", "a@example.org", "focal_point", "--state", "UGA")
    assert "--help" in refusal(capsys, "grant", "a@example.org", "emperor")
    answer(capsys, "revoke", "UPRC-PER-000001", "contributor", "--organization", organization)
    assert "does not have" in refusal(capsys, "revoke", "a@example.org", "contributor", "--organization", organization)


def test_a_person_is_exported_and_erased(store: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer(capsys, "grant", "a@example.org", "steward")
    out = tmp_path / "a.json"
    answer(capsys, "person", "export", "a@example.org", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["email"] == "a@example.org"
    assert out.stat().st_mode & 0o077 == 0
    assert answer(capsys, "person", "erase", "a@example.org") == {"person": "UPRC-PER-000001"}
    assert "Nobody" in refusal(capsys, "person", "export", "a@example.org", str(out))
    assert "Nobody" in refusal(capsys, "person", "erase", "a@example.org")


def test_somebody_real_on_a_demonstration_is_said_to_end_its_personas(
    sqlite_store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing() as session:
        session.add(StoreFact(name="demonstration", value="1"))
    assert main(["invite", "you@example.org"]) == 0
    assert "personas no longer sign in" in capsys.readouterr().out
