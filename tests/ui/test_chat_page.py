"""The page in a real browser: asked, read and attacked over loopback, with no way out."""

from __future__ import annotations

import re
import threading

import pytest
from playwright.sync_api import Browser, expect

from rag.compose import NEAREST, SILENT, UNSURE
from tests.ui.newsroom import HOSTILE
from tests.ui.visit import CHAT, CONTRAST, QUOTE, WAIT_MS, Visit, visiting


def test_a_question_is_answered_step_by_step_with_its_sources(
    visit: Visit, steps: threading.Semaphore
) -> None:
    page = visit.page
    stage, claims = page.locator("#t1 .stage"), page.locator("#t1 .claim")
    visit.ask("How many people left their homes?")
    expect(stage).to_contain_text("Searching the archive")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    steps.release()
    expect(stage).to_contain_text("Reading the passages")
    steps.release()
    expect(claims).to_have_count(1)
    expect(page.locator("#panel .card")).to_have_count(1)
    steps.release()
    expect(claims).to_have_count(2)
    expect(stage).to_contain_text("Checking every quote")
    steps.release()
    expect(page.locator("#t1 .byline")).to_have_text("Quote reader · 0.8 s")
    expect(stage).to_have_count(0)
    expect(page.locator("#t1 .differ")).to_contain_text("The figures differ (people")
    expect(page.locator("#panel .card")).to_have_count(2)
    expect(page.locator("#t1-s1 mark strong")).to_have_text("4,200")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


def test_markers_of_every_turn_lead_to_their_own_card_and_back(visit: Visit) -> None:
    page = visit.page
    visit.ask_and_wait("How many people left their homes?", 1)
    visit.ask_and_wait("And why did it leak?", 2)
    assert QUOTE.asked[1][1]["history"] == ("How many people left their homes?",)
    expect(page.locator("#t2 .scope")).to_contain_text("Why did the Orrin dam leak?")
    expect(page.locator("#t2-s1")).to_contain_text("undated (not before 8 March 2021)")
    expect(page.locator("#t1-s2")).to_be_hidden()  # an older turn is folded
    page.locator("#t1 .claim a.marker").nth(1).click()
    expect(page.locator("#t1-s2")).to_be_in_viewport()
    expect(page.locator("#t1-s2")).to_be_focused()
    expect(page.locator("#t1-s2")).to_have_class(re.compile("flash"))
    expect(page.locator("#t1-s2 mark")).to_contain_text("Close to 6,000 residents")
    page.locator("#t2-s1 a.number").press("Enter")  # the keyboard does the same
    expect(page.locator("#t2")).to_be_in_viewport()
    expect(page.locator("#t2")).to_be_focused()


