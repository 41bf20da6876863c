"""The posts of a live page: elements of one kind, or runs of elements, that each open with a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from index.clean.letters import plain
from index.dates.lines import CLOCK, read_line

FEWEST = (
    3  # posts that make a live page, where it only calls itself one; where its mark-up says so, 2
)
SHARE = 0.7  # of a page's prose: what holds less is a part of it, such as its comments
PROSE = 40  # characters outside links and headings: a post of a page that only calls itself live
LONGEST_TIME = 60  # characters of a line that is a time
NEAR = 0.6  # of the most prose that elements of one kind hold
DAY = 24 * 60  # minutes
LEAD = 8  # words before its time: what comes later in an element does not open it
CLOCKED = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d")
HOUR = re.compile(r"\d[:.h][0-5]\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
# What readers write stands in elements of one kind with times too.
READERS = re.compile(
    r"comm?ent|kommentar|repl(?:y|ies)|review|forum|discussion|message", re.IGNORECASE
)
UPDATED = re.compile(r"updat|modif|edit", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d]{3}")
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
APART = ("nav", "aside", "footer", "form", "dialog")
QUIET = frozenset(("a", "time", "button", "script", "style", "template", "noscript", *HEADS))


@dataclass(frozen=True, slots=True)
class Post:
    """Where a post stands: its elements in order, the one that tells its time, and that time.

    `at` is ISO 8601, or what the page shows where that is a clock without its day.
    """

    nodes: tuple[Any, ...]
    timed: Any = None
    at: str = ""


def find(tree: Any, sure: bool) -> list[Post]:
    """The posts in page order of a page that calls itself live; [] where there are none.

    `sure` says that its mark-up states it: then more is believed.
    """
    times = {node: at for node in tree.iter() if (at := _time(node)) and not _apart(node)}
    if len(times) < (2 if sure else FEWEST):
        return []
    held = prose(tree)
    size = held[tree]

    def worth(posts: list[Post]) -> int:
        return _worth(posts, held, size, sure)

    return _alike(times, worth) or _runs(times, worth)


def prose(tree: Any) -> dict[Any, int]:
    """How many characters outside links, headings and times each element holds."""
    held: dict[Any, int] = {}
    for node in reversed(list(tree.iter())):
        own = len((node.text or "").strip()) if isinstance(node.tag, str) else 0
        held[node] = 0 if node.tag in QUIET else held.get(node, 0) + own
        if (up := node.getparent()) is not None:
            held[up] = held.get(up, 0) + held[node] + len((node.tail or "").strip())
    return held


def head_of(post: Post) -> Any:
    """The element that holds the headline of a post, None where there is none."""
    for node in post.nodes:
        for one in node.iter():
            named = one.tag in HEADS or "headline" in (one.get("itemprop") or "").split()
            if named and one is not post.timed and LETTERS.search(one.text_content()):
                return one
            if one.tag == "p" and len(one.text_content().split()) > LEAD:
                return None  # what stands further below heads a part of the post
    return None


def _time(node: Any) -> str:
    """The time that an element tells, "" where it tells none with a clock."""
    if not isinstance(node.tag, str):
        return ""
    marks = (node.get("itemprop") or "").split()
    if UPDATED.search(f"{node.get('class')} {' '.join(marks)}"):
        return ""
    if node.tag == "time" or "datePublished" in marks:
        stated = (node.get("datetime") or node.get("content") or "").strip()
        if CLOCKED.match(stated):
            return stated
    if not (node.tag == "time" or not len(node)):
        return ""
    text = plain(node.text_content())
    return text if _only_time(text) else ""


def _only_time(text: str) -> bool:
    """Whether a line says a time of the day, its day perhaps, and no more."""
    if not HOUR.search(text) or len(text) > LONGEST_TIME:
        return False
    return _read(text) is not None or _read(f"1 May 2000 {text}") is not None


def _read(line: str) -> datetime | None:
    """The day and clock that a line says; naive where it names no zone."""
    zoned = CLOCK.sub(_in_utc, line)  # a clock is read where a zone stands beside it
    for text in dict.fromkeys((line, zoned)):
        for said in read_line(text):
            if said.clock and not said.refused:
                return said.at if text == line else said.at.replace(tzinfo=None)
    return None


def _in_utc(clock: re.Match[str]) -> str:
    told = (clock["minute"] or clock["half"]) and not clock["zone"]
    return f"{clock[0].rstrip()} UTC " if told else clock[0]


def moments(shown: list[str], first: date | None) -> list[datetime | None]:
    """What the times of posts say, in their order; None for one that has no day.

    A clock alone takes its day from the post before it in time, the oldest from `first`, the day
    of the page; a clock that goes back has passed midnight. Whether the newest stands first is
    told by which way takes less time.
    """
    whole = [_iso(text) or _read(text) for text in shown]
    clocks = [at or _read(f"1 May 2000 {text}") for at, text in zip(whole, shown, strict=True)]
    read = [at.hour * 60 + at.minute for at in clocks if at]
    onward = sum((b - a) % DAY for a, b in pairwise(read))
    newest_first = onward > sum((a - b) % DAY for a, b in pairwise(read))
    stated = [at for at in whole if at]
    if len(stated) > 1:
        newest_first = stated[0].replace(tzinfo=None) > stated[-1].replace(tzinfo=None)
    day, before = first, None
    order = range(len(shown) - 1, -1, -1) if newest_first else range(len(shown))
    for at in order:
        clock = clocks[at]
        if clock is None:
            continue
        if (own := whole[at]) is not None:
            day = own.date()
        elif day is not None:
            if before and clock.time() < before:
                day += timedelta(days=1)
            whole[at] = clock.replace(year=day.year, month=day.month, day=day.day)
        before = clock.time()
    return whole


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if CLOCKED.match(text) else None
    except ValueError:
        return None


def _apart(node: Any) -> bool:
    return any(up.tag in APART for up in node.iterancestors())


def _named(node: Any) -> str:
    return " ".join(str(node.get(name) or "") for name in ("class", "id", "itemprop", "itemtype"))


def _alike(times: dict[Any, str], worth: Callable[[list[Post]], int]) -> list[Post]:
    """The group of elements of one kind, each with its time, that holds most of the page's prose."""
    groups: dict[tuple[Any, ...], dict[Any, Any]] = {}
    for timed in times:
        for node in (timed, *timed.iterancestors()):
            if node.tag in ("html", "body", "main"):
                break
            for key in _kinds(node):
                groups.setdefault(key, {}).setdefault(node, timed)
    likely: list[tuple[int, list[Post]]] = []
    for found in groups.values():
        if any(up in found for node in found for up in node.iterancestors()):
            continue
        posts = [Post((node,), timed, times[timed]) for node, timed in found.items()]
        if held := worth(posts):
            likely.append((held, posts))
    most = max((held for held, _ in likely), default=0)
    # What holds most may be the days that the posts stand under: of the like, the smaller ones.
    near = [(len(posts), held, posts) for held, posts in likely if held >= NEAR * most]
    return max(near, key=lambda one: one[:2], default=(0, 0, []))[2]


