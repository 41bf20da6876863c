"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        help="The archive's folder; by default $DATELINE_ARCHIVE, else ./dateline-archive."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
EmbeddingOption = Annotated[
    str | None,
    typer.Option(
        help="minilm, static, http://HOST/v1#MODEL, or package.module:Class of a LlamaIndex embedding."
    ),
]
OutletOption = Annotated[list[str] | None, typer.Option(help="Only this outlet; may repeat.")]
AsOfOption = Annotated[str | None, typer.Option(help="Nothing published after this day.")]
SinceOption = Annotated[str | None, typer.Option(help="Published on this day or later.")]
UntilOption = Annotated[str | None, typer.Option(help="Published on this day or earlier.")]
WindowOption = Annotated[
    bool, typer.Option("--window/--no-window", help="Keep to the days that the question names.")
]
ReaderOption = Annotated[
    str | None, typer.Option(help="quote (no model) or chat; --model implies chat.")
]
ModelOption = Annotated[
    str | None,
    typer.Option(help="Model of an OpenAI-compatible endpoint (OPENAI_BASE_URL, OPENAI_API_KEY)."),
]
