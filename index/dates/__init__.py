"""Days: when an article was published, and when what its sentences tell happened."""

from index.dates.beside import name_beside
from index.dates.clues import Clues
from index.dates.events import tell
from index.dates.lines import dates_the_page, stated_on_line
from index.dates.publication import offers, publication, settled
from index.dates.stated import full_dates, read_day, read_published, read_stamp

__all__ = [
    "Clues", "dates_the_page", "full_dates", "name_beside", "offers", "publication", "read_day",
    "read_published", "read_stamp", "settled", "stated_on_line", "tell",
]  # fmt: skip