def _kinds(node: Any) -> Iterator[tuple[Any, ...]]:
    """What an element may have in common with others of its kind."""
    for name in (node.get("class") or "").split()[:8]:
        yield node.tag, name
    for name in ("itemprop", "itemtype", "role"):
        if node.get(name):
            yield node.tag, name, node.get(name)
    if node.getparent() is not None:
        yield node.tag, node.getparent()


def _runs(times: dict[Any, str], worth: Callable[[list[Post]], int]) -> list[Post]:
    """Elements side by side, cut where one opens with a time."""
    heads: dict[Any, dict[Any, Any]] = {}  # parent -> child that opens with a time -> that time
    for timed in times:
        for node in (timed, *timed.iterancestors()):
            up = node.getparent()
            if up is None or not _opens(node, timed):
                break
            heads.setdefault(up, {}).setdefault(node, timed)
    best: tuple[int, list[Post]] = (0, [])
    for up, opened in heads.items():
        posts: list[Post] = []
        for child in up:
            if child in opened:
                posts.append(Post((child,), opened[child], times[opened[child]]))
            elif posts and isinstance(child.tag, str):
                posts[-1] = Post((*posts[-1].nodes, child), posts[-1].timed, posts[-1].at)
        held = worth(posts)
        if held > best[0]:
            best = held, posts
    return best[1]


def _opens(node: Any, timed: Any) -> bool:
    """Whether hardly a word of an element stands before its time."""
    words = 0
    for one in node.iter():
        if one is timed:
            return True
        if isinstance(one.tag, str):
            words += len((one.text or "").split())
            words += len((one.tail or "").split()) if one is not node and timed not in one else 0
        if words > LEAD:
            return False
    return False


def _worth(posts: list[Post], prose: dict[Any, int], whole: int, sure: bool) -> int:
    """How much prose the posts hold together; 0 where they are no posts of a live page."""
    held = [sum(prose[node] for node in post.nodes) for post in posts]
    told = sum(size > (0 if sure else PROSE) for size in held)
    if told < (2 if sure else FEWEST) or 2 * told <= len(posts):
        return 0
    if any(_readers(post.nodes[0]) for post in posts):
        return 0
    if not sure and (sum(held) < SHARE * whole or 2 * sum(map(_teases, posts)) >= len(posts)):
        return 0
    return sum(held)


def _readers(node: Any) -> bool:
    return any(
        READERS.search(_named(up))
        for up in (node, *node.iterancestors())
        if up.tag not in ("html", "body")
    )


def _teases(post: Post) -> bool:
    """Whether the headline or the time of a post leads to another page, where the whole of it is."""
    head = head_of(post)
    links = [
        a
        for node in (head, post.timed)
        if node is not None
        for a in (*node.iter("a"), *node.iterancestors("a"))
    ]
    if not links and head is None:
        links = [a for node in post.nodes for a in node.iter("a")][:1]
    return any("#" not in (a.get("href") or "#") for a in links)
