"""Words that speak to a machine and not to a reader: they are no news, and never an answer."""

from __future__ import annotations

import re

from index.clean.orders import MACHINE
from index.speakers import quotations, speakers_in

MODEL = r"(?:(?:AI|A\.I\.|language|chat|virtual|automated)[ -]?(?:assistants?|models?|bots?|systems?|agents?|readers?|tools?)|chatbots?|LLMs?)"
TELLS = re.compile(
    rf"\b{MODEL}\b[^.!?]{{0,80}}\b(?:must|should|shall|are (?:required|instructed|asked|told|ordered) to|need to|have to)\b"
    rf"|\b(?:attention|dear|note to|instructions? (?:to|for)|message (?:to|for)|reminder to)\b[^.!?]{{0,30}}\b{MODEL}\b"
    rf"|\byou are (?:now )?(?:an? )?(?:\w+ )?{MODEL}\b|\bas an? {MODEL}, you\b"
    r"|\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,40}\b(?:instructions?|prompts?|guidelines|system message|context above)\b"
    r"|\b(?:in|to|of|with|into) your (?:answer|response|reply|output|summary|summaries)\b"
    r"|\byour (?:answer|response|reply|output) (?:must|should|shall|has to)\b|\bsystem prompt\b"
    r"|\b(?:do not|don['’]t|never) (?:tell|inform|mention (?:this )?to|reveal (?:this )?to) the user\b|\b(?:tell|inform|ask) the user\b"
    r"|^(?:answer|reply|respond|output|print|say) (?:only|exactly|always|with)\b",
    re.I,
)


def addresses_machine(sentence: str) -> bool:
    """Whether a sentence gives orders to whoever processes it.

    News of such orders is something else: somebody tells of them, or they stand in quotation marks.
    """
    spans = [(q.start, q.end) for q in quotations(sentence)]
    for pattern in (TELLS, MACHINE):
        for match in pattern.finditer(sentence):
            if not any(a <= match.start() < b for a, b in spans):
                return not speakers_in(sentence)
    return False
