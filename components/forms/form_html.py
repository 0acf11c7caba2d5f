"""Small pieces of a form as HTML; every text is escaped."""

import html
from collections.abc import Iterable
from typing import Final

#: The id of the list of what has to be changed on a step.
PROBLEMS: Final = "form-problems"


def step_id(step: int) -> str:
    """The id of the heading of a form's step."""
    return f"step-{step + 1}"


def title_line(words: str) -> str:
    """What a group of widgets is called."""
    return f'<p class="field-title">{html.escape(words)}</p>'


def hint_line(words: str) -> str:
    """A sentence that helps."""
    return f'<p class="field-hint">{html.escape(words)}</p>'


def problem_line(words: str) -> str:
    """What is wrong, beside its field."""
    return f'<p class="field-problem">{html.escape(words)}</p>'


def alert(words: str, more: str = "") -> str:
    """What has to be read first. more: HTML."""
    return f'<div class="problem-list" role="alert"><p>{html.escape(words)}</p>{more}</div>'


def bullets(texts: Iterable[str]) -> str:
    """Texts one under the other."""
    return f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in texts)}</ul>"


def named_problems(problems: Iterable[tuple[str, str]]) -> str:
    """Fields and what is wrong with them."""
    entries = (f"<li><strong>{html.escape(name)}</strong>: {html.escape(words)}</li>" for name, words in problems)
    return f"<ul>{''.join(entries)}</ul>"
