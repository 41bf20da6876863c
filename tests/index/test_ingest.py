"""What an ingest says it did, what it would do, and addresses in place of files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import InputError
from index.options import checked_address, mapping
from tests.conftest import ROOT

STORY = "The mayor of {} said on Monday that the bridge over the river would open again in May."
PAGE = """<!doctype html><html lang="en"><head><title>Bridge of {0}</title></head><body><article>
<h1>Bridge of {0} to open</h1><p>{1}</p><p>It was shut for two years after a flood took a pier of
it away, and the town had to make do with a ferry that seldom ran.</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for town in ("Arle", "Brenn"):
        (made / f"{town}.txt").write_text(f"A bridge for {town} at last\n\n{STORY.format(town)}\n")
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as made:
        yield made


def test_a_dry_run_says_what_would_be_and_writes_nothing(store: Archive, folder: Path) -> None:
    (folder / "c.bin").write_bytes(b"\0\1\2")
    told = store.add([folder], dry=True)
    assert (told.added, len(told.failures), store.count()) == (2, 1, 0)
    assert store.add([folder]).added == 2
    (folder / "Arle.txt").write_text(f"A bridge for Arle at last\n\n{STORY.format('Calder')}\n")
    again = store.add([folder], dry=True)
    assert (again.added, again.updated, again.unchanged) == (0, 1, 1)
    assert not store.search("bridge of Calder")[0].text.startswith("The mayor of Calder")


def test_a_line_that_is_broken_keeps_nothing_that_was_taken_out(
    store: Archive, folder: Path
) -> None:
    path = folder / "many.jsonl"
    rows = [json.dumps({"text": STORY.format(f"Town{n}"), "title": f"T{n}"}) for n in range(6)]
    path.write_text("\n".join(["{half", *rows]))
    assert len(store.add([path]).failures) == 1
    path.write_text("\n".join(["{half", *rows[:3]]))
    report = store.add([path])
    assert (report.unchanged, len(report.failures), store.count()) == (3, 1, 3)


def test_what_was_supplied_with_a_file_is_remembered(store: Archive, folder: Path) -> None:
    store.add([folder / "Arle.txt"], {"outlet": "The Tide", "published": "2024-03-04"})
    again = store.add([folder])
    assert (again.added, again.updated, again.unchanged) == (1, 0, 1)
    article = store.article("Arle.txt")
    assert (article.outlet, article.published.label()) == ("The Tide", "4 March 2024")
    store.add([folder / "Arle.txt"], {"outlet": "The Ebb"})
    article = store.article("Arle.txt")
    assert (article.outlet, article.published.label()) == ("The Ebb", "4 March 2024")


def test_the_archives_own_folder_is_refused(store: Archive) -> None:
    with pytest.raises(InputError, match="own folder"):
        store.add([store.folder])


def test_a_line_on_top_moves_the_others_and_changes_none(store: Archive, folder: Path) -> None:
    path = folder / "many.jsonl"
    rows = [json.dumps({"text": STORY.format(f"Town{n}"), "title": f"T{n}"}) for n in range(6)]
    path.write_text("\n".join(rows))
    store.add([path])
    top = json.dumps({"text": STORY.format("Orrin"), "title": "Another one"})
    path.write_text("\n".join([top, *rows]))
    report = store.add([path])
    assert (report.added, report.updated, report.unchanged) == (1, 0, 6)


