"""Which tokens spell the words of a grammar the way an LM has learnt to spell them.

A grammar admits any tokens whose text fits: " visitor" also as " vis" and "itor", which no training text
shows. What the LM would give to such spellings is noise, yet it would be taken from the right one. It does
not know what the grammar says.
"""

from __future__ import annotations

import json
import re
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Bits: TypeAlias = npt.NDArray[np.uint32]
"""A set of tokens, a bit each, lowest first."""

_WORD = re.compile(r"[^\W_]")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


class Spelling:
    """The spellings of one tokenizer, for `vocabulary` tokens."""

    def __init__(self, tokenizer: Tokenizer, vocabulary: int) -> None:
        self._tokenizer = tokenizer
        self._vocabulary = vocabulary
        # Signs merge with their neighbours, so any tokens may spell them: `)` and `))`. A blank does not.
        texts = tokenizer.decode_batch([[token] for token in range(tokenizer.get_vocab_size())])
        self._signs = [
            number
            for number, text in enumerate(texts)
            if not text or (text.strip() and not _WORD.search(text))
        ]

    def tokens(self, grammar: str) -> Bits:
        """Return the tokens that spell the words of a grammar in the Lark of llguidance.

        All tokens where it has patterns, since nothing is known then of the words that fit.
        """
        chosen = np.zeros(-(-self._vocabulary // 32) * 32, dtype=np.uint8)
        if "/" in _LITERAL.sub("", grammar):
            chosen[:] = 1
        else:
            words = [json.loads(literal) for literal in dict.fromkeys(_LITERAL.findall(grammar))]
            chosen[self._signs] = 1
            for encoding in self._tokenizer.encode_batch(words):
                chosen[encoding.ids] = 1
        return np.packbits(chosen, bitorder="little").view(np.uint32)
