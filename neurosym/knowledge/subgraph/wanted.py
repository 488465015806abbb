"""Which properties a question asks for, by its words, and which chains of properties explain them all.

A chain is searched from the seeds outwards, a few at a time (beam search), and is better the more of the
question's words it explains with few steps and few triples. Knows no synonyms but those of `when` and
`where`; what it does not know is left to the ranks of the network.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from neurosym.knowledge.link.evidence import FUNCTION
from neurosym.knowledge.link.folding import words
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.paths import Step, Steps
from neurosym.knowledge.paths.network import Network, Places
from neurosym.knowledge.wording import Wording

ASKS: Mapping[str, tuple[str, ...]] = {
    "when": ("date", "year", "time"),
    "where": ("place", "location", "city", "country"),
    **dict.fromkeys(
        ("kind", "kinds", "sort", "sorts", "type", "types"), ("type", "category", "class", "genre")
    ),
}
"""Words in the names of properties that a question word asks for."""

AFTER = 2
"""How many words before a name are as far from it as one behind it."""
BEAM = 8
"""Chains that are carried on at each hop."""
ROWS = 5_000
"""Triples of one step of a chain that are followed."""
LOOKED_AT = 500_000
"""Triples at the ends of a chain that are looked at to carry it on."""
KINDS = 100
"""Properties by which a chain is carried on at each hop."""
UNEXPLAINED, HOP, SIZE, UNUSUAL, TURNED = 0.15, 0.05, 0.02, 0.1, 0.05
"""What a chain loses for a step that no word explains, for each step, for ten times as many triples, for a
step that no other node at this place has, and where a later step's word is nearer to the seed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words of a question say of properties.

    `near`: for each property the words that it is near, and how near; `silent`: words that are near none;
    `far`: how many words lie between a word and the nearest seed.
    """

    near: Mapping[Node, Mapping[str, float]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    far: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from the seeds: the rows of triples on whole paths, and how well they explain the question."""

    steps: Steps
    rows: Places
    score: float
    cut: bool = False


def wanted(text: str, spans: Iterable[tuple[int, int]], wording: Wording) -> Wanted:
    """Return what the words of a text outside the spans of its seeds say of properties."""
    taken = bytearray(len(text) + 1)
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    tokens = words(text)
    seeds = [place for place, token in enumerate(tokens) if taken[token.start]]
    near: dict[Node, dict[str, float]] = {}
    far: dict[str, int] = {}
    for place, token in enumerate(tokens):
        word = token.key
        if taken[token.start] or (word in FUNCTION and word not in ASKS):
            continue
        # what stands before a name belongs to it: `the actors of X`; what follows, more often to all of that
        distance = min((max(seed - place, AFTER * (place - seed)) for seed in seeds), default=0)
        if word in far:
            far[word] = min(far[word], distance)
            continue
        far[word] = distance
        for said in ASKS.get(word, (word,)):
            for each, found in wording.relevance([said]).items():
                known = near.setdefault(each, {})
                known[word] = max(known.get(word, 0.0), found[said])
    spoken = {word for found in near.values() for word in found}
    silent = tuple(word for word in far if word not in spoken and word not in FUNCTION)
    return Wanted(near, silent, far)


@dataclass(frozen=True, slots=True)
class _Way:
    steps: tuple[tuple[int, bool], ...]
    ends: Places
    layers: tuple[Places, ...]
    explained: Mapping[str, float]
    lost: float
    cut: bool = False
    far: int = 0
    """How far from the seed the word of the last explained step stands."""

    def score(self, asked: int) -> float:
        size = sum(map(len, self.layers))
        covered = sum(self.explained.values()) / asked
        return covered - self.lost - HOP * len(self.steps) - SIZE * math.log10(max(1, size))


