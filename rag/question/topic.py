"""What a question was about, to be added to one that leaves it out."""

from __future__ import annotations

from rag.question.things import things
from rag.question.words import words


def topic(earlier: str) -> str | None:
    """What the earlier question was about, to be added to one that leaves it out:
    "in the Calder flood", "as to the mayor of Varna"; None where it names nothing."""
    found = things(earlier)
    w = words()
    order = {"subject": 0, "object": 1, "oblique": 2, "opener": 3, "owner": 9}
    events = [x for x in found if x.head in w.events and x.role != "opener"]
    if events:
        return f"in {events[0].text}"
    places = [x for x in found if x.located and x.role in ("oblique", "object")]
    mains = sorted(
        (x for x in found if x.role != "owner" and not x.located),
        key=lambda x: (x.named or x.head in ("person", "thing") or x.person is True, order[x.role]),
    )
    if mains and mains[0].head == "thing" and places:
        return f"{places[0].after or 'in'} {places[0].text}"
    if mains:
        return f", as to {mains[0].text}"
    return f"{places[0].after or 'in'} {places[0].text}" if places else None
