"""What a difference is about, for people: a plain noun phrase from the question, or nothing."""

from __future__ import annotations

import re

from rag.disagree.vocabulary import is_past

# What is asked the size of without a noun.
SIZES = {
    "long": "duration", "old": "age", "tall": "height", "high": "height", "far": "distance",
    "wide": "width", "deep": "depth", "big": "size", "large": "size", "heavy": "weight",
    "fast": "speed", "often": "frequency",
}  # fmt: skip
SIZE = re.compile(rf"\bhow ({'|'.join(SIZES)})\b", re.I)
MUCH = re.compile(r"\bhow (?:much|many)\b\s*(?P<rest>[^?]*)", re.I)
COST = re.compile(r"\b(?:costs?|pay|paid|price)\b", re.I)
WHEN = re.compile(r"^\W*(?:since |until |by |from )?when\b|, when\b|\bsince when\b", re.I)
WHERE = re.compile(r"^\W*(?:from |to )?where\b|, where\b", re.I)
WHICH = re.compile(
    r"^\W*(?:(?:in|at|on|to|from|by|for|of|with|under)\s+)?(?:what|which)\s+(?P<rest>[^?]+)", re.I
)
IS = re.compile(
    r"^\W*(?:what|which|who)(?:['’]s|\s+(?:is|are|was|were|will be))\s+(?P<rest>[^?]+)", re.I
)
VERB = re.compile(
    r"(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|may|might|shall|should|must)\b(?!['’])",
    re.I,
)
# A phrase that ends so, or holds such a word, is the rest of a sentence and no name of a thing.
LOOSE_END = re.compile(
    r"\b(?:in|at|on|of|for|from|to|by|with|about|as|into|over|under|after|before|and|or|the|an?)$",
    re.I,
)
LOOSE = re.compile(r"\b(?:[a-z]{2,}ing|to [a-z]+|like|due|going|who|that|when|if|because|so)\b")
NOW = re.compile(r"\s+(?:now|currently|today|so far|at present)$", re.I)
WORD = re.compile(r"[\w’'.,%$€£-]*[\w’'%]")
MOST = 80  # characters


def about(question: str, counted: str) -> str:
    """A noun phrase for what is asked, at most 80 characters; "" where the words give none.

    `counted` is the noun after "how many" or "how much", "" where none is.
    """
    if counted:
        return _counted(question, counted)
    if found := SIZE.search(question):
        return SIZES[found[1].lower()]
    if found := MUCH.search(question):
        if re.match(r"\W*how many\b", found[0], re.I):
            return "number"
        if re.match(r"money\b", found["rest"], re.I):
            return "money"
        return "cost" if COST.search(found["rest"]) else "amount"
    if WHEN.search(question):
        return "date"
    if WHERE.search(question):
        return "place"
    if found := IS.match(question):
        return _thing(found["rest"])
    if found := WHICH.match(question):
        return _before_verb(found["rest"])
    return ""


def _counted(question: str, noun: str) -> str:
    """'people displaced' where the question says what was done with them, else the noun."""
    noun = re.sub(r"^of\s+(?:the|these|those|its|their|his|her)\s+", "", noun, flags=re.I)
    after = question[question.index(noun) + len(noun) :] if noun in question else ""
    done = re.match(
        r"\s+(?:is|are|was|were|has been|have been|had been|(?:are|were) being)\s+(?P<done>[a-z]+)\b(?!\s+(?:to|in|as|for|with)\s*\W*$)",
        after,
    )
    return f"{noun} {done['done']}" if done and is_past(done["done"]) else noun


def _thing(rest: str) -> str:
    """What stands after "what is", if it is the name of a thing: "the population of Lorne"."""
    rest = NOW.sub("", rest.strip(" .!,"))
    words = WORD.findall(rest)
    named = re.match(
        r"(?:the|its|their|his|her)\s+[\w-]|(?:[A-Z][\w.-]*\s+){0,5}?[A-Z][\w.-]*['’]s?\s", rest
    )
    last = words[-1] if words else ""
    if not named or LOOSE_END.search(rest) or LOOSE.search(rest) or is_past(last):
        return ""
    before = rest.split(" of ")[0].split()
    if any(VERB.fullmatch(word) for word in words) or any(is_past(word) for word in before):
        return ""  # but "the number of people displaced" is a thing
    rest = re.sub(r"^the\s+", "", rest, flags=re.I)
    return rest if len(rest) <= MOST else ""


def _before_verb(rest: str) -> str:
    """What stands between "which" and the verb: "share of the vote" of "... did it get"."""
    words = list(WORD.finditer(rest))[:8]
    ends = [m.start() for m in words[1:] if VERB.fullmatch(m[0])]  # before "displaced people"
    end = next(iter(ends or [m.start() for m in words[1:] if is_past(m[0])]), None)
    if end is None or not words or VERB.match(words[0][0]) or is_past(words[0][0]):
        return ""
    phrase = rest[:end].strip(" ,")
    return "" if LOOSE_END.search(phrase) or LOOSE.search(phrase) or len(phrase) > MOST else phrase
