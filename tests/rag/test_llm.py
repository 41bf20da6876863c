"""The OpenAI-compatible client, against a real server on loopback with every fault scripted."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from llama_index.core.callbacks import CallbackManager, LlamaDebugHandler
from llama_index.core.llms import ChatMessage

from rag.endpoint import OPENAI_URL
from rag.errors import EndpointError
from tests.rag.asking import KEY, MESSAGES, failure, llm_at
from tests.rag.endpoint import FakeEndpoint, Reply, refuses, says, sends, unused_url

SOON = {"retry_after_ms": "5"}
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def test_streams_growing_content_and_counts_tokens() -> None:
    with FakeEndpoint(says("Nothing was signed.", size=7)) as fake:
        responses = list(llm_at(fake.url).stream_chat(MESSAGES))
    assert [r.delta for r in responses if r.delta] == ["Nothing", " was si", "gned."]
    assert responses[-1].message.content == "Nothing was signed."
    assert responses[-1].additional_kwargs == {"prompt_tokens": 11, "completion_tokens": 7}
    [request] = fake.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "small-model",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Well?"},
        ],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 4096,
        "temperature": 0.0,
    }


def test_every_llamaindex_way_of_asking_is_the_same_call() -> None:
    with FakeEndpoint(*[says("Yes.")] * 6) as fake:
        llm = llm_at(fake.url)
        assert llm.complete("Well?").text == "Yes."
        assert [r.text for r in llm.stream_complete("Well?")][-1] == "Yes."
        assert asyncio.run(llm.acomplete("Well?")).text == "Yes."
        assert asyncio.run(llm.achat([ChatMessage(content="Well?")])).message.content == "Yes."
        assert llm.chat([ChatMessage(content="Well?")]).message.content == "Yes."
        assert llm.chat([ChatMessage(content="Well?")], temperature=0.5).delta == ""
    first, *middle, last = (request.body for request in fake.requests)
    assert all(body == first for body in middle)
    assert last == first | {"temperature": 0.5}


def test_usage_is_left_out_where_the_server_does_not_count() -> None:
    with FakeEndpoint(says("Yes.", usage=None)) as fake:
        assert llm_at(fake.url).chat(MESSAGES).additional_kwargs == {}


def test_asks_for_plainer_json_as_the_server_refuses_and_remembers() -> None:
    refusal = refuses(400, "response_format json_schema is not supported")
    with FakeEndpoint(refusal, refuses(422, "json_object?"), says("{}"), says("{}")) as fake:
        llm = llm_at(fake.url)
        llm.chat(MESSAGES, schema=SCHEMA)
        llm.chat(MESSAGES, schema=SCHEMA)
    asked = [r.body.get("response_format", {}).get("type") for r in fake.requests]
    assert asked == ["json_schema", "json_object", None, None]
    schema = fake.requests[0].body["response_format"]["json_schema"]
    assert schema == {"name": "reply", "strict": True, "schema": SCHEMA}


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_refusal_that_names_nothing_is_taken_for_the_json_schema(status: int) -> None:
    vague = refuses(status, "No endpoints found that can handle the requested parameters.")
    with FakeEndpoint(vague, says("{}")) as fake:
        llm_at(fake.url).chat(MESSAGES, schema=SCHEMA)
    assert fake.requests[1].body["response_format"] == {"type": "json_object"}


def test_other_options_that_a_server_refuses_are_dropped_too() -> None:
    replies = [
        refuses(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refuses(400, "'temperature' does not support 0.0 with this model."),
        refuses(422, "stream_options: extra fields not permitted"),
        says("Yes."),
    ]
    with FakeEndpoint(*replies) as fake:
        llm_at(fake.url, max_tokens=50).chat(MESSAGES)
    last = fake.requests[-1].body
    assert last["max_completion_tokens"] == 50
    assert not {"max_tokens", "temperature", "stream_options"} & set(last)


def test_a_refusal_of_everything_ends() -> None:
    sentence, requests = failure(*[refuses(400, "unsupported")] * 9, asked={"schema": SCHEMA})
    assert sentence.startswith("HOST refused the request (400): check --model and OPENAI_BASE_URL")
    assert requests == 6


@pytest.mark.parametrize(
    ("reply", "said", "requests"),
    [
        (
            refuses(401, f"Incorrect API key provided: {KEY}."),
            "HOST does not accept the key (401): check OPENAI_API_KEY.",
            1,
        ),
        (refuses(403), "HOST does not accept the key (403): check OPENAI_API_KEY.", 1),
        (
            refuses(404, "The model `small-model` does not exist"),
            "HOST has no model 'small-model' (404): check --model, and OPENAI_BASE_URL, which on "
            "most servers ends in /v1.",
            1,
        ),
        (
            refuses(400, f"bad\n\x1b[31mthing {KEY}"),
            "HOST refused the request (400): check --model and OPENAI_BASE_URL "
            '(it said: "bad [31mthing ***").',
            1,
        ),
        (
            refuses(400, "This model's maximum context length is 2048 tokens, not max_tokens" * 9),
            "The passages are too long for small-model (400): take a larger --model "
            "(it said: \"This model's maximum context length is 2048",
            2,
        ),
        (
            refuses(429, "Quota exceeded.", **SOON),
            "HOST takes no more requests now (429): wait a while, or check the plan "
            '(it said: "Quota exceeded.").',
            3,
        ),
        (
            refuses(503, **SOON),
            "HOST failed (503): try again later, or set another OPENAI_BASE_URL.",
            3,
        ),
        (
            Reply(502, {"retry-after-ms": "5"}, [b"<html><h1>Bad gateway</h1>"]),
            "HOST failed (502): try again later, or set another OPENAI_BASE_URL.",
            3,
        ),
        (
            Reply(400, {}, [b'{"detail": "Bad luck"}']),
            "HOST refused the request (400): check --model and OPENAI_BASE_URL "
            '(it said: "Bad luck").',
            1,
        ),
        (
            says("Half an ans", finish=None),
            "The reply from HOST was cut off before its end: try again.",
            1,
        ),
        (
            says("Half an ans", finish="length"),
            "The reply of small-model was cut off at 4096 tokens: ask something narrower, or take "
            "a --model that writes less.",
            1,
        ),
        (
            says("", finish="content_filter"),
            "HOST withheld the reply of small-model (content filter): put the question "
            "differently, or take another --model.",
            1,
        ),
        (
            says("Half", error={"message": f"out of memory {KEY}", "code": 500}),
            "HOST broke off its reply: try again, or take another --model "
            '(it said: "out of memory ***").',
            1,
        ),
        (
            says("Half an ans" * 50, finish=None, reset=True, drip_s=0.001),
            "The connection to HOST broke in the middle of the reply: try again.",
            1,
        ),
    ],
)
def test_each_fault_has_its_sentence(reply: Reply, said: str, requests: int) -> None:
    sentence, number = failure(*[reply] * 4)
    assert sentence.startswith(said)
    assert number == requests


@pytest.mark.parametrize(
    "reply",
    [
        sends(b"data: {not json}\n\n"),
        sends(b"data: \xff\xfe\n\n"),
        sends(b"data: [1, 2]\n\n"),
        sends(b'data: "text"\n\n'),
        sends(b'data: {"choices": "text"}\n\n'),
        sends(b'data: {"choices": [{"delta": {"content": 5}}]}\n\n'),
        sends(b"data: " + b"[" * 100_000 + b"\n\n"),
        sends(b'{"choices": [{"message": {"content": "Yes."}}]}', kind="application/json"),
        sends(b"<html>Welcome</html>", kind="text/html"),
        sends(),
    ],
)
def test_junk_is_told_as_junk(reply: Reply) -> None:
    sentence, requests = failure(reply)
    assert sentence == (
        "HOST does not answer as the Chat Completions API does: check OPENAI_BASE_URL, which on "
        "most servers ends in /v1."
    )
    assert requests == 1


@pytest.mark.parametrize("fault", [refuses(429, retry_after="0.01"), refuses(500, **SOON)])
def test_a_passing_fault_is_tried_again(fault: Reply) -> None:
    with FakeEndpoint(fault, says("Yes.")) as fake:
        assert llm_at(fake.url).chat(MESSAGES).message.content == "Yes."
    assert len(fake.requests) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with FakeEndpoint(says("Yes.")) as other:
        place = {"location": f"{other.url}/chat/completions", "content-length": "0"}
        told, requests = failure(Reply(status, place))
        assert f"HOST answers with a redirect ({status})" in told
        assert requests == 1
        assert not other.requests


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_no_proxy_is_told_what_a_server_on_this_machine_is_asked(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(variable, raising=False)
    with FakeEndpoint(says("No.")) as proxy, FakeEndpoint(says("Yes.")) as fake:
        monkeypatch.setenv(name, proxy.url)
        assert llm_at(fake.url).chat(MESSAGES).message.content == "Yes."
        assert not proxy.requests


def test_nothing_listening() -> None:
    url = unused_url()
    with pytest.raises(EndpointError) as caught:
        llm_at(url, max_retries=0).chat(MESSAGES)
    assert str(caught.value) == (
        f"{url[7:-3]} cannot be reached: check OPENAI_BASE_URL, and that the server runs."
    )


@pytest.mark.parametrize("host", ["a\0b", "♥♥.invalid", "a..b", "a" * 300])
def test_an_address_no_host_can_have(host: str) -> None:
    with pytest.raises(EndpointError, match="check OPENAI_BASE_URL"):
        llm_at(f"http://{host}/v1", max_retries=0).chat(MESSAGES)


def test_a_reader_that_stops_early_hangs_up() -> None:
    with FakeEndpoint(
        Reply(pieces=itertools.repeat(*says("a", finish=None).pieces), drip_s=0.01)
    ) as fake:
        stream = llm_at(fake.url).stream_chat(MESSAGES)
        assert next(stream).delta == "a"
        stream.close()


def test_the_key_stays_out_of_sight() -> None:
    llm = llm_at(OPENAI_URL)
    shown = [repr(llm), str(llm.to_dict()), str(llm.to_payload()), repr(llm._endpoint)]
    assert not any(KEY in text for text in shown)
    debug = LlamaDebugHandler(print_trace_on_end=False)
    with FakeEndpoint(says("Yes.")) as fake:
        llm = llm_at(fake.url)
        llm.callback_manager = CallbackManager([debug])
        llm.chat(MESSAGES)
    [[start, end]] = debug.get_llm_inputs_outputs()
    assert KEY not in str(start.payload) + str(end.payload)


def test_a_server_without_a_key_gets_a_placeholder_and_may_ask_for_one() -> None:
    with FakeEndpoint(refuses(401)) as fake:
        with pytest.raises(EndpointError, match="set OPENAI_API_KEY"):
            llm_at(fake.url, api_key="").chat(MESSAGES)
        assert fake.requests[0].headers["authorization"] == "Bearer none"
