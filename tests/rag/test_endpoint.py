"""The settings of a model endpoint, and which of them cannot be right."""

from __future__ import annotations

from typing import Any

import pytest

from rag.endpoint import OPENAI_URL, Endpoint
from rag.errors import EndpointError
from tests.rag.asking import KEY


def test_an_address_shows_neither_user_nor_password() -> None:
    assert Endpoint("m", "https://me:hush@models.example:8443/v1").where == "models.example:8443"
    assert Endpoint("m", "http://[::1]/v1").where == "::1"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY}\n")
    assert Endpoint.from_env("m") == Endpoint("m", OPENAI_URL, KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    monkeypatch.delenv("OPENAI_API_KEY")
    local = Endpoint.from_env("m", timeout_s=9.0)
    assert local == Endpoint("m", "http://localhost:11434/v1", "", timeout_s=9.0)
    monkeypatch.delenv("OPENAI_BASE_URL")
    with pytest.raises(EndpointError, match=r"OPENAI_API_KEY .* OPENAI_BASE_URL"):
        Endpoint.from_env("m")


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"model": " "}, "--model"),
        ({"model": "m", "base_url": "localhost:11434/v1"}, "OPENAI_BASE_URL"),
        ({"model": "m", "base_url": "ftp://models.example"}, "OPENAI_BASE_URL"),
        ({"model": "m", "base_url": "http://"}, "OPENAI_BASE_URL"),
        ({"model": "m", "base_url": "http://a:port/v1"}, "OPENAI_BASE_URL"),
        ({"model": "m", "api_key": "sk-“curly”"}, "OPENAI_API_KEY"),
        ({"model": "m", "api_key": "two lines\n"}, "OPENAI_API_KEY"),
    ],
)
def test_settings_that_cannot_be_right(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(EndpointError, match=named) as caught:
        Endpoint(**settings)
    assert settings.get("api_key", "?") not in str(caught.value)
