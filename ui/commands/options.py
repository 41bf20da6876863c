"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="The archive's folder. Without it: the one that DATELINE_ARCHIVE names, else "
        "./dateline-archive.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON, for programs to read, in place of text.")
]
EmbeddingOption = Annotated[
    str | None,
    typer.Option(
        metavar="WHICH",
        help="How passages become vectors, to find them by meaning: 'static' (the default of a new "
        "archive; thousands of passages a second), 'minilm' (reads words in context, many times "
        "slower), a server's model as http://127.0.0.1:8080/v1#MODEL, or any installed LlamaIndex "
        "embedding as package.module:Class. An archive remembers its own. Without it: the one that "
        "DATELINE_EMBEDDING names.",
    ),
]
OutletOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Only articles of this outlet, as 'The Harbour Post'. Give it several times for "
        "several outlets.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help="Answer as on this day (as 2019-01-05): nothing published later is read.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        metavar="DAY", help="Only what was published on this day (as 2019-01-05) or later."
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Only what was published on this day or earlier."),
]
WindowOption = Annotated[
    bool,
    typer.Option(
        "--window/--no-window",
        help="Whether days that the question itself names ('in January 2019') narrow what is read. They do, unless --no-window is given.",
        show_default=False,
    ),
]
ReaderOption = Annotated[
    str | None,
    typer.Option(
        metavar="quote|chat",
        help="Who answers: 'quote' gives the articles' own sentences and needs no model; 'chat' has "
        "a language model write, under the same checks. Without it: 'chat' where a model is "
        "named, else 'quote'.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="A chat model, as gpt-4o-mini, of the OpenAI-compatible server at OPENAI_BASE_URL "
        "(OpenAI's own if unset), with the key in OPENAI_API_KEY. Without it: the one that "
        "DATELINE_MODEL names.",
    ),
]
JudgeOption = Annotated[
    str | None,
    typer.Option(
        metavar="off|on|auto",
        help="Whether the chat model also judges, in one more call, if the quotes bear its claims out: "
        "'on' for all that are in its own words, 'auto' for those that the embedded checks refuse, "
        "'off' for none. Without it: what DATELINE_JUDGE says, else 'auto'.",
    ),
]