def chains(network: Network, seeds: Sequence[Node], asked_for: Wanted, hops: int, most: int) -> list[Chain]:
    """Return the chains that best explain the words of a question, at most so many, best first."""
    asked = len({word for near in asked_for.near.values() for word in near})
    places = np.array([network.places[node] for node in seeds if node in network.places], dtype=np.int64)
    if not asked or not len(places):
        return []
    near = [asked_for.near.get(each, {}) for each in network.properties]
    beam = [_Way((), places, (), {}, 0.0)]
    found: list[_Way] = []
    for _ in range(hops):
        ahead = [way for before in beam for way in _widened(network, before, near, asked_for.far)]
        ahead.sort(key=lambda way: -way.score(asked))
        found += [way for way in ahead if way.explained]
        beam = ahead[:BEAM]
    found.sort(key=lambda way: -way.score(asked))
    kept = [way for way in found[:most] if way.score(asked) > 0]
    return [_chain(network, places, way, way.score(asked)) for way in kept]


def _widened(
    network: Network, before: _Way, near: Sequence[Mapping[str, float]], far: Mapping[str, int]
) -> Iterator[_Way]:
    places, trimmed = _affordable(network, before.ends)
    for inverse, rows in zip((False, True), network.steps(places), strict=True):
        for kind, chosen in _by_kind(network, rows, near):
            ends = np.unique((network.subjects if inverse else network.objects)[chosen[:ROWS]])
            explained = dict(before.explained)
            for word, nearness in near[kind].items():
                explained[word] = max(nearness, explained.get(word, 0.0))
            # back along the same property: `films that share directors`
            back = bool(before.steps) and before.steps[-1] == (kind, not inverse)
            lost = before.lost + (0.0 if near[kind] or back else UNEXPLAINED)
            lost += UNUSUAL * _unusual(network, before, kind, inverse)
            stands = min((far.get(word, before.far) for word in near[kind]), default=before.far)
            lost += TURNED if stands < before.far else 0.0
            steps = (*before.steps, (kind, inverse))
            layers = (*before.layers, chosen[:ROWS])
            cut = before.cut or trimmed or len(chosen) > ROWS
            yield _Way(steps, ends, layers, explained, lost, cut, before.far if back else stands)


def _affordable(network: Network, places: Places) -> tuple[Places, bool]:
    """Leave out the largest hubs, so that their triples are not all looked at; say whether some are."""
    degrees = network.degree(places)
    if degrees.sum() <= LOOKED_AT or len(places) == 1:
        return places, False
    order = np.argsort(degrees, kind="stable")
    within = int(np.searchsorted(np.cumsum(degrees[order]), LOOKED_AT, side="right"))
    return places[order[: max(1, within)]], True


def _by_kind(
    network: Network, rows: Places, near: Sequence[Mapping[str, float]]
) -> Iterator[tuple[int, Places]]:
    """Yield the triples of each property: of those asked for, and of the most frequent others."""
    kinds = network.predicates[rows]
    order = np.argsort(kinds, kind="stable")
    found, starts, counts = np.unique(kinds[order], return_index=True, return_counts=True)
    ranked = sorted(range(len(found)), key=lambda each: (not near[int(found[each])], -counts[each]))
    for each in ranked[:KINDS]:
        yield int(found[each]), rows[order[starts[each] : starts[each] + counts[each]]]


def _unusual(network: Network, before: _Way, kind: int, inverse: bool) -> float:
    """Return which share of the nodes that the last step leads to, all over the graph, has no such step."""
    if not before.steps or not len(network.shares):
        return 0.0
    count = len(network.properties)
    last, was_inverse = before.steps[-1]
    ended = last if was_inverse else count + last
    return 1.0 - float(network.shares[ended, count + kind if inverse else kind])


def _chain(network: Network, seeds: Places, way: _Way, score: float) -> Chain:
    """Keep the triples from which the last nodes are reached."""
    ends = way.ends
    kept: list[Places] = []
    for (_, inverse), rows in zip(reversed(way.steps), reversed(way.layers), strict=True):
        here, there = (network.objects, network.subjects) if inverse else (network.subjects, network.objects)
        rows = rows[np.isin(there[rows], ends)]
        kept.append(rows)
        ends = np.unique(here[rows])
    steps = tuple(Step(network.properties[kind], inverse) for kind, inverse in way.steps)
    return Chain(steps, np.unique(np.concatenate(kept)), score, way.cut)
