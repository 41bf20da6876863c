"""Whether a request to answer is one that the page makes: Gradio prints a traceback for any other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SESSION = re.compile(r"[\w.-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the page may ask for: by the number of a function, the components whose values it takes."""

    functions: Mapping[int, Sequence[Mapping[str, Any]]]

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Shape:
        """From the configuration that Gradio gives the page."""
        parts = {part["id"]: part for part in config["components"]}
        return cls({d["id"]: [parts[i] for i in d["inputs"]] for d in config["dependencies"]})

    def fits(self, body: bytes) -> bool:
        """Whether it is JSON that names a function and has a value of the right kind for each input."""
        try:
            asked = json.loads(body, parse_constant=_no_number)
        except (ValueError, RecursionError):
            return False
        if not isinstance(asked, dict):
            return False
        number, values, session = (asked.get(n) for n in ("fn_index", "data", "session_hash"))
        inputs = self.functions.get(number) if type(number) is int else None
        return (
            inputs is not None
            and isinstance(values, list)
            and len(values) == len(inputs)
            and all(_may_hold(part, value) for part, value in zip(inputs, values, strict=True))
            and isinstance(session, str)
            and bool(SESSION.fullmatch(session))
            and isinstance(asked.get("event_data"), (dict, type(None)))
            and type(asked.get("trigger_id")) in (int, type(None))
        )


def _may_hold(part: Mapping[str, Any], value: Any) -> bool:
    """Whether a component can have the value; what the server keeps itself is null, or is ignored."""
    choices = [choice[-1] for choice in part["props"].get("choices") or ()]
    match part["type"]:
        case "textbox":
            return value is None or isinstance(value, str)
        case "checkbox":
            return isinstance(value, bool)
        case "radio":
            return isinstance(value, str) and value in choices
        case "dropdown":
            return value is None or (isinstance(value, list) and all(v in choices for v in value))
    return True


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
