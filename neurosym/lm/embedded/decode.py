"""Writes many readings at once, each the likeliest that its grammar allows, and the next-best ones.

Decoding is greedy; the probability of a token is its share of what the grammar allows there, in the usual
spelling of its words. It does not know what the grammars say or where the model comes from.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import llguidance.numpy
import numpy as np
import torch
from llguidance import LLMatcher, LLTokenizer
from tokenizers import Tokenizer

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Written
from neurosym.lm.embedded.attention import Cache
from neurosym.lm.embedded.llama import Llama
from neurosym.lm.embedded.spelling import Bits, Spelling

TOGETHER = 64
"""Rows that are written at once: more save nothing and cost memory."""

LONGEST = 1024
"""Tokens of a prompt."""

SURE = 50.0
"""The margin, in nats, of a token that has no rival."""

ROOM = 24
"""Tokens that any reading may have, beside three for each token of its prompt: no sentence needs more."""

BRANCHES = 2
"""Doubtful places that are tried for each alternative asked for."""

FAR = 8.0
"""Nats by which an alternative may be less likely than the first reading; a less likely one is given up."""

KEPT = 4096
"""First readings that are kept, so that alternatives or the same sentence need not begin anew."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A choice between tokens: where, what came second, its lead (negative if second was taken)."""

    place: int
    second: int
    lead: float
    before: float
    second_log: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was written of one prompt, with its choices; `most` tokens were allowed."""

    prompt: list[int]
    most: int
    tokens: list[int]
    steps: list[_Step]
    logprob: float
    ended: bool


@dataclass(slots=True)
class _Row:
    """A reading that is being written; `unread` of its tokens the model has not seen yet.

    It is given up where it has `most` tokens or is less likely than `least`.
    """

    prompt: list[int]
    matcher: LLMatcher
    spelling: Bits
    most: int
    least: float = -math.inf
    tokens: list[int] = field(default_factory=list)
    steps: list[_Step] = field(default_factory=list)
    logprob: float = 0.0
    unread: list[int] = field(default_factory=list)
    ended: bool = False

    @property
    def alive(self) -> bool:
        return not self.ended and len(self.tokens) < self.most and self.logprob >= self.least

    def reading(self) -> _Reading:
        return _Reading(self.prompt, self.most, self.tokens, self.steps, self.logprob, self.ended)


_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Scribe:
    """A model with its tokenizer and the token that ends a reading. Not for several threads at once."""

    model: Llama
    tokenizer: Tokenizer
    guide: LLTokenizer
    end: int
    spelling: Spelling
    kept: dict[_Key, _Reading] = field(default_factory=dict)

    @torch.inference_mode()
    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], best: int, max_tokens: int
    ) -> tuple[tuple[Written, ...], ...]:
        """Do what `SentenceLM.write` promises. Raises FaultError `bad-grammar`, `prompt-too-long`."""
        keys = [(*asked, max_tokens) for asked in zip(prompts, grammars, strict=True)]
        # One text may say a sentence twice, and many texts do.
        different = list(dict.fromkeys(keys))
        firsts = self._firsts(different)
        branches = {
            key: list(self._branches(first, key[1], (best - 1) * BRANCHES))
            for key, first in zip(different, firsts, strict=True)
        }
        self._finish([row for rows in branches.values() for row in rows])
        told = {
            key: tuple(self._told([first, *(row.reading() for row in branches[key])]))[:best]
            for key, first in zip(different, firsts, strict=True)
        }
        return tuple(told[key] for key in keys)

    def _firsts(self, keys: Sequence[_Key]) -> list[_Reading]:
        """Return the greedy reading of each key, kept or new."""
        new = [key for key in keys if key not in self.kept]
        encoded = [encoding.ids for encoding in self.tokenizer.encode_batch([key[0] for key in new])]
        longest = max(map(len, encoded), default=0)
        if longest > LONGEST:
            what = f"a sentence has {longest} tokens; the embedded LM reads {LONGEST}"
            raise FaultError(Fault("prompt-too-long", what, hint="cut the sentence into shorter ones"))
        rows = []
        for ids, (_, grammar, most) in zip(encoded, new, strict=True):
            rows.append(self._row(ids, grammar, min(most, ROOM + 3 * len(ids))))
            self._follow(rows[-1])
        self._finish(rows)
        found = self.kept | {key: row.reading() for key, row in zip(new, rows, strict=True)}
        self.kept.clear()
        self.kept.update(islice(found.items(), max(0, len(found) - KEPT), None))
        return [found[key] for key in keys]

    def _row(self, prompt: list[int], grammar: str, most: int, tokens: Sequence[int] = ()) -> _Row:
        matcher = LLMatcher(self.guide, LLMatcher.grammar_from_lark(grammar), log_level=0)
        matcher.consume_tokens([*tokens])
        spelling = self.spelling.tokens(grammar)
        return _Row(prompt, matcher, spelling, most, tokens=[*tokens], unread=[*prompt, *tokens])

    def _branches(self, first: _Reading, grammar: str, count: int) -> Iterator[_Row]:
        """Yield rows that take the second-best token at the most doubtful places, one place each."""
        doubtful = sorted((step for step in first.steps if step.second >= 0), key=lambda step: step.lead)
        for step in doubtful[:count]:
            branch = self._row(first.prompt, grammar, first.most, [*first.tokens[: step.place], step.second])
            branch.least = first.logprob - FAR
            branch.steps = [each for each in first.steps if each.place < step.place]
            branch.steps.append(replace(step, second=-1, lead=-step.lead))
            branch.logprob = step.before + step.second_log
            self._follow(branch)
            yield branch

    def _follow(self, row: _Row) -> None:
        """Take all tokens that are forced here; end the row where only the end is allowed."""
        if row.tokens and row.tokens[-1] == self.end:
            row.tokens.pop()
            row.ended = True
            return
        forced = row.matcher.compute_ff_tokens()
        if forced:
            row.matcher.consume_tokens(forced)
            row.tokens += forced
            row.unread += forced
        if row.matcher.is_error():
            what = f"a grammar cannot be kept to: {row.matcher.get_error().strip().partition(chr(10))[0]}"
            raise FaultError(Fault("bad-grammar", what))
        row.ended = row.matcher.is_stopped()

    # --- many rows

    def _finish(self, rows: Sequence[_Row]) -> None:
        """Write all rows to their ends, those of like length together."""
        ordered = sorted((row for row in rows if row.alive), key=lambda row: len(row.unread))
        for begin in range(0, len(ordered), TOGETHER):
            self._finish_together(ordered[begin : begin + TOGETHER])

    def _finish_together(self, rows: list[_Row]) -> None:
        cache = self.model.cache(len(rows))
        while True:
            hidden = self._read(rows, cache)
            alive = [number for number, row in enumerate(rows) if row.alive]
            self._choose([rows[number] for number in alive], hidden[alive])
            left = [number for number in alive if rows[number].alive]
            if not left:
                return
            # Copying the cache costs about a tenth of a step.
            if len(left) <= 0.8 * len(rows):
                chosen = torch.tensor(left)
                cache, rows = cache.select(chosen, cache.lengths[chosen]), [rows[number] for number in left]

    def _read(self, rows: Sequence[_Row], cache: Cache) -> torch.Tensor:
        """Let the model read what it has not; return its state [rows, width] after each row."""
        news = [row.unread if row.alive else [] for row in rows]
        counts = torch.tensor([len(new) for new in news])
        tokens = torch.full((len(rows), int(counts.max())), self.end)
        for number, new in enumerate(news):
            tokens[number, : len(new)] = torch.tensor(new)
            rows[number].unread = []
        hidden: torch.Tensor = self.model(tokens, cache, counts)
        return hidden[torch.arange(len(rows)), (counts - 1).clamp(min=0)]

    def _choose(self, rows: Sequence[_Row], hidden: torch.Tensor) -> None:
        """Take the likeliest allowed token of each row, and what is forced after it."""
        vocabulary = self.model.shape.vocabulary
        bits = llguidance.numpy.allocate_token_bitmask(len(rows), vocabulary)
        for number, row in enumerate(rows):
            llguidance.numpy.fill_next_token_bitmask(row.matcher, bits, number)
            spelt = bits[number] & row.spelling.view(bits.dtype)
            # A word whose beginning was forced in another spelling goes on as it can.
            bits[number] = spelt if spelt.any() else bits[number]
        allowed = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")[:, :vocabulary]
        among = np.flatnonzero(allowed.any(axis=0))
        scores = self.model.logits(hidden.float(), torch.from_numpy(among))
        scores.masked_fill_(torch.from_numpy(allowed[:, among] == 0), -torch.inf)
        logs, places = scores.log_softmax(-1).topk(min(2, len(among)))
        for row, log, place in zip(rows, logs.tolist(), places.tolist(), strict=True):
            first, second = int(among[place[0]]), int(among[place[-1]])
            rival = len(log) > 1 and log[1] > -SURE
            lead = min(SURE, log[0] - log[1]) if rival else SURE
            step = _Step(len(row.tokens), second if rival else -1, lead, row.logprob, log[-1])
            row.steps.append(step)
            row.logprob += log[0]
            row.matcher.consume_token(first)
            row.tokens.append(first)
            row.unread.append(first)
            self._follow(row)

    def _told(self, family: Sequence[_Reading]) -> Iterator[Written]:
        """Yield the different texts of readings that came to an end, the likeliest first."""
        said = set()
        for one in sorted(family, key=lambda one: -one.logprob):
            text = self.tokenizer.decode(one.tokens, skip_special_tokens=True)
            if one.ended and text not in said:
                said.add(text)
                margin = min((step.lead for step in one.steps), default=SURE)
                yield Written(text, one.logprob, margin, len(one.tokens))
