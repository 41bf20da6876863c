"""Which sentences the quote reader shows: the fewest that answer, and who says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.stamp import Found, Published, Stamp, utc_day
from rag import reading
from rag.quote_reader import BESIDE, MARGIN, MOST, SOURCES, QuoteReader, choose
from rag.reading import Draft, DraftQuote, Evidence, Material
from tests.rag.points import points

ANSWERS, MAY_ANSWER = 0.45, 0.35

TAKEN = "The council took over the old mill in Varnby, the mayor said."


@pytest.fixture(autouse=True)
def thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ANSWERS", ANSWERS)
    monkeypatch.setattr(reading, "MAY_ANSWER", MAY_ANSWER)


def evidence(
    text: str, score: float, *, outlet: str = "Wire", day: int = 1, speaker: str | None = None
) -> Evidence:
    published = Published(Stamp(utc_day(2021, 3, day), Found("line", 0.95, "stated")))
    article = Article(text=text, title="Varnby", outlet=outlet, published=published)
    return Evidence(article, 0, len(text), score, "indirect" if speaker else "narrated", speaker)


def shown(question: str, *found: Evidence) -> list[list[str]]:
    groups = choose(Material(question, None, (), tuple(sorted(found, key=lambda e: -e.score))))
    return [[e.text for e in group] for group in groups]


def test_nothing_is_shown_that_may_not_answer() -> None:
    assert shown("What was taken over?", evidence(TAKEN, points(MAY_ANSWER) - 0.1)) == []
    assert shown("What was taken over?") == []


def test_what_may_answer_is_shown_as_such_after_what_answers() -> None:
    question = "Who runs the mill in Varnby now?"
    answers = evidence("Ann Velden runs the mill in Varnby.", points(ANSWERS + 0.03), day=2)
    newer = evidence("The board runs the mill in Varnby.", points(ANSWERS - 0.02), day=9)
    older = evidence("A trust may run the mill in Varnby, said Ito.", points(ANSWERS - 0.05), day=1)
    below = evidence("Anton Velden runs the mill in Varnby.", points(BESIDE - 0.01), day=9)

    def drafts(*found: Evidence) -> list[tuple[str, bool]]:
        read = QuoteReader().read(Material(question, None, (), found))
        return [(d.text, d.certain) for d in read if isinstance(d, Draft)]

    assert drafts(answers, newer, older, below)[:2] == [(answers.text, True), (newer.text, False)]
    assert drafts(newer, older, below) == [(newer.text, False), (older.text, False)]
    far = evidence(newer.text, answers.score - MARGIN - 0.01, day=9)
    assert drafts(answers, far) == [(answers.text, True)]
    assert drafts(below) == []


def test_a_neighbour_well_behind_the_best_is_left_out() -> None:
    near = evidence("It will become a school next spring.", 2.0 - MARGIN + 0.1)
    far = evidence("The river runs past the mill.", points(ANSWERS) - 0.1)
    found = shown("What did the council take over?", evidence(TAKEN, 2.0), near, far)
    assert found == [[TAKEN], [near.text]]
    sure = evidence(far.text, points(ANSWERS) + 0.01)
    assert [sure.text] in shown("What did the council take over?", evidence(TAKEN, 6.0), sure)


def test_no_more_than_three_are_shown() -> None:
    found = [evidence(f"{word} was taken over too.", 1.0) for word in "One Two Three Four".split()]
    assert len(shown("What was taken over?", *found)) == MOST


@pytest.mark.parametrize(
    "other",
    [
        TAKEN,
        f"VARNBY (Wire) - {TAKEN}",
        TAKEN.replace("old mill", "old mill").upper().capitalize(),
        "The council took over the old paper mill in Varnby, the mayor said.",
        "The council took over the old mill in Varnby, the mayor told reporters.",
    ],
)
def test_two_sources_that_say_the_same_are_one_statement(other: str) -> None:
    one, two = evidence(TAKEN, 2.0), evidence(other, 0.0, outlet="Post")
    assert shown("What did the council take over?", one, two) == [[TAKEN, other]]


def test_a_source_that_says_the_same_stands_there_however_it_was_scored() -> None:
    one, two = evidence(TAKEN, 2.0), evidence(TAKEN, -6.0, outlet="Post")
    assert shown("What did the council take over?", one, two) == [[TAKEN, TAKEN]]


@pytest.mark.parametrize(
    "other",
    [
        "The council did not take over the old mill in Varnby, the mayor said.",
        "The council may have took over the old mill in Varnby, the mayor said.",
        "The council took over the old mill in Sornby, the mayor said.",
        "The council took over the new mill in Varnby, the mayor said.",
        "The mill took over the old council in Varnby, the mayor said.",
        "The council took over 2 old mills in Varnby, the mayor said.",
        "The former council took over the old mill in Varnby, the mayor said.",
        "The council took over the old mill in Varnby, and the school, bridge, bank and harbour, "
        "the mayor said.",
    ],
)
def test_what_says_a_little_else_is_no_second_source(other: str) -> None:
    one, two = evidence(TAKEN, 2.0), evidence(other, 1.9, outlet="Post")
    assert [TAKEN, other] not in shown("What did the council take over?", one, two)


def test_another_speaker_makes_another_statement() -> None:
    one = evidence(TAKEN, 2.0, speaker="the mayor")
    two = evidence(TAKEN.replace("old", "old stone"), 1.9, outlet="Post", speaker="Lena Orth")
    assert len(shown("What did the council take over?", one, two)) == 2


def test_one_article_is_no_second_source_for_itself() -> None:
    text = f"{TAKEN} {TAKEN}"
    article = Article(text=text)
    half = len(TAKEN)
    twice = [Evidence(article, 0, half, 2.0), Evidence(article, half + 1, len(text), 1.9)]
    assert shown("What was taken over?", *twice) == [[TAKEN]]


def test_sources_under_one_statement_are_few() -> None:
    found = [evidence(TAKEN, 2.0 - n / 10, outlet=f"Outlet {n}") for n in range(6)]
    assert [len(group) for group in shown("What was taken over?", *found)] == [SOURCES]


def test_how_things_stand_comes_from_the_newest_first() -> None:
    old = evidence("The mayor runs the mill in Varnby.", 3.0, day=1)
    new = evidence("The union runs the mill in Varnby now.", -0.5, day=20)
    assert shown("Who runs the mill in Varnby?", old, new) == [[new.text], [old.text]]


def test_a_draft_is_the_sentence_its_quotes_and_what_explains_it() -> None:
    head = "Anna Orth, the mayor, opened the mill in Varnby. "
    text = head + "She gave the keys to the union."
    article = Article(text=text)
    found = Evidence(article, len(head), len(text), 2.0)
    (draft,) = QuoteReader().read(Material("Who got the keys?", None, (), (found,)))
    assert draft == Draft(
        found.text, (DraftQuote(article.id, found.text),), (("She", "Anna Orth"),)
    )


def undated(text: str, score: float, earliest: date | None) -> Evidence:
    article = Article(text=text, title="Varnby", published=Published(earliest=earliest))
    return Evidence(article, 0, len(text), score)


def test_an_undated_article_counts_from_the_first_day_it_can_be_of() -> None:
    question = "Who runs the mill in Varnby now?"
    old = evidence("The council runs the mill in Varnby.", 2.0, day=1)
    later = undated("A trust runs the mill in Varnby.", 1.9, date(2021, 6, 1))
    unbounded = undated("A bank runs the mill in Varnby.", 1.9, None)
    assert shown(question, old, later)[0] == [later.text]
    assert shown(question, old, unbounded)[0] == [old.text]


def test_the_newest_does_not_come_first_where_it_answers_far_less() -> None:
    question = "Who runs the mill in Varnby now?"
    best = evidence("The council runs the mill in Varnby.", 6.0, day=1)
    new = evidence("The mill in Varnby runs on steam.", points(ANSWERS) - 0.1, day=9)
    assert shown(question, best, new)[0] == [best.text]


def test_a_figure_of_what_is_there_needs_no_verb_of_the_question() -> None:
    hosts = evidence("Ostmark, which hosts 3,000 refugees, fears more of them.", 3.0)
    moved = evidence("The fighting drove 9,000 people from their homes.", 2.0, day=2)
    assert shown("How many refugees are living in Ostmark?", hosts, moved)[0] == [hosts.text]


def test_the_newest_says_as_much_in_another_form_of_the_verb() -> None:
    old = evidence("They hold two mills in Varnby.", 1.0, day=1)
    new = evidence("The army held all of Varnby by Tuesday.", 0.9, day=9)
    assert shown("Who holds Varnby?", old, new) == [[new.text], [old.text]]
