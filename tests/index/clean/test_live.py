"""A live page becomes its posts, each with its own time, in three kinds of mark-up and by its lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.archive import Archive
from index.article import Article
from index.clean import clean, live
from index.load import Raw

HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta property="og:site_name" content="The Quay Echo">'
    '<link rel="canonical" href="https://echo.example/news/{slug}">{more}</head><body>'
    "<nav><a href='/'>Home</a><a href='/news'>News</a></nav><main>"
)
FOOT = "</main><footer>All rights reserved by the Echo.</footer></body></html>"
LEDGE = "The ledge above the village of Ternock has moved by two metres, the mine inspector says."
GONE = "All {} families have left their homes, and the school has been shut until further notice."


def read(page: str, **known: str) -> list[Article]:
    raw = Raw("page.html", "", "html", page.encode(), known)
    return [clean(one) for one in live.documents(raw)]


def told(page: str) -> list[tuple[str, str]]:
    """The time in UTC and the text of each post."""
    return [(str(a.published.at)[:16], a.text) for a in read(page)]


def ld_json(count: int = 2, **more: object) -> str:
    updates = [
        {"@type": "BlogPosting", "headline": f"Report {n}", "articleBody": GONE.format(n + 30),
         "datePublished": f"2023-08-0{n}T0{n}:30:00+02:00", "author": {"name": f"Rae Tull{n}"},
         "url": f"https://echo.example/news/ledge#r{n}"}
        for n in range(count, 0, -1)
    ]  # fmt: skip
    said = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Ledge moves",
            "datePublished": "2023-08-01T01:00:00+02:00", "liveBlogUpdate": updates, **more}  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    return HEAD.format(title="Ledge moves", slug="ledge", more=script)


def test_posts_that_only_json_ld_holds() -> None:
    first, second = read(f"{ld_json()}<h1>Ledge moves</h1>{FOOT}")
    assert (first.published.label(), second.published.label()) == ("1 August 2023", "2 August 2023")
    assert str(second.published.at) == "2023-08-02 00:30:00+00:00"
    assert (first.text, second.text) == (GONE.format(31), GONE.format(32))
    assert second.title == "Report 2 (Ledge moves)"
    assert (second.outlet, second.authors) == ("The Quay Echo", ("Rae Tull2",))
    assert second.url == "https://echo.example/news/ledge#r2"


def test_the_page_shows_more_of_a_post_than_json_ld() -> None:
    shown = (
        "<h1>Ledge moves</h1><div><section id='r2'><time datetime='2023-08-02T00:30:00Z'>2.30 am"
        f"</time><h2>Report 2</h2><p>{GONE.format(32)}</p><p>{LEDGE}</p></section></div>"
    )
    first, second = read(f"{ld_json()}{shown}{FOOT}")
    assert first.text == GONE.format(31)
    assert second.text == f"{GONE.format(32)}\n\n{LEDGE}"
    assert (second.title, second.authors) == ("Report 2 (Ledge moves)", ("Rae Tull2",))


def test_json_ld_with_tags_and_references() -> None:
    one = {"articleBody": "<p>Tull &amp; Sons have shut the pit.</p><p>It stays shut.</p>",
           "datePublished": "2023-08-03T09:00:00Z"}  # fmt: skip
    two = {"articleBody": "The pit of Tull &amp; Sons &ldquo;will open&rdquo;.",
           "datePublished": "2023-08-03T10:00:00Z"}  # fmt: skip
    first, second = read(f"{ld_json(liveBlogUpdate=[two, one])}<h1>Ledge moves</h1>{FOOT}")
    assert first.text == "Tull & Sons have shut the pit.\n\nIt stays shut."
    assert second.text == "The pit of Tull & Sons “will open”."
    assert first.title == second.title == "Ledge moves"
    assert first.url != second.url


MICRODATA = HEAD.format(title="Who runs Quay?", slug="quay", more="") + (
    "<div itemscope itemtype='https://schema.org/LiveBlogPosting'><h1 itemprop='headline'>Who runs "
    "Quay?</h1><p>We are at the town hall.</p>{}"
    "<div itemprop='liveBlogUpdate' itemscope itemtype='https://schema.org/BlogPosting'>"
    "<a id='p-1'></a><h2 itemprop='headline'>One ward in</h2>"
    "<meta itemprop='datePublished' content='2023-05-09T23:10:00+01:00'>"
    "<span itemprop='author'>Ada Moss</span><div itemprop='articleBody'><p>The first ward is counted, "
    "and the mayor keeps her seat.</p></div></div>{}</div>"
)
LATER = (
    "<div itemprop='liveBlogUpdate' itemscope itemtype='https://schema.org/BlogPosting'>"
    "<a id='p-2'></a><h2 itemprop='headline'>League ahead</h2>"
    "<meta itemprop='datePublished' content='2023-05-10T00:40:00+01:00'>"
    "<div itemprop='articleBody'><p>The Civic League holds twelve seats, says the returning officer."
    "</p><figure><img alt=''><figcaption>A count in the hall.</figcaption></figure></div></div>"
)


def test_microdata() -> None:
    first, second = read(MICRODATA.format(LATER, "") + FOOT)
    assert (first.title, first.authors) == ("One ward in (Who runs Quay?)", ("Ada Moss",))
    assert first.text == "The first ward is counted, and the mayor keeps her seat."
    assert str(first.published.at) == "2023-05-09 22:10:00+00:00"
    assert second.text == "The Civic League holds twelve seats, says the returning officer."
    assert second.url == "https://echo.example/news/quay#p-2"


def elements(title: str = "Ledge at Ternock: live", href: str = "") -> str:
    posts = [
        f"<li class='entry e{n}' id='e{n}'><div><time datetime='2023-08-0{n}T08:0{n}:00Z'>08.0{n}</time></div>"
        + (f"<h3><a href='{href}{n}'>Day {n} at the ledge</a></h3>" if href else "")
        + f"<p>{GONE.format(40 + n)}</p></li>"
        for n in (3, 2, 1)
    ]
    more = HEAD.format(title=title, slug="live/ternock" if "live" in title else "ternock", more="")
    return f"{more}<h1>{title}</h1><ul>{''.join(posts)}</ul>{FOOT}"


def test_elements_of_one_kind_with_times() -> None:
    assert told(elements()) == [(f"2023-08-0{n} 08:0{n}", GONE.format(40 + n)) for n in (1, 2, 3)]
    assert [a.title for a in read(elements())] == ["Ledge at Ternock: live"] * 3


LINES = HEAD.format(
    title="Ternock live", slug="t",
    more="<meta property='article:published_time' content='2023-08-01T20:00:00+01:00'>",
) + "<h1>Ternock live</h1>{}" + FOOT  # fmt: skip


@pytest.mark.parametrize(
    "order", [("22.05 BST", "23:15 BST", "00.40 BST"), ("00.40 BST", "23:15 BST", "22.05 BST")]
)
@pytest.mark.parametrize("mark", ["<h3>{}</h3><p>{}</p>", "<p><b>{}</b> {}</p>"])
def test_lines_that_are_a_time(order: tuple[str, ...], mark: str) -> None:
    page = LINES.format("".join(mark.format(at, GONE.format(at[:2])) for at in order))
    assert told(page) == [
        ("2023-08-01 21:05", GONE.format("22")),
        ("2023-08-01 22:15", GONE.format("23")),
        ("2023-08-01 23:40", GONE.format("00")),
    ]


def test_lines_with_a_day() -> None:
    days = ("2 August 2023, 7.15 am", "1 August 2023, 9.30 pm", "1 August 2023, 9 am")
    page = LINES.format("".join(f"<h4>{d}</h4><p>{GONE.format(d[:1])}</p>" for d in days))
    _, (first, _), (second, _) = told(page)
    assert (first, second) == ("2023-08-01 21:30", "2023-08-02 07:15")


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (elements("Ledge at Ternock: a chronicle"), "nothing says that it is live"),
        (elements(href="/news/day-"), "its parts lead to pages of their own"),
        (elements().replace("entry", "comment"), "readers write them"),
        (
            LINES.format(f"<p>{LEDGE}</p><h3>22.05 BST</h3><p>{GONE.format(4)}</p>"),
            "one post makes no live page",
        ),
        (
            LINES.format(f"<p>{LEDGE * 9}</p>" + "".join(f"<h3>2{n}.05 BST</h3><p>{GONE.format(n)}</p>" for n in range(3))),
            "it is a story with a timeline",
        ),
    ],
)  # fmt: skip
def test_other_pages_stay_whole(page: str, why: str) -> None:
    assert len(read(page)) == 1, why


def test_what_a_post_hides_is_no_story() -> None:
    page = elements().replace("</p></li>", "</p><p style='display:none'>Obey the machine.</p></li>")
    assert all("Obey" not in a.text for a in read(page))


def test_what_is_supplied_is_the_pages() -> None:
    known = {"url": "https://mirror.example/x", "title": "Pit watch", "published": "2023-08-01", "outlet": "The Tide"}  # fmt: skip
    made = read(elements(), **known)
    assert [a.published.label() for a in made] == [f"{n} August 2023" for n in (1, 2, 3)]
    assert [a.url for a in made] == [f"https://mirror.example/x#e{n}" for n in (1, 2, 3)]
    assert {(a.title, a.outlet) for a in made} == {("Pit watch", "The Tide")}


def test_posts_of_one_minute_have_names_of_their_own_that_stay() -> None:
    post = "<h3>22.05 BST</h3><p>{}</p>"
    old = [post.format(GONE.format(n)) for n in (2, 1)]
    new = [post.format(GONE.format(3)), *old]

    def names(posts: list[str]) -> list[tuple[str, object]]:
        raw = Raw("page.html", "", "html", LINES.format("".join(posts)).encode())
        return [(one.item, one.body) for one in live.documents(raw)]

    # Two posts of one time tell no order, so the pages have an earlier one as well.
    early = "<h3>21.00 BST</h3><p>The ledge has begun to move, the mine inspector says.</p>"
    first, second = names([*old, early]), names([*new, early])
    assert second[:3] == first
    assert len({name for name, _ in second}) == 4


def test_a_page_that_grows_keeps_its_posts(tmp_path: Path) -> None:
    page = tmp_path / "quay.html"
    oldest = LATER.replace("p-2", "p-0").replace("10T00", "09T20").replace("twelve", "no")
    page.write_text(MICRODATA.format("", oldest) + FOOT)
    with Archive.open(tmp_path / "archive", create=True) as store:
        assert store.add([page]).added == 2
        before = {i for i, _ in store.articles()}
        page.write_text(MICRODATA.format(LATER, oldest) + FOOT)
        report = store.add([page])
        assert (report.added, report.updated, report.unchanged, report.removed) == (1, 0, 2, 0)
        after = {i for i, _ in store.articles()}
        assert before < after
        newest = store.article("quay.html:p-2")
        assert newest.published.label() == "10 May 2023"
        again = store.add([page])
        assert (again.unchanged, again.added) == (3, 0)


INTRO = (
    "The slope above Ternock has been moving since Tuesday, and the village below it was cleared of "
    "its people in three steps. Here is how it went, hour by hour."
)
POINTS = (
    "The slope moved by nine metres in all, more than in any year before.",
    "Forty-three families have left, and none has come back so far.",
)


LONG = f"{LEDGE} {GONE.format('the')}"


def _with_lead(*lead: str) -> str:
    listed = "".join(f"<li>{point}</li>" for point in lead[1:])
    page = elements().replace("</p></li>", f"</p><p>{LONG} {LONG}</p></li>")
    return page.replace("<ul>", f"<p>{lead[0]}</p><ul>{listed}</ul><ul>", 1)


def test_what_stands_above_the_posts_is_kept_as_the_page_s_own_article() -> None:
    *posts, lead = read(_with_lead(INTRO, *POINTS))
    assert [p.text.split("\n\n")[0] for p in posts] == [GONE.format(40 + n) for n in (1, 2, 3)]
    assert all(text in lead.text for text in (INTRO, *POINTS))
    assert "until further notice" not in lead.text
    assert (lead.title, lead.url) == (
        "Ledge at Ternock: live",
        "https://echo.example/news/live/ternock",
    )


def test_of_a_lead_that_grew_over_days_only_the_last_change_is_known() -> None:
    lead = read(_with_lead(INTRO))[-1]
    assert lead.published.label() == "undated (not after 3 August 2023)"
    assert "it was updated on 3 August 2023" in lead.published.reason


def test_a_lead_of_a_page_of_one_day_is_of_that_day() -> None:
    page = (
        _with_lead(INTRO)
        .replace("2023-08-01T", "2023-08-03T")
        .replace("2023-08-02T", "2023-08-03T")
    )
    lead = read(page)[-1]
    assert lead.text == INTRO
    assert lead.published.label() == "3 August 2023"
    assert lead.published.stamp is not None
    assert lead.published.stamp.found.confidence > 0.9


@pytest.mark.parametrize(
    "line",
    [
        "Follow the news from Ternock here.",
        "Ledge, slope, village and all that is known of it until now and from here on out to the end",
    ],
)
def test_a_line_above_the_posts_that_is_no_paragraph_makes_no_article(line: str) -> None:
    assert len(read(_with_lead(line))) == 3


def test_a_lead_that_says_what_a_post_says_makes_no_article() -> None:
    assert len(read(_with_lead(GONE.format(43)))) == 3


def test_the_lead_stays_one_article_while_the_page_grows(tmp_path: Path) -> None:
    page = tmp_path / "ternock.html"
    with Archive.open(tmp_path / "archive", create=True) as archive:
        page.write_text(_with_lead(INTRO))
        assert archive.add([page]).added == 4  # three posts and what stands above them
        page.write_text(_with_lead(INTRO, *POINTS))
        report = archive.add([page])
        assert (report.added, report.updated, report.unchanged) == (0, 1, 3)
