"""Contradictions among triples: the fewest given triples that conflict, and the rules that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurosym.ir.derivation import Derivation, Fact
from neurosym.knowledge.nodes import Triple
from neurosym.solve.graph.reason.closure import Closure

MOST = 20
"""Conflicts that are sought at once."""

CLASHES = 1_000
"""Contradictions that are looked at for them: one conflict often shows in many."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Given triples that cannot all be so. `minimal`: without any of them the others do not conflict.

    It is not said where rules deny something, for then fewer triples may conflict more.
    """

    about: Fact
    triples: tuple[Triple, ...]
    rules: tuple[str, ...]
    derivation: Derivation
    minimal: bool


def conflicts(closure: Closure, most: int = MOST) -> tuple[Conflict, ...]:
    """Return different conflicts of a closure, at most so many. Raises `FaultError` (`limit`)."""
    found: list[Conflict] = []
    for conflict in _each(closure, found):
        found.append(conflict)
        if len(found) >= most:
            break
    return tuple(found)


def _each(closure: Closure, found: Sequence[Conflict]) -> Iterator[Conflict]:
    """Yield conflicts, none that holds one that was found before."""
    monotone = closure.monotone
    for clash in closure.clashes()[:CLASHES]:
        derivation = closure.derived.why(clash)
        given = set(closure.triples(derivation.given))
        if any(given.issuperset(one.triples) for one in found):
            continue
        if monotone:
            small = minimal(closure, closure.triples(derivation.given))
            about = small.clashes()[0]
            derivation = small.derived.why(about)
        else:
            about = clash
        triples = closure.triples(derivation.given)
        rules = tuple(dict.fromkeys(step.rule for step in derivation.steps if step.rule))
        yield Conflict(about, triples, rules, derivation, monotone)


def minimal(closure: Closure, triples: Sequence[Triple]) -> Closure:
    """Return the closure of a part of conflicting triples, each needed where rules deny nothing."""
    kept = list(triples)
    small = closure.alone(kept)
    for triple in triples:
        small.remove([triple])
        if small.clashes():
            kept.remove(triple)
        else:
            small.add([triple])
    return small
