"""Themes and groups of affected persons: how a name in a source's words becomes a code for addresses and files."""

import hashlib
import re
import unicodedata

#: Longer codes do not fit into an address.
LONGEST_CODE = 64

_WORD = re.compile(r"[a-z0-9]+")
_DIGEST_LENGTH = 8


def theme_code(name: str) -> str:
    """Lower-case words of the name joined by hyphens, as in "right-to-health": ASCII, LONGEST_CODE characters at most.

    A long name keeps its first words and ends in a digest of the whole, so that two long names never meet in one
    code. A name without a Latin letter or digit is known by its digest alone.
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    code = "-".join(_WORD.findall("".join(c for c in folded if not unicodedata.combining(c))))
    if code and len(code) <= LONGEST_CODE:
        return code
    digest = hashlib.sha1(" ".join(name.casefold().split()).encode(), usedforsecurity=False).hexdigest()
    start = code[: LONGEST_CODE - _DIGEST_LENGTH].rpartition("-")[0]
    return f"{start or 'theme'}-{digest[:_DIGEST_LENGTH]}"
