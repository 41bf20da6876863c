"""Characters that mislead: invisible ones are taken out, forms of a letter that only printing
needs become that letter, look-alike names are told apart."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width and bidirectional controls, fillers, tag characters and the selectors
# that carry hidden bytes: all can make a quote read otherwise than it is stored.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# Ligatures and the forms that Hebrew, Arabic and Armenian letters take in print: nobody types them
# in a search. Signs that stand for whole phrases stay.
PRINTED = re.compile("[\u0132\u0133\u0149\u017f\ufb00-\ufb4f\ufb50-\ufdcf\ufe70-\ufefc]+")
LONE = re.compile("[\ud800-\udfff]")
# Any of these: most texts have none, and one look is cheaper than four.
ODD = re.compile("|".join(p.pattern.rstrip("+") for p in (INVISIBLE, CONTROL, PRINTED, LONE)))

# Letters of other alphabets that are drawn like a Latin one.
TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ",
        "ABESIJKMHOPCTXYaeijopcyxshdqwABEZHIKMNOPTYXovu",
        strict=True,
    )
)


def plain(text: str) -> str:
    """Text in plain letters without control, invisible and unpaired characters; white space made
    one space."""
    if not ODD.search(text):
        return " ".join(text.split())
    text = LONE.sub("?", text)
    text = PRINTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = INVISIBLE.sub("", text)
    return " ".join(CONTROL.sub(" ", text).split())


def shortened(text: str, most: int) -> str:
    """At most `most` characters; what was cut ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def looks_like(name: str) -> str | None:
    """The Latin spelling that `name` only looks like, or None where it is what it seems.

    A name in another alphabet is itself as long as one letter is unlike any Latin one, or one
    word of it stays in its own alphabet; letters mixed inside a word never do.
    """
    folded = unicodedata.normalize("NFKC", name)
    latin = "".join(TWINS.get(c, c) for c in folded)
    if latin == name:
        return None
    words = [w for w in re.findall(r"[^\W\d_]+", folded) if any(c in TWINS for c in w)]
    mixed = any(_latin(c) for w in words for c in w)
    posing = all(c in TWINS or _latin(c) for c in folded if c.isalpha())
    wide = folded != name and folded.isascii()
    return latin if (words and (mixed or posing)) or wide else None


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
