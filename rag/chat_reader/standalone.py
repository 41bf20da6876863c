"""A follow-up question made to stand alone by the model: what it is asked, and what is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel

import prompts
from index.words import names, stems
from rag.chat_reader.reply import object_in, shape
from rag.chat_reader.shown import line
from rag.chat_reader.sound import sound

LONGEST = 400  # characters of a rewritten question
EARLIER = 6  # questions before this one that are shown
SCHEMA = shape(question={"type": "string"})
_NUMBER = re.compile(r"\d+")


class _Rewritten(BaseModel):
    question: str


def prompt(question: str, history: Sequence[str]) -> str:
    """The one message. The earlier questions are fenced as data, as passages are."""
    earlier = [line(one) for one in history[-EARLIER:]]
    mark = prompts.fresh_mark([question, *earlier])
    return prompts.render(
        "standalone", mark=mark, history="\n".join(earlier), question=line(question)
    ).text


def read(content: str, question: str, history: Sequence[str]) -> str | None:
    """The rewritten question, or None where it is doubtful."""
    try:
        given = _Rewritten.model_validate(object_in(content)).question
    except ValueError:
        return None
    rewritten = sound(given, LONGEST)
    if rewritten is None:
        return None
    said = " ".join([question, *history])
    # A word set in capitals that was said in small letters is no new name.
    if not names(rewritten) <= set(stems(said)):
        return None
    if not set(_NUMBER.findall(rewritten)) <= set(_NUMBER.findall(said)):
        return None
    return rewritten
