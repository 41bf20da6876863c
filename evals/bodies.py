"""How well article bodies are read off real pages, beside two libraries, in one run.

    python -m evals.bodies [--half tune|held] [--show N] | --refused

The pages and their bodies are those of the article-extraction-benchmark in `../shared/data/pages`,
and the score is its own: shingles of four tokens, counted; precision and recall are means over
the pages, F1 is that of the two means, and exact is the share of pages whose tokens are all right.
A fixed half of the pages, by their hash, is for tuning; the other one is only looked at when done.
With --refused it counts the pages of every set there that are refused as no article, and why.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from lxml import html as lxml_html

from evals.sources import SHARED
from index.clean import clean
from index.errors import DatelineError, InputError, UnreadableError
from index.load import Raw

PAGES = SHARED / "data" / "pages" / "bodies"
TOKEN = re.compile(r"\w+")
SHINGLE = 4  # tokens


@dataclass(frozen=True, slots=True)
class Known:
    """A page and the body that people found in it."""

    key: str
    html: bytes
    body: str

    @property
    def half(self) -> str:
        """Whether this page is for tuning or is held back."""
        return "tune" if int(self.key[-1], 16) % 2 else "held"


@dataclass(frozen=True, slots=True)
class Score:
    """Of one page: from 0 to 1, more is better."""

    precision: float
    recall: float
    exact: bool


def known() -> list[Known]:
    """Every page of the set."""
    path = PAGES / "ground-truth.json"
    if not path.exists():
        raise InputError(f"{path} is not there; put the pages there or set DATELINE_SHARED.")
    truth = json.loads(path.read_text(encoding="utf-8"))
    return [
        Known(key, gzip.decompress((PAGES / f"{key}.html.gz").read_bytes()), row["articleBody"])
        for key, row in sorted(truth.items())
    ]


def score(right: str, read: str) -> Score:
    """The benchmark's own measure."""
    want, have = _shingles(right), _shingles(read)
    both = (want & have).total()
    extra, missed = (have - want).total(), (want - have).total()
    if not extra and not missed:
        return Score(1.0, 1.0, tokens(right) == tokens(read))
    return Score(both / max(1, both + extra), both / max(1, both + missed), False)


def tokens(text: str) -> list[str]:
    """Words as the benchmark counts them."""
    return TOKEN.findall(text)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = tokens(text)
    return Counter(
        tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))
    )


def ours(page: bytes) -> str:
    """The text of our article, "" for a page that is refused."""
    try:
        return clean(Raw("page.html", "", "html", page)).text
    except UnreadableError:
        return ""


def by_trafilatura(page: bytes) -> str:
    """What trafilatura takes for the body, without the comments of readers."""
    document = trafilatura.bare_extraction(page, include_comments=False)
    return (document.text or "") if document else ""


def by_readability(page: bytes) -> str:
    """What readability takes for the body."""
    from readability import Document  # a tool of this measurement alone, not of the product

    summary = Document(page.decode("utf-8", "replace")).summary()
    return " ".join(lxml_html.fromstring(summary).itertext()) if summary.strip() else ""


SYSTEMS: dict[str, Callable[[bytes], str]] = {
    "ours": ours,
    "trafilatura": by_trafilatura,
    "readability": by_readability,
}


def table(pages: list[Known], scores: dict[str, dict[str, Score]]) -> None:
    """A row a system, for each half and for all pages."""
    for half in ("tune", "held", "all"):
        chosen = [page.key for page in pages if half in ("all", page.half)]
        if not chosen:
            continue
        print(f"{half}: {len(chosen)} pages{'':10} F1  precision  recall   exact")
        for name, by_page in scores.items():
            got = [by_page[key] for key in chosen]
            precision = sum(s.precision for s in got) / len(got)
            recall = sum(s.recall for s in got) / len(got)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            exact = sum(s.exact for s in got) / len(got)
            print(f"  {name:14} {f1:12.3f} {precision:10.3f} {recall:7.3f} {exact:7.3f}")


def show(pages: list[Known], scores: dict[str, Score], most: int) -> None:
    """The pages that score worst, and what is missing from them or too much."""

    def worth(page: Known) -> float:
        return scores[page.key].precision + scores[page.key].recall

    for page in sorted(pages, key=worth)[:most]:
        got = scores[page.key]
        if got.exact:
            return
        print(f"\n{page.key}  precision {got.precision:.3f}  recall {got.recall:.3f}")
        read = ours(page.html)
        for sign, lines, other in (("-", page.body, read), ("+", read, page.body)):
            have = _shingles(other)
            for line in filter(None, map(str.strip, lines.split("\n"))):
                if new := (_shingles(line) - have).total():
                    print(f"  {sign} {new:4} {line[:220]}")


def refusals(folder: Path) -> Iterator[tuple[str, int, Counter[str]]]:
    """The name of each set of pages under `folder`, how many it has, and why some are refused."""
    for part in sorted({path.parent for path in folder.rglob("*.html.gz")}):
        why: Counter[str] = Counter()
        paths = sorted(part.glob("*.html.gz"))
        for path in paths:
            try:
                clean(Raw(path.name, "", "html", gzip.decompress(path.read_bytes())))
            except UnreadableError as error:
                why[str(error)] += 1
        yield str(part.relative_to(folder)), len(paths), why


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "held"), help="only this half of the pages")
    parser.add_argument("--show", type=int, default=0, help="print what went wrong on so many")
    parser.add_argument("--ours", action="store_true", help="without the libraries beside us")
    parser.add_argument("--refused", action="store_true", help="count the pages that are refused")
    given = parser.parse_args()
    for name in ("trafilatura", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if given.refused:
        for name, count, why in refusals(PAGES.parent):
            print(f"{name}: {why.total()} of {count} pages refused")
            print("".join(f"{n:6}  {reason}\n" for reason, n in why.most_common()), end="")
        return
    try:
        pages = [page for page in known() if given.half in (None, page.half)]
    except DatelineError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    names = ["ours"] if given.ours else list(SYSTEMS)
    scores = {name: {p.key: score(p.body, SYSTEMS[name](p.html)) for p in pages} for name in names}
    table(pages, scores)
    show(pages, scores["ours"], given.show)


if __name__ == "__main__":
    main()
