"""Other spellings of names and words: the listed ones, and those that follow from a rule."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from pathlib import Path

MOST_WORDS = 8  # in a listed name
# What the index's tokenizer keeps apart from the plain letter (it takes off accents only).
LETTERS = {
    "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ħ": "h", "ё": "е", "ŋ": "ng",
}  # fmt: skip
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
REVERSED = {"i": "ı", "o": "ø", "d": "đ", "l": "ł", "ss": "ß", "ae": "æ", "oe": "œ"}
PREFIX = re.compile(
    r"(anti|counter|cyber|mid|micro|multi|non|over|post|self|semi|super|ultra|under|vice"
    r"|(?:co|de|pre|re)(?=[aeiou]))([a-z]{4,})"
)
ISE = re.compile(r"([a-z]{3,}?)(is|iz)(e|es|ed|er|ers|ing|ation|ations|ational)")
YSE = re.compile(r"([a-z]{3,})(ys|yz)(e|es|ed|er|ers|ing)")
SWAPPED = {"is": "iz", "iz": "is", "ys": "yz", "yz": "ys"}
ARTICLE = re.compile(r"(?:al|el)[-‐‑ ](?=\w)", re.IGNORECASE)
HYPHEN = re.compile(r"[-‐‑]")
APOSTROPHE = re.compile("[’ʼ]")


class _Listed:
    """The rows of variants.toml, by the first word of each spelling."""

    def __init__(self) -> None:
        data = tomllib.loads(Path(__file__).with_name("variants.toml").read_text("utf-8"))
        self.cased = frozenset(data["cased"])
        self.british: dict[str, str] = data["british"]
        self.starts: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = {}
        for row in [*data["names"], *data["words"]]:
            for form in row:
                keys = tuple(map(_key, form.split()))
                others = tuple(other for other in row if other != form)
                self.starts.setdefault(keys[0], []).append((keys, form, others))
                for asking, name in data["asks_for"].items():
                    if name == form:
                        entry = (_key(asking),), asking, tuple(row)
                        self.starts.setdefault(_key(asking), []).append(entry)
        for found in self.starts.values():
            found.sort(key=lambda entry: -len(entry[0]))


@lru_cache(maxsize=1)
def _listed() -> _Listed:
    return _Listed()


def name_at(
    words: list[str], at: int, cased: bool, ordinary: Container[str]
) -> tuple[int, tuple[str, ...]] | None:
    """The longest listed spelling that starts at `at`: how many words, and the others of its row.

    Initials that are a word in lower case ("WHO", "US") count only in capitals, and not where a
    text without any lower case (`cased` false) has a word that is in `ordinary`.
    """
    following = [_key(word) for word in words[at : at + MOST_WORDS]]
    found: tuple[int, tuple[str, ...]] | None = None
    for keys, form, others in _listed().starts.get(following[0], ()):
        if tuple(following[: len(keys)]) != keys:
            continue
        if found and len(keys) < found[0]:
            break
        if form in _listed().cased and (
            words[at] != form if cased else words[at].lower() in ordinary
        ):
            continue
        found = found or (len(keys), others)
        # "Sanaa" and "Sana'a" look alike in the list: the other one is then the one not written.
        if form.lower() == APOSTROPHE.sub("'", " ".join(words[at : at + len(keys)])).lower():
            return len(keys), others
    return found


def of_word(word: str) -> tuple[str, ...]:
    """Other spellings of one word by rule; () for most. Any word is taken, not only English ones."""
    return tuple(dict.fromkeys([*_hyphens(word), *_regional(word.lower()), *_letters(word)]))


def _key(word: str) -> str:
    """A word without case, accents, possessive and dots, as the list is looked up."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’ʼ](?:s$)?", "", word).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).rstrip(".")


def _hyphens(word: str) -> Iterator[str]:
    """ "cooperate" for "co-operate" and the reverse, "Assad" for "al-Assad", "F16" for "F-16"."""
    if article := ARTICLE.match(word):
        yield word[article.end() :]
    if HYPHEN.search(word) and len(word) < 30:
        yield HYPHEN.sub("", word)
    if "'" in word or "’" in word:
        yield re.sub("['’ʼ]", "", word)
    if found := re.fullmatch(r"([A-Za-z]{1,6})(\d{1,4})", word):
        yield f"{found[1]}-{found[2]}"
    if found := PREFIX.fullmatch(word.lower()):
        yield f"{found[1]}-{found[2]}"


def _regional(word: str) -> Iterator[str]:
    """British for American and the reverse. A word that nobody writes finds nothing and does no harm."""
    for pattern in (ISE, YSE):
        if found := pattern.fullmatch(word):
            yield f"{found[1]}{SWAPPED[found[2]]}{found[3]}"
    for british, american in _listed().british.items():
        if word.startswith(british) and not (
            len(american) > len(british) and word.startswith(american)
        ):
            yield american + word[len(british) :]
        elif word.startswith(american):
            yield british + word[len(american) :]


def _letters(word: str) -> Iterator[str]:
    """Letters that the index keeps apart, from the special one to the plain; in names the reverse."""
    lower = unicodedata.normalize("NFKC", word).lower().replace("i\u0307", "i")
    plain = "".join(LETTERS.get(c, c) for c in lower)
    plain = re.sub(r"[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]", "", plain)
    yield from (plain,) if plain != word.lower() else ()
    if "đ" in lower:
        yield lower.replace("đ", "dj")
    if any(c in UMLAUTS for c in lower):
        yield "".join(UMLAUTS.get(c, c) for c in lower)
    if word[0].isupper() and word[1:2].islower() and len(word) > 3:
        for letter, special in (*REVERSED.items(), *((v, k) for k, v in UMLAUTS.items())):
            if letter in lower:  # all of them ("Yıldırım"), the first or the last ("Tromsø")
                yield lower.replace(letter, special)
                yield lower.replace(letter, special, 1)
                yield special.join(lower.rsplit(letter, 1))
        if "dj" in lower:
            yield lower.replace("dj", "đ")
