"""How well a thing of an earlier question can be what a pronoun means."""

from __future__ import annotations

from rag.question.things import Thing
from rag.question.words import words

NEAR = {"subject": 2, "object": 1, "owner": 1, "oblique": 0, "opener": 0}


def fit(thing: Thing, want: str, *, objective: bool = False) -> int:
    """0 where it cannot, 9 at most. `want` is "he", "she", "it", "they" or "there"; `objective`
    says that the pronoun is the object of a verb."""
    near = NEAR[thing.role]
    if thing.text.split(" ", 1)[0].lower() in words().pronouns:
        return 0  # it points nowhere itself
    if want in ("he", "she"):
        return _he(thing, want, near, objective)
    if want == "they":
        return _they(thing, near)
    if want == "it":
        return _it(thing, near, objective)
    return _there(thing) if want == "there" else 0


def _he(thing: Thing, want: str, near: int, objective: bool) -> int:
    if thing.person is False or thing.plural or thing.located or thing.sex not in (None, want):
        return 0
    if thing.person is None:
        # A single name may be anybody's or anything's: only of one who acts can it be told.
        return 1 + near if near else 0
    if thing.role == "opener" and thing.head == "person":
        return 7 if thing.known else 2
    if thing.role == "opener":
        return 5 + 2 * objective
    return 4 + near + (1 if thing.sex else 0)


def _they(thing: Thing, near: int) -> int:
    if thing.plural:
        return 4 + near + (2 if thing.role == "opener" else 0)
    if thing.head == "person" and thing.role == "opener":
        return 2
    if thing.person:
        return 0
    return 1 + (near > 1 and not thing.located)


def _it(thing: Thing, near: int, objective: bool) -> int:
    if thing.person and thing.named and not thing.known:
        return 1  # "Castara Rail" looks like a person
    if thing.person or thing.plural:
        return 0
    if thing.located and thing.named:
        return 1
    if thing.person is None:
        return 2 + near // 2
    asked = thing.role == "opener" and thing.head != "thing"
    return 3 + near + asked + 2 * (objective and thing.role in ("object", "opener"))


def _there(thing: Thing) -> int:
    if thing.person or thing.role == "opener":
        return 0
    if thing.located:
        return 6 if thing.named else 4
    if thing.named and thing.person is None:
        return 1
    return 2 if thing.head in words().places else 0
