"""What has to be said beside maps, pictures, files and briefs, and on behalf of whom none of it is said.

Each is an English text for `_()`, translated where it is shown.
"""

from typing import Final

from languages.text import N_

#: What the United Nations asks to stand with every map.
OF_A_MAP: Final = N_(
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the United Nations."
)
OF_A_BRIEF: Final = N_(
    "The designations used in this brief do not imply official endorsement or acceptance by the United Nations."
)
OF_THE_SOFTWARE: Final = N_(
    "This software is not an official publication of the United Nations. The designations used and the "
    "presentation of material do not imply the expression of any opinion on the legal status of any country, "
    "territory, city or area, or of its authorities, or on the delimitation of its frontiers or boundaries."
)
NOT_OFFICIAL: Final = N_("Not an official publication of the United Nations.")
#: Below the provenance of each file and brief, as below each page.
VOLUNTARY: Final = N_(
    "Contributions are voluntary and shown with the consent of the States concerned. "
    "That nothing is recorded says nothing about what a State does."
)
