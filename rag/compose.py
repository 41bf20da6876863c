"""Verified claims to the text of an answer: lead-ins, markers, sides, remarks, sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.stamp import spoken_day
from rag.answer import Answer, Citation, Claim, Disagreement, Note, Sources

UNSURE = "May answer: read it."
KNOWN = "as far as this search can tell"
SILENT = f"The archive does not say, {KNOWN}."
NEAREST = "What stands nearest, to read:"
Answered = Sequence[tuple[str, Sequence[Claim]]]  # each part of the question, and what answers it


def led_in(
    claim: Claim, citations: Sequence[Citation], explains: Sequence[tuple[str, str]] = ()
) -> Claim:
    """A claim that is nothing but its quote gets a lead-in that says who said it and when.

    `explains` says what words of the quote stand for ("he", "the minister"): that too is said in
    the lead-in. The quote itself is never touched; a claim in a reader's own words is left as it is.
    """
    if claim.text != citations[0].quote:
        return claim
    sources = "; ".join(dict.fromkeys(c.source for c in citations))
    speaker = claim.speaker
    # The reporter's own outlet or a speaker the sentence opens with needs no second naming.
    citing = (
        f", citing {mid_sentence(speaker)}" if speaker and speaker != citations[0].outlet else ""
    )
    meant = "; ".join(f"“{words}”: {meaning}" for words, meaning in explains)
    told = f" ({meant})" if meant else ""
    return replace(claim, text=f"{sources}{citing}{told}: “{claim.text}”")


def text_of(
    answered: Answered,
    silence: str,
    differing: Sequence[Disagreement] = (),
    remarks: Sequence[Note] = (),
    sources: Sources | None = None,
    as_of: date | None = None,
    spelt: Callable[[str], str] = str,
) -> str:
    """The whole answer, a paragraph each: what must be known first, sentences with their markers,
    the sides of what differs, and the sources at a glance; without claims, `silence` and the first.

    All words go through `spelt` before the markers are put to them: "[2]" in an article is none.
    """
    out = [f"{spelt(n.text)} [{n.marker}]" if n.marker else spelt(n.text) for n in remarks]
    if not any(claims for _, claims in answered):
        return "\n\n".join([spelt(silence), *out])
    for question, claims in answered:
        if len(answered) > 1:
            out.append(spelt(question) + ("" if claims else f" {SILENT}"))
        out += [f"{hedge(c)}{spelt(c.text)} {_markers(c.markers)}" for c in claims]
    for found in differing:
        sides = "; ".join(f"{spelt(words)} [{marker}]" for words, marker in found.sides)
        out.append(f"{spelt(heading(found))}: {sides}.")
    if sources:
        out.append(spelt(at_a_glance(sources, as_of)))
    return "\n\n".join(out)


def heading(found: Disagreement) -> str:
    """What kind of difference it is, and what about: 'The figures differ (people displaced)'."""
    if found.update:
        what = "Updated over time"
    else:
        what = (
            "The figures differ" if found.kind == "figures" else "The sources contradict each other"
        )
    return f"{what} ({found.about})" if found.about else what


def at_a_glance(sources: Sources, as_of: date | None) -> str:
    """Outlets, days, how many stand on their own, and as of when all this holds."""
    counted = _count(sources.articles, "article")
    if sources.independent < sources.articles:
        counted += f" ({sources.independent} independent)"
    days = ""
    if sources.earliest and sources.latest:
        first, last = spoken_day(sources.earliest), spoken_day(sources.latest)
        days = f", {first}" if first == last else f", {first} to {last}"
    named = ", ".join(sources.outlets) or "outlet not named"
    asked = f"; as of {spoken_day(as_of)}" if as_of else ""
    return f"Sources: {named}; {counted}{days}{asked}."


def hedge(claim: Claim) -> str:
    """What stands before a claim that may not answer."""
    return "" if claim.certain else f"{UNSURE} "


def silence(as_of: date | None, found_any: bool, narrowed: bool) -> str:
    """What is said first instead of an answer."""
    when = f" as of {spoken_day(as_of)}" if as_of else ""
    if not found_any:
        limits = " within these dates and outlets" if narrowed else ""
        return f"The archive holds nothing on this{when}{limits}."
    return f"The archive does not say{when}, {KNOWN}."


def verdict(answer: Answer) -> str:
    """What an answer without claims says first."""
    return answer.text.partition("\n\n")[0]


def _markers(markers: Sequence[int]) -> str:
    return "".join(f"[{marker}]" for marker in markers)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number:,} {thing}s"


def mid_sentence(speaker: str) -> str:
    """A speaker as named inside a sentence: "the ministry" for "The ministry"."""
    first, _, rest = speaker.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An", "One") else speaker
