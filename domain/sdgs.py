"""Sustainable Development Goals and their targets, as documents write them."""

import re

GOALS = range(1, 18)

_SDG = re.compile(
    r"(?:SDG\s*|Goal\s*)?(?P<goal>[0-9]{1,2})(?:\.(?P<target>[0-9]{1,2}|[a-z]))?(?:\s*[-–—:].*|\s*)",
    re.IGNORECASE | re.DOTALL,
)


def parse_sdg(text: str) -> tuple[int, str | None]:
    """The goal, and the target's code where one is named: (16, "16.3") for "16.3 - Promote the rule of law".

    Also reads "5 - GENDER EQUALITY", "16.a - …" and "SDG 16 - …". Raises ValueError for anything else.
    """
    found = _SDG.fullmatch(text.strip())
    if found is None or int(found["goal"]) not in GOALS or found["target"] in ("0", "00"):
        raise ValueError(f"not a Sustainable Development Goal or target: {text!r}")
    goal, target = int(found["goal"]), found["target"]
    if target is None:
        return goal, None
    return goal, f"{goal}.{target.lower().lstrip('0')}"
