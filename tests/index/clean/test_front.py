"""Pages that are no article are told apart from articles, however many headlines stand beside these."""

from __future__ import annotations

import pytest

from index.clean import clean
from index.errors import UnreadableError
from index.load import Raw

TOWNS = ("Arle", "Brenn", "Calder", "Dorn", "Esk", "Farr", "Garth", "Holm")
HEAD = '<!doctype html><html lang="en"><head><title>{} - The Quay Echo</title>{}</head><body><main>'
CARD = (
    "<{box} class='c'><h3><a href='/world/{town}'>Harbour of {town} to open after a long strike</a>"
    "</h3><p>Dockers in {town} have agreed to go back to work after nine weeks, and the first ships "
    "are due on Monday.</p><span>2h ago</span></{box}>"
)
STORY = "".join(
    f"<p>The council of {town} has voted to keep its ferry, the mayor said, and will pay for it out "
    "of the harbour fees. The boat has run since the bridge was shut by a flood.</p>"
    for town in TOWNS[:3]
)


def read(page: str) -> str:
    return clean(Raw("a.html", "", "html", f"{page}</main></body></html>".encode())).text


def cards(box: str) -> str:
    return "".join(CARD.format(box=box, town=town) for town in TOWNS)


@pytest.mark.parametrize("box", ["article", "li", "div"])
def test_a_front_is_refused(box: str) -> None:
    with pytest.raises(UnreadableError, match="a list of headlines"):
        read(f"{HEAD.format('World', '')}<h1>World</h1><ul>{cards(box)}</ul>")


@pytest.mark.parametrize("box", ["article", "li", "div"])
def test_a_story_above_as_many_teasers_is_one(box: str) -> None:
    page = (
        f"{HEAD.format('Ferry', '')}<div><h1>Ferry to stay</h1>{STORY}</div><div>{cards(box)}</div>"
    )
    assert "The council of Arle" in read(page)


def test_a_story_of_short_news_with_links_is_one() -> None:
    linked = STORY.replace("its ferry", "<a href='/ferry'>its ferry and all of its boats</a>")
    assert "its ferry and all of its boats" in read(
        f"{HEAD.format('Ferry', '')}<h1>Ferry</h1>{linked}"
    )


def test_a_page_that_says_it_is_an_article_is_believed() -> None:
    more = '<meta property="og:type" content="article">'
    assert "Dockers in Arle" in read(f"{HEAD.format('World', more)}<h1>World</h1>{cards('div')}")


CONSENT = (
    "<p>We and our partners store cookies on your device to show you personalised ads.</p>"
    "<p>You can accept all cookies or change your privacy settings at any time.</p>"
    "<p>Our partners process personal data on the basis of legitimate interest or of your consent.</p>"
)


def test_consent_is_no_story() -> None:
    with pytest.raises(UnreadableError, match=r"cookies or subscriptions|furniture is taken out"):
        read(f"{HEAD.format('Quay', '')}<h1>The Quay Echo</h1><article>{CONSENT}</article>")


def test_a_story_about_consent_is_one() -> None:
    told = (
        "<p>Sites may store cookies only with consent, the court of Arle ruled on Monday.</p>"
        "<p>The judge said that personal data had been sold to third-party vendors for years.</p>"
        "<p>The firm, which runs two hundred sites, has to pay a fine of nine million crowns.</p>"
    )
    assert "court of Arle" in read(
        f"{HEAD.format('Court', '')}<h1>Court rules</h1><article>{told}</article>"
    )
