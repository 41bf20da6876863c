"""The conversation: a question, an answer in the making, the whole answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from index.stamp import spoken_day
from rag.answer import Answer, Citation, Claim, Disagreement, Note
from rag.compose import SILENT, UNSURE, at_a_glance, heading, mid_sentence, verdict
from ui.render.cards import stressed
from ui.render.inert import escape, marker

_STAGES = {
    "searching": "Searching the archive",
    "falling back": "The model endpoint failed; the quote reader answers",
    "reading": "Reading the passages",
    "checking": "Checking every quote",
}


WELCOME = (
    '<div class="welcome"><p>Ask what the archive says.</p>'
    "<p>Every sentence of an answer is quoted, dated and checked against its source. "
    "Where there is no support, there is no answer.</p></div>"
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
            see = f'<p class="see"><a class="marker" href="#t{turn}-n1">Read what stands nearest</a></p>'
        return (
            f'<div class="answer silent" id="t{turn}">{head}<p class="verdict">{escape(verdict(value))}</p>'
            f"{notes(turn, value.notes)}{see}{foot}</div>"
        )
    differ = "".join(disagreement(turn, item, value.citations) for item in value.disagreements)
    glance = ""
    if value.sources:
        glance = f'<p class="glance">{escape(at_a_glance(value.sources, value.today))}</p>'
    return (
        f'<div class="answer" id="t{turn}">{head}{notes(turn, value.notes)}{_said(turn, value)}'
        f"{differ}{glance}{foot}</div>"
    )


def notes(turn: int, values: Iterable[Note]) -> str:
    """What must be known before the answer is read, a line each."""
    return "".join(
        f'<p class="note">{escape(item.text)}'
        f"{f' {marker(turn, item.marker)}' if item.marker else ''}</p>"
        for item in values
    )


def _said(turn: int, value: Answer) -> str:
    """The sentences, under the part of the question that each answers where it has several."""
    if not value.parts:
        return "".join(claim(turn, item, value.citations) for item in value.claims)
    out = []
    for part in value.parts:
        said = "".join(claim(turn, item, value.citations) for item in part.claims)
        none = f'<p class="verdict">{SILENT}</p>'
        out.append(
            f'<div class="part"><p class="asked">{escape(part.question)}</p>{said or none}</div>'
        )
    return "".join(out)


def claim(turn: int, value: Claim, citations: tuple[Citation, ...]) -> str:
    """One sentence with its markers and, whatever its words, the outlet and day of each source;
    above one that may not answer, that it is to be read."""
    opening = f'<div class="claim unsure"><p class="label">{UNSURE}</p>'
    opening = '<div class="claim">' if value.certain else opening
    markers = " ".join(marker(turn, number) for number in value.markers)
    cited = [item for item in citations if item.marker in value.markers]
    quoted = next((item for item in cited if value.text.endswith(f": “{item.quote}”")), None)
    if quoted:  # a lead-in that names source and day, then nothing but the quote
        lead = value.text[: -len(quoted.quote) - 3]
        return (
            f'{opening}<p class="dateline">{escape(lead)}</p>'
            f'<p class="said">“{stressed(quoted)}” {markers}</p></div>'
        )
    sources = "; ".join(dict.fromkeys(item.source for item in cited))
    who = f"{value.speaker} · " if value.speaker else ""
    return (
        f'{opening}<p class="said">{escape(value.text)} {markers}</p>'
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
            where = escape(
                f"{mid_sentence(cited.speaker)}, in {cited.source}"
                if cited.speaker
                else cited.source
            )
        sides.append(
            f"<li><strong>{escape(figure)}</strong> "
            f'<span class="dateline">{where} {marker(turn, number)}</span></li>'
        )
    label = f'<p class="label">{escape(heading(value))}</p>'
    return f'<div class="differ">{label}<ul>{"".join(sides)}</ul></div>'


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
    seconds = value.timings_ms.get("total", 0.0) / 1000
    return f"{words} · {seconds:.1f} s" if seconds else words
