from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import depends, standalone

WORDS = "who what when why did was and the of in he she it they his their that there then Ito Lissa".split()
TEXT = st.text(max_size=100) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        (["Did President Halvorsen visit Lund in May 2021?"], "Who travelled with him?", "Who travelled with President Halvorsen?"),
        (["Which bank did Norvik Group buy in 2018?"], "How much did it pay for it?", "How much did Norvik Group pay for it?"),
        (["When did the teachers' strike in Castara begin?"], "What were they asking for?", "What were the teachers in Castara asking for?"),
        (["Who ran Oresti in March 2019?"], "What about a year later?", "Who ran Oresti in March 2020?"),
        (["Did Minister Kadri resign?"], "Why?", "Why did Minister Kadri resign?"),
        (["How many houses burned in Pelham?"], "And in Aldmoor?", "How many houses burned in Aldmoor?"),
        (["Who is the mayor of Brennwick?"], "When was she elected?", "When was the mayor of Brennwick elected?"),
        (["What did Prime Minister Osei announce in Accra?"], "And the finance minister?", "What did the finance minister announce in Accra?"),
        (["Did Tessaly and Morvia sign a ceasefire deal in June 2020?"], "Who broke that deal?", "Who broke the ceasefire deal that Tessaly and Morvia signed in June 2020?"),
        (["How many people died in the Calder flood?"], "And how many of them were children?", "How many of the people who died in the Calder flood were children?"),
        (["Who won the regional election in Varna?"], "By how many votes?", "By how many votes was the regional election in Varna won?"),
        (["What failed at Millside?"], "Which company built it?", "Which company built what failed at Millside?"),
        (["Which goalkeeper did Arden United sign in 2020?"], "How long does his contract run?", "How long does the contract of the goalkeeper that Arden United signed in 2020 run?"),
        (["Where did Foreign Minister Lena Brandt meet Omar Said?"], "What did she tell him?", "What did Foreign Minister Lena Brandt tell Omar Said?"),
        (["Did the army enter Tal Amar on 6 February 2020?"], "Who was there?", "Who was in Tal Amar?"),
        (["Did the army enter Tal Amar on 6 February 2020?"], "And what happened two weeks later?", "What happened on 20 February 2020?"),
        (["How many refugees were in Lissa in 2015?"], "And in 2016?", "How many refugees were in Lissa in 2016?"),
        (["Why did the Norland central bank raise rates?"], "When?", "When did the Norland central bank raise rates?"),
        (["Did Zeynep Arslan lead the delegation?"], "Her deputy?", "Did Zeynep Arslan's deputy lead the delegation?"),
        (["Did Zeynep Arslan lead the delegation?"], "Who was her deputy?", "Who was Zeynep Arslan's deputy?"),
        (["Which towns did the rebels hold in 2017?"], "And how many?", "How many towns did the rebels hold in 2017?"),
        (["Did the rebels free prisoners in Samra?"], "Which ones?", "Which prisoners did the rebels free in Samra?"),
        (["Did the rebels free prisoners in Samra?"], "How many?", "How many prisoners did the rebels free in Samra?"),
        (["Who leads the Harbour Party?"], "Who founded it?", "Who founded the Harbour Party?"),
        (["Who leads the Harbour Party?"], "Since when?", "Since when has that person led the Harbour Party?"),
        (["What does the new stadium in Velden cost?"], "Why is it late?", "Why is the new stadium in Velden late?"),
        (["What does the new stadium in Velden cost?"], "Who pays?", "Who pays, as to the new stadium in Velden?"),
        (["Did the government of Castara ban fishing?"], "Did Morvia?", "Did Morvia ban fishing?"),
        (["What happened in Tal Sirin on 16 February 2020?"], "How many people live in the town?", "How many people live in Tal Sirin?"),
        (["Who was arrested over the fire at Harrow Mill?"], "When?", "When was that person arrested over the fire at Harrow Mill?"),
        (["How much did the city council spend on the tram?"], "Did Nora Vik resign as its chair?", "Did Nora Vik resign as the city council's chair?"),
        (["Did Aldo Ferri meet the pope?", "Who arranged it?"], "When did he leave?", "When did Aldo Ferri leave?"),
        (["Who is the head of Castara Rail?", "When was he appointed?", "How many trains does the company run?"], "And who owns it?", "Who owns Castara Rail?"),
        (["Where were the hostages held?"], "Were they freed?", "Were the hostages freed?"),
        (["When did Governor Blake veto the water bill?"], "Did the senate override that?", "Did the senate override the water bill?"),
        (["When did Governor Blake veto the water bill?"], "What about the housing bill?", "When did Governor Blake veto the housing bill?"),
        (["Did Ivan Petrov meet Anna Sokolova in Minsk?"], "What about in Riga?", "Did Ivan Petrov meet Anna Sokolova in Riga?"),
        (["Did Ivan Petrov meet Anna Sokolova in Minsk?"], "Where did she go then?", "Where did Anna Sokolova go then?"),
        (["How many soldiers did Morvia lose in January 2016?"], "And the month before?", "How many soldiers did Morvia lose in December 2015?"),
        (["Who owned the Gazette in 1998?"], "Who owned it then?", "Who owned the Gazette in 1998?"),
        (["Who owned the Gazette in 1998?"], "Who owns it now?", "Who owns the Gazette now?"),
        (["Did the union accept the offer?"], "Why not?", "Why did the union not accept the offer?"),
        (["Has the parliament approved the budget?"], "When?", "When did the parliament approve the budget?"),
        (["Who chairs the inquiry into the Millside flood?"], "What did he find?", "What did the person who chairs the inquiry into the Millside flood find?"),
        (["When will the Harrow Vale hospital open?"], "How many beds will it have?", "How many beds will the Harrow Vale hospital have?"),
        (["Did Omar Lindgren accuse the mayor?"], "What does his wife say?", "What does Omar Lindgren's wife say?"),
        (["When was the Lissa tunnel closed?"], "How long did it take to reopen?", "How long did the Lissa tunnel take to reopen?"),
        (["Which minister did President Toure dismiss in 2014?"], "Who replaced her?", "Who replaced the minister that President Toure dismissed in 2014?"),
        (["What is known about the attack in Samra?"], "Who was behind the attack?", "Who was behind the attack in Samra?"),
        (["Did Norland withdraw its troops from Samra?"], "Where did they go?", "Where did Norland's troops from Samra go?"),
        (["How many jobs does Lindqvist Steel cut in Arden?"], "and what about Velden?", "How many jobs does Lindqvist Steel cut in Velden?"),
        (["Who scored for Port Sable against Arden?"], "What else did he do?", "What else did the person who scored for Port Sable against Arden do?"),
        (["When did the miners of Kostrava go on strike?"], "Did the company give them a raise?", "Did the company give the miners of Kostrava a raise?"),
        (["Did the ministry publish the report in May 2017?"], "Who wrote it?", "Who wrote the report?"),
        (["Who visited the camp at Lissa on 12 March 2018?"], "And the next day?", "Who visited the camp at Lissa on 13 March 2018?"),
        (["What was agreed between Morvia and Tessaly?"], "Do they still trade?", "Do Morvia and Tessaly still trade?"),
        (["How many ships did the Selva navy lose in 1982?"], "What about aircraft?", "How many aircraft did the Selva navy lose in 1982?"),
        (["What did Judge Marta Oyen rule on the pipeline?"], "When did she do that?", "When did Judge Marta Oyen rule on the pipeline?"),
        (["When did the Selva parliament pass the press law?"], "What does it say about bloggers?", "What does the press law say about bloggers?"),
        (["Which bridge did the storm of 1999 destroy?"], "Was it rebuilt?", "Was the bridge that the storm of 1999 destroyed rebuilt?"),
        (["Does Selva export grain?"], "To which countries?", "To which countries does Selva export grain?"),
        (["Who won the 2016 election in Mirna?"], "And in 2020?", "Who won the 2020 election in Mirna?"),
        (["Did the Oresti army shell Pell on 9 June 2015?"], "Did the Selva army?", "Did the Selva army shell Pell on 9 June 2015?"),
        (["Who coaches Ravensgate?"], "Has he won anything?", "Has the person who coaches Ravensgate won anything?"),
        (["Which judge freed Paul Rask in 2018?"], "Was she criticised?", "Was the judge who freed Paul Rask in 2018 criticised?"),
    ],
)  # fmt: skip
def test_a_follow_up_gets_what_it_leaves_out(history: list[str], question: str, whole: str) -> None:
    assert standalone(question, history) == whole
    assert depends(question) or "the " in question.lower()


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["Who won the regional election in Varna?"], "Is it true that the port of Lissa is closed?"),
        (["Did Erik Dahl sell his newspaper?"], "How long did it take to rebuild the Arden bridge?"),
        (["When did the Arden bridge reopen?"], "Who is the coach of Port Sable?"),
        (["Where was the treaty signed?"], "Which villages did the Tessalian army shell on 3 April 2019?"),
        (["When did the ferry Astrid sink?"], "How many passengers did the airline Norjet carry in 2019?"),
        (["Did Petra Lund say she would stand again?"], "What was the reaction in Velden?"),
        (["Who was arrested over the fire at Harrow Mill?"], "Was it raining in Port Sable?"),
        (["Did Aldo Ferri meet the pope?"], "Did Aldo Ferri meet Carla Voss?"),
        (["Where were the hostages held?"], "What is the price of bread in Morvia?"),
        (["What did the court decide in the Lindqvist case?"], "Will there be a new trial in Morvia?"),
        (["Who chairs the inquiry into the Millside flood?"], "How many litres of water does a person need?"),
        (["Did Norland withdraw its troops from Samra?"], "Who is buying Lindqvist Steel?"),
        # No thing, ship or body is a "he": better left open than a wrong name put in.
        (["When did the ferry Queen Astrid sink?"], "Was he arrested?"),
        (["When did HMS Valiant leave Port Arden?"], "Who did he blame?"),
        (["Did the Nansen Prize go to Amnesty?"], "When was she born?"),
    ],
)  # fmt: skip
def test_a_change_of_topic_leaves_the_old_one_behind(history: list[str], question: str) -> None:
    assert standalone(question, history) == question


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("And how many of them?", True),
        ("Who accompanied him?", True),
        ("Why?", True),
        ("What about Saraqeb?", True),
        ("And in October?", True),
        ("Who accompanied Erdogan to Moscow?", False),
        ("How many people were displaced in Idlib?", False),
        ("Did Erdogan say he would leave?", False),
        ("Is it true that the port of Lissa is closed?", False),
    ],
)
def test_a_follow_up_is_told_from_a_new_question(question: str, leans: bool) -> None:
    assert depends(question) is leans


