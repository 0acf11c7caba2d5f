"""How long a text and how large a number of a record may be."""

from decimal import Decimal

LONGEST_TITLE = 300
LONGEST_LINE = 200
LONGEST_TEXT = 20_000
LONGEST_ADDRESS = 1000
LONGEST_REMARK = 2000
LONGEST_EMAIL = 254
LONGEST_PHONE = 60
#: Larger sums are slips of the hand.
LARGEST_AMOUNT = Decimal(10) ** 15
#: Figures, sign and point of the longest number that is kept.
LONGEST_NUMBER = 40
LONGEST_CODE = 200
