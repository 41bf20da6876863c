"""What the model sees: the two prompts of an answer, every passage fenced as data."""

from __future__ import annotations

from dataclasses import dataclass

import prompts
from index.stamp import spoken_day
from rag.chat_reader.excerpts import Excerpt, excerpts, tokens, unnamed
from rag.reading import Material

BUDGET = 1_500  # tokens of system, passages and question together
OPENING = 6  # words of a sentence by which the model can tell it
MOST_VOICES = 6  # of one passage
LONGEST_TITLE = 160  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """The system and the user message, and the article of each passage, by its number less one."""

    system: str
    user: str
    articles: tuple[str, ...]


def asked(material: Material) -> Asked:
    """The messages of an answer, within BUDGET unless the best three sentences alone go beyond."""
    question = line(material.question)
    as_of = spoken_day(material.as_of) if material.as_of else "no day given"
    bare = prompts.fresh_mark([])
    frame = prompts.render("answer_system", mark=bare).text + _user("", as_of, bare, question)
    found = excerpts(material, BUDGET - tokens(frame))
    shown = [_passage(one) for one in found]
    mark = prompts.fresh_mark([question, *(value for one in shown for value in one.values())])
    passages = "\n\n".join(
        prompts.render("answer_passage", mark=mark, number=str(number), **values).text
        for number, values in enumerate(shown, start=1)
    )
    return Asked(
        prompts.render("answer_system", mark=mark).text,
        _user(passages, as_of, mark, question),
        tuple(one.article.id for one in found),
    )


def _user(passages: str, as_of: str, mark: str, question: str) -> str:
    return prompts.render(
        "answer_user", passages=passages, as_of=as_of, mark=mark, question=question
    ).text


def line(text: str) -> str:
    """On one line, so that a title cannot pass for several fields."""
    return " ".join(text.split())


def _passage(excerpt: Excerpt) -> dict[str, str]:
    """The fields of a passage. The text stays as it is: quotes are copied from it."""
    article = excerpt.article
    return {
        "outlet": line(article.outlet or "not named"),
        "published": article.published.label(),
        "title": line(article.label)[:LONGEST_TITLE],
        "voices": _voices(excerpt) or "as the text says",
        "text": excerpt.text,
    }


def _voices(excerpt: Excerpt) -> str:
    """Who speaks, where a sentence does not itself name them: '"He also warned ..." = the UN'."""
    told = []
    for e in excerpt.sentences:
        if unnamed(e):
            opening = " ".join(e.text.split()[:OPENING])
            told.append(f"[{opening} ...] = {line(e.speaker or '')}")
    return "; ".join(told[:MOST_VOICES])
