"""Schema, checks and prompt must ask for the same reply."""

from __future__ import annotations

from typing import Any

import prompts
from rag.chat_reader.reply import REPLY_SCHEMA, _Claim, _Quote, _Reply


def test_the_schema_says_what_the_reply_is_checked_against() -> None:
    def names(shape: dict[str, Any]) -> list[str]:
        assert shape["required"] == list(shape["properties"])
        assert shape["additionalProperties"] is False
        return list(shape["properties"])

    claim = REPLY_SCHEMA["properties"]["claims"]["items"]
    quote = claim["properties"]["quotes"]["items"]
    assert names(REPLY_SCHEMA) == list(_Reply.model_fields)
    assert names(claim) == list(_Claim.model_fields)
    assert names(quote) == list(_Quote.model_fields)


def test_the_example_in_the_prompt_is_of_that_shape() -> None:
    example = prompts.render("answer_system", mark="x").text.splitlines()[-1]
    assert _Reply.model_validate_json(example).claims
