"""What is put together of two sentences, so that neither of them says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.asking import CALENDAR
from index.words import stems
from rag.question.verbs import verbs
from rag.verify import dated, hung, named, numbers, reach, speaker
from rag.verify.ground import Ground
from rag.verify.tokens import Token, content, tokens

CLAUSE = re.compile(r"(?:[;,]|\s[–—])?\s(?:and|but|while|whereas|then)\s|;\s|(?<=[.!?])\s")
COMMA = re.compile(r",(?!\d)\s")
LEAST_CLAUSE = 3  # content words below which a piece is no clause of its own
LEAST_DATED = 0.5  # of the words beside a date that must stand in the sentence with the date
LOOK_BACK = 2  # sentences before its own that a pronoun may speak of
OPENING = 4  # words in which a pronoun is the subject, and no name of the sentence is meant by it
PRONOUNS = frozenset("he she it they him her his hers its them their theirs".split())
POINTING = frozenset("this that these those such both there".split())
NOWHERE = Ground("", None, "")


def problem(claim: str, ground: Ground) -> str | None:
    """The clause of the claim that no sentence of the quotes says by itself, or None.

    A clause must rest on one sentence: its figures, names and most of its words. So must each piece
    of it that gives a date: what happened then stands in the sentence with the date. Where there is
    but one sentence, it has to tell of every clause.
    """
    if not ground.parts:
        return None
    for clause in CLAUSE.split(claim):
        if len(content(clause)) < LEAST_CLAUSE:
            continue
        if len(ground.parts) == 1:  # of its figures, names and dates the other rules have judged
            if _share(clause, ground) < hung.LEAST_SHARE:
                return f"the quote says nothing of {clause.strip()!r}"
            continue
        if not any(_says(clause, g) for part in ground.parts for g, _ in _read(part)):
            return f"no single quote says {clause.strip()!r}"
        for piece in _dated_pieces(clause):
            others = _done_otherwise(piece, ground)
            if not any(
                _says_when(piece, others, *read) for part in ground.parts for read in _read(part)
            ):
                return f"no single quote says {piece.strip()!r} with that date"
    return None


def _says(clause: str, ground: Ground) -> bool:
    return not (
        numbers.problem(clause, ground) or named.problem(clause, ground) or speaker.problem(clause, ground)
        or _share(clause, ground) < reach.LEAST_SHARE
    )  # fmt: skip


def _share(clause: str, ground: Ground) -> float:
    return reach.covered(clause, f"{ground.quotes} {ground.speaker or ''} {ground.around}")


def _says_when(
    piece: str, others: set[str], ground: Ground, joined: tuple[Ground, Ground] | None
) -> bool:
    said = " ".join(t.text for t in content(piece) if not _of_date(t))
    if (
        reach.covered(said, f"{ground.quotes} {ground.speaker or ''}") < LEAST_DATED
        or numbers.problem(piece, ground)
        or named.problem(piece, ground)
        or dated.problem(piece, ground)
    ):
        return False
    if joined:
        return not _redated(piece, *joined)
    return not others or bool(_done(piece) & _done(ground.quotes))


def _read(part: Ground) -> Iterator[tuple[Ground, tuple[Ground, Ground] | None]]:
    """The sentence, and, as long as it speaks of the one before it, both as one, with the two."""
    yield part, None
    first, rest = part, part
    for _ in range(LOOK_BACK):
        if first.before is None or not _points_back(first, first.before.quotes):
            return
        if len({g.speaker for g in (first, first.before) if g.speaker}) > 1:
            return
        first = first.before
        joined = replace(
            rest, quotes=f"{first.quotes} {rest.quotes}", events=(*first.events, *rest.events)
        )
        yield joined, (first, rest)
        rest = joined


def _points_back(part: Ground, before: str) -> bool:
    """Whether a sentence needs the one before it: by a pronoun, by a thing that was named there
    ("the blast" after "a bomb went off"), or by naming nobody and nothing itself."""
    found = tokens(part.quotes)
    known = set(stems(part.speaker or ""))
    named_at = (
        i for i, t in enumerate(found) if t.name and not _of_date(t) and t.stem not in known
    )
    first_name = next(named_at, len(found))
    if any(t.low in PRONOUNS for t in found[: max(first_name, OPENING)]):
        return True
    if found and found[0].low in POINTING:
        return True
    if first_name < len(found):
        return False
    opening = [t.text for t in found[1:] if t.stem][:1]
    return not (found and found[0].low == "the" and opening) or reach.told(opening[0], before)


def _dated_pieces(clause: str) -> list[str]:
    """What stands between commas and gives a date; a date alone goes with what follows it."""
    pieces: list[str] = []
    for piece in COMMA.split(clause):
        if pieces and all(_of_date(t) for t in content(pieces[-1])):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    if len(pieces) > 1 and all(_of_date(t) for t in content(pieces[-1])):
        pieces[-2:] = [", ".join(pieces[-2:])]
    return [piece for piece in pieces if dated.problem(piece, NOWHERE)]


def _done_otherwise(piece: str, ground: Ground) -> set[str]:
    """What was done in the piece, as sentences tell it that give it another date."""
    done, found = _done(piece), set[str]()
    for part in ground.parts:
        told = done & _done(part.quotes)
        if told and dated.problem(piece, part) and dated.problem(part.quotes, NOWHERE):
            found |= told
    return found


def _redated(piece: str, first: Ground, rest: Ground) -> bool:
    """Whether the date is of one of two sentences and what was done is of the other: "blown up on
    3 March" where it was blown up, and reopened on 3 March."""
    done = _done(piece)
    in_first, in_rest = done & _done(first.quotes), done & _done(rest.quotes)
    if dated.problem(piece, first):
        return bool(in_first) and not in_rest
    # What an undated sentence goes on to tell may be of the day told before.
    own = dated.problem(piece, rest) and dated.problem(rest.quotes, NOWHERE)
    return bool(own and in_rest and not in_first)


def _done(text: str) -> set[str]:
    table = verbs()
    return {
        t.stem for t in content(text)
        if not t.name and (table.is_past(t.low) or table.is_participle(t.low))
    }  # fmt: skip


def _of_date(token: Token) -> bool:
    return token.low[0].isdigit() or token.stem in CALENDAR
