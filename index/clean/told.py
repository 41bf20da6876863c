"""Signs that a sentence is told: somebody says it, or it tells what happened on a day.

A notice, a call or an order to a machine uses the same words; it has no speaker of its own.
"""

from __future__ import annotations

import re

SENTENCES = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
SAYS = (
    r"(?:said|says?|told|tells?|ruled|rules|heard|hears|urged|urges|warned|warns|argued|argues|insisted|announced|declared|claimed|claims"
    r"|added|adds|wrote|writes|found|finds|reported|reports|asked|asks|explained|testified|decided|held|showed|shows)"
)
NOBODY = r"(?!(?:you|we|i|please|as|and|or|but|which|who|that|to)\b)"
# "..., the court ruled.", "..., her mother said in a statement."
CLOSED = re.compile(
    rf",[\"”’]?\s{NOBODY}(?:[\w'’.-]+\s){{1,8}}?{SAYS}\b(?!\s+(?:you|us|our|your)\b)[^,.:;]{{0,80}}\.$",
    re.IGNORECASE,
)
OPENED = re.compile(  # "Facebook said on Monday it would ...", "The court of Orrin ruled that ..."
    r"^(?!(?:You|We|I|Our|Your|If|Please|Click|Read|Tell|Note|This)\b)[A-Z][\w'’.-]*\s(?:[\w'’.-]+\s){0,7}?(?:said|says|told|ruled|heard|urged|warned|argued|announced|wrote)\b"
)
ACCORDING = re.compile(r"\baccording to (?!you\b|us\b|our\b)", re.IGNORECASE)
# "was declared an undesirable organization by the prosecutor on Tuesday": an event of a day
HAPPENED = re.compile(
    r"\b(?:was|were|had|did)\b.{0,200}\bon (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
READER = re.compile(r"\b(?:you|your|yours|we|our|us|please)\b", re.IGNORECASE)
PERIOD = re.compile(r"\.[\"”’)]*$")


def by_somebody(sentence: str) -> bool:
    """Whether a sentence ends by saying who says it, and speaks to nobody."""
    return bool(CLOSED.search(sentence)) and not READER.search(sentence)


def is_told(sentence: str) -> bool:
    """Whether a sentence (without its quotations) is somebody's words or a day's event."""
    if not PERIOD.search(sentence):
        return False
    if CLOSED.search(sentence):
        return True
    if READER.search(sentence):
        return False
    return any(p.search(sentence) for p in (OPENED, ACCORDING, HAPPENED))


def untold(text: str, orders: bool = False) -> str:
    """What is left of a block once its told sentences are out; of `orders` more is asked."""
    parts = SENTENCES.split(text)
    if orders:  # an order to a machine stays one, whatever stands beside it
        return "" if len(parts) == 1 and by_somebody(text) else text
    return " ".join(part for part in parts if not is_told(part.strip()))


OF_ITSELF = re.compile(
    r"\b(?:this|the|our) (?:\w+ )?(?:story|article|report|post|piece|headline|column|page|version|caption|video|list|newsletter|photo)\b"
    r"|\b(?:breaking|developing) (?:news )?story\b|\bversions? of\b|\b(?:updated|corrected|published|republished|clarified|misspelled|misstated)\b|\b(?:check back|stay tuned|refresh)\b",
    re.IGNORECASE,
)
AMENDS = re.compile(
    r"^\W*(?:corrections?|clarifications?|amendments?)\b.{0,40}?[:.—–-]+\s*|^\W*(?:an?\s)?(?:earlier|previous|original)\sversions?\sof\b"
    r"|^\W*(?:this\sis\sa\s(?:breaking|developing)|more\sto\scome|this\sstory\sis\sdeveloping)",
    re.IGNORECASE,
)


def states_facts(note: str) -> bool:
    """Whether a correction, or a note that the news breaks, tells more than that it is one."""
    found = AMENDS.match(note)
    if not found:
        return False
    labelled = found[0].rstrip()[-1:] in (":", ".", "—", "–", "-")
    rest = note[found.end() :] if labelled else note
    return any(
        len(part.split()) >= 4 and not OF_ITSELF.search(part) and not READER.search(part)
        for part in SENTENCES.split(rest)
    )
