"""A sentence with its candidate readings and the one that is chosen. Data only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.faults import Fault
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Reading
from neurosym.translate.sentences.split import Spoken

LEAST = 0.1
"""How likely a reading must be, against the first, to be worth a try: a text may contradict itself, too."""


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a sentence, as it was written too.

    `likelihood` is that of all of it among what the grammar allows, between 0 and 1. `faults` say why
    it could not be read.
    """

    parts: Reading
    text: str = ""
    likelihood: float = 0.0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence of the text with its readings, best first.

    `agreeing` is the likelihood of the other readings that come to the same in this text.
    """

    spoken: Spoken
    reads: tuple[Read, ...]
    choice: int = 0
    agreeing: float = 0.0

    @property
    def read(self) -> Read:
        """The reading that is taken."""
        return self.reads[self.choice]

    @property
    def certainty(self) -> float:
        """Return how likely the reading is, given that the better ones before it were found unfit."""
        unfit = sum(read.likelihood for read in self.reads[: self.choice])
        return min(1.0, (self.read.likelihood + self.agreeing) / max(1.0 - unfit, 1e-9))

    @property
    def entry(self) -> Entry:
        """The sentence as its reading has it."""
        return Entry(self.spoken.text, self.read.parts, self.spoken.role, self.spoken.label)

    def others(self, against: float = 1.0) -> Iterator[Read]:
        """Yield the readings after the one that is taken, each text once, that are likely enough to count."""
        seen = {read.text for read in self.reads[: self.choice + 1]}
        for read in self.reads[self.choice + 1 :]:
            if read.text not in seen and read.likelihood >= LEAST * against:
                seen.add(read.text)
                yield read

    def __str__(self) -> str:
        return f"{self.spoken.text} =>{self.read.text}"
