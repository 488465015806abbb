"""A lean Llama: tokens to hidden states, for training with LoRA and for writing with a cache.

The weights of the base are frozen. It knows numbers only: no text, no grammar, no file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from neurosym.lm.embedded.attention import Cache, Place, attend, rotated
from neurosym.lm.embedded.kernels import adapted, gated, normed
from neurosym.lm.embedded.weights import Weights, unusable


def fastest_type() -> torch.dtype:
    """Return bfloat16 where this processor multiplies it itself (2 to 8 times faster), else float32."""
    # The only questions torch answers about it; released versions keep them under these names.
    itself = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if itself else torch.float32


class Projection(nn.Module):
    """A frozen matrix, with a trainable low-rank addition where one is switched on (LoRA)."""

    def __init__(self, weight: Tensor) -> None:
        """`weight` is [out, in]."""
        super().__init__()
        self.weight: Tensor
        self.register_buffer("weight", weight, persistent=False)
        self.down: nn.Parameter | None = None
        self.up: nn.Parameter | None = None
        self.scale = 1.0
        self.packed = False

    def adapt(self, down: Tensor, up: Tensor, scale: float) -> None:
        """Add `scale * up @ down`; `down` is [rank, in], `up` is [out, rank], both kept in float32."""
        self.down, self.up = nn.Parameter(down.float()), nn.Parameter(up.float())
        self.scale = scale

    def merge(self) -> None:
        """Take the addition into the matrix."""
        if self.down is not None and self.up is not None:
            added = self.scale * (self.up.detach() @ self.down.detach())
            self.weight = (self.weight.float() + added).to(self.weight.dtype)
            self.down = self.up = None

    def pack(self) -> None:
        """Lay the matrix out as oneDNN multiplies it, for good: 1.8 times as fast on few rows."""
        if not self.packed and self.weight.device.type == "cpu" and torch._C._has_mkldnn:
            # torch's own compiler packs weights with this operator; nothing public does.
            self.weight = torch.ops.mkldnn._reorder_linear_weight(self.weight, None)
            self.packed = True

    def forward(self, rows: Tensor) -> Tensor:
        """[rows, in] to [rows, out]."""
        if self.packed:
            out: Tensor = torch.ops.mkldnn._linear_pointwise(rows, self.weight, None, "none", [], "")
            return out
        if self.down is None or self.up is None:
            return functional.linear(rows, self.weight)
        up = (self.up * self.scale).to(rows.dtype)
        return adapted(rows, self.weight, self.down.to(rows.dtype), up)


class Block(nn.Module):
    """One layer: attention, then the gated network, each added to what came in."""

    def __init__(self, weights: Weights, index: int, dtype: torch.dtype) -> None:
        """Read layer `index`."""
        super().__init__()
        self.shape, self.index = weights.shape, index

        def fused(before: str | None, *names: str) -> Projection:
            matrix = torch.cat([weights.tensor(f"model.layers.{index}.{name}.weight") for name in names])
            if before is not None:
                # The weight of a norm is a factor of the columns that it feeds.
                matrix *= weights.tensor(f"model.layers.{index}.{before}.weight")
            return Projection(matrix.to(dtype))

        self.qkv = fused("input_layernorm", *(f"self_attn.{letter}_proj" for letter in "qkv"))
        self.out = fused(None, "self_attn.o_proj")
        self.gate_up = fused("post_attention_layernorm", "mlp.gate_proj", "mlp.up_proj")
        self.shrink = fused(None, "mlp.down_proj")

    def forward(self, x: Tensor, place: Place, batch: int) -> Tensor:
        """[B * T, width] to the same."""
        shape = self.shape
        qkv = self.qkv(normed(x, shape.epsilon)).view(batch, -1, shape.heads + 2 * shape.kv_heads, shape.head)
        sizes = shape.heads + shape.kv_heads, shape.kv_heads
        both, values = torch.split_with_sizes(qkv.transpose(1, 2), sizes, 1)
        sizes = shape.heads, shape.kv_heads
        queries, keys = torch.split_with_sizes(rotated(both, place), sizes, 1)
        if place.cache is not None:
            keys, values = place.cache.keep(self.index, place, keys, values)
        mixed = attend(queries, keys, values, place.mask)
        x = x + self.out(mixed.transpose(1, 2).reshape(x.shape))
        added: Tensor = self.shrink(gated(self.gate_up(normed(x, shape.epsilon))))
        return x + added


class Llama(nn.Module):
    """A Llama with tied embeddings; nothing of it is trainable until `enable_lora`."""

    def __init__(self, weights: Weights, dtype: torch.dtype | None = None) -> None:
        """Read all weights. `dtype` is `fastest_type()` unless told."""
        super().__init__()
        self.shape = weights.shape
        self.dtype = dtype or fastest_type()
        self.embedding: Tensor
        self.last_norm: Tensor
        self.frequencies: Tensor
        embedding = weights.tensor("model.embed_tokens.weight").to(self.dtype)
        self.register_buffer("embedding", embedding, persistent=False)
        norm = weights.tensor("model.norm.weight").to(self.dtype)
        self.register_buffer("last_norm", norm, persistent=False)
        exponents = torch.arange(0, self.shape.head, 2) / self.shape.head
        self.register_buffer("frequencies", self.shape.theta**-exponents, persistent=False)
        self.layers = nn.ModuleList(Block(weights, index, self.dtype) for index in range(self.shape.layers))

    def forward(self, tokens: Tensor, cache: Cache | None = None, counts: Tensor | None = None) -> Tensor:
        """Return hidden states [B, T, width] of tokens [B, T].

        Rows shorter than T are padded on the right with any token; what stands there is
        meaningless. With a cache, tokens continue what its rows have read, `counts` [B] of them
        in each row (default all), and the cache is moved on.
        """
        batch, length = tokens.shape
        place = self._fresh(length) if cache is None else self._onward(cache, tokens, counts)
        x = functional.embedding(tokens.reshape(-1), self.embedding)
        for block in self.layers:
            x = block(x, place, batch)
        if cache is not None:
            cache.lengths += length if counts is None else counts
        return (normed(x, self.shape.epsilon) * self.last_norm).view(batch, length, -1)

    def logits(self, rows: Tensor, among: Tensor | None = None) -> Tensor:
        """Return the scores [N, vocabulary] of the next token after hidden states [N, width].

        With `among` [K] only those of so many tokens, [N, K]; in the type of `rows`. Two dimensions
        only: with three, the multiplication copies the matrix for each row.
        """
        matrix = self.embedding if among is None else self.embedding[among]
        return functional.linear(rows, matrix.to(rows.dtype))

    def cache(self, rows: int) -> Cache:
        """Return an empty cache."""
        return Cache(self.shape, rows, self.embedding)

    def enable_lora(self, rank: int, alpha: float) -> None:
        """Make a low-rank addition to each matrix trainable, at first without effect; scale alpha / rank."""
        for projection in self.projections().values():
            rows, columns = projection.weight.shape
            down = torch.empty(rank, columns).uniform_(-1, 1) / math.sqrt(columns)
            projection.adapt(down, torch.zeros(rows, rank), alpha / rank)

    def lora_state(self) -> dict[str, Tensor]:
        """Return the additions, for `load_lora`: `<matrix>.down`, `<matrix>.up`, `<matrix>.scale`."""
        state = {}
        for name, projection in self.projections().items():
            if projection.down is not None and projection.up is not None:
                state[f"{name}.down"] = projection.down.detach()
                state[f"{name}.up"] = projection.up.detach()
                state[f"{name}.scale"] = torch.tensor([projection.scale])
        return state

    def load_lora(self, state: Mapping[str, Tensor]) -> None:
        """Take over the additions of another. Raises FaultError `unusable-model` if they do not fit."""
        projections = self.projections()
        parts = ("down", "up", "scale")
        if set(state) != {f"{name}.{part}" for name in projections for part in parts}:
            raise unusable("the adapter is not for this model")
        for name, projection in projections.items():
            down, up, scale = (state[f"{name}.{part}"] for part in parts)
            fitting = (up.shape[0], down.shape[1]) == tuple(projection.weight.shape)
            if not (down.dim() == up.dim() == 2 and fitting and down.shape[0] == up.shape[1]):
                raise unusable(f"the adapter does not fit `{name}`")
            projection.adapt(down, up, float(scale))

    def merge_lora(self) -> None:
        """Take the additions into the matrices: as fast as without them, and no longer trainable."""
        for projection in self.projections().values():
            projection.merge()

    def pack(self) -> None:
        """Make the matrices ready for nothing but writing, after `merge_lora`."""
        for projection in self.projections().values():
            projection.pack()

    def projections(self) -> dict[str, Projection]:
        """Return all matrices that LoRA adds to, by name, such as `layers.0.qkv`."""
        return {name: part for name, part in self.named_modules() if isinstance(part, Projection)}

    def _fresh(self, length: int) -> Place:
        positions = torch.arange(length, device=self.embedding.device)
        hidden = positions[None, :] > positions[:, None]
        return Place(*self._turn(positions), self._mask(hidden[None]))

    def _onward(self, cache: Cache, tokens: Tensor, counts: Tensor | None) -> Place:
        steps = torch.arange(tokens.shape[1], device=tokens.device)
        positions = cache.lengths[:, None] + steps
        seen = int(cache.lengths.max()) + tokens.shape[1]
        cache.make_room(seen)
        # What pads a row is kept where nobody looks.
        slots = positions if counts is None else positions.where(steps < counts[:, None], seen)
        hidden = torch.arange(seen, device=tokens.device) > positions[:, :, None]
        cosine, sine = self._turn(positions)
        return Place(cosine[:, None], sine[:, None], self._mask(hidden), cache, slots, seen)

    def _turn(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        angles = positions[..., None] * self.frequencies
        return angles.cos().to(self.dtype), angles.sin().to(self.dtype)

    def _mask(self, hidden: Tensor) -> Tensor:
        """[B or 1, T, S], true where nothing is seen, to [.., 1, queries of a group, S] to be added."""
        group = self.shape.heads // self.shape.kv_heads
        least = torch.finfo(self.dtype).min
        mask = torch.zeros(hidden.shape, dtype=self.dtype, device=hidden.device).masked_fill(hidden, least)
        return mask[:, None].repeat(1, 1, group, 1)
