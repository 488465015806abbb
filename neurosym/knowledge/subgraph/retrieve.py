"""The triples that matter for a question, out of a whole graph, within a budget, each with a reason.

Seeds are the nodes that the question names; what is worth telling about them is decided by the words that
name properties, by random walks from the seeds (personalised PageRank), and by what joins two seeds. Asks no
language model; what was left out is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from neurosym.faults import brief
from neurosym.knowledge.link import Linked, Linker
from neurosym.knowledge.nodes import Node, Triple, text_of
from neurosym.knowledge.paths import Limits, Steps, around, between
from neurosym.knowledge.paths.network import Network
from neurosym.knowledge.store import Graph
from neurosym.knowledge.subgraph.context import context
from neurosym.knowledge.subgraph.core import Evidence, Neighbourhood, Seed
from neurosym.knowledge.subgraph.wanted import ROWS, Chain, Wanted, chains, wanted

BUDGET = 50
WHOLE = 2_000_000
"""Triples of a graph that is ranked as a whole; of a larger one, the part around the seeds is."""
CHAINS = 12
SEEDS = 8
FOLLOWED = 4.0
"""How much more willingly a walk follows a property that the question's words are near."""
DAMPING, TOLERANCE = 0.6, 1e-4
"""Of the walk: it stays near the seeds, and its order is told apart well enough."""
PART = 0.4
"""Share of the best mention's score from which others are seeds too."""
SPARED = 0.2
"""Share of the budget that is kept for what is near, whatever the words ask for."""
JOINED = Limits(hops=3, fanout=300, triples=3_000, cpu_s=0.5)


class Retriever:
    """Finds the neighbourhoods of questions in one graph. Reads the graph once, when it is made.

    The time of that is linear in the triples, a second for 130,000; a question then takes some 20 ms.
    """

    def __init__(self, graph: Graph, linker: Linker | None = None) -> None:
        self.graph = graph
        self.linker = linker or Linker.of(graph)
        self._whole = Network(graph.match(None, None, None)) if len(graph) <= WHOLE else None

    def neighbourhood(
        self,
        asked: str | Sequence[Node],
        *,
        budget: int = BUDGET,
        hops: int = 3,
        prefer: Mapping[Node, float] | None = None,
    ) -> Neighbourhood:
        """Return at most `budget` triples for a question in words, or for nodes.

        `prefer` says of properties how much they are asked for, from 0 to 1, where the caller knows better
        than the words. Without a seed there is no triple, and `left_out` says so.
        """
        left_out: list[str] = []
        words = Wanted()
        if isinstance(asked, str):
            linked = self.linker.link(asked)
            left_out += linked.left_out
            seeds = _seeds(linked, left_out)
            spans = [(seed.start, seed.end) for seed in seeds]
            words = wanted(asked, spans, self.linker.labels.wording)
            if words.silent and seeds:
                named = ", ".join(f"`{brief(word, 40)}`" for word in words.silent[:8])
                left_out.append(f"no property is called like {named}")
        else:
            seeds = [Seed(node, brief(text_of(node)), 1.0, "asked for") for node in asked]
        if prefer:
            preferred = {each: {each: weight} for each, weight in prefer.items() if weight > 0}
            words = replace(words, near={**words.near, **preferred})
        network = self._network(seeds, hops, left_out)
        seeds = [seed for seed in seeds if seed.node in network.places]
        if not seeds or budget <= 0:
            left_out.append("no node of the graph is named" if not seeds else "the budget is no triple")
            return Neighbourhood(tuple(seeds), (), (), tuple(left_out))
        found = chains(network, [seed.node for seed in seeds], words, hops, CHAINS)
        evidence = self._chosen(network, seeds, words, found, budget, left_out)
        return Neighbourhood(tuple(seeds), evidence, tuple(each.steps for each in found), tuple(left_out))

    def context(self, found: Neighbourhood) -> str:
        """Return a neighbourhood as text for a language model, with what was left out as its last lines."""
        said = [f"(Left out: {brief(each, 200)}.)" for each in found.left_out]
        return "\n".join([context(self.graph, found.triples), *said])

    def _network(self, seeds: Sequence[Seed], hops: int, left_out: list[str]) -> Network:
        if self._whole is not None:
            left_out += self._whole.left_out
            return self._whole
        found = around(self.graph, [seed.node for seed in seeds], Limits(hops=hops))
        left_out += found.left_out
        return Network(found.triples)

    def _chosen(
        self,
        network: Network,
        seeds: Sequence[Seed],
        words: Wanted,
        found: Sequence[Chain],
        budget: int,
        left_out: list[str],
    ) -> tuple[Evidence, ...]:
        near = [max(words.near.get(each, {"": 0.0}).values()) for each in network.properties]
        weights = 1.0 + FOLLOWED * np.array(near)
        named = {seed.node: seed.weight for seed in seeds}
        ranks = network.rank(named, weights, damping=DAMPING, tolerance=TOLERANCE)
        share = ranks / network.degree(np.arange(len(ranks)))
        flow = weights[network.predicates] * (share[network.subjects] + share[network.objects])
        scores = np.zeros(len(network))
        origin = np.full(len(network), -1)
        for place in range(len(found) - 1, -1, -1):
            rows = found[place].rows
            better = rows[scores[rows] <= found[place].score]
            scores[better], origin[better] = found[place].score, place
        asked = np.flatnonzero(scores)
        asked = asked[np.lexsort((-flow[asked], -scores[asked]))]
        kept = asked if len(asked) <= budget else asked[: budget - int(SPARED * budget)]
        joined = list(dict.fromkeys(self._joining(seeds)))[:budget]
        chosen = {triple: Evidence(triple, 1.0, "joins what the question names") for triple in joined}
        for row in kept:
            triple = network.triple(row)
            why = f"along {_said(found[origin[row]].steps)}"
            chosen.setdefault(triple, Evidence(triple, round(float(scores[row]), 4), why))
        most = min(len(network), budget + len(chosen))
        top = np.argpartition(-flow, most - 1)[:most]
        for row in top[np.argsort(-flow[top], kind="stable")]:
            if flow[row] > 0:
                triple = network.triple(row)
                chosen.setdefault(triple, Evidence(triple, 0.0, "near what the question names"))
        evidence = tuple(chosen.values())[:budget]
        _tell(found, asked, {each.triple for each in evidence}, network, budget, left_out)
        return evidence

    def _joining(self, seeds: Sequence[Seed]) -> Iterator[Triple]:
        """Yield what joins the seeds of different places of the text."""
        best = {(seed.start, seed.end): seed for seed in reversed(seeds)}
        for one, other in combinations(list(best.values())[:3], 2):
            for path in between(self.graph, one.node, other.node, JOINED, most=10).paths:
                yield from path.triples


