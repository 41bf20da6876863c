"""`dateline ui`: the page, served on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.options import ArchiveOption, ModelOption


def page(
    archive: ArchiveOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 7860,
    model: ModelOption = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    example: Annotated[
        list[str] | None, typer.Option(help="A question to offer as an example; may repeat.")
    ] = None,
) -> None:
    """Open the chat page on this machine; nobody else can reach it."""
    from index.opening import open_archive
    from rag.connect import over, readers
    from rag.errors import EndpointError
    from ui.app import serve

    at_hand = readers(model=model)
    names = at_hand.names
    try:
        at_hand.pick()
    except EndpointError as error:  # the quote reader needs no endpoint
        names = tuple(name for name in names if name != at_hand.first)
        typer.echo(f"dateline: The chat reader is left out: {error}", err=True)
    with open_archive(archive) as store:
        assistants = {name: over(store, at_hand, name) for name in names}
        offered = example or [f"What did {name} say?" for name in store.speakers(4)]
        serve(assistants, examples=offered, port=port, open_browser=browser)
