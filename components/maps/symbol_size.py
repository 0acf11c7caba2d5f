"""How large a State's symbol is on the map."""

import math
from typing import Final

#: The radius of the largest disc, and at most that of a disc for one, in units of the map.
LARGEST: Final = 15.0
SINGLE: Final = 3.0


def disc_radius(count: float, most: float, single: float = SINGLE) -> float:
    """The radius at which areas stand to each other as counts do. `most` has the largest, where counts are large.

    single: the radius of one at most, so that small counts do not fill the map.
    """
    one = min(LARGEST / math.sqrt(most), single) if most > 0 else 0.0
    return round(one * math.sqrt(count), 2) if count > 0 else 0.0
