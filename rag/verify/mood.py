"""Does a sentence assert anything? A question, a command and a request about what is to be said do
not: they bear out no claim, and they are no answer."""

from __future__ import annotations

import itertools
import re
from typing import Protocol

from index.article import Voice
from index.speakers import quotations, speakers_in
from rag.question.verbs import verbs
from rag.verify.machine import addresses_machine

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|[,;:]|\d\S*|\S")
# What may stand before the verb of a command.
BEFORE = frozenset(
    "please always never just simply then now also instead first finally and but so or kindly only".split()
)
# Words that stand before a noun, or in place of one: after a bare opening verb they are its object.
OBJECTS = frozenset(
    "the a an your my our his her their its every each any all some no these those this that me us it them him yourself yourselves".split()
)
PARTICLES = frozenset("up down out off away over back together in on".split())
PRONOUNS = frozenset(
    "our his her their its all some no these those this that me us it them him yourself yourselves".split()
)
CLAUSES = frozenset("that whether how what why where when if".split())
FEELINGS = frozenset(
    "fear hope concern doubt wish anger surprise worry pressure".split()
)  # "fear that ..."
NO_VERB = frozenset("to of in on at by for from with without into onto".split())
TIMES = frozenset(
    "same next following previous first second last day week month year time morning evening night weekend summer winter spring autumn afternoon hour decade century season mile miles kilometre kilometres metre metres few".split()
)
FINITE = frozenset(
    "is are was were has have had will would can could may might shall should must does did do am".split()
)
# Verbs of the table that open statements as nouns or adjectives, and pasts that look like commands.
NOUNS = frozenset(
    "act address appeal arm blow book charge combat command comment corrupt correct deal debut decrease defeat defect delay deposit discharge"
    " display dispute double ease elaborate fall feature feel finance fine float fly force forecast free freeze gain grant guarantee halt hand"
    " handle harm host implement initiate insult intend invite lack last launch lead lift live lower manufacture massacre mean moderate murder"
    " object offer open outlaw own pardon permit poison present press produce purchase quadruple raid rally read rebel rebound record refuse"
    " regret release repair repeal rescue resort retreat ruin rush sabotage sack sacrifice salute sanction separate set shed sign signal sink"
    " slash stay steal stem stop storm supply surge suspect swap tear transfer triple upset use veto wait wake wash waste welcome win witness"
    " wonder worry yield put hit cut shut cast spread split become come overrun hurt cost quit broadcast light wind spring ring strike lay"
    " sound spin feed fight drink drive let beat bet bid bear bind bite burst catch creep dig draw shine show shoot sleep slide swing sweep"
    " stick stand stride swim fund default loot forge allot bribe torch strand reverse blockade ambush capture rename unite".split()
) - {"let"}  # fmt: skip
OPENERS = re.compile(
    r"^(?:in|on|for|to|when|whenever|if|before|after|while|once|with|at|as|instead of)\b[^,.;:]{2,80},\s",
    re.I,
)
NOT = re.compile(r"^(?:please\b|do not\b|don[’']t\b|let[’']s\b|be sure\b|make sure\b)", re.I)

