from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.speakers import speakers_in
from index.split import passages, sentences

WORDS = st.lists(
    st.sampled_from(
        ["“We go", "he said.", "No.”", '"Yes', 'now,"', "Mr. Smith", "said", "U.S. troops", "left.", "It was 3.6 million.",
         "Why?", "\n\n", "…", "😀", "é", "(a)", "according to the U.N."]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=200)
@given(WORDS)
def test_offsets_match_the_text_and_cover_it_in_order(words: list[str]) -> None:
    text = "\n\n".join(p.strip() for p in " ".join(words).split("\n\n") if p.strip())
    article = Article(text)
    spans = sentences(article)
    last = 0
    for span in spans:
        assert last <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert not text[last : span.start].strip()  # nothing is lost between two sentences
        last = span.end
    assert not text[last:].strip()
    made = passages(article, spans)
    assert {(s.start, s.end) for s in spans} == {
        (s.start, s.end) for s in spans for p in made if p.start <= s.start and s.end <= p.end
    }
    assert [p.id for p in made] == [p.id for p in passages(article, spans)]


def test_a_quotation_stays_whole_with_the_words_that_attribute_it() -> None:
    text = '"We will not leave. We never said so," the mayor told reporters. "Not today."'
    spans = sentences(Article(text))
    assert text[spans[0].start : spans[0].end].endswith("reporters.")
    assert [s.speaker for s in spans] == ["the mayor", "the mayor"]
    assert [s.voice for s in spans] == ["direct", "direct"]


def test_speakers_of_every_shape() -> None:
    cases = {
        "The Kremlin said on Monday that talks would go on.": ["The Kremlin"],
        '"It is over," said Dmitry Peskov, the spokesman.': ["Dmitry Peskov"],
        "According to the U.N. office, 586,000 people fled.": ["the U.N. office"],
        "Lavrov, who was in Sochi, said that it would not happen.": ["Lavrov"],
        "Russia's envoy, Alexander Lavrentyev, said Tuesday that it would not.": [
            "Russia's envoy, Alexander Lavrentyev"
        ],
        "The town fell on Monday after a short fight.": [],
        "Trump left after Ankara announced the operation.": [],
    }
    for sentence, expected in cases.items():
        assert speakers_in(sentence) == expected, sentence


def test_a_pronoun_is_the_person_who_spoke_before() -> None:
    text = "Mayor Ana Brandt said the bridge was late.\n\n“It was worth it,” she said.\n\nThe council met on Friday."
    assert [s.speaker for s in sentences(Article(text))] == [
        "Mayor Ana Brandt",
        "Mayor Ana Brandt",
        None,
    ]


def test_a_relative_clause_or_a_dateline_does_not_hide_the_speaker() -> None:
    assert speakers_in("The council that governs the town said on Friday that it stayed.") == [
        "The council"
    ]
    assert speakers_in("GENEVA (Wire) - The aid office said that 390 had fled.") == [
        "The aid office"
    ]


def test_no_words_are_put_in_a_mouth_that_may_be_wrong() -> None:
    text = (
        "“It has not slowed,” Reik said.\n\nA crowd and Mara Silk laughed when told of it.\n\n"
        "“He should look out,” she said.\n\nClub president Alba Rosen said nobody would leave.\n\n"
        "The club said on Sunday that its shares fell."
    )
    spoken = [s.speaker for s in sentences(Article(text))]
    assert spoken == ["Reik", None, None, "Club president Alba Rosen", "The club"]
