"""Where a path leads in a graph: the things at its end, or the step at which it ends and what would go on.

Bounded: of a path through too many triples it says nothing. It does not know what was asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import assert_never

from neurosym.english import numbers
from neurosym.faults import Fault
from neurosym.ir.comparing import HOLDS
from neurosym.knowledge.nodes import TYPE, Node, number_of
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.ways import along
from neurosym.translate.questions.notation import (
    COMPARES,
    Along,
    Asked,
    Beyond,
    Comparison,
    Is,
    OfClass,
    Path,
    Step,
    Than,
    Things,
    Which,
    written,
)

MAX_TRIPLES = 20_000
"""Triples of one path that are followed."""
MAX_STARTS = 20
"""Things at which a path ends that are asked for what leaves from them."""
MAX_WAYS = 12
"""Steps that a hint names."""


class _TooMany(Exception):
    """A path leads through more triples than are followed."""


@dataclass
class Walks:
    """Follows paths in the graph of a vocabulary, from what the letters mean."""

    vocabulary: Vocabulary
    _left: int = field(default=0)

    def fault(self, asked: Asked, mentions: Mapping[str, Node]) -> Fault | None:
        """Return why a question finds nothing: the step after which nothing is left, or what has no thing."""
        self._left = MAX_TRIPLES
        try:
            match asked:
                case Which(things) | Is(things):
                    return self._things(things, mentions)
                case Than(left, right):
                    return self._walk(left, mentions)[1] or self._walk(right, mentions)[1]
                case _:
                    assert_never(asked)
        except _TooMany:
            return None

    def _things(self, things: Things, mentions: Mapping[str, Node]) -> Fault | None:
        ends, fault = self._walk(things.first, mentions)
        if fault is not None:
            return fault
        said = Things(things.first)
        for op, path in things.others:
            others, fault = self._walk(path, mentions)
            if fault is not None and op != "|":
                return fault
            ends = ends & others if op == "&" else ends | others if op == "|" else ends - others
            said = Things(said.first, (*said.others, (op, path)))
            if not ends:
                return Fault("no-way", f"`{written(Which(said))}` finds nothing, though each path does")
        if things.extreme and not any(self._amounts(end, things.by) for end in ends):
            return Fault("no-way", f"nothing that is found has a number as its `{things.by}`")
        return None

    def _walk(self, path: Path, mentions: Mapping[str, Node]) -> tuple[frozenset[Node], Fault | None]:
        if path.letter:
            here: frozenset[Node] = frozenset((mentions[path.letter],))
        else:
            kind = self.vocabulary.kinds.in_words[path.every].iri
            here = self._taken(triple[0] for triple in self.vocabulary.graph.match(None, TYPE, kind))
        for place, step in enumerate(path.steps):
            there = self._stepped(here, step, mentions)
            if not there:
                return there, self._ended(path, place, here)
            here = there
        return here, None

    def _stepped(self, here: Collection[Node], step: Step, mentions: Mapping[str, Node]) -> frozenset[Node]:
        match step:
            case Along(name, forward):
                return self._taken(self._along(here, name, forward))
            case OfClass(name):
                kind = self.vocabulary.kinds.in_words[name].iri
                return frozenset(node for node in here if (node, TYPE, kind) in self.vocabulary.graph)
            case Beyond(way, name, amount):
                limits = self._amounts(mentions[amount], name) if amount in mentions else _number(amount)
                return frozenset(node for node in here if self._beyond(node, name, way, limits))
            case _:
                assert_never(step)

    def _beyond(self, node: Node, name: str, way: Comparison, limits: Sequence[Fraction]) -> bool:
        amounts = self._amounts(node, name)
        return any(HOLDS[COMPARES[way]](one, limit) for one in amounts for limit in limits)

    def _along(self, here: Iterable[Node], name: str, forward: bool) -> Iterator[Node]:
        step = self.vocabulary.properties.in_words[name].iri, forward
        return (end for node in here for end, _ in along(self.vocabulary.graph, node, step))

    def _amounts(self, node: Node, name: str) -> list[Fraction]:
        found = self._taken(self._along((node,), name, True))
        return [Fraction(number) for one in found if (number := number_of(one)) is not None]

    def _taken(self, nodes: Iterator[Node]) -> frozenset[Node]:
        found = list(islice(nodes, self._left + 1))
        self._left -= len(found)
        if self._left < 0:
            raise _TooMany
        return frozenset(found)

    def _ended(self, path: Path, place: int, here: Collection[Node]) -> Fault:
        """Return that nothing is left after a step, with the steps that would go on from before it."""
        before = written(Which(Things(Path(path.letter, path.every, path.steps[:place]))))
        step = written(Which(Things(Path("A", "", (path.steps[place],))))).removeprefix("A ")
        words = {one.iri: name for name, one in self.vocabulary.properties.in_words.items()}
        ways = self.vocabulary.ways.first(self.vocabulary.graph, sorted(here)[:MAX_STARTS])
        names = [f"{'>' if forward else '<'} {words[iri]}" for iri, forward in ways if iri in words]
        onward = ", ".join(f"`{name}`" for name in sorted(names, reverse=True)[:MAX_WAYS]) or "no step"
        what = f"`{step}` leads from `{before}` to nothing"
        return Fault("no-way", what, hint=f"from `{before}` there goes on: {onward}")


def _number(words: str) -> list[Fraction]:
    return [Fraction(max(numbers(words), default=0))]
