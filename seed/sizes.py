"""How much demonstration data there is to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many records of each kind.

    offices, mechanisms: in how many States of each M49 region there is an office for international cooperation, and
    in how many others a national mechanism for follow-up; None means in all. These don't grow with a scale.
    """

    recommendations: int
    activities: int
    requests: int
    offers: int
    good_practices: int
    offices: int | None = 6
    mechanisms: int | None = 4

    @property
    def total(self) -> int:
        """All records that are counted here."""
        return self.recommendations + self.activities + self.requests + self.offers + self.good_practices

    def times(self, factor: float) -> "Size":
        """The same with `factor` times as many records."""
        return Size(
            round(self.recommendations * factor),
            round(self.activities * factor),
            round(self.requests * factor),
            round(self.offers * factor),
            round(self.good_practices * factor),
            self.offices,
            self.mechanisms,
        )


SIZES = {
    "small": Size(400, 80, 25, 20, 10),
    "demo": Size(4_000, 600, 120, 150, 60),
    "full": Size(127_625, 20_000, 4_000, 5_000, 2_000, None, None),
}
