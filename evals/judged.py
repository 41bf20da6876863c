"""Claims of newsdesk judged by a strong model, as the product has them judged.

    python -m evals.judged write FOLDER [--most 300]   the prompts, one a file, for somebody to reply to
    python -m evals.judged score FOLDER [--most 300]   the replies, `001.json` for `001.txt`, put through
                                                       the verifier: what stands as written, what as quote

A prompt holds claims and quotes and no label. Replies are remembered claim by claim, so that they
still serve when other claims stand beside them; a server on loopback gives them to the product's own
chat reader. FOLDER lies outside the repository: the texts are not ours to publish.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.endpoints.server import Reply, Script, ScriptedEndpoint
from evals.sources import SHARED
from index.archive import Archive
from index.article import Article, Passage
from index.errors import InputError
from index.hit import Hit, Why
from rag.chat_reader import connect
from rag.judging import ClaimJudge, Judging
from rag.reading import Draft, DraftQuote, Evidence, Usage
from rag.verify import Verifier, Waiting
from rag.verify.speaker import attributed

DEV = SHARED / "data" / "newsdesk" / "dev.jsonl"
SEED = 14
SURE = 6.0  # the score of a sentence that is quoted
AT_ONCE = 5  # claims of one answer, as many as the prompt asks for
SORTS = ("right, other words", "right, near copy", "wrong, near copy", "wrong, other words", "not said")  # fmt: skip
CLAIM = re.compile(r"^=== \w+ claim (\d+) ===\nclaim: (.*)$", re.MULTILINE)
FATES = ("as written", "as its quote", "cut back", "dropped")
WHY = Why(1, 1.0, 1, 1.0, 1.0, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, the sentences quoted for it and the address of their article; `sort` is of SORTS."""

    text: str
    quotes: tuple[str, ...]
    url: str
    sort: str


