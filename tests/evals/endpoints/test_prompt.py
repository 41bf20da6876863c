from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evals.endpoints.prompt import see
from evals.endpoints.server import Reply, ScriptedEndpoint
from index.archive import Archive
from rag.assistant import Assistant
from rag.chat_reader.excerpts import LEFT_OUT
from rag.connect import reader_for


def test_a_model_sees_what_the_reader_shows(samples: Archive) -> None:
    seen = []
    with ScriptedEndpoint(lambda found: seen.append(found) or Reply('{"claims": []}')) as endpoint:
        with endpoint.named():
            assistant = Assistant(samples, *reader_for("chat", "scripted"))
        answer = assistant.ask("What fee did Port Sable pay for Dayo Oyelaran?")
    assert answer.status == "abstained"
    (found,) = seen
    assert found.question == "What fee did Port Sable pay for Dayo Oyelaran?"
    assert [p.number for p in found.passages] == list(range(1, len(found.passages) + 1))
    texts = {
        samples.article(name).label: samples.article(name).text for name, _ in samples.articles()
    }
    assert found.passages
    assert all(piece in texts[p.title] for p in found.passages for piece in p.text.split(LEFT_OUT))
    passage = found.holding("14.5 million euros")
    assert passage
    assert passage.title == "Port Sable break club record to sign Oyelaran"
    assert found.holding("14.5 million euros", "Another title") is None


@given(st.text(max_size=300))
def test_any_prompt_can_be_read(prompt: str) -> None:
    found = see(prompt)
    assert found.passages == ()
    assert found.question in prompt
