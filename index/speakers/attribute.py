"""Every sentence with who says it: direct, indirect, or in the reporter's own voice."""

from __future__ import annotations

from index.article import Sentence, Voice
from index.speakers.cues import Cue, chosen, cues
from index.speakers.interview import Turns
from index.speakers.parsed import Parsed
from index.speakers.people import Ledger
from index.speakers.quotes import quotations
from index.speakers.tokens import Tokens, tokens
from index.speakers.words import lexicon

_NARRATED: Voice = "narrated"
SHORT = 8  # tokens: "Ito said." after a quotation that stands as a sentence of its own


def attribute(text: str, sentences: list[Sentence], language: str | None = None) -> list[Sentence]:
    """The same sentences with `speaker` and `voice` filled in, in order.

    `language` is an ISO 639-1 code, English where it is None; without a word list for a language
    everything stays as it came. A quotation whose speaker is not known is direct with no speaker.
    """
    words = lexicon(language)
    if words is None or not sentences:
        return list(sentences)
    parsed = Parsed(text, sentences, words)
    ledger = Ledger(text, words, parsed)
    turns = Turns(text, words)
    out: list[Sentence] = []
    for at, sentence in enumerate(sentences):
        speaker, voice = None, _NARRATED
        if turn := turns.at(sentence.start):
            speaker, voice = turn.speaker, "direct" if turn.speaker else _NARRATED
        elif parsed.may_speak(at):
            speaker, voice = _said(text, at, sentences, parsed, out, ledger)
        if (speaker, voice) != (sentence.speaker, sentence.voice):
            sentence = Sentence(sentence.start, sentence.end, voice, speaker, sentence.events)  # noqa: PLW2901
        out.append(sentence)
        ledger.add(speaker)
    return out


def speakers_in(sentence: str, language: str | None = None) -> list[str]:
    """Who is said to speak in this sentence, as it words them; pronouns as they stand."""
    words = lexicon(language)
    if words is None:
        return []
    parsed = tokens(sentence, [(q.start, q.end) for q in quotations(sentence)])
    return list(dict.fromkeys(c.name for c in chosen(cues(parsed, words), parsed, words)))


def _said(
    text: str,
    at: int,
    sentences: list[Sentence],
    parsed: Parsed,
    told: list[Sentence],
    ledger: Ledger,
) -> tuple[str | None, Voice]:
    """Who speaks in a sentence, and how."""
    own = parsed[at]
    found = parsed.cues(at)
    if not found:
        alone = own.bare and own.quoted
        return (
            (_beside(text, at, sentences, parsed, told, ledger), "direct")
            if alone
            else (None, _NARRATED)
        )
    speaker = ledger.join(_named(found, own, ledger))
    direct = own.quoted and not parsed.hearsay(at)
    return speaker, "direct" if direct else "indirect" if speaker else _NARRATED


def _named(found: list[Cue], sentence: Tokens, ledger: Ledger) -> list[str]:
    names = (ledger.resolve(c.name, sentence, c.phrase.first) for c in found)
    return [name for name in names if name]


def _beside(
    text: str,
    at: int,
    sentences: list[Sentence],
    parsed: Parsed,
    told: list[Sentence],
    ledger: Ledger,
) -> str | None:
    """Who says a quotation that stands alone: told in the sentence before it or after it."""
    before = told[-1] if told else None
    if before and before.speaker and "\n" not in text[before.end : sentences[at].start]:
        return before.speaker
    if at + 1 < len(sentences) and "\n" not in text[sentences[at].end : sentences[at + 1].start]:
        after = parsed.cues(at + 1)
        if after and after[0].at < SHORT:
            return ledger.join(_named(after[:1], parsed[at + 1], ledger))
    return before.speaker if before else None
