"""The parts of a search, each of which can be left out to see what it is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything is in unless it is left out: `Recipe(prior=False)` is search without the prior.

    `dense` and `lexical` are the two sides of the first stage; `variants` other spellings of the
    question's names and numbers; `fields` the title and what else an article is known by in the full text;
    `window` the range of days that the question names; `prior` the weight of a day near the one
    that the question is about; `rescore` the second stage; `spread` that one article or one wire
    does not fill the list.
    """

    dense: bool = True
    lexical: bool = True
    variants: bool = True
    fields: bool = True
    window: bool = True
    prior: bool = True
    rescore: bool = True
    spread: bool = True


WHOLE = Recipe()