def claims(rows: Sequence[dict[str, Any]], most: int) -> list[Told]:
    """The same sample each time, as many of each sort as there are, in an order that keeps the
    two of a pair of twins apart: beside each other they would give each other away."""
    sorts: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        for told in _of(row):
            sorts[told.sort].append(told)
    pick = random.Random(SEED)
    out: list[Told] = []
    for left, sort in enumerate(sorted(SORTS, key=lambda s: len(sorts[s]))):
        share = (most - len(out)) // (len(SORTS) - left)
        out += pick.sample(sorts[sort], min(share, len(sorts[sort])))
    pick.shuffle(out)
    # Dealt out one by one, the claims of an article come to as many batches.
    out.sort(key=lambda told: told.url)
    count = -(-len(out) // AT_ONCE)
    batches = [out[at::count] for at in range(count)]
    for batch in batches:
        pick.shuffle(batch)
    return [told for batch in batches for told in batch]


def _of(row: dict[str, Any]) -> Iterator[Told]:
    items, sentences = row["items"], row["sentences"]
    for item in items:
        twin = "twin_of" in item
        sort = {
            "supported": SORTS[1] if twin else SORTS[0],
            "refuted": SORTS[3] if twin else SORTS[2],
            "unsupported": SORTS[4],
        }.get(item["kind"])
        if sort:
            quotes = tuple(sentences[n] for n in item.get("by") or item["near"])
            yield Told(item["claim"], quotes, str(row["url"]), sort)


def fates(told: Sequence[Told], script: Script, judging: Judging) -> Iterator[tuple[Told, str]]:
    """What becomes of each claim, five of them to an answer, with a model that replies by script."""
    with (
        tempfile.TemporaryDirectory(prefix="dateline-judged-") as scratch,
        Archive.open(Path(scratch) / "archive", create=True) as archive,
        ScriptedEndpoint(lambda seen: Reply("{}")) as endpoint,
    ):
        _fill(archive, Path(scratch))
        held = {a.url: a for a in (archive.article(name) for name, _ in archive.articles())}
        endpoint.script = script
        with endpoint.named():
            judge = connect("scripted", judging, max_retries=0)
        for at in range(0, len(told), AT_ONCE):
            yield from _batch(told[at : at + AT_ONCE], held, archive, judge)


def _batch(
    told: Sequence[Told], held: dict[str | None, Article], archive: Archive, judge: ClaimJudge
) -> Iterator[tuple[Told, str]]:
    drafts = {
        Draft(one.text, tuple(DraftQuote(held[one.url].id, quote) for quote in one.quotes)): one
        for one in told
    }
    hits = [_hit(held[url]) for url in dict.fromkeys(one.url for one in told)]
    evidence = [e for one in told for e in _evidence(held[one.url], one.quotes, archive)]
    waiting = Waiting(Verifier(hits, evidence, archive), judge)
    found = [pair for draft in drafts for pair in waiting.take(draft)]
    found += [pair for pair in waiting.settle(None) if not isinstance(pair, Usage)]
    shown = {draft: claim for draft, (claim, _) in found}
    quotes = {draft: [c.quote for c in citations] for draft, (_, citations) in found}
    for draft, one in drafts.items():
        claim = shown.get(draft)
        if claim is None:
            yield one, "dropped"
        elif claim.text in (one.text, attributed(one.text, claim.speaker or "")):
            yield one, "as written"
        else:
            yield one, "as its quote" if claim.text in quotes[draft] else "cut back"


def _evidence(article: Article, quotes: Sequence[str], archive: Archive) -> Iterator[Evidence]:
    """The sentences that are quoted, as if they were known to answer what was asked."""
    for s in archive.sentences(article.id):
        text = article.text[s.start : s.end]
        if any(text in quote or quote in text for quote in quotes):
            yield Evidence(article, s.start, s.end, SURE, s.voice, s.speaker)


def _hit(article: Article) -> Hit:
    return Hit(Passage(article.id, article.id, 0, len(article.text)), article, 1.0, WHY)


def _rows() -> list[dict[str, Any]]:
    if not DEV.is_file():
        raise InputError(f"{DEV} is not there; put the data there or set DATELINE_SHARED.")
    return [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]


def _fill(archive: Archive, scratch: Path) -> None:
    fields = ("title", "outlet", "published", "url")
    rows = [
        {**{name: row[name] for name in fields}, "text": " ".join(map(str, row["sentences"]))}
        for row in _rows()
    ]
    path = scratch / "newsdesk.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    archive.add([path])


def writing(folder: Path) -> Script:
    """Writes down each prompt, and has nothing to say to it."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = iter(range(1, 10_000))

    def script(prompt: str) -> Reply:
        (folder / f"{next(numbers):03}.txt").write_text(prompt, encoding="utf-8")
        return Reply('{"verdicts": []}')

    return lambda seen: script(seen.prompt)


def replying(folder: Path) -> Script:
    """Says of each claim what the replies in the folder say of it."""
    known = dict(_known(folder))

    def script(prompt: str) -> Reply:
        verdicts = [
            {**known[claim], "claim": int(number)}
            for number, claim in CLAIM.findall(prompt)
            if claim in known
        ]
        return Reply(json.dumps({"verdicts": verdicts}))

    return lambda seen: script(seen.prompt)


def _known(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each claim with what was replied to it. Raises InputError for a reply that cannot be read."""
    for path in sorted(folder.glob("*.json")):
        put = dict(CLAIM.findall(path.with_suffix(".txt").read_text(encoding="utf-8")))
        try:
            for verdict in json.loads(path.read_text(encoding="utf-8"))["verdicts"]:
                yield put[str(verdict["claim"])], verdict
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is no reply to its prompt ({error!r}); mend it.") from None


def table(found: Sequence[tuple[Told, str]]) -> list[str]:
    """The share of each fate, by sort."""
    lines = [f"{'':22}{'claims':>8}" + "".join(f"{fate:>15}" for fate in FATES)]
    for sort in SORTS:
        counts = Counter(fate for told, fate in found if told.sort == sort)
        total = counts.total() or 1
        cells = "".join(f"{counts[fate] / total:>15.3f}" for fate in FATES)
        lines.append(f"{sort:22}{counts.total():>8}{cells}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("what", choices=("write", "score"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=300, help="claims in the sample")
    parser.add_argument("--judge", choices=("off", "on", "auto"), default="on")
    args = parser.parse_args()
    script = writing(args.folder) if args.what == "write" else replying(args.folder)
    found = list(fates(claims(_rows(), args.most), script, args.judge))
    if args.what == "write":
        written = len(list(args.folder.glob("*.txt")))
        print(f"{written} prompts in {args.folder}; write the reply to 001.txt into 001.json.")
    else:
        print("\n".join(table(found)))


if __name__ == "__main__":
    main()
