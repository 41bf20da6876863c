"""Where quotations begin and end, in every kind of mark."""

from __future__ import annotations

import pytest

from index.speakers import quotations

CASES: list[tuple[str, list[str]]] = [
    ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
    ('"One," he said. "Two."', ['"One,"', '"Two."']),
    ('“One," he said. "Two.”', ['“One,"', '"Two.”']),
    ("„Eins“, sagte er. „Zwei”", ["„Eins“", "„Zwei”"]),
    ("«Un», dit-il. »Zwei«", ["«Un»", "»Zwei«"]),
    ("‘One,’ he said, ‘the Smiths’ dog’s gone.’", ["‘One,’", "‘the Smiths’"]),
    ("It’s the ’90s and the players’ union", []),
    ("'One,' he said of the '90s.", ["'One,'"]),
    ("''One,'' he said.", ["''One,''"]),
    ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
    ("“They call it “growth.” I do not,” he said.", ["“They call it “growth.” I do not,”"]),
    ("\"It said, 'No.' \" he told us.", ["\"It said, 'No.' \""]),
    ('This was lost," said Ito. "Really."', ['This was lost,"', '"Really."']),
    ("“First.\n\n“Second.”\n\nThird.", ["“First.", "“Second.”"]),
    ("“Never closed.\n\nNot quoted.", []),
    ('A 6" pipe burst.', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[c[0][:40] for c in CASES])
def test_quotations(text: str, found: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == found


def test_a_quotation_taken_up_in_the_next_paragraph_says_so() -> None:
    first, second = quotations("“First.\n\n“Second.”")
    assert (first.whole, first.goes_on) == (False, False)
    assert (second.whole, second.goes_on) == (True, True)
