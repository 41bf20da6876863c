"""Negation and opposites: what the quote denies the claim must not affirm, and the other way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.verify.ground import Ground
from rag.verify.tokens import Token, stem, tokens

REACH = 4  # content words that a negation reaches over
NO_NEGATION = frozenset("only just least merely".split())  # after "not"
NEGATIONS = frozenset("not no never none neither nor nobody nothing nowhere without unable".split())
DENIALS = frozenset(
    stem(w) for w in "denied denies deny denying refused refuses refuse refusing rejected rejects reject rejecting failed fails"
    " fail failing dismissed dismisses declined declines prevented prevents stopped".split()
)  # fmt: skip
# Verbs that tell who speaks are negated of the speaker, not of what is told.
LIGHT = frozenset(
    stem(w)
    for w in "true case evidence sign indication proof clear correct fact right way reason doubt question".split()
)
SAYING = frozenset(
    stem(w) for w in "said say tell told comment add know confirm report".split()
) | {""}
OPPOSITES = tuple(
    tuple(frozenset(stem(w) for w in side.split(",")) for side in pair.split("|"))
    for pair in (
        "rise,rose,risen,increase,grow,grew,climb,jump,soar,surge|fall,fell,fallen,decrease,decline,drop,shrink,plunge,sink",
        "win,won,victory|lose,lost,loss,defeat", "accept,approve,welcome,agree,back,support,endorse|reject,oppose,refuse,condemn,veto",
        "arrive,enter,join|leave,left,depart,withdraw,withdrew,quit,exit", "open,opened,reopen|close,shut,closed",
        "allow,permit|ban,forbid,prohibit,bar", "begin,began,start,launch,resume|end,finish,stop,halt,suspend,cease",
        "alive,survive|dead,die,kill,perish", "legal,lawful|illegal,unlawful", "guilty,convict|innocent,acquit",
        "confirm,admit,acknowledge|deny,denied,denies", "buy,bought,purchase|sell,sold,sale", "gain|lose,lost", "strengthen|weaken",
        "attack|defend", "release,free|detain,arrest,imprison,jail,capture", "success,succeed,successful|fail,failure,unsuccessful",
        "north,northern|south,southern", "east,eastern|west,western", "north,northern|east,eastern", "north,northern|west,western",
        "south,southern|east,eastern", "south,southern|west,western", "before|after,since", "more|less,fewer", "above|below", "inside|outside",
        "import|export", "hire|fire,dismiss,sack", "build,built|destroy,demolish", "create|abolish", "raise|cut,lower,reduce",
        "warm,hot|cold,cool", "early|late", "high,higher,highest|low,lower,lowest", "large,larger,largest,big,bigger,biggest|small,smaller,smallest,little",
        "best,better|worst,worse", "old,older,oldest|young,younger,youngest,new,newer", "good|bad", "first|last", "most|least", "male,man,men,boy|female,woman,women,girl",
        "husband|wife", "father|mother", "son|daughter", "brother|sister", "north-east|south-west", "peace|war", "ally,friend|enemy,rival", "possible|impossible",
        "majority|minority", "maximum|minimum", "present|absent", "public|private", "domestic|foreign", "civilian|military,soldier,troop",
        "positive|negative", "safe|dangerous,unsafe", "true|false", "with|without", "day|night", "morning|evening,afternoon", "retreat|advance",
        "ask,request,invite|forbid,ban,prohibit,bar", "accept,count|throw,discard,void,reject", "hold,held,keep,retain|lose,lost",
    )
)  # fmt: skip


def problem(claim: str, ground: Ground) -> str | None:
    """Where claim and quotes disagree on what is so and what is not, or None."""
    mine, theirs = tokens(claim), tokens(ground.quotes)
    return _negation(mine, theirs) or _opposite(mine, theirs)


def _negation(mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> str | None:
    negated_here, negated_there = _scopes(mine), _scopes(theirs)
    reach_here = {s for scope in negated_here for s in scope}
    reach_there = {s for scope in negated_there for s in scope}
    held = [t.stem for t in theirs if t.stem]
    for scope in negated_here:
        if not scope:
            continue
        target = scope[0]
        if target in held:
            if target not in reach_there:
                return f"the quote does not negate {target!r}"
        elif not negated_there:
            return "the claim is negated and the quote is not"
    claimed = [t.stem for t in mine if t.stem]
    for scope in negated_there:
        if not scope or scope[0] in SAYING:
            continue
        target = scope[0]
        bare = held.count(target) > sum(target in s for s in negated_there)
        if target in claimed and target not in reach_here and not bare:
            return f"the quote negates {target!r} and the claim does not"
    return None


@lru_cache(maxsize=512)
def _scopes(found: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
    """For each negation the stems it reaches over, nearest first."""
    return tuple(_each_scope(found))


def _each_scope(found: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    for at, token in enumerate(found):
        following = found[at + 1].low if at + 1 < len(found) else ""
        plain = token.low in NEGATIONS and following not in NO_NEGATION
        denial = token.stem in DENIALS or (token.low == "ruled" and following == "out")
        if not plain and not denial:
            continue
        reached: list[str] = []
        for later in found[at + 1 :]:
            if later.clause > token.clause + (1 if denial else 0) or len(reached) == REACH:
                break
            light = not reached and later.stem in LIGHT  # "it is not true that ..."
            if later.stem and not light and later.low not in NEGATIONS and later.low != "out":
                reached.append(later.stem)
        yield tuple(reached)


def _opposite(mine: Sequence[Token], theirs: Sequence[Token]) -> str | None:
    """A word whose opposite stands in the quote, where the quote lacks the word itself."""
    claimed, held = {t.stem for t in mine if t.stem}, {t.stem for t in theirs if t.stem}
    alone, there = claimed - held, held - claimed
    for one, other in OPPOSITES:
        for side, facing in ((one, other), (other, one)):
            mine_only, theirs_only = alone & side, there & facing
            if mine_only and theirs_only and not (held & side) and not (claimed & facing):
                return f"the quote has {min(theirs_only)!r} where the claim has {min(mine_only)!r}"
    return None
