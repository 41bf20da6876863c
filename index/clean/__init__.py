"""Raw documents to articles: the body without the site around it, and what the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.article import Article
    from index.load.raw import Raw


def clean(raw: Raw) -> Article:
    """The article in `raw`, as `index.clean.cleaner` makes it.

    Imported when it is called: other modules of this folder are wanted where no page is read.
    """
    from index.clean.cleaner import clean as whole

    return whole(raw)
