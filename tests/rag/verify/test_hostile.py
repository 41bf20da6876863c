"""Drafts that look right: each is refused, or cut back to something that its quote says."""

from __future__ import annotations

import pytest

from rag.verify.ground import Ground
from rag.verify.rules import problem


def ground(quote: str, *more: str, speaker: str | None = None, around: str = "") -> Ground:
    parts = tuple(Ground(text, speaker, around) for text in (quote, *more))
    return Ground(" ".join(part.quotes for part in parts), speaker, around, parts)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        # Roles and fillers that change places.
        ("Orland attacked Vesk on Tuesday.", "Vesk attacked Orland on Tuesday."),
        ("Orland was attacked by Vesk's rival Tarn.", "Tarn was attacked by Vesk's rival Orland."),
        (
            "The storm killed 30 soldiers and 12 civilians.",
            "The storm killed 12 soldiers and 30 civilians.",
        ),
        (
            "They fed 40 families from a kitchen built for 300.",
            "They fed 300 families from a kitchen built for 40.",
        ),
        # Other days.
        ("The bridge fell in March 2018.", "The bridge fell in March 2019."),
        ("The bridge fell on 4 March.", "The bridge fell on 14 March."),
        ("It has been shut since 2014.", "It has been shut since 2016."),
        ("The talks will end before Friday.", "The talks will end after Friday."),
        ("The court met last week.", "The court met this week."),
        ("Rain fell three days later.", "Rain fell three weeks later."),
        # What nobody said.
        ("The mine shut because prices fell.", "The mine shut in June."),
        (
            "The mine shut because prices fell.",
            "The mine shut as planned for June, when prices fell.",
        ),
        ("The strike caused the fall in prices.", "After the strike there was a fall in prices."),
        ("All schools in the valley closed.", "Some schools in the valley closed."),
        ("Only the mayor voted against it.", "The mayor voted against it."),
        ("It was the worst flood in the valley.", "It was a flood in the valley."),
        ("Most villagers left the valley.", "Villagers left the valley."),
        ("It was the first strike at the port.", "It was a strike at the port."),
        # Not so, and not yet so.
        ("The union accepted the offer.", "The union rejected the offer."),
        ("The union accepted the offer.", "The union refused to accept the offer."),
        ("Prices fell in June.", "Prices rose in June."),
        ("The ministry closed the harbour.", "The ministry denied that it closed the harbour."),
        ("The fire was set on purpose.", "There is no evidence that the fire was set on purpose."),
        ("Vesk will withdraw its troops.", "Vesk may withdraw its troops."),
        ("Vesk withdrew its troops.", "Vesk threatened to withdraw its troops."),
        ("Vesk withdraws its troops.", "Vesk plans to withdraw its troops."),
        ("The plant was opened in May.", "The plant will be opened in May."),
        ("The plant will be opened in May.", "The plant was opened in May."),
        ("The clerk stole the money.", "The clerk allegedly stole the money."),
        ("The minister resigned in May.", "The former minister resigned in May."),
        ("The attack shook the town.", "The suspected attack shook the town."),
        ("Vesk will cut off the gas.", "Vesk will cut off the gas unless Orland pays its debts."),
        # Units, rounding and how exactly.
        ("The repair cost 5 million dollars.", "The repair cost 5 million euros."),
        ("The repair cost $5 million.", "The repair cost £5 million."),
        ("The repair took three months.", "The repair took three years."),
        ("Turnout was 61 million.", "Turnout was 61 per cent."),
        ("Exactly 500 people came.", "About 500 people came."),
        ("More than 500 people came.", "Some 500 people came."),
        ("Thousands of people came.", "About 500 people came."),
        ("She finished third.", "She finished fourth."),
        ("The match ended 2-1.", "The match ended 3-1."),
        ("The siren went off at 14:30.", "The siren went off at 16:30."),
    ],
)
def test_what_the_quote_does_not_say_is_refused(claim: str, quote: str) -> None:
    assert problem(claim, ground(quote))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The share rose to 12%.", "The share rose to 12 per cent."),
        ("Vesk hasn’t closed the harbour.", "Vesk has not closed the harbour."),
        ("The union turned the offer down, and talks will resume.", "The union turned the offer down, and talks will resume."),
        ("Vesk's army closed the harbour.", "On Tuesday, Vesk's army closed the harbour of Tarn, the port said."),
    ],
)  # fmt: skip
def test_the_quote_s_own_words_stand(claim: str, quote: str) -> None:
    assert problem(claim, ground(quote)) is None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Orland was attacked by Vesk on Tuesday.", "Vesk attacked Orland on Tuesday."),
        ("The new harbour of Tarn was opened in May.", "The harbour of Tarn was opened in May, three years late."),
        ("Power cuts across Sund followed an attack.", "Power cuts across Sund preceded an attack."),
        ("Bread riots in Tarn followed the fall of the cabinet.", "The fall of the cabinet followed bread riots in Tarn."),
        ("Rents in the capital fell to 6 per cent last year.", "Rents in the capital fell by 6 per cent last year."),
        ("The ferry was sunk by Vesk's army.", "Vesk's army was on the ferry that was sunk by a mine."),
        ("He was murdered.", "Ada Holt opened the new bridge at Tarn."),
        ("Vesk did not close the harbour.", "Vesk denied that it had closed the harbour."),
        ("Vesk might withdraw its troops.", "Vesk may withdraw its troops."),
        ("The mine closed in June as prices fell.", "The mine closed in June because prices fell."),
        ("The minister resigned because of the scandal.", "The minister resigned amid the scandal."),
    ],
)  # fmt: skip
def test_right_or_wrong_other_words_do_not(claim: str, quote: str) -> None:
    assert problem(claim, ground(quote))


