"""What a reader proposes, checked draft by draft, as the claims of an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from index.archive import Archive
from rag import compose
from rag.answer import Citation, Claim, Verified
from rag.clock import Clock
from rag.disagree import other_sides
from rag.judging import ClaimJudge
from rag.reading import Draft, Material, Reader, Usage
from rag.repeats import repeats
from rag.verify import Verifier, Waiting

Said = dict[Claim, tuple[Citation, ...]]
Checked = tuple[Draft, tuple[Claim, tuple[Citation, ...]]]


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader's drafts came to: the claims of each part, their citations, what it cost."""

    claims: tuple[tuple[Claim, ...], ...]
    citations: tuple[Citation, ...]
    usage: dict[str, int]
    dropped: int


def read_through(
    reader: Reader, materials: Sequence[Material], archive: Archive, clock: Clock,
    usage: Counter[str],
) -> Generator[Verified, None, Read]:  # fmt: skip
    """The drafts of each material, checked, by the reader's model too where it judges; markers run
    on; tokens, also of what fails, go to `usage`."""
    hits = [hit for m in materials for hit in m.hits]
    found = [e for m in materials for e in m.evidence]
    verifier = Verifier(hits, found, archive)
    judge = reader if isinstance(reader, ClaimJudge) and reader.judging != "off" else None
    claims: list[tuple[Claim, ...]] = []
    citations: dict[int, Citation] = {}
    for material in materials:
        verifier.turn_to(material.evidence)
        said: Said = {}
        for told in _checked(reader, material, Waiting(verifier, judge), said, clock):
            if isinstance(told, Usage):
                usage.update(asdict(told))
                continue
            draft, verified = told
            claim = replace(
                compose.led_in(*verified, draft.explains),
                certain=draft.certain and verified[0].certain,
            )
            if not repeats(claim, verified[1], said):
                said[claim] = verified[1]
                yield Verified(claim, verified[1])
        claims.append(tuple(said))
        citations |= {c.marker: c for some in said.values() for c in some}
    return Read(
        tuple(claims), tuple(citations[m] for m in sorted(citations)), dict(usage),
        verifier.dropped,
    )  # fmt: skip


def _checked(
    reader: Reader, material: Material, waiting: Waiting, said: Mapping[Claim, tuple[Citation, ...]],
    clock: Clock,
) -> Iterator[Checked | Usage]:  # fmt: skip
    """What the reader proposes and the checks let through, then who says otherwise than that.

    Where nothing was found no reader is asked, so none can be tempted to answer all the same.
    """
    if not material.hits:
        return
    drafts = reader.read(material)
    while True:
        with clock.time("read"):
            draft = next(drafts, None)
        if draft is None:
            break
        yield from [draft] if isinstance(draft, Usage) else _take(waiting, draft, clock)
    with clock.time("judge"):
        settled = list(waiting.settle(material.budget))
    yield from settled
    with clock.time("disagree"):
        shown = [c for some in said.values() for c in some]
        sides = other_sides(material.question, shown, material.evidence) if shown else []
    sure = any(claim.certain for claim in said)
    for side in sides:  # as certain as what it is set against
        yield from _take(waiting, side.draft(certain=sure), clock)


def _take(waiting: Waiting, draft: Draft, clock: Clock) -> list[Checked]:
    with clock.time("verify"):
        return list(waiting.take(draft))
