"""An Answer as Markdown, or as plain text: the text, then each source with its quote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.stamp import spoken_day
from rag import compose
from rag.answer import Answer, Citation

# One pass over the words as they are, so that no look-around sees what escaping has put in.
ACTIVE = re.compile(
    r"(?P<mark>[\\`*_{}\[\]<>#|~&])"
    # What many readers make a link of without any mark-up: "https://", "//", "www.", "host.example"
    # and "who@host". A full stop between figures or single letters ("3.5", "U.S.") is left alone.
    r"|(?P<live>:(?=//)|/(?=/)|(?<=[wW]{3})\.|(?<=\w)\.(?=[^\W\d_]{2})|(?<=\S)@)"
)
SPACE = re.compile(r"\s{2,}|[^\S ]")
BREAKS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
# At the start of a line these begin a list or a rule, or make a heading of the line above.
OPENING = re.compile(r"\A(?:(?=[-+=])|(\d{1,9})(?=[.)](?:\s|\Z)))")


def escape(text: str) -> str:
    """The words on one line, Markdown's special characters as themselves.

    No HTML, image, list, heading or link survives, and no address becomes a link by itself, but
    for a mail address on GitHub: it looks for those where all escapes are undone.
    """
    return OPENING.sub(r"\1\\", ACTIVE.sub(_inert, one_line(text)))


def one_line(text: str) -> str:
    """The words as they are, on one line."""
    return SPACE.sub(lambda run: " " if BREAKS & set(run[0]) else run[0], text).strip(" \t")


def _inert(found: re.Match[str]) -> str:
    return f"\\{found['mark']}" if found["mark"] else f"&#{ord(found['live'])};"


@dataclass(frozen=True, slots=True)
class Style:
    """How an answer is set. `words` makes of anybody's words one line that cannot act as mark-up."""

    words: Callable[[str], str]
    strong: str  # the marks around a heading, a remark, a place
    remark: str
    place: str
    links: bool  # whether an address can stand behind a title


MARKDOWN = Style(escape, strong="**", remark="_", place="`", links=True)
PLAIN = Style(one_line, strong="", remark="", place="", links=False)


def render(answer: Answer, style: Style = MARKDOWN) -> str:
    """Ready to paste: Markdown, unless another style is given."""
    words, strong, remark = style.words, style.strong, style.remark
    parts = [f"{strong}{words(answer.question)}{strong}"]
    if answer.standalone and answer.standalone != answer.question:
        parts.append(f"{remark}Searched for: {words(answer.standalone)}{remark}")
    if answer.as_of:
        undated = any(c.published is None for c in answer.citations or answer.nearest)
        read = (
            "nothing dated later was read, undated articles were"
            if undated
            else ("nothing later was read")
        )
        parts.append(f"{remark}As of {spoken_day(answer.as_of)}; {read}.{remark}")
    if answer.window:
        parts.append(f"{remark}Read from the question: {words(answer.window)}.{remark}")
    parts.append(_text(answer, style))
    shown = answer.citations or answer.nearest
    if shown:
        parts.append("Sources:" if answer.citations else compose.NEAREST)
        parts += [source(c, style) for c in shown]
    return "\n\n".join(parts) + "\n"


def _text(answer: Answer, style: Style) -> str:
    """The answer's text made anew from what it is made of: only what stands in `markers` is a
    marker, whatever figures in brackets an article prints."""
    answered = [(part.question, part.claims) for part in answer.parts]
    return compose.text_of(
        answered or [(answer.standalone, answer.claims)], compose.verdict(answer),
        answer.disagreements, answer.notes, answer.sources, answer.today, style.words,
    )  # fmt: skip


def source(citation: Citation, style: Style = MARKDOWN) -> str:
    """One citation as it is listed: title, outlet, day, speaker, carriers, the quote and its place."""
    words = style.words
    title = words(citation.title)
    # Only web addresses may become links, and none may close the link's own bracket.
    if style.links and citation.url and re.fullmatch(r"https?://[^\s()<>\\]+", citation.url):
        title = f"[{title}]({citation.url})"
    speaker = f" — {words(citation.speaker)}" if citation.speaker else ""
    told = f" (tells of {words(citation.told_of)})" if citation.told_of else ""
    where = f"{citation.article_id}, characters {citation.start}–{citation.end}"
    also = (
        f" (also carried by {words(', '.join(citation.carried_by))})" if citation.carried_by else ""
    )
    if not style.links and citation.url:
        where += f", {one_line(citation.url)}"
    said = f"> {words(citation.quote)}\n>\n> {style.place}{where}{style.place}"
    return f"[{citation.marker}] {title}. {words(citation.source)}{speaker}{told}{also}\n{said}"