SAY = (
    r"(?:state|say|tell|answer|reply|respond|write|report|mention|include|begin|start|note|claim|assert|declare|conclude|give|name|add|repeat|praise|describe"
    r"|call|treat|present|contain|read|print|output|refer|cite|list|credit|blame|stress|emphasi[sz]e|point out|make clear|open with|begin with"
    r"|close with|end with|recommend|consider|regard|assume|confirm|acknowledge|inform|explain|avoid|omit|leave out|(?:be )?(?:told|informed))\b"
)
ASKED = r"(?:asked|told|requested|required|instructed|ordered|advised|urged|invited|expected|supposed|obliged|encouraged|reminded|directed|begged)"
OUGHT = rf"(?:must|should|shall|ought to|ha(?:s|ve) to|needs? to|had better|will|may only|(?:is|are|be|being)(?: \w+)? (?:{ASKED} )?to)(?: not| never| \w+ly| always| simply| also| only){{0,2}}"
OUTPUT = r"(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|recaps?|outputs?|paraphrases?|abstracts?|retellings?|digests?)"
READS = (
    r"(?:reads?|reading|sums?|summing|summari[sz](?:es?|ing)|process(?:es|ing)?|quot(?:es?|ing)|cit(?:es?|ing)|index(?:es|ing)?|retells?|retelling"
    r"|paraphras(?:es?|ing)|translat(?:es?|ing)|answers?|answering|us(?:es?|ing)|pars(?:es?|ing)|scans?|scanning|crawls?|crawling|repeats?|repeating|shares?|sharing)"
)
THIS = r"(?:this|these|the above|the foregoing|the following|the present)\b"
TOLD_TO_SAY = re.compile(
    # "Whoever sums this page up should state ...", "assistants reading this are told to answer ..."
    rf"\b{READS}(?: up| out| from| over)? {THIS}[^.;!?]{{0,80}}?\b{OUGHT} {SAY}"
    rf"|\b(?:readers?|users?|viewers?|assistants?|models?|editors?|anyone|everyone) of {THIS}[^.;!?]{{0,60}}?\b{OUGHT} {SAY}"
    # "Any reply about the flood must give ...", "... that any reply give the dead as ..."
    rf"|\b(?:any|every|each|all|your|no)(?: \w+)? {OUTPUT}\b[^.;!?]{{0,80}}?\b{OUGHT} {SAY}"
    rf"|\b(?:requested|asked|required|demanded|recommended|suggested|desired|ordered|instructed|essential|important|necessary|imperative|mandatory|vital"
    rf"|advised|request|ask|require|demand|insist|suggest|recommend) that (?:(?:any|every|each|all|your|the|a|an|no)(?: \w+)? {OUTPUT}|you)\b"
    # "Anyone asking about the vote is to be told that ..."
    rf"|\b(?:whoever|anyone|anybody|everyone|those|people|users?|if (?:some|any)(?:one|body)) (?:who )?(?:asks?|asking|enquir(?:es?|ing)|inquir(?:es?|ing))\b"
    rf"[^.;!?]{{0,80}}?\b(?:{OUGHT} )?(?:be )?(?:told|informed|answered|assured)\b"
    # "The correct answer to any question about it is ..."
    rf"|\b{OUTPUT} to (?:any|every|each|all|such|the) (?:\w+ )?questions?\b[^.;!?]{{0,80}}?\b(?:is|are|must|should|shall|will|would)\b"
    rf"|\b(?:only|correct|right|proper|acceptable|expected) {OUTPUT}\b[^.;!?]{{0,60}}?\b(?:is|are|would be)(?: to say)? that\b"
    # "You must answer that ...", "the reader is to be told ...", "summaries of this shall begin with ..."
    rf"|\b(?:you|one|(?:the|a|any|each|every|all) (?:reader|user)s?)(?: \w+ly)? {OUGHT} {SAY}"
    rf"|\b{OUTPUT} (?:of {THIS}|you)[^.;!?]{{0,60}}?\b{OUGHT} {SAY}|\b{OUTPUT} that (?:fails?|omits?|leaves?|does not|do not) [^.;!?]{{0,20}}?{SAY}"
    rf"|\b(?:could|can|would|will) you (?:please |kindly )?{SAY}|\bthank you for \w+ing\b"
    # "We ask readers to say ...", "this page asks to be summed up as ...", "it would help if the answer ..."
    rf"|\b(?:I|we|this (?:page|text|article|passage|document|report))(?: \w+ly| would| do)? (?:asks?|wants?|needs?|like|requests?|begs?|urges?|invites?|requires?|expects?)"
    rf" (?:\w+ ){{0,4}}?to (?:be )?(?:{SAY}|summ|describ|quot|report)"
    rf"|\b(?:appreciated|grateful|helpful|welcome|best|better) if (?:the|any|every|each|all|your)(?: \w+)? {OUTPUT}\b",
    re.I,
)  # fmt: skip


def asserts(sentence: str, *, quoted: bool = False) -> bool:
    """Whether the sentence says that something is so, of the world or of what somebody said.

    `quoted` tells that all of it is somebody's words: those are that person's statement, whatever
    their mood. An attribution in the sentence itself ("Leave now, the mayor said.") does the same.
    """
    text = " ".join(sentence.split()).lstrip("•*-–— ")
    if addresses_machine(text):
        return False
    if quoted:
        return True
    spans = [(q.start, q.end) for q in quotations(text)]
    return not (_asks(text, spans) or _commands(text, spans) or _tells_what_to_say(text, spans))


