"""`python -m evals.published_days`: the day of publication, ours beside htmldate, on its own test pages.

    python -m evals.published_days [--half tuned|kept] [--faults]

Reads ../shared/data/pages/dates: saved pages in several languages with the day on which each
first appeared. Each page goes through `clean()` as a saved file, once with its address and once
without. The pages are split in two by a hash of their names: rules were made while looking at
"tuned" (three quarters of the pages); "kept" was looked at as a table only.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from htmldate import find_date

from index.clean import clean
from index.errors import InputError, UnreadableError
from index.load import Raw

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages" / "dates"
SURE = 0.9
HALVES = ("tuned", "kept")


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader says of one page; `day` is None where it is silent."""

    day: date | None
    sure: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the set with its label; `half` is "tuned" or "kept"."""

    name: str
    url: str
    day: date
    set: str
    half: str
    html: bytes


def pages(folder: Path = PAGES) -> Iterator[Page]:
    """Every page of the set. Raises InputError where the set is not there."""
    labels = folder / "dates.json"
    if not labels.is_file():
        raise InputError(f"there are no pages in {folder}")
    for name, row in sorted(json.loads(labels.read_text(encoding="utf-8")).items()):
        if not isinstance(row["date"], str):  # nobody could tell: the set leaves it open
            continue
        digest = hashlib.sha256(name.encode()).digest()
        half = HALVES[digest[0] % 2 * digest[-1] % 2]  # the second round tuned on half of "kept"
        html = gzip.decompress((folder / f"{name}.html.gz").read_bytes())
        yield Page(name, row["url"], date.fromisoformat(row["date"]), row["set"], half, html)


def ours(page: Page, url: str | None) -> Told:
    """What `clean()` says; silent too where it finds no article on the page."""
    known = {"url": url} if url else {}
    raw = Raw(path=f"{page.name}.html", item="", kind="html", body=page.html, known=known)
    try:
        published = clean(raw).published
    except UnreadableError as error:
        return Told(None, why=str(error))
    if stamp := published.stamp:
        return Told(stamp.day, stamp.found.confidence, f"{stamp.found.how}: {published.reason}")
    return Told(None, why=published.reason)


def theirs(page: Page, url: str | None) -> Told:
    """What htmldate says when asked for the day a page first appeared, as its own tests ask it."""
    found = find_date(page.html, url=url, original_date=True)
    return Told(date.fromisoformat(found) if found else None)


def row(name: str, told: list[tuple[Page, Told]]) -> str:
    """One line of the table; shares are of all pages, the last two of days told with confidence."""
    number = max(1, len(told))
    right = sum(t.day == p.day for p, t in told)
    silent = sum(t.day is None for _, t in told)
    sure = [(p, t) for p, t in told if t.day and t.sure >= SURE]
    bad = sum(t.day != p.day for p, t in sure)
    out = (
        f"{name:44}{len(told):>6}{right / number:>8.1%}{(len(told) - right - silent) / number:>8.1%}"
        f"{silent / number:>8.1%}"
    )
    return f"{out}{len(sure):>8}{bad / len(sure):>9.1%}" if sure else out


def report(rows: list[Page], *, faults: bool) -> Iterator[str]:
    """The table by set, half and reader, and the faults of ours where asked for."""
    yield f"{'':44}{'pages':>6}{'right':>8}{'wrong':>8}{'silent':>8}{'sure':>8}{'wrong':>9}"
    for known in (True, False):
        said = [(p, ours(p, p.url if known else None)) for p in rows]
        other = [(p, theirs(p, p.url if known else None)) for p in rows]
        address = "address known" if known else "address unknown"
        for reader, told in (("ours", said), ("htmldate", other)):
            yield row(f"{reader}, {address}", told)
            groups = sorted({p.set for p in rows}) + list(HALVES)
            for group in groups:
                part = [(p, t) for p, t in told if group in (p.set, p.half)]
                if part and len(part) < len(told):
                    yield row(f"    {group}", part)
        if faults:
            beside = {p.name: t.day for p, t in other}
            for page, day_told in said:
                if day_told.day != page.day and page.half == "tuned":
                    yield (
                        f"      {page.name} {page.day} ours {day_told.day} {day_told.sure:.2f} htmldate "
                        f"{beside[page.name]} {page.url}\n          {day_told.why[:300]}"
                    )


def main(argv: list[str] | None = None) -> int:
    """Print the table; 2 where the pages are not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.published_days", description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--faults", action="store_true", help="name the faults of the tuned half")
    options = parser.parse_args(argv)
    try:
        rows = [p for p in pages() if options.half in (None, p.half)]
    except InputError as error:
        print(f"published_days: {error}", file=sys.stderr)
        return 2
    for line in report(rows, faults=options.faults):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
