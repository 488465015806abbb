"""Whether an LM would write just the reading it is taught, held by no grammar. Trains nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from neurosym.learn.mixture import batches
from neurosym.learn.synchronous import Pair
from neurosym.learn.train import encoded, end_of, padded
from neurosym.lm.embedded.llama import Llama

TOGETHER = 1024
"""Tokens of a batch."""


@dataclass(frozen=True, slots=True)
class Forced:
    """A pair under teacher forcing: `exact` where every token of the reading, and its end, is the likeliest.

    Where that is so, greedy writing gives the reading and nothing else. `tokens`: of the reading.
    """

    exact: bool
    tokens: int


@torch.inference_mode()
def forced(model: Llama, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[Forced]:
    """Hold a model against pairs; the results are in their order."""
    end = end_of(tokenizer)
    rows = encoded(tokenizer, pairs, end)
    found: dict[int, Forced] = {}
    for numbers in batches(rows, TOGETHER, random.Random(0)):
        exact = _exact(model, [rows[number] for number in numbers], end)
        for number, is_exact in zip(numbers, exact, strict=True):
            tokens, prompt = rows[number]
            found[number] = Forced(is_exact, len(tokens) - prompt - 1)
    return [found[number] for number in range(len(rows))]


def _exact(model: Llama, rows: Sequence[tuple[list[int], int]], end: int) -> list[bool]:
    batch = padded(rows, end).to(model.embedding.device)
    hidden = model(batch[:, :-1])
    taught = [(number, slice(prompt, len(tokens))) for number, (tokens, prompt) in enumerate(rows)]
    before = torch.cat([hidden[number, place.start - 1 : place.stop - 1] for number, place in taught])
    # float32: the two likeliest words may be alike in bfloat16
    likeliest = model.logits(before.float()).argmax(-1)
    right = likeliest == torch.cat([batch[number, place] for number, place in taught])
    parts = torch.split(right, [place.stop - place.start for _, place in taught])
    return [bool(one.all()) for one in parts]