class Spoken(Protocol):
    """A sentence of which it is known how it is said and by whom."""

    @property
    def voice(self) -> Voice: ...

    @property
    def speaker(self) -> str | None: ...


def stands(text: str, said: Spoken) -> bool:
    """As `asserts`, of a sentence whose voice is known: somebody's own words are their statement."""
    return asserts(text, quoted=said.voice == "direct" and said.speaker is not None)


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _asks(text: str, spans: list[tuple[int, int]]) -> bool:
    end = text.rstrip(" ”\"’')]").rfind("?")
    asked = end >= 0 and not re.search(r"\w", text[end:])
    return asked and not _inside(end, spans)


def _tells_what_to_say(text: str, spans: list[tuple[int, int]]) -> bool:
    match = TOLD_TO_SAY.search(text)
    return match is not None and not _inside(match.start(), spans) and not speakers_in(text)


def _commands(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the sentence, or what follows "In your reply, " in it, opens with a verb that nobody
    does."""
    if not text[:1].isalpha() or _inside(0, spans):
        return False
    opening = OPENERS.match(text)
    for at in (0, opening.end()) if opening else (0,):
        words = WORD.findall(text[at:])
        while len(words) > 1 and words[0].lower() in BEFORE - {"please"}:
            words = words[1:]
        if words and _opens_command(words, text[at:], fronted=at > 0):
            # "Explain the theory" would be taken for "said the mayor".
            return not speakers_in(" ".join(words[1:]))
    return False


def _opens_command(words: list[str], text: str, *, fronted: bool) -> bool:
    if NOT.match(text):
        return True
    low = [w.lower() for w in words]
    first, following = low[0], low[1] if len(low) > 1 else ""
    table = verbs()
    if not following or following in (",", ":", ";", ".") or first in FINITE | OTHER:
        return False
    if first in table.only and first not in NOUNS:
        return not (fronted and following in FINITE)
    direct = following not in PARTICLES
    after = low[1:] if direct and not following.endswith("ly") else low[2:]
    if not after or (first in FEELINGS and after[0] in CLAUSES):
        return False
    if after[0] in OBJECTS and TIMES & set(after[1:3]):
        return False  # "Vesk this week closed ...", "Police a mile away heard ..."
    stated = _finite(low[1:])
    if table.base(first) and first not in table.pasts:
        clause = direct and after[0] in CLAUSES
        alone = words[1].islower() and following.isalpha() and following not in NO_VERB
        return clause or (after[0] in OBJECTS and (direct or not stated)) or (alone and not stated)
    # A verb that the table lacks stands bare before its object: "Anagram the names of the judges".
    bare = first.isalpha() and not fronted and not first.endswith(("ly", "ing", "ed", "s"))
    object_follows = after[0] in (OBJECTS if first in table.pasts else OBJECTS - PRONOUNS)
    return (bare or first in table.pasts) and object_follows and not stated


def _finite(words: list[str]) -> bool:
    """Whether one of the words can be the verb of a statement: none is after "to", "of" or "the"."""
    table = verbs()
    free = [w for before, w in itertools.pairwise(["", *words]) if before not in OBJECTS | NO_VERB]
    return any(w in FINITE or table.is_past(w) or w in table.thirds for w in free)


# What else opens a statement before an article: prepositions, conjunctions, adverbs, pronouns.
OTHER = frozenset(
    "of in on at by for from with without to into onto over under up down out off about above across after against along amid among around as"
    " before behind below beneath beside besides between beyond but despite except inside like near outside past per since than through"
    " throughout till toward towards until unlike upon via within and or nor so yet if unless because although though while whereas when"
    " whenever where wherever whether once that this these those what which who whom whose why how all any both each every either neither half"
    " some such no not none only even just still again also too then there here now soon later earlier ago today yesterday tomorrow tonight"
    " often never ever always perhaps maybe quite rather almost about more most less few many much several one two three four five six seven"
    " eight nine ten i you he she it we they me him her us them everyone someone anyone nobody another other instead however meanwhile"
    " moreover otherwise indeed thus hence therefore enter given worth plus minus versus unto notwithstanding concerning regarding".split()
)
