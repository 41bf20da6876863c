from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.clean import clean
from index.clean.names import names
from index.clean.origin import is_agency
from index.clean.rules import RULES, reason_for
from index.errors import UnreadableError
from index.load import Raw
from tests.conftest import SAMPLES

STORY = (
    "Mayor Ana Brandt opened the new bridge over the river Arle on Monday, two years late.",
    "The bridge cost 12 million crowns, according to the roads office of the city.",
    "It will carry trams from the second week of May, the office said on its website.",
    "Some two hundred people watched as the first car went over the river.",
)


def of(*lines: str, title: str | None = "Bridge opens at last") -> Article:
    known = {"title": title} if title else {}
    return clean(Raw("a.txt", "", "text", "\n".join(lines), known))


def inside(line: str) -> Article:
    return of(*STORY[:2], line, *STORY[2:])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("MORE ON THE ARLE: Who pays for the second bridge", "teaser"),
        ("Ferries:Why none of them runs at night", "teaser"),
        ("Second bridge over the Arle may never be built after all, says council", "teaser"),
        ("Read also: Ten bridges to see", "teaser"),
        ("The mayor opens the bridge. Ulla Brenn/Harrier Images", "photo caption"),
        ("ORRIN, ARLE - MAY 03: The mayor opens the bridge on a cold day", "photo caption"),
        ("Contributing: Max Orr and the Northern Press", "credit line"),
        ("Max Orr contributed to this report.", "credit line"),
        ("– Ulla Brenn", "credit line"),
        ("Follow Ulla Brenn on Twitter: @ullabrenn", "call to the reader"),
        ("Contact reporter Max Orr at 555-0134 or max@harrier.example.", "call to the reader"),
        ("Sign up here for our morning newsletter.", "call to the reader"),
        ("Video player was slow to load content. Ad froze or did not finish loading.", "video player"),
        ("Purchases you make through our links may earn us a commission.", "advertising notice"),
        ("This story has been updated with additional details.", "note about the article"),
        ("Correction: An earlier version of this story named the wrong river.", "note about the article"),
        ("***", "divider"),
        ("5 May 2021", "date line"),
    ],
)  # fmt: skip
def test_furniture_in_mid_story(line: str, reason: str) -> None:
    article = inside(line)
    assert line not in article.text
    assert [(r.text, r.reason) for r in article.removed] == [(line, reason)]
    assert article.text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Please donate blood this week, the hospital of Orrin asked people in the lower town.",
        "“Sign up for our newsletter and subscribe today,” the banner over the bridge read.",
        "You will need a permit to cross it by bicycle after dark, the office said.",
        "The report was part of a wider look at the city's bridges and is being discussed.",
        "The story was first told by a fisherman who saw the old bridge fall in the storm.",
        "The video did not specify why the workers had left the bridge.",
        "Reporters from three towns followed the mayor on Twitter and in the street.",
        "We must build a third bridge, and you must help, wrote the poet of the town.",
        "Prices and costs",
        "What happens next on the river?",
    ],
)
def test_story_that_only_looks_like_furniture_stays(line: str) -> None:
    assert line in inside(line).text.split("\n\n")


def test_a_plea_for_blood_at_the_end_of_a_story_is_story() -> None:
    last = "Please donate blood: your help is needed, the hospital told the people of Orrin."
    assert of(*STORY, last).text.endswith(last)


def test_a_call_is_cut_off_a_paragraph_at_a_full_stop() -> None:
    article = inside(
        "The office counts cars on the bridge by day. Sign up here for our newsletter."
    )
    assert "The office counts cars on the bridge by day.\n\n" in article.text
    assert [r.text for r in article.removed] == ["Sign up here for our newsletter."]


def test_a_list_is_no_row_of_links() -> None:
    entries = [f"The bridge of pool number {n} is to be closed for the winter" for n in range(6)]
    assert all(e in of(*STORY[:2], *entries, *STORY[2:]).text for e in entries)


def test_headings_of_a_round_up_stay_the_first_one_too() -> None:
    towns = [
        line for n in range(7) for line in (f"Town {'ABCDEFG'[n]}", f"Number {n}: {STORY[n % 4]}")
    ]
    article = of("From staff and wire reports", *towns)
    assert len(article.headings) == 7
    assert article.text.startswith("Town A\n\n")


def test_the_lines_of_a_transcript_may_repeat() -> None:
    lines = [
        x
        for n in range(4)
        for x in (f"BRANDT: I say it for the {n}th time.", "ORR: And I say no, and no again.")
    ]
    article = of(*STORY[:2], *lines, *STORY[2:])
    assert article.text.count("ORR: And I say no") == 4


def test_a_line_above_the_title_is_a_section_and_one_below_is_not() -> None:
    article = of(
        "Region", "Mayor opens a bridge over the Arle", "The Evening Post", *STORY, title=None
    )
    assert (article.title, article.section) == ("Mayor opens a bridge over the Arle", "Region")
    assert article.outlet == "The Evening Post"
    assert article.how("outlet").confidence < 0.7


def test_a_page_of_player_prompts_is_no_article() -> None:
    with pytest.raises(UnreadableError, match="no article text"):
        of("1. How relevant is this ad to you?", "Video player was slow to load content Ad froze")


