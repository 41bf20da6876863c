"""`python -m evals.speakers`: how often the speaker of a sentence is right, on marked sentences.

    python -m evals.speakers [--marks FILE] [--wrong]

A mark names a sentence by source, key, number and hash (where the splitter has changed since, by
the hash of its first words), and says its voice and which words must stand in the speaker's name. Wrong is the worst: words in somebody else's mouth. With --wrong the
sentences that are not right are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from evals.cases import samples
from evals.sources import SHARED, raw_text, realtimeqa, short_hash
from index.article import Article, Sentence, Voice
from index.clean import clean
from index.errors import DatelineError
from index.load import Raw, read
from index.split import sentences

MARKS = Path(__file__).parent / "marks" / "speakers.jsonl"
Verdict = Literal["right", "wrong", "missing", "invented"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "missing", "invented")
OPENING = 6  # words whose hash finds a sentence again
VOICES: tuple[Voice, ...] = ("direct", "indirect", "narrated")


@dataclass(frozen=True, slots=True)
class Scored:
    """One mark beside what was given for it."""

    mark: dict[str, Any]
    text: str
    given: Sentence
    verdict: Verdict


@cache
def article(source: str, key: str) -> tuple[Article, list[Sentence]]:
    """The article that marks point into, read the way the product reads it."""
    if source == "realtimeqa":
        known = {"title": realtimeqa()[key]["title"]}
        raw = Raw(key, "", "text", raw_text(source, key), known)
    else:
        name, _, item = key.partition(":")
        folder = samples() if source == "samples" else SHARED / "seeds"
        found = [r for r in read((folder / name).resolve(), {}) if isinstance(r, Raw)]
        raw = next(r for r in found if not item or r.item == item)
    cleaned = clean(raw)
    return cleaned, sentences(cleaned)


@cache
def openings(source: str, key: str) -> dict[str, int]:
    """Where in the article each run of OPENING words begins, by the hash of the run."""
    text = article(source, key)[0].text
    words = list(re.finditer(r"\S+", text))
    runs = range(len(words))
    return {
        short_hash(" ".join(w[0] for w in words[i : i + OPENING])): words[i].start()
        for i in reversed(runs)
    }


def opening(text: str) -> str:
    """The hash by which a mark finds its sentence again."""
    return short_hash(" ".join(text.split()[:OPENING]))


def score(mark: dict[str, Any]) -> Scored | None:
    """None where the marked words are not in the article any more."""
    read_as, spans = article(mark["source"], mark["key"])
    at = openings(mark["source"], mark["key"]).get(mark.get("opening", ""))
    whole = [s for s in spans if short_hash(read_as.text[s.start : s.end]) == mark["sha"]]
    around = [s for s in spans if at is not None and s.start <= at < s.end]
    for span in whole or around:
        return Scored(mark, read_as.text[span.start : span.end], span, verdict(mark, span))
    return None


def verdict(mark: dict[str, Any], given: Sentence) -> Verdict:
    """Right if both are the reporter's voice, or every word of the mark is in our speaker."""
    if mark["voice"] == "narrated":
        return "invented" if given.speaker else "right"
    if not given.speaker:
        return "missing"
    name = given.speaker.casefold()
    return "right" if all(w.casefold() in name for w in mark["must"]) else "wrong"


def table(scored: list[Scored]) -> Iterator[str]:
    """The figures as lines."""
    counts = Counter(s.verdict for s in scored)
    spoken = [s for s in scored if s.mark["voice"] != "narrated"]
    given = [s for s in scored if s.given.speaker]
    right = sum(s.verdict == "right" for s in spoken)
    yield f"sentences {len(scored)}   right {counts['right'] / len(scored):.1%}"
    yield f"speakers: precision {right / max(1, len(given)):.1%}   recall {right / max(1, len(spoken)):.1%}"
    yield f"wrong mouth {counts['wrong'] / len(scored):.1%} of all, {counts['wrong'] / max(1, len(given)):.1%} of those named"
    same = sum(s.mark["voice"] == s.given.voice for s in scored)
    yield f"voice right {same / len(scored):.1%}"
    yield ""
    yield (
        f"{'marked':<10}"
        + "".join(f"{v:>10}" for v in VOICES)
        + "".join(f"{v:>10}" for v in VERDICTS)
    )
    for marked in VOICES:
        rows = [s for s in scored if s.mark["voice"] == marked]
        voices = Counter(s.given.voice for s in rows)
        verdicts = Counter(s.verdict for s in rows)
        yield (
            f"{marked:<10}"
            + "".join(f"{voices[v]:>10}" for v in VOICES)
            + "".join(f"{verdicts[v]:>10}" for v in VERDICTS)
        )
    yield ""
    for field in ("source", "half"):
        for value in sorted({str(s.mark.get(field, "")) for s in scored}):
            yield group(value, [s for s in scored if s.mark.get(field, "") == value])
    yield group("pronouns", [s for s in scored if s.mark.get("pronoun")])


def group(name: str, rows: list[Scored]) -> str:
    """One line about some of the marks."""
    verdicts = Counter(s.verdict for s in rows)
    right, wrong = (verdicts[v] / max(1, len(rows)) for v in ("right", "wrong"))
    return f"{name:<12}{len(rows):>5}   right {right:>6.1%}   wrong {wrong:>6.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=Path, default=MARKS)
    parser.add_argument(
        "--wrong", action="store_true", help="print the sentences that are not right"
    )
    args = parser.parse_args()
    marks = [
        json.loads(line) for line in args.marks.read_text(encoding="utf-8").splitlines() if line
    ]
    try:
        scored = [score(mark) for mark in marks]
    except DatelineError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    kept = [s for s in scored if s]
    print("\n".join(table(kept)))
    if len(kept) < len(marks):
        print(f"{len(marks) - len(kept)} marks point at words that are not there any more")
    if args.wrong:
        for s in kept:
            if s.verdict != "right":
                print(
                    f"\n{s.verdict}: {s.given.speaker!r}, marked {s.mark['speaker']!r}\n  {s.text}"
                )


if __name__ == "__main__":
    main()
