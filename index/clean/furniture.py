"""Tell story from site furniture, block by block, in a page that has lost its mark-up.

What is taken out is returned with the reason. The rules know how pages are built (captions,
teasers, pleas, notices), not which outlets exist.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from index.article import Removed
from index.dates import stated_on_line
from index.load.raw import Block


@dataclass(slots=True)
class Stripped:
    """What is left of a page, and what was found on the way."""

    story: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    title: str | None = None
    section: str | None = None


CAPTION = re.compile(
    r"(\[(?:[A-Z][\w./ &-]{1,50})\]$|(?<=[.\s])/\s?[A-Z][\w. &-]{1,40}$|\bvia (?:REUTERS|Reuters|AP|AFP)"
    r"|^(?:FILE PHOTO|Image|Photo|Picture|Caption|Illustration)\s?:|\bFILE PHOTO\b|\(AP Photo"
    r"|\((?:Photo|Image|Picture|Photograph)(?: by|:)[^)]*\)$|(?:Getty Images|Pool Photo)\)?\.?$"
    r"|^\(?(?:Photo|Image) (?:by|courtesy)|\bPhoto(?:graph)? (?:by|courtesy of) [A-Z][^.]*$)"
)
READ_TIME = re.compile(r"^\d+\s*(?:-\s*)?min(?:ute)?s?\.? (?:read|to read)$", re.IGNORECASE)
TEASER = re.compile(
    r"^(?:(?:also )?read (?:also|more|next|on)|see also|also read|more on this(?: story)?|more from"
    r"|related(?: \w+)?|recommended|most (?:read|popular)|you may (?:also )?like|explainer"
    r"|watch|listen|in pictures|opinion|trending|latest news|don['’]t miss|breaking news"
    r"|accessibility links|skip to (?:main )?content|table of contents)\b\s*(?P<colon>[:>»…]?)",
    re.IGNORECASE,
)
CALL = re.compile(
    r"(?:^(?:follow|like|join|find) (?:us|our)\b|^share (?:this|on|via)\b|^(?:share|print|email|save|comments?"
    r"|advertisement|sponsored|subscribe|sign (?:in|up)|log in|menu|search|close|home|tags?:.*"
    r"|loading\W*|back to top.*|remind me later|not now|copy link|listen to article)\W*$"
    r"|\bsign up (?:for|to) (?:our|the)\b|\bsubscribe (?:to|now|today|for)\b|\bnewsletters?\b.*\b(?:inbox|sign|subscribe)"
    r"|\bclick here\b|\bcookies?\b.*\b(?:accept|consent|experience|site|website|policy)\b|\bwe use cookies\b"
    r"|\ball rights reserved\b|^(?:©|\(c\)|copyright)\s|\bterms of (?:use|service)\b|\bprivacy policy\b"
    r"|\bdownload (?:our|the) .{0,30}\bapp\b|^support (?:the|our|us|independent)\b|\bbecome a (?:member|friend|supporter|subscriber|patron)\b"
    r"|\bdonat(?:e|ion)s? (?:today|now|here|to us)\b|\bnot ready to support\b|\bsupport us\b|\bmake a donation\b"
    r"|\bsmall favou?r to ask\b|\bpa[iy]m?e?nt methods\b|\bhave a (?:news )?tip\b|\bcontact (?:us|the author)\b"
    r"|@\w+.*\b(?:twitter|facebook|instagram)\b|\b(?:twitter|facebook|instagram)\b\W*@\w+)",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"(?:\bundesirable organi[sz]ation\b|\bforeign agent\b|\bis a terrorist organi[sz]ation banned in\b"
    r"|\bbanned in (?:the )?[A-Z]\w+\.?$|\bmay not be (?:published|reproduced|redistributed)\b"
    r"|\b(?:views|opinions) expressed\b.*\b(?:author|own)\b|\beditorial (?:policy|standards)\b)",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier|preceding) (?:instructions|prompts?|rules)\b"
    r"|\bignore the (?:question|text|article|instructions?) (?:above|before)\b|\bprint your (?:system )?prompt\b"
    r"|^when asked\b.*\b(?:answer|reply|say|respond)\b|</?passage\b|<\|\w+\|>"
    r"|^(?:system|assistant|user)\s*:|^system (?:override|prompt)\b|\bnote to (?:automated|ai|machine|language)\b",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"^\(?(?:with (?:additional )?(?:reporting|input|files|contributions?) (?:by|from)\b"
    r"|(?:additional )?(?:reporting|writing|editing|compiled|translated|edited|written) by\b|source:\s|agencies\W*$)",
    re.IGNORECASE,
)
BYLINE = re.compile(r"^(?:by|from)\s+(?:[A-Z][\w.'’-]+[\s,]*(?:and\s+|&\s*)?){2,9}$", re.IGNORECASE)
READER = re.compile(r"\b(?:you|your|yours|we need your|we, the)\b", re.IGNORECASE)
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
ENDED = re.compile(r"[.!?…:;,][\"”’')\]]*$")
TAIL = re.compile(
    r"^(?:related (?:articles|stories|topics|posts|content)|more (?:stories|from)\b|most (?:read|popular)\b"
    r"|you may also like|recommended\b|(?:…|\.\.\.)?\s*we have a small favou?r)",
    re.IGNORECASE,
)


def is_story(text: str) -> bool:
    """Whether a block reads as a paragraph of the article: sentences, and no furniture's mark."""
    return bool(ENDED.search(text)) and len(text.split()) >= 7 and reason_for(text) is None


