"""Set up and run this checkout, or set it up and test it; needs nothing but Python itself.

    python3 start.py [--port N] [--host ADDRESS] [--no-demo]
    python3 start.py test [--quick] [arguments for pytest]

Both keep their packages in .venv and install them only when a requirements file changed, so a second start needs no
network. Parses on older Pythons too, so that they are refused with a sentence instead of a syntax error.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
#: Lies in .venv while it is being made or filled. Whoever finds it knows that the last set-up was cut off.
UNFINISHED = VENV / "unfinished"
RUN_REQUIREMENTS = (ROOT / "requirements.txt",)
#: The second repeats the first with the same pins, and adds the tools.
TEST_REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
HIGHEST_PORT = 65535
#: The exit code where the words of a command cannot be meant, as in the application's own commands.
REFUSED = 2
OLDEST, NEWEST = (3, 11), (3, 13)
#: For pip: errors are shown, progress and notices are not.
QUIETLY_INSTALL = ["install", "-qq", "--no-input", "--disable-pip-version-check"]

INSTALL_ADVICE = """The packages could not be installed; pip's own words are above. What helps most often:
- no network, or a proxy: connect, or set HTTPS_PROXY, and run the same command again;
- a full disk: the packages need about 1.5 GB;
- a mirror that lacks a version: try another one with PIP_INDEX_URL."""
NO_VENV_ADVICE = """This Python can make no virtual environment: its "ensurepip" is missing.
On Debian and Ubuntu: sudo apt-get install python3-venv. Then run the same command again."""
NO_CHROMIUM = """Browser tests are skipped: there is no Chromium or Chrome here, and none could be installed.
Install one, or name its program in the environment variable CHROMIUM, and run the same command again."""

#: For `start.py test`: leave out what takes minutes.
QUICK = "--quick"
QUICK_SELECTION = ["-m", "not browser and not postgres and not slow"]
LEFT_OUT = """Left out, because of --quick: the tests in a browser, on PostgreSQL, and those marked as slow (many
writers at once, kills, hundreds of damaged files, large demonstrations, the benchmarks at a tiny size).
Before a change is handed over, run them too: python3 start.py test"""
#: Whole files, as some share a server or a browser; in the order of tests/conftest.py, which puts the longest first.
#: Three processes keep two cores busy, as one of them usually waits for a browser.
ON_TWO_CORES = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code."""
    refusal = python_refusal(sys.version_info[:2])
    if refusal:
        give_up(refusal)
    signal.signal(signal.SIGTERM, leave_at_once)
    os.environ["PYTHONUTF8"] = "1"  # for the programs started from here: the same text encoding on every system
    try:
        return test(arguments[1:]) if arguments[:1] == ["test"] else serve(run_options(arguments, os.environ))
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    except OSError as error:
        give_up(f"{error}. Close other programs that use this folder, check its permissions, and try again.")


