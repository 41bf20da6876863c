"""What a page gives away about where it comes from: outlet, place, agencies, authors."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME = r"(?:The )?[A-Z][\w'’&.-]*(?: (?:of |the |and |& )?[A-Z][\w'’&.-]*){0,4}"
SLUG = re.compile(
    r"^(?P<place>[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w. ]{2,20})?)(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?"
    r"\s*\((?P<agency>[A-Z][\w .&/-]{1,30})\)\s*[–—-]+\s*"
)
OUTLET_CLUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a copyright line",
        re.compile(
            rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{{4}}(?:-\d{{4}})?)?,?\s*(?:by )?({NAME}?)(?=\.|,| [Aa]ll| is\b|\s*$)"
        ),
    ),
    ("a call for support", re.compile(rf"^[Ss]upport ({NAME})\s*!?$")),
    ("a plea for support", re.compile(rf"\b({NAME}), an independent (?:news|media)")),
    (
        "a legal notice",
        re.compile(
            r"^([A-Z][\w/.&'’-]*(?: [A-Z][\w/.&'’-]*){0,3}),?[^.]{0,60}? (?:has been|was) (?:\w+ )?(?:declared|designated|branded|labell?ed)\b"
        ),
    ),
    (
        "a subscription line",
        re.compile(
            rf"(?:[Ss]ubscribe to|[Dd]ownload the|[Bb]ecome a (?:member|subscriber) of|[Ss]ign up (?:for|to)) ({NAME}?)(?: app| newsletter|'s|’s|\.|!|$)"
        ),
    ),
)
HANDLE = re.compile(r"(?:[Ff]ollow|[Ff]ind|[Ll]ike)\b.*?@(\w{3,30})")
BYLINE = re.compile(
    r"^[Bb]y ((?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+(?:(?:, | and | & )(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+)*)$"
)
REPORTING = re.compile(r"\b(?:[Rr]eporting|[Ww]riting|[Ww]ritten) by ([^;.(]+)")
AGENCIES = re.compile(
    r"^\(?[Ww]ith (?:additional )?(?:reporting|input|files|contributions?) (?:by|from) ([^).]+)"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What was found; `outlet_reason` says where on the page."""

    outlet: str | None
    outlet_reason: str
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    place: str | None


def find(lines: list[str], lead: str) -> Origin:
    """Read every line of the page, furniture included, and the article's first paragraph."""
    slug = SLUG.match(lead)
    agencies: list[str] = [slug["agency"]] if slug else []
    authors: list[str] = []
    for line in lines:
        if found := AGENCIES.match(line):
            named = [p.strip() for p in re.split(r", | and ", found[1])]
            capital = [n for n in named if n[:1].isupper() or n == "dpa"]
            if len(capital) == 1 and len(capital[0].split()) in (2, 3) and capital[0].istitle():
                authors += capital  # one person's name, not an agency
            else:
                agencies += capital
        elif found := BYLINE.match(line):
            authors += re.split(r", | and | & ", found[1])
        else:
            for credit in REPORTING.findall(line):
                people = re.sub(r" in [A-Z]\w+$", "", credit.strip())
                authors += [p.strip() for p in re.split(r", | and ", people) if " " in p.strip()]
    outlet, reason = _outlet(lines)
    if outlet is None and slug:
        outlet, reason = slug["agency"], "the dateline credits this agency; no site is named"
    return Origin(
        outlet,
        reason,
        tuple(dict.fromkeys(authors)),
        tuple(dict.fromkeys(agencies)),
        slug["place"].title() if slug else None,
    )


def _outlet(lines: list[str]) -> tuple[str | None, str]:
    for why, pattern in OUTLET_CLUES:
        for line in lines:
            if found := pattern.search(line):
                return found[1].rstrip(" .,"), f"named in {why}"
    for line in lines:
        if found := HANDLE.search(line):
            return _spelled(found[1]), "read from its social media handle"
    return None, "the page names no outlet"


def _spelled(handle: str) -> str:
    """'The_NewArab' as words: 'The New Arab'."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", handle.replace("_", " "))
    return " ".join(words.split())
