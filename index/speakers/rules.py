"""Who says it: the speaker of each sentence, or the reporter's own voice.

Rules over reporting verbs, no model: a subject before the verb ("the Kremlin said"), after it
("..." said Peskov), "according to X", a pronoun resolved to the last speaker it can mean, and a
quotation that goes on from the sentence before. Speakers are kept in the article's own words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.article import Sentence, Voice

VERBS = (
    r"(?:said|says|saying|told|tells|added|adds|announced|announces|warned|warns|reported|reports"
    r"|claimed|claims|stated|states|tweeted|wrote|writes|insisted|insists|stressed|argued|argues"
    r"|denied|denies|confirmed|confirms|acknowledged|acknowledges|noted|explained|declared"
    r"|repeated|reiterated|emphasi[sz]ed|remarked|recalled|conceded|maintained|alleged|asserted"
    r"|estimated|estimates|predicted|charged|charges|accused|accuses|vowed|pledged|urged|urges)"
)
VERB = re.compile(rf"\b{VERBS}\b")
QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
ACCORDING = re.compile(r"\b[Aa]ccording to ((?:[^,.;█]|(?<=[A-Z])\.)+)")
TRAILING = re.compile(
    r"(?:\s+(?:has|have|had|is|was|were|also|later|then|earlier|again|repeatedly|previously|once"
    r"|reportedly|itself|himself|herself|separately|quoted|as|who|which|been|being|would|will|could"
    r"|on|late|early|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+$"
)
LEADING = re.compile(
    r"^(?:and|but|while|although|though|as|when|after|before|that|where|because|since|yet|still"
    r"|however|meanwhile|later|earlier|so|also|for (?:his|her|its|their) part"
    r"|(?:[Oo]n )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[,;:()█–—]|\s-\s|\.\.\.|…|\b(?:that|while|but|which|after|before|including|where|when|until|since|how|why|what|if)\b"
)
STOP_AFTER = re.compile(
    r"[,.;:()█–—]|\s(?:in|on|at|during|to|after|when|as|who|that|from|late|early|by|before|of the talks"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
PERSON = {"he", "she"}
BODY = {"it", "they"}
ROLE = re.compile(
    r"\b(?:official|officials|source|sources|spokesman|spokeswoman|spokesperson|minister|president|statement"
    r"|presidency|ministry|government|army|military|agency|office|group|report|monitor|coalition|council"
    r"|commander|envoy|mayor|police|company|union|court|doctor|witness(?:es)?|resident|chief|leader|rebels"
    r"|party|commission|organi[sz]ation|observatory|department|administration|leader|ambassador|director"
    r"|captain|coach|club|port|operator|authority|authorities|hospital|residents|analyst|analysts|expert|experts"
    r"|chairman|chairwoman|spokespeople|secretary|governor|judge|prosecutor|prosecutors|general|aide|aides)\b",
    re.I,
)
COLLECTIVE = re.compile(
    r"\b(?:ministry|government|office|agency|presidency|statement|coalition|council|army|military"
    r"|observatory|department|kremlin|nations|union|group|ypg|un|nato|police|company|newspaper|ankara"
    r"|moscow|russia|turkey|china|washington|damascus|party|commission|club|port|authority|authorities"
    r"|officials|sources|hospital|administration|organi[sz]ation|residents|rebels|ministers|states)\b",
    re.I,
)
PERSONAL = re.compile(
    r"\b(?:minister|spokes\w+|president|secretary|official|envoy|chief|source|director|representative"
    r"|ambassador|leader|mayor|governor|commander|general|chairman|chairwoman|captain|coach|analyst"
    r"|expert|chancellor|lawmaker|senator|professor|doctor|resident|witness|aide|head|coordinator"
    r"|editor|officer|manager|secretary-general|prosecutor|judge)\b(?!['’]s)",
    re.I,
)
SUBORDINATE = re.compile(r"after|before|where|when|until|since|with|which|how|why|what|if")
FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|been|comes|came|it|they|he|she|will|would|that)\b", re.I
)
# "the four deaths the mayor": the second noun begins a clause of its own.
TWO_NOUNS = re.compile(
    r"\b(?!(?:of|for|in|to|at|by|on|from|with|and|near|against)\b)\w+ the\b", re.I
)
PROPER = re.compile(r"(?:[A-Z][\w.'’-]+)(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]+){0,3}")
OPENING = re.compile(
    r"^(?:(?:Earlier|Meanwhile|Later|Separately|However|In response|On \w+),? )?"
    r"((?:The |A |An )?(?!(?:Her|His|Its|Their|Our|My|The|A|An|He|She|It|They|But|And|In|On|At|If|As|This|That)\b)[A-Z][\w.'’-]*"
    r"(?: (?:[A-Z][\w.'’-]*|(?:of|the)(?= [A-Z])))*(?: (?i:army|government|ministry|office|agency))?"
    rf"|(?:The|A|An) (?:[a-z][\w.'’-]* ){{0,3}}{ROLE.pattern})(?=[ ,])"
)
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|not)\s+(?:\w+ly\s+)?$")
BARE = re.compile(r"^the (\w+)$", re.I)
NOT_A_SPEAKER = re.compile(
    r"^(?:what|who|which|there|this|these|those|here|everyone|nobody|no one)\b", re.I
)


def attribute(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """The same sentences with `speaker` and `voice` filled in, in order."""
    out: list[Sentence] = []
    person: str | None = None
    body: str | None = None
    for at, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        names = [_resolve(n, person, body, out) for n in speakers_in(words)]
        found = [n for n in dict.fromkeys(names) if n]
        quoted = any(len(q[0].split()) >= 2 for q in QUOTED.finditer(words))
        before = out[-1] if out else None
        if not found and _bare_quote(words):
            found = _from_neighbours(text, sentence, before, sentences[at + 1 : at + 2])
        speaker = " and ".join(found) or None
        voice: Voice = "narrated" if not speaker else "direct" if quoted else "indirect"
        out.append(replace(sentence, speaker=speaker, voice=voice))
        # A pronoun in the next sentence is taken for who spoke in this one, and for nobody else:
        # with another person told of in between, any guess may put words in the wrong mouth.
        last = found[-1] if found else None
        person = last if last and not _is_body(last) else None
        body = last if last and _is_body(last) else None
    return out


def speakers_in(sentence: str) -> list[str]:
    """Who is said to speak in this sentence, as it words them; pronouns as they stand."""
    masked = QUOTED.sub(lambda m: "█" * len(m[0]), sentence)
    found: list[tuple[int, str]] = []
    for match in ACCORDING.finditer(masked):
        found.append((match.start(), match[1].strip()))
    for verb in VERB.finditer(masked):
        before = masked[: verb.start()]
        if found and verb[0] in ("saying", "told") and found[-1][0] < verb.start():
            continue
        if PASSIVE.search(before) and verb[0] != "saying":
            continue  # "was declared", "were told": spoken of, not speaking
        name = _subject(before)
        if name is None and before.rstrip(" ,").endswith("█"):
            name = _inverted(masked[verb.end() :])
        if name:
            found.append((verb.start(), name))
    names = [name for _, name in sorted(found)]
    return [n for i, n in enumerate(names) if n not in names[:i]]


def _subject(before: str) -> str | None:
    """The noun phrase that ends where a reporting verb starts."""
    stripped = TRAILING.sub("", before.rstrip())
    aside = ""
    if stripped.endswith(","):  # "Lavrov, who was in Sochi, said": step over what is set off
        opened = stripped[:-1].rfind(",")
        if opened < 0:
            return None
        aside = stripped[opened + 1 : -1].strip()
        stripped = stripped[:opened]
    cuts = list(CLAUSE.finditer(stripped))
    if cuts and SUBORDINATE.fullmatch(cuts[-1][0]):
        return None  # "after Trump announced": told in passing, not the source of the sentence
    phrase = stripped[cuts[-1].end() if cuts else 0 :].strip(" -–—█")
    if cuts and cuts[-1][0] == "that" and re.match(r"[a-z]+s? ", phrase):
        # "The council that governs the town said": the relative clause belongs to its noun.
        whole = stripped[cuts[-2].end() if len(cuts) > 1 else 0 : cuts[-1].start()].strip(" -–—█")
        phrase = whole if whole and not VERB.search(whole) else phrase
    if phrase.endswith(" and") or phrase == "and" or not phrase:  # "dismissed it and said"
        phrase = _opening(before)
    while (shorter := LEADING.sub("", phrase)) != phrase:
        phrase = shorter
    phrase = TRAILING.sub("", " " + phrase).strip()
    if not _is_speaker(phrase):
        return None
    return f"{phrase}, {aside}" if PROPER.fullmatch(aside) else phrase


def _opening(sentence: str) -> str:
    """The proper name or body that a sentence opens with, or nothing."""
    found = OPENING.match(sentence)
    return found[1].strip() if found else ""


def _inverted(after: str) -> str | None:
    """The noun phrase that follows the verb in '"...," said Peskov'."""
    phrase = after.strip()
    stop = STOP_AFTER.search(phrase)
    phrase = (phrase[: stop.start()] if stop else phrase).strip()
    return phrase if _is_speaker(phrase) else None


def _is_speaker(phrase: str) -> bool:
    words = phrase.split()
    if not words or len(words) > 14 or NOT_A_SPEAKER.match(phrase):
        return False
    if phrase.lower() in PERSON | BODY:
        return True
    if phrase.lower() in ("the", "a", "an") or phrase.endswith(("'s", "’s")):
        return False
    if TWO_NOUNS.search(phrase) or FINITE.search(phrase) or VERB.search(phrase):
        return False
    return bool(re.search(r"\b[A-Z][\w’'-]+", phrase) or ROLE.search(phrase))


def _resolve(name: str, person: str | None, body: str | None, before: list[Sentence]) -> str | None:
    """A pronoun or a bare "the spokesman" as the speaker named before; None if there is none."""
    if name.lower() in PERSON:
        return person
    if name.lower() in BODY:
        return body
    if (bare := BARE.match(name)) and PERSONAL.search(name):
        noun = re.compile(rf"\b{re.escape(bare[1])}\b", re.I)
        earlier = (s.speaker for s in reversed(before) if s.speaker)
        return next((s for s in earlier if noun.search(s) and " and " not in s), name)
    return name


def _is_body(name: str) -> bool:
    return bool(COLLECTIVE.search(name)) and not PERSONAL.search(name)


def _bare_quote(words: str) -> bool:
    """Nothing but a quotation: its speaker stands in a sentence beside it."""
    left = QUOTED.sub("", words)
    return len(re.findall(r"\w+", left)) <= 1 and bool(re.search(r"[\"“”]", words))


def _from_neighbours(
    text: str, sentence: Sentence, before: Sentence | None, after: list[Sentence]
) -> list[str]:
    if before and before.speaker and "\n" not in text[before.end : sentence.start]:
        return [before.speaker]
    if after and "\n" not in text[sentence.end : after[0].start]:
        return [
            n
            for n in speakers_in(text[after[0].start : after[0].end])
            if n.lower() not in PERSON | BODY
        ]
    if before and before.speaker and before.voice == "direct":
        return [before.speaker]  # a quotation that goes on in the next paragraph
    return []
