"""How a command answers: its exit code, its text or JSON, its refusals in one line."""

import argparse
import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn

DONE: Final = 0
DONE_WITH_REJECTIONS: Final = 1
REFUSED: Final = 2


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong with the words of the command, and where help is."""
        self.exit(REFUSED, f"{self.prog}: {message}. See {self.prog} --help\n")


def say(options: argparse.Namespace, held: Mapping[str, Any], text: str) -> None:
    """Print the answer as asked for."""
    print(json.dumps(held, ensure_ascii=False, default=str) if options.json else text)