def neighbourhood(graph: Graph, asked: str | Sequence[Node], *, budget: int = BUDGET) -> Neighbourhood:
    """Return the triples that matter for one question. For several, make a `Retriever` once."""
    return Retriever(graph).neighbourhood(asked, budget=budget)


def _seeds(linked: Linked, left_out: list[str]) -> list[Seed]:
    """Take the best mentions, and of each the candidates that are as good as its best."""
    found: list[Seed] = []
    best = max((mention.score for mention in linked.mentions), default=0.0)
    for mention in linked.mentions:
        if not mention.candidates:
            left_out.append(f"no node is called `{brief(mention.text, 60)}`")
        elif mention.score >= PART * best:
            top = mention.candidates[0].score
            equal = [each for each in mention.candidates if each.score >= top - 0.01]
            for each in equal:
                why = f"`{brief(mention.text, 60)}`: {each.why}"
                weight = mention.score / len(equal)
                found.append(Seed(each.node, each.label, weight, why, mention.start, mention.end))
            if mention.more:
                left_out.append(f"{mention.more:,} more nodes are called `{brief(mention.text, 60)}`")
    if len(found) > SEEDS:
        left_out.append(f"{len(found) - SEEDS:,} more nodes that the question may mean")
    return found[:SEEDS]


def _tell(
    found: Sequence[Chain],
    asked: np.ndarray,
    chosen: set[Triple],
    network: Network,
    budget: int,
    left_out: list[str],
) -> None:
    missing = len(asked) - sum(network.triple(row) in chosen for row in asked[: 2 * budget])
    if missing > 0:
        what = f"{missing:,} more triples on chains that the words ask for"
        left_out.append(f"{what}, beyond the budget of {budget:,}")
    for each in found:
        if each.cut:
            left_out.append(f"hubs along {_said(each.steps)}: of each step {ROWS:,} triples are followed")


def _said(steps: Steps) -> str:
    return ", ".join(("^" if step.inverse else "") + brief(text_of(step.predicate), 60) for step in steps)
