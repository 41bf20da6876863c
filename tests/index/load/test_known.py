"""What is known beside a text: days of records, and fields of front matter and sidecars."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.clean.cleaner import clean
from index.load import Failure, Raw, read
from index.load.fields import named
from tests.index.load.make import ONE, TITLE, TWO

UNREADABLE = ("03/04/2019", "99999-01-01", "2019-02-30", "soon", "2999-01-01")


def one(path: Path, text: str, **options: object) -> Raw:
    path.write_text(text)
    [raw] = read(path, options)
    assert isinstance(raw, Raw), raw
    return raw


@pytest.mark.parametrize("day", UNREADABLE)
def test_a_record_with_an_unreadable_day_goes_in_undated(tmp_path: Path, day: str) -> None:
    record = {"text": f"{ONE}\n\n{TWO}", "published": day, "updated": day}
    raws = [
        one(tmp_path / "a.json", json.dumps(record)),
        one(tmp_path / "a.jsonl", json.dumps(record)),
        one(tmp_path / "a.csv", f'text,published,updated\n"{ONE}",{day},{day}'),
        one(tmp_path / "b.json", json.dumps({"text": ONE, "at": day, "updated": day}), fields={"published": "at"}),
    ]  # fmt: skip
    for raw in raws:
        assert "published" not in raw.known
        assert "updated" not in raw.known
        article = clean(raw)
        assert article.published.day is None
        assert dict(article.metadata)["record updated"] == day
        assert day in (dict(article.metadata).get("record published"), raw.known.get("at"))


def test_the_next_field_is_asked_and_what_is_given_outside_wins(tmp_path: Path) -> None:
    record = {"text": ONE, "published": "soon", "date": "2019-03-05"}
    raw = one(tmp_path / "a.json", json.dumps(record))
    assert raw.known == {"published": "2019-03-05", "record published": "soon"}
    del record["date"]
    raw = one(tmp_path / "a.json", json.dumps(record), published="2019-03-06")
    assert raw.known["published"] == "2019-03-06"


def test_front_matter_and_sidecars_may_use_the_usual_names(tmp_path: Path) -> None:
    fields = {"headline": TITLE, "date": "2019-03-05", "byline": "Jo Lind", "source": "The Tide"}
    above = "".join(f'{name}: "{value}"\n' for name, value in fields.items())
    texts = {"a.md": f"---\n{above}mood: calm\n---\n{ONE}", "b.txt": ONE, "c.txt": ONE}
    (tmp_path / "b.txt.meta.yaml").write_text(f"{above}mood: calm\n")
    (tmp_path / "c.txt.meta.json").write_text(json.dumps({**fields, "mood": "calm"}))
    for name, text in texts.items():
        raw = one(tmp_path / name, text)
        assert raw.known == {
            "title": TITLE, "published": "2019-03-05", "authors": "Jo Lind", "outlet": "The Tide",
            "mood": "calm",
        }  # fmt: skip
        article = clean(raw)
        assert (article.outlet, article.authors) == ("The Tide", ("Jo Lind",))
        assert str(article.published.day) == "2019-03-05"


def test_a_bare_day_of_yaml_is_a_day(tmp_path: Path) -> None:
    article = clean(one(tmp_path / "a.md", f"---\ndate: 2019-03-05\n---\n{ONE}"))
    assert str(article.published.day) == "2019-03-05"


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"published": "a", "date": "b"}, {"published": "a", "date": "b"}),
        ({"Date": "b"}, {"published": "b"}),
        ({"published": "", "pub_date": "b"}, {"published": "b", }),
        ({"mood": 1}, {"mood": 1}),
        ({}, {}),
    ],
)  # fmt: skip
def test_our_own_name_goes_first(given: dict[str, Any], known: dict[str, Any]) -> None:
    assert {k: v for k, v in named(given).items() if v != ""} == known


def test_a_sidecar_that_is_broken_names_the_line_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    side = tmp_path / "a.txt.meta.yaml"
    for text in ("title: x\noutlet: The Tide: evening\n", 'title: "x\n' + "y\n" * 200):
        side.write_text(text)
        [failure] = read(tmp_path / "a.txt", {})
        assert isinstance(failure, Failure)
        assert "a.txt.meta.yaml is broken (" in failure.reason
        assert " in line " in failure.reason
        assert "unicode string" not in failure.reason
        assert failure.reason.endswith(")")


def test_rows_without_a_text_are_told_once(tmp_path: Path) -> None:
    rows = [{"x": n} for n in range(30)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, [*rows, {"text": ONE}, *rows])))
    good, told = read(tmp_path / "a.jsonl", {})
    assert isinstance(good, Raw)
    assert told == Failure(
        str(tmp_path / "a.jsonl"),
        "in 60 of its records no field holds its text; name it with --field text=NAME (it has: x)",
    )
    (tmp_path / "a.csv").write_text("a,b\n" + "1,2\n" * 2000)
    several, given_up = sorted(
        f.reason for f in read(tmp_path / "a.csv", {}) if isinstance(f, Failure)
    )
    assert several.startswith("1,000 in a row")
    assert given_up.startswith("in 1,000 of its records")


def test_broken_json_is_told_without_places_inside_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a\tb"}\n')
    [failure] = read(tmp_path / "a.jsonl", {})
    assert failure == Failure(
        f"{tmp_path}/a.jsonl:1",
        "not valid JSON, perhaps half-written (Invalid control character)",
    )
    (tmp_path / "b.json").write_text('{"text": "a",\n "b" 1}')
    [failure] = read(tmp_path / "b.json", {})
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("(Expecting ':' delimiter in line 2)")
