from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from index.embed import resolve, setting_of, unit_vectors
from index.embed.endpoint import EndpointEmbedding
from index.errors import EmbeddingError, InputError
from tests.index.embed.embeddings import Hashed
from tests.rag.endpoint import FakeEndpoint, Reply, Request, refuses, sends, unused_url

TEXTS = [f"Sentence number {number}." for number in range(5)]
LIKE = Hashed(dims=4)
OVERLOADED = refuses(500, "overloaded", retry_after_ms="1")


def body(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps({"object": "list", "data": rows, "model": "m"}).encode()


def embeds(dims: int = 4, backwards: bool = False) -> Callable[[Request], Reply]:
    """Answers as such a server does; `backwards` gives the last text's vector first."""

    def answer(request: Request) -> Reply:
        vectors = Hashed(dims=dims).get_text_embedding_batch(request.body["input"])
        rows = [{"index": at, "embedding": vector} for at, vector in enumerate(vectors)]
        return sends(body(rows[::-1] if backwards else rows), kind="application/json")

    return answer


def gives(*rows: dict[str, Any]) -> Reply:
    return sends(body(list(rows)), kind="application/json")


def made(fake: FakeEndpoint, **settings: Any) -> EndpointEmbedding:
    return EndpointEmbedding.of(f"{fake.url}#news/model-1:small", **settings)


def test_texts_go_in_batches_and_come_back_in_order() -> None:
    with FakeEndpoint(embeds(), embeds(backwards=True), embeds()) as fake:
        found = unit_vectors(made(fake, embed_batch_size=2), TEXTS)
        assert [len(r.body["input"]) for r in fake.requests] == [2, 2, 1]
        assert {r.path for r in fake.requests} == {"/v1/embeddings"}
        assert {r.body["model"] for r in fake.requests} == {"news/model-1:small"}
    assert np.allclose(found, unit_vectors(LIKE, TEXTS))


def test_a_setting_makes_it_and_is_made_of_it() -> None:
    with FakeEndpoint(embeds(), embeds(), embeds()) as fake:
        setting = f"{fake.url}#m"
        embedding = resolve(setting)
        assert setting_of(embedding) == setting_of(setting) == setting
        assert embedding.model_name == "m"
        assert embedding.get_query_embedding("What?") == LIKE.get_query_embedding("What?")
        asked = asyncio.run(embedding.aget_query_embedding("What?"))
        assert asked == LIKE.get_query_embedding("What?")
        assert len(asyncio.run(embedding.aget_text_embedding_batch(["a", "b"]))) == 2


def test_an_empty_text_is_sent_as_a_blank() -> None:
    with FakeEndpoint(embeds()) as fake:
        made(fake).get_text_embedding_batch(["", "word"])
        assert fake.requests[0].body["input"] == [" ", "word"]


def test_what_is_refused_for_now_is_asked_for_again() -> None:
    with FakeEndpoint(OVERLOADED, OVERLOADED, embeds()) as fake:
        assert len(made(fake).get_text_embedding_batch(TEXTS)) == 5
        assert len(fake.requests) == 3


def test_a_wait_that_the_server_names_is_kept() -> None:
    with FakeEndpoint(refuses(429, "slow down", retry_after="1"), embeds()) as fake:
        started = time.monotonic()
        made(fake).get_query_embedding("What?")
        assert time.monotonic() - started >= 1
        assert len(fake.requests) == 2


def test_a_body_that_is_cut_is_asked_for_again() -> None:
    cut = Reply(
        headers={"content-type": "application/json", "content-length": "999"}, pieces=[b"{"]
    )
    with FakeEndpoint(cut, embeds()) as fake:
        assert made(fake).get_query_embedding("What?") == LIKE.get_query_embedding("What?")


NUMBERS = {"embedding": [1.0, 2.0]}
FAULTS = [
    (refuses(401, "no"), "does not accept the key .401.: set DATELINE_EMBEDDING_KEY"),
    (refuses(404, "no such model"), "has no embedding model 'news/model-1:small'"),
    (refuses(400, "too\nlong"), 'refused the request .400.*it said: "too long"'),
    (refuses(429, "quota", retry_after="7000"), "wait 7000 seconds"),
    (OVERLOADED, "failed .500.: try again later .it said: \"overloaded\""),
    (Reply(503, {"retry-after-ms": "1"}, [b"<html>busy</html>"]), "failed .503.: try again later[.]"),
    (gives(NUMBERS), "gave 1 vectors for 2 texts"),
    (gives(NUMBERS, NUMBERS, NUMBERS), "gave 3 vectors for 2 texts"),
    (gives({**NUMBERS, "index": 0}, {**NUMBERS, "index": 0}), "which vector belongs to which"),
    (gives({**NUMBERS, "index": 1}, {**NUMBERS, "index": 2}), "which vector belongs to which"),
    (gives(NUMBERS, {"embedding": "AACAPw=="}), "does not answer as the embeddings API"),
    (sends(b'{"data": null}', kind="application/json"), "does not answer as the embeddings API"),
    (sends(b"<html>hello</html>", kind="text/html"), "does not answer as the embeddings API"),
    (sends(b'{"data": [{"embedding": [1.0,', kind="application/json"), "does not answer as"),
    (sends(b"\xff\xfe\xff", kind="application/json"), "does not answer as the embeddings API"),
    (sends(b"[" * 100_000, kind="application/json"), "does not answer as the embeddings API"),
    (Reply(headers={"content-length": "999"}, pieces=[b"{"]), "breaks off its replies"),
    (Reply(pause_s=30), "gave no vectors in 0 s, 2 times"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "told"), FAULTS)
def test_every_fault_is_one_sentence(reply: Reply, told: str) -> None:
    with FakeEndpoint(reply, reply) as fake:
        embedding = made(fake, max_retries=1, timeout_s=0.3 if reply.pause_s else 30.0)
        with pytest.raises(EmbeddingError, match=told) as caught:
            embedding.get_text_embedding_batch(TEXTS[:2])
        assert "\n" not in str(caught.value)
        assert caught.value.exit_code == 4


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(EmbeddingError, match="cannot be reached"):
        EndpointEmbedding.of(f"{unused_url()}#m", max_retries=0).get_query_embedding("What?")


@pytest.mark.parametrize(
    "setting",
    [
        "http://", "http://#m", "http://127.0.0.1:1/v1", "http://127.0.0.1:1/v1#", "http://h:x/v1#m",
        "http://me:hush-1@host/v1#m", "http://host/v1?key=hush-1#m", "https://[::1/v1#m",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_right_is_one_sentence(setting: str) -> None:
    with pytest.raises(InputError) as caught:
        resolve(setting)
    assert "hush-1" not in str(caught.value)


def sent(fake: FakeEndpoint) -> str:
    return fake.requests[-1].headers["authorization"]


def test_a_key_goes_to_its_own_server_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "for-chat")
    monkeypatch.setenv("DATELINE_EMBEDDING_KEY", "for-vectors")
    with FakeEndpoint(*[embeds()] * 4) as fake:
        made(fake).get_query_embedding("What?")
        assert sent(fake) == "Bearer for-vectors"
        made(fake, named=False).get_query_embedding("What?")
        assert sent(fake) == "Bearer none"
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        for named in (True, False):
            made(fake, named=named).get_query_embedding("What?")
            assert sent(fake) == "Bearer for-chat"


def test_a_key_is_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDING_KEY", "hush-1")
    with FakeEndpoint(refuses(400, "bad key hush-1"), refuses(401, "hush-1")) as fake:
        for told in (r"bad key \*\*\*", "check DATELINE_EMBEDDING_KEY"):
            embedding = made(fake)
            assert "hush-1" not in repr(embedding) + str(embedding.to_dict())
            with pytest.raises(EmbeddingError, match=told) as caught:
                embedding.get_query_embedding("What?")
            assert "hush-1" not in str(caught.value)


def test_a_key_that_cannot_be_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDING_KEY", "two words")
    with pytest.raises(InputError, match="copy the key again"):
        resolve("http://127.0.0.1:1/v1#m")


def test_a_server_that_only_an_archive_names_gets_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDING_KEY", "for-vectors")
    with (
        FakeEndpoint(refuses(401, "who are you?")) as fake,
        pytest.raises(EmbeddingError, match="set DATELINE_EMBEDDING=http"),
    ):
        made(fake, named=False).get_query_embedding("What?")
