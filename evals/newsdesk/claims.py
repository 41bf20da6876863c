"""`python -m evals.newsdesk.claims`: what the verifier makes of claims that are right and wrong.

    python -m evals.newsdesk.claims [--part dev|train] [--sets S ...] [--work FOLDER] [--rows FILE]

Every claim of newsdesk is put to the verifier as a draft that quotes the sentence it was written
about: it stands as written, is shown as its quote, is cut back, or is dropped. Claims are right or
wrong, nearly in the words of their sentence or in others; some the article does not speak of. Then
the learned judge alone, without any rule: how well it tells right from wrong, by what is wrong.
Exit code 2: the data are not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.command import command
from evals.newsdesk import given as options
from evals.newsdesk.data import Item, Page
from evals.newsdesk.figures import Sample
from evals.newsdesk.held import articles
from evals.newsdesk.judged import table as judged
from evals.newsdesk.right import holds, letters
from evals.retrieval.table import Table
from index.archive import Archive
from index.article import Article, Passage
from index.hit import Hit, Why
from rag.answer import Citation, Claim
from rag.reading import Draft, DraftQuote, Evidence
from rag.verify import Verifier

SURE = 6.0  # the score of what is quoted: it is taken for an answer
GROUPS = {
    "right, in other words": ("supported", False),
    "right, nearly the sentence's words": ("supported", True),
    "wrong in one thing, nearly the sentence's words": ("refuted", False),
    "wrong in one thing, in other words": ("refuted", True),
    "not spoken of": ("unsupported", False),
}
FATES = ("as written", "as its quote", "cut back", "dropped")


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim, and what was shown of it: `fate` is one of FATES, `shown` the words, "" if dropped."""

    item: Item
    page: str
    fate: str
    shown: str

    @property
    def group(self) -> str:
        return next(n for n, key in GROUPS.items() if key == (self.item.kind, self.item.twin))


def main() -> None:
    given = options.parser(__doc__).parse_args()
    with options.opened(given) as (archive, pages):
        found = list(_kept(given.rows, checked(archive, pages)))
    for made in (table(found), by_kind(found), judged(pages)):
        print("\n".join(made.lines()))


def _kept(path: Path | None, found: Iterator[Checked]) -> Iterator[Checked]:
    lines = []
    for one in found:
        lines.append(json.dumps(asdict(one), ensure_ascii=False))
        yield one
    if path:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def checked(archive: Archive, pages: Sequence[Page]) -> Iterator[Checked]:
    """Every claim, as the draft of an answer of its own."""
    held = articles(pages, archive)
    for page in pages:
        article = held[page.id]
        hit = Hit(
            Passage(page.id, article.id, 0, len(article.text)), article, 1.0, Why(1, 1.0, 1, 1.0, 1.0, 1)
        )  # fmt: skip
        for item in page.claimed():
            quoted = page.marked(item)
            evidence = _evidence(article, quoted, archive)
            draft = Draft(item.text, tuple(DraftQuote(article.id, quote) for quote in quoted))
            made = Verifier([hit], evidence, archive).check(draft)
            yield Checked(item, page.id, fate(item.text, made), made[0].text if made else "")


def _evidence(article: Article, quoted: Sequence[str], archive: Archive) -> list[Evidence]:
    """The sentences that are quoted, as if they were known to answer."""
    return [
        Evidence(article, s.start, s.end, SURE, s.voice, s.speaker)
        for s in archive.sentences(article.id)
        if holds(article.text[s.start : s.end], quoted)
    ]


def fate(claim: str, made: tuple[Claim, Sequence[Citation]] | None) -> str:
    """Which of FATES befell it; a lead-in that says whose claim or quote it is changes nothing."""
    if made is None:
        return "dropped"
    shown = letters(made[0].text)
    if letters(claim) in shown:
        return "as written"
    return "as its quote" if any(letters(c.quote) in shown for c in made[1]) else "cut back"


def table(found: Sequence[Checked]) -> Table:
    """A line a group: the share that each of FATES befell."""
    sample = Sample([c.page for c in found])
    body = []
    for name in GROUPS:
        some = [c for c in found if c.group == name]
        shares = [sample.share([(c.page, c.fate == fate) for c in some]) for fate in FATES]
        body.append((name, str(len(some)), *(cell for s in shares for cell in s.cells()[:2])))
    right = [(c.page, c.fate in FATES[:2]) for c in found if c.item.kind == "supported"]
    lost = [(c.page, c.fate == "dropped") for c in found if c.item.kind == "supported"]
    wrong = [(c.page, c.fate == FATES[0]) for c in found if c.item.kind == "refuted"]
    notes = [
        f"{name} {' ('.join(sample.share(some).cells()[:2])})."
        for name, some in (
            ("right ones that stand as written or as their quote", right),
            ("right ones that are dropped", lost),
            ("wrong ones that stand as written, of either wording", wrong),
        )
    ]
    head = ("", "claims", *(cell for fate in FATES for cell in (fate, "95 %")))
    return Table("newsdesk's claims through the verifier", head, tuple(body), tuple(notes))


def by_kind(found: Sequence[Checked]) -> Table:
    """What is wrong in the claims that stand as written."""
    wrong = [c for c in found if c.item.kind == "refuted"]
    body = []
    for kind in sorted({c.item.changed for c in wrong}):
        some = [c for c in wrong if c.item.changed == kind]
        stands = sum(c.fate == FATES[0] for c in some)
        body.append((kind, str(len(some)), f"{stands / len(some):.3f}"))
    return Table("Wrong claims by what is wrong", ("", "claims", "as written"), tuple(body))


if __name__ == "__main__":
    command(main)
