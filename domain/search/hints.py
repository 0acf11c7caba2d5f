"""A search in whose words a name was found for which there is a filter."""

from dataclasses import dataclass
from enum import StrEnum

from domain.vocabulary import Breakdown


class Named(StrEnum):
    """What a name in a search can be; each is the parameter of its filter in an address."""

    STATE = "state"
    RECOMMENDING = "recommending"
    THEME = "theme"
    PERSONS = "persons"

    @property
    def breakdown(self) -> Breakdown:
        """The breakdown whose names these are."""
        return Breakdown(self.value)


@dataclass(frozen=True)
class SearchHint:
    """A filter that finds what a reader may mean. words: what is left to search; total: how many it then finds."""

    named: Named
    code: str
    words: str
    total: int
