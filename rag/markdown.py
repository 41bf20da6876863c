"""An Answer as Markdown: the text, then each source with its quote."""

from __future__ import annotations

import re

from index.stamp import spoken_day
from rag.answer import Answer, Citation

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


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
    parts.append(_keep_markers(escape(answer.text)))
    shown = answer.citations or answer.nearest
    if shown:
        parts.append("Sources:" if answer.citations else "Nearest passages (not an answer):")
        parts += [source(c) for c in shown]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Markdown's special characters as themselves; no HTML, links or images survive."""
    return SPECIAL.sub(r"\\\1", text)


def _keep_markers(text: str) -> str:
    return re.sub(r"\\\[(\d+)\\\]", r"[\1]", text)


def source(citation: Citation) -> str:
    """One citation as it is listed: title, outlet, day, speaker, carriers, the quote and its place."""
    title = escape(citation.title)
    # Only web addresses may become links, and none may close the link's own bracket.
    if citation.url and re.fullmatch(r"https?://[^\s()<>]+", citation.url):
        title = f"[{title}]({citation.url})"
    speaker = f" — {escape(citation.speaker)}" if citation.speaker else ""
    told = f" (tells of {escape(citation.told_of)})" if citation.told_of else ""
    quote = escape(citation.quote).replace("\n", " ")
    where = f"{citation.article_id}, characters {citation.start}–{citation.end}"
    also = (
        f" (also carried by {escape(', '.join(citation.carried_by))})"
        if citation.carried_by
        else ""
    )
    return f"[{citation.marker}] {title}. {escape(citation.source)}{speaker}{told}{also}\n> {quote}\n>\n> `{where}`"
