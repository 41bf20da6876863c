"""A small invented archive, and an assistant over it that answers from a script."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from fastapi import FastAPI

from index.article import Article
from index.errors import ArchiveError, InputError
from index.stamp import Found, Published, Stamp
from rag.answer import Answer, Citation, Claim, Disagreement, Stage, Verified
from rag.compose import SILENT

HOSTILE = (
    '<script>window.hacked = 1</script><img src="https://evil.example/x.png" '
    "onerror=\"window.hacked = 2\"> & <a href='javascript:window.hacked=3'>here</a>"
)

COURIER = Article(
    text=(
        "The Orrin dam was shut for a third day on Tuesday while engineers looked for the leak.\n\n"
        "Some 4,200 people have left their homes in the valley, the Civil Protection Office said, "
        "and 310 of them are in the school at Lower Orrin. “Nobody goes back before the wall is "
        "dry,” its director Mara Venn told reporters.\n\n"
        "Trains run again from Thursday."
    ),
    title="Valley waits as engineers search for dam leak",
    outlet="The Orrin Courier",
    published=Published(
        Stamp(datetime(2021, 3, 9, tzinfo=UTC), Found("line", 0.95, "the page states it"))
    ),
    url="https://courier.example/2021/03/09/dam?id=1&page=2",
)
STAR = Article(
    text=(
        "Close to 6,000 residents were driven out by the water, the mayor of Lower Orrin said.\n\n"
        "He asked the state for tents and fuel."
    ),
    title="Mayor asks state for tents",
    outlet="Evening Star",
    published=Published(
        Stamp(datetime(2021, 3, 11, tzinfo=UTC), Found("line", 0.95, "the page states it"))
    ),
    url="https://star.example/tents",
)
UNDATED = Article(
    text="Bread was handed out in the church hall.\n\nThe dam keeper blamed a cracked valve.",
    outlet=None,
    published=Published(earliest=date(2021, 3, 8)),
    url="javascript:alert(1)",
)
ATTACK = Article(
    text=f"The keeper wrote {HOSTILE} in the log.\n\n**Not bold** and $$x^2$$ and `code`.",
    title=f"Log found {HOSTILE}",
    outlet="Wire <b>desk</b>",
    published=Published(
        Stamp(datetime(2021, 3, 12, tzinfo=UTC), Found("line", 0.95, "the page states it"))
    ),
    url="https://wire.example/\"onmouseover='window.hacked=4'",
)


def cite(
    article: Article, marker: int, quote: str, *, speaker: str | None = None, bold: str = ""
) -> Citation:
    """A citation of `quote`, with `bold` as the answer itself."""
    start = article.text.index(quote)
    place = quote.index(bold) if bold else 0
    return Citation(
        marker=marker,
        article_id=article.id,
        title=article.label,
        outlet=article.outlet,
        published=article.published.at,
        published_label=article.published.label(),
        url=article.url,
        quote=quote,
        start=start,
        end=start + len(quote),
        speaker=speaker,
        highlight=(place, place + len(bold)) if bold else None,
    )


def quoted(citation: Citation) -> Claim:
    """A claim that is nothing but its quote, led in as the quote reader does."""
    citing = f", citing {citation.speaker}" if citation.speaker else ""
    text = f"{citation.source}{citing}: “{citation.quote}”"
    return Claim(text, (citation.marker,), citation.speaker)


def answered(question: str, *citations: Citation, **values: Any) -> Answer:
    """An answer of quotes."""
    claims = tuple(quoted(item) for item in citations)
    text = "\n\n".join(f"{item.text} [{item.markers[0]}]" for item in claims)
    return Answer(question, "answered", text, claims, citations, standalone=question, **values)


def displaced(question: str) -> Answer:
    """Two sources that differ."""
    first = "Some 4,200 people have left their homes in the valley, the Civil Protection Office said, and 310 of them are in the school at Lower Orrin."
    second = "Close to 6,000 residents were driven out by the water, the mayor of Lower Orrin said."
    return answered(
        question,
        cite(COURIER, 1, first, speaker="the Civil Protection Office", bold="4,200"),
        cite(STAR, 2, second, speaker="the mayor of Lower Orrin", bold="6,000"),
        disagreements=(Disagreement("people", (("4,200 people", 1), ("6,000 residents", 2))),),
        timings_ms={"search": 120.0, "read": 640.0, "total": 810.0},
    )


def silent(question: str) -> Answer:
    """No answer, and what stands nearest."""
    near = cite(COURIER, 1, "Trains run again from Thursday.")
    return Answer(question, "abstained", SILENT, nearest=(near,), standalone=question)


def uncertain(question: str) -> Answer:
    """Two quotes that may answer."""
    made = answered(
        question,
        cite(STAR, 1, "He asked the state for tents and fuel.", speaker="the mayor of Lower Orrin"),
        cite(COURIER, 2, "Trains run again from Thursday."),
    )
    claims = tuple(replace(claim, certain=False) for claim in made.claims)
    return replace(made, status="uncertain", claims=claims)


@dataclass
class Shelf:
    """The part of `index.archive.Archive` that the page uses."""

    name: str = "orrin"
    items: tuple[Article, ...] = (COURIER, STAR, UNDATED, ATTACK)

    def outlets(self) -> list[str]:
        return sorted({item.outlet for item in self.items if item.outlet})

    def article(self, name: str) -> Article:
        for item in self.items:
            if item.id == name:
                return item
        raise ArchiveError(f"There is no article {name}.")

    def days(self) -> tuple[date | None, date | None]:
        return date(2021, 3, 8), date(2021, 3, 12)

    def count(self) -> int:
        return len(self.items)


@dataclass
class Newsroom:
    """An assistant that answers by the words of the question, and keeps what it was asked."""

    reader_label: str = "Quote reader: exact sentences, no language model"
    archive: Shelf = field(default_factory=Shelf)
    step: Callable[[], object] = lambda: None  # called before each event, so a test can hold it
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def stream(self, question: str, **options: Any) -> Iterator[Stage | Verified | Answer]:
        self.asked.append((question, options))
        yield Stage("searching")
        self.step()
        if "refuse" in question:
            raise InputError("No outlet of that name: choose <one> of the list.")
        if "crash" in question:
            raise ZeroDivisionError("secret detail")
        yield Stage("reading")
        answer = replace(
            self._answer(question),
            as_of=options["as_of"],
            since=options["since"],
            until=options["until"],
            outlets=options["outlets"],
        )
        for claim, citation in zip(answer.claims, answer.citations, strict=False):
            self.step()
            yield Verified(claim, (citation,))
        yield Stage("checking")
        self.step()
        yield answer

    def _answer(self, question: str) -> Answer:
        if "how many" in question.lower():
            return displaced(question)
        if "why" in question.lower():
            cause = cite(
                UNDATED, 1, "The dam keeper blamed a cracked valve.", bold="a cracked valve"
            )
            found = answered(question, cause)
            return replace(found, standalone="Why did the Orrin dam leak?")
        if "help" in question.lower():
            return uncertain(question)
        if "log" in question.lower():
            end = ATTACK.text.index(" in the log")
            return answered(question, cite(ATTACK, 1, ATTACK.text[:end], bold=HOSTILE))
        return silent(question)


def made(assistants: dict[str, Newsroom], **options: Any) -> FastAPI:
    """The page, made where an event loop of its own runs: elsewhere Gradio leaves some open."""
    from ui.app import application  # late: only the tests of the page need Gradio

    async def make() -> FastAPI:
        return application(assistants, **options)

    with ThreadPoolExecutor(1) as pool:  # Playwright's loop may be running in this thread
        return pool.submit(lambda: asyncio.run(make())).result()
