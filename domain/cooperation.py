"""Words for activities that fit into no single class, so that pictures can count each of them once."""

#: Of several forms, kinds of provider or themes at once: a class of its own instead of a count in each.
SEVERAL = "several"
#: No provider may be named: one is a State that did not publish the record itself and has not consented.
NOT_NAMED = "not_named"
#: Nothing of the kind is recorded.
NONE = "none"
