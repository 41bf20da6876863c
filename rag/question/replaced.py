"""The question before, asked of another ("what about Saraqeb?", "and in Aleppo?")."""

from __future__ import annotations

from index.speakers.tokens import tokens
from rag.question import times
from rag.question.clause import Clause
from rag.question.kinds import lists
from rag.question.statement import plural
from rag.question.things import Thing, things
from rag.question.topic import topic
from rag.question.words import words


def replaced(text: str, earlier: str, before: Clause, about: bool) -> str | None:
    t = tokens(text)
    w = words()
    if t.lower[0] in w.prepositions and len(t) > 1:
        return _placed(text, t.lower[0], earlier, before)
    new = next(iter(things(text)), None)
    if new is None:
        return None
    old = _slot(new, text, things(earlier), about)
    if old is None:
        subject = topic(earlier)
        gap = "" if subject and subject[0] == "," else " "
        return f"What about {text}{gap}{subject}?" if subject else None
    if old.role == "opener":
        first = before.opener[0] + (2 if before.first == "how" else 1)
        return _spliced(before, first, before.opener[1], text)
    first, last = old.span
    if new.head != old.head and {new.head, old.head} <= w.quantities:
        # "And the profit?" is that of the same firm.
        owned = [k for k in range(first, last) if before.t.words[k].endswith(("'s", "s'", "’s"))]
        first = owned[-1] + 1 if owned else first
        text = text.removeprefix("the ") if owned else text
    core = last
    while core > first + 1 and before.t.lower[core - 1].removesuffix("'s") != old.head:
        core -= 1
    if len(t) > 3 or new.located:
        core = max(core, last if old.named else core)
    article = before.t.lower[first] in w.determiners and t.lower[0] in w.determiners
    if before.t.lower[first] in w.determiners and not article and not new.named:
        first += 1
    if before.t.words[core - 1].endswith(("'s", "s'", "’s")):
        text = text + ("'" if text.endswith("s") else "'s")
    return _spliced(before, first, core, text)


def _spliced(before: Clause, first: int, last: int, text: str) -> str:
    start, end = before.t.spans[first][0], before.t.spans[last - 1][1]
    whole = before.t.text
    text = text[:1].upper() + text[1:] if start == 0 else text
    return f"{whole[:start]}{text}{whole[end:]}"


def _placed(text: str, lead: str, earlier: str, before: Clause) -> str | None:
    """ "In Aleppo": in place of where it was before, else added."""
    w = words()
    found = [
        x
        for x in things(earlier)
        if x.after and (x.after == lead or (x.after in w.located and lead in w.located))
    ]
    if found:
        old = found[-1]
        first, last = old.span
        return _spliced(before, first - 1, last, text)
    moved = (
        [x for x in things(earlier) if x.located and x.role == "object"]
        if lead in w.located
        else []
    )
    if moved and before.form != "none":
        new = text.split(" ", 1)[1]
        return _spliced(before, *moved[0].span, new)
    anchor = times.told(earlier)
    at = (
        anchor.start
        if anchor and anchor.end >= len(earlier.rstrip(" ?.!"))
        else len(earlier.rstrip(" ?.!"))
    )
    head, tail = earlier[:at].rstrip(), earlier[at:].strip(" ?")
    return " ".join(x for x in (head, text, tail) if x) + "?"


def _slot(new: Thing, text: str, old: tuple[Thing, ...], about: bool) -> Thing | None:
    """The thing of the earlier question that the new one takes the place of."""
    best: tuple[float, int] | None = None
    chosen = None
    for k, thing in enumerate(old):
        score = _alike(new, thing, about)
        if score > 0 and (best is None or (score, -k) > best):
            best, chosen = (score, -k), thing
    return chosen


def _alike(new: Thing, old: Thing, about: bool) -> float:
    if old.role == "opener":
        bare = not new.named and new.span == (0, 1)
        return 3.0 if bare and old.plural and old.head != "thing" else 0
    if old.role == "owner":
        return 0.5 if new.named and old.named else 0
    if (
        new.span == (0, 1)
        and not new.named
        and not (new.plural and old.plural)
        and new.head != old.head
    ):
        return 0  # "turnout": no other of something in particular
    score = {"subject": 1.5 if about else 1.0, "object": 1.0 if about else 1.3, "oblique": 0.6}.get(
        old.role, 0.0
    )
    if new.head == old.head or {new.head, old.head} <= words().quantities:
        return score + 6
    acting = _acts(new) and _acts(old) and old.role == "subject"
    if new.named != old.named:
        human = new.person is True and old.person is True
        return score + (4 if acting else 1) if human or acting else 0
    if new.person is not None and old.person is not None and not acting:
        guessed = new.named and old.named and not (new.sex or old.sex)
        if new.person != old.person and not guessed:
            return 0
        score += 2 if new.person == old.person else -1
    elif acting:
        score += 3
    elif new.person is not old.person:
        score -= 0.6
    elif old.located:
        score += 1
    if old.located and new.person is True:
        return 0
    if new.named:
        return score + 1
    same = (_definite(new) and _definite(old)) or (plural(new.head) and plural(old.head))
    return score + 1 if same and (new.head in words().events) == (old.head in words().events) else 0


def _acts(thing: Thing) -> bool:
    """Whether it is a person, a government, a party or the like, who can say and do things."""
    english, _ = lists()
    return thing.person is True or thing.head in words().bodies | english.bodies


def _definite(thing: Thing) -> bool:
    return thing.text.lower().startswith("the ") and not thing.plural