def run_options(arguments: Sequence[str], environment: Mapping[str, str]) -> argparse.Namespace:
    """Read the options of the run command: port (int), host (str), demo (bool)."""
    parser = Parser(
        prog="start.py",
        description="Set up this checkout and run it. To test it: start.py test [--quick] [pytest arguments]",
    )
    parser.add_argument(
        "--port", type=port_number, default=environment.get("PORT", "8501"), help="default: $PORT, or 8501"
    )
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines of the network in")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="leave an empty store empty")
    return parser.parse_args(arguments)


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong with the words of the command, and where help is."""
        self.exit(REFUSED, f"{self.prog}: {message}. See {self.prog} --help\n")


def port_number(said: str) -> int:
    """The number of a port that a browser can be pointed at."""
    if not said.isascii() or not said.isdigit() or not 1 <= int(said) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{said!r} is no port; it is a number from 1 to {HIGHEST_PORT}")
    return int(said)


def serve(options: argparse.Namespace) -> int:
    """Prepare packages and store, then serve the app until it is stopped."""
    if port_is_taken(options.host, options.port):
        give_up(f"Port {options.port} is in use. Choose another: python3 start.py --port {options.port + 1}")
    set_up(RUN_REQUIREMENTS)
    (ROOT / "var").mkdir(mode=0o700, exist_ok=True)  # holds the store, and with it names and addresses
    demonstration = [["seed", "--if-empty"]] if options.demo else []
    for module in [["data_access", "init"], *demonstration]:
        code = run([str(venv_python()), "-m", *module])
        if code:
            return code
    address = [f"--server.port={options.port}", f"--server.address={options.host}", "--server.headless=true"]
    try:
        return run([str(venv_python()), "-m", "streamlit", "run", "app.py", *address])
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def test(arguments: Sequence[str]) -> int:
    """Run every check and then the tests; returns 1, and names what failed, unless all pass.

    With --quick, what takes minutes is left out, and the last lines say so. All other arguments go to pytest.
    """
    quick = QUICK in arguments
    pytest_arguments = [argument for argument in arguments if argument != QUICK]
    set_up(TEST_REQUIREMENTS)
    os.environ.pop("DATABASE_URL", None)  # no test touches a real store
    chromium = None if quick else chromium_for_tests()
    if chromium:
        os.environ["UPRC_CHROMIUM"] = chromium
    failed = []
    for name, command in checks([*QUICK_SELECTION, *pytest_arguments] if quick else pytest_arguments):
        print(f"\n== {name}", flush=True)
        if run([str(venv_python()), *command]):
            failed.append(name)
    if quick:
        print(f"\n{LEFT_OUT}")
    elif not chromium:
        print(f"\n{NO_CHROMIUM}")
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def checks(pytest_arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Each check's name and its arguments for the environment's Python, in the order in which they run."""
    lint_imports = "import importlinter.cli; importlinter.cli.lint_imports_command()"
    return [
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("mypy --strict", ["-m", "mypy"]),  # strict in pyproject.toml
        ("import-linter", ["-c", lint_imports, "--no-logo"]),
        ("pytest", ["-m", "pytest", *ON_TWO_CORES, *pytest_arguments]),
    ]


def python_refusal(version: tuple[int, ...]) -> str | None:
    """Say why this Python cannot be used, or None if it can."""
    if OLDEST <= version <= NEWEST:
        return None
    return "This needs Python {}.{} to {}.{}; this is Python {}.{}.".format(*OLDEST, *NEWEST, *version)


def venv_python(platform: str = sys.platform) -> Path:
    """Where the virtual environment keeps its Python on a platform (as in sys.platform)."""
    return VENV / "Scripts" / "python.exe" if platform == "win32" else VENV / "bin" / "python"


def set_up(requirements: Sequence[Path]) -> None:
    """Make .venv hold what the requirements files say. Does nothing, and asks no network, if it does already."""
    if not venv_works():
        make_venv()
    if is_installed(requirements):
        return
    print("Installing packages into .venv (a few minutes the first time) ...", flush=True)
    stamp(requirements).unlink(missing_ok=True)
    UNFINISHED.touch()
    code = run([str(venv_python()), "-m", "pip", *QUIETLY_INSTALL, "-r", str(requirements[-1])])
    if code >= 0:  # pip ended by itself, so what it left is whole; cut off by a signal, it may have left half a package
        UNFINISHED.unlink()
    if code:
        give_up(INSTALL_ADVICE)
    stamp(requirements).write_text(digest(requirements), encoding="ascii")


def is_installed(requirements: Sequence[Path]) -> bool:
    """Whether these files, as they are now, were installed to the end."""
    return stamp(requirements).is_file() and stamp(requirements).read_text(encoding="ascii") == digest(requirements)


def stamp(requirements: Sequence[Path]) -> Path:
    """The file in .venv that remembers what was installed from these requirements files."""
    return VENV / f"installed-{requirements[-1].stem}"


def digest(requirements: Sequence[Path]) -> str:
    """One SHA-256 over the files' contents, in their order; line ends don't matter."""
    contents = [path.read_bytes().replace(b"\r\n", b"\n") for path in requirements]
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def venv_works() -> bool:
    """Whether .venv was made to the end and still runs; an upgraded or removed system Python breaks it."""
    if UNFINISHED.exists() or not venv_python().exists():
        return False
    return subprocess.run([str(venv_python()), "-c", "import pip"], capture_output=True).returncode == 0


