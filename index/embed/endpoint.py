"""An OpenAI-compatible embeddings endpoint as a LlamaIndex embedding; the SDK waits for its use."""

from __future__ import annotations

import asyncio
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import BaseModel, PrivateAttr

from index.embed.embedding import encodable
from index.errors import EmbeddingError, InputError
from index.server import in_brackets, on_this_machine, one_server, sound_key, where

if TYPE_CHECKING:
    import httpx2
    import openai

OPENAI_URL = "https://api.openai.com/v1"
CONNECT_S = 10.0  # a model may think for long, but a server that is there connects at once
NO_KEY = "none"  # what local servers want in place of a key
# What a request needs. The SDK adds what the environment holds for OpenAI: an organization, a
# project, and headers of any kind, in which keys may be.
HEADERS = frozenset(
    "host accept accept-encoding authorization connection content-length content-type "
    "user-agent transfer-encoding".split()
)


class _Item(BaseModel):
    embedding: list[float]
    index: int | None = None


class _Reply(BaseModel):
    """What is read of a reply, checked: the SDK's own types take whatever a server sends."""

    data: list[_Item]


class EndpointEmbedding(BaseEmbedding):
    """A model behind `base_url`/embeddings; every failure is an EmbeddingError of one sentence.

    What it is sent goes to that server and nowhere else: no redirect is followed, and no proxy of
    the environment is used for one on this machine, which it could not reach anyway.

    A request holds `embed_batch_size` texts and may take `timeout_s` seconds of silence. What a
    server refuses for now (429, 5xx, a broken connection) is asked for again, `max_retries`
    times, after the wait that Retry-After names (two minutes at most). The SDK's retry loop is
    the only one.
    """

    base_url: str
    timeout_s: float = 60.0
    max_retries: int = 4
    embed_batch_size: int = 32  # the most that some servers take
    _key: str = PrivateAttr(default="")
    _named: bool = PrivateAttr(default=True)
    _client: openai.OpenAI | None = PrivateAttr(default=None)

    @classmethod
    def of(cls, setting: str, *, named: bool = True, **settings: Any) -> EndpointEmbedding:
        """From `http://HOST/v1#MODEL`, with the key that the environment holds for that server.

        OPENAI_API_KEY goes to the server of OPENAI_BASE_URL (OpenAI's, if unset) and nowhere
        else; DATELINE_EMBEDDING_KEY to any other server that the person has `named` now, not to one
        that an archive names, which was named another time. Raises InputError for a setting that cannot be right.
        """
        base_url, _, model = setting.partition("#")
        base_url = base_url.strip().rstrip("/")
        if not where(base_url) or "@" in base_url or "?" in base_url:
            raise InputError(
                f"The embedding server {where(base_url) or 'of the setting'} needs a plain address "
                "such as http://127.0.0.1:8080/v1#MODEL; keys stand in DATELINE_EMBEDDING_KEY."
            )
        if not model.strip():
            raise InputError(
                f"Which model of {where(base_url)} embeds? Name it behind a #: {base_url}#MODEL"
            )
        made = cls(base_url=base_url, model_name=model.strip(), **settings)
        made._named = named
        name = made._key_name
        if name == "OPENAI_API_KEY" or named:
            made._key = os.environ.get(name, "").strip()
        if not sound_key(made._key):
            raise InputError(f"{name} holds characters that no key has: copy the key again.")
        return made

    @property
    def setting(self) -> str:
        """The setting that makes it again; the key is not in it."""
        return f"{self.base_url}#{self.model_name}"

    @property
    def _key_name(self) -> str:
        chat = os.environ.get("OPENAI_BASE_URL", "").strip() or OPENAI_URL
        return "OPENAI_API_KEY" if one_server(self.base_url, chat) else "DATELINE_EMBEDDING_KEY"

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        with self._told_in_one_sentence():
            # Some servers refuse an empty text; the vector of a blank says as little.
            body = self._connected().embeddings.with_raw_response.create(
                model=self.model_name,
                input=[encodable(text) if text.strip() else " " for text in texts],
                encoding_format="float",
            )
            items = _Reply.model_validate_json(body.http_response.content).data
            return self._in_order(items, len(texts))

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)

    def _in_order(self, items: list[_Item], count: int) -> list[list[float]]:
        """As many as were asked for, each once, in the order of the texts."""
        if len(items) != count:
            raise EmbeddingError(
                f"{where(self.base_url)} gave {len(items)} vectors for {count} texts: it cannot be "
                "relied on; take another server or model."
            )
        places = [at if item.index is None else item.index for at, item in enumerate(items)]
        if sorted(places) != list(range(count)):
            raise EmbeddingError(
                f"{where(self.base_url)} does not say which vector belongs to which text: it "
                "cannot be relied on; take another server or model."
            )
        return [items[at].embedding for at in sorted(range(count), key=places.__getitem__)]

    def _connected(self) -> openai.OpenAI:
        """One client for as long as the embedding lives: connections are kept."""
        if self._client is None:
            import openai

            timeout = openai.Timeout(self.timeout_s, connect=min(self.timeout_s, CONNECT_S))
            self._client = openai.OpenAI(
                api_key=self._key or NO_KEY,
                base_url=self.base_url,
                max_retries=self.max_retries,
                http_client=openai.DefaultHttpxClient(
                    timeout=timeout,
                    follow_redirects=False,
                    trust_env=not on_this_machine(self.base_url),
                    event_hooks={"request": [self._stripped]},
                ),
            )
            weakref.finalize(self, self._client.close)
        return self._client

    def _stripped(self, request: httpx2.Request) -> None:
        """Take out what the SDK puts in for OpenAI, where the server is another."""
        if self._key_name == "OPENAI_API_KEY":
            return
        for name in set(request.headers) - HEADERS:
            if not name.startswith("x-stainless-"):  # the SDK's own, which it reads again
                del request.headers[name]
        request.headers["authorization"] = f"Bearer {self._key or NO_KEY}"

    @contextmanager
    def _told_in_one_sentence(self) -> Iterator[None]:
        """`from None` because the SDK's messages hold the server's words, which may repeat the key."""
        import httpx2
        import openai

        host = where(self.base_url)
        try:
            yield
        except openai.APIStatusError as error:
            raise self._refused(error.status_code, error) from None
        except openai.APITimeoutError:
            raise EmbeddingError(
                f"{host} gave no vectors in {self.timeout_s:.0f} s, {self.max_retries + 1} times: "
                "check that the server runs and is fast enough."
            ) from None
        except openai.APIConnectionError as error:
            begun = isinstance(error.__cause__, (httpx2.RemoteProtocolError, httpx2.ReadError))
            told = "breaks off its replies" if begun else "cannot be reached"
            raise EmbeddingError(
                f"The embedding server {host} {told}: check the address, and that the server runs."
            ) from None
        except (openai.APIError, ValueError, RecursionError):  # no JSON, UTF-8, or embeddings
            raise EmbeddingError(
                f"{host} does not answer as the embeddings API does: check the address, which on "
                f"most servers ends in /v1, and that {self.model_name!r} is an embedding model."
            ) from None

    def _refused(self, status: int, error: openai.APIStatusError) -> EmbeddingError:
        host, model, key = where(self.base_url), self.model_name, self._key_name
        said = in_brackets(_words(error.body), self._key)
        if status in (401, 403) and not self._key and not self._named and key != "OPENAI_API_KEY":
            return EmbeddingError(
                f"{host} wants a key ({status}), and none goes to a server that only the archive "
                f"names: set DATELINE_EMBEDDING={self.setting} and {key}."
            )
        if status in (401, 403):
            remedy = f"check {key}" if self._key else f"set {key}"
            return EmbeddingError(f"{host} does not accept the key ({status}): {remedy}.")
        if 300 <= status < 400:
            return EmbeddingError(
                f"{host} answers with a redirect ({status}), which is not followed: name the address "
                "that is meant, or have the server answer itself."
            )
        if status == 404:
            return EmbeddingError(
                f"{host} has no embedding model {model!r} (404): check the name behind the #, and "
                "the address, which on most servers ends in /v1."
            )
        if status == 429:
            wait = error.response.headers.get("retry-after", "")
            pause = f"{wait} seconds" if wait.isdecimal() else "a while"
            words = f"takes no more requests now (429): wait {pause}, or check the plan"
        elif status >= 500:
            words = f"failed ({status}): try again later"
        else:
            words = f"refused the request ({status}): check that {model!r} is an embedding model"
        return EmbeddingError(f"{host} {words}{said}.")


def _words(body: object) -> str:
    """The server's own message, in the shapes that servers give it; not a page of HTML."""
    said = body.get("message") or body.get("detail") if isinstance(body, dict) else body
    return said if isinstance(said, str) and not said.lstrip().startswith("<") else ""