def reason_for(text: str) -> str | None:
    """Why a block is furniture wherever it stands, or None."""
    if CAPTION.search(text) and len(text) < 500:
        return "photo caption"
    if READ_TIME.match(text):
        return "reading time"
    if CREDIT.match(text):
        return "credit line"
    # A long paragraph may mention a newsletter; a call to the reader is short or names itself.
    if len(text) < 400 and CALL.search(QUOTED.sub(" ", text)):
        return "call to the reader"
    if MACHINE.search(QUOTED.sub(" ", text)):
        return "addresses a machine, not a reader"
    if LEGAL.search(QUOTED.sub(lambda m: m[0] if len(m[0]) < 40 else " ", text)):
        return "legal notice"
    teaser = TEASER.match(text)
    if teaser and (teaser["colon"] or not ENDED.search(text)):
        return "teaser"
    return None


def strip(blocks: list[Block], title: str | None = None) -> Stripped:
    """Split a page into story and furniture. `title` is given where mark-up named it."""
    out = Stripped(title=title)
    kept = _drop_repeats(blocks, out)
    kept = _cut_tail(kept, out)
    first = next((i for i, b in enumerate(kept) if is_story(b.text)), None)
    if first is None:  # a very short piece: any whole sentence is its story
        whole = (i for i, b in enumerate(kept) if ENDED.search(b.text) and not reason_for(b.text))
        first = next(whole, len(kept))
    _read_head(kept[:first], out)
    _read_body(kept[first:], out)
    return out


def _take(out: Stripped, block: Block, reason: str) -> None:
    out.removed.append(Removed(block.text, reason))
    if "caption" in reason:
        out.captions.append(block.text)


def _drop_repeats(blocks: list[Block], out: Stripped) -> list[Block]:
    """A line that is said twice in a row is a caption; said again later it is furniture."""
    counts = Counter(b.text for b in blocks)
    kept: list[Block] = []
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        beside = [b.text for b in blocks[max(0, at - 1) : at] + blocks[at + 1 : at + 2]]
        if len(block.text) >= 30 and counts[block.text] > 1 and block.text in beside:
            _take(out, block, "photo caption, said twice")
        elif len(block.text) >= 30 and block.text in seen:
            _take(out, block, "said before")
        else:
            kept.append(block)
            seen.add(block.text)
    return kept


def _cut_tail(blocks: list[Block], out: Stripped) -> list[Block]:
    """Everything from a heading such as "Related Articles", then upwards while it is no story."""
    story = [i for i, b in enumerate(blocks) if is_story(b.text)]
    cut = len(blocks)
    for at, block in enumerate(blocks):
        after_story = bool(story) and at > story[0]
        if after_story and TAIL.match(block.text) and not _story_resumes(blocks[at + 1 :]):
            cut = at
            break
    for block in blocks[cut:]:
        _take(out, block, reason_for(block.text) or "below the article")
    kept = blocks[:cut]
    while kept:
        text = kept[-1].text
        bare = QUOTED.sub(" ", text)
        reason = reason_for(text)
        if reason is None and READER.search(bare) and len(kept) > 1:
            reason = "addresses the reader"
        loose = not ENDED.search(text) and not text.startswith("- ")
        if reason is None and loose and len(text.split()) <= 12 and len(kept) > 1:
            reason = "below the article"
        if reason is None and len(text.split()) <= 8 and len(kept) > 2:
            above = kept[-2].text  # "Not today?" under a plea belongs to the plea
            if reason_for(above) or READER.search(QUOTED.sub(" ", above)):
                reason = "below the article"
        if reason is None:
            break
        _take(out, kept.pop(), reason)
    return kept


def _story_resumes(blocks: list[Block]) -> bool:
    plain = [b for b in blocks if is_story(b.text) and not READER.search(QUOTED.sub(" ", b.text))]
    return len(plain) >= 2


def _read_head(head: list[Block], out: Stripped) -> None:
    """Above the first paragraph stand the title, a day, a byline, a section, captions."""
    lines: list[Block] = []
    for block in head:
        reason = reason_for(block.text)
        if reason is None and stated_on_line(block.text):
            reason = "date line"
        if reason is None and BYLINE.match(block.text):
            reason = "byline"
        if reason:
            _take(out, block, reason)
        else:
            lines.append(block)
    marked = [b for b in lines if b.level == 1]
    wordy = [b for b in lines if len(b.text.split()) >= 4] or lines[-1:]
    if out.title is None and (marked or wordy):
        # Of two alike the lower one is the headline, the upper one the browser's tab.
        out.title = (marked or wordy)[-1].text
    for block in lines:
        if block.text == out.title:
            continue
        if len(block.text.split()) <= 3 and out.section is None:
            out.section = block.text
            _take(out, block, "section name")
        else:
            _take(out, block, "above the article")


def _read_body(blocks: list[Block], out: Stripped) -> None:
    listing = False  # inside the links that follow "Read more:"
    for block in blocks:
        reason = reason_for(block.text)
        ended = bool(ENDED.search(block.text))
        words = len(block.text.split())
        if reason:
            if reason != "photo caption":
                listing = reason == "teaser" and words <= 3
            _take(out, block, reason)
        elif stated_on_line(block.text):
            _take(out, block, "date line")
        elif block.text == out.title:
            _take(out, block, "the title again")
        elif (listing and not ended and block.level == 0 and words > 5) or _is_link(
            block, ended, words
        ):
            _take(out, block, "teaser")
        else:
            listing = False
            heading = block.level or (2 if not ended and words <= 8 else 0)
            out.story.append(Block(block.text, heading))
    while out.story and out.story[-1].level:
        _take(out, out.story.pop(), "below the article")


def _is_link(block: Block, ended: bool, words: int) -> bool:
    """A headline in mid-text: no full stop, too long for a sub-heading, too short for prose."""
    return (
        not ended
        and block.level == 0
        and 7 <= words <= 25
        and block.text[0] not in '-•*–—0123456789"“'
    )
