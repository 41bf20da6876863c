"""What `dateline --help` says beside the commands: how to begin, settings, exit codes."""

from __future__ import annotations

# \b keeps the lines of a paragraph as they are.
ABOUT = """Question answering over a news archive: every sentence quoted, dated and checked.

\b
To see it at work:      dateline demo
With your own articles: dateline ingest articles/
                        dateline ask "Who holds Manbij?"

Each command has its own help, as: dateline ask --help
"""

SETTINGS = {
    "DATELINE_ARCHIVE": "the archive's folder, where --archive names none",
    "DATELINE_MODEL": "the chat model, where --model names none",
    "DATELINE_JUDGE": "off, on or auto: whether the chat model judges claims, where --judge is not given",
    "OPENAI_BASE_URL": "the chat model's server; OpenAI's own if unset",
    "OPENAI_API_KEY": "the key for that server",
    "DATELINE_EMBEDDING": "the embedding of new archives, where --embedding names none",
    "DATELINE_EMBEDDING_KEY": "the key for an embedding server of its own",
    "DATELINE_STATE": "the folder for this installation's key and the servers you have named; else your state folder",
    "DATELINE_SHARED": "for the measurements in evals/: the folder of their data",
    "DATELINE_SEEDS": "for the measurements in evals/: the folder of the seed articles",
}
EXIT_CODES = {
    0: "done; so too where what is found only may answer, or the archive does not say",
    1: "broken off, as by Ctrl-C",
    2: "something given cannot be used: a question, a day, an option, a file",
    3: "the archive is missing, in use, or of another version",
    4: "a model's server is not set up, or fails",
    5: "some articles could not be read; the others went in",
    6: "'dateline eval': a rate is below its threshold",
}


def _table(title: str, rows: dict[str, str]) -> str:
    wide = max(map(len, rows))
    lines = (f"  {name:<{wide}}  {told}" for name, told in rows.items())
    return "\n".join(("\b", title, *lines))


MORE = "\n\n".join(
    (
        _table("Environment variables:", SETTINGS),
        _table("Exit codes:", {str(code): told for code, told in EXIT_CODES.items()}),
    )
)


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))
