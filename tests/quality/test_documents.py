"""What the documents name is there, and what the program offers is named: commands, settings, files, screens."""

import argparse
import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit.config

import data_access.__main__
import seed.__main__
import start
from components.shell.frame import PAGE_ADDRESSES
from pages.session.account_routes import account_routes
from tests.quality.documents import CHECKOUT, all_documents, anchors, code, documents_of_today, links

README = CHECKOUT / "README.md"
#: Addresses that Streamlit serves, or that are folders of an example's machine.
#: /upr is the base path of the examples.
ELSEWHERE = (
    "/upr",
    "/oauth2callback",
    "/srv/",
    "/_stcore",
    "/media",
    "/component",
    "/static",
    "/app/static",
    "/etc/",
    "/var/",
)
#: Settings of programs that ours start.
OF_OTHERS = {"HTTPS_PROXY", "PIP_INDEX_URL", "PYTHONUTF8"}
_SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
today = pytest.mark.parametrize("document", documents_of_today(), ids=lambda path: path.name)


def test_every_link_within_the_documents_leads_somewhere() -> None:
    lost = []
    for document in all_documents():
        for target in links(document):
            path, _, anchor = target.partition("#")
            there = document.parent / path if path else document
            if not there.exists() or (anchor and anchor not in anchors(there)):
                lost.append(f"{document.name}: {target}")
    assert lost == []


@today
def test_every_file_and_folder_that_a_document_names_is_there(document: Path) -> None:
    named = {word.rstrip("/") for text in code(document) for word in text.split() if is_path_of_ours(word)}
    assert sorted(path for path in named if not list(CHECKOUT.glob(path)) and not inside_a_folder(path)) == []


def is_path_of_ours(word: str) -> bool:
    """Whether a word of code is a path that this checkout must have, not one that its operator makes."""
    first, slash, _ = word.partition("/")
    if re.search(r"[<:=$…]", word) or first in {"", ".", "var", ".venv"} or word.endswith("secrets.toml"):
        return False
    if slash:
        return (CHECKOUT / first).is_dir() or word.endswith("/")
    return bool(re.fullmatch(r"[\w-]+\.(py|toml|cfg|ini|md)", word))


def inside_a_folder(path: str) -> bool:
    """Whether a path without its beginning, as a sentence names it after the folder, is in one."""
    return any(
        list(CHECKOUT.glob(f"{folder}/**/{path}")) for folder in ("components", "data_access", "domain", "tests")
    )


@today
def test_every_module_that_a_document_starts_is_there(document: Path) -> None:
    modules = {name for text in code(document) for name in re.findall(r"-m ([a-z_][\w.]*)", text)}
    assert [name for name in sorted(modules - {"pip"}) if importlib.util.find_spec(name) is None] == []


@today
def test_every_revision_that_a_document_names_is_a_migration(document: Path) -> None:
    versions = CHECKOUT / "data_access" / "migrations" / "versions"
    named = re.findall(r"\brevision (\d{4})\b|--rev-id (\d{4})\b", document.read_text(encoding="utf-8"))
    assert [number for pair in named for number in pair if number and not list(versions.glob(f"{number}*"))] == []


