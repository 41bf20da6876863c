from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import Clues, publication
from index.errors import InputError
from index.stamp import Found, How

BODY = "The council met.\n\nIt voted to rebuild the bridge.\n\nWork starts soon."


def found(how: How, confidence: float = 0.9) -> Found:
    return Found(how, confidence, f"by {how}")


def test_sources_are_taken_in_order() -> None:
    body = f"AVARIA, March 3, 2020 (Wire) - {BODY}"
    clues = {
        "supplied": Clues(published=(("2020-03-01", found("supplied", 1)), ("2020-03-02", found("meta"))), body=body),
        "meta": Clues(published=(("2020-03-03", found("meta", 0.97)),), lines=("3 March 2020",), body=body),
        "line": Clues(head=("3 March 2020",), body=body, url="http://x.org/2020/03/03/a"),
        "dateline": Clues(body=body, url="http://x.org/2020/03/03/a"),
        "url": Clues(body=BODY, url="http://x.org/2020/03/03/a"),
    }  # fmt: skip
    for how, given_clues in clues.items():
        stamp = publication(given_clues)[0].stamp
        assert stamp is not None
        assert stamp.found.how == how


def test_time_and_zone_are_kept() -> None:
    stamp = publication(Clues(lines=("Published 9:41 PM EDT Jun 12, 2022",), body=BODY))[0].stamp
    assert stamp is not None
    assert stamp.label() == "12 June 2022, 21:41 (UTC-4)"
    assert stamp.day == date(2022, 6, 12)


def test_published_and_updated_are_told_apart() -> None:
    lines = ("Updated 20 February 2020", "Published 14 Feb 2020")
    published, updated = publication(Clues(lines=lines, body=BODY))
    assert published.day == date(2020, 2, 14)
    assert updated is not None
    assert updated.day == date(2020, 2, 20)


def test_a_page_that_states_only_an_update_is_less_sure() -> None:
    published, updated = publication(Clues(lines=("Updated 20 February 2020",), body=BODY))
    assert published.stamp is not None
    assert published.stamp.found.confidence < 0.8
    assert "update" in published.reason
    assert updated is not None


def test_a_note_of_an_update_in_the_text_bounds_the_day_and_states_none() -> None:
    body = f"{BODY}\n\nThis story was updated on Jan. 18, 2022, to mend a name."
    published, updated = publication(Clues(body=body))
    assert published.stamp is None
    assert published.latest == date(2022, 1, 18)
    assert updated is not None


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Editor’s Note: This story was originally published on June 12, 2022.", date(2022, 6, 12)),
        ("Good morning. Here is what to know Friday, the 21st of May, 2021. Today a truce.", date(2021, 5, 21)),
        ("The date is February 22, 2022, and it reads the same backwards.", date(2022, 2, 22)),
    ],
)  # fmt: skip
def test_a_text_may_state_its_own_day(opening: str, day: date) -> None:
    assert publication(Clues(body=f"{opening}\n\n{BODY}"))[0].day == day


def test_a_quoted_today_is_not_the_articles_own() -> None:
    body = f"“She died today, Tuesday, October 11, 2022,” the family said.\n\n{BODY}"
    assert publication(Clues(body=body))[0].day is None


def test_sources_that_disagree_lower_the_confidence_and_say_so() -> None:
    clues = Clues(lines=("3 March 2020",), url="http://x.org/2020/05/03/a", body=BODY)
    stamp = publication(clues)[0].stamp
    assert stamp is not None
    assert stamp.found.confidence < 0.8
    assert "3 May 2020" in stamp.found.reason


def test_a_day_that_the_text_refutes_is_doubted() -> None:
    body = f"{BODY}\n\nThe bridge was opened on 5 June 2021."
    stamp = publication(Clues(lines=("Published 3 March 2020",), body=body))[0].stamp
    assert stamp is not None
    assert stamp.found.confidence <= 0.5
    assert "5 June 2021" in stamp.found.reason


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Published 5 May 2999", "future"),
        ("Monday, 16 October 2019", "Wednesday"),
        ("5 May 0000", "no day of the years"),
        ("5 May 3000", "no day of the years"),
        ("Published 31 February 2020", "no day of the years"),
    ],
)
def test_an_impossible_day_is_refused_with_the_reason(line: str, why: str) -> None:
    published, _ = publication(Clues(lines=(line,), body=BODY))
    assert published.stamp is None
    assert why in published.reason


def test_the_days_that_head_a_timeline_are_not_the_pages_own() -> None:
    lines = ("5 June 2000", "8 July 2001", "4 April 2003")
    published, _ = publication(Clues(lines=lines, body=BODY))
    assert published.stamp is None
    assert "heads its parts" in published.reason


def test_what_is_supplied_wins_and_must_be_a_day() -> None:
    with pytest.raises(InputError):
        publication(Clues(published=(("31 February", found("supplied", 1)),), body=BODY))
    meta_wrong = Clues(published=(("0000-00-00", found("meta")),), lines=("3 May 2019",), body=BODY)
    assert publication(meta_wrong)[0].day == date(2019, 5, 3)


