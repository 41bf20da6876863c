"""What the model sees: the two prompts of an answer, every passage fenced as data."""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from index.hit import Hit
from index.stamp import spoken_day
from rag.reading import Evidence, Material

OPENING = 6  # words of a sentence by which the model can tell it
MOST_VOICES = 6  # of one passage


def asked(material: Material) -> tuple[str, str]:
    """The system and the user message."""
    question = line(material.question)
    shown = [_passage(hit, material.evidence) for hit in material.hits]
    mark = prompts.fresh_mark([question, *(value for one in shown for value in one.values())])
    passages = [
        prompts.render("answer_passage", mark=mark, number=str(number), **values).text
        for number, values in enumerate(shown, start=1)
    ]
    user = prompts.render(
        "answer_user",
        passages="\n\n".join(passages),
        as_of=spoken_day(material.as_of) if material.as_of else "no day given",
        mark=mark,
        question=question,
    )
    return prompts.render("answer_system", mark=mark).text, user.text


def line(text: str) -> str:
    """On one line, so that a title cannot pass for several fields."""
    return " ".join(text.split())


def _passage(hit: Hit, evidence: Sequence[Evidence]) -> dict[str, str]:
    """The fields of a passage. The text stays as it is: quotes are copied from it."""
    return {
        "outlet": line(hit.article.outlet or "not named"),
        "published": hit.article.published.label(),
        "title": line(hit.article.label),
        "voices": _voices(hit, evidence) or "as the text says",
        "text": hit.text,
    }


def _voices(hit: Hit, evidence: Sequence[Evidence]) -> str:
    """Who speaks, where a sentence does not itself name them: '"He also warned ..." = the UN'."""
    start, end = hit.passage.start, hit.passage.end
    inside = [
        e
        for e in evidence
        if e.speaker and start <= e.start < end and e.article.id == hit.article.id
    ]
    told = []
    for e in sorted(inside, key=lambda e: e.start):
        last = (e.speaker or "").split()[-1]
        if last not in e.text:
            opening = " ".join(e.text.split()[:OPENING])
            told.append(f"[{opening} ...] = {line(e.speaker or '')}")
    return "; ".join(told[:MOST_VOICES])
