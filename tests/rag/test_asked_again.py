"""A model that is asked again, for several parts, or in vain: what is shown, and what it took."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from threading import Event

import pytest

from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.budget import Budget
from rag.chat_reader import ChatReader, connect
from rag.quote_reader import QuoteReader
from rag.reading import Draft, Material, Usage
from tests.rag.endpoint import Behaviour, FakeEndpoint, Reply, Request, claims, refuses, says

ASKED = "What fee did Port Sable pay for Dayo Oyelaran?"
RIGHT = "Port Sable have signed forward Dayo Oyelaran from Valmere United for 14.5 million euros."
WRONG = RIGHT.replace("14.5", "41.5")
AGAIN = "Port Sable have signed forward Dayo Oyelaran for 14.5 million euros."


def fee(request: Request) -> tuple[int, str]:
    """The passage that tells the fee, and the paragraph in which it does."""
    found = re.search(
        r"passage (\d+) begins ===(?:(?!passage \d+ ends).)*?([^\n]*14\.5 million[^\n]*)",
        request.prompt,
        re.DOTALL,
    )
    assert found
    return int(found[1]), found[2]


def states(*texts: str, cut: bool = False) -> Behaviour:
    """A reply with these claims on the words that tell the fee; cut off behind them, or whole."""

    def reply(request: Request) -> Reply:
        number, quote = fee(request)
        whole = claims(*[(text, number, quote) for text in (*texts, *(["Next."] if cut else []))])
        said = whole[: whole.index("Next.")] if cut else whole
        return says(said, finish=None if cut else "stop", counted=(10, 1), usage=(10, 1))

    return reply


def ask(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, question: str, *replies: Behaviour,
    earlier: str = "Who is Dayo Oyelaran?",
) -> tuple[Answer, FakeEndpoint]:  # fmt: skip
    with FakeEndpoint(*replies) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        reader: ChatReader = connect("scripted", max_retries=1)
        reader._pause_s = 0.01
        made = Assistant(archive, reader, "chat", QuoteReader())
        return made.ask(question, history=[earlier]), fake


def test_a_follow_up_that_names_nobody_is_first_put_into_words_of_its_own(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = "Did Port Sable sign Dayo Oyelaran, and what fee did it pay?"
    rewrites = says(json.dumps({"question": ASKED}))
    answer, fake = ask(
        samples, monkeypatch, "And how much was paid?", rewrites, states(RIGHT), earlier=earlier
    )
    assert earlier in fake.requests[0].prompt and len(fake.requests) == 2
    assert answer.question == "And how much was paid?"
    assert answer.standalone == ASKED
    assert RIGHT in [claim.text for claim in answer.claims]


def test_a_follow_up_that_names_somebody_is_asked_as_it_is(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, fake = ask(samples, monkeypatch, ASKED, states(RIGHT))
    assert len(fake.requests) == 1
    assert answer.standalone == f"Who is Dayo Oyelaran? {ASKED}"


def test_a_second_try_may_put_right_what_the_first_said_wrongly(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, fake = ask(samples, monkeypatch, ASKED, states(WRONG, cut=True), states(RIGHT))
    assert len(fake.requests) == 2
    assert answer.reader == "chat:scripted"
    assert sum("14.5 million" in claim.text for claim in answer.claims) == 1
    assert "41.5" not in answer.text


@pytest.mark.parametrize("other", [AGAIN, RIGHT, RIGHT.removesuffix(".")])
def test_what_is_said_twice_is_shown_once(
    samples: Archive, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    answer, _ = ask(samples, monkeypatch, ASKED, states(RIGHT, cut=True), states(other))
    assert [claim.text for claim in answer.claims if "signed" in claim.text] == [RIGHT]
    answer, _ = ask(samples, monkeypatch, ASKED, states(RIGHT, other))
    assert [claim.text for claim in answer.claims if "signed" in claim.text] == [RIGHT]


def test_what_a_model_took_that_failed_is_counted(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = states(RIGHT, cut=True)
    answer, fake = ask(samples, monkeypatch, ASKED, cut, cut)
    assert len(fake.requests) == 2
    assert answer.reader == "quote"
    assert [note.kind for note in answer.notes].count("fallback") == 1
    assert dict(answer.usage) == {"prompt_tokens": 20, "completion_tokens": 2}


def test_what_nobody_counted_is_not_made_up(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, _ = ask(samples, monkeypatch, ASKED, refuses(500), refuses(500))
    assert dict(answer.usage) == {}


def test_another_wording_stands_by_itself_and_another_fact_beside_it(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, _ = ask(samples, monkeypatch, ASKED, states(AGAIN))
    assert [claim.text for claim in answer.claims][:1] == [AGAIN]
    less = "Port Sable have signed forward Dayo Oyelaran."
    answer, _ = ask(samples, monkeypatch, ASKED, states(less, cut=True), states(less, RIGHT))
    assert RIGHT in [claim.text for claim in answer.claims]


def test_who_says_it_is_taken_from_the_quotes_and_not_from_the_model(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reply(request: Request) -> Reply:
        number, quote = fee(request)
        said = json.loads(claims((RIGHT, number, quote)))
        said["claims"][0]["speaker"] = "Nora Whitlock"
        return says(json.dumps(said))

    answer, _ = ask(samples, monkeypatch, ASKED, reply)
    assert answer.claims[0].text == RIGHT
    assert "Nora Whitlock" not in json.dumps(answer.to_dict())


class Noting:
    """A reader that says nothing and keeps what it was given."""

    name = "noting"
    prompt_hash: str | None = None

    def __init__(self) -> None:
        self.given: list[Material] = []

    def read(self, material: Material) -> Iterator[Draft | Usage]:
        self.given.append(material)
        yield from ()


def test_all_parts_of_a_question_share_one_budget_that_ends_when_nobody_waits(
    samples: Archive,
) -> None:
    noting, halted = Noting(), Event()
    asked = "How many people died in Calderhaven, and who is the mayor?"
    list(Assistant(samples, noting, "noting").stream(asked, halted=halted))
    first, second = (material.budget for material in noting.given)
    assert first is not None
    assert first is second
    assert first.left_s > 0
    halted.set()
    assert first.left_s == 0
    assert first.at_most(100).left_s == 0


def test_a_budget_within_another_ends_with_it_and_counts_from_its_start() -> None:
    whole = Budget(0.05)
    assert whole.at_most(100).left_s <= 0.05
    time.sleep(0.06)
    assert whole.at_most(100).left_s <= 0
    assert Budget().at_most(100).left_s > 99
