"""Settings of the form `package.module:Class{json}`: made into the object, and kept without keys."""

from __future__ import annotations

import importlib
import json
import re
from typing import Any, cast

from index.embed.embedding import Embedding
from index.errors import DatelineError, InputError
from index.server import in_brackets

# Arguments that an archive does not remember: keys, and leave to run code that a model brings.
SECRET = frozenset(
    "key apikey token secret password passwd passphrase authorization auth credential credentials "
    "bearer headers header cookie cookies trust".split()
)


def load(setting: str, forms: str) -> Embedding:
    """The embedding that the class makes; InputError, with the `forms` there are, if it cannot.

    Nothing but a LlamaIndex embedding is ever called, whatever the setting names.
    """
    target, arguments = _parts(setting)
    module, _, name = target.partition(":")
    try:
        kind = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise InputError(
            f"The embedding setting {keyless(setting)!r} cannot be loaded ({error}); {forms}."
        ) from error
    if not (isinstance(kind, type) and _embeds(kind)):
        raise InputError(f"{target} is not a LlamaIndex embedding; {forms}.")
    try:
        return cast(Embedding, kind(**arguments))
    except DatelineError:
        raise
    # A class of somebody else's may refuse its arguments in any way; its words may hold a key.
    except Exception as error:  # noqa: BLE001
        said = in_brackets(f"{type(error).__name__}: {error}", *_secrets(arguments))
        raise InputError(f"{target} cannot be made with these arguments{said}; {forms}.") from None


def _embeds(kind: type) -> bool:
    """Whether a class is one of our own embeddings or a LlamaIndex one."""
    if Embedding in kind.__mro__:
        return True
    from llama_index.core.base.embeddings.base import BaseEmbedding

    return issubclass(kind, BaseEmbedding)


def keyless(setting: str) -> str:
    """The setting without those of its arguments that are secrets; other settings as they are."""
    if "{" not in setting:
        return setting
    target, arguments = _parts(setting)
    kept = _without(arguments)
    return target + (json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else "")


def _parts(setting: str) -> tuple[str, dict[str, Any]]:
    target, brace, rest = setting.partition("{")
    try:
        return target.strip(), json.loads(brace + rest) if brace else {}
    except (ValueError, RecursionError):
        # Not a word of what stands in the braces: it may be a key.
        raise InputError(
            f"What follows {target.strip()} in the embedding setting is not JSON; write "
            'package.module:Class{"argument": "value"}.'
        ) from None


def _is_secret(name: str) -> bool:
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)
    return any(word.lower() in SECRET for word in words)


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(held) for name, held in value.items() if not _is_secret(name)}
    return [_without(held) for held in value] if isinstance(value, list) else value


def _secrets(value: Any, secret: bool = False) -> list[str]:
    if isinstance(value, dict):
        return [
            s for name, held in value.items() for s in _secrets(held, secret or _is_secret(name))
        ]
    if isinstance(value, list):
        return [s for held in value for s in _secrets(held, secret)]
    return [value] if secret and isinstance(value, str) else []
