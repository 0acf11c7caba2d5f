"""The fonts of a text, to travel inside a file that knows nothing of the page around it."""

import base64
from functools import cache
from typing import Final

from components.shell.serving import STATIC

#: The name of the font's files for each script, and from which sign to which they are needed; a page's own rules say
#: the same in .streamlit/config.toml.
_SCRIPTS: Final = (
    ("latin", 0x0000, 0x00FF),
    ("latin-ext", 0x0100, 0x02AF),
    ("cyrillic", 0x0400, 0x052F),
    ("arabic", 0x0600, 0x06FF),
)
_WEIGHTS: Final = (400, 600)


def font_faces(text: str) -> str:
    """The style rules that hold the fonts of these signs, regular and bold. A script that has none here is left out."""
    signs = {ord(sign) for sign in text if not sign.isspace()}
    wanted = [script for script, first, last in _SCRIPTS if any(first <= sign <= last for sign in signs)]
    return "".join(_face(script, weight) for script in wanted for weight in _WEIGHTS)


@cache
def _face(script: str, weight: int) -> str:
    held = base64.b64encode((STATIC / "fonts" / f"plex-{script}-{weight}.woff2").read_bytes()).decode()
    first, last = next((first, last) for name, first, last in _SCRIPTS if name == script)
    # Each script is a face of the same family, for its own signs only; punctuation of others is in the first.
    signs = f"U+{first:04X}-{last:04X}" + (",U+2000-20FF" if script == "latin" else "")
    return (
        f"@font-face{{font-family:'IBM Plex Sans';font-weight:{weight};unicode-range:{signs};"
        f"src:url(data:font/woff2;base64,{held}) format('woff2')}}"
    )
