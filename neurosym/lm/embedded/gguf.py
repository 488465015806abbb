"""Reads a Llama-like model out of a GGUF file with numpy alone; every bound is checked.

A truncated or hostile file is a `FaultError`, never a crash and never wrong numbers. The layout is
that of GGUF 2 and 3 (ggml, docs/gguf.md); the tokenizer that a file may hold is passed over.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neurosym.lm.embedded.weights import Shape, Weights, unusable

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
Floats = np.ndarray[Any, np.dtype[np.float32]]

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MOST_ENTRIES, _MOST_TENSORS, _MOST_STRING = 4096, 1 << 16, 1 << 20

_BLOCKS = {0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 8: (32, 34), 30: (1, 2)}
"""Kinds of numbers: F32, F16, Q4_0, Q4_1, Q8_0, BF16; numbers in a block, bytes of a block."""

_NAMES = {
    "model.embed_tokens": "token_embd",
    "model.layers": "blk",
    "model.norm": "output_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "post_attention_layernorm": "ffn_norm",
    "input_layernorm": "attn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""Hugging Face's names of tensors, and GGUF's."""


@dataclass(frozen=True, slots=True)
class _Entry:
    dimensions: tuple[int, ...]
    kind: int
    offset: int


class _Cursor:
    """Reads a header from its begin to its end; what lies beyond the file is a fault."""

    def __init__(self, data: Bytes) -> None:
        self._data = data.data
        self.at = 0

    def number(self, form: str) -> Any:
        size = struct.calcsize("<" + form)
        if self.at + size > len(self._data):
            raise unusable("its header breaks off")
        (value,) = struct.unpack_from("<" + form, self._data, self.at)
        self.at += size
        return value

    def count(self, most: int) -> int:
        value = int(self.number("Q"))
        if value > most:
            raise unusable(f"its header speaks of {value} items")
        return value

    def text(self) -> str:
        size = self.count(_MOST_STRING)
        self.skip(size)
        return bytes(self._data[self.at - size : self.at]).decode("utf-8", "replace")

    def skip(self, size: int) -> None:
        if self.at + size > len(self._data):
            raise unusable("its header breaks off")
        self.at += size

    def value(self) -> Any:
        """Read one value with its type; of an array nothing is kept."""
        kind = self.number("I")
        if kind == _STRING:
            return self.text()
        if kind != _ARRAY:
            return self.number(_form(kind))
        kind, count = self.number("I"), self.count(len(self._data))
        if kind != _STRING:
            self.skip(count * struct.calcsize("<" + _form(kind)))
            return None
        for _ in range(count):
            self.skip(self.count(_MOST_STRING))
        return None


def open_gguf(path: Path) -> Weights:
    """Read the header; each tensor is read, and made float32, when it is asked for.

    Raises FaultError `unusable-model`, OSError.
    """
    data: Bytes = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.zeros(0, np.uint8)
    cursor = _Cursor(data)
    if bytes(data[:4]) != b"GGUF":
        raise unusable(f"{path.name} is no GGUF file")
    cursor.skip(4)
    if (version := cursor.number("I")) not in (2, 3):
        raise unusable(f"GGUF of version {version} is not known")
    tensors, entries = cursor.count(_MOST_TENSORS), cursor.count(_MOST_ENTRIES)
    header = {cursor.text(): cursor.value() for _ in range(entries)}
    found = dict(_tensor(cursor) for _ in range(tensors))
    if "token_embd.weight" not in found or "output.weight" in found:
        raise unusable("it is not a Llama model with tied embeddings")
    shape = _shape(header, found["token_embd.weight"])
    alignment = int(header.get("general.alignment", 32))
    if not 0 < alignment <= 1 << 16:
        raise unusable(f"it is aligned to {alignment} bytes")
    begin = math.ceil(cursor.at / alignment) * alignment

    def read(name: str) -> torch.Tensor:
        theirs = name
        for ours, other in _NAMES.items():
            theirs = theirs.replace(ours, other)
        if theirs not in found:
            raise unusable(f"it has no tensor `{theirs}`")
        array = _numbers(data, begin, found[theirs])
        if theirs.endswith(("attn_q.weight", "attn_k.weight")):
            array = _halves(array, shape.head)
        return torch.from_numpy(array)

    return Weights(shape, read)


def _form(kind: int) -> str:
    if kind not in _SCALARS:
        raise unusable(f"its header has a value of the unknown type {kind}")
    return _SCALARS[kind]


def _tensor(cursor: _Cursor) -> tuple[str, _Entry]:
    name, rank = cursor.text(), cursor.number("I")
    if not 0 < rank <= 4:
        raise unusable(f"the tensor `{name}` has {rank} dimensions")
    # GGUF names the fastest dimension first.
    dimensions = tuple(cursor.count(1 << 32) for _ in range(rank))[::-1]
    return name, _Entry(dimensions, cursor.number("I"), cursor.count(1 << 48))


def _shape(header: dict[str, Any], embedding: _Entry) -> Shape:
    if header.get("general.architecture") != "llama":
        raise unusable("it is not a Llama model")
    try:
        heads = int(header["llama.attention.head_count"])
        return Shape(
            layers=int(header["llama.block_count"]),
            width=int(header["llama.embedding_length"]),
            heads=heads,
            kv_heads=int(header.get("llama.attention.head_count_kv", heads)),
            inner=int(header["llama.feed_forward_length"]),
            vocabulary=embedding.dimensions[0],
            theta=float(header.get("llama.rope.freq_base", 10000.0)),
            epsilon=float(header["llama.attention.layer_norm_rms_epsilon"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        raise unusable(f"its header lacks or garbles {error}") from error


def _numbers(data: Bytes, begin: int, entry: _Entry) -> Floats:
    if entry.kind not in _BLOCKS:
        raise unusable(f"numbers of kind {entry.kind} are not known")
    per_block, size = _BLOCKS[entry.kind]
    count = math.prod(entry.dimensions)
    if count % per_block or entry.dimensions[-1] % per_block:
        raise unusable("a tensor ends within a block")
    first, length = begin + entry.offset, count // per_block * size
    if first + length > len(data):
        raise unusable("it breaks off within a tensor")
    raw = np.asarray(data[first : first + length])
    return _decoded(raw, entry.kind, size).reshape(entry.dimensions)


def _decoded(raw: Bytes, kind: int, size: int) -> Floats:
    """Turn the bytes of one tensor into float32; kinds as in `_BLOCKS`."""
    if kind == 0:
        return raw.view("<f4").astype(np.float32)
    if kind == 1:
        return raw.view("<f2").astype(np.float32)
    if kind == 30:
        return (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
    blocks = raw.reshape(-1, size)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    if kind == 8:
        return scale * blocks[:, 2:].view(np.int8).astype(np.float32)
    packed = blocks[:, -16:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
    if kind == 2:
        return scale * (nibbles - 8)
    nibbles *= scale
    nibbles += blocks[:, 2:4].copy().view("<f2").astype(np.float32)
    return nibbles


def _halves(array: Floats, head: int) -> Floats:
    """Part again the two halves of each rotated pair, which GGUF keeps side by side."""
    rows, columns = array.shape
    if rows % head:
        raise unusable("its heads do not divide its projections")
    pairs = array.reshape(rows // head, head // 2, 2, columns)
    return np.ascontiguousarray(pairs.swapaxes(1, 2)).reshape(rows, columns)
