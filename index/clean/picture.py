"""A photo caption known by how captions are worded, where no credit line gives it away.

A caption tells in the present tense who is to be seen, where they stand in the frame, and on what
full date. Story tells in the past tense, and says who said it.
"""

from __future__ import annotations

import re

from index.clean.rules import TOLD

LONGEST = 420
MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
# "on Tuesday, May 4, 2021", "4 May 2021", "in May 2021"
DAY = re.compile(rf"\b(?:{MONTH}\s\d{{1,2}},\s\d{{4}}|\d{{1,2}}\s{MONTH},?\s\d{{4}})\b")
YEAR = re.compile(rf"\bin\s(?:{MONTH}\s)?(?:19|20)\d\d\.?$")  # "... at the quay in 2009."
WEEKDAY = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|on\s{MONTH}\s\d{{1,2}}\.?$)"
)
SENTENCE = re.compile(
    r"[.!?](?<!\b(?:Rep|Sen|Gov|Gen).)(?<!\b(?:Dr|Mr|Ms|St|Lt|Jr|No).)(?<!\b(?:Mrs|Col|Sgt|Rev).)(?<!\b[A-Z].)\s+(?=[A-Z])"
)
TURN = re.compile(
    r"(?:But|And|In|At|As|After|While|However|Still|Meanwhile|Since|For|Last|When|If|Now|So|Then|That|This|It|He|She|They|Its|Until)\b|[\d•-]|.{0,30}(?:—|\(CNN)"
)
# Where somebody stands in the frame: "Brandt, left, and Orr", "Brandt (right)", "from left".
PLACED = re.compile(
    r"[A-Z][\w’'-]*,\s(?:(?:far|second|third|front|back|top|bottom|seated|standing)\s)?(?:left|right|cent(?:er|re))(?:\scent(?:er|re))?,\s"
    r"|\((?:(?:far|second|third|front|back|top|bottom|seated|standing)\s)?(?:left|right|cent(?:er|re)|pictured)(?:,[^()]{0,30})?\)"
    r"|\([Ff]rom\s(?:the\s)?left\b|,\sfrom\s(?:the\s)?left(?:\sto\sright)?,|^(?:[Ff]rom|[Cc]lockwise\sfrom)\s(?:top\s)?left\b"
)
SEEN = re.compile(
    r"\b(?:seen|pictured|shown)\shere\b|\b(?:is|are)\spictured\s(?!as\b)|,\spictured\s(?:in|at|on|here|during|with|above|left|right)\b"
)
PAST = re.compile(
    r"\b(?:was|were|had|has|have|will|would|could|should|did|does|do|won|began|became|came|went|got|made|gave|took|died|told|can|may|might|must|every|each|until|opted|scheduled|expected|set)\b"
)
# What people and things do in pictures; not what is announced for a coming day (play, open, run).
ACT = re.compile(
    r"\b(?:is|are)\s(?:seen|shown|displayed|pictured|surrounded|helped|led|escorted|greeted|reflected|parked)\b"
    r"|\b(?:speak|walk|stand|sit|pose|arrive|leave|depart|attend|look|wait|hold|wave|march|protest|shout|chant|gather|take|watch|listen|shake|greet|celebrate|react"
    r"|give|receive|smile|talk|ride|drive|fly|inspect|visit|light|embrace|hug|kiss|cheer|address|answer|prepare|throw|catch|serve"
    r"|burn|rise|billow|line|fill|clear|clean|search|survey|enter|exit|board|queue|shop|pump|patrol|guard|lay|pray|mourn|hang|remove|repair|raise|clash"
    r"|distribute|display|ski|skate|climb|cross|load|unload|deliver|browse|lead|follow|eat|drink|sleep|dance|sing|try|carry|testify|cast)(?:s|es)?\b"
    r"|\b(?:carries|tries|testifies|flies|surveys|hurries)\b"
)

