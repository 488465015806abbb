"""What a reading of a question about a graph is, and what came of trying to read one. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from neurosym.faults import Fault
from neurosym.ir.core import Problem
from neurosym.knowledge.nodes import Node
from neurosym.translate.questions.notation import Asked, Path, Than, written

Form: TypeAlias = Literal["any", "claim", "things"]
"""What a text is read as where it is known to say that something is so, or to name things."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One reply of an LM, and what is wrong with it. `mode`: how its form was enforced; `seconds` it took."""

    lm: str
    reply: str
    faults: tuple[Fault, ...] = ()
    mode: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: the path, its likelihood of all paths, and what its letters mean.

    `overlooked`: what of the question it takes no notice of; `guessed`: warnings of names that are only near.
    """

    asked: Asked
    likelihood: float
    mentions: Mapping[str, Node]
    problem: Problem
    reply: Tried
    overlooked: Fault | None = None
    guessed: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        return written(self.asked)


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of a question, the likeliest first, and the replies that came to none."""

    found: tuple[Reading, ...] = ()
    tried: tuple[Tried, ...] = ()


def paths(asked: Asked) -> tuple[Path, ...]:
    """Return the paths of a reading, in their order."""
    if isinstance(asked, Than):
        return asked.left, asked.right
    return asked.things.first, *(path for _, path in asked.things.others)


class Reader(Protocol):
    """Reads questions and claims about one graph."""

    def readings(self, texts: Sequence[str], forms: Sequence[Form] = ()) -> list[Readings]:
        """Return the readings of each text, in the form of each. An LM that fails is a reply with faults."""
        ...
