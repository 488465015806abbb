"""The stream of pairs that a run trains on: drawn from phrase files, with whole texts between. Endless.

The same seed and the same files give the same stream, so that a run can go on where it stopped.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from neurosym.faults import FaultError
from neurosym.learn.surfaces import Surface, in_surface
from neurosym.learn.synchronous import Grammar, Pair
from neurosym.learn.vary import varied

CHUNK = 1024
"""Pairs that are drawn, sorted by length and cut into batches together."""

NATURAL = 2.0
"""How much more often a sentence that somebody wrote is drawn than one that is put together."""

TRIES = 20
"""Draws of a pair that may be unfit in a row; the tests see to it that no phrase is unfit by itself."""


class Stream(Protocol):
    """What a run trains on: chunks of pairs without an end, the same for the same digest."""

    @property
    def sources(self) -> Mapping[str, Mapping[str, int]]:
        """Return how much each source has."""
        ...

    @property
    def digest(self) -> str:
        """Return a hash of all that the stream is drawn from."""
        ...

    def chunk(self, number: int) -> list[Pair]:
        """Return the pairs of one chunk."""
        ...


@dataclass(frozen=True, slots=True)
class Mixture:
    """Phrase files and pairs from elsewhere, with how often each is drawn.

    `shares` are relative: a file of share 2 is drawn twice as often as one of share 1; so is a name
    in `pairs`. Where none is given it is the root of the source's size, and of `pairs` twice that. Nothing
    held out is drawn. `surface` changes how the readings are written, not which.
    """

    grammars: Sequence[Grammar]
    pairs: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    surface: Surface = Surface.READING

    def chunk(self, number: int) -> list[Pair]:
        """Return the pairs of one chunk of the stream."""
        rng = random.Random(f"{self.seed}/{number}")
        sources: list[Grammar | Sequence[Pair]] = [*self.grammars, *self.pairs.values()]
        weights = [
            *(self._share(one.name, sum(not line.held for line in one.sentences)) for one in self.grammars),
            *(self._share(name, len(pairs), NATURAL) for name, pairs in self.pairs.items()),
        ]
        drawn = [_draw(source, rng) for source in rng.choices(sources, weights, k=CHUNK)]
        return [in_surface(pair, self.surface) for pair in drawn]

    def _share(self, name: str, size: int, factor: float = 1.0) -> float:
        # the square root, so that a long source does not drown a short one
        return self.shares.get(name, factor * size**0.5 / 10)

    @property
    def sources(self) -> dict[str, dict[str, int]]:
        """Return how much each source has: `phrases` and `held` of a file, `pairs` from elsewhere."""
        found = {}
        for grammar in self.grammars:
            held = sum(line.held for line in grammar.sentences)
            found[grammar.name] = {"phrases": len(grammar.sentences) - held, "held": held}
        return found | {name: {"pairs": len(pairs)} for name, pairs in self.pairs.items()}

    @property
    def digest(self) -> str:
        """Return a hash of all that the stream is drawn from."""
        content = [repr((grammar.name, sorted(grammar.sections.items()))) for grammar in self.grammars]
        content += [repr((name, list(pairs))) for name, pairs in self.pairs.items()]
        content += [self.surface] if self.surface is not Surface.READING else []
        return sha256("\n".join([*content, repr(sorted(self.shares.items()))]).encode()).hexdigest()


def _draw(source: Grammar | Sequence[Pair], rng: random.Random) -> Pair:
    if not isinstance(source, Grammar):
        return varied(rng.choice(source), rng)
    for _ in range(TRIES):
        # a rare choice of words makes a sentence from which its reading cannot be copied
        with suppress(FaultError):
            return source.draw(rng)
    return source.draw(rng)


def held_out_pairs(grammars: Sequence[Grammar], per_file: int, seed: int = 1) -> dict[str, list[Pair]]:
    """Return pairs never trained on: `words` (known phrasings, new words) and `phrasings` (both new)."""
    rng = random.Random(seed)
    found: dict[str, list[Pair]] = {"words": [], "phrasings": []}
    for grammar in grammars:
        for _ in range(per_file):
            found["words"].append(grammar.draw(rng, held_words=True))
            if any(line.held for line in grammar.sentences):
                found["phrasings"].append(grammar.draw(rng, held_words=True, held_lines=True))
    return found


def batches(pairs: Sequence[tuple[list[int], int]], tokens: int, rng: random.Random) -> Iterator[list[int]]:
    """Cut rows of (tokens, prompt length) into batches of about so many tokens, as numbers of rows."""
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number][0]))
    found: list[list[int]] = []
    batch: list[int] = []
    for number in order:
        if batch and len(pairs[number][0]) * (len(batch) + 1) > tokens:
            found.append(batch)
            batch = []
        batch.append(number)
    rng.shuffle(found := [*found, batch])
    yield from found
