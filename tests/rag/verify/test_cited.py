"""Which quotes stand under a claim: those that bear it out, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from rag import compose
from rag.answer import Citation, Claim
from rag.reading import Draft, DraftQuote
from rag.verify import Verifier

HIGHWAY = "The highway into Brenn was closed, Ankara said on Monday."
DEAD = "The UN said on Monday that 40 people died in Brenn."
CLOSED = "The UN said on Monday that the highway into Brenn was closed."
TOLL = "Drivers paid 30 crowns for a ferry over the river at Brenn."
FAIR = "The Brenn fair opens in June with a market of 200 stalls."
BRIDGE = "The bridge at Brenn was blown up on 16 October 2019."
COST = "It cost 5 million crowns."
ARTICLES = {
    "a": f"Highway closed\n\nBy Ada Holt, Brenn Courier, 4 March 2020\n\n{HIGHWAY} {TOLL}\n\n{BRIDGE} {COST}\n",
    "b": f"Forty dead in Brenn\n\nBy Piet Lomax, Tarn Herald, 5 March 2020\n\n{DEAD}\n\n{CLOSED}\n\n{FAIR}\n",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("cited")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text)
    with Archive.open(folder / "archive", create=True) as made:
        made.add([folder / f"{name}.txt" for name in ARTICLES])
        yield made


@pytest.fixture
def verifier(archive: Archive) -> Verifier:
    return Verifier(archive.search("Brenn highway bridge"), [], archive)


def check(verifier: Verifier, text: str, *quotes: str) -> tuple[Claim, tuple[Citation, ...]]:
    def article_of(quote: str) -> str:
        return next(i for i, a in verifier._articles.items() if quote in a.text)

    found = verifier.check(Draft(text, tuple(DraftQuote(article_of(q), q) for q in quotes)))
    assert found is not None
    return found


def cited(found: tuple[Claim, tuple[Citation, ...]]) -> list[str]:
    assert found[0].markers == tuple(c.marker for c in found[1])
    return [c.quote for c in found[1]]


def test_a_claim_cut_back_is_not_put_down_to_one_who_does_not_say_all_of_it(
    verifier: Verifier,
) -> None:
    text = "The highway into Brenn was closed on Monday, and 40 people died; the UN said prices tripled."
    found = check(verifier, text, HIGHWAY, DEAD)
    assert found[0].text == "According to Ankara, the highway into Brenn was closed on Monday."
    assert cited(found) == [HIGHWAY]


def test_a_sentence_word_for_word_cites_itself_first_and_nothing_else(verifier: Verifier) -> None:
    found = check(verifier, HIGHWAY, FAIR, HIGHWAY)
    assert cited(found) == [HIGHWAY]
    assert compose.led_in(*found).text != HIGHWAY


def test_another_who_says_the_same_stays_beside_it(verifier: Verifier) -> None:
    text = "Forty people died in Brenn on Monday, the UN said."
    assert cited(check(verifier, text, DEAD, FAIR)) == [DEAD]
    both = "The highway into Brenn was closed."
    claim, citations = check(verifier, both, HIGHWAY, CLOSED)
    assert len(citations) == 2
    assert claim.text == "According to Ankara and the UN, the highway into Brenn was closed."


def test_what_one_says_is_not_put_down_to_another(verifier: Verifier) -> None:
    found = check(verifier, "Ankara said the highway into Brenn was closed.", HIGHWAY, DEAD)
    assert found[0].speaker == "Ankara"
    assert cited(found) == [HIGHWAY]


def test_a_quote_that_runs_from_one_voice_into_the_reporter_s_keeps_the_speaker(
    verifier: Verifier,
) -> None:
    quote = f"{HIGHWAY} {TOLL}"
    found = check(verifier, "The highway into Brenn was closed on Monday.", quote)
    assert found[0].text == "According to Ankara, the highway into Brenn was closed on Monday."
    assert cited(found) == [HIGHWAY]
    ferry = check(verifier, "A ferry at Brenn cost drivers 30 crowns.", quote)
    assert (ferry[0].speaker, cited(ferry)) == (None, [TOLL])


def test_two_quotes_that_only_together_bear_it_out_both_stay(verifier: Verifier) -> None:
    text = "The bridge at Brenn was blown up on 16 October 2019. The Brenn fair opens in June."
    assert cited(check(verifier, text, BRIDGE, FAIR)) == [BRIDGE, FAIR]


def test_half_of_one_quote_and_half_of_another_are_no_claim(verifier: Verifier) -> None:
    text = "The bridge at Brenn was blown up on 16 October 2019, and the Brenn fair opens in June."
    assert check(verifier, text, BRIDGE, FAIR)[0].text in (BRIDGE, FAIR)


def test_of_two_quotes_from_one_place_the_longer_is_kept(verifier: Verifier) -> None:
    text = "The bridge at Brenn was blown up on 16 October 2019, and it cost 5 million crowns."
    both = f"{BRIDGE} {COST}"
    for quotes in ([BRIDGE, both], [both, BRIDGE]):
        assert cited(check(verifier, text, *quotes)) == [both]


@pytest.mark.parametrize("quotes", [[BRIDGE, f"{BRIDGE} {COST}"], [f"{BRIDGE} {COST}"]])
def test_one_sentence_of_a_longer_quote_cites_just_that_sentence(
    verifier: Verifier, quotes: list[str]
) -> None:
    assert cited(check(verifier, BRIDGE, *quotes)) == [BRIDGE]
