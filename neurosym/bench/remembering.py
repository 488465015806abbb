"""A sentence LM that is asked the same only once, for texts answered in several ways. Reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from neurosym.lm.base import LM, Message, Reply, Schema, SentenceLM, Written
from neurosym.translate.sentences.notation.copying import prompt_of


class _Reader(LM, SentenceLM, Protocol):
    """An LM that reads sentences."""


@dataclass(slots=True)
class Remembering:
    """A sentence LM that is asked the same only once, and tells what it was sure of."""

    inner: _Reader
    known: dict[tuple[str, str, int, int], tuple[Written, ...]] = field(default_factory=dict)
    likely: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The word that opens the LM."""
        return self.inner.name

    @property
    def identity(self) -> str:
        """Two of one identity write alike."""
        return self.inner.identity

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Reply as the LM inside does; see `LM`."""
        how = {"max_tokens": max_tokens, "seed": seed}
        return self.inner.reply(messages, schema=schema, temperature=temperature, **how)

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        """Write as the LM inside does; see `SentenceLM`."""
        keys = [(*both, best, max_tokens) for both in zip(prompts, grammars, strict=True)]
        new = [key for key in dict.fromkeys(keys) if key not in self.known]
        if new:
            texts, rules = [key[0] for key in new], [key[1] for key in new]
            written = self.inner.write(texts, rules, best=best, max_tokens=max_tokens)
            self.known |= zip(new, written, strict=True)
            for key, found in zip(new, written, strict=True):
                # those asked for first come first, as they do where readings are chosen from
                readings = self.likely.setdefault(key[0], {})
                readings |= {one.text: one.likelihood for one in found}
        return tuple(self.known[key] for key in keys)

    def certainty(self, sentence: str, reading: str) -> float:
        """Return how likely a reading is, given that those before it were found unfit."""
        before = 0.0
        for text, likelihood in self.likely.get(prompt_of(sentence), {}).items():
            if text == reading:
                return min(1.0, likelihood / max(1.0 - before, 1e-9))
            before += likelihood
        return 0.0
