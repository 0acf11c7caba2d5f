"""Secrets that are given out once: invitation codes and sign-in tokens. The store holds their digests only."""

import hashlib
import secrets
from typing import Final

#: Letters and digits that nobody mistakes for another one when a code is read out or copied from paper.
_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 6, 4


def digest_of(secret: str) -> str:
    """SHA-256 of a token or code: the store never holds the secret itself."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def new_token() -> str:
    """A token for one browser, of 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """An invitation's code, of 120 random bits, in groups that can be copied by hand."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def digest_of_code(code: str) -> str:
    """The digest of an invitation's code, however its groups and letters were typed."""
    return digest_of("".join(sign for sign in code.upper() if sign in _SIGNS))
