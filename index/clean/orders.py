"""Lines that give orders to a machine: no story, and the verifier's business too."""

from __future__ import annotations

import re

MACHINE = re.compile(
    r"\b(?:(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier|preceding) (?:instructions|prompts?|rules)"
    r"|ignore the (?:question|text|article|instructions?) (?:above|before)|print your (?:system )?prompt|note to (?:automated|ai|machine|language))\b"
    r"|^when asked\b[^,]{0,300}(?:,|\byou)\s(?:(?:please|always|simply|only|just|you|must|should|will|do|never|not|the \w+) ){0,3}(?:answer|reply|say|respond|state|tell)\b"
    r"|^when asked\b(?!.{0,300}\b(?:not|to|would|could|will|did) (?:answer|reply|say|respond)\b)[^,]{0,300}\b(?:answer|reply|say|respond)\b|</?passage\b|<\|\w{1,30}\|>"
    r"|^(?:system|assistant|user)\s*:|^system (?:override|prompt)\b",
    re.IGNORECASE,
)
