"""Whether a quotation is passed on or denied by who speaks, and so none of their own words."""

from __future__ import annotations

from itertools import pairwise

from index.speakers.cues import Cue
from index.speakers.phrase import Reader
from index.speakers.tokens import MASK, Tokens
from index.speakers.words import Lexicon

NEAR = 7  # tokens between the verb of the one who is quoted and the quotation


def hearsay(found: list[Cue], sentence: Tokens, words: Lexicon) -> bool:
    """Whether none of the speakers found in a sentence speaks the words it quotes."""
    return bool(found) and all(_not_own(cue, sentence, words) for cue in found)


def _not_own(cue: Cue, t: Tokens, w: Lexicon) -> bool:
    quoted, link, saying = w.quoted_as
    i = cue.at
    if t.lower[i] in quoted:  # "his lawyer quoted him as saying"
        rest = t.lower[i + 1 : i + NEAR]
        return any(pair[0] == link and pair[1] in saying for pair in pairwise(rest))
    if cue.place != "head" or MASK not in t.words[i + 1 :]:
        return False
    mark = t.words.index(MASK, i + 1)
    if t.lower[i] in w.denies:  # "denied saying that ...", but not "denied it: ..."
        return not any(word in (",", ":", ";") for word in t.words[i + 1 : mark])
    return _another_says(i, mark, t, w)


def _another_says(i: int, mark: int, t: Tokens, w: Lexicon) -> bool:
    """Whether somebody else stands nearer: 'Police said Ana Ito confessed: "I did it."'."""
    reader = Reader(t, w)
    for k in range(mark - 1, max(i + 1, mark - NEAR), -1):
        told = t.lower[k].endswith(w.past) and t.words[mark - 1] == ":" and k == mark - 2
        if t.lower[k] in w.verbs or (told and t.words[k][0].islower()):
            reader.sure = t.lower[k] in w.say
            found = reader.before(k)
            if found is None and t.words[k - 1] == ",":  # "said Ana Ito, 34, confessed"
                found = reader.after(i + 1, told=False)
            return found is not None and found.first > i and not reader.pronoun(found.first)
    return False
