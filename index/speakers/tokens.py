"""A sentence as tokens, each quotation in it one token, with offsets into the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MASK = "\ue000"  # stands for words that somebody says; private use: no article means it
TERM = "\ue001"  # stands for a term in quotation marks
TOKEN = re.compile(  # "3:00" is one; most are plain words, which are faster to find
    rf"[A-Za-z]+(?=[ ,])|{MASK}+|\w[\w’'.&/@+-]*(?:(?<=\d):(?=\d)[\w’'.&/@+-]*)*|--+|[^\w\s]"
)
WORD = re.compile(r"\w+")
INITIALS = re.compile(r"(?:\w{1,3}\.)+\w{1,3}")
OPENERS = frozenset(",:.?!;—–" + MASK)  # what stands before words that somebody says
REACH = 200  # characters of a quotation that are looked at
UTTERANCE = 4  # words from which a quotation is somebody's sentence and not a borrowed term


@dataclass(frozen=True, slots=True)
class Tokens:
    """`words` as written, `lower` in lower case (but "WHO") and with straight apostrophes,
    `spans` in the sentence. A quotation is the word MASK if it says something, else TERM."""

    text: str
    words: list[str]
    lower: list[str]
    spans: list[tuple[int, int]]
    quoted: bool  # whether a quotation in it says something
    bare: bool  # whether it is a quotation and nothing besides

    def __len__(self) -> int:
        return len(self.words)

    def slice(self, first: int, last: int) -> str:
        """The text from token `first` up to and without token `last`."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]] if first < last else ""

    def has_named(self, noun: str) -> bool:
        """Whether it speaks of one of that name, where `noun` comes first: "the Sable agency"."""
        if noun not in self.lower:
            return False
        k = self.lower.index(noun)
        return any(self.words[j][0].isupper() and j for j in range(max(0, k - 2), k))


def tokens(text: str, quotes: Sequence[tuple[int, int]] = ()) -> Tokens:
    """The tokens of a sentence; `quotes` are the spans of its quotations, in order."""
    masked = text
    quoted = False
    if quotes:
        pieces, at = [], 0
        for start, end in quotes:
            pieces += [text[at:start], MASK * (end - start)]
            at = end
        masked = "".join([*pieces, text[at:]])
    spans = [found.span() for found in TOKEN.finditer(masked)]
    words = [masked[start:end] for start, end in spans]
    parted: list[tuple[int, str, int]] = []  # token, what it is up to which offset
    for k, word in enumerate(words):
        if word[0] == MASK:
            start, end = spans[k]
            inside = text[start:end]
            opens = start == 0 or masked[max(0, start - 2) : start].rstrip()[-1:] in OPENERS
            says = says_something(inside, opens=opens)
            quoted = quoted or says
            words[k] = MASK if says else TERM
            if not says and (comma := inside.rfind(",")) > 0 and not WORD.search(inside, comma):
                parted.append((k, ",", start + comma))  # '"allyship," Ito said'
        elif word[-1] == "." and len(word) > 1 and not _abbreviated(word, masked, spans[k][1]):
            words[k] = word.rstrip(".")
            parted.append((k, ".", spans[k][0] + len(words[k])))
    if parted:
        words, spans = _parted(words, spans, parted)
    bare = bool(quotes) and sum(word[0].isalnum() for word in words) <= 1
    return Tokens(text, words, _lower(words), spans, quoted, bare)


def _parted(
    words: list[str], spans: list[tuple[int, int]], parted: list[tuple[int, str, int]]
) -> tuple[list[str], list[tuple[int, int]]]:
    """The tokens with those parted in two that end in a mark of their own."""
    out: list[str] = []
    where: list[tuple[int, int]] = []
    done = 0
    for k, mark, at in parted:
        start, end = spans[k]
        out += [*words[done : k + 1], mark]
        where += [*spans[done:k], (start, at), (at, end)]
        done = k + 1
    return [*out, *words[done:]], [*where, *spans[done:]]


def _lower(words: list[str]) -> list[str]:
    """In lower case, all but acronyms: "WHO" is no "who"."""
    low = " ".join(words).lower().replace("’", "'").split(" ") if words else []
    for k, word in enumerate(words):
        if word.isupper() and 1 < len(word) < 5:
            low[k] = word
    return low


def says_something(quotation: str, *, opens: bool) -> bool:
    """Whether a quotation is somebody's words: some length, or ended as a saying is.

    "very serious" is a term taken over; "Never," is said.
    """
    said = WORD.findall(quotation[:REACH])
    inner = quotation.rstrip("”\"»’' ")
    ended = bool(said) and (inner[-1] in "?!…" or (opens and inner[-1] in ".,"))
    if ended or len(said) < UTTERANCE:
        return ended
    return any(w.islower() and len(w) > 3 for w in said) or len(said) > 12  # no title of a book


def _abbreviated(word: str, masked: str, end: int) -> bool:
    """Whether the full stop belongs to the word: "U.S.", "Sen. Ito", but not "He left."."""
    stem = word[:-1]
    if "." in stem:
        return bool(INITIALS.fullmatch(stem))
    after = masked[end : end + 2].lstrip()
    if not after or after[0] == MASK:
        return False
    short = stem[0].isupper() and len(stem) <= 5 and stem.lower() not in ("said", "says")
    return short or after[0].islower() or after[0] in ",;:)"
