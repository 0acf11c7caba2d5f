"""How much room an answer takes, roughly: its frames and arrays, which are nearly all of it."""

import sys
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass

import numpy as np
import pandas as pd


def size_of(answer: object) -> int:
    """Bytes of an answer, with what it consists of."""
    if isinstance(answer, pd.DataFrame):
        return int(answer.memory_usage(deep=True).sum())
    if isinstance(answer, pd.Series):
        return int(answer.memory_usage(deep=True))
    if isinstance(answer, np.ndarray):
        return int(answer.nbytes)
    own = sys.getsizeof(answer)
    if is_dataclass(answer):
        return own + sum(size_of(getattr(answer, field.name)) for field in fields(answer))
    if isinstance(answer, Mapping):
        return own + sum(size_of(key) + size_of(value) for key, value in answer.items())
    if isinstance(answer, Collection) and not isinstance(answer, str | bytes):
        return own + sum(map(size_of, answer))
    return own
