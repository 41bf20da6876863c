"""Questions as full-text expressions, run on a real FTS5 table with the archive's tokenizer."""

from __future__ import annotations

import re
import sqlite3
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalog.database import TOKENIZER
from index.search import spellings
from index.search.terms import FILLERS, LONGEST, MOST_GROUPS, Terms, terms
from index.stop_words import STOP_WORDS

_db = sqlite3.connect(":memory:")
_db.execute(f"CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = '{TOKENIZER}')")


def finds(question: str, body: str, *, variants: bool = True) -> bool:
    """Whether a passage with `body` is among what the question's expression finds."""
    expression = terms(question, variants=variants).expression
    if not expression:
        return False
    _db.execute("DELETE FROM words")
    _db.execute("INSERT INTO words VALUES ('', ?)", (body,))
    found = _db.execute("SELECT bm25(words) FROM words WHERE words MATCH ?", (expression,))
    return bool(found.fetchall())


SAME = [
    ("UN", "United Nations"),
    ("U.N.", "UN"),
    ("U.S.", "United States"),
    ("US", "U.S."),
    ("UK", "Britain"),
    ("U.K.", "United Kingdom"),
    ("EU", "European Union"),
    ("WHO", "World Health Organization"),
    ("ISIS", "Daesh"),
    ("ISIL", "Islamic State"),
    ("PKK", "Kurdistan Workers' Party"),
    ("YPG", "People’s Protection Units"),
    ("SDF", "Syrian Democratic Forces"),
    ("NATO", "Nato"),
    ("nato", "North Atlantic Treaty Organization"),
    ("3.6m", "3.6 million"),
    ("3.6 million", "3,600,000"),
    ("3600000", "3.6m"),
    ("$1.5bn", "1.5 billion dollars"),
    ("12%", "12 per cent"),
    ("percent", "per cent"),
    ("twelve", "12"),
    ("a dozen", "12"),
    ("two thousand", "2,000"),
    ("half a million", "500,000"),
    ("two hundred and fifty thousand", "250,000"),
    ("300,000", "300k"),
    ("twenty-one", "21"),
    ("first", "1st"),
    ("Dec. 19", "19 December"),
    ("December 19", "Dec 19th"),
    ("the 19th of December", "Dec. 19"),
    ("2019-12-19", "19 December 2019"),
    ("December 19, 2019", "2019-12-19"),
    ("Sept. 3", "3 September"),
    ("organisation", "organization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("neighbours", "neighbors"),
    ("colourful", "colorful"),
    ("analysed", "analyzed"),
    ("travelled", "traveled"),
    ("privatisation", "privatization"),
    ("cease-fire", "ceasefire"),
    ("co-operate", "cooperate"),
    ("re-elected", "reelected"),
    ("midterms", "mid-terms"),
    ("F-16", "F16"),
    ("al-Assad", "Assad"),
    ("el-Sisi", "al-Sisi"),
    ("Kyiv", "Kiev"),
    ("Türkiye", "Turkey"),
    ("Myanmar", "Burma"),
    ("Mumbai", "Bombay"),
    ("Gaddafi", "Kadhafi"),
    ("Zelenskyy", "Zelenskiy"),
    ("Mohammed", "Muhammad"),
    ("Erdoğan", "Erdogan"),
    ("Yıldırım", "Yildirim"),
    ("Tromsø", "Tromso"),
    ("Đinđić", "Djindjic"),
    ("Wałęsa", "Walesa"),
    ("Groß", "Gross"),
    ("Müller", "Mueller"),
    ("Assad's", "Assad"),
]
ONE_WAY = [
    ("American", "US"),
    ("America", "U.S."),
    ("British", "U.K."),
    ("two thousand", "2000"),  # the reverse may be the year
    ("Ærø", "Aero"),
    ("Al Jazeera", "the Jazeera network"),
    ("Did the Ruritanian Free Press close?", "the RFP closed"),
    ("Fёdorov ёлка", "елка"),
    ("مُحَمَّد", "محمد"),
    ("以色列", "以色列总理周五说"),
    ("Côte d’Ivoire", "Cote d'Ivoire"),
    ("ﬁnance", "finance"),
    ("WHO report", "a WHO statement"),
    ("WHAT DID THE EU SAY", "the European Union said"),
    ("Theresa May", "Mrs May said"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_either_spelling_finds_the_other(one: str, other: str) -> None:
    for asked, told in ((one, other), (other, one), (one, one), (other, other)):
        assert finds(f"Where was {asked} seen?", f"Late reports had {told} there."), (asked, told)


@pytest.mark.parametrize(("asked", "told"), ONE_WAY)
def test_a_spelling_finds_another(asked: str, told: str) -> None:
    assert finds(asked, told)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("who came to the harvest", "the World Health Organization"),
        ("is the bridge open", "Daesh and Islamic State and ISIS"),
        ("did they tell us of it", "U.S. and America and the United States"),
        ("it may rain, I am told", "information technology on 5 May"),
        ("a march by farmers", "on Mar. 5"),
        ("roast turkey for the farmers", "Türkiye"),
        ("ice on the road", "Immigration and Customs Enforcement"),
        ("un terremoto", "the United Nations"),
        ("WHO IS IT THAT CAME WITH US", "World Health Organization, ISIL, America"),
        ("a doctor for the farmers", "doctour"),
        ("Great American Summit in Oslo", "gas"),
        ("What happened in 2019?", "2,019 farmers"),
        ("Which one was it?", "1"),
    ],
)
def test_ordinary_words_are_not_names(question: str, body: str) -> None:
    assert not finds(question, body)


def test_without_variants_only_what_is_written_is_found() -> None:
    assert not finds("Kyiv", "Kiev", variants=False)
    assert not finds("3.6m", "3.6 million", variants=False)
    assert finds("3.6 million in Kyiv", "seen in Kyiv", variants=False)
    assert all(len(group) == 1 for group in terms("UN, Dec. 19, colour", variants=False).groups)


def test_a_thing_is_one_group_with_the_written_form_first() -> None:
    groups = terms("Did the World Health Organization and WHO meet Assad, al-Assad?").groups
    assert [group[0] for group in groups] == [
        "World Health Organization",
        "meet",
        "Assad",
        "al-Assad",
    ]
    assert "WHO" in groups[0]


LISTED = tomllib.loads((Path(spellings.__file__).parent / "variants.toml").read_text("utf-8"))


@pytest.mark.parametrize("row", [*LISTED["names"], *LISTED["words"]], ids=lambda row: row[0])
def test_a_listed_name_is_one_group_with_all_of_its_row(row: list[str]) -> None:
    for written in row:
        whole = {plain(spelling) for spelling in row}
        groups = terms(written).groups
        assert any(whole <= {plain(s) for s in group} for group in groups), groups
        # "IS" alone tells nothing: it is in nearly every passage.
        others = {s for s in row if plain(s) not in (plain(written), "is")}
        assert all(finds(written, other) for other in others)


def plain(name: str) -> str:
    """Without what the index or the question's tokens do not have: accents, "'s", dots."""
    letters = unicodedata.normalize("NFKD", re.sub(r"['’]s\b|\.", "", name).lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def test_initials_are_looked_for_and_are_no_thing_of_their_own() -> None:
    (group,) = terms("Kurdistan Workers' Party").groups
    assert group[0] == "Kurdistan Workers Party" and "PKK" in group
    found = terms("Brenn Harbour Police")
    assert [group[0] for group in found.groups] == ["Brenn", "Harbour", "Police"]
    assert '"bhp"' in found.expression
    assert terms("Told Nor Don").groups == (("TND", "Told Nor Don"),)


@pytest.mark.parametrize(("asked", "body"), [("Sana'a", "Sanaa"), ("Sana’a", "Sanaa"), ("Sanaa", "Sana’a"), ("Qur'an", "Quran")])  # fmt: skip
def test_with_and_without_its_apostrophe(asked: str, body: str) -> None:
    assert finds(asked, body)


def test_a_spelling_that_another_one_finds_is_not_counted_twice() -> None:
    phrases = terms("the United States of America and al-Assad").expression.split(" OR ")
    assert '"al-assad"' not in phrases
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("question", ["The Who?", "who is it", "To be or not to be", "is it", "It"])
def test_only_stop_words_are_searched_for_all_the_same(question: str) -> None:
    assert finds(question, question)
    assert terms(question).groups


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?!",
        "…—“”",
        "👍🎉",
        "\x00\x01",
        "\ud800",
        '"" * ( ) ^ : -',
        "\u0591",
        "\u0591's \u093e",
    ],
)
def test_nothing_to_look_for(question: str) -> None:
    assert terms(question) == Terms((), "")


