"""Everything Dateline raises on purpose: one sentence for the user, one exit code."""

from __future__ import annotations


class DatelineError(Exception):
    """A problem the user can act on. Its text is one sentence that names what to do next.

    `exit_code` is what the command line ends with: 2 bad input, 3 the archive, 4 the endpoint,
    5 some files could not be read, 6 the eval gate failed.
    """

    exit_code = 2


class InputError(DatelineError):
    """A question, date, option or case file that cannot be used as given."""


class ArchiveError(DatelineError):
    """The archive is missing, was made by another model, or cannot be written."""

    exit_code = 3


class UnnamedServerError(ArchiveError):
    """An embedding server that only the archive names: nothing is sent there before the user agrees."""

    def __init__(self, sentence: str, server: str) -> None:
        super().__init__(sentence)
        self.server = server


class UnreadableError(DatelineError):
    """One file or one line that cannot become an article; the rest of an ingest goes on."""

    exit_code = 5


class EmbeddingError(DatelineError):
    """An embedding that cannot be reached, or gives no usable vectors. It never holds a key."""

    exit_code = 4
