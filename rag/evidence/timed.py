"""Days compared exactly: what is told of another time than the question names is no evidence.

A firm reports each year in the same words: the judge takes last year's profit for this year's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from index import asking
from rag.disagree.said import Said
from rag.evidence.signals import meets
from rag.reading import MAY_ANSWER, SCALE, Evidence

UNLIKELY = SCALE * math.log(MAY_ANSWER / 2)  # the most that a sentence of another time scores


def timed(months: set[tuple[int, int]], found: Sequence[tuple[Evidence, str]]) -> list[Evidence]:
    """`found`, each given with the sentence before it, without what is told of another time than
    `months`; with all of it, told to be unlikely, where nothing that may answer is of that time."""
    if not months:
        return [e for e, _ in found]
    told = [(e, _told(months, e, before)) for e, before in found]
    likely = [of for e, of in told if e.may_answer]
    if any(likely):
        return [e for e, of in told if of is not False]
    if None in likely:
        return [e for e, _ in told]
    return [replace(e, score=min(e.score, UNLIKELY)) for e, _ in told]


def _told(months: set[tuple[int, int]], evidence: Evidence, before: str) -> bool | None:
    """Whether it is told of a time asked about; None where nothing says.

    Its own words say so; else the sentence before it and the title, then the day it appeared.
    """
    said = Said.of(evidence)
    # What is still to come when it is told ("a contract to June 2024") says nothing of its time.
    past = [e for e in said.events if not (e.earliest and said.day and e.earliest > said.day)]
    if past:
        return any(meets(e, *month) for e in past for month in months)
    years = {year for year, _ in months}
    near = {year for year, _ in asking.months(f"{evidence.article.title or ''}. {before}")}
    if near:
        return bool(near & years)
    return True if said.day and said.day.year in years else None
