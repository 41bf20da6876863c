"""What an ingest says it did, what it would do, and addresses in place of files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import InputError
from index.options import checked_address, mapping

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


def test_progress_ends_where_the_work_does(store: Archive, folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
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

    def do_GET(self) -> None:
        host = f"http://{self.headers['Host']}"
        towns = ("Arle", "Brenn")
        if self.path == "/sitemap.xml":
            urls = "".join(f"<url><loc>{host}/{town}</loc></url>" for town in (*towns, "gone"))
            space = "http://www.sitemaps.org/schemas/sitemap/0.9"
            body, media = f'<urlset xmlns="{space}">{urls}</urlset>', "application/xml"
        elif self.path[1:] in towns:
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


def test_a_page_and_a_sitemap_are_fetched(store: Archive, site: str) -> None:
    options = {"networks": ("127.0.0.0/8",)}
    report = store.add([f"{site}/sitemap.xml"], options)
    assert report.added == 2
    assert [f.origin for f in report.failures] == [f"{site}/gone"]
    assert {store.places(i)[0] for i, _ in store.articles()} == {
        f"{site}/sitemap.xml:{site}/{town}" for town in ("Arle", "Brenn")
    }
    assert store.add([f"{site}/Arle"], options).failures == []
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