def words_of(parser: argparse.ArgumentParser, *before: str) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Each command with its options; a command that has further ones below it is not one by itself."""
    below = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield before, {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
    for choices in below:
        for word, one in choices.items():
            yield from words_of(one, *before, word)


def commands() -> dict[tuple[str, ...], set[str]]:
    """Every command of every program, as words, with its options."""
    return {
        **dict(words_of(data_access.__main__.parser(), "data_access")),
        ("seed",): dict(words_of(seed.__main__._parser()))[()],
    }


def command_lines(document: Path) -> Iterator[tuple[str, list[str]]]:
    """What a document tells people to run: the program (data_access or seed) and the words after it."""
    for text in code(document):
        for program, rest in re.findall(r"-m (data_access|seed)\b([^|>&;#()`]*)", text.replace("\\|", "/")):
            yield program, shlex.split(rest.replace("'", ""))


@today
def test_every_command_that_a_document_gives_is_one_with_its_options(document: Path) -> None:
    known, wrong = commands(), []
    for program, words in command_lines(document):
        plain = [word for word in words if not word.startswith("-") and word != "…"]
        fitting = [command for command in known if command == (program, *plain)[: len(command)]]
        used = {option for word in words for option in _OPTION.findall(word)}
        if program == "data_access" and not plain:
            continue
        if not fitting or used - known[fitting[0]]:
            wrong.append((program, *words))
    assert wrong == []


def test_the_readme_names_every_command_and_every_option() -> None:
    said = README.read_text(encoding="utf-8")
    unsaid = [" ".join(command) for command in commands() if f"python -m {' '.join(command)}" not in said]
    options = {option for known in commands().values() for option in known} - {"--help"}
    assert unsaid == []
    assert sorted(options - set(_OPTION.findall(said)) - {"--if-empty"}) == []


def test_the_readme_names_every_option_of_start(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        start.run_options(["--help"], {})
    options = {*_OPTION.findall(capsys.readouterr().out), start.QUICK}
    assert sorted(options - {"--help"} - set(_OPTION.findall(README.read_text(encoding="utf-8")))) == []


def program_files() -> list[Path]:
    """The program's own files, without tests."""
    folders = ("components", "data_access", "domain", "languages", "pages", "seed")
    return [
        CHECKOUT / "app.py",
        CHECKOUT / "start.py",
        *(path for folder in folders for path in (CHECKOUT / folder).rglob("*.py")),
    ]


def settings_read(files: list[Path]) -> set[str]:
    """The environment variables that these files read."""
    read = re.compile(r'environ(?:ment)?(?:\.get\(|\[)\s*"([A-Z_0-9]+)"\s*[\],)](?! = )')
    return {name for path in files for name in read.findall(path.read_text(encoding="utf-8"))}


def test_the_readme_lists_exactly_the_settings_that_the_program_reads() -> None:
    table = README.read_text(encoding="utf-8").split("## Configuration")[1].split("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`([A-Z_]+)`", row)
    }
    assert named == settings_read(program_files()) - {"PROGRAMFILES", "LOCALAPPDATA"}


@today
def test_every_setting_that_a_document_names_is_read_by_something(document: Path) -> None:
    tests = list((CHECKOUT / "tests").rglob("*.py"))
    ours = settings_read([*program_files(), *tests]) | OF_OTHERS
    streamlits = {option.env_var for option in streamlit.config.get_config_options().values()}
    named = {name for text in code(document) for name in _SETTING.findall(text)}
    said = {name for name in named if name.startswith(("STREAMLIT_", "SMTP_"))}
    assert sorted(said - ours - streamlits - {"STREAMLIT_"}) == []
    shown = {match for text in code(document) for match in re.findall(r"(?:^|\s)([A-Z][A-Z_]+)=", text)}
    assert sorted(shown - ours - streamlits) == []


def titles_of_screens() -> set[str]:
    """What the pages are called in English, as the frame registers them."""
    frame = "".join(
        (CHECKOUT / "pages" / name).read_text(encoding="utf-8") for name in ("_frame.py", "session/entry_links.py")
    )
    further = frame.split("titles = {")[1].split("}")[0]
    frame = frame.split("pages = [")[1]
    return {*re.findall(r'title=_\("([^"]+)"\)', frame), *re.findall(r'_\("([^"]+)"\)', further)}


def test_the_readme_lists_exactly_the_screens_that_there_are() -> None:
    table = README.read_text(encoding="utf-8").split("## Screens")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| ([A-Z][^|]*?) \|", table, re.MULTILINE))
    assert named == titles_of_screens()
    assert len(named) == len(PAGE_ADDRESSES)


@today
def test_every_address_that_a_document_names_is_served(document: Path) -> None:
    served = {*(f"/{address}" for address in PAGE_ADDRESSES), "/healthz", *(route.path for route in account_routes(""))}
    named = {text.partition("?")[0] for text in code(document) if re.match(r"/[a-z_]+[\w/.?=&-]*$", text)}
    assert sorted(path for path in named - served if not path.startswith(ELSEWHERE)) == []