@pytest.mark.parametrize(
    "question",
    [
        'AND OR NOT NEAR("a" b, 3) * ^x title: {y} + -z',
        '"unclosed', "title : war", "a\x00b", "half \udc00 of", "x" * 50_000, "a-" * 25_000,
        "one " * 12_500, "A.B." * 12_000, "1,000," * 9_000, "'" * 50_000, "日本" * 25_000,
        "19 December " * 4_000, " ".join(f"Łódź{n}ss" for n in range(9_000)), "²³½①Ⅳ٣",
        "99999999999999999999999999999999999999999 million trillion", "0 0.0 00 19/19/2019 0/0/0000",
        "1e999", "May 0", "half a", "a", "twenty hundred dozen and",
    ],
)  # fmt: skip
def test_hostile_questions_run(question: str) -> None:
    found = terms(question)
    assert len(found.groups) <= MOST_GROUPS
    finds(question, "anything")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.booleans())
def test_any_text_gives_an_expression_that_runs(question: str, variants: bool) -> None:
    found = terms(question, variants=variants)
    assert bool(found.groups) == bool(found.expression)
    assert all(group and all(group) for group in found.groups)
    finds(question, "anything", variants=variants)


PIECES = st.sampled_from(
    "U.S. us US WHO who is IS Dec. 19 19th of December 2019 2019-12-19 3.6m 3.6 million half a dozen"
    " twenty two hundred and thousand first al-Assad Al Jazeera cease-fire co-operate don't Assad's"
    " World Food Programme Turkey Łódź May may 12% $1.5bn O'Brien F-16 AND NOT NEAR organised".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=20), st.booleans())
def test_every_word_as_written_is_found(pieces: list[str], variants: bool) -> None:
    question = " ".join(pieces)
    for word in pieces:
        bare = re.sub(r"['’]s$", "", word).strip("$%.")
        if bare.lower() not in STOP_WORDS | FILLERS and not bare.lower().endswith("n't"):
            assert finds(question, f"before {word} behind", variants=variants), word


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"[A-Za-zà-öø-ÿĀ-ſ]{3,12}( [a-zà-öø-ÿ]{3,12}){0,6}", fullmatch=True))
def test_any_word_in_latin_letters_is_found(question: str) -> None:
    for word in question.split()[:MOST_GROUPS]:
        if word.lower() not in STOP_WORDS | FILLERS:
            assert finds(question, f"x {word} y")


def test_what_lies_behind_the_longest_question_is_not_looked_for() -> None:
    assert not finds("ab " * (LONGEST // 3 + 1) + "heron", "heron")
