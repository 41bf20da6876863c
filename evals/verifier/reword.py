"""True sentences told right in other words: small changes that keep what is said.

Deterministic: each maker either applies to a sentence or does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evals.verifier.perturb import MONTHS
from index.speakers import quotations, speakers_in

SPELLED = dict(
    zip(
        "2 3 4 5 6 7 8 9 10 11 12 20 30 40 50 60".split(),
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty".split(),
        strict=True,
    )
)
MONTH = "|".join(MONTHS)
COUNTING = r"(?= [a-z]{3,}(?!-))(?! (?:per ?cent|percent|million|billion|thousand|hundred)\b)"
NUMERAL = re.compile(rf"(?<![\w.,$€£:/-])\d{{1,2}}{COUNTING}")
NUMBER_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(SPELLED.values())}){COUNTING}")
SYNONYMS = (
    ("more than", "over"), ("about", "around"), ("per cent", "percent"), ("percent", "per cent"),
    ("the United Nations", "the UN"), ("United States", "US"), ("U.S.", "US"), ("did not", "didn’t"),
    ("was not", "wasn’t"), ("has not", "hasn’t"), ("do not", "don’t"), ("European Union", "EU"),
    ("began", "started"), ("also", ""), ("meanwhile", ""), ("however", ""), ("in order to", "to"),
    ("near", "close to"), ("purchase", "buy"), ("bought", "purchased"),
    ("children", "kids"), ("demanded", "called for"), ("a dozen", "12"), ("half a million", "500,000"),
    ("whole", "entire"), ("nearly", "almost"), ("assistance", "help"), ("several", "a number of"),
)  # fmt: skip
SAID = re.compile(
    r"^(?P<who>[A-Z][^,;:“”\"]{1,60}?) (?:said|says)(?: on (?P<day>[A-Z][a-z]+day))? that (?P<what>[a-z][^“”\"]{20,})$"
)
TAIL_SAID = re.compile(
    r"^(?P<what>[^“”\"]{20,}), (?P<who>[^,“”\"]{2,60}) (?:said|says)(?P<when> on [A-Z][a-z]+day)?\.$"
)
OPENS_WITH_TIME = re.compile(r"^(?P<when>(?:On|In|Since) [^,]{3,30}), (?P<what>[^“”\"]{20,})\.$")
ENDS_WITH_DAY = re.compile(r"^(?P<what>[^“”\",]{20,}) (?P<when>on [A-Z][a-z]+day)\.$")
RELATIVE = re.compile(r"^(?P<what>[^“”\"]{30,}?), (?:which|who|where|whose) [^“”\"]*\.$")
APPOSED = re.compile(
    r"^(?P<who>(?:[A-Z][\w’-]+ ?){1,3}), (?:a|an|the) [^,“”\"]{3,60}, (?P<what>[^“”\"]{15,})$"
)


def rewordings(sentence: str) -> Iterator[tuple[str, str]]:
    """(name of the change, the sentence with it) for every change that applies."""
    makers: dict[str, Callable[[str], str | None]] = {
        "attribution in front": _in_front,
        "attribution first": _first,
        "time last": _time_last,
        "time first": _time_first,
        "clause left out": _without_clause,
        "apposition left out": _without_apposition,
        "date the other way": _other_date,
        "number spelled": _spelled,
        "other word": _synonym,
        "straight quotes": _straight,
    }
    for name, make in makers.items():
        made = make(sentence)
        if made and made != sentence:
            yield name, made


def _in_front(sentence: str) -> str | None:
    found = TAIL_SAID.match(sentence)
    if not found or len(speakers_in(sentence)) != 1:
        return None
    who = found["who"][0].upper() + found["who"][1:]
    return f"{who} said{found['when'] or ''} that {_lower(found['what'], sentence)}."


def _first(sentence: str) -> str | None:
    found = SAID.match(sentence)
    if not found or len(speakers_in(sentence)) != 1:
        return None
    return f"According to {_lower(found['who'], '')}, {found['what']}"


def _time_last(sentence: str) -> str | None:
    found = OPENS_WITH_TIME.match(sentence)
    if not found:
        return None
    what, when = found["what"], found["when"]
    return f"{what[0].upper()}{what[1:]} {when[0].lower()}{when[1:]}."


def _time_first(sentence: str) -> str | None:
    found = ENDS_WITH_DAY.match(sentence)
    if not found:
        return None
    when = found["when"]
    return f"{when[0].upper()}{when[1:]}, {_lower(found['what'], sentence)}."


def _without_clause(sentence: str) -> str | None:
    found = RELATIVE.match(sentence)
    return f"{found['what']}." if found else None


def _without_apposition(sentence: str) -> str | None:
    found = APPOSED.match(sentence)
    return f"{found['who']} {found['what']}" if found else None


def _other_date(sentence: str) -> str | None:
    made = re.sub(rf"\b(\d{{1,2}}) ({MONTH})\b", r"\2 \1", sentence)
    if made == sentence:
        made = re.sub(rf"\b({MONTH}) (\d{{1,2}})\b(?!,? ?\d)", r"\2 \1", sentence)
    return made


def _spelled(sentence: str) -> str | None:
    if made := _other_number(NUMERAL, SPELLED, sentence):
        return made
    return _other_number(NUMBER_WORD, {word: digit for digit, word in SPELLED.items()}, sentence)


def _other_number(pattern: re.Pattern[str], other: dict[str, str], sentence: str) -> str | None:
    """The first number that counts something, the other way; a day of a month is none."""
    for found in pattern.finditer(sentence):
        before = sentence[: found.start()].rsplit(maxsplit=1)[-1:]
        if found[0] in other and before and before[0].isalpha() and before[0].islower():
            return f"{sentence[: found.start()]}{other[found[0]]}{sentence[found.end() :]}"
    return None


def _synonym(sentence: str) -> str | None:
    quoted = [(q.start, q.end) for q in quotations(sentence)]
    made = sentence
    for was, now in SYNONYMS:
        found = re.search(rf"(?<![\w-]){re.escape(was)}(?![\w-])", made)
        if found and not any(a <= found.start() < b for a, b in quoted):
            made = made[: found.start()] + now + made[found.end() :]
            quoted = [(q.start, q.end) for q in quotations(made)]
    made = re.sub(r" {2,}", " ", made).replace(" ,", ",").strip(" ,")
    return made[:1].upper() + made[1:]


def _straight(sentence: str) -> str | None:
    return sentence.replace("“", '"').replace("”", '"').replace("’", "'")


def _lower(text: str, sentence: str) -> str:
    """With a small first letter, unless it may be a name."""
    first = text.split(maxsplit=1)[0] if text else ""
    plain = ("The", "A", "An", "It", "They", "He", "She", "There", "This", "Some", "More", "About")
    return text[:1].lower() + text[1:] if first in plain or not first.isalpha() else text
