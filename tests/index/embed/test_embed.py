from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.embeddings.mock_embed_model import MockEmbedding

from index.embed import BUILT_IN, DEFAULT, name_of, resolve, setting_of, unit_vectors
from index.embed.checked import Checked
from index.embed.loaded import keyless
from index.embed.minilm import MiniLMEmbedding
from index.errors import EmbeddingError, InputError
from index.onnx_model import MINILM, OnnxModel
from tests.index.embed.embeddings import Broken, Hashed

HERE = "tests.index.embed.embeddings"


def test_the_default_is_one_of_those_that_ship() -> None:
    assert DEFAULT in BUILT_IN


def test_minilm_gives_unit_vectors_that_tell_near_from_far() -> None:
    made = unit_vectors(
        resolve("minilm"), ["The bridge opens in May.", "In May the bridge opens.", "Fish soup."]
    )
    assert made.shape == (3, 384)
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert made[0] @ made[1] > 0.8
    assert made[0] @ made[2] < 0.4


def test_half_a_character_is_read_as_the_sign_for_it() -> None:
    model = OnnxModel(MINILM / "model.onnx", 16)
    half, sign = model.run(["The bri\ud800dge.", "The bri\ufffddge."])
    assert half[0].offsets == sign[0].offsets
    assert np.allclose(half[1][0], sign[1][0])
    ((pair, _),) = model.run([("Which \udfff bridge?", "The \ud83d bridge.")])
    assert 1 in pair.type_ids


def test_no_text_gives_no_vectors() -> None:
    assert unit_vectors(resolve("minilm"), []).shape[0] == 0


def test_an_object_is_taken_as_it_is() -> None:
    own = MockEmbedding(embed_dim=3)
    assert resolve(own) is own
    assert setting_of(own) == ""
    assert name_of(own) == "MockEmbedding"


def test_a_class_is_made_with_its_arguments() -> None:
    setting = f'{HERE}:Hashed{{"dims": 5, "model_name": "five"}}'
    made = resolve(setting)
    assert isinstance(made, Hashed)
    assert (made.dims, name_of(made)) == (5, "five")
    assert resolve(setting_of(setting)).to_dict() == made.to_dict()


def test_what_ships_is_known_by_its_object() -> None:
    assert setting_of(MiniLMEmbedding()) == "minilm"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("minilmm", "There is no embedding 'minilmm'"),
        ("", "There is no embedding"),
        ("no.such.module:Thing", "cannot be loaded"),
        (f"{HERE}:Absent", "cannot be loaded"),
        (f"{HERE}:factory", "is not a LlamaIndex embedding"),
        ("subprocess:Popen", "is not a LlamaIndex embedding"),
        (":Class", "cannot be loaded"),
        (f'{HERE}:Hashed{{"dims": "many"}}', "cannot be made with these arguments"),
        (f"{HERE}:Hashed{{dims: 5}}", "is not JSON"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_one_sentence(setting: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        resolve(setting)
    assert "\n" not in str(caught.value)


def test_no_message_repeats_a_key() -> None:
    for setting in (
        f'{HERE}:Demanding{{"api_key": "hush-1"}}',
        f'{HERE}:Absent{{"api_key": "hush-1"}}',
        f'{HERE}:Hashed{{"api_key": "hush-1"',
    ):
        with pytest.raises(InputError) as caught:
            resolve(setting)
        assert "hush-1" not in str(caught.value)


def test_keys_and_leave_to_run_code_are_not_remembered() -> None:
    assert (
        keyless(
            'a.b:C{"model_name": "m", "apiKey": "k", "api_key": "k", "hf_token": "t", "max_tokens": 9,'
            ' "default_headers": {"X": "k"}, "trust_remote_code": true, "more": [{"password": "p"}]}'
        )
        == 'a.b:C{"max_tokens": 9, "model_name": "m", "more": [{}]}'
    )
    assert keyless('a.b:C{"api_key": "k"}') == "a.b:C"
    assert keyless("http://127.0.0.1/v1#m") == "http://127.0.0.1/v1#m"


def test_an_archives_own_setting_brings_no_keys_along() -> None:
    made = resolve(f'{HERE}:Hashed{{"api_key": "k", "dims": 4}}', named=False)
    assert isinstance(made, Hashed)
    assert (made.api_key, made.dims) == ("", 4)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["model", "apiKey", "token", "n_tokens"]), JSON))
def test_what_is_kept_is_kept_for_good(arguments: dict[str, object]) -> None:
    import json

    once = keyless(f"a:B{json.dumps(arguments)}")
    assert keyless(once) == once
    assert '"apiKey"' not in once.replace('\\"', "")
    assert ('"model"' in once) >= ("model" in arguments)


@given(st.text(max_size=40))
def test_any_text_is_a_setting_or_one_clear_error(text: str) -> None:
    try:
        resolve(text)
    except InputError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("embedding", "told"),
    [
        (Broken(fault="no route"), 'The embedding hashed failed .it said: "OSError: no route"'),
        (
            Broken(
                rows=(
                    (1.0, 2.0),
                    (1.0,),
                )
            ),
            "all of one length",
        ),
        (Broken(rows=((1.0, float("nan")),)), "vectors of numbers"),
        (Broken(rows=((1e300, 1.0),)), "vectors of numbers"),
        (Broken(rows=((),)), "vectors of numbers"),
        (
            Broken(
                rows=(
                    (1.0,),
                    (2.0,),
                )
            ),
            "2 vectors for 1 texts",
        ),
        (Broken(rows=((1.0, 2.0),)), "vectors of 2 numbers, not of 3 as before"),
    ],
)
def test_what_an_embedding_does_wrong_is_one_sentence(embedding: Broken, told: str) -> None:
    checked = Checked(embedding, dims=3)
    with pytest.raises(EmbeddingError, match=told):
        checked.get_text_embedding_batch(["What opens in May?"])


def test_a_question_is_checked_as_texts_are() -> None:
    with pytest.raises(EmbeddingError, match="no route"):
        Checked(Broken(fault="no route")).get_query_embedding("What opens in May?")
    with pytest.raises(EmbeddingError, match="of 8 numbers, not of 3"):
        Checked(Hashed(), dims=3).get_query_embedding("What opens in May?")


def test_the_first_vectors_decide_how_long_all_are() -> None:
    inner = Hashed(dims=4)
    checked = Checked(inner)
    assert len(checked.get_query_embedding("What opens?")) == 4
    inner.dims = 5
    with pytest.raises(EmbeddingError, match="dateline reindex"):
        checked.get_text_embedding_batch(["one", "two"])
