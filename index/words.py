"""Words of a text as comparable keys: stems, names and aliases. Shared by scoring and checking."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

from index.stop_words import STOP_WORDS

ALIASES = (
    (
        re.compile(r"\bU\.S\.(?:A\.)?|\bUnited States(?: of America)?\b|\bUSA\b|\bAmerican?s?\b"),
        "US",
    ),
    (re.compile(r"\bU\.N\.|\bUnited Nations\b"), "UN"),
    (re.compile(r"\bU\.K\.|\bUnited Kingdom\b|\bBritain\b|\bBritish\b"), "UK"),
    (re.compile(r"\bE\.U\.|\bEuropean Union\b"), "EU"),
    (re.compile(r"\bISIS\b|\bISIL\b|\bDaesh\b|\bIslamic State(?: group)?\b"), "IS"),
)
POSSESSIVE = re.compile(r"['’]s?\b")
TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)*")
NAME = re.compile(r"\b[A-Z][\w’'.-]*[\w]|\b[A-Z]{2,}\b")
# Words a question is made of: they say what is asked, not what it is about.
ASKING = frozenset(
    "many much number figure exactly happen happened according article articles report reports"
    " give given know known name named day date time long kind type whether did does talk talks".split()
) - {"talk", "talks"}
_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()  # the stemmer keeps the word it works on in itself


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    with _stemming:
        return str(_stemmer.stemWord(word))


def plain(text: str) -> str:
    """Without diacritics and possessives, with common bodies under one name."""
    for pattern, name in ALIASES:
        text = pattern.sub(name, text)
    text = POSSESSIVE.sub("", text)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def stems(text: str) -> list[str]:
    """Stems of the content words in order, with repeats; stop words left out."""
    return list(_stems(text))


@lru_cache(maxsize=4096)  # an answer asks for those of a sentence again and again
def _stems(text: str) -> tuple[str, ...]:
    out = []
    for token in TOKEN.findall(plain(text)):
        # "US" and "IS" are names here, though "us" and "is" are stop words.
        kept = token if token in ("US", "IS") else token.lower()
        if kept not in STOP_WORDS:
            out += [kept] if kept in ("US", "IS") else [_stem(part) for part in kept.split("-")]
    return tuple(out)


def asked_about(question: str) -> list[str]:
    """The distinct stems that an answering sentence and its surroundings should share."""
    return list(dict.fromkeys(s for s in stems(question) if s not in ASKING))


def names(text: str) -> set[str]:
    """Stems of capitalised words, but for the first word of each sentence if it is a plain one."""
    found: set[str] = set()
    for sentence in re.split(r"(?<=[.!?])\s+", plain(text)):
        for match in NAME.finditer(sentence):
            word = match[0].rstrip(".")
            first = match.start() == 0 or not re.search(r"\w", sentence[: match.start()])
            if first and word.lower() in STOP_WORDS:
                continue
            found.update(s for s in stems(word))
    return found
