"""Pages and sentences that once gave a day with a confidence that they do not deserve."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.article import Article
from index.clean import clean
from index.dates import Clues, publication
from index.dates.address import day_in_address
from index.dates.bounds import bounds
from index.load import Raw
from index.stamp import Found
from tests.index.dates.test_events import events, published, written

SENTENCE = "The council of Exampleville voted on the bridge plan after a long debate in the hall. "
STORY = [
    SENTENCE * 2 + end
    for end in ("Members were split.", "The mayor spoke for an hour.", "Work is to start soon.")
]
BODY = "\n\n".join(STORY)


def page(head: str = "", top: str = "", bottom: str = "") -> Article:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    html = f"<html><head><title>Road vote</title>{head}</head><body><article><h1>Road vote passes in Exampleville</h1>{top}{story}{bottom}</article></body></html>"
    return clean(Raw("p.html", "", "html", html.encode()))


def dump(*paragraphs: str) -> Article:
    return clean(Raw("p.txt", "", "text", "\n\n".join(paragraphs)))


def ld(day: str) -> str:
    node = {"@type": "NewsArticle", "headline": "Road vote passes", "datePublished": day}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def tag(value: str) -> str:
    return f"<meta property='article:published_time' content='{value}'>"


@pytest.mark.parametrize(
    "zero",
    ["1970-01-01T00:00:00Z", "1970-01-01", "1970-01-01T01:00:00+01:00", "1969-12-31", "0001-01-01", "1900-01-01"],
)  # fmt: skip
def test_the_zero_of_a_publishing_system_is_no_day(zero: str) -> None:
    got = page(tag(zero)).published
    assert got.stamp is None
    assert "refused" in got.reason


def test_a_zero_is_refused_wherever_it_stands_unless_it_is_supplied() -> None:
    for clues in (
        Clues(lines=("Published 1 January 1970",), body=BODY),
        Clues(url="https://x.org/1970/01/01/a", body=BODY),
    ):
        assert publication(clues)[0].stamp is None
    given = Clues(published=(("1970-01-01", Found("supplied", 1, "given")),), body=BODY)
    assert publication(given)[0].day == date(1970, 1, 1)


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ann Poe, 5 March 2019</p>",
        "<p class=byline>By Ann Poe, 5 March 2019</p>",
        "<p>By Ann Poe | 5 March 2019</p>",
        "<p>5 March 2019</p>",
    ],
)
def test_a_visible_day_that_contradicts_the_mark_up_is_said_and_lowers_it(line: str) -> None:
    stamp = page(ld("2021-08-09"), line).published.stamp
    assert stamp is not None
    assert stamp.day in (date(2021, 8, 9), date(2019, 3, 5))
    assert stamp.found.confidence <= 0.6
    assert "5 March 2019" in stamp.found.reason
    assert "JSON-LD" in stamp.found.reason


def test_a_visible_day_that_agrees_lowers_nothing() -> None:
    stamp = page(ld("2019-03-05"), "<p>By Ann Poe, 5 March 2019</p>").published.stamp
    assert stamp is not None
    assert stamp.found.confidence >= 0.97


def test_words_of_an_address_or_of_the_story_are_not_mark_up() -> None:
    linked = page("<link rel=canonical href='https://x.org/news/anniversary-of-2001-09-11'>")
    assert linked.published.label() == "undated"
    told = page(bottom="<p>On 2001-09-11 the towers fell, the mayor said in her talk.</p>")
    assert told.published.stamp is None
    marked = page(top="<div class='post-date'>2019-03-05</div>")
    assert marked.published.day == date(2019, 3, 5)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.org/anniversary-of-2001-09-11", None),
        ("https://x.org/2001-09-11-remembered", None),
        ("https://x.org/a-story-20220612", None),
        ("https://x.org/news/20220612/a-story", date(2022, 6, 12)),
        ("https://x.org/2022_06_12/a-story", date(2022, 6, 12)),
    ],
)
def test_a_day_among_the_words_of_an_address_is_not_its_own(url: str, day: date | None) -> None:
    found = day_in_address(url)
    assert (found[0] if found else None) == day


def test_the_days_that_head_a_diary_are_not_its_day() -> None:
    for opening in ((), (STORY[2],)):
        got = dump(
            "Diary of a road", *opening, "Monday 3 June 2019", STORY[0], "Tuesday 4 June 2019", STORY[1]
        )  # fmt: skip
        assert got.published.stamp is None
        assert "heads its parts" in got.published.reason


def test_a_day_line_below_the_opening_is_doubtful() -> None:
    lines = ("Road vote passes", *STORY[:2], "Saturday, 10 August 2019")
    stamp = dump(*lines, "Tickets for the dance are sold at the hall.", STORY[2]).published.stamp
    assert stamp is None or stamp.found.confidence <= 0.6


def test_a_line_that_names_what_it_dates_states_no_day_of_the_page() -> None:
    diary = ("Court diary", "Hearing date: 4 March 2019", "Judgment date: 9 April 2019")
    assert dump(*diary, *STORY).published.stamp is None


def test_a_clock_without_a_zone_claims_none() -> None:
    stamp = page(tag("2021-05-03T00:30:00")).published.stamp
    assert stamp is not None
    assert (stamp.label(), stamp.day) == ("3 May 2021, 00:30 (zone not stated)", date(2021, 5, 3))
    zoned = page(tag("2021-05-03T00:30:00Z")).published.stamp
    assert zoned is not None
    assert zoned.label() == "3 May 2021, 00:30 (UTC)"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In August that year it was burned.", ()),
        ("That year, in August, it was burned.", ()),
        ("On 5 August of the same year it was burned.", ()),
        ("In August it was burned.", ("August 2019-08-01..2019-08-31",)),
        ("By Wednesday, 40 had died.", ("By Wednesday ..2020-06-10",)),
        ("By Friday, 40 will have died.", ("By Friday ..2020-06-12",)),
        ("They were told to leave by Wednesday.", ("by Wednesday ~..2020-06-17",)),
        (
            '"I saw him yesterday," said the witness in testimony given in 2014.',
            ("2014 =2014-01-01..2014-12-31",),
        ),
        (
            '"I saw him yesterday," said Ada Example, winner of the cup in 2014.',
            ("yesterday ~2020-06-10", "2014 =2014-01-01..2014-12-31"),
        ),
        ("Friday prayers were held.", ()),
        ("He wrote Thursday's Child.", ("Thursday ~2020-06-11",)),
        ("He wrote of Thursday's vote.", ("Thursday 2020-06-11",)),
    ],
)
def test_times_that_hang_on_something_else(sentence: str, expected: tuple[str, ...]) -> None:
    found = events(sentence, published("2020-06-11"))
    assert tuple(written(sentence, e) for e in found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In the book the mayor resigned on 7 July 2025.",
        "In her last novel, the mayor resigned in 2025.",
        "The film imagines that the mayor resigned on 7 July 2025.",
        "The fictional mayor resigned on 7 July 2025.",
    ],
)
def test_what_a_story_makes_up_bounds_nothing(text: str) -> None:
    assert bounds(text, []).label() == "undated"


def test_what_is_told_of_a_work_itself_still_bounds() -> None:
    assert bounds("The book was published on 7 July 2025.", []).earliest == date(2025, 7, 7)


@pytest.mark.parametrize(
    "note",
    [
        "This article was amended on 6 May 2019 because an earlier version misspelled a name.",
        "This article was corrected on Monday 6 May 2019 to mend a name.",
        "Updated on 6 May 2019 to add a reply.",
        "• This article was amended on 6 May 2019. " + "An earlier version misnamed it. " * 12,
    ],
)
def test_a_note_of_a_change_states_the_update_and_bounds_the_day(note: str) -> None:
    for got in (
        page(bottom=f"<p><em>{note}</em></p>"),
        dump("Road vote passes", *STORY, note),
    ):
        assert got.updated is not None
        assert got.updated.day == date(2019, 5, 6)
        assert (got.published.day, got.published.latest) == (None, date(2019, 5, 6))


def test_a_reason_is_said_once() -> None:
    got = page("<link rel=canonical href='https://x.org/2018/05/road-vote'>").published
    assert got.reason.count("May 2018") == 1
