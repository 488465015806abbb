"""What speaks for a match, in words, with the triples that it was seen in. Decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from neurosym.faults import brief
from neurosym.knowledge.align.comparing import MISSING, Comparison, Level, Likeness
from neurosym.knowledge.align.core import Evidence, bits
from neurosym.knowledge.align.sides import NAME, Side, Value
from neurosym.knowledge.align.standing import Ground
from neurosym.knowledge.align.structure import Pair, Support
from neurosym.knowledge.align.weights import bin_of
from neurosym.knowledge.nodes import text_of

MOST = 5
"""Matches of neighbours that are told of one by one."""

_HOW = {
    Level.DIFFERENT: "{left} is unlike {right}",
    Level.A_WORD: "{left} and {right} share a word",
    Level.MOST_WORDS: "{left} and {right} share most words",
    Level.INSIDE: "one of {left} and {right} is part of the other",
    Level.ALIKE: "{left} is almost {right}",
}


def evidence(ground: Ground, pair: Pair, standing: Collection[Pair]) -> tuple[Evidence, ...]:
    """Return what speaks for a pair and against it, the most telling first; the weights add up."""
    found = list(_of_values(ground, pair)) + list(_of_neighbours(ground, pair, standing))
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))


def _of_values(ground: Ground, pair: Pair) -> Iterator[Evidence]:
    weighed = ground.weighed
    for place, comparison in enumerate(weighed.comparisons):
        likeness = comparison.likeness(*pair)
        if likeness is not None:
            weight = bits(weighed.weights[place, likeness.level])
            triples = tuple(one.triple for one in (likeness.left, likeness.right) if one.triple is not None)
            yield Evidence(comparison.kind, _said(comparison, likeness), weight, triples)


def _said(comparison: Comparison, likeness: Likeness) -> str:
    left = _value(comparison.left_field, likeness.left)
    right = _value(comparison.right_field, likeness.right)
    if likeness.affixes:
        dropped = " and ".join(str(affix) for affix in likeness.affixes)
        return f"{left} is {right}, but for {dropped}"
    if likeness.level < Level.EQUAL_OF_MANY:
        return _HOW[likeness.level].format(left=left, right=right)
    shared = comparison.shared(likeness.key)
    rare = "no other node has it" if shared == 1 else f"up to {shared:,} nodes of a side have it"
    what = "the identifier of both" if comparison.coded else f"as {right}"
    return f"{left} is {what}; {rare}"


def _value(field: str, value: Value) -> str:
    called = "" if field == NAME else f"{brief(text_of(field))} "
    return f"{called}“{brief(value.text)}”"


def _of_neighbours(ground: Ground, pair: Pair, standing: Collection[Pair]) -> Iterator[Evidence]:
    weighed = ground.weighed
    found = [one for one in ground.supports(pair) if (one.left, one.right) in standing]
    total = sum(one.amount for one in found)
    level = weighed.seen(pair, total)[-1]
    if level == MISSING:
        return
    weight = weighed.weights[len(weighed.comparisons), level]
    if not found or bin_of(total) == 0:
        yield Evidence("silence", "their neighbours have no matches that say so", bits(weight))
        return
    found.sort(key=lambda one: -one.amount)
    for one in found[:MOST]:
        yield _neighbour(weighed.left, weighed.right, pair, one, bits(weight * one.amount / total))
    if len(found) > MOST:
        rest = sum(one.amount for one in found[MOST:])
        says = f"{len(found) - MOST:,} more matches of neighbours"
        yield Evidence("neighbour", says, bits(weight * rest / total))


def _neighbour(left: Side, right: Side, pair: Pair, one: Support, weight: float) -> Evidence:
    ours = left.edge(pair[0], one.left_relation, one.left)
    theirs = right.edge(pair[1], one.right_relation, one.right)
    nodes = left.nodes[one.left], right.nodes[one.right]
    along = f"{brief(text_of(ours[1]))} here and {brief(text_of(theirs[1]))} there"
    if nodes[0] == nodes[1]:
        return Evidence("neighbour", f"{along} join both with {nodes[0]}", weight, (ours, theirs))
    says = f"{along} join them with {nodes[0]} and {nodes[1]}, which match"
    return Evidence("neighbour", says, weight, (ours, theirs), nodes)
