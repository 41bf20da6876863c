"""What a command imports, told by the modules that its process ends with: time is for evals.bench_start."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from index.archive import Archive
from tests.conftest import ROOT

NEVER = {"chromadb", "llama_index", "gradio", "openai", "httpx2", "trafilatura", "htmldate", "lxml"}
MODELS = {"numpy", "onnxruntime", "tokenizers"}
CODE = """
import json, sys
import dateline
sys.argv = ["dateline", *sys.argv[1:]]
try:
    dateline.main()
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The packages that one command ends with."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["--version"], NEVER | MODELS | {"pydantic", "rich", "rag"}),
        (["--help"], NEVER | MODELS | {"pydantic", "rich", "rag"}),
        (["ask", "--help"], NEVER | MODELS | {"rich", "rag"}),
        (["list"], NEVER | MODELS | {"rich", "rag"}),
        (["search", "Who holds Manbij?"], NEVER | {"onnxruntime", "rich", "rag"}),
        (["ask", "Who holds Manbij?"], NEVER | {"rich"}),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(
    samples: Archive, arguments: list[str], without: set[str]
) -> None:
    here = [] if arguments[-1].startswith("--") else ["--archive", str(samples.folder)]
    assert sorted(loaded(*arguments, *here) & without) == []
