"""Does a path come to such things as are named at its end? Told from what else of the kind there is.

Read off a sample of triples, for graphs without classes too: where `directed by` comes to people, a film does
not fit at its end. Knows no ontology.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from neurosym.knowledge.nodes import Node, is_literal
from neurosym.knowledge.store import Graph
from neurosym.knowledge.ways import Step

SAMPLE = 200
"""Things at the end of a step that are looked at."""
FEWEST = 10
"""Of a step with fewer triples nothing is said."""
RARE = 0.02
"""What is so of a smaller share of things is no way for them to be."""
MAX_STEPS = 200
"""Triples of one thing that are looked at."""


@dataclass
class Fits:
    """What the things are like that the steps of one graph come to. `properties`: those that tell."""

    graph: Graph
    properties: Collection[Node]
    _ends: dict[Step, tuple[bool, tuple[frozenset[Step], ...]]] = field(default_factory=dict)

    def follows(self, step: Step, after: Step) -> bool:
        """Say whether things that a step comes to have another one, as a rule."""
        few, ends = self._of(step)
        return few or sum(after in each for each in ends) >= RARE * len(ends)

    def ends(self, step: Step, node: Node) -> bool:
        """Say whether a thing is like those that a step comes to."""
        (few, ends), own = self._of(step), self._steps(node)
        return few or not own or sum(bool(own & each) for each in ends) >= max(1, RARE * len(ends))

    def path(self, steps: Sequence[Step], end: Node | None) -> bool:
        """Say whether steps can follow each other, and a thing stand at their end."""
        fits = all(self.follows(one, other) for one, other in pairwise(steps))
        return fits and (end is None or not steps or self.ends(steps[-1], end))

    def _of(self, step: Step) -> tuple[bool, tuple[frozenset[Step], ...]]:
        """Return whether the triples of a step are few, and what leaves from things that it comes to."""
        if step not in self._ends:
            predicate, forward = step
            triples = list(islice(self.graph.match(None, predicate, None), 50 * SAMPLE))
            found = dict.fromkeys(value if forward else subject for subject, _, value in triples)
            # things all over the sample, not those of its beginning
            nodes = list(found)[:: max(1, len(found) // SAMPLE)]
            self._ends[step] = len(triples) < FEWEST, tuple(map(self._steps, nodes))
        return self._ends[step]

    def _steps(self, node: Node) -> frozenset[Step]:
        leaving = self.graph.match(node, None, None) if not is_literal(node) else ()
        out = {(triple[1], True) for triple in islice(leaving, MAX_STEPS)}
        into = {(triple[1], False) for triple in islice(self.graph.match(None, None, node), MAX_STEPS)}
        return frozenset(step for step in out | into if step[0] in self.properties)
