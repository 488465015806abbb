"""The word `embedded`: opened lazily, told apart by what it is made of, and no partner for a chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.lm.base import Identified, Message, SentenceLM, open_lm

torch = pytest.importorskip("torch", reason="the embedded LM needs torch")
pytest.importorskip("llguidance", reason="grammars are kept by llguidance")
pytest.importorskip("tokenizers", reason="the embedded LM needs its tokenizer")
save_file = pytest.importorskip("safetensors.torch").save_file

from neurosym.lm.embedded import provider  # noqa: E402  # needs torch
from neurosym.lm.embedded.fetch import default_cache, find_weights  # noqa: E402  # likewise
from neurosym.lm.embedded.llama import Llama  # noqa: E402  # likewise
from neurosym.lm.embedded.provider import Embedded, load_tokenizer  # noqa: E402  # likewise
from neurosym.lm.embedded.weights import open_weights  # noqa: E402  # likewise
from neurosym.translate.sentences.notation.copying import copy_grammar, prompt_of  # noqa: E402  # likewise
from tests.lm.embedded.tiny import make_folder  # noqa: E402  # likewise

SENTENCE = "Every bald eagle is young."
SHORT = 'start: (" bald eagle" | " young" | " every") "(" (" bald eagle" | " young") ")"'


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    size = load_tokenizer()[0].get_vocab_size()
    return make_folder(tmp_path_factory.mktemp("tiny") / "hub", vocab_size=size)


def adapter_of(base: Path, file: Path, seed: int = 1, spread: float = 0.1) -> Path:
    torch.manual_seed(seed)
    model = Llama(open_weights(base), torch.float32)
    model.enable_lora(4, 8.0)
    for projection in model.projections().values():
        projection.up.data.normal_(0, spread)
    save_file({name: tensor.half().contiguous() for name, tensor in model.lora_state().items()}, file)
    return file


def test_it_reads_sentences(base: Path, tmp_path: Path) -> None:
    threads = torch.get_num_threads()
    lm = open_lm(f"embedded/{adapter_of(base, tmp_path / 'a.safetensors')}", model=str(base), threads=2)
    assert isinstance(lm, SentenceLM)
    (family,) = lm.write([prompt_of(SENTENCE)], [SHORT], best=2)
    assert family
    assert torch.get_num_threads() == threads


def test_another_adapter_writes_otherwise(base: Path, tmp_path: Path) -> None:
    found = []
    for seed in (1, 2):
        path = adapter_of(base, tmp_path / "a.safetensors", seed, spread=0.5)
        lm = Embedded(str(path), model=str(base), dtype="float32")
        ((written, *_),) = lm.write([prompt_of(SENTENCE)], [SHORT], best=3)
        found.append((written.logprob, lm.identity))
    assert found[0][0] != found[1][0]
    assert found[0][1] != found[1][1]


def test_its_identity_tells_all_that_it_is_made_of(base: Path, tmp_path: Path) -> None:
    path = adapter_of(base, tmp_path / "a.safetensors")
    lm = Embedded(str(path), model=str(base), dtype="float32")
    assert lm.identity == Embedded(str(path), model=str(base), dtype="float32").identity
    assert lm.identity != Embedded(str(path), model=str(base), dtype="bfloat16").identity
    assert isinstance(Embedded("none", model="none"), Identified)


def test_what_is_absent_is_a_fault_that_names_it(base: Path, tmp_path: Path) -> None:
    asked = [prompt_of(SENTENCE)], [SHORT]
    with pytest.raises(FaultError, match=r"a\.safetensors"):
        Embedded(str(tmp_path / "a.safetensors"), model=str(base)).write(*asked)
    with pytest.raises(FaultError, match="no weights at"):
        Embedded(str(tmp_path), model=str(tmp_path / "none")).write(*asked)
    (tmp_path / "b.safetensors").write_bytes(b"no tensors")
    with pytest.raises(FaultError, match=r"b\.safetensors"):
        Embedded(str(tmp_path / "b.safetensors"), model=str(base)).write(*asked)


def test_nothing_is_fetched_unless_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "find_weights", lambda given, cache: None)
    lm = Embedded(cache=str(tmp_path), download=False)
    with pytest.raises(FaultError, match="not on this machine"):
        lm.write([" a\n"], ['start: " a"'])


@pytest.mark.parametrize("dtype", ["int8", "Tensor", "none"])
def test_only_numbers_that_a_model_can_have(dtype: str) -> None:
    with pytest.raises(FaultError, match="no type"):
        Embedded(dtype=dtype).write([" a\n"], ['start: " a"'])


def test_it_holds_no_conversation() -> None:
    with pytest.raises(FaultError, match="reads single sentences"):
        Embedded().reply([Message("user", "Hello?")])


@pytest.mark.model
def test_the_real_model_reads_a_sentence() -> None:
    lm = Embedded()
    if find_weights("", default_cache()) is None or not provider._packaged(provider.PACKAGED[""]).is_file():
        pytest.skip("the weights are not on this machine")
    sentence = "No cat is loud."
    ((written, *_),) = lm.write([prompt_of(sentence)], [copy_grammar(sentence)])
    assert written.text == " all x: cat( x) -> not loud( x)"
