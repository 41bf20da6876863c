"""The sources beside the chat: a card each, with the quote inside its paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.article import Article
from index.errors import DatelineError
from rag.answer import Citation
from rag.compose import NEAREST, mid_sentence
from ui.render.inert import escape, link

FindArticle = Callable[[str], Article]

CONTEXT_CHARACTERS = 1_200  # shown on each side of a quote; some pages have no paragraphs


def sources(turn: int, citations: Iterable[Citation], find: FindArticle) -> str:
    """The cards of an answer, in the order of their markers."""
    return "".join(card(item, f"t{turn}-s{item.marker}", turn, find) for item in citations)


def nearest(turn: int, citations: Iterable[Citation], find: FindArticle) -> str:
    """Cards of the passages that stand nearest to a question where nothing answers."""
    cards = "".join(
        card(item, f"t{turn}-n{place}", turn, find, near=True)
        for place, item in enumerate(citations, 1)
    )
    if not cards:
        return ""
    return f'<p class="nearest">{NEAREST}</p>{cards}'


def card(value: Citation, anchor: str, turn: int, find: FindArticle, *, near: bool = False) -> str:
    """One source: title, outlet, day, speaker, and the quote inside its paragraph."""
    badge = "nearest" if near else f"[{value.marker}]"
    back = f'<a class="number" href="#t{turn}"><span class="sr">Back to the answer from source </span>{badge}</a>'
    day = "undated" if value.published is None else "day"
    speaker = (
        f'<p class="speaker">Said by {escape(mid_sentence(value.speaker))}</p>'
        if value.speaker
        else ""
    )
    goto = link(value.url, "Read it at")
    told = f'<p class="carried">Tells of {escape(value.told_of)}</p>' if value.told_of else ""
    also = ", ".join(map(escape, value.carried_by))
    carried = f'<p class="carried">Also carried by {also}</p>' if also else ""
    return (
        f'<div class="card{" near" if near else ""}" id="{anchor}" tabindex="-1">'
        f'<p class="title">{back} {escape(value.title)}</p>'
        f'<p class="dateline">{escape(value.outlet or "outlet not named")} · '
        f'<span class="{day}">{escape(value.published_label)}</span></p>{speaker}{told}{carried}'
        f"<blockquote>{_in_paragraph(value, find)}</blockquote>"
        f"{f'<p class=link>{goto}</p>' if goto else ''}</div>"
    )


def panel(turns: Iterable[tuple[int, str, str]]) -> str:
    """The sources of every turn as (number, question, cards), the newest first and open."""
    parts: list[str] = []
    for _, asked, cards in sorted(turns, reverse=True):
        is_open = "" if parts else " open"
        parts.append(
            f'<details class="turn"{is_open}><summary>{escape(asked)}</summary>'
            f"{cards or '<p class=none>No sources for this question.</p>'}</details>"
        )
    if not parts:
        return '<p class="none">The quotes behind an answer appear here, each in its paragraph.</p>'
    return f'<div class="turns">{"".join(parts)}</div>'


def _in_paragraph(value: Citation, find: FindArticle) -> str:
    """The quote marked inside its paragraph, or alone where the article is no longer there."""
    quote = _marked(value)
    try:
        text = find(value.article_id).text
    except DatelineError:
        return quote
    if text[value.start : value.end] != value.quote:
        return quote
    opening = text.rfind("\n\n", 0, value.start)
    closing = text.find("\n\n", value.end)
    first = 0 if opening < 0 else opening + 2
    last = len(text) if closing < 0 else closing
    near, far = (
        max(first, value.start - CONTEXT_CHARACTERS),
        min(last, value.end + CONTEXT_CHARACTERS),
    )
    before = ("… " if near > first else "") + text[near : value.start]
    after = text[value.end : far] + (" …" if far < last else "")
    return f"{escape(before)}{quote}{escape(after)}"


def _marked(value: Citation) -> str:
    return f"<mark>{stressed(value)}</mark>"


def stressed(value: Citation) -> str:
    """The quote, with the answer itself in bold where it is known."""
    start, end = value.highlight or (0, 0)
    before, span, after = value.quote[:start], value.quote[start:end], value.quote[end:]
    return escape(before) + (f"<strong>{escape(span)}</strong>" if span else "") + escape(after)
