"""A reading is exact where each of its tokens, and its end, is the likeliest; padding and prompts are not."""

from typing import cast

import pytest
import torch
from torch import Tensor

from neurosym.learn import forced as module
from neurosym.learn.forced import forced
from neurosym.learn.synchronous import Pair
from neurosym.learn.train import encoded, end_of
from neurosym.lm.embedded.llama import Llama
from neurosym.lm.embedded.provider import load_tokenizer

TOKENIZER, _ = load_tokenizer()
END = end_of(TOKENIZER)
RIGHT = [Pair("it rains.", " rains"), Pair("Tom and Ann purr.", " purr( Tom) & purr( Ann)")]


class Taught:
    """Knows which token follows which run of tokens; its hidden states are numbers of such runs."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.embedding = torch.zeros(1)
        self.runs: list[tuple[int, ...]] = []
        rows = [tokens for tokens, _ in encoded(TOKENIZER, pairs, END)]
        self.after = {tuple(row[:cut]): row[cut] for row in rows for cut in range(1, len(row))}

    def __call__(self, tokens: Tensor) -> Tensor:
        found = []
        for row in tokens.tolist():
            found.append([[len(self.runs) + cut] for cut in range(len(row))])
            self.runs += [tuple(row[: cut + 1]) for cut in range(len(row))]
        return torch.tensor(found)

    def logits(self, rows: Tensor) -> Tensor:
        scores = torch.zeros(len(rows), TOKENIZER.get_vocab_size())
        for place, (run,) in enumerate(rows.int().tolist()):
            scores[place, self.after.get(self.runs[run], 0)] = 1
        return scores


@pytest.mark.parametrize("together", [8, 1024])
def test_exact_is_every_token_and_the_end(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", together)
    wrong = [
        Pair("it rains.", " not rains"),
        Pair("Tom and Ann purr.", " purr( Tom)"),
        Pair("Tom and Ann purr.", " purr( Tom) & purr( Ann) & rains"),
    ]
    found = forced(cast(Llama, Taught(RIGHT)), TOKENIZER, [*wrong, *RIGHT])
    assert [one.exact for one in found] == [False, False, False, True, True]
    assert [one.tokens for one in found[3:]] == [len(TOKENIZER.encode(pair.reading).ids) for pair in RIGHT]
