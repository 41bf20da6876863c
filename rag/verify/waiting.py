"""Drafts in the order of their reader, some of which a connected model is to judge first."""

from __future__ import annotations

from collections.abc import Iterator

from rag.budget import Budget
from rag.judging import ClaimJudge, Contested, Rulings
from rag.reading import Draft, Usage
from rag.verify.verifier import Checked, Looked, Verifier


class Waiting:
    """Takes drafts as they come in, and yields each with its claim as soon as that is decided.

    What is to be judged waits until all drafts are there, for one call; what comes after it waits
    too, so that the claims stand in the order in which the reader gave them.
    """

    def __init__(self, verifier: Verifier, judge: ClaimJudge | None) -> None:
        self._verifier = verifier
        self._judge = judge
        self._held: list[tuple[Draft, Looked, Contested | None]] = []

    def take(self, draft: Draft) -> Iterator[tuple[Draft, Checked]]:
        """This draft, if it need not wait and stands."""
        looked = self._verifier.look(draft)
        if looked is None:
            return
        put = self._verifier.contested(looked, self._judge.judging) if self._judge else None
        if put or self._held:
            self._held.append((draft, looked, put))
        elif checked := self._verifier.decide(looked):
            yield draft, checked

    def settle(self, budget: Budget | None) -> Iterator[tuple[Draft, Checked] | Usage]:
        """All that waited, and what the model took. Where it fails, the embedded checks decide."""
        held, self._held = self._held, []
        put = [contested for _, _, contested in held if contested]
        rulings: Rulings = (None,) * len(put)
        for told in self._judge.judge(put, budget) if self._judge and put else ():
            if isinstance(told, Usage):
                yield told
            else:
                rulings = told
        ruled = iter(rulings)
        for draft, looked, contested in held:
            if checked := self._verifier.decide(looked, next(ruled) if contested else None):
                yield draft, checked
