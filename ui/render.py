"""Answers as HTML, by pure functions. Article text is untrusted: it is escaped, every time.

Every piece is a single line: Gradio passes it through Markdown, where a blank line would end
the HTML block and let article text be read as markup. `turn` is the number of the question in
its conversation; it is part of every anchor, so an old marker never points at a new source.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urlsplit

from index.article import Article
from index.errors import DatelineError
from index.stamp import spoken_day
from rag.answer import Answer, Citation, Claim, Disagreement

FindArticle = Callable[[str], Article]

CONTEXT_CHARACTERS = 1_200  # shown on each side of a quote; some pages have no paragraphs

_STAGES = {
    "searching": "Searching the archive",
    "reading": "Reading the passages",
    "checking": "Checking every quote",
}


WELCOME = (
    '<div class="welcome"><p>Ask what the archive says.</p>'
    "<p>Every sentence of an answer is quoted, dated and checked against its source. "
    "Where there is no support, there is no answer.</p></div>"
)


def escape(text: str, line_break: str = "<br>") -> str:
    """Text as inert HTML on one line; its line breaks stay visible."""
    lines = html.escape(text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\n", line_break)


def link(url: str | None, words: str) -> str:
    """A link that leaks no referrer, or nothing where `url` is not plain http(s)."""
    if url is None:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    target = escape(url, line_break="")
    place = escape(parts.hostname.removeprefix("www."))
    return (
        f'<a href="{target}" target="_blank" rel="noopener noreferrer">{escape(words)} {place}</a>'
    )


def marker(turn: int, number: int) -> str:
    """A marker such as [1], which leads to the source card of the same turn."""
    return (
        f'<a class="marker" href="#t{turn}-s{number}"><span class="sr">source </span>[{number}]</a>'
    )


def question(text: str) -> str:
    """What the user asked, as typed."""
    return f'<div class="question">{escape(text)}</div>'


def stage(name: str) -> str:
    """The line that says what is going on; `name` is that of a `rag.answer.Stage`."""
    words = _STAGES.get(name, name.capitalize())
    return f'<p class="stage">{escape(words)}<span class="dots">…</span></p>'


def problem(sentence: str) -> str:
    """One sentence that says what went wrong."""
    return f'<p class="problem">{escape(sentence)}</p>'


def answer_start(turn: int, claims: Iterable[tuple[Claim, tuple[Citation, ...]]], name: str) -> str:
    """An answer in the making: what has been verified so far, and the stage."""
    said = "".join(claim(turn, item, citations) for item, citations in claims)
    return f'<div class="answer" id="t{turn}">{said}{stage(name)}</div>'


def answer(turn: int, value: Answer) -> str:
    """The whole answer for the chat: sentences, disagreements, and what was searched for."""
    head = _scope(value)
    foot = f'<p class="byline">{escape(_reader_words(value))}</p>'
    if value.status == "abstained":
        see = ""
        if value.nearest:
            see = f'<p class="see"><a class="marker" href="#t{turn}-n1">See the nearest passages</a></p>'
        return (
            f'<div class="answer silent" id="t{turn}">{head}'
            f'<p class="verdict">No answer in the archive</p><p>{escape(value.text)}</p>{see}{foot}</div>'
        )
    said = "".join(claim(turn, item, value.citations) for item in value.claims)
    differ = "".join(disagreement(turn, item, value.citations) for item in value.disagreements)
    return f'<div class="answer" id="t{turn}">{head}{said}{differ}{foot}</div>'


def claim(turn: int, value: Claim, citations: tuple[Citation, ...]) -> str:
    """One sentence with its markers and, whatever its words, the outlet and day of each source."""
    markers = " ".join(marker(turn, number) for number in value.markers)
    cited = [item for item in citations if item.marker in value.markers]
    quoted = next((item for item in cited if value.text.endswith(f": “{item.quote}”")), None)
    if quoted:  # a lead-in that names source and day, then nothing but the quote
        lead = value.text[: -len(quoted.quote) - 3]
        return (
            f'<div class="claim"><p class="dateline">{escape(lead)}</p>'
            f'<p class="said">“{_stressed(quoted)}” {markers}</p></div>'
        )
    sources = "; ".join(dict.fromkeys(item.source for item in cited))
    who = f"{value.speaker} · " if value.speaker else ""
    return (
        f'<div class="claim"><p class="said">{escape(value.text)} {markers}</p>'
        f'<p class="dateline">{escape(who + sources)}</p></div>'
    )


def disagreement(turn: int, value: Disagreement, citations: tuple[Citation, ...]) -> str:
    """The sides of a disagreement, each with its source; none is preferred."""
    by_marker = {item.marker: item for item in citations}
    sides = []
    for figure, number in value.sides:
        cited = by_marker.get(number)
        where = ""
        if cited:
            where = escape(f"{cited.speaker}, in {cited.source}" if cited.speaker else cited.source)
        sides.append(
            f"<li><strong>{escape(figure)}</strong> "
            f'<span class="dateline">{where} {marker(turn, number)}</span></li>'
        )
    about = f": {escape(value.about)}" if value.about else ""
    what = "Updated over time" if value.update else "Sources differ"
    return f'<div class="differ"><p class="label">{what}{about}</p><ul>{"".join(sides)}</ul></div>'


def sources(turn: int, citations: Iterable[Citation], find: FindArticle) -> str:
    """The cards of an answer, in the order of their markers."""
    return "".join(card(item, f"t{turn}-s{item.marker}", turn, find) for item in citations)


def nearest(turn: int, citations: Iterable[Citation], find: FindArticle) -> str:
    """Cards of passages that are near the question and do not answer it."""
    cards = "".join(
        card(item, f"t{turn}-n{place}", turn, find, answers=False)
        for place, item in enumerate(citations, 1)
    )
    if not cards:
        return ""
    note = "Nearest passages. They are not an answer: the archive holds none."
    return f'<p class="not-answer">{note}</p>{cards}'


def card(
    value: Citation, anchor: str, turn: int, find: FindArticle, *, answers: bool = True
) -> str:
    """One source: title, outlet, day, speaker, and the quote inside its paragraph."""
    badge = f"[{value.marker}]" if answers else "nearest"
    back = f'<a class="number" href="#t{turn}"><span class="sr">Back to the answer from source </span>{badge}</a>'
    day = "undated" if value.published is None else "day"
    speaker = f'<p class="speaker">Said by {escape(value.speaker)}</p>' if value.speaker else ""
    goto = link(value.url, "Read it at")
    also = ", ".join(map(escape, value.carried_by))
    carried = f'<p class="carried">Also carried by {also}</p>' if also else ""
    return (
        f'<div class="card{"" if answers else " near"}" id="{anchor}" tabindex="-1">'
        f'<p class="title">{back} {escape(value.title)}</p>'
        f'<p class="dateline">{escape(value.outlet or "outlet not named")} · '
        f'<span class="{day}">{escape(value.published_label)}</span></p>{speaker}{carried}'
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


def export(markdown: str) -> str:
    """The answer as Markdown, folded away, with a button that copies it."""
    # The blank lines go in as entities: as themselves they would end the HTML block.
    text = escape(markdown, line_break="&#10;")
    return (
        '<details class="export"><summary>Markdown with sources</summary>'
        f'<button class="copy" type="button">Copy</button><pre>{text}</pre></details>'
    )


def masthead(
    name: str, articles: int, days: tuple[date | None, date | None], reader_label: str
) -> str:
    """The head of the page: what this is, which archive it reads, and who answers."""
    facts = [escape(name), f"{articles:,} article{'' if articles == 1 else 's'}"]
    first, last = days
    if first and last:
        facts.append(f"{spoken_day(first)} to {spoken_day(last)}")
    return (
        f'<div class="masthead"><h1>Dateline</h1><p class="facts">{" · ".join(facts)}</p>'
        f'<p class="sign">{escape(reader_label)}</p></div>'
    )


def _scope(value: Answer) -> str:
    """What was searched for, where that is not simply the question in the whole archive."""
    parts = []
    if value.standalone and value.standalone != value.question:
        parts.append(f"Searched for: <q>{escape(value.standalone)}</q>")
    for word, day in (("as of", value.as_of), ("from", value.since), ("to", value.until)):
        if day:
            parts.append(f"{word} {spoken_day(day)}")
    if value.outlets:
        parts.append(f"in {escape(', '.join(value.outlets))}")
    if value.window:
        parts.append(f"read from the question: {escape(value.window)}")
    return f'<p class="scope">{" · ".join(parts)}</p>' if parts else ""


def _reader_words(value: Answer) -> str:
    kind, _, model = value.reader.partition(":")
    words = f"{kind.capitalize()} reader{f' ({model})' if model else ''}"
    seconds = value.timings_ms.get("total", sum(value.timings_ms.values())) / 1000
    return f"{words} · {seconds:.1f} s" if seconds else words


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
    return f"<mark>{_stressed(value)}</mark>"


def _stressed(value: Citation) -> str:
    """The quote, with the answer itself in bold where it is known."""
    start, end = value.highlight or (0, 0)
    before, span, after = value.quote[:start], value.quote[start:end], value.quote[end:]
    return escape(before) + (f"<strong>{escape(span)}</strong>" if span else "") + escape(after)
