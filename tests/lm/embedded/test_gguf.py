"""Weights: what a GGUF file and a folder hold is read as it is; a broken file is a fault."""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path

import pytest

from neurosym.faults import FaultError

torch = pytest.importorskip("torch", reason="the embedded LM needs torch")
pytest.importorskip("safetensors", reason="the embedded LM needs safetensors")
gguf = pytest.importorskip("gguf", reason="an independent writer of GGUF files")

from neurosym.lm.embedded.weights import open_weights  # noqa: E402  # needs torch
from tests.lm.embedded.tiny import CONFIG, make_folder, make_gguf, tensors  # noqa: E402  # likewise


def test_a_folder_and_a_file_hold_the_same(tmp_path: Path) -> None:
    folder = open_weights(make_folder(tmp_path / "hub"))
    file = open_weights(make_gguf(tmp_path / "tiny.gguf"))
    assert folder.shape == file.shape
    for name, tensor in tensors(CONFIG).items():
        assert torch.equal(folder.tensor(name), torch.from_numpy(tensor)), name
        assert torch.equal(file.tensor(name), torch.from_numpy(tensor)), name


@pytest.mark.parametrize("kind", ["F16", "BF16", "Q8_0", "Q4_0", "Q4_1"])
def test_compressed_numbers_are_those_of_the_reference(kind: str, tmp_path: Path) -> None:
    from gguf.quants import dequantize

    path = make_gguf(tmp_path / "tiny.gguf", kind)
    ours = open_weights(path).tensor("model.layers.1.mlp.down_proj.weight").numpy()
    (theirs,) = (
        tensor for tensor in gguf.GGUFReader(str(path)).tensors if tensor.name == "blk.1.ffn_down.weight"
    )
    expected = dequantize(theirs.data, theirs.tensor_type).reshape(ours.shape)
    assert ours.tolist() == expected.tolist()


def test_a_file_that_breaks_off_is_a_fault(tmp_path: Path) -> None:
    whole = make_gguf(tmp_path / "tiny.gguf").read_bytes()
    for size in [0, 3, 4, 11, *range(12, 3000, 37), len(whole) // 2, len(whole) - 1]:
        (tmp_path / "broken.gguf").write_bytes(whole[:size])
        with pytest.raises(FaultError, match="unusable"):
            _read_all(tmp_path / "broken.gguf")


def test_a_garbled_header_is_a_fault_or_other_numbers_but_never_a_crash(tmp_path: Path) -> None:
    whole = make_gguf(tmp_path / "tiny.gguf").read_bytes()
    rng, faults = random.Random(1), 0
    for _ in range(400):
        garbled = bytearray(whole)
        place = rng.randrange(3000)
        garbled[place : place + 4] = rng.choice([b"\xff" * 4, b"\0" * 4, rng.randbytes(4)])
        (tmp_path / "broken.gguf").write_bytes(garbled)
        try:
            _read_all(tmp_path / "broken.gguf")
        except FaultError as error:
            faults += error.faults[0].code == "unusable-model"
    assert faults > 50


@pytest.mark.parametrize("claim", [(1 << 63, 3), (3, 1 << 63), (1 << 40, 1 << 40)])
def test_a_header_that_promises_too_much_is_refused_at_once(claim: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "huge.gguf").write_bytes(b"GGUF" + struct.pack("<IQQ", 3, *claim) + b"\0" * 64)
    with pytest.raises(FaultError):
        open_weights(tmp_path / "huge.gguf")


@pytest.mark.parametrize(
    "change",
    [{"model_type": "mamba"}, {"tie_word_embeddings": False}, {"hidden_size": 63}, {"hidden_size": 1 << 40}],
)
def test_another_kind_of_model_is_a_fault(change: dict[str, object], tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "hub")
    (folder / "config.json").write_text(json.dumps(CONFIG | change))
    with pytest.raises(FaultError, match="unusable"):
        _read_all(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"model_type": "llama"}'])
def test_a_broken_folder_is_a_fault(content: str, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "hub")
    (folder / "config.json").write_text(content)
    with pytest.raises(FaultError, match="unusable"):
        open_weights(folder)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="unusable"):
        open_weights(tmp_path / "none.gguf")


def _read_all(path: Path) -> None:
    weights = open_weights(path)
    for name in tensors(CONFIG):
        weights.tensor(name)
