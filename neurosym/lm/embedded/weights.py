"""The weights of a Llama-like model, read lazily by name from a GGUF file or a Hugging Face folder.

Only numbers are read, nothing is run. It does not know how they are multiplied.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open

from neurosym.faults import Fault, FaultError

LARGEST = 1 << 20
"""No count of a shape may exceed this: a hostile file must not ask for all memory."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a Llama-like model is; `inner` is the width between gate and down projection."""

    layers: int
    width: int
    heads: int
    kv_heads: int
    inner: int
    vocabulary: int
    theta: float
    epsilon: float

    def __post_init__(self) -> None:
        counts = (self.layers, self.width, self.heads, self.kv_heads, self.inner, self.vocabulary)
        if not all(0 < count <= LARGEST for count in counts):
            raise unusable(f"its sizes {counts} are no sizes of a model")
        if self.width % self.heads or self.heads % self.kv_heads or self.head % 2:
            raise unusable(f"{self.heads} heads do not share a width of {self.width}")
        if not (self.theta > 0 and self.epsilon > 0):
            raise unusable("its rotation or its norm is not positive")

    @property
    def head(self) -> int:
        """How wide one head is."""
        return self.width // self.heads

    def of(self, name: str) -> tuple[int, ...]:
        """Return the dimensions that the tensor called `name` must have."""
        kv = self.kv_heads * self.head
        match name.removesuffix(".weight").rpartition(".")[2]:
            case "embed_tokens":
                return self.vocabulary, self.width
            case "q_proj" | "o_proj":
                return self.width, self.width
            case "k_proj" | "v_proj":
                return kv, self.width
            case "gate_proj" | "up_proj":
                return self.inner, self.width
            case "down_proj":
                return self.width, self.inner
            case _:
                return (self.width,)


@dataclass(frozen=True, slots=True)
class Weights:
    """A shape, and `tensor(name)` for each Hugging Face name, such as `model.norm.weight`."""

    shape: Shape
    read: Callable[[str], torch.Tensor]

    def tensor(self, name: str) -> torch.Tensor:
        """Read one tensor. Raises FaultError `unusable-model` if it is absent or misshapen."""
        tensor = self.read(name)
        if tuple(tensor.shape) != self.shape.of(name):
            raise unusable(f"`{name}` has the shape {tuple(tensor.shape)}, not {self.shape.of(name)}")
        return tensor


def open_weights(path: Path) -> Weights:
    """Open a `.gguf` file or a folder with config.json and model.safetensors.

    Raises FaultError `unusable-model`.
    """
    from neurosym.lm.embedded.gguf import open_gguf

    try:
        return _folder(path) if path.is_dir() else open_gguf(path)
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise unusable(f"{path.name} cannot be read: {error}") from error


def unusable(why: str) -> FaultError:
    """Say why no model can be made of a file."""
    hint = "give a folder or a .gguf file of SmolLM2-135M-Instruct"
    return FaultError(Fault("unusable-model", f"the model is unusable: {why}", hint=hint))


def _folder(path: Path) -> Weights:
    config = json.loads((path / "config.json").read_text(encoding="utf-8"))
    if config["model_type"] != "llama" or not config.get("tie_word_embeddings"):
        raise unusable("it is not a Llama model with tied embeddings")
    rope: Mapping[str, float] = config.get("rope_parameters") or config
    shape = Shape(
        layers=int(config["num_hidden_layers"]),
        width=int(config["hidden_size"]),
        heads=int(config["num_attention_heads"]),
        kv_heads=int(config.get("num_key_value_heads", config["num_attention_heads"])),
        inner=int(config["intermediate_size"]),
        vocabulary=int(config["vocab_size"]),
        theta=float(rope["rope_theta"]),
        epsilon=float(config["rms_norm_eps"]),
    )
    file = safe_open(path / "model.safetensors", framework="pt")

    def read(name: str) -> torch.Tensor:
        tensor: torch.Tensor = file.get_tensor(name)  # type: ignore[no-untyped-call]  # its library
        return tensor.float()

    return Weights(shape, read)
