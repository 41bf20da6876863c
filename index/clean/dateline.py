"""The words that open a dispatch, "ISTANBUL/ANKARA (Reuters) -": where it was filed, for whom."""

from __future__ import annotations

import re

from index.article import Dateline

REACH = 110  # characters within which a dateline must end
SEPARATOR = re.compile(r"\s*(?:[—–]+|--+|(?<=\s)-(?=\s)|(?<=\))\s?-|:)\s+")
BRACKET = re.compile(r"\(\s*([^\W\d_][^()\d]{1,40}?)\s*\)")
INLINE = re.compile(  # "Hong Kong (CNN Business) A man": no dash at all
    r"((?:[A-Z][\w.'’-]*,? ){1,4})\(([A-Z]{2,6}(?: [A-Z][a-z]+)?)\) (?=[A-Z\"“])"
)
PRONOUN = re.compile(r"(?:He|She|His|Her|I|We|They|Their|You|It|That|This)\b")
OPENING = re.compile(r"\(([A-Z][\w&./’'-]*(?: [A-Z][\w&./’'-]*){0,2})\)\s*(?:[—–:-]+\s*)?(?=\S)")
MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = re.compile(
    rf"[,.]?\s*(?:\b[A-Z][a-z]+day,?\s+)?\b(?:{MONTHS}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTHS})(?:,?\s+\d{{4}})?\b",
    re.IGNORECASE,
)
ACRONYM = re.compile(r"(?:^|(?<= ))([A-Z]{2,6}(?: [A-Z][a-z]+)?)$")
SMALL = frozenset("of de la le el al the and upon on sur am an der den du da do dos das".split())
# Words that open a paragraph with a dash or a colon, and are no place.
LABELS = frozenset(
    "update updated updates breaking analysis watch exclusive opinion review interview live video videos photo photos"
    " correction note editorial explainer factbox timeline profile comment column listen read more related letter letters"
    " special original story stories transcript full text earlier previously report news briefing summary background highlights preview recap verdict obituary poll quiz key developing"
    " warning alert spoiler advertisement sponsored question answer fact check bottom line big picture why how what who when"
    " january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday today yesterday".split()
)


def find(text: str) -> Dateline | None:
    """The dateline that `text` begins with, or None. `Dateline.words` are its first characters."""
    head = text[:REACH]
    if found := OPENING.match(head):
        if len(found[1].split()) == 1 or any(w.isupper() for w in found[1].split()):
            return Dateline(found[0].rstrip(), None, found[1])
        return None
    if (found := INLINE.match(head)) and not _initials(found[1], found[2]):
        place = found[1].strip(" ,")
        return Dateline(found[0].rstrip(), _spoken(place), found[2]) if _is_place(place) else None
    for number, cut in enumerate(SEPARATOR.finditer(head)):
        if number == 2:
            break
        rest = text[cut.end() : cut.end() + 1]
        if rest and (rest.isupper() or rest.isdigit() or rest in "\"“'‘«(…$€£"):
            named = _read(head[: cut.start()], cut[0].strip(), text)
            if named:
                return Dateline(text[: cut.end()].rstrip(), *named)
    return None


def _initials(words: str, acronym: str) -> bool:
    """Whether "(WHO)" merely shortens the words before it."""
    first = "".join(w[0] for w in re.findall(r"[^\W\d_]+", words) if w[0].isupper())
    return first.endswith(acronym.split(maxsplit=1)[0]) or acronym.startswith(first)


def alone(line: str) -> bool:
    """Whether a line is a dateline and nothing else ("Seoul, South Korea CNN —")."""
    return line.endswith(("—", "–", "--")) and find(f"{line} Xxx") is not None


def _read(head: str, mark: str, text: str) -> tuple[str | None, str | None] | None:
    """Place and agency, if `head` holds nothing but these and a day."""
    agency = None
    if bracket := BRACKET.search(head):
        agency = bracket[1]
        head = head[: bracket.start()] + " " + head[bracket.end() :]
    dated = bool(DAY.search(head))
    place = DAY.sub(" ", head).strip(" ,.")
    place = re.sub(r"\s+", " ", place)
    if head.strip().endswith(".") and re.search(r"\b[A-Za-z]{1,5}$", place) and "." in head:
        place = head.strip(" ,") if not dated else place  # "ST. PAUL, Minn." keeps its full stop
    if agency is None and not dated and (acronym := ACRONYM.search(place)):
        before = place[: acronym.start()].strip(" ,")
        short = acronym[1].split()[0]
        if (before and not before.isupper()) or (not before and len(short) <= 3):
            agency, place = acronym[1], before
    if not place:
        return (None, agency) if agency else None
    if not _is_place(place):
        return None
    caps = _upper(re.split(r"[,/]", place)[0])
    certain = agency is not None or dated
    if mark == ":":
        if not caps or not (certain or len(place) >= 4) or f"\n{place}:" in text:
            return None
    elif mark == "-":
        if not (caps or certain):
            return None
    elif not certain and not caps and "," not in place:
        opening = text[len(head) :].lstrip(" —–-")
        if len(place.split()) > 2 or PRONOUN.match(opening):
            return None
    return _spoken(place), agency


def _is_place(place: str) -> bool:
    words = re.split(r"[\s,/]+", place)
    if len(place) > 60 or len(words) > 8 or re.search(r"[\d?!;:\"“”()@#%]", place):
        return False
    if any(w.strip(".").lower() in LABELS for w in words):
        return False
    return all(w[:1].isupper() or w.lower() in SMALL or w[:1] in "'’" for w in words if w)


def _upper(part: str) -> bool:
    letters = [c for c in part if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _spoken(place: str) -> str:
    """'PORT-AU-PRINCE, Haiti' as people write it: 'Port-au-Prince, Haiti'."""

    def word(found: re.Match[str]) -> str:
        said = found[0]
        if not said.isupper() or len(said) < 2 or "." in said:
            return said
        small = said.lower() in (*SMALL, "au", "aux", "les") and found.start() > 0
        return said.lower() if small else said.capitalize()

    return re.sub(r"[^\W\d_]+(?:\.[^\W\d_]+)+\.?|[^\W\d_]+", word, place)