def test_silence_is_shown_as_silence(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Who won the cup?").click()  # an example
    expect(visit.page.locator("#t1 .verdict")).to_have_text(SILENT)
    expect(visit.page.locator("#panel .nearest")).to_have_text(NEAREST)
    visit.page.get_by_text("Read what stands nearest").click()
    expect(visit.page.locator("#t1-n1")).to_be_focused()


def test_what_may_answer_is_told_as_such(visit: Visit) -> None:
    page = visit.page
    visit.ask_and_wait("Who asked for help?", 1)
    expect(page.locator("#t1 .unsure .label")).to_have_text([UNSURE, UNSURE])
    expect(page.locator("#t1 .verdict")).to_have_count(0)


def test_filters_reach_the_assistant_and_are_shown(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Dates and outlets").click()
    page.get_by_label("As of").fill("2021-03-12")
    page.get_by_label("From").fill("2021-03-32")
    visit.ask("How many?")
    notice = page.get_by_role("alert")
    expect(notice).to_have_text(
        "From is not a day: write it as YYYY-MM-DD, for example 2019-10-16."
    )
    assert QUOTE.asked == []
    expect(page.get_by_test_id("textbox").first).to_have_value("How many?")
    page.get_by_label("From").fill("2021-03-12")
    page.get_by_label("To").fill("2021-03-08")
    visit.ask("How many?")
    expect(notice).to_contain_text("swap them")
    page.get_by_label("From").fill("2021-03-08")
    page.get_by_label("To").fill("2021-03-12")
    page.get_by_label("Outlets").click()
    page.get_by_role("option", name="Evening Star").click()
    visit.ask_and_wait("How many?", 1)
    expect(notice).to_have_count(0)
    (options,) = (options for _, options in QUOTE.asked)
    assert [str(options[name]) for name in ("as_of", "since", "until")] == [
        "2021-03-12",
        "2021-03-08",
        "2021-03-12",
    ]
    assert options["outlets"] == ("Evening Star",)
    expect(page.locator("#t1 .scope")).to_have_text(
        "as of 12 March 2021 · from 8 March 2021 · to 12 March 2021 · in Evening Star"
    )


def test_questions_that_cannot_be_used_are_told_so(visit: Visit) -> None:
    visit.ask(" ")
    expect(visit.page.get_by_role("alert")).to_have_text("Type a question first.")
    visit.ask("why " * 501)
    expect(visit.page.get_by_role("alert")).to_have_text(
        "The question has 2,003 characters; shorten it to 2,000."
    )
    assert QUOTE.asked == []


def test_a_problem_is_one_sentence_and_never_a_traceback(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    problem = visit.page.locator("#log .problem")
    visit.ask("refuse me")
    expect(problem).to_have_text("No outlet of that name: choose <one> of the list.")
    visit.ask("crash now")
    expect(problem).to_have_count(2)
    expect(problem.nth(1)).to_contain_text("Something went wrong here")
    assert "secret detail" not in visit.page.content()
    assert "secret detail" in caplog.text  # for who runs the page
    visit.ask_and_wait("How many?", 3)  # and it goes on


def test_nothing_an_article_holds_is_executed_or_loaded(visit: Visit) -> None:
    page = visit.page
    visit.ask_and_wait("What did the log say? <img src=x onerror='window.hacked=5'> **x**", 1)
    expect(page.locator("#t1")).to_contain_text(HOSTILE)
    expect(page.locator("#t1-s1")).to_contain_text(f"Log found {HOSTILE}")
    expect(page.locator("#log .question")).to_contain_text("<img src=x onerror='window.hacked=5'>")
    expect(page.locator("#log img, #panel img, #log .question strong")).to_have_count(0)
    page.locator("#t1-s1 .link a").hover()
    assert page.evaluate("window.hacked") is None


def test_the_policy_stops_a_script_that_got_in_all_the_same(visit: Visit) -> None:
    page = visit.page
    page.evaluate(
        """() => {
            const script = document.createElement("div");
            script.innerHTML = "<button id='trap' onclick='window.hacked=6'>x</button>";
            document.body.append(script);
            document.getElementById("trap").click();
        }"""
    )
    assert page.evaluate("window.hacked") is None
    assert len(visit.complaints) == 1
    assert "Content Security Policy" in visit.complaints.pop()


def test_the_answer_can_be_copied_with_its_sources(visit: Visit) -> None:
    visit.ask_and_wait("How many people left their homes?", 1)
    visit.page.get_by_text("Markdown with sources").click()
    visit.page.get_by_role("button", name="Copy", exact=True).click()
    expect(visit.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("**How many people left their homes?**\n\n")
    assert "> Close to 6,000 residents were driven out" in copied


def test_a_running_answer_can_be_stopped(visit: Visit, steps: threading.Semaphore) -> None:
    page = visit.page
    problem = page.locator("#log .problem")
    visit.ask("How many?")
    expect(page.locator("#t1 .stage")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(problem).to_have_text("Stopped.")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    steps.release(100)  # what was on its way must not come in late
    visit.ask_and_wait("How many?", 2)
    expect(problem).to_have_text("Stopped.")
    expect(page.locator("#t1")).to_have_count(0)


@pytest.mark.parametrize("end", ["Stop", "closed"])
def test_what_nobody_waits_for_is_called_off(
    visit: Visit, steps: threading.Semaphore, end: str
) -> None:
    page = visit.page
    visit.ask("How many?")
    expect(page.locator("#t1 .stage")).to_be_visible()
    halted = QUOTE.asked[-1][1]["halted"]
    assert not halted.is_set()
    if end == "Stop":
        page.get_by_role("button", name="Stop", exact=True).click()
    else:
        page.close()
    assert halted.wait(WAIT_MS / 1000 - 2)  # before the reader takes its next step by itself
    steps.release(100)


def test_a_new_conversation_starts_from_nothing(visit: Visit) -> None:
    page = visit.page
    visit.ask_and_wait("How many?", 1)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#panel .card")).to_have_count(0)
    visit.ask_and_wait("Who won?", 1)
    assert QUOTE.asked[-1][1]["history"] == ()


def test_the_sign_says_which_reader_answers(visit: Visit) -> None:
    sign = visit.page.locator(".masthead .sign")
    expect(sign).to_have_text("Quote reader: exact sentences, no language model")
    visit.page.get_by_label("Chat reader: tiny at localhost").check()
    expect(sign).to_have_text("Chat reader: tiny at localhost")
    visit.ask_and_wait("Who won?", 1)
    assert len(CHAT.asked) == 1
    assert QUOTE.asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_reads_well(browser: Browser, address: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 844}
    with visiting(browser, address, viewport=size, color_scheme=scheme) as visit:
        page = visit.page
        expect(page.locator(".masthead")).to_contain_text("orrin · 4 articles · 8 March 2021 to 12")
        visit.ask_and_wait("How many?", 1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        below = page.locator("#sources").bounding_box(), page.locator("#talk").bounding_box()
        assert below[0] is not None
        assert below[1] is not None
        assert (below[0]["y"] >= below[1]["y"] + below[1]["height"]) == (width == 390)
        for place in ("#t1 .said", "#t1 .dateline", "#t1 a.marker", "#t1 .byline", "#t1-s1 mark",
                      "#t1-s1 mark strong", "#t1-s1 .dateline", "#t1 .differ .label"):  # fmt: skip
            assert page.locator(place).first.evaluate(CONTRAST) >= 4.5, place