def test_an_answer_names_whom_a_pronoun_means() -> None:
    asked = ["Who is the mayor of Brennwick?"]
    answer = "The council elected Ana Ruiz mayor in May."
    assert standalone("When was she elected?", asked, [answer]) == "When was Ana Ruiz elected?"


def test_two_persons_in_an_answer_are_one_too_many() -> None:
    asked = ["Who is the mayor of Brennwick?"]
    answer = "Ana Ruiz, elected over Ben Aziz."
    made = standalone("When was she elected?", asked, [answer])
    assert made == "When was the mayor of Brennwick elected?"


def test_a_chain_resolves_through_all_of_its_questions() -> None:
    history = [
        "Did Petra Lund meet Omar Said in Lissa?",
        "When did she leave?",
        "Who went with her?",
    ]
    assert standalone("And why?", history) == "Why did that person go with Petra Lund?"


def test_a_long_history_is_no_burden() -> None:
    history = ["Did Petra Lund meet Omar Said in Lissa?", *["What did she say then?"] * 60]
    assert "Petra Lund" in standalone("Why did she leave?", history)


def test_without_a_history_a_question_is_as_asked() -> None:
    assert standalone("And why?", []) == "And why?"


@given(TEXT, st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=3))
def test_any_conversation_makes_a_question(
    question: str, history: list[str], answers: list[str]
) -> None:
    made = standalone(question, history, answers)
    assert bool(made.strip()) is bool(question.strip())
    assert standalone(question, []) == question
