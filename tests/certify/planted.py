"""Proofs about limits made wrong on purpose: each change is one that a maker of proofs could get wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from neurosym.ir.certificate import Cases, Counted, LimitProof, Split, Weighed

Change = Callable[[LimitProof], LimitProof]

WEIGHTS = (Fraction(-1), Fraction(2), Fraction(1, 3), Fraction(0))
BEYOND = 7
"""More parts than any of these proofs supposes."""


def nodes(proof: LimitProof) -> Iterator[LimitProof]:
    """All parts of a proof, the whole first."""
    yield proof
    match proof:
        case Split(_, _, below, above):
            yield from nodes(below)
            yield from nodes(above)
        case Cases(_, proofs):
            for each in proofs:
                yield from nodes(each)


def counted(proof: LimitProof) -> list[Counted]:
    """All limits and choices that a proof names."""
    found = []
    for node in nodes(proof):
        if isinstance(node, Weighed):
            found += node.limits
        elif isinstance(node, Cases):
            found.append(node.choice)
    return found


def replaced(proof: LimitProof, old: LimitProof, new: LimitProof) -> LimitProof:
    """The proof with another part; a part is found by identity."""
    if proof is old:
        return new
    match proof:
        case Split(_, _, below, above):
            return replace(proof, below=replaced(below, old, new), above=replaced(above, old, new))
        case Cases(_, proofs):
            return replace(proof, proofs=tuple(replaced(each, old, new) for each in proofs))
    return proof


def wrong(proof: LimitProof, labels: list[str], chance: random.Random) -> LimitProof:
    """The proof with something changed somewhere."""
    for _ in range(chance.choice((1, 1, 2))):
        node = chance.choice(list(nodes(proof)))
        proof = replaced(proof, node, _changed(node, proof, labels, chance))
    return proof


def _changed(node: LimitProof, whole: LimitProof, labels: list[str], chance: random.Random) -> LimitProof:
    match node:
        case _ if chance.random() < 0.15:
            return chance.choice(list(nodes(whole)))
        case Weighed(limits):
            return Weighed(tuple(_sum_changed(list(limits), whole, labels, chance)))
        case Split(place, most, below, above):
            return chance.choice(
                (
                    replace(node, most=most + chance.choice((-1, 1))),
                    replace(node, below=above, above=below),
                    replace(node, place=chance.choice(_places(whole) or [place])),
                    below,
                    above,
                )
            )
        case Cases(choice, ()):  # a choice of no way
            return replace(node, choice=_elsewhere(choice, whole, labels, chance))
        case Cases(choice, proofs):
            return chance.choice(
                (
                    replace(node, choice=_elsewhere(choice, whole, labels, chance)),
                    replace(node, proofs=proofs[::-1]),
                    replace(node, proofs=proofs[1:]),
                    replace(node, proofs=(*proofs, proofs[0])),
                    replace(node, proofs=(proofs[0],) * len(proofs)),
                    chance.choice(proofs),
                )
            )


def _sum_changed(
    limits: list[Counted], whole: LimitProof, labels: list[str], chance: random.Random
) -> list[Counted]:
    if not limits or chance.random() < 0.15:
        return [*limits, *chance.sample(counted(whole), min(1, len(counted(whole))))]
    number = chance.randrange(len(limits))
    one = limits[number]
    match chance.randrange(3):
        case 0:
            limits[number] = replace(one, weight=one.weight * chance.choice(WEIGHTS))
        case 1:
            limits[number] = _elsewhere(one, whole, labels, chance)
        case _:
            del limits[number]
    return limits


def _elsewhere(one: Counted, whole: LimitProof, labels: list[str], chance: random.Random) -> Counted:
    """Something that stands at another place, or nowhere."""
    other = chance.choice(counted(whole))
    return chance.choice(
        (
            replace(one, part=one.part + chance.choice((-1, 1, BEYOND))),
            replace(one, label=chance.choice(labels)),
            replace(one, label="", row=()),
            replace(one, row=other.row),
            replace(other, weight=one.weight),
        )
    )


def _places(proof: LimitProof) -> list:
    rows = [one.row[0] for one in counted(proof) if one.row and isinstance(one.row[0], tuple)]
    return rows + [node.place for node in nodes(proof) if isinstance(node, Split)]
