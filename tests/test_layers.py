"""The arrows of the house: ui, evals -> rag -> index, prompts; nothing points back."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("ui", "evals", "rag", "index", "prompts")
MAY_IMPORT = {
    "ui": {"ui", "rag", "index"},
    "evals": {"evals", "rag", "index", "prompts"},
    "rag": {"rag", "index", "prompts"},
    "index": {"index"},
    "prompts": {"prompts"},
}
BEHIND = {  # outside libraries that stay in one place
    "chromadb": {"index/chroma.py"},
    "llama_index": {"evals/bench.py", "evals/bench_ingest.py", "index/chroma.py", "index/embed/endpoint.py", "index/embed/loaded.py", "index/retriever.py", "evals/retrieval/llama.py", "evals/retrieval/remembered.py", "rag/llm.py", "rag/chat_reader/reader.py"},
    "openai": {"index/embed/endpoint.py", "rag/llm.py", "rag/endpoint.py", "rag/errors.py"},
    "gradio": {"ui/app.py"},
    "rensa": {"index/same.py"},
    "httpx2": {"index/embed/endpoint.py", "index/load/guard.py", "index/load/manners.py", "index/load/online.py", "index/load/web.py", "index/load/wire.py", "rag/llm.py", "rag/wire.py"},
    "bm25s": {"evals/retrieval/lexical.py"},
    "haystack": {"evals/retrieval/haystack_hybrid.py"},
    "trafilatura": {"index/clean/html.py", "evals/bench_ingest.py", "evals/bodies.py", "evals/furniture.py"},
}  # fmt: skip

# Imports that close a circle, late or for the type checker alone: a value that renders itself asks
# the module that knows it, and an error tells of the endpoint whose module raises it.
LATE = {
    ("rag.answer", "rag.markdown"),
    ("rag.timeline.nouns", "rag.timeline.markdown"),
    ("rag.errors", "rag.endpoint"),
}

PRINTS = re.compile(
    r"print|pprint|(?:.*\.)?(?:echo|secho|Console|(?:std|__std)(?:out|err)(?:__)?\.(?:buffer\.)?write(?:lines)?)"
)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} uses a relative import"
            found.add(str(node.module).split(".")[0])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_one_way(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        ours = imports(path) & set(ROOMS)
        assert ours <= MAY_IMPORT[room], (
            f"{path.relative_to(ROOT)} imports {ours - MAY_IMPORT[room]}"
        )


@pytest.mark.parametrize("library", BEHIND)
def test_outside_types_stay_behind_their_room(library: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if library in imports(path)
    }
    assert users <= BEHIND[library] | {
        p for p in users if p.startswith("ui/") and library == "gradio"
    }


def test_no_modules_import_each_other_in_a_circle() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
    }
    asks: dict[str, set[str]] = {}
    for name, path in paths.items():
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= (whole & paths.keys()) or {str(node.module)}
        asks[name] = found & paths.keys() - {name}
    assert {(one, other) for one, other in LATE if other in asks[one]} == LATE
    for one, other in LATE:
        asks[one].remove(other)
    TopologicalSorter(asks).prepare()  # raises CycleError, which names the circle


def printing(path: Path) -> list[str]:
    """The calls of a file that write to a terminal by themselves."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    said = (ast.unparse(call.func) for call in calls)
    return [name for name in said if PRINTS.fullmatch(name)]


def test_everything_printed_goes_through_one_place() -> None:
    """There, what would steer a terminal is made plain; anybody else would have to think of it."""
    files = [ROOT / "dateline.py", *(ROOT / "ui").rglob("*.py")]
    found = {str(path.relative_to(ROOT)): printing(path) for path in files}
    assert {path for path, calls in found.items() if calls} == {"ui/terminal.py"}


def test_no_file_outgrows_its_room() -> None:
    for path in [
        *ROOT.glob("*.py"),
        *(p for r in (*ROOMS, "tests") for p in (ROOT / r).rglob("*.py")),
    ]:
        assert len(path.read_text().splitlines()) <= 300, f"{path} is past 300 lines"
