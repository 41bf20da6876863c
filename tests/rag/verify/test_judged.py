"""A connected model as the judge of claims: what it is asked, what its verdict does, what it cannot do."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from rag.answer import Citation, Claim
from rag.chat_reader import connect
from rag.judging import Judging
from rag.reading import Draft, DraftQuote, Evidence, Usage
from rag.verify import Verifier, Waiting
from tests.rag.endpoint import FakeEndpoint, Reply, refuses, says

TOLL = "The mayor of Brenn said on Monday that half of the town's 40 wells had run dry."
BRIDGE = "Workers shut the old bridge after cracks were found in two of its pillars."
LATER = "It may open again in June."
TEXT = f"Wells run dry in Brenn\n\nBy Ada Holt, Brenn Courier, 4 March 2020\n\n{TOLL}\n\n{BRIDGE} {LATER}\n"
RIGHT = "Twenty of Brenn's wells are out of water."  # which no rule makes out
DAYS = "The old bridge was closed on 3 May 2021."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("judged")
    (folder / "a.txt").write_text(TEXT)
    with Archive.open(folder / "archive", create=True) as made:
        made.add([folder / "a.txt"])
        yield made


def verdicts(*them: tuple[int, str, str]) -> str:
    return json.dumps({"verdicts": [{"claim": n, "words": w, "verdict": v} for n, w, v in them]})


def put(
    archive: Archive,
    *drafts: tuple[str, str],
    replies: tuple[Reply, ...],
    judging: Judging = "auto",
) -> tuple[list[tuple[Claim, tuple[Citation, ...]]], list[int], FakeEndpoint, Usage | None]:
    """The claims, how many of them came before the judge was asked, the server, the tokens."""
    hits = archive.search("Brenn wells bridge")
    article = hits[0].article
    with pytest.MonkeyPatch.context() as monkeypatch, FakeEndpoint(*replies) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        judge = connect("m", judging, timeout_s=5.0, max_retries=0)
        found = [
            Evidence(article, s.start, s.end, 6.0, s.voice, s.speaker)
            for s in archive.sentences(article.id)
        ]
        waiting = Waiting(Verifier(hits, found, archive), judge)
        got, early, usage = [], [], None
        for text, quote in drafts:
            taken = list(waiting.take(Draft(text, (DraftQuote(article.id, quote),))))
            early.append(len(taken))
            got += [checked for _, checked in taken]
        for told in waiting.settle(None):
            if isinstance(told, Usage):
                usage = told
            else:
                got.append(told[1])
    return got, early, fake, usage


def test_what_is_borne_out_stands_as_written_though_no_rule_makes_it_out(archive: Archive) -> None:
    alone, _, _, _ = put(archive, (RIGHT, TOLL), replies=(), judging="off")
    assert [claim.text for claim, _ in alone] == [TOLL]
    reply = says(verdicts((1, "half of the town’s 40 wells", "borne out")), usage=(90, 20))
    got, early, fake, usage = put(archive, (RIGHT, TOLL), replies=(reply,))
    [(claim, citations)] = got
    assert claim.text.endswith(RIGHT[1:])
    assert claim.text.startswith("According to")
    assert [c.quote for c in citations] == [TOLL]
    assert early == [0]
    assert usage == Usage(90, 20)
    assert f"claim: {RIGHT}" in fake.requests[0].prompt
    assert f"quote (Brenn Courier, 4 March 2020; said by {claim.speaker}): {TOLL}" in fake.requests[0].prompt  # fmt: skip
    assert f"after it: {BRIDGE}" in fake.requests[0].prompt


@pytest.mark.parametrize("verdict", ["contradicted", "not said"])
def test_what_is_not_is_shown_as_its_quote(archive: Archive, verdict: str) -> None:
    got, _, _, _ = put(archive, (RIGHT, TOLL), replies=(says(verdicts((1, "", verdict))),))
    assert [claim.text for claim, _ in got] == [TOLL]


@pytest.mark.parametrize(
    "reply",
    [
        says("I think so."),
        says(verdicts()),
        says(verdicts((1, "wells", "borne out"), (1, "wells", "not said"))),
        says(verdicts((1, "words of no quote", "borne out"))),
        says(verdicts((1, "", "borne out"))),
        says(verdicts((1, "wells", "yes"))),
        says(verdicts((1, "wells", "borne out")), finish=None),
        refuses(500),
    ],
)
def test_a_judge_that_fails_lets_nothing_through(archive: Archive, reply: Reply) -> None:
    got, _, fake, _ = put(archive, (RIGHT, TOLL), replies=(reply,))
    assert [claim.text for claim, _ in got] == [TOLL]
    assert fake.requests


@pytest.mark.parametrize(
    "foul",
    [
        DAYS,
        "Cracks were found in 7 of the bridge's pillars.",
        "Governor Piet Lomax shut the old bridge.",
        "See https://x.example: the bridge is shut.",
    ],
)
def test_a_figure_a_day_a_name_or_a_link_from_nowhere_is_not_even_asked_about(
    archive: Archive, foul: str
) -> None:
    everything = says(verdicts((1, "old bridge", "borne out")))
    got, _, fake, _ = put(archive, (foul, BRIDGE), replies=(everything,), judging="on")
    assert not fake.requests
    assert all(foul not in claim.text for claim, _ in got)


def test_a_quote_costs_no_call_and_neither_does_what_the_checks_bear_out(archive: Archive) -> None:
    kept = "Workers shut the old bridge after cracks were found."
    got, early, fake, _ = put(archive, (TOLL, TOLL), (kept, BRIDGE), replies=())
    assert early == [1, 1]
    assert [claim.text for claim, _ in got] == [TOLL, kept]
    assert not fake.requests


def test_all_in_own_words_are_judged_when_it_is_on_and_none_when_it_is_off(
    archive: Archive,
) -> None:
    kept = "Workers shut the old bridge after cracks were found."
    reply = says(verdicts((1, "shut the old bridge", "contradicted")))
    got, _, _, _ = put(archive, (kept, BRIDGE), replies=(reply,), judging="on")
    assert [claim.text for claim, _ in got] == [BRIDGE]
    got, early, fake, _ = put(archive, (kept, BRIDGE), replies=(), judging="off")
    assert ([claim.text for claim, _ in got], early, fake.requests) == ([kept], [1], [])


def test_one_call_for_all_and_the_order_stays(archive: Archive) -> None:
    other = "The span over the river is out of use because its supports are damaged."
    reply = says(verdicts((2, "cracks were found", "borne out"), (1, "half", "borne out")))
    got, early, fake, _ = put(
        archive, (BRIDGE, BRIDGE), (RIGHT, TOLL), (LATER, LATER), (other, BRIDGE), replies=(reply,)
    )
    assert early == [1, 0, 0, 0]
    assert len(fake.requests) == 1
    assert [claim.text.rpartition(", ")[2][-9:] for claim, _ in got] == [
        one[-9:] for one in (BRIDGE, RIGHT, LATER, other)
    ]


def test_what_the_evidence_finds_no_answer_is_not_shown_in_place_of_a_claim(
    archive: Archive,
) -> None:
    hits = archive.search("Brenn wells bridge")
    article = hits[0].article
    at = article.text.index(TOLL)

    def shown(probability: float) -> list[str]:
        score = 3 * math.log(probability / (1 - probability))
        evidence = [Evidence(article, at, at + len(TOLL), score)]
        checked = Verifier(hits, evidence, archive).check(
            Draft(RIGHT, (DraftQuote(article.id, TOLL),))
        )
        return [checked[0].text, "certain" if checked[0].certain else "to read"] if checked else []

    assert shown(0.6) == [TOLL, "certain"]
    assert shown(0.3) == [TOLL, "to read"]
    assert shown(0.1) == []
