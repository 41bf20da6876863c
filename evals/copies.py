"""`python -m evals.copies`: are copies of one story grouped, and different reports kept apart?

Pairs are made from the real articles of RealTimeQA. Copies: an article and what another outlet
would print of it (cut, under another headline and opening, lightly edited, all of these).
Different reports: for each article the nearest by words among the others, of another outlet
or of the same one, published within three days; and two articles of one day that were cut to
their openings and given the same background. All go through a real catalog.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.sources import realtimeqa
from index import same
from index.article import Article
from index.catalog import Catalog
from index.errors import DatelineError
from index.prepare import entry
from index.stamp import Found, Published, Stamp, utc_day

SEED = 7
ARTICLES = 300
Edit = Callable[[Article, random.Random], str]


def cut(article: Article, chance: random.Random) -> str:
    """The opening third to four fifths, as a page with less room prints it."""
    parts = article.text.split("\n\n")
    return "\n\n".join(parts[: max(3, int(len(parts) * chance.uniform(0.34, 0.8)))])


def reheaded(article: Article, chance: random.Random) -> str:
    """Another headline, dateline and first paragraph."""
    first, *rest = article.text.split("\n\n")
    words = first.split()
    chance.shuffle(words)
    return "\n\n".join(["LONDON (Northwire) — " + " ".join(words[:25]) + ".", *rest])


def edited(article: Article, chance: random.Random) -> str:
    """One word in twelve changed or dropped, some paragraphs dropped, two swapped."""
    parts = [p for p in article.text.split("\n\n") if chance.random() > 0.1]
    if len(parts) > 4:
        at = chance.randrange(1, len(parts) - 2)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return re.sub(r"\b\w+(?:[’']\w+)?\b", lambda m: _other(m[0], chance), "\n\n".join(parts))


def _other(word: str, chance: random.Random) -> str:
    # An editor who changes a figure or a "not" has written another report.
    if same.FACT.search(word) or chance.random() > 1 / 12:
        return word
    return chance.choice(["", "some", "several", "reportedly", word.swapcase() + "s"])


def all_of_it(article: Article, chance: random.Random) -> str:
    shorter = replace(article, text=cut(article, chance))
    return reheaded(replace(article, text=edited(shorter, chance)), chance)


EDITS: dict[str, Edit] = {
    "cut": cut, "new opening": reheaded, "edited": edited, "all of these": all_of_it
}  # fmt: skip


def _articles() -> list[tuple[Article, date]]:
    made = []
    for row in realtimeqa().values():
        if len(row["text"]) < 1500:
            continue
        day = date(*map(int, row["publish_date"].split("/")))
        stamp = Stamp(utc_day(day.year, day.month, day.day), Found("supplied", 1.0, "supplied"))
        outlet = row["url"].split("/")[2].removeprefix("www.")
        text = re.sub(r"\n{2,}", "\n\n", row["text"])
        made.append((Article(text, row["title"], outlet, published=Published(stamp)), day))
    return made


def grouped(pairs: list[tuple[Article, Article]]) -> list[bool]:
    """Whether a catalog puts the two of each pair into one story; each pair in one of its own."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, pair in enumerate(pairs):
            catalog = Catalog(Path(folder) / f"{number}.sqlite", {})
            with catalog.transaction():
                for article in pair:
                    catalog.put(replace(entry(article), passages=(), sentences=()))
            stories = {catalog.copies.story(a.id) for a in pair}
            found.append(len(stories) == 1 and None not in stories)
            catalog.close()
    return found


def _reports(
    articles: list[tuple[Article, date]], chance: random.Random
) -> Iterator[tuple[Article, Article]]:
    """The nearest other report of the same days, by the rare words the two share."""
    spread: dict[str, int] = {}
    words = [frozenset(re.findall(r"\b[A-Z]\w{3,}", a.text)) for a, _ in articles]
    for held in words:
        for word in held:
            spread[word] = spread.get(word, 0) + 1
    order = list(range(len(articles)))
    chance.shuffle(order)
    for at in order:
        article, day = articles[at]
        near = [
            n for n, (_, other) in enumerate(articles)
            if n != at and abs(other - day) <= timedelta(days=3)
        ]  # fmt: skip
        if not near:
            continue
        best = max(near, key=lambda n: sum(1 / spread[w] for w in words[at] & words[n]))
        if articles[best][0].text != article.text:
            yield article, articles[best][0]


def _with_one_background(
    articles: list[tuple[Article, date]], chance: random.Random
) -> Iterator[tuple[Article, Article]]:
    """Two short reports of other things that end in the same paragraphs of a third."""
    while True:
        (a, _), (b, _), (c, _) = chance.sample(articles, 3)
        openings = [" ".join(x.text.split()[: chance.randint(25, 60)]) + "." for x in (a, b)]
        ground = " ".join(c.text.split()[100 : 100 + chance.randint(80, 160)])
        one, other = (
            replace(a, text=f"{opening}\n\n{ground}.", title=x.title, outlet=outlet)
            for opening, x, outlet in zip(openings, (a, b), ("northwire.example", "tide.example"), strict=True)
        )  # fmt: skip
        yield one, other


def main() -> None:
    """Print recall by kind of copy, and how many different reports were taken for copies."""
    chance = random.Random(SEED)
    articles = _articles()
    chosen = chance.sample(articles, ARTICLES)
    table = Table("pairs", "made", "grouped", "share", "median containment")
    hits = wrong = 0
    for name, edit in EDITS.items():
        pairs = [
            (a, replace(a, text=edit(a, chance), title="Another headline", outlet="northwire.example"))
            for a, _ in chosen
        ]  # fmt: skip
        found = grouped(pairs)
        hits += sum(found)
        _row(table, f"copies: {name}", pairs, found)
    reports = [p for p, _ in zip(_reports(articles, chance), range(ARTICLES * 2), strict=False)]
    for name, same_outlet in (("another outlet", False), ("the same outlet", True)):
        pairs = [(a, b) for a, b in reports if (a.outlet == b.outlet) == same_outlet]
        found = grouped(pairs)
        wrong += sum(found)
        _row(table, f"reports: {name}", pairs, found)
        for (a, b), together in zip(pairs, found, strict=True):
            if together:
                print(
                    f"  grouped: {a.title!r} / {b.title!r} ({same.containment(a.text, b.text):.2f})"
                )
    pairs = [
        p for p, _ in zip(_with_one_background(articles, chance), range(ARTICLES), strict=False)
    ]
    found = grouped(pairs)
    wrong += sum(found)
    _row(table, "reports: one background", pairs, found)
    Console(width=100).print(table)
    print(
        f"recall {hits / (len(EDITS) * ARTICLES):.3f}, precision {hits / (hits + wrong):.3f} "
        f"({hits} copies and {wrong} different reports grouped)"
    )


def _row(table: Table, name: str, pairs: list[tuple[Article, Article]], found: list[bool]) -> None:
    values = sorted(same.containment(a.text, b.text) for a, b in pairs)
    middle = f"{values[len(values) // 2]:.2f}" if values else ""
    share = f"{sum(found) / max(1, len(found)):.3f}"
    table.add_row(name, str(len(pairs)), str(sum(found)), share, middle)


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        sys.exit(f"{error}")
