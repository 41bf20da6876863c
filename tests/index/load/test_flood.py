"""What would keep a parser busy for minutes is read, or refused with a sentence, within seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.load import Failure
from index.prepare import Prepared, prepare

SAID = "The mayor of Arle said on Monday that the bridge would open in the spring after years. "
STORY = f"<h1>Bridge to open</h1>{f'<p>{SAID}</p>' * 6}"
PAGE = "<!doctype html><html lang=en><head><title>Bridge</title></head><body><article>{}</article></body></html>"
SECONDS = 20
MANY = range(200_000)


def attributes(form: str, between: str = " ") -> str:
    return between.join(form.format(n) for n in MANY)


BARE = attributes("a{}")
QUOTED = attributes('a{}="x"')
GREATER = attributes('a{}=">"')
SINGLE = attributes("a{}='x>'")
SLASHES = attributes("a{}", "/")
TIGHT = attributes('a{}="x"', "")


REFUSED = {
    "plain.html": PAGE.format(f"<p {QUOTED}>{SAID}</p>{STORY}"),
    "greater.html": PAGE.format(f"<p {GREATER}>{SAID}</p>{STORY}"),
    "single.html": PAGE.format(f"<p {SINGLE}>{SAID}</p>{STORY}"),
    "bare.html": PAGE.format(f"<p {BARE}>{SAID}</p>{STORY}"),
    "slashes.html": PAGE.format(f"<p {SLASHES}>{SAID}</p>{STORY}"),
    "tight.html": PAGE.format(f"<p {TIGHT}>{SAID}</p>{STORY}"),
    "commented.html": PAGE.format(f'<!-- <p x=" --><p {BARE}>{SAID}</p>{STORY}'),
    "open.html": PAGE.format(f"<!-- <p {BARE}>{SAID}</p>{STORY}"),
    "cut.html": PAGE.format(f"{STORY}<p {BARE}"),
    "html.html": PAGE.replace("<html", f"<html {BARE}").format(STORY),
    "page.mhtml": "MIME-Version: 1.0\nContent-Type: text/html\n\n"
    + PAGE.format(f"<p {BARE}>{SAID}</p>{STORY}"),
    "mail.eml": "From: a@b.c\nSubject: Bridge\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    + PAGE.format(f"<p {BARE}>{SAID}</p>{STORY}"),
    "feed.xml": f"<rss version='2.0'><channel><title>F</title><item {QUOTED}>"
    f"<title>T</title><description>{SAID * 20}</description></item></channel></rss>",
    "long.txt": f"{SAID}\n\n" * 220_000,
    "long.md": f"{SAID}\n\n" * 60_000,
    "long.json": f'{{"title": "T", "text": "{SAID * 60_000}"}}',
    "long.eml": f"From: a@b.c\nSubject: Bridge\nContent-Type: text/plain\n\n{SAID * 60_000}",
    "long.xml": f"<rss version='2.0'><channel><title>F</title><item><title>T</title><description>{SAID * 60_000}</description></item></channel></rss>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(REFUSED[name])
    began = time.process_time()
    [failure] = prepare(str(tmp_path / name), {})
    assert isinstance(failure, Failure)
    assert "please report" not in failure.reason
    assert any(word in failure.reason for word in ("attributes", "characters", "larger"))
    assert time.process_time() - began < SECONDS / 4


READ: dict[str, Callable[[], str]] = {
    "nested.html": lambda: PAGE.format("<div>" * 200_000 + SAID * 5),
    "word.txt": lambda: f"{SAID * 5}\n\n{'x' * 1_000_000}",
    "marks.txt": lambda: SAID * 5 + "\n\n" + '"' * 1_000_000,
    "curly.txt": lambda: f"{SAID * 5}\n\n{'“' * 400_000}{'”' * 400_000}",
    "paragraphs.html": lambda: PAGE.format(f"<p>{SAID}</p>" * 100_000),
    "attribute.html": lambda: PAGE.format(f'<p title="{"x" * 9_900_000}">{SAID}</p>{STORY}'),
    "links.html": lambda: PAGE.format(STORY + '<a href="/x">x</a>' * 30_000),
    "title.html": lambda: PAGE.replace("Bridge", "Bridge " * 140_000).format(STORY),
    "deep.html": lambda: PAGE.format(
        f'<script type="application/ld+json">{"[" * 100_000}</script>{STORY}'
    ),
    "tags.html": lambda: PAGE.format(
        STORY + f"<p {' '.join(f'a{n}' for n in range(900))}>x</p>" * 300
    ),
    "times.html": lambda: PAGE.format(
        f"{STORY}{'<article><time datetime=2020-01-02>x</time></article>' * 20_000}"
    ),
    "breaks.html": lambda: PAGE.format(f"{STORY}<p>{'x<br>' * 300_000}</p>"),
    "rows.html": lambda: PAGE.format(
        f"{STORY}<table>{'<tr><td>x</td></tr>' * 200_000}</table>"
    ),
    "items.html": lambda: PAGE.format(f"{STORY}<ul>{'<li>x y z</li>' * 200_000}</ul>"),
    "told.html": lambda: PAGE.format(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{SAID * 30_000}"}}</script>{STORY}'
    ),
    "said.txt": lambda: " ".join(f'"We open bridge {n} in May," said Jane Doe.' for n in range(6000)),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_it_is_read_or_refused_in_time(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(READ[name]())
    began = time.process_time()
    [found] = prepare(str(tmp_path / name), {})
    assert isinstance(found, Prepared) or "please report" not in found.reason
    assert time.process_time() - began < SECONDS


def test_pages_with_many_attributes_in_all_are_read(tmp_path: Path) -> None:
    data = " ".join(f'data-x{n}="a > b"' for n in range(300))
    (tmp_path / "a.html").write_text(PAGE.format(f"<!-- <p {data} --><div {data}>{STORY}</div>"))
    [found] = prepare(str(tmp_path / "a.html"), {})
    assert isinstance(found, Prepared)
