"""What a model is shown: the best sentences with their neighbours, and no more than it need read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from rag.chat_reader.excerpts import GAP, HEADED, LEAST, LEFT_OUT, excerpts, tokens
from rag.chat_reader.shown import BUDGET, asked
from rag.reading import Evidence, Material
from tests.rag.chat_reader.asking import HITS, hit

SENTENCES = [f"Number {n} of the villages on the river was flooded in spring." for n in range(40)]
VILLAGES = Article(text=" ".join(SENTENCES), title="Floods")


def evidence(*best: int, article: Article = VILLAGES) -> tuple[Evidence, ...]:
    """Every sentence, those numbered first."""
    order = [*best, *(n for n in range(len(SENTENCES)) if n not in best)]
    starts = [article.text.index(SENTENCES[n]) for n in order]
    return tuple(
        Evidence(article, start, start + len(SENTENCES[n]), -float(rank))
        for rank, (n, start) in enumerate(zip(order, starts, strict=True))
    )


def material(found: tuple[Evidence, ...]) -> Material:
    return Material("Which villages were flooded?", None, (hit(VILLAGES),), found)


def room(sentences: int) -> int:
    """Tokens in which so many of them fit."""
    return HEADED + tokens("Floods") + sentences * (tokens(SENTENCES[20]) + GAP)


def test_the_best_stand_there_with_the_sentences_before_and_after() -> None:
    [one] = excerpts(material(evidence(20, 7, 8)), room(6))
    assert one.text == LEFT_OUT.join(" ".join(SENTENCES[n : n + 3]) for n in (6, 19))


def test_where_a_neighbourhood_does_not_fit_the_sentence_does() -> None:
    [one] = excerpts(material(evidence(20, 7, 21)), room(4))
    assert one.text == LEFT_OUT.join([SENTENCES[7], " ".join(SENTENCES[19:22])])


def test_the_first_three_are_shown_whatever_they_take() -> None:
    [one] = excerpts(material(evidence(20, 7, 30, 12)), 0)
    assert LEAST == 3
    assert one.text == LEFT_OUT.join(SENTENCES[n] for n in (7, 20, 30))


def test_the_article_with_the_best_sentence_comes_first_and_each_once() -> None:
    other = Article(text=VILLAGES.text, title="Again")
    mixed = (evidence(4, article=other)[0], evidence(9)[0], evidence(30, article=other)[0])
    found = excerpts(material(mixed), 1_000)
    assert [one.article.title for one in found] == ["Again", "Floods"]
    assert found[0].text == LEFT_OUT.join([SENTENCES[4], SENTENCES[30]])


def test_without_evidence_the_passages_are_shown() -> None:
    whole = Material("How many?", None, HITS, ())
    assert [one.text for one in excerpts(whole, 1_000)] == [h.text for h in HITS]
    assert [one.text for one in excerpts(whole, 0)] == [HITS[0].text]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(40)), st.text(max_size=300))
def test_all_that_is_sent_stays_within_the_budget(order: list[int], question: str) -> None:
    article = Article(text=VILLAGES.text, title="Floods " * 60, outlet="The Valley Herald")
    made = asked(
        Material(question or "?", None, (hit(article),), evidence(*order, article=article))
    )
    assert tokens(made.system) + tokens(made.user) <= BUDGET
    assert made.articles == (article.id,)
    assert SENTENCES[order[0]] in made.user
