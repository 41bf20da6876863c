"""What the lines of a page give away about where it comes from: outlet, authors, agencies."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from index.article import Dateline
from index.clean import dateline
from index.clean.names import ROLE, SPLIT, names, signers
from index.dates.beside import name_beside
from index.stamp import Found

NAME = r"(?:The )?[A-Z][\w'’&.-]*(?: (?:of |the |and |& )?[A-Z][\w'’&.-]*){0,4}"
LONGEST = 400  # characters of a line that can be a credit or a notice
OUTLET_CLUES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "a copyright line", 0.92,
        re.compile(
            rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{{4}}(?:-\d{{4}})?)?,?\s*(?:by )?({NAME}?)(?=\.|,| [Aa]ll| is\b|\s*$)"
        ),
    ),
    ("a call for support", 0.9, re.compile(rf"^[Ss]upport ({NAME})\s*!?$")),
    ("a plea for support", 0.9, re.compile(rf"\b({NAME}), an independent (?:news|media)")),
    (
        "a legal notice", 0.9,
        re.compile(
            r"^([A-Z][\w/.&'’-]*(?: [A-Z][\w/.&'’-]*){0,3}),?[^.]{0,60}? (?:has been|was) (?:\w+ )?(?:declared|designated|branded|labell?ed)\b"
        ),
    ),
    (
        "a subscription line", 0.8,
        re.compile(
            rf"(?:[Ss]ubscribe to|[Dd]ownload the|[Bb]ecome a (?:member|subscriber) of) ({NAME}?)(?: app|'s|’s| today| now|\.|!|$)"
        ),
    ),
)  # fmt: skip
HANDLE = re.compile(r"^(?:[Ff]ollow|[Ff]ind|[Ll]ike|[Jj]oin) us\b.{0,80}?@(\w{3,30})")
PAPER = re.compile(  # what newspapers and stations call themselves
    r"^(?:The )?(?:[A-Z][\w'’&.-]* ){1,3}(?:Times|Post|News|Herald|Gazette|Courier|Tribune|Ledger|Journal|Examiner|Observer"
    r"|Review|Weekly|Daily|Dispatch|Press|Chronicle|Telegraph|Star|Standard|Mail|Record|Globe|Monitor|Bulletin|Sentinel|Agency|Mercury"
    r"|Echo|Argus|Advertiser|Reporter|Independent|Inquirer|Enquirer|Register|Beacon|Guardian|Citizen|Sun|Voice|Advocate"
    r"|Leader|Messenger|Express|Banner|Online|Radio|Zeitung|Nachrichten|Anzeiger|Tageblatt)$"
)
# Those that are a paper's name by themselves, and hardly a rubric's ("News", "Review", "Leader").
ALONE = re.compile(
    r"(?:Times|Herald|Gazette|Courier|Tribune|Ledger|Examiner|Observer|Chronicle|Telegraph|Globe"
    r"|Sentinel|Mercury|Echo|Argus|Advertiser|Inquirer|Enquirer|Beacon|Guardian|Zeitung|Anzeiger|Tageblatt)$"
)
# A name of several words that opens with an article is no person's and hardly a place's.
ARTICLE = re.compile(r"(?:The|Le|La|Les|Il|El|Der|Die|Das|De|Het|O|A) [A-Z]")
SIGNED = re.compile(r"^(?:By|BY|Words by|Analysis by|Text by|Story by) (?=[A-Z])(.{3,160})$")
PARTS = re.compile(r"\s*[,|•·–—]\s*|\s-\s")
PERSONS = re.compile(
    r"(?:[A-Z][\w.'’-]*\s(?:(?:and|&|de|van|von|al|bin|der)\s)*){1,11}[A-Z][\w.'’-]*$"
)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
REPORTING = re.compile(r"\b(?:[Rr]eporting|[Ww]riting|[Ww]ritten|[Rr]eported) by ([^;.(]+)")
WRITTEN = re.compile(r"\W?(?:additional )?(?:report|writ)", re.IGNORECASE)
CREDITS = (
    re.compile(
        r"^\W?[Ww]ith (?:additional )?(?:reporting|inputs?|files|contributions?) (?:by|from) ([^).]+)"
    ),
    re.compile(r"^\W?[Cc]ontribut(?:ing|ors?|ions?)(?: by| from)?\s?:?\s([^.]+)"),
    re.compile(r"^\W?(.{3,160}?) (?:also )?contributed (?:to (?:this|the)|reporting)\b"),
    re.compile(r"^\W?[Ss]ource\s?:\s([^.]+)"),
    re.compile(
        r"^(?:[Ff]rom |[Bb]y |[–—-]+\s?)((?:[Tt]he )?(?:[A-Z]{2,5}|(?:[A-Z]\w* ){1,3}(?:Press|Agency|Newswire|News Service)))(?: and wire reports)?$"
    ),
    re.compile(r"^((?:[Tt]he )?(?:[A-Z]\w* ){1,3}(?:Press|Agency|Newswire|News Service))$"),
)
BODY = re.compile(r"\b(?:Press|Agency|Agencies|Newswire|News Service|Wire|Service)$")


@dataclass(frozen=True, slots=True)
class Origin:
    """What was found; the reasons say where on the page."""

    outlet: tuple[str, Found] | None
    authors: tuple[str, ...]
    authors_reason: str
    agencies: tuple[str, ...]
    agencies_reason: str


def find(
    lines: list[str], body: str, opening: Dateline | None, others: Collection[str] = ()
) -> Origin:
    """Read the lines of the page that are no story, and how its first paragraphs open.

    A byline among `others` is that of another story, which the page teases beside this one.
    """
    agencies, why = [], ""
    for paragraph in body.split("\n\n", 3)[:3]:
        slug = opening if opening and body.startswith(paragraph) else dateline.find(paragraph)
        if slug and slug.agency:
            agencies.append(slug.agency)
            why = f"the dateline credits it: {slug.words}"
            break
    authors: list[str] = []
    writing: list[str] = []
    papers: list[tuple[str, Found]] = []
    for line in (line for line in lines if len(line) <= LONGEST):
        own = line not in others
        if own and (parts := signed(line)):
            persons, paper = parts
            authors += [n for n in names(persons) if not is_agency(n)]
            if paper:
                papers.append((paper, Found("line", 0.8, f"named in a byline: {line[:120]}")))
        else:
            authors += [n for n in (signers(line) if own else ()) if not is_agency(n)]
        for pattern in CREDITS:
            if credit := pattern.match(line):
                named = [bare for part in SPLIT.split(credit[1]) if (bare := _bare(part))]
                credited = [n for n in named if is_agency(n)]
                if credited and not why:
                    why = f"the page credits it: {line}"
                agencies += credited
                break
        for credit in REPORTING.findall(line) if WRITTEN.match(line) else ():
            writing += [n for n in names(credit) if " " in n and not is_agency(n)]
    outlet = _outlet(lines, body)
    if papers and (outlet is None or outlet[1].confidence < papers[0][1].confidence):
        outlet = papers[0]
    if outlet is None and agencies and why.startswith("the dateline"):
        reason = "the dateline credits this agency; no site is named"
        outlet = agencies[0], Found("dateline", 0.6, reason)
    return Origin(
        outlet,
        tuple(dict.fromkeys(authors or writing)),
        "a byline of the page" if authors else "a credit line of the page",
        tuple(dict.fromkeys(agencies)),
        why,
    )


def signed(line: str) -> tuple[str, str | None] | None:
    """The persons and the paper of a byline that names more than persons.

    "By Ulla Brenn, Orrin Gazette, 3 April 2023" gives ("Ulla Brenn", "Orrin Gazette"); a line
    that has neither a paper nor a day beside the names, or anything else, gives None.
    """
    found = SIGNED.match(line)
    if not found:
        return None
    people, *beside = [part for part in PARTS.split(found[1]) if part] or [""]
    if not PERSONS.match(people) or not beside:
        return None
    papers, rest = [], 0
    for part in beside:
        if WEEKDAY.match(part) or re.search(r"\d", part):
            rest += 1
        elif PAPER.match(part):
            papers.append(part)
        elif PERSONS.match(part) and not papers and not ROLE.search(part):
            people += f", {part}"
        elif not ROLE.search(part) or len(part.split()) > 5:
            return None
    return (people, papers[0] if papers else None) if papers or rest else None


def is_agency(name: str) -> bool:
    """Whether a name that is credited is a news agency's and no person's."""
    words = name.split()
    if not words or len(words) > 5:
        return False
    if len(words) == 1:
        return name == "dpa" or (
            name[:1].isupper() and name.isalpha() and name.lower() not in NOBODY
        )
    return bool(BODY.search(name))


NOBODY = frozenset(
    "staff agencies agency editors editor newsroom advertisement share print email reuters/ap".split()
)


def _bare(name: str) -> str:
    """'CNN's Jack Guy' without whose he is, 'The Associated Press' without its article."""
    name = re.sub(r"^.*[a-zA-Z]['’]s (?=[A-Z])", "", name.strip(" .,()[]"))
    return re.sub(r"^[Tt]he ", "", name)


def _outlet(lines: list[str], body: str) -> tuple[str, Found] | None:
    short = [line for line in lines if len(line) <= LONGEST]
    for why, sure, pattern in OUTLET_CLUES:
        for line in short:
            if found := pattern.search(line):
                return found[1].rstrip(" .,"), Found(
                    "notice", sure, f"named in {why}: {line[:120]}"
                )
    for line in short:
        if found := HANDLE.search(line):
            return _spelled(found[1]), Found("notice", 0.8, "read from its social media handle")
    for line in short:
        name = name_beside(line)
        if not name or name in body or BODY.search(name):
            continue
        if PAPER.match(name) or ARTICLE.match(name) or ALONE.match(name):
            return name, Found("line", 0.8, f"named beside the day: {line}")
    for line in short:
        if PAPER.match(line) and not BODY.search(line) and line not in body:
            return line, Found("line", 0.6, f"a line beside the story that names one: {line}")
    return None


def _spelled(handle: str) -> str:
    """'The_NewArab' as words: 'The New Arab'."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", handle.replace("_", " "))
    return " ".join(words.split())
