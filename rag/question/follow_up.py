"""Follow-up questions made to stand alone, and changes of topic left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.speakers.kind import FULL_NAME, Kinds
from index.speakers.tokens import tokens
from index.speakers.words import lexicon
from index.words import ASKING, names, stems
from rag.question import fragments, times
from rag.question.checked import LONGEST
from rag.question.clause import clause
from rag.question.pointers import expletive, pointers
from rag.question.pointing import REACH, supplied
from rag.question.things import Thing, things
from rag.question.topic import topic
from rag.question.words import words

SHORT = 5  # tokens of a question that speaks of nothing
ABOARD = re.compile(r"\b(?:aboard|on board|inside|outside|nearby)\W*$", re.IGNORECASE)
LEAST = 2  # content words that make a question one of its own


def depends(question: str) -> bool:
    """Whether a question leans on the one before: it is a fragment, points at what it does not
    name, or holds hardly a word of its own. Never raises."""
    text = question[:LONGEST]
    if fragments.is_fragment(text) or (times.relative(text) and not _own_event(text)):
        return True
    if any(not p.want.startswith("the ") for p in pointers(text)):
        return True
    if _goes_on(text):
        return True
    return _thin(text) or bool(_then(text))


def standalone(question: str, history: Sequence[str], answers: Sequence[str] = ()) -> str:
    """The question with what it leaves out supplied from the questions before it, oldest first.

    `answers` are the texts that answered them, in the same order, "" where one had none: a person
    whom only an answer names can be meant by "he" where it names exactly one. A question with a
    subject of its own is returned as it is, whatever was asked before. Never raises.
    """
    told = list(answers)[: len(history)]
    told += [""] * (len(history) - len(told))
    before: list[Sequence[Thing]] = []
    earlier = ""
    for asked, answer in zip(history, told, strict=True):
        earlier = _resolved(asked, earlier, before)
        before.append(_offered(earlier, answer))
        before = before[-REACH:]
    return _resolved(question, earlier, before)


def _resolved(question: str, earlier: str, before: Sequence[Sequence[Thing]]) -> str:
    """One question, given the one before it as resolved and what the last few spoke of."""
    if not earlier or len(question) > LONGEST:
        return question
    made, open_ = supplied(question, before, earlier)
    shifted = times.relative(question) and made != question
    if shifted and not fragments.is_fragment(question) and _thin(times.LATER.sub("", question)):
        made = _with_topic(made, earlier)
    if open_ and any(p.want in ("he", "she") for p in pointers(made)):
        return question  # nobody that is known: any name could be the wrong one
    if fragments.is_fragment(made):
        made = fragments.completed(made, earlier) or _with_topic(made, earlier)
    elif made == question and not depends(question):
        return question
    elif (made == question and (open_ or _thin(question))) or (
        made == question and times.relative(question)
    ):
        made = _with_topic(question, earlier)
    elif made == question and _goes_on(question):
        made = _with_topic(question, earlier, named=True)
    if made != question and not fragments.is_fragment(question):
        made = times.kept(made, earlier)
    made = _opened(made)
    return made if made.strip() and len(made) <= LONGEST else question


def _opened(question: str) -> str:
    """Without its "And", with a capital; white space as checked."""
    text = fragments.LEADS.sub("", question, count=1).strip()
    text = " ".join(text.split())
    return text[:1].upper() + text[1:] if text else question


def _with_topic(question: str, earlier: str, *, named: bool = False) -> str:
    subject = topic(earlier)
    if subject is None or (not named and names(question) - _opening_stems(question)):
        return question
    subject_words = set(stems(subject))
    if subject_words <= set(stems(question)):
        return question
    if ABOARD.search(question):
        subject = subject.replace(", as to ", " ", 1)
    return f"{question.rstrip(' ?.!')}{'' if subject[0] in ', ' else ' '}{subject}?"


def _thin(question: str) -> bool:
    """Whether a question names nobody and has hardly a word of its own."""
    t = tokens(question)
    if any(t.lower[k] == "it" and expletive(t, k, len(t)) for k in range(len(t))):
        return len([s for s in stems(question) if s not in ASKING]) < LEAST
    if names(question) - _opening_stems(question) or re.search(r"\d", question):
        return False
    if (
        t.lower[:1]
        and t.lower[0]
        not in words().wh | words().auxiliaries | words().openers | words().prepositions
    ):
        return False
    c = clause(question)
    stands = c.form == "copular" or (
        c.form == "polar" and c.t.lower[c.aux or 0] in words().be and c.verb is None
    )
    if stands and c.subject[1] > c.subject[0] and c.t.lower[c.subject[0]] == "the":
        return len({s for s in stems(question) if s not in ASKING}) <= LEAST  # "the old record"
    if len(t) <= SHORT and all(
        (x.role == "opener" and x.head in ("person", "thing"))
        or x.text.removeprefix("the ") in words().idle
        for x in things(question)
    ):
        return c.form != "none"  # "Who came second?"
    return len({s for s in stems(question) if s not in ASKING}) < LEAST


def _opening_stems(question: str) -> set[str]:
    """The first word has its capital from its place."""
    first = question.split(None, 1)[0] if question.split() else ""
    return set(stems(first))


def _own_event(question: str) -> bool:
    """Whether a time is reckoned from something the question itself names: "a year after the war"."""
    return times.told(question) is not None


def _goes_on(question: str) -> bool:
    """ "And what total does Erdogan give?": begun with "and", and nothing behind its verb."""
    if fragments.LEADS.match(question) is None:
        return False
    c = clause(question)
    return c.form == "inverted" and c.verb is not None and c.rest[0] >= c.rest[1] and c.first != ""


def _then(question: str) -> re.Match[str] | None:
    return re.search(
        r"\b(?:then|at (?:that|the same) time|that (?:day|week|month|year))\s*\?*$",
        question,
        re.IGNORECASE,
    )


def _offered(question: str, answer: str) -> tuple[Thing, ...]:
    """What a question and its answer speak of; the one person named only by the answer first."""
    found = things(question)
    c = clause(question)
    person = _one_person(answer, question) if answer else None
    if person is None:
        return found
    asked_who = c.first in ("who", "whom", "which", "what", "whose")
    named = any(x.named and x.person and x.role in ("subject", "object") for x in found)
    if named and not asked_who:
        return found
    _, sex = person
    thing = Thing(
        person[0],
        person[0].rsplit(" ", 1)[-1].lower(),
        "subject",
        (0, 0),
        True,
        False,
        True,
        sex=sex,
    )
    # What the question called that person by is the person now.
    return (thing, *(x for x in found if not (x.person and not x.named)))


def _one_person(answer: str, question: str) -> tuple[str, str | None] | None:
    """The only person an answer names in full and its question does not."""
    english = lexicon("en")
    if english is None:
        return None
    kinds = Kinds(answer[:LONGEST], english)
    known = set(stems(question))
    last: dict[str, str] = {}
    for match in FULL_NAME.finditer(answer[:LONGEST]):
        parts = match[0].split()
        while parts and (
            parts[0].lower() in english.never_names or parts[0].lower() in words().prepositions
        ):
            parts = parts[1:]
        name = " ".join(parts)
        if len(parts) < 2 or kinds.person(name) is not True or set(stems(name)) <= known:
            continue
        last.setdefault(parts[-1], name)
    if len(last) != 1:
        return None
    name = next(iter(last.values()))
    return name, kinds.man_or_woman(name)
