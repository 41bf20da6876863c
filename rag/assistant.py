"""One way through: question -> hits -> evidence -> drafts -> verified claims -> Answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from threading import Event as Signal

from index.archive import Archive
from index.errors import ArchiveError, InputError
from index.filters import Day, Filters, asked
from index.search import narrowed
from index.search.recipe import Recipe
from index.search.when import When, describe
from index.words import names
from rag import compose, evidence, judge, notes
from rag.answer import Answer, Note, Part, Stage, Verified, status_of
from rag.budget import Budget
from rag.clock import Clock
from rag.disagree import disagreements
from rag.errors import EndpointError
from rag.evidence.gathered import HITS, gathered
from rag.nearest import nearest
from rag.question import checked, parts
from rag.quote_reader import certain, choose
from rag.reading import Material, Reader, Rewriter, Usage
from rag.sources import glance
from rag.through import Read, read_through

Event = Stage | Verified


@dataclass(frozen=True)
class Assistant:
    """An archive and the reader that answers from it. `reader_label` says which, for people.

    `stand_in` answers, and the Answer says so, where an endpoint fails that may work another
    time; without one the EndpointError is raised. Any number of threads may ask at once.
    """

    archive: Archive
    reader: Reader
    reader_label: str
    stand_in: Reader | None = None

    def ask(
        self, question: str, *, as_of: Day = None, since: Day = None, until: Day = None,
        outlets: Sequence[str] = (), history: Sequence[str] = (), answers: Sequence[str] = (),
        window: bool = True,
    ) -> Answer:  # fmt: skip
        """The Answer; see `stream`."""
        *_, answer = self.stream(
            question, as_of=as_of, since=since, until=until, outlets=outlets, history=history,
            answers=answers, window=window,
        )  # fmt: skip
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, *, as_of: Day = None, since: Day = None, until: Day = None,
        outlets: Sequence[str] = (), history: Sequence[str] = (), answers: Sequence[str] = (),
        window: bool = True, halted: Signal | None = None,
    ) -> Iterator[Event | Answer]:  # fmt: skip
        """What is going on, each claim once it has passed the checks, and the Answer last.

        `history` holds the earlier questions of the conversation, oldest first, and `answers` the
        words that answered them, where they are known: "she" may be named there. Days are
        inclusive. The days that the question names narrow the search, as `Answer.window` says,
        unless `window` is off. Once `halted` is set, no model is waited for. Raises InputError for
        a question, day or outlet that cannot be used, ArchiveError for an empty archive,
        EndpointError where a model endpoint fails and nobody stands in.
        """
        given = checked(question)
        filters = asked(as_of, since, until, outlets=outlets)
        if not self.archive.count():
            raise ArchiveError(
                f"The archive {self.archive.folder} holds no articles; fill it with: "
                f"dateline ingest PATH --archive {self.archive.folder}"
            )
        clock, budget, usage = Clock(), Budget(halted=halted), Counter[str]()
        yield Stage("searching")
        with clock.time("question"):
            if isinstance(history, str):
                raise InputError("The history is a list of questions; put the one into [...].")
            earlier = [checked(h) for h in history]
            full = self._rewritten(given, earlier, budget, usage)
            asked_for = parts(full)
            earlier = [] if full != given else earlier
            # What a part leaves out stands in those before it; one that names somebody stands alone.
            befores = [
                [*earlier, *(() if names(part) else asked_for[:at])]
                for at, part in enumerate(asked_for)
            ]
        told = answers[-1] if answers and earlier else ""
        materials = [
            self._material(part, before, filters, window, clock, told)
            for part, before in zip(asked_for, befores, strict=True)
        ]
        materials = [replace(material, budget=budget) for material in materials]
        whens = [self.archive.when(m.question, filters) for m in materials] if window else []
        remarks: list[Note] = []
        yield Stage("reading")
        reader = self.reader
        try:
            read = yield from read_through(reader, materials, self.archive, clock, usage)
        except EndpointError as error:
            if self.stand_in is None or not error.passing:
                raise
            reader = self.stand_in
            remarks.append(notes.fallback(error, reader.name))
            yield Stage("falling back")
            read = yield from read_through(reader, materials, self.archive, clock, usage)
        yield Stage("checking")
        searched = full if full != given else judge.asked(given, earlier)
        remarks += self._remarks(searched, materials, read, filters, whens, clock)
        yield self._answer(given, searched, filters, whens, materials, read, reader, remarks, clock)

    def _rewritten(
        self, given: str, history: Sequence[str], budget: Budget, usage: Counter[str]
    ) -> str:
        """A follow-up in words of its own, where a model is connected and it names nobody itself."""
        full = given
        if history and not names(given) and isinstance(self.reader, Rewriter):
            for told in self.reader.rewrite(given, history, budget):
                if isinstance(told, Usage):
                    usage.update(asdict(told))
                else:
                    full = told
        return full

    def _material(
        self, question: str, history: Sequence[str], filters: Filters, window: bool, clock: Clock,
        told: str = "",
    ) -> Material:  # fmt: skip
        """What there is to read for one question, asked after those in `history`; `told` answered
        the last of these."""
        with clock.time("search"):
            hits = gathered(question, history, filters, self.archive, Recipe(window=window), told)
        with clock.time("evidence"):
            found = evidence.find(question, hits, self.archive, history)
        return Material(question, filters.as_of, tuple(hits), tuple(found))

    def _remarks(
        self, question: str, materials: Sequence[Material], read: Read, filters: Filters,
        whens: Sequence[When], clock: Clock,
    ) -> list[Note]:  # fmt: skip
        """What must be said of the answer as a whole."""
        out: list[Note | None] = []
        today = filters.as_of or self.archive.days()[1]
        if any(read.claims):
            out.append(notes.undated(read.citations))
            if today:
                out.append(notes.stale(question, read.citations, today, given=bool(filters.as_of)))
        elif _told(whens):
            elsewhere = [self._material(m.question, (), filters, False, clock) for m in materials]
            # The quote reader's own choice: whether to answer is decided without any model.
            shown = [group for m in elsewhere for group in choose(m)]
            if shown and any(when.window for when in whens):
                out.append(notes.widened(_told(whens), any(map(certain, shown))))
        ends = any(when.window and when.window.hard_until for when in whens)
        if filters.since or filters.until or filters.outlets or ends:
            with clock.time("search"):
                beyond = self.archive.search(
                    question, Filters(as_of=filters.as_of), HITS, Recipe(window=False)
                )
            within = [narrowed(filters, when) for when in whens] or [filters]
            out.append(notes.later(question, read.citations, beyond, within))
        return [note for note in out if note]

    def _answer(
        self, given: str, full: str, filters: Filters, whens: Sequence[When],
        materials: Sequence[Material], read: Read, reader: Reader, remarks: Sequence[Note], clock: Clock,
    ) -> Answer:  # fmt: skip
        answered = [(m.question, claims) for m, claims in zip(materials, read.claims, strict=True)]
        claims = tuple(claim for _, some in answered for claim in some)
        with clock.time("compose"):
            differing = tuple(
                found
                for material, some in zip(materials, read.claims, strict=True)
                for shown in [{marker for claim in some for marker in claim.markers}]
                for found in disagreements(
                    material.question,
                    [c for c in read.citations if c.marker in shown],
                    material.evidence,
                )
            )
            sources = glance(read.citations, self.archive) if claims else None
            closest = () if read.citations else nearest(materials, self.archive)
        today = filters.as_of or self.archive.days()[1]
        silence = compose.silence(
            filters.as_of, any(m.hits for m in materials), _is_narrowed(filters, whens)
        )  # fmt: skip
        return Answer(
            question=given,
            status=status_of(claims),
            text=compose.text_of(answered, silence, differing, remarks, sources, today),
            claims=claims,
            citations=read.citations,
            disagreements=differing,
            nearest=closest,
            standalone=full,
            as_of=filters.as_of,
            today=today,
            since=filters.since,
            until=filters.until,
            outlets=filters.outlets,
            window=_told(whens),
            parts=tuple(Part(q, c) for q, c in answered) if len(answered) > 1 else (),
            notes=tuple(remarks),
            sources=sources,
            dropped=read.dropped,
            reader=reader.name,
            prompt_hash=reader.prompt_hash,
            timings_ms=clock.told(),
            usage=dict(read.usage),
        )


def _told(whens: Sequence[When]) -> str:
    """What the parts of a question say of time, for people; "" for nothing."""
    return "; ".join(dict.fromkeys(filter(None, map(describe, whens))))


def _is_narrowed(filters: Filters, whens: Sequence[When]) -> bool:
    """Whether days or outlets, asked for or read from the question, leave articles out."""
    read = any(when.window and any(when.window.filter) for when in whens)
    return bool(filters.since or filters.until or filters.outlets or read)