def make_venv() -> None:
    """Make .venv from nothing, in place of any remains."""
    print("Making .venv ...", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    commands = venv_commands(lambda module: importlib.util.find_spec(module) is not None)
    if not commands:
        give_up(NO_VENV_ADVICE)
    for command in commands:
        if run([sys.executable, *command]):
            give_up(NO_VENV_ADVICE)
    UNFINISHED.unlink()


def venv_commands(has_module: Callable[[str], bool]) -> list[list[str]]:
    """Arguments for this Python that make .venv with pip in it; none if it has no means to.

    Debian splits ensurepip from Python, so venv alone fails there; virtualenv, or a pip from outside, does as well.
    """
    if has_module("venv") and has_module("ensurepip"):
        return [["-m", "venv", str(VENV)]]
    if has_module("virtualenv"):
        return [["-m", "virtualenv", "--quiet", str(VENV)]]
    if has_module("venv") and has_module("pip"):
        fill = ["-m", "pip", "--python", str(venv_python()), *QUIETLY_INSTALL, "pip"]
        return [["-m", "venv", "--without-pip", str(VENV)], fill]
    return []


def chromium_for_tests() -> str | None:
    """A Chromium that runs, installed through apt-get if need be and possible; None if there is none."""
    found = find_chromium(os.environ)
    apt_get = apt_get_command()
    if found or apt_get is None or "CHROMIUM" in os.environ:
        return found
    print("No Chromium here: installing Debian's for the browser tests ...", flush=True)
    if run([*apt_get, "update", "-qq"]) == 0:
        run([*apt_get, "install", "-qq", "-y", "chromium", "fonts-noto-core"])
    return find_chromium(os.environ)


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """The first Chromium of this system that answers, as a path."""
    found = [shutil.which(candidate) for candidate in chromium_candidates(environment, sys.platform)]
    return next((path for path in found if path and answers(path)), None)


def chromium_candidates(environment: Mapping[str, str], platform: str) -> list[str]:
    """Programs to try, best first. The environment variable CHROMIUM, where set, is the only one."""
    if environment.get("CHROMIUM"):
        return [environment["CHROMIUM"]]
    if platform == "darwin":
        names = ("Chromium", "Google Chrome", "Microsoft Edge")
        return [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in names]
    if platform == "win32":
        folders = [environment.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        programs = (r"Chromium\Application\chrome.exe", r"Google\Chrome\Application\chrome.exe")
        edge = r"Microsoft\Edge\Application\msedge.exe"
        return [rf"{folder}\{program}" for program in (*programs, edge) for folder in folders if folder]
    return ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def answers(program: str) -> bool:
    """Whether a browser tells its version: Ubuntu's "chromium-browser" may only ask for a snap."""
    if sys.platform == "win32":  # would open a window
        return True
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def apt_get_command() -> list[str] | None:
    """How to call apt-get without being asked for a password; None where that can't be done."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        return None
    unattended = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return unattended
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", *unattended]
    return None


def run(command: Sequence[str]) -> int:
    """Run a program in the checkout, its output on this terminal; returns its exit code, negative for a signal.

    On Ctrl-C the program has had the signal too: it may tidy up before KeyboardInterrupt goes on.
    """
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        return process.wait()
    except (KeyboardInterrupt, SystemExit) as stop:
        if isinstance(stop, SystemExit):
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(timeout=15)
        process.kill()
        raise


def port_is_taken(host: str, port: int) -> bool:
    """Whether a program answers there already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        try:
            return probe.connect_ex((host, port)) == 0
        except (socket.gaierror, UnicodeError):
            give_up(f"--host {host} is no address of this machine; try 127.0.0.1 or 0.0.0.0", REFUSED)


def leave_at_once(signal_number: int, frame: FrameType | None) -> NoReturn:
    """Turn SIGTERM into an orderly exit, so that the program in the foreground does not outlive this one."""
    raise SystemExit(128 + signal_number)


def give_up(message: str, code: int = 1) -> NoReturn:
    """End with one clear message."""
    print(message, file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