def test_figures_are_read_as_the_page_or_its_language_writes_them() -> None:
    assert publication(Clues(lines=("03/04/2019",), body=BODY))[0].day is None
    page = Clues(lines=("03/04/2019",), captions=("A view, 25/03/2019 [Wire]",), body=BODY)
    assert publication(page)[0].day == date(2019, 4, 3)
    assert publication(Clues(lines=("03/04/2019",), body=BODY, language="es"))[0].day == date(
        2019, 4, 3
    )


def test_a_dateline_without_its_year_takes_it_from_the_address_or_only_bounds() -> None:
    body = f"AVARIA, March 3 (Wire) - {BODY}"
    filed = publication(Clues(body=body, url="http://x.org/2020/03/story"))[0]
    assert filed.day == date(2020, 3, 3)
    caption = publication(Clues(body=body, captions=("A camp, February 27, 2020. /Wire",)))[0]
    assert (caption.day, caption.earliest) == (None, date(2020, 3, 3))
    assert publication(Clues(body=body))[0].earliest is None


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=4), st.text(max_size=60))
def test_any_page_gets_an_answer_with_a_reason(body: str, lines: list[str], url: str) -> None:
    published, _ = publication(Clues(body=body, lines=tuple(lines), title=url, url=url))
    assert published.reason


@pytest.mark.parametrize(
    "opening", ["01.02.2022 „Der", "1 February 2022 – The", "(2022-02-01) The"]
)
def test_a_day_before_the_first_sentence_dates_the_text(opening: str) -> None:
    stamp = publication(Clues(body=f"Pier rebuilt\n\n{opening} pier is open again."))[0].stamp
    assert stamp is not None and stamp.day == date(2022, 2, 1) and stamp.found.confidence < 0.9


@pytest.mark.parametrize("opening", ["On 1 February 2022 the", "1 February 2022 was the day the"])
def test_a_day_within_the_first_sentence_does_not(opening: str) -> None:
    stamp = publication(Clues(body=f"{opening} pier was opened again to the public."))[0].stamp
    assert stamp is None


def test_a_header_in_figures_that_may_be_two_days_bounds_the_article() -> None:
    header = Found("header", 0.98, "stated in its feed entry")
    published, _ = publication(Clues(published=(("04/05/2017 10:30", header),), body=BODY))
    assert published.stamp is None
    assert (published.earliest, published.latest) == (date(2017, 4, 5), date(2017, 5, 4))
    assert (
        "stated in its feed entry: '04/05/2017 10:30', which is 5 April 2017 or 4 May 2017"
        in published.reason
    )
    assert "refused" not in published.reason


@pytest.mark.parametrize(
    ("value", "language", "day"),
    [
        ("04/05/2017", "en-GB", date(2017, 5, 4)),
        ("04/05/2017", "en-US", date(2017, 4, 5)),
        ("25/05/2017 10:30", None, date(2017, 5, 25)),
    ],
)
def test_a_header_in_figures_is_read_as_its_language_writes_them(
    value: str, language: str | None, day: date
) -> None:
    header = Found("header", 0.98, "stated in its feed entry")
    clues = Clues(published=((value, header),), body=BODY, language=language)
    stamp = publication(clues)[0].stamp
    assert stamp is not None
    assert (stamp.day, stamp.found.how) == (day, "header")
    assert stamp.found.confidence < header.confidence


def test_a_header_with_a_wrong_weekday_is_trusted_less() -> None:
    header = Found("header", 0.98, "stated in its feed entry")
    right = publication(Clues(published=(("Tue, 12 Jun 2018 08:00:00 +0200", header),), body=BODY))
    wrong = publication(Clues(published=(("Mon, 12 Jun 2018 08:00:00 +0200", header),), body=BODY))
    assert right[0].day == wrong[0].day == date(2018, 6, 12)
    assert right[0].stamp is not None
    assert right[0].stamp.found.confidence == 0.98
    assert wrong[0].stamp is not None
    assert wrong[0].stamp.found.confidence <= 0.6
    assert "Mon, 12 Jun 2018 08:00:00 +0200, but that day was a Tuesday" in wrong[0].reason


def test_what_the_page_says_goes_before_a_header_that_contradicts_itself() -> None:
    doubted = ("Mon, 12 Jun 2018 08:00:00 +0200", Found("header", 0.98, "stated in its feed entry"))
    clues = Clues(published=(doubted,), body=BODY, url="http://x.org/2018/06/11/a")
    assert publication(clues)[0].day == date(2018, 6, 11)


def test_a_month_that_reads_like_a_weekday_elsewhere_is_a_month() -> None:
    clues = Clues(published=(("Mar 5, 2018", found("header", 0.98)),), body=BODY)
    stamp = publication(clues)[0].stamp
    assert stamp is not None
    assert stamp.found.confidence == 0.98
