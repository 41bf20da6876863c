"""Text to vectors: an embedding by setting or as an object, and vectors of length one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import installation
from index.embed import loaded
from index.embed.embedding import Embedding
from index.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT = "static"  # of a new archive; one that is there remembers its own
BUILT_IN = {
    "minilm": "index.embed.minilm:MiniLMEmbedding",
    "static": "index.static:StaticEmbedding",
}
FORMS = (
    f"use {', '.join(BUILT_IN)}, http://HOST/v1#MODEL for a server, "
    'or package.module:Class{"argument": "value"}'
)


def resolve(setting: str | Embedding = DEFAULT, *, named: bool = True) -> Embedding:
    """The embedding that a setting names.

    `minilm` and `static` ship with the package. `http://HOST/v1#MODEL` is a model on a server
    with an OpenAI-compatible embeddings endpoint. Anything else is `package.module:Class` of a
    LlamaIndex embedding, optionally with its arguments as JSON:
    `llama_index.embeddings.ollama:OllamaEmbedding{"model_name": "x"}`. An object is taken as
    it is. With `named` off, the setting is an archive's and not what the person names now: it is
    given no key, and no leave to run code that a model brings. Raises InputError if the setting cannot
    be followed. Nothing is asked of a server yet.
    """
    if not isinstance(setting, str):
        return setting
    setting = setting.strip()
    if is_server(setting):
        from index.embed.endpoint import EndpointEmbedding

        return EndpointEmbedding.of(setting, named=named)
    target = BUILT_IN.get(setting, setting)
    if ":" not in target:
        raise InputError(f"There is no embedding {setting!r}; {FORMS}.")
    return loaded.load(target if named else loaded.keyless(target), FORMS)


def is_server(setting: str) -> bool:
    """Whether a setting names a model on a server."""
    return setting.strip().lower().startswith(("http://", "https://"))


def harmless(setting: str) -> bool:
    """Whether an archive's own word is enough to follow the setting.

    So with what ships, and with a server that the user has named before: it may be on this machine
    and yet pass on what it is asked, or be something else that listens there. A class never is:
    importing it runs code.
    """
    return setting.strip() in BUILT_IN or (
        is_server(setting) and installation.knows(setting_of(setting))
    )


def setting_of(given: str | Embedding) -> str:
    """What to remember of an embedding, without its keys; '' for an object that no setting makes.

    `resolve` makes the same embedding of it again.
    """
    if isinstance(given, str):
        if is_server(given):
            base_url, _, model = given.partition("#")
            return f"{base_url.strip().rstrip('/')}#{model.strip()}"
        return loaded.keyless(given.strip())
    kind = type(given)
    for name, target in BUILT_IN.items():
        module, _, label = target.partition(":")
        if kind.__name__ == label and f"{kind.__module__}.".startswith(f"{module}."):
            return name
    from index.embed.endpoint import EndpointEmbedding

    return given.setting if isinstance(given, EndpointEmbedding) else ""


def name_of(embedding: Embedding) -> str:
    """The name that vectors are known by: the model's, or the class's if it tells none."""
    named = embedding.model_name not in ("", "unknown")
    return embedding.model_name if named else type(embedding).__name__


def unit_vectors(embedding: Embedding, texts: list[str]) -> NDArray[np.float32]:
    """Vectors of shape (texts, dims) and length one, so that a product is a cosine."""
    import numpy as np

    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    made = np.asarray(embedding.get_text_embedding_batch(texts), dtype=np.float32)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return made
