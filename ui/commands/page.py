"""`dateline ui`: the page, served on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import ArchiveOption, JudgeOption, ModelOption
from ui.terminal import say


def page(
    archive: ArchiveOption = None,
    port: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", min=1, max=65535, help="The port of 127.0.0.1 to serve it on."
        ),
    ] = 7860,
    model: ModelOption = None,
    judge: JudgeOption = None,
    browser: Annotated[
        bool,
        typer.Option(
            help="Whether to open it in a browser, as it does if nothing is said.",
            show_default=False,
        ),
    ] = True,
    example: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION",
            help="A question that the page offers to begin with. Give it several times for several. "
            "Without it: questions on who is quoted most.",
        ),
    ] = None,
) -> None:
    """Open the chat page on this machine.

    Nobody on another machine can reach it. Ctrl-C ends it.
    """
    from index.opening import open_archive
    from rag.connect import over, readers
    from rag.errors import EndpointError
    from ui.app import serve

    at_hand = readers(model=model, judge=judge)
    names = at_hand.names
    try:
        at_hand.pick()
    except EndpointError as error:  # the quote reader needs no endpoint
        names = tuple(name for name in names if name != at_hand.first)
        say(f"dateline: The chat reader is left out: {error}", err=True)
    with open_archive(archive) as store:
        assistants = {name: over(store, at_hand, name) for name in names}
        offered = example or [f"What did {name} say?" for name in store.speakers(4)]
        serve(assistants, examples=offered, port=port, open_browser=browser)
