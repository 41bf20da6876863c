"""What happened when, on one subject: dated events, each with its verified quotes."""

from rag.timeline.make import timeline
from rag.timeline.nouns import Event, Precision, Timeline

__all__ = ["Event", "Precision", "Timeline", "timeline"]
