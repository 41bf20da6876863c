"""How much furniture is left in a body, and how much story is lost, per character of hand marks.

    python -m evals.furniture [--marks FILE] [--show]

Compared, on the same raw text: our cleaner with and without the step that learns an outlet's
repeated lines, and trafilatura and readability given the same lines as paragraphs of a bare page.
The second table does it on invented pages around real story (`evals.pages`), where mark-up tells.
Marked as "meta" are titles, days, bylines and notes: they count for nobody.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura
from lxml import html as lxml_html

from evals.pages import SITES, pages
from evals.sources import raw_text, realtimeqa, short_hash
from index import same
from index.article import Article
from index.clean import clean, outlet
from index.errors import DatelineError, UnreadableError
from index.load import Raw

MARKS = Path(__file__).parent / "marks" / "furniture.jsonl"
FILED = 400  # articles of an outlet that are read before its repeated lines are known
STORIES = 30  # of which invented pages are made
# Lines of a dump that are story beyond doubt: long, a sentence, and not about the site or its staff.
STORY = re.compile(
    r"(?!.*(?:click here|subscri|contribut|content partner|@|reported from))[^:]{60,}\.$",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Offsets into the raw text of what is furniture and what counts for nobody."""

    source: str
    key: str
    text: str
    furniture: tuple[tuple[int, int], ...]
    meta: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Score:
    """Characters: of story and of furniture, and how many of each went wrong."""

    story: int = 0
    lost: int = 0
    furniture: int = 0
    left: int = 0

    def __iadd__(self, other: Score) -> Score:
        self.story += other.story
        self.lost += other.lost
        self.furniture += other.furniture
        self.left += other.left
        return self

    def cell(self) -> str:
        lost = 100 * self.lost / max(1, self.story)
        left = 100 * self.left / max(1, self.furniture)
        return f"{lost:9.2f} {left:9.2f}"


def marks(path: Path) -> list[Mark]:
    """The marks of a file; those whose text is not the one that was marked are an error."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = raw_text(row["source"], row["key"])
        if short_hash(text) != row["sha"]:
            raise UnreadableError(f"{row['key']} is not the text that was marked; mark it again.")
        if row.get("not_article"):
            continue
        pairs = {name: tuple((a, b) for a, b in row[name]) for name in ("furniture", "meta")}
        out.append(Mark(row["source"], row["key"], text, **pairs))
    return out


def score(mark: Mark, kept: Iterable[str], show: bool = False) -> Score:
    """Lay the paragraphs that were kept over the raw text and count what they do not match."""
    places = [i for i, c in enumerate(mark.text) if not UNSEEN.match(c)]
    squeezed = "".join(mark.text[i] for i in places)
    have = bytearray(len(squeezed))
    at = 0
    for paragraph in kept:
        for piece in _pieces(UNSEEN.sub("", paragraph), squeezed):
            start = squeezed.find(piece, at)
            start = start if start >= 0 else squeezed.find(piece)
            if start >= 0:
                have[start : start + len(piece)] = b"\1" * len(piece)
                at = start + len(piece)
    kind = bytearray(len(mark.text))
    for spans, value in ((mark.furniture, 1), (mark.meta, 2)):
        for a, b in spans:
            kind[a:b] = bytes([value]) * (b - a)
    kinds = [kind[i] for i in places]
    if show:
        _show(mark, places, kinds, have)
    return Score(
        kinds.count(0),
        sum(k == 0 and not h for k, h in zip(kinds, have, strict=True)),
        kinds.count(1),
        sum(k == 1 and h for k, h in zip(kinds, have, strict=True)),
    )


def _pieces(paragraph: str, whole: str) -> list[str]:
    """A paragraph, or its sentences where it was put together from several places."""
    return [paragraph] if paragraph in whole else re.split(r"(?<=[.!?])", paragraph)


def _show(mark: Mark, places: list[int], kinds: list[int], have: bytearray) -> None:
    wrong = [
        "L" if k == 0 and not h else "F" if k == 1 and h else ""
        for k, h in zip(kinds, have, strict=True)
    ]
    start = 0
    for end in range(1, len(wrong) + 1):
        if end == len(wrong) or wrong[end] != wrong[start]:
            if wrong[start]:
                said = " ".join(mark.text[places[start] : places[end - 1] + 1].split())
                print(
                    f"{'story lost' if wrong[start] == 'L' else 'left in   '} {mark.key[-40:]}: {said[:200]}"
                )
            start = end


def ours(mark: Mark) -> list[str]:
    """The paragraphs that the cleaner keeps."""
    article = _cleaned(mark.source, mark.key)
    return article.text.split("\n\n") if article else []


def ours_by_outlet(mark: Mark) -> list[str]:
    """The same, without the lines that the outlet's other articles carry too."""
    article = _cleaned(mark.source, mark.key)
    if article is None or mark.source != "realtimeqa":
        return ours(mark)
    return outlet.without(article, _furniture(_host(mark.key))).text.split("\n\n")


