"""Whole articles: pronouns, quotations that stand alone, paragraphs, bodies named before."""

from __future__ import annotations

import pytest

from index.article import Article
from index.split import sentences


def told(text: str) -> list[tuple[str, str | None]]:
    return [(s.voice, s.speaker) for s in sentences(Article(text))]


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in sentences(Article(text))]


PRONOUNS = [
    # who spoke in the sentence before
    ("Mayor Ana Brandt said the bridge was late.\n\n“It was worth it,” she said.", "Mayor Ana Brandt"),
    # whom the sentence before tells of
    ("Ines Faro, a nurse, was lifted from a roof.\n\n“The water came at four,” she said.", "Ines Faro"),
    ("Ines Faro was lifted from a roof.\n\nShe was cold.\n\n“The water came at four,” she said.", "Ines Faro"),
    ("Luis Brack left early.\n\nWhile he was at the shop, he said every shelf was bare.", "Luis Brack"),
    # nobody: another person might be meant
    ("“It has not slowed,” Reik said.\n\nReik and Silk met later.\n\n“He should look out,” she said.", None),
    ("It was Ngozi Holm's first visit, and she said the town was kind.", None),
    ("The crowd grew at noon.\n\n“We will stay,” she said.", None),
    ("Oren Kesh accused Tilda Marr of lying.\n\nShe said that she had not.", None),
    # a woman is not "he"
    ("Ivan Petrov said the ward was full.\n\nNurse Olena Lys left at noon.\n\n“We are tired,” she said.", "Nurse Olena Lys"),
    ("Olena Lys said the ward was full.\n\nHer brother Ivan Petrov waited.\n\n“We are tired,” she said.", "Olena Lys"),
    # a body
    ("The Grid Office said the line was down.\n\nIt said the line would be mended.", "The Grid Office"),
    ("The port of Sable “will stay shut until the wreck is raised,” it said on Monday.", "The port of Sable"),
    ("Black activists say posts are lost.\n\nThe rules are unfair, they say.", "Black activists"),
    # bare nouns
    ("A spokesman for the coalition confirmed it.\n\n“We are out of Sable,” the spokesman said.", "A spokesman for the coalition"),
    ("Norland President Ivo Karel will travel on Monday.\n\nThe Norland president said he was glad.", "Norland President Ivo Karel"),
    ("The onions came from Sable, according to the CDC.\n\nThe agency said the inquiry goes on.", "the CDC"),
    ("Club president Alba Rosen said nobody would leave.\n\nThe club said its shares fell.", "The club"),
    ("The Tide Agency said it was late.\n\nThe Sable Agency met.\n\nThe agency said it was early.", "The agency"),
    ("According to the Health Office, air is bad.\n\nSky Airlines stopped flying, the airline said.", "Sky Airlines"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), PRONOUNS, ids=[p[0][-45:] for p in PRONOUNS])
def test_whom_a_pronoun_or_a_bare_noun_means(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == speaker


SABLE = "A crane of the port company fell, the Dockers' Union said. The port company said it was sorry.\n\n"
LATE = "The union said the crane was old. "
SAME_CLAUSE = [
    (SABLE + LATE + "The company denied that; it said that the crane was new.", "The port company"),
    (SABLE + LATE + "The company denied that; instead, it said that the crane was new.", "The port company"),
    ("The Dockers' Union said the crane was old. The company laughed; it said it was new.", "The company"),
    ("The Dockers' Union said it was old. It said the firm knew; it said nobody came.", "The Dockers' Union"),
    ("Residents said the road was shut. The miners denied that; they said it was open.", "The miners"),
    ("Ana Brandt said the wall was old. Ivo Ruiz denied that; he said it was new.", "Ivo Ruiz"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SAME_CLAUSE, ids=[p[0][-45:] for p in SAME_CLAUSE])
def test_a_pronoun_after_a_semicolon_is_the_subject_before_it(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


NOT_THE_HEAD = [
    ("A road fell, county police said. The county said the damage was 85 million.", "The county"),
    ("City Hospital said 3 people came. The city said it would pay.", "The city"),
    ("The mayor's office said it was late. The mayor said it was early.", "The mayor"),
    ("City Police Chief Ivo Karel came.\n\nThe city police said it was late.", "The city police"),
    ("The Dockers' Union said it was late. The company said it was early.", "The company"),
    # the head of the name
    ("A road fell, county police said. The police said it was shut.", "county police"),
    ("The Bank of Sable said it was late. The bank said that it was early.", "The Bank of Sable"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), NOT_THE_HEAD, ids=[p[0][-45:] for p in NOT_THE_HEAD])
def test_a_bare_noun_is_a_body_named_before_only_as_its_head(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_a_quotation_alone_is_by_who_spoke_before_it() -> None:
    text = "“It is over,” Pesk said. “We are glad of that.”\n\n“We will go home now.”"
    assert told(text) == [("direct", "Pesk")] * 3


def test_a_quotation_alone_is_by_who_is_named_after_it() -> None:
    text = "The town fell.\n\n“He got scared of us.” Ruiz said so at the town hall on Monday. The road is shut."
    assert told(text)[:2] == [("narrated", None), ("direct", "Ruiz")]


def test_a_question_stays_with_the_words_that_attribute_it() -> None:
    text = "The town fell.\n\n“Do you know what I think it was?” Ruiz said. “He got scared of us.”"
    assert told(text) == [("narrated", None), ("direct", "Ruiz"), ("direct", "Ruiz")]


def test_a_quotation_that_opens_again_in_each_paragraph_goes_on() -> None:
    text = (
        "Pesk said: “We never wanted it. We said so.\n\n"
        "“We say it again today. It was wrong.\n\n"
        "“We will not say it a third time.”\n\nThe crowd left."
    )
    assert set(told(text)[:-1]) == {("direct", "Pesk")}
    assert told(text)[-1] == ("narrated", None)


def test_a_quotation_without_a_speaker_is_direct_and_nobodys() -> None:
    text = "The square was full at noon.\n\n“We will not go home before this is over.”"
    assert told(text) == [("narrated", None), ("direct", None)]


def test_a_term_in_quotation_marks_is_not_direct_speech() -> None:
    assert told("Chun said the shortage was “a very serious” problem.") == [("indirect", "Chun")]
    assert told("The “Stop the Clock” crowd met on Monday.") == [("narrated", None)]


def test_a_mark_that_nothing_closes_opens_nothing() -> None:
    text = '"We will pay the fine and change how we work, Ruiz said on Monday. The market closed.'
    assert told(text) == [("indirect", "Ruiz"), ("narrated", None)]


def test_two_voices_in_one_sentence_are_both_named() -> None:
    text = "Ruiz said the town was held, but Norland denied it."
    assert told(text) == [("indirect", "Ruiz and Norland")]


def test_a_language_without_word_lists_is_left_alone() -> None:
    article = Article("Der Minister sagte, er komme. “Ruiz said it,” Pesk said.", language="de")
    assert {s.voice for s in sentences(article)} == {"narrated"}


def test_no_sentences_no_speakers() -> None:
    assert told("") == []
