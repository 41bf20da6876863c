"""One row, or one archive, in a process of its own, so that memory and time are its own.

    python -m evals.retrieval.child SPEC.json

The spec names the corpus, the work folder and what to do; the result goes to the file it names.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.retrieval.data import Place
from evals.retrieval.makers import LIMIT, MAKERS, Scene
from evals.retrieval.score import judge
from evals.retrieval.store import Kept, peak


def run_row(maker: str, options: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """Build, ask every question, and judge only when time and memory have been read."""
    questions = scene.place.questions()
    started = time.perf_counter()
    finder = MAKERS[maker](scene, **options)
    spent = time.perf_counter() - started
    remembered = getattr(finder, "embedding", None)
    if remembered is not None:
        spent = remembered.corrected(spent)
    finder.find(questions[0].text, questions[0].day, LIMIT)  # the first loads what is lazy
    shown, milliseconds = [], []
    for question in questions:
        started = time.perf_counter()
        shown.append(finder.find(question.text, question.day, LIMIT))
        milliseconds.append((time.perf_counter() - started) * 1000)
    held = peak()
    judged = [asdict(judge(s, q)) for s, q in zip(shown, questions, strict=True)]
    return {"judged": judged, "milliseconds": milliseconds, "mib": held, "build": spent}


def main() -> None:
    spec = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    place, work = Place(Path(spec["place"])), Path(spec["work"])
    folder = Kept(Path(spec["kept"])) if spec["kept"] else None
    if spec["do"] == "build":
        from evals.retrieval.archives import build

        assert folder is not None
        build(folder, work, place, spec["embedding"], spec["started"])
        measured = folder.built()
    else:
        measured = run_row(spec["maker"], spec["options"], Scene(place, work, folder))
    Path(spec["result"]).write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