def by_trafilatura(mark: Mark) -> list[str]:
    """What trafilatura keeps of the lines as paragraphs of a bare page."""
    return _trafilatura(_page(mark.text))


SYSTEMS: dict[str, Callable[[Mark], list[str]]] = {
    "ours": ours_by_outlet,
    "per page only": ours,
    "trafilatura": by_trafilatura,
    "readability": lambda mark: _readability(_page(mark.text)),
}


@cache
def _cleaned(source: str, key: str) -> Article | None:
    known = {"title": realtimeqa()[key]["title"]} if source == "realtimeqa" else {}
    try:
        return clean(Raw(key, "", "text", raw_text(source, key), known))
    except UnreadableError:
        return None


@cache
def _furniture(host: str) -> frozenset[str]:
    """The lines that enough of an outlet's stories carry; copies of one story count once."""
    keys = sorted((k for k in realtimeqa() if _host(k) == host), key=short_hash)[:FILED]
    counts: Counter[str] = Counter()
    bands: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        article = _cleaned("realtimeqa", key)
        if article is None:
            continue
        own = same.bands(article.text)
        near = {other for band in own for other in bands[band]}
        if any(same.containment(article.text, other) >= same.SAME_STORY for other in near):
            continue
        for band in own:
            bands[band].append(article.text)
        counts.update(set(outlet.lines(article)))
    return frozenset(line for line, count in counts.items() if outlet.is_furniture(count, line))


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _page(text: str) -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return f"<html><head><title>-</title></head><body><article>{lines}</article></body></html>".encode()


def _trafilatura(page: bytes) -> list[str]:
    document = trafilatura.bare_extraction(page, include_comments=False)
    return (document.text or "").split("\n") if document else []


def _readability(page: bytes) -> list[str]:
    from readability import Document  # a tool of this measurement alone, not of the product

    summary = Document(page.decode()).summary()
    tree = lxml_html.fromstring(summary) if summary.strip() else None
    return [] if tree is None else [t.strip() for t in tree.itertext() if t.strip()]


def _clean_page(page: bytes) -> list[str]:
    try:
        return clean(Raw("page.html", "", "html", page)).text.split("\n\n")
    except UnreadableError:
        return []


def dumps(found: list[Mark], show: bool) -> dict[str, dict[str, Score]]:
    """Source -> system -> score."""
    table: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    for mark in found:
        group = _host(mark.key) or mark.source
        for name, system in SYSTEMS.items():
            got = score(mark, system(mark), show and name == "ours")
            for row in (group, "all"):
                table[row][name] += got
    table["all"] = table.pop("all")
    return table


def sites() -> dict[str, dict[str, Score]]:
    """Site -> system -> score, over invented pages."""
    table: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    systems = {"ours": _clean_page, "trafilatura": _trafilatura, "readability": _readability}
    done = 0
    for key in sorted(realtimeqa(), key=short_hash):
        row = realtimeqa()[key]
        lines = (" ".join(line.split()) for line in row["text"].split("\n"))
        story = list(dict.fromkeys(line for line in lines if STORY.match(line)))
        if len(story) < 6:
            continue
        for page in pages(row["title"], story[:25]):
            for name, system in systems.items():
                whole = " ".join(" ".join(system(page.html)).split())
                got = Score(
                    sum(map(len, page.story)),
                    sum(len(p) for p in page.story if p not in whole),
                    sum(map(len, page.furniture)),
                    sum(len(p) for p in page.furniture if p in whole),
                )
                for group in (page.site, "all"):
                    table[group][name] += got
        done += 1
        if done == STORIES:
            break
    return {name: table[name] for name in (*SITES, "all")}


def print_table(title: str, table: dict[str, dict[str, Score]]) -> None:
    """A row a group; for each system the per cent of story lost and of furniture left in."""
    names = list(table["all"])
    print(f"{title:24}" + "".join(f"{name:>20}" for name in names))
    print(f"{'':24}" + "".join(f"{'lost %':>10}{'left %':>10}" for _ in names))
    for group, row in table.items():
        print(f"{group:24}" + "".join(f" {row[name].cell()}" for name in names))
    story, furniture = table["all"][names[0]].story, table["all"][names[0]].furniture
    print(f"{story:,} characters of story, {furniture:,} of furniture\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=Path, default=MARKS)
    parser.add_argument("--show", action="store_true", help="print what is lost and what is left")
    args = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        print_table("page dumps", dumps(marks(args.marks), args.show))
        print_table("invented pages", sites())
    except DatelineError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
