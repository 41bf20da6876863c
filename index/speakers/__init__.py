"""Who says it: the speaker of each sentence, or the reporter's own voice."""

from index.speakers.attribute import attribute, speakers_in
from index.speakers.quotes import Quotation, quotations

__all__ = ["Quotation", "attribute", "quotations", "speakers_in"]