def test_killed_between_any_two_batches_the_same_command_finishes_the_job(
    folder: Path, tmp_path: Path
) -> None:
    call = "Sign up for our newsletter to have the news of the Tide in your inbox each day."
    row = "On Monday the {0} market of {0} had {1} stalls, {1} more than ever in the town of {0}."
    (folder / "many.jsonl").write_text("\n".join(
        json.dumps({"outlet": "The Tide", "text": f"{row.format(f'Town{n}', n)}\n\n{call}"})
        for n in range(24)
    ))  # fmt: skip
    code = (
        "import os, signal, sys\n"
        "from index import ingest; ingest.BATCH = 4\n"
        "from index.archive import Archive\n"
        "def step(done, total, label):\n"
        "    if label.startswith(f'{sys.argv[3]} articles'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "with Archive.open(sys.argv[1], create=True) as store:\n"
        "    store.add([sys.argv[2]], progress=step)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for count in ("2", "5", "9", "17", "none"):
        command = [sys.executable, "-c", code, str(tmp_path / "killed"), str(folder), count]
        ended = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert ended.returncode == (0 if count == "none" else -signal.SIGKILL), ended.stderr
    with (
        Archive.open(tmp_path / "killed") as killed,
        Archive.open(tmp_path / "whole", create=True) as whole,
    ):
        whole.add([folder])
        assert sorted(i for i, _ in killed.articles()) == sorted(i for i, _ in whole.articles())
        assert killed.count() == 26
        assert not [h for h in killed.search("newsletter in the inbox") if "Sign up" in h.text]


def test_progress_ends_where_the_work_does(store: Archive, folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    store.add([folder], progress=lambda *step: steps.append(step))
    store.add([folder], progress=lambda *step: steps.append(step))
    reading = [s for s in steps if "articles" in s[2]]
    assert [done for done, _, _ in reading] == sorted(done for done, _, _ in reading)
    assert reading[-1][0] == reading[-1][1]


def test_the_archive_inside_a_folder_of_articles_is_not_read(folder: Path) -> None:
    with Archive.open(folder / "archive", create=True) as store:
        report = store.add([folder])
        assert (report.added, report.failures) == (2, [])


class Site(BaseHTTPRequestHandler):
    """Two pages, and a feed and a sitemap of them."""

    towns = ("Arle", "Brenn")

    def do_GET(self) -> None:
        host = f"http://{self.headers['Host']}"
        if self.path == "/sitemap.xml":
            urls = "".join(f"<url><loc>{host}/{town}</loc></url>" for town in (*self.towns, "gone"))
            space = "http://www.sitemaps.org/schemas/sitemap/0.9"
            body, media = f'<urlset xmlns="{space}">{urls}</urlset>', "application/xml"
        elif self.path[1:] in ("Arle", "Brenn"):
            town = self.path[1:]
            body, media = PAGE.format(town, STORY.format(town)), "text/html; charset=utf-8"
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Not a word."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_and_a_sitemap_are_fetched(
    store: Archive, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"networks": ("127.0.0.0/8",)}
    report = store.add([f"{site}/sitemap.xml"], options)
    assert report.added == 2
    assert [f.origin for f in report.failures] == [f"{site}/gone"]
    assert {store.places(i)[0] for i, _ in store.articles()} == {
        f"{site}/sitemap.xml:{site}/{town}" for town in ("Arle", "Brenn")
    }
    assert store.add([f"{site}/Arle"], options).failures == []
    assert store.count() == 2
    # What a list of addresses no longer names is not gone.
    monkeypatch.setattr(Site, "towns", ("Brenn",))
    store.add([f"{site}/sitemap.xml"], options)
    assert store.count() == 2


def test_a_private_address_is_refused(store: Archive, site: str) -> None:
    (failure,) = store.add([f"{site}/Arle"]).failures
    assert failure.origin == f"{site}/Arle"
    assert "private" in failure.reason or "public" in failure.reason
    assert store.count() == 0


def test_an_address_that_cannot_be_fetched_is_refused_before_anything_is_made() -> None:
    with pytest.raises(InputError, match="not fetched"):
        checked_address("http://me:secret@tide.example/a", ())
    with pytest.raises(InputError, match="network"):
        checked_address("http://tide.example/a", ("ten dot something",))
    assert checked_address("http://tide.example/a", ())
    assert not checked_address("articles/http.txt", ())


def test_fields_are_mapped_by_name() -> None:
    assert mapping(["text=body.content", "title=headline"]) == {
        "text": "body.content", "title": "headline"
    }  # fmt: skip
    for wrong in ("text", "text=", "colour=red"):
        with pytest.raises(InputError, match="OURS=THEIRS"):
            mapping([wrong])
