"""Attention of many rows at once, each of its own length, and the cache of what they have read.

It knows numbers only, and not which layer asks.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from neurosym.lm.embedded.weights import Shape

ROOM = 24
"""Tokens by which a cache grows beyond what it must."""


class Cache:
    """Keys and values of what each row has read so far; `lengths` [B] says how much that is."""

    def __init__(self, shape: Shape, rows: int, like: Tensor) -> None:
        """Begin with nothing; it grows as rows do. `like` has its type and place."""
        self.keys = like.new_zeros(shape.layers, rows, shape.kv_heads, 0, shape.head)
        self.values = self.keys.clone()
        self.lengths = torch.zeros(rows, dtype=torch.long, device=like.device)

    def select(self, rows: Tensor, lengths: Tensor) -> Cache:
        """Return a copy of these rows [N], repeats allowed, each cut to its length [N]."""
        new = object.__new__(Cache)
        most = int(lengths.max()) if len(lengths) else 0
        new.keys, new.values = self.keys[:, rows, :, :most], self.values[:, rows, :, :most]
        new.lengths = lengths.clone()
        return new

    def make_room(self, tokens: int) -> None:
        """See that each row has room for so many tokens, and one place more for what is not kept."""
        lacking = tokens + 1 - self.keys.shape[3]
        if lacking > 0:
            spare = (0, 0, 0, lacking + ROOM)
            self.keys, self.values = functional.pad(self.keys, spare), functional.pad(self.values, spare)

    def keep(self, layer: int, place: Place, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Add keys and values [B, kv, T, head] to a layer; return all that it has."""
        rows = torch.arange(len(keys), device=keys.device)[:, None]
        self.keys[layer][rows, :, place.slots] = keys.transpose(1, 2)
        self.values[layer][rows, :, place.slots] = values.transpose(1, 2)
        return self.keys[layer][:, :, : place.seen], self.values[layer][:, :, : place.seen]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the new tokens stand: what turns them, what they may see, and where they are kept."""

    cosine: Tensor
    sine: Tensor
    mask: Tensor
    cache: Cache | None = None
    slots: Tensor | None = None
    seen: int = 0


def rotated(x: Tensor, place: Place) -> Tensor:
    """Rotate each head [B, heads, T, head] by its position."""
    first, second = x.chunk(2, -1)
    cosine, sine = place.cosine, place.sine
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), -1)


def attend(queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor) -> Tensor:
    """Mix values [B, kv, S, head] by queries [B, heads, T, head]; heads of a group share keys.

    Plain products: at these lengths the fused kernel takes nine times as long (T = 40, bfloat16).
    """
    batch, heads, length, head = queries.shape
    kv = keys.shape[1]
    grouped = queries.reshape(batch, kv, heads // kv * length, head)
    scores = torch.matmul(grouped, keys.transpose(2, 3)).mul_(head**-0.5)
    mixed = torch.matmul((scores + mask).softmax(-1), values)
    return mixed.view(batch, heads, length, head)
