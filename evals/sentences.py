"""`python -m evals.sentences`: how often sentences are cut where they end, beside other splitters.

    python -m evals.sentences [--part dev|test] [--wrong]

A mark is a text with " | " where one sentence ends and the next begins, and "¦" where cutting and not
cutting are both right: inside a quotation of several sentences. Part "test" was written once the
splitter was finished. A place is a true bound, or a full stop, question mark, exclamation mark or
ellipsis before a space that is none; "right" counts the places that are decided as marked. With
--wrong the places that ours decides otherwise are printed. Other splitters are measured where
they are installed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import sentencex

from index.split import spans_of

MARKS = Path(__file__).parent / "marks" / "sentences.jsonl"
EITHER = "¦"
STOP = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=\S)")
Bounds = frozenset[int]
Splitter = Callable[
    [str, str], Bounds
]  # language and text to where sentences after the first begin


@dataclass(frozen=True, slots=True)
class Mark:
    """A text, where its sentences after the first begin, and where both ways are right."""

    part: str
    language: str
    text: str
    bounds: Bounds
    either: Bounds

    @property
    def places(self) -> Bounds:
        """Where a splitter has to decide."""
        stops = frozenset(found.end() for found in STOP.finditer(self.text))
        return (stops | self.bounds) - self.either


@dataclass(frozen=True, slots=True)
class Score:
    """What one splitter made of the marks."""

    hits: int
    cut: int
    bounds: int
    right: int
    places: int
    exact: int
    texts: int

    def __str__(self) -> str:
        shares = (
            (self.hits, self.cut),
            (self.hits, self.bounds),
            (self.right, self.places),
            (self.exact, self.texts),
        )
        return "".join(f"{a / b if b else 0:11.1%}" for a, b in shares)


def read(line: str) -> Mark:
    """One line of the file of marks."""
    said = json.loads(line)
    text = ""
    bounds: set[int] = set()
    either: set[int] = set()
    for piece in re.split(r"(\| |¦)", said["text"]):
        if piece in ("| ", EITHER):
            (bounds if piece == "| " else either).add(len(text))
        else:
            text += piece
    return Mark(said["part"], said["language"], text, frozenset(bounds), frozenset(either))


def of_pieces(pieces: list[str]) -> Bounds:
    """Where all pieces but the first begin; each holds the spaces that follow it."""
    at = 0
    out: set[int] = set()
    for piece in pieces[:-1]:
        at += len(piece)
        out.add(at)
    return frozenset(out)


def found_in(text: str, pieces: list[str]) -> Bounds:
    """The same for pieces that may have lost the spaces around them."""
    at = 0
    out: set[int] = set()
    for piece in filter(None, map(str.strip, pieces)):
        start = text.find(piece, at)
        if start < 0:  # the splitter changed the text; the first word will do
            start = text.find(piece.split()[0], at)
        at = max(start, 0) + len(piece)
        out.add(max(start, 0))
    return frozenset(out - {min(out, default=0)})


def others() -> dict[str, Splitter | None]:
    """Splitters to compare with; None where one is not installed."""

    def pysbd(module: Any) -> Splitter:
        made = {code: module.Segmenter(language=code, clean=False) for code in ("en", "es")}
        return lambda code, text: found_in(text, made[code].segment(text))

    def syntok(module: Any) -> Splitter:
        def cut(code: str, text: str) -> Bounds:
            found = [
                sentence[0].offset for part in module.analyze(text) for sentence in part if sentence
            ]
            return frozenset(found[1:])

        return cut

    def blingfire(module: Any) -> Splitter:
        return lambda code, text: found_in(text, module.text_to_sentences(text).split("\n"))

    makers = {"pysbd": pysbd, "syntok.segmenter": syntok, "blingfire": blingfire}
    made: dict[str, Splitter | None] = {}
    for name, maker in makers.items():
        try:
            made[name.split(".")[0]] = maker(import_module(name))
        except ImportError:
            made[name.split(".")[0]] = None
    return made


def ours(code: str, text: str) -> Bounds:
    """The bounds of the archive's sentences."""
    return frozenset([start for start, _ in spans_of(text, code)][1:])


def score(splitter: Splitter, marks: list[Mark]) -> Score:
    """Add up what a splitter decides at the places of all marks."""
    hits = cut = bounds = right = places = exact = 0
    for mark in marks:
        given = splitter(mark.language, mark.text) - mark.either
        hits += len(given & mark.bounds)
        cut += len(given)
        bounds += len(mark.bounds)
        right += sum((at in given) == (at in mark.bounds) for at in mark.places)
        places += len(mark.places)
        exact += given == mark.bounds
    return Score(hits, cut, bounds, right, places, exact, len(marks))


def show_wrong(marks: list[Mark]) -> None:
    """Print each place that ours decides otherwise than it is marked."""
    for mark in marks:
        given = ours(mark.language, mark.text) - mark.either
        for at in sorted(given ^ mark.bounds):
            what = "cut" if at in given else "not cut"
            print(f"  {what}: {mark.text[max(0, at - 40) : at]}| {mark.text[at : at + 30]}")


def main(argv: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="evals.sentences", description=main.__doc__)
    parser.add_argument("--part", choices=("dev", "test"))
    parser.add_argument("--wrong", action="store_true", help="print what ours gets wrong")
    args = parser.parse_args(argv)
    marks = [read(line) for line in MARKS.read_text("utf-8").splitlines()]
    splitters: dict[str, Splitter | None] = {
        "ours": ours,
        "sentencex": lambda code, text: of_pieces(list(sentencex.segment(code, text))),
        **others(),
    }
    for part in (args.part,) if args.part else ("dev", "test"):
        chosen = [mark for mark in marks if mark.part == part]
        if not chosen:
            continue
        count = sum(len(m.bounds) for m in chosen)
        print(
            f"{part}: {len(chosen)} texts, {count} bounds, {sum(len(m.places) for m in chosen)} places"
        )
        print(f"{'':12}  precision     recall      right      exact")
        for name, splitter in splitters.items():
            told = score(splitter, chosen) if splitter else "   not installed"
            print(f"{name:12}{told}")
        if args.wrong:
            show_wrong(chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