def test_right_words_in_another_mouth_are_refused() -> None:
    said = ground("Mayor Ada Holt said the dam would hold.", speaker="Mayor Ada Holt")
    assert problem("Mayor Ada Holt said the dam would hold.", said) is None
    assert problem("Governor Piet Lomax said the dam would hold.", said)
    assert problem("Orland's army said the dam would hold.", said)


def test_two_quotes_do_not_make_a_third_statement() -> None:
    both = ground(
        "Mayor Ada Holt opened the new bridge at Tarn.",
        "Governor Piet Lomax was fined 500 crowns for speeding.",
    )
    assert problem("Mayor Ada Holt was fined 500 crowns for speeding.", both)
    assert problem("Mayor Ada Holt opened the new bridge at Tarn.", both) is None


def test_a_name_of_the_headline_stands_for_no_pronoun_and_no_other_name() -> None:
    article = "Vesk and Orland at odds over the dam"
    assert problem("Vesk closed the dam.", ground("It closed the dam.", around=article))
    assert problem("Orland closed the dam.", ground("Vesk closed the dam.", around=article))


@pytest.mark.parametrize(
    ("claim", "quote", "speaker"),
    [
        ("Three Vesk soldiers were killed.", "Three soldiers were killed, Vesk said.", "Vesk"),
        ("The rebels' army attacked the town.", "The army attacked the town, the rebels said.", "the rebels"),
        ("The army attacked the rebels.", "The army attacked, the rebels said.", "the rebels"),
        ("Three police men in Tarn were shot.", "Three men in Tarn were shot, police said.", "police"),
        ("The army of Russia shelled Tarn.", "The army of Ukraine shelled Tarn, Russia and Ukraine said.", "Russia and Ukraine"),
    ],
)  # fmt: skip
def test_the_speaker_is_left_out_only_where_the_words_say_who_speaks(
    claim: str, quote: str, speaker: str
) -> None:
    assert problem(claim, ground(quote, speaker=speaker))


@pytest.mark.parametrize(
    "claim",
    [
        "According to Rose Miller, the bridge in Tarn fell.",
        "Rose Miller said the bridge in Tarn fell.",
        "The bridge in Tarn fell.",
    ],
)
def test_who_says_it_may_stand_in_front_behind_or_nowhere(claim: str) -> None:
    said = ground("The bridge in Tarn fell, Rose Miller said.", speaker="Rose Miller")
    assert problem(claim, said) is None
