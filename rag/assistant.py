"""One way through: question -> hits -> evidence -> drafts -> verified claims -> Answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.errors import ArchiveError
from index.filters import Day, asked
from index.search.recipe import Recipe
from index.search.when import describe
from rag import compose, evidence
from rag.answer import Answer, Citation, Claim, Stage, Verified
from rag.clock import Clock
from rag.disagree import disagreements
from rag.question import checked, standalone
from rag.reading import Evidence, Material, Reader, Usage
from rag.verify import Verifier, cite

HITS = 12
NEAREST = 3


@dataclass(frozen=True)
class Assistant:
    """An archive and the reader that answers from it. `reader_label` says which, for people."""

    archive: Archive
    reader: Reader
    reader_label: str

    def ask(
        self, question: str, *, as_of: Day = None, since: Day = None, until: Day = None,
        outlets: Sequence[str] = (), history: Sequence[str] = (), window: bool = True,
    ) -> Answer:  # fmt: skip
        """The Answer; see `stream`."""
        *_, answer = self.stream(
            question, as_of=as_of, since=since, until=until, outlets=outlets, history=history,
            window=window,
        )  # fmt: skip
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, *, as_of: Day = None, since: Day = None, until: Day = None,
        outlets: Sequence[str] = (), history: Sequence[str] = (), window: bool = True,
    ) -> Iterator[Stage | Verified | Answer]:  # fmt: skip
        """What is going on, each claim once it has passed the checks, and the Answer last.

        `history` holds the earlier questions of the conversation, oldest first. Days are
        inclusive. The days that the question names narrow the search, as `Answer.window` says,
        unless `window` is off. Raises InputError for a question, day or outlet that cannot be used,
        ArchiveError for an empty archive, EndpointError where a model endpoint fails.
        """
        given = checked(question)
        filters = asked(as_of, since, until, outlets=outlets)
        if not self.archive.count():
            raise ArchiveError(
                f"The archive {self.archive.folder} holds no articles; fill it with: "
                f"dateline ingest PATH --archive {self.archive.folder}"
            )
        clock = Clock()
        usage: dict[str, int] = {}
        yield Stage("searching")
        full = standalone(given, [checked(h) for h in history])
        with clock.time("search"):
            hits = self.archive.search(full, filters, HITS, Recipe(window=window))
            said = describe(self.archive.when(full, filters)) if window else ""
        with clock.time("evidence"):
            found = evidence.find(full, hits, self.archive)
        material = Material(full, filters.as_of, tuple(hits), tuple(found))
        verifier = Verifier(hits, found, self.archive)
        claims: list[Claim] = []
        citations: dict[int, Citation] = {}
        # Nothing found: no reader is asked, so none can be tempted to answer all the same.
        drafts = self.reader.read(material) if hits else iter(())
        yield Stage("reading")
        while True:
            with clock.time("read"):
                draft = next(drafts, None)
            if draft is None:
                break
            if isinstance(draft, Usage):
                for name in ("prompt_tokens", "completion_tokens"):
                    usage[name] = usage.get(name, 0) + getattr(draft, name)
                continue
            with clock.time("verify"):
                verified = verifier.check(draft)
            if verified:
                claim = compose.led_in(*verified)
                claims.append(claim)
                citations |= {c.marker: c for c in verified[1]}
                yield Verified(claim, verified[1])
        yield Stage("checking")
        cited = tuple(citations[m] for m in sorted(citations))
        differing = disagreements(full, cited)
        narrowed = bool(filters.since or filters.until or filters.outlets or said)
        text = (
            compose.text_of([(full, claims)], differing)
            if claims
            else compose.silence(filters.as_of, bool(hits), narrowed, ())
        )
        yield Answer(
            question=given,
            status="answered" if claims else "abstained",
            text=text,
            claims=tuple(claims),
            citations=cited,
            disagreements=differing,
            nearest=() if claims else _nearest(found),
            standalone=full,
            as_of=filters.as_of,
            since=filters.since,
            until=filters.until,
            outlets=filters.outlets,
            window=said,
            reader=self.reader.name,
            prompt_hash=self.reader.prompt_hash,
            timings_ms=dict(clock),
            usage=usage,
        )


def _nearest(found: Sequence[Evidence]) -> tuple[Citation, ...]:
    return tuple(
        cite(e.article, e.start, e.end, marker, e.speaker)
        for marker, e in enumerate(found[:NEAREST], 1)
    )
