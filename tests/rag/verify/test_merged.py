"""What is put together of two sentences of one quote, and what one of them says with the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Sentence
from rag.verify.ground import Ground
from rag.verify.rules import problem
from rag.verify.verifier import ground_of

BRIDGE = "The bridge at Brenn was blown up on 16 October 2019."
DAM = "The dam at Tarn reopened on 3 March 2020."


def quoted(text: str) -> Ground:
    """One quote of several sentences."""
    return ground_of([(Article(text), 0, len(text), ())])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("On 3 March 2020 the Brenn bridge was blown up.", f"{BRIDGE} {DAM}"),
        ("The dam at Tarn reopened on 16 October 2019.", f"{BRIDGE} {DAM}"),
        ("The bridge at Brenn reopened on 3 March 2020.", f"{BRIDGE} {DAM}"),
        ("On 3 March 2020, the Brenn bridge was blown up.", f"{BRIDGE} It reopened on 3 March 2020."),
        ("The bridge at Brenn was blown up on 3 March 2020.", f"{BRIDGE} It reopened on 3 March 2020."),
        ("The bridge at Brenn reopened on 16 October 2019.", f"{BRIDGE} It reopened on 3 March 2020."),
        (
            "Mayor Ada Holt was fined 500 crowns for speeding.",
            "Mayor Ada Holt opened the bridge at Tarn. Governor Piet Lomax was fined 500 crowns for speeding.",
        ),
        (
            "The hospital in Vesk treated 300 patients in June.",
            "The clinic in Orland treated 300 patients in June. The hospital in Vesk closed its doors.",
        ),
        ("The bridge at Brenn reopened on 3 March 2020.", f"{BRIDGE} The dam reopened on 3 March 2020."),
        ("On 3 March 2020 the bridge at Brenn was blown up.", f"“{BRIDGE} {DAM}”"),
        (
            "“The wait is hard. We look forward to opening the bridge for all of the valley in June.”",
            "“The wait is not hard. We look forward to opening the bridge for all of the valley in June.”",
        ),
    ],
)  # fmt: skip
def test_no_third_statement_is_made_of_two_sentences(claim: str, quote: str) -> None:
    assert problem(claim, quoted(quote))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The bridge at Brenn was blown up on 16 October 2019, and the dam at Tarn reopened on 3 March 2020.", f"{BRIDGE} {DAM}"),
        ("The dam at Tarn reopened on 3 March 2020.", f"{BRIDGE} {DAM}"),
        (f"{BRIDGE} {DAM}", f"{BRIDGE}\n{DAM}"),
        ("The bridge at Brenn cost 5 million crowns.", f"{BRIDGE} It cost 5 million crowns."),
        ("The bridge at Brenn, blown up on 16 October 2019, reopened on 3 March 2020.", f"{BRIDGE} It reopened on 3 March 2020."),
        ("The bridge at Brenn reopened on 3 March 2020.", f"{BRIDGE} It reopened on 3 March 2020."),
        ("The Tarn council voted on Monday to close the mine.", "The Tarn council met on Monday. It voted to close the mine."),
        ("A bomb at the market of Tarn killed 40 people on Monday.", "A bomb went off at the market of Tarn on Monday. The blast killed 40 people."),
        ("Forty people died when a bomb went off at the market of Tarn.", "A bomb went off at the market of Tarn. Forty people died."),
        ("Mayor Ada Holt was fined 500 crowns.", "Mayor Ada Holt opened the bridge at Tarn. Later she drove too fast. She was fined 500 crowns."),
        ("The river, which burst its banks on Monday, flooded 40 homes in Tarn.", "The river at Tarn burst its banks on Monday. It flooded 40 homes."),
    ],
)  # fmt: skip
def test_a_sentence_may_speak_of_the_one_before_it(claim: str, quote: str) -> None:
    assert problem(claim, quoted(quote)) is None


def test_two_quotes_with_nothing_between_them_are_read_as_they_stand() -> None:
    article = Article(f"{BRIDGE} It cost 5 million crowns. Rain fell.")
    second = article.text.index("It cost")
    third = article.text.index("Rain")
    quotes = ground_of([(article, second, third - 1, ()), (article, 0, len(BRIDGE), ())])
    assert problem("The bridge at Brenn cost 5 million crowns.", quotes) is None


def test_each_sentence_keeps_its_own_speaker() -> None:
    text = "Taxes will fall, Mayor Ada Holt said. Prices will rise by 4 per cent, Governor Piet Lomax said."
    border = text.index(" Prices")
    sentences = (
        Sentence(0, border, "indirect", "Mayor Ada Holt"),
        Sentence(border + 1, len(text), "indirect", "Governor Piet Lomax"),
    )
    ground = ground_of([(Article(text), 0, len(text), sentences)])
    assert [part.speaker for part in ground.parts] == ["Mayor Ada Holt", "Governor Piet Lomax"]
    assert problem("Mayor Ada Holt said taxes will fall.", ground) is None
    assert problem("Mayor Ada Holt said prices will rise by 4 per cent.", ground)


PIECES = st.lists(
    st.sampled_from([BRIDGE, DAM, "It cost 5 million crowns.", "“We won. We left,”", "she said.", " ", "\n\n", "…", "5."]),
    max_size=6,
).map(" ".join)  # fmt: skip


@given(PIECES, st.data())
def test_the_parts_are_sentences_of_the_quote_in_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    ground = ground_of([(Article(text), start, end, ())])
    at = start
    for part in ground.parts:
        at = text.index(part.quotes, at) + len(part.quotes)
        assert part.quotes == part.quotes.strip()
    assert at <= end
    assert problem(text[start:end], ground) is None or not text[start:end].strip()
