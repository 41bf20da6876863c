"""The names of people in a byline, whatever stands around them."""

from __future__ import annotations

import re

from index.clean.rules import AGENCY
from index.stop_words import STOP_WORDS

LONGEST = 400  # characters of a line that can name people
# "Ana Sol y Juan Paz" are two, "José Ortega y Gasset" is one.
SPLIT = re.compile(
    r"\s*(?:;|,|\||/| and | & |\bwith |(?<=\w) (?:y|und|et) (?=[^\W\d_][\w.'’-]*\s[^\W\d_]))\s*"
)
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
PEOPLE = re.compile(r"\s*;\s*|\s(?:and|&)\s")
# "Brenn, Ulla" and "de la Brenn, Ulla M.": a surname, a comma, a given name.
INVERTED = re.compile(
    r"((?:[a-zà-ÿ][\w’']{0,3}\s){0,2}[^\W\d_][\w’'-]*),\s*([^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*)?)$"
)
AFTER_NAME = frozenset("Jr Jr. Sr Sr. II III IV".split())
ROLE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|columnist|staff|contributor|special to|producer|bureau|chief|photographs?|video|senior)\b",
    re.IGNORECASE,
)
SIGNS = re.compile(
    r"^\W{0,3}(?:(?:text|texto|words|story|reporting)(?=\s?:)|(?:words|text|story|article|analysis|reporting|report|reported|written|writing|posted|published)\s+by"
    r"|(?:escrito|publicado)\s+por|(?:écrit|publié)\s+par|(?:erstellt|geschrieben|verfasst)\s+von|by|por|par|von|di)\b[\s:]*(?=\S)",
    re.IGNORECASE,
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
# What stands beside names: a handle, an address, brackets, a day, how long ago.
BESIDE = re.compile(
    rf"\([^()]*\)|\[[^\[\]]*\]|\S*@\S+|\bhttps?:\S+|\b(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\.?\s+{MONTH})\b.*"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\b(?:(?:last|first|on)\s)?(?:updated|published|posted|modified)\b(?!\s+by\b).*|\b\d+\s\w+\sago\b.*",
    re.IGNORECASE,
)
PARTED = re.compile(r"\s*[|•·–—;\n]\s*|\s-\s|\s*/\s*")
BARRED = re.compile(r"\s*[|•·]\s*")
OTHERS = re.compile(  # who made something else than the text
    r"^(?:photo|pictur|image|illustrat|graphic|video|edit|produc|translat|design|camera|additional)\w*\b",
    re.IGNORECASE,
)
FOR_WHOM = re.compile(r"\s(?i:for|in|at|from)\s+(?i:the\s)?(?=[A-Z]).*")
WITHIN = frozenset(
    "de da do dos das del der den van von ter al bin ibn la le du di y e the".split()
)
WORD = re.compile(r"[^\W\d_][\w.'’-]*")
MOST = 6  # words of a name
SHORT = 8  # words: "By Max Orr Jr."


def names(text: str, *, listed: bool = False) -> list[str]:
    """The names in a byline: 'By Ulla Brenn and Max Orr, Staff Writers' gives two.

    `listed` says that the text is a field for names and no line: there 'Doe, Jane' is one person,
    while a line may say 'Paris, France'.
    """
    text = re.sub(r"^(?:by|from|words by|analysis by)[\s:]+", "", text.strip(), flags=re.IGNORECASE)
    text = JOINED.sub(_kept_joint, in_order(text) if listed or ";" in text else text)
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


def in_order(text: str) -> str:
    """'Doe, Jane; Roe, John' as people say it; a list that is not all of this kind as it is.

    "Doe, Reuters" and "Doe, Staff Writer" say for whom or as what somebody writes.
    """
    turned = [INVERTED.match(part) for part in PEOPLE.split(text.strip(" ;")) if part]
    if not all(found and _is_given(found) for found in turned):
        return text
    return "; ".join(f"{found[2]} {found[1]}" for found in turned if found)


def _is_given(name: re.Match[str]) -> bool:
    """Whether what stands behind the comma is a given name and before it a surname."""
    surname, given = name[1], name[2]
    if given in AFTER_NAME or ROLE.search(name[0]) or re.fullmatch(AGENCY, given):
        return False
    initials = "." in given or len(given) == 1
    return (
        surname.split()[-1][0].isupper()
        and given[0].isupper()
        and (initials or not given.isupper())
    )


def _kept_joint(joint: re.Match[str]) -> str:
    """An "and" inside the name of a firm or a body, marked so that the name is not cut there."""
    text = joint.string
    before = NAME_ENDS.split(text[max(0, joint.start() - LONGEST) : joint.start()])[-1]
    after = NAME_ENDS.split(text[joint.end() : joint.end() + LONGEST], maxsplit=1)[0]
    firm = OF_A_FIRM.match(after) or (" " not in before.strip() and ENDS_FIRM.search(after))
    body = OF_A_BODY.search(before) and " " not in after.strip()
    return joint[0].replace(" ", JOINT) if firm or body else joint[0]


def persons(text: str) -> list[str]:
    """The people that a byline names: no roles, no papers, no photographers, handles or days.

    "By Ulla Brenn for Orrin Radio and Max Orr, Chief Reporter | Photos by Jo Lind" gives two.
    """
    out: list[str] = []
    text = in_order(text) if ";" in text else text
    for part in PARTED.split(BESIDE.sub(" | ", text[:LONGEST])):
        if OTHERS.match(part) or not part:
            continue
        bare = SIGNS.sub("", part, count=1)
        shouted = sum(c.isupper() for c in bare) > sum(c.islower() for c in bare)
        listed = SPLIT.split(re.sub(r" (AND|WITH) ", " & ", bare)) if shouted else names(bare)
        found = [FOR_WHOM.sub("", name).strip(" .,") for name in listed]
        out += [name for name in found if is_name(name)]
    return list(dict.fromkeys(out))


def signers(line: str) -> list[str]:
    """The people whom a line names, if it opens as a byline does and is no sentence.

    A mark may part it from what stands before: "8 April 2024 | By Max Orr".
    """
    told = line[-1:] in "!?" or (line[-1:] == "." and len(line.split()) > SHORT)
    if told or SIGNS.match(line):
        return [] if told else persons(line)
    _, *parts = BARRED.split(line[:LONGEST])
    return [name for part in parts if SIGNS.match(part) for name in persons(part)]


def is_name(text: str) -> bool:
    """Whether words are written as a person's name is: some with capitals, no role, no figure."""
    words = text.split()
    if not 2 <= len(words) <= MOST or ROLE.search(text):
        return False
    if not all(WORD.fullmatch(w) and (w[0].isupper() or w in WITHIN) for w in words):
        return False
    capitals = [w for w in words if w[0].isupper() and w.lower() not in WITHIN]
    return len(capitals) >= 2 and not any(w.lower() in STOP_WORDS for w in capitals if len(w) > 2)
