"""Holds a model to a JSON schema while it decodes: a token that cannot continue is never taken.

Guarantees form, never sense. It knows llguidance and arrays of scores, not which model made them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import llguidance
import llguidance.hf
import llguidance.numpy
import numpy as np
import torch
from transformers import LogitsProcessor

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Schema

if TYPE_CHECKING:
    from llguidance._lib import JsonCompileOptions

# The spacing of json.dumps. Free spacing lets a small model write blanks without end.
SPACING: JsonCompileOptions = {
    "whitespace_flexible": False,
    "item_separator": ", ",
    "key_separator": ": ",
}


class Grammars:
    """Makes masks for one tokenizer; costs about a second once, then milliseconds a schema."""

    def __init__(self, tokenizer: Any, vocabulary: int, ends: Sequence[int]) -> None:
        """`vocabulary` is the number of scores a step, `ends` the tokens that end a reply."""
        # Some tokenizers know words that their model has no score for.
        self._vocabulary = max(vocabulary, len(tokenizer))
        self._tokenizer = llguidance.hf.from_tokenizer(
            tokenizer, n_vocab=self._vocabulary, eos_token=list(ends)
        )

    def of(self, schema: Schema) -> Mask:
        """Compile a schema. Raises FaultError `bad-schema`."""
        text = json.dumps(schema, default=dict)
        grammar = llguidance.LLMatcher.grammar_from_json_schema(text, defaults=SPACING)
        wrong, messages = llguidance.LLMatcher.validate_grammar_with_warnings(grammar, self._tokenizer)
        if wrong:
            raise FaultError(Fault("bad-schema", f"the schema cannot be enforced: {messages[0]}"))
        matcher = llguidance.LLMatcher(self._tokenizer, grammar, log_level=0)
        return Mask(matcher, self._vocabulary)


class Mask(LogitsProcessor):
    """Rules out, step by step, every token that leaves the grammar; good for one reply."""

    def __init__(self, matcher: llguidance.LLMatcher, vocabulary: int) -> None:
        """Begin at the start of the grammar."""
        self._matcher = matcher
        self._bits = llguidance.numpy.allocate_token_bitmask(1, vocabulary)
        self._begun = False

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:
        """Return `scores` with what the grammar forbids at minus infinity."""
        if self._begun:
            self._matcher.consume_token(int(input_ids[0, -1]))
        self._begun = True
        llguidance.numpy.fill_next_token_bitmask(self._matcher, self._bits)
        if self._matcher.is_error():
            what = f"the schema cannot be enforced: {self._matcher.get_error()}"
            raise FaultError(Fault("bad-schema", what))
        allowed = np.unpackbits(self._bits.view(np.uint8), bitorder="little").astype(bool)
        forbidden = torch.from_numpy(~allowed[: scores.shape[1]]).to(scores.device)
        scores[:, forbidden] = -torch.inf
        return scores
