"""What the lines of a page give away about where it comes from: outlet, authors, agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import Dateline
from index.clean import dateline
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
# A name of several words that opens with an article is no person's and hardly a place's.
ARTICLE = re.compile(r"(?:The|Le|La|Les|Il|El|Der|Die|Das|De|Het|O|A) [A-Z]")
BYLINE = re.compile(
    r"^(?:[Bb]y|BY|Words by|Analysis by|Text by|Story by) ((?:[A-Z][\w.'’-]*[\s,|]*(?:(?:and|&|de|van|von|al|bin|der) )*){1,14})$"
)
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
SPLIT = re.compile(r"\s*(?:;|,|\||/| and | & |\bwith )\s*")
# Of what "and" joins in a name: the part before it is a body's ("Board of Trade and Industry"),
# the part behind it a firm's ("Brenn and Sons Ltd") or, after a single word, a firm's or a body's.
OF_A_BODY = re.compile(
    r"\b(?:Ministry|Department|Board|Bureau|Office|Institute|Cent(?:er|re)s?|Council|Committee"
    r"|Commission|Agency|Authority|Association|Society|Chamber|Union|Federation)\s(?:of|for)\s",
)
FIRM = r"(?:Sons?|Daughters?|Co|Company|Partners|Associates|Bros|Brothers|Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH|Corp)\.?"
OF_A_FIRM = re.compile(rf"(?:{FIRM}\s?)+$")
ENDS_FIRM = re.compile(
    rf"\b(?:{FIRM}|Organi[sz]ation|Administration|Ministry|Department|Bureau|Office|Institute"
    r"|Foundation|Council|Committee|Commission|Authority|Association|Society|Group|University)$"
)
NAME_ENDS = re.compile(r"[;,|/]| and | & ")
JOINT = "\0"  # no text of a page has it
JOINED = re.compile(r"\s(?:and|&)\s")
INVERTED = re.compile(r"([^\W\d_][\w’'-]*),\s*([^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*)?)$")
ROLE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|staff|contributor|special to|producer|bureau|chief|photographs?|video|senior)\b",
    re.IGNORECASE,
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


def find(lines: list[str], body: str, opening: Dateline | None) -> Origin:
    """Read the lines of the page that are no story, and how its first paragraphs open."""
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
        if parts := signed(line):
            persons, paper = parts
            authors += [n for n in names(persons) if not is_agency(n)]
            if paper:
                papers.append((paper, Found("line", 0.8, f"named in a byline: {line[:120]}")))
        elif found := BYLINE.match(line):
            authors += [n for n in names(found[1]) if not is_agency(n)]
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


def names(text: str) -> list[str]:
    """The names in a byline: 'By Ulla Brenn and Max Orr, Staff Writers' gives two."""
    text = re.sub(r"^(?:by|from|words by|analysis by)[\s:]+", "", text.strip(), flags=re.IGNORECASE)
    text = JOINED.sub(_kept_joint, _in_order(text))
    parts = [p for part in SPLIT.split(text) if (p := part.replace(JOINT, " ").strip(" .,|-–—"))]
    many = len(parts) > 1
    out: list[str] = []
    for whole in parts:
        part = re.sub(r" in [A-Z][\w' ]*$", "", whole)
        if part in ("Jr", "Sr", "II", "III") and out:
            out[-1] += f" {part}." if part in ("Jr", "Sr") else f" {part}"
        elif "@" in part or part.startswith(("http:", "https:", "www.")):
            continue
        elif not many or not (ROLE.search(part) or (part.isupper() and len(part) > 3)):
            out.append(part)
    return out


def _in_order(text: str) -> str:
    """'Doe, Jane; Roe, John' as people say it; a list that is not all of this kind as it is."""
    people = [part.strip() for part in text.split(";") if part.strip()]
    turned = [INVERTED.match(part) for part in people]
    if len(people) < 2 or not all(turned):
        return text
    return "; ".join(f"{found[2]} {found[1]}" for found in turned if found)


def _kept_joint(joint: re.Match[str]) -> str:
    """An "and" inside the name of a firm or a body, marked so that the name is not cut there."""
    text = joint.string
    before = NAME_ENDS.split(text[max(0, joint.start() - LONGEST) : joint.start()])[-1]
    after = NAME_ENDS.split(text[joint.end() : joint.end() + LONGEST], maxsplit=1)[0]
    firm = OF_A_FIRM.match(after) or (" " not in before.strip() and ENDS_FIRM.search(after))
    body = OF_A_BODY.search(before) and " " not in after.strip()
    return joint[0].replace(" ", JOINT) if firm or body else joint[0]


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
        if name is None or name in body or BODY.search(name):
            continue
        if PAPER.match(name) or ARTICLE.match(name):
            return name, Found("line", 0.8, f"named beside the day: {line}")
    for line in short:
        if PAPER.match(line) and not BODY.search(line) and line not in body:
            return line, Found("line", 0.6, f"a line beside the story that names one: {line}")
    return None


def _spelled(handle: str) -> str:
    """'The_NewArab' as words: 'The New Arab'."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", handle.replace("_", " "))
    return " ".join(words.split())
