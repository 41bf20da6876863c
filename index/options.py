"""What a person may say about articles as they go in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.errors import InputError, UnreadableError
from index.load import FIELDS

NAMES = ("text", *FIELDS)
FOR_FETCHING = ("max_pages", "networks")  # options that say nothing of an article


def is_address(path: object) -> bool:
    """Whether what is to be ingested is a web address, and no file."""
    return str(path).lower().startswith(("http://", "https://"))


def checked_address(path: str, networks: Sequence[str]) -> bool:
    """Whether it is a web address; raises InputError for one that may not be fetched."""
    if not is_address(path):
        return False
    from index.load.guard import Guard

    try:
        Guard.with_unguarded(networks).url(path)
    except UnreadableError as error:
        raise InputError(f"{path} is not fetched: {error}") from error
    return True


def mapping(pairs: Iterable[str]) -> dict[str, str]:
    """`["text=body.content"]` as {"text": "body.content"}: our field's name to a record's own.

    Raises InputError for a pair that is not one, or a field that does not exist.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip() or ours.strip() not in NAMES:
            raise InputError(
                f"{pair!r} maps no field; write OURS=THEIRS, with one of {', '.join(NAMES)} as OURS."
            )
        found[ours.strip()] = theirs.strip()
    return found
