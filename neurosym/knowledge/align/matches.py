"""The matches of two graphs: scored, told why, and taken back with all that rested on them.

>>> matches = align("left.ttl", "right.ttl")
>>> for match in matches:
...     match.left, match.right, match.score, matches.why(match)

Nothing is merged: `as_triples` and `as_nquads` give statements of `owl:sameAs` of their own, which are
deleted by the name of their document. Knows not how matches are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.align.core import Candidate, Evidence, Match, Options, bits
from neurosym.knowledge.align.sides import SAME
from neurosym.knowledge.align.standing import Ground
from neurosym.knowledge.align.structure import Pair
from neurosym.knowledge.align.telling import evidence
from neurosym.knowledge.nodes import Node, Triple, is_blank
from neurosym.knowledge.sources import Source

DOCUMENT = "alignment"
"""The document that statements of sameness are said by."""


class Matches(Sequence[Match]):
    """Matches, the surest first. `left_out`: sentences on what was not looked at."""

    def __init__(self, ground: Ground, dropped: frozenset[Pair] = frozenset()) -> None:
        self._ground = ground
        self._dropped = dropped
        self._standing = ground.stand(dropped)
        left, right = ground.weighed.left.nodes, ground.weighed.right.nodes
        found = [
            Match(left[one], right[two], score)
            for (one, two), score in self._standing.items()
            if left[one] != right[two]
        ]
        self._matches = sorted(found, key=lambda one: (-one.score, one.left, one.right))
        self.left_out: tuple[str, ...] = tuple(ground.weighed.left_out)

    @property
    def options(self) -> Options:
        """Return how the graphs were aligned."""
        return self._ground.weighed.options

    @property
    def before(self) -> float:
        """Return what is held of a pair of which nothing is known: the logarithm of its odds, in bits.

        The weights of its evidence are added to it; the score of a match is lower still where it has rivals.
        """
        return bits(self._ground.weighed.weights.prior)

    def __len__(self) -> int:
        return len(self._matches)

    @overload
    def __getitem__(self, place: int) -> Match: ...
    @overload
    def __getitem__(self, place: slice) -> list[Match]: ...
    def __getitem__(self, place: int | slice) -> Match | list[Match]:
        return self._matches[place]

    def __repr__(self) -> str:
        return f"<{len(self):,} matches, {self.options.each}>"

    def of(self, node: Node) -> list[Match]:
        """Return the matches of a node of either side."""
        return self._of.get(node, [])

    def why(self, match: Match) -> tuple[Evidence, ...]:
        """Return what speaks for a match and against it, the most telling first.

        None for a pair that was known beforehand. Raises `FaultError` (`unknown-name`).
        """
        pair = self._pair(match)
        return () if pair in self._ground.weighed.fixed else evidence(self._ground, pair, self._standing)

    # --- candidates

    def candidates(self, node: Node, most: int = 5) -> list[Candidate]:
        """Return what a node of either side might match, the likeliest first, and why it was not taken.

        Raises `FaultError` (`unknown-name`) for a node of neither graph.
        """
        weighed = self._ground.weighed
        places = (weighed.left.place.get(node), weighed.right.place.get(node))
        if places == (None, None):
            hint = suggestion(node, [*self._of]) or "name a node as its graph does"
            raise FaultError(Fault("unknown-name", f"neither graph has a node `{node:.80}`", hint=hint))
        pairs = {pair for pair in weighed.fixed if pair[0] == places[0] or pair[1] == places[1]}
        for side, place in enumerate(places):
            if place is not None:
                pairs.update(self._near[side].get(place, ()))
        scores = {pair: self._score(pair) for pair in pairs}
        ordered = sorted(pairs, key=lambda pair: (pair not in self._standing, -scores[pair], pair))[:most]
        return [self._candidate(pair, pair[0] == places[0], scores[pair]) for pair in ordered]

    def _score(self, pair: Pair) -> float:
        settled = self._ground.weighed.settled
        return self._standing.get(pair, settled.scores.get(pair, 0.0))

    def _candidate(self, pair: Pair, forwards: bool, score: float) -> Candidate:
        weighed = self._ground.weighed
        node = weighed.right.nodes[pair[1]] if forwards else weighed.left.nodes[pair[0]]
        told = () if pair in weighed.fixed else evidence(self._ground, pair, self._standing)
        return Candidate(node, score, self._why_not(pair, score), told)

    def _why_not(self, pair: Pair, score: float) -> str:
        """Return why a pair was not taken."""
        if pair in self._standing:
            return ""
        weighed, options = self._ground.weighed, self.options
        if pair in self._dropped:
            return "it was dropped"
        if pair in weighed.settled.rivals and score >= options.threshold:
            return "it rested on matches that no longer stand, or on itself"
        for one in self._rivals(pair):
            return f"{one.left} goes with {one.right} ({one.score:.2f})"
        if score < options.threshold:
            return f"the score is below {options.threshold:g}"
        return "it had likelier rivals"

    def _rivals(self, pair: Pair) -> Iterator[Match]:
        left, right = self._ground.weighed.left.nodes, self._ground.weighed.right.nodes
        if self.options.one_right:
            yield from (one for one in self.of(left[pair[0]]) if one.left == left[pair[0]])
        if self.options.one_left:
            yield from (one for one in self.of(right[pair[1]]) if one.right == right[pair[1]])

    # --- taking back

    def without(self, *matches: Match) -> Matches:
        """Return what stands without some matches: neither they nor what rested on them alone.

        Raises `FaultError` (`unknown-name`) for a pair that is no match here.
        """
        return Matches(self._ground, self._dropped | {self._pair(match) for match in matches})

    def resting_on(self, match: Match) -> list[Match]:
        """Return the other matches that would fall with one."""
        left = {(one.left, one.right) for one in self.without(match)} | {(match.left, match.right)}
        return [one for one in self if (one.left, one.right) not in left]

    # --- statements

    def as_triples(self, document: str = DOCUMENT) -> Iterator[tuple[Triple, Source]]:
        """Yield a statement of `owl:sameAs` for each match, with its score as the confidence of its source.

        `graph.add([triple], source)` adds one, and `graph.remove(document)` takes all of them back.
        """
        for match in self:
            score = min(max(round(match.score, 4), 0.0), 1.0)
            yield (match.left, SAME, match.right), Source(document, confidence=score)

    def as_nquads(self, document: str = DOCUMENT) -> Iterator[str]:
        """Yield the same as lines of N-Quads, each statement in the graph of its source."""
        for (one, along, other), source in self.as_triples(document):
            nodes = (node if is_blank(node) else f"<{node}>" for node in (one, along, other, source.graph))
            yield " ".join(nodes) + " ."

    # --- what is looked up

    @cached_property
    def _of(self) -> Mapping[Node, list[Match]]:
        found: dict[Node, list[Match]] = defaultdict(list)
        for match in self._matches:
            found[match.left].append(match)
            found[match.right].append(match)
        return found

    @cached_property
    def _near(self) -> tuple[Mapping[int, list[Pair]], Mapping[int, list[Pair]]]:
        found: tuple[dict[int, list[Pair]], dict[int, list[Pair]]] = (defaultdict(list), defaultdict(list))
        for pair in self._ground.weighed.odds:
            found[0][pair[0]].append(pair)
            found[1][pair[1]].append(pair)
        return found

    def _pair(self, match: Match) -> Pair:
        weighed = self._ground.weighed
        pair = (weighed.left.place.get(match.left, -1), weighed.right.place.get(match.right, -1))
        if pair not in self._standing:
            what = f"`{match.left:.80}` and `{match.right:.80}` are no match"
            raise FaultError(Fault("unknown-name", what, hint="take one of the matches"))
        return pair