NOUN = re.compile(r"(?:\b(?:to|the|a|an|of|this|their|his|her)\s|-)$")  # "to leave", "the march"
SIGHT = re.compile(
    r"(?:speak|walk|stand|sit|pose|arrive|look|wait|wave|chant|shout|gather|watch|listen|shake|greet|react|smile|embrace|hug|kiss|cheer|rise|pray|mourn|hang|patrol|inspect|light"
    r"|lay|clash|clear|carr|testif|distribute|billow|(?:is|are)\s(?:seen|shown|pictured|surrounded|helped|led|escorted))"
)

# What is hardly ever told in the present tense but under a picture, so it needs no day.
SHOWN = re.compile(
    r"\b(?:speaks\s(?:(?:to|with)\s(?:the\s|members\sof\sthe\s)?(?:media|press|reporters|supporters|crowd|journalists)|(?:at|during)\s(?:a|an|the|his|her)\s)|greets|looks\son\b"
    r"|celebrates\s(?:after|with|scoring|winning)|celebrate\s(?:after|scoring|winning)|attends?\s(?:a|the)\s(?:\w+\s){0,2}(?:ceremony|conference|meeting|rally|premiere|gala|service|hearing|funeral|vigil|party)"
    r"|arrives\s(?:for|at)\s|walks?\s(?:past|off|out)\s|stands\sguard|shakes?\shands|poses?\s(?:for|with|in|on)\s|waves\s(?:to|at|from)\s|hugs|listens\s(?:as|during)\s|reacts\s(?:as|after|during)\s"
    r"|watches\s(?:as|from)\s|takes\spart\sin\sa|holds\sup\s|is\sseen\s(?:at|in|on|outside|during)\s(?:a|an|the|his|her|this)\s)"
)
ASIDE = re.compile(
    r"\b(?:you|your|we|our|I|often|usually|typically|now|still|also|always|never|currently|if|more than|most|today|these days|percent|not|before)\b|[%$?\"“;]|n['’]t\b"
)


def is_caption(text: str, bare: str) -> bool:
    """Whether a block reads as a caption; `bare` is it without quotations."""
    if len(text) > LONGEST or len(text) < 25:
        return False
    placed = PLACED.search(bare) if "left" in bare or "right" in bare or "cent" in bare else None
    seen = "here" in bare or "pictured" in bare
    if not placed and seen:
        placed = SEEN.search(bare)
    if placed:
        return not TOLD.search(bare)
    if bare[-1] not in ".)" or TURN.match(bare) or TOLD.search(bare):
        return False
    sentence = SENTENCE.split(bare, 1)[0]
    if ":" in sentence:
        return False
    dated = DAY.search(sentence) if "19" in sentence or "20" in sentence else None
    alone = len(sentence) == len(bare) and len(bare) < 260  # nothing is told beside what is seen
    if dated:
        act = _act(sentence)
        return bool(act and act.start() < dated.start() and len(sentence) - dated.end() <= 90)
    near = "day" in sentence or " on " in sentence or sentence[-2:-1].isdigit()
    if not alone or not (near or len(bare) <= 200) or PAST.search(sentence):
        return False
    if len(bare) <= 200 and SHOWN.search(sentence, 4, 110):
        return not ASIDE.search(text)
    # A bare weekday is said of coming days too, a year of what was long ago: there only what is
    # plainly seen counts.
    day = WEEKDAY.search(sentence) or YEAR.search(sentence)
    act = _act(sentence) if day and len(sentence) - day.end() <= 60 else None
    return bool(day and act and act.start() < day.start() and SIGHT.match(act[0]))


def _act(sentence: str) -> re.Match[str] | None:
    """What is done in the picture, where nothing before it is told of the past."""
    for act in ACT.finditer(sentence, 4, 140):
        if not NOUN.search(sentence[: act.start()]):
            past = PAST.search(sentence)
            return None if past and past.start() < act.start() else act
    return None
