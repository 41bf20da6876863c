"""An Answer as Markdown: the text, then each source with its quote."""

from __future__ import annotations

import re

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


def render(answer: Answer) -> str:
    """Ready to paste. Words from articles are escaped, so none of them can act as mark-up."""
    parts = [f"**{escape(answer.question)}**"]
    if answer.standalone and answer.standalone != answer.question:
        parts.append(f"_Searched for: {escape(answer.standalone)}_")
    if answer.as_of:
        undated = any(c.published is None for c in answer.citations or answer.nearest)
        read = (
            "nothing dated later was read, undated articles were"
            if undated
            else ("nothing later was read")
        )
        parts.append(f"_As of {spoken_day(answer.as_of)}; {read}._")
    if answer.window:
        parts.append(f"_Read from the question: {escape(answer.window)}._")
    parts.append(_text(answer))
    shown = answer.citations or answer.nearest
    if shown:
        parts.append("Sources:" if answer.citations else "Nearest passages (not an answer):")
        parts += [source(c) for c in shown]
    return "\n\n".join(parts) + "\n"


def _text(answer: Answer) -> str:
    """The answer's text made anew from what it is made of: only what stands in `markers` is a
    marker, whatever figures in brackets an article prints."""
    if not answer.claims:
        return escape(answer.text)
    answered = [(part.question, part.claims) for part in answer.parts]
    return compose.text_of(
        answered or [(answer.standalone, answer.claims)],
        answer.disagreements, answer.notes, answer.sources, answer.today, escape,
    )  # fmt: skip


def escape(text: str) -> str:
    """The words on one line, Markdown's special characters as themselves.

    No HTML, image, list, heading or link survives, and no address becomes a link by itself, but
    for a mail address on GitHub: it looks for those where all escapes are undone.
    """
    line = SPACE.sub(lambda run: " " if BREAKS & set(run[0]) else run[0], text).strip(" \t")
    return OPENING.sub(r"\1\\", ACTIVE.sub(_inert, line))


def _inert(found: re.Match[str]) -> str:
    return f"\\{found['mark']}" if found["mark"] else f"&#{ord(found['live'])};"


def source(citation: Citation) -> str:
    """One citation as it is listed: title, outlet, day, speaker, carriers, the quote and its place."""
    title = escape(citation.title)
    # Only web addresses may become links, and none may close the link's own bracket.
    if citation.url and re.fullmatch(r"https?://[^\s()<>\\]+", citation.url):
        title = f"[{title}]({citation.url})"
    speaker = f" — {escape(citation.speaker)}" if citation.speaker else ""
    told = f" (tells of {escape(citation.told_of)})" if citation.told_of else ""
    where = f"{citation.article_id}, characters {citation.start}–{citation.end}"
    also = (
        f" (also carried by {escape(', '.join(citation.carried_by))})"
        if citation.carried_by
        else ""
    )
    said = f"> {escape(citation.quote)}\n>\n> `{where}`"
    return f"[{citation.marker}] {title}. {escape(citation.source)}{speaker}{told}{also}\n{said}"
