"""Who says it: the speaker of each sentence, or the reporter's own voice."""

from index.speakers.rules import attribute, speakers_in

__all__ = ["attribute", "speakers_in"]
