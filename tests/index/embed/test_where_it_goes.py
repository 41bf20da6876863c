"""What an embedding server is sent goes to that server, by no proxy and no redirect."""

from __future__ import annotations

import pytest

from index.embed import resolve
from index.embed.endpoint import EndpointEmbedding
from index.errors import EmbeddingError
from tests.index.embed.test_endpoint import LIKE, embeds
from tests.rag.endpoint import FakeEndpoint, Reply

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 300, 304])
def test_a_redirect_is_not_followed(status: int) -> None:
    with FakeEndpoint(embeds()) as other:
        sent_on = Reply(status, {"location": f"{other.url}/embeddings", "content-length": "0"})
        with FakeEndpoint(sent_on, sent_on) as fake:
            for named in (True, False):
                with pytest.raises(EmbeddingError, match="answers with a redirect"):
                    resolve(f"{fake.url}#m", named=named).get_query_embedding("What?")
            assert len(fake.requests) == 2
        assert not other.requests


def test_not_even_to_another_place_of_the_same_server() -> None:
    sent_on = Reply(307, {"location": "/admin", "content-length": "0"})
    with FakeEndpoint(sent_on) as fake:
        with pytest.raises(EmbeddingError, match="answers with a redirect"):
            resolve(f"{fake.url}#m").get_query_embedding("What?")
        assert [request.path for request in fake.requests] == ["/v1/embeddings"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("named", [True, False])
def test_no_proxy_is_told_what_a_server_on_this_machine_is_asked(
    monkeypatch: pytest.MonkeyPatch, host: str, named: bool
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with FakeEndpoint(embeds()) as proxy, FakeEndpoint(embeds()) as fake:
        for name in PROXIES:
            monkeypatch.setenv(name, proxy.url)
        server = resolve(f"{fake.url.replace('127.0.0.1', host)}#m", named=named)
        assert server.get_query_embedding("What?") == LIKE.get_query_embedding("What?")
        assert not proxy.requests


SECRETS = "Authorization: Bearer hush-1\nX-Api-Key: hush-2\nCookie: hush-3"


def test_what_the_environment_holds_for_openai_goes_to_no_other_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", SECRETS)
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "hush-4")
    with FakeEndpoint(embeds(), embeds(), embeds()) as fake:
        for named in (True, False):
            resolve(f"{fake.url}#m", named=named).get_query_embedding("What?")
            assert "hush" not in str(fake.requests[-1].headers)
            assert fake.requests[-1].headers["authorization"] == "Bearer none"
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)  # this one is
        EndpointEmbedding.of(f"{fake.url}#m").get_query_embedding("What?")
        assert fake.requests[-1].headers["x-api-key"] == "hush-2"
