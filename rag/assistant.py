"""One way through: question -> hits -> evidence -> drafts -> verified claims -> Answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from threading import Event as Signal

from index.archive import Archive
from index.errors import ArchiveError, InputError
from index.filters import Day, Filters, asked
from index.search import narrowed
from index.search.recipe import Recipe
from index.search.when import When, describe
from rag import compose, evidence, notes, premise
from rag.answer import Answer, Citation, Claim, Note, Part, Stage, Verified
from rag.budget import Budget
from rag.clock import Clock
from rag.disagree import disagreements, other_sides
from rag.errors import EndpointError
from rag.nearest import nearest
from rag.question import checked, depends, parts, presupposition, standalone
from rag.quote_reader import choose
from rag.reading import Draft, DraftQuote, Material, Reader, Rewriter, Usage
from rag.repeats import repeats
from rag.sources import glance
from rag.verify import Verifier

HITS = 12

Event = Stage | Verified


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reader's drafts came to: the claims of each part, their citations, what it cost."""

    claims: tuple[tuple[Claim, ...], ...]
    citations: tuple[Citation, ...]
    usage: dict[str, int]
    dropped: int


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
            full = self._standalone(given, earlier, answers, budget, usage)
        materials = [self._material(part, filters, window, clock) for part in parts(full)]
        materials = [replace(material, budget=budget) for material in materials]
        whens = [self.archive.when(m.question, filters) for m in materials] if window else []
        with clock.time("premise"):
            remarks = self._unborne(materials, _is_narrowed(filters, whens))
        yield Stage("reading")
        reader = self.reader
        try:
            read = yield from self._read(reader, materials, clock, usage)
        except EndpointError as error:
            if self.stand_in is None or not error.passing:
                raise
            reader = self.stand_in
            remarks.append(notes.fallback(error, reader.name))
            yield Stage("falling back")
            read = yield from self._read(reader, materials, clock, usage)
        yield Stage("checking")
        remarks += self._remarks(full, materials, read, filters, whens, clock)
        yield self._answer(given, full, filters, whens, materials, read, reader, remarks, clock)

    def _standalone(
        self, given: str, history: Sequence[str], answers: Sequence[str], budget: Budget,
        usage: Counter[str],
    ) -> str:  # fmt: skip
        """By rule; by the model, where one is connected, if no rule makes anything of it."""
        full = standalone(given, history, answers)
        if full == given and history and depends(given) and isinstance(self.reader, Rewriter):
            for told in self.reader.rewrite(given, history, budget):
                if isinstance(told, Usage):
                    usage.update(asdict(told))
                else:
                    full = told
        return full

    def _material(self, question: str, filters: Filters, window: bool, clock: Clock) -> Material:
        """What there is to read for one question."""
        with clock.time("search"):
            hits = self.archive.search(question, filters, HITS, Recipe(window=window))
        with clock.time("evidence"):
            found = evidence.find(question, hits, self.archive)
        return Material(question, filters.as_of, tuple(hits), tuple(found))

    def _unborne(self, materials: list[Material], some: bool) -> list[Note]:
        """What questions take for granted and nothing bears out; these get no evidence to read.
        `some` tells that not the whole archive was searched.

        Where there is no evidence at all, nothing can be said of the premise either.
        """
        remarks = []
        for number, material in enumerate(materials):
            taken = presupposition(material.question)
            if not taken or not material.evidence:
                continue
            if not premise.borne_out(taken, material.evidence, self.archive):
                remarks.append(notes.unborne(taken.text, narrowed=some))
                materials[number] = replace(material, premise=taken.text)
        return remarks

    def _read(
        self, reader: Reader, materials: Sequence[Material], clock: Clock, usage: Counter[str]
    ) -> Generator[Event, None, _Read]:
        """The drafts of each material, checked; markers run on; tokens, also of what fails, go to
        `usage`."""
        hits = [hit for m in materials for hit in m.hits]
        found = [e for m in materials for e in m.evidence]
        verifier = Verifier(hits, found, self.archive)
        claims: list[tuple[Claim, ...]] = []
        citations: dict[int, Citation] = {}
        for material in materials:
            verifier.turn_to(material.evidence)
            said: dict[Claim, tuple[Citation, ...]] = {}
            for draft in self._drafts(reader, material, said, clock):
                if isinstance(draft, Usage):
                    usage.update(asdict(draft))
                    continue
                with clock.time("verify"):
                    verified = verifier.check(draft)
                if verified is None:
                    continue
                claim = compose.led_in(*verified, draft.explains)
                if not repeats(claim, verified[1], said):
                    said[claim] = verified[1]
                    yield Verified(claim, verified[1])
            claims.append(tuple(said))
            citations |= {c.marker: c for some in said.values() for c in some}
        return _Read(
            tuple(claims), tuple(citations[m] for m in sorted(citations)), usage, verifier.dropped
        )

    def _drafts(
        self, reader: Reader, material: Material, said: Mapping[Claim, tuple[Citation, ...]],
        clock: Clock,
    ) -> Iterator[Draft | Usage]:  # fmt: skip
        """What the reader proposes, then who says otherwise than what of it was let through.

        Where nothing was found, or what the question takes for granted is not borne out, no reader
        is asked, so none can be tempted to answer all the same.
        """
        if material.premise or not material.hits:
            return
        drafts = reader.read(material)
        while True:
            with clock.time("read"):
                draft = next(drafts, None)
            if draft is None:
                break
            yield draft
        with clock.time("disagree"):
            shown = [c for some in said.values() for c in some]
            sides = other_sides(material.question, shown, material.evidence) if shown else []
        for side in sides:
            yield Draft(side.text, (DraftQuote(side.article.id, side.text),))

    def _remarks(
        self, question: str, materials: Sequence[Material], read: _Read, filters: Filters,
        whens: Sequence[When], clock: Clock,
    ) -> list[Note]:  # fmt: skip
        """What must be said of the answer as a whole."""
        out: list[Note | None] = []
        today = filters.as_of or self.archive.days()[1]
        if any(read.claims):
            out.append(notes.undated(read.citations))
            if today:
                given = filters.as_of is not None
                out.append(notes.stale(question, read.citations, today, given=given))
        elif _told(whens) and not any(m.premise for m in materials):
            elsewhere = [self._material(m.question, filters, False, clock) for m in materials]
            # The quote reader's own choice: whether to answer is decided without any model.
            if any(when.window for when in whens) and any(map(choose, elsewhere)):
                out.append(notes.widened(_told(whens)))
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
        materials: Sequence[Material], read: _Read, reader: Reader, remarks: Sequence[Note], clock: Clock,
    ) -> Answer:  # fmt: skip
        answered = [(m.question, claims) for m, claims in zip(materials, read.claims, strict=True)]
        claims = tuple(claim for _, some in answered for claim in some)
        with clock.time("compose"):
            by_marker = {c.marker: c for c in read.citations}
            differing = tuple(
                found
                for material, some in zip(materials, read.claims, strict=True)
                for found in disagreements(
                    material.question, [by_marker[m] for m in _markers(some)], material.evidence
                )
            )
            sources = glance(read.citations, self.archive) if claims else None
            closest = () if claims else nearest(materials, self.archive)
        today = filters.as_of or self.archive.days()[1]
        text = (
            compose.text_of(answered, differing, remarks, sources, today)
            if claims
            else compose.silence(
                filters.as_of, any(m.hits for m in materials), _is_narrowed(filters, whens), remarks
            )
        )
        return Answer(
            question=given,
            status="answered" if claims else "abstained",
            text=text,
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


def _markers(claims: Sequence[Claim]) -> list[int]:
    return sorted({marker for claim in claims for marker in claim.markers})