def test_a_dateline_on_a_line_of_its_own_opens_the_story() -> None:
    article = of("Low Quay, Arle NWN —", *STORY)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("Low Quay, Arle", "NWN")
    assert article.text.startswith(f"Low Quay, Arle NWN — {STORY[0]}")
    assert article.agencies == ("NWN",)


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("With reporting by AFP, Reuters, dpa and Ulla Brenn", ("AFP", "Reuters", "dpa")),
        ("Contributing: The Northern Press", ("Northern Press",)),
        ("Contributing: Ulla Brenn, Max Orr; The Northern Press", ("Northern Press",)),
        ("The Northern Press contributed to this report.", ("Northern Press",)),
        ("(With input from agencies)", ()),
    ],
)
def test_agencies_that_are_credited(line: str, agencies: tuple[str, ...]) -> None:
    assert of(*STORY, line).agencies == agencies


def test_names_in_a_byline() -> None:
    assert names("By Ulla Brenn, Max Orr and Jo Lind Jr., Staff Writers") == [
        "Ulla Brenn",
        "Max Orr",
        "Jo Lind Jr",
    ]
    assert names("BY ULLA BRENN") == ["ULLA BRENN"]
    assert names("Ulla Brenn; Max Orr") == ["Ulla Brenn", "Max Orr"]
    assert names("Brenn, Ulla; Orr, Max") == ["Ulla Brenn", "Max Orr"]
    assert names("AFP / Interfax") == ["AFP", "Interfax"]
    assert is_agency("Interfax")
    assert not is_agency("Ulla Brenn")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Brenn and Sons Ltd", ["Brenn and Sons Ltd"]),
        ("Brenn & Co.", ["Brenn & Co"]),
        ("Harbour and Fisheries Authority", ["Harbour and Fisheries Authority"]),
        ("Ministry of Trade and Fisheries", ["Ministry of Trade and Fisheries"]),
        ("Ulla Brenn and Orr and Sons", ["Ulla Brenn", "Orr and Sons"]),
        ("Ulla Brenn and Orr Ltd", ["Ulla Brenn", "Orr Ltd"]),
        ("Brenn and Orr", ["Brenn", "Orr"]),
    ],
)
def test_an_and_inside_the_name_of_a_firm_or_a_body_parts_nothing(
    said: str, named: list[str]
) -> None:
    assert names(said) == named


def test_a_hint_never_hides_what_a_rule_finds() -> None:
    lines = [
        line.strip() for path in SAMPLES.glob("*.txt") for line in path.read_text().split("\n")
    ]
    for rule in RULES:
        for line in (*lines, *STORY):
            hinted = not rule.hints or any(hint in line.casefold() for hint in rule.hints)
            assert hinted or not rule.finds(line, line)


@pytest.mark.parametrize(
    "text",
    [
        "newsletter " * 20_000, "sign up for " * 18_000, "“" * 200_000, "A/" * 100_000, "a:" * 100_000, "Read more: x\n" * 15_000,
        "Ulla Brenn went home\n" * 10_000, "cookies " * 25_000, ". " * 100_000, "By A, " * 30_000, "Sign up here. " * 14_000,
    ],
)  # fmt: skip
def test_long_and_hostile_text_ends(text: str) -> None:  # a pattern that backtracks takes hours
    with suppress(UnreadableError):
        clean(Raw("a.txt", "", "text", text))
    reason_for(text)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            (
                *STORY,
                "Read more",
                "- a list item",
                "A heading",
                "Sign up here.",
                "NWN —",
                "5 May 2021",
                "x" * 50,
            )
        ),
        max_size=14,
    )
)
def test_every_line_is_in_the_story_or_kept_as_removed(lines: list[str]) -> None:
    try:
        article = of(*lines)
    except UnreadableError:
        return
    everything = article.text + "\n" + "\n".join(r.text for r in article.removed)
    assert all(line in everything for line in lines)
    assert all("\n" not in article.text[a:b] for a, b in article.headings)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bridges of the north:Five of them are closed. Here is why.", "teaser"),
        ("Who pays for the bridge?What each town of the valley gives", "teaser"),
        ("WHO PAYS FOR THE BRIDGE? What each town gives, and why it matters.", "teaser"),
        ("For subscribers: The river that moved", "teaser"),
        ("Ana Brandt waves to the crowd in Orrin, Arle, on Monday, May 3, 2021.", "photo caption"),
        ("Ana Brandt, left, and Max Orr at the bridge.", "photo caption"),
        ("Max Orr/Harrier Agency/AP The mayor opens the bridge on a cold day.", "photo caption"),
        ("Ana Brandt speaks to the press after a meeting with the council.", "photo caption"),
        ("— Ulla Brenn and Max Orr, Harrier News", "credit line"),
        ("Brenn reported from Orrin, Arle.", "credit line"),
        ("A version of this story was published in 2019.", "note about the article"),
        ("Our river coverage is supported by a grant from the Arle Trust.", "legal notice"),
        ("Read the full story here.", "call to the reader"),
        ("Ulla Brenn can be reached at brenn@harrier.example.", "call to the reader"),
    ],
)
def test_more_furniture_in_mid_story(line: str, reason: str) -> None:
    assert [(r.text, r.reason) for r in inside(line).removed] == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on May 3, 2019, after a flood took its middle pier.",
        "The mayor is set to open a second bridge on Monday, May 9, 2022.",
        "The tram runs to the bridge from Monday and stops at the quay.",
        "A Harrier/Arle Radio poll found that most people want a second bridge.",
        "The left, right and middle piers of the bridge were built in 2018.",
        "You can download the tram app for free at the stations.",
    ],
)
def test_dated_and_placed_story_is_no_caption(line: str) -> None:
    assert line in inside(line).text


def test_a_live_page_keeps_the_headings_of_its_entries() -> None:
    heading = "Council of the upper town meets at night"
    article = of(*STORY[:2], "More: Who pays for the bridge", "– Ulla Brenn", heading, *STORY[2:])
    assert heading in article.text
