"""Where sources give different figures, days or names, or contradict each other: both sides.

`other_sides` finds what a reader did not show, `disagreements` tells what differs among the quotes.
"""

from rag.disagree.sides import disagreements, on_subject, other_sides

__all__ = ["disagreements", "on_subject", "other_sides"]
