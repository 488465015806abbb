"""Does a graph follow from another? By what is derived, or by supposing the contrary and deriving a clash.

Rules that only add triples cannot conclude that two things differ, that a class has no common member with
another, or that nothing is otherwise; supposing the contrary can. What cannot be shown in either way is
`missing`, which does not say that it does not follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neurosym.faults import Fault, FaultError
from neurosym.ir.derivation import Derivation
from neurosym.knowledge.nodes import Node, Triple, is_blank
from neurosym.solve.graph.reason.closure import Closure
from neurosym.solve.graph.reason.contrary import Contrary
from neurosym.solve.graph.reason.described import UnsayableError

MOST_TRIED = 100_000
"""Triples that are looked at to find what blank nodes stand for."""

MOST_JOINED = 200
"""Triples that blank nodes join, of which no more are shown together."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Triples that follow together. `supposed`: the contrary, case by case, each with the clash it leads to.

    Where nothing was supposed, the derivations are those of the triples.
    """

    triples: tuple[Triple, ...]
    derivations: tuple[Derivation, ...]
    supposed: tuple[tuple[Triple, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Entailment:
    """What of a graph was shown, and what was not. `inconsistent`: nothing was supposed, all would follow."""

    shown: tuple[Shown, ...]
    missing: tuple[Triple, ...]
    inconsistent: bool = False

    @property
    def holds(self) -> bool:
        """Say whether all was shown."""
        return not self.missing


def entails(closure: Closure, conclusion: Iterable[Triple]) -> Entailment:
    """Return which triples follow from those of a closure.

    Blank nodes stand for something that there is, or for a class that OWL describes. The closure is the
    same afterwards. Raises `FaultError` (`limit`).
    """
    contrary = Contrary(conclusion)
    inconsistent = bool(closure.clashes())
    shown: list[Shown] = []
    missing: list[Triple] = []
    for statement in contrary.statements:
        found = _found(closure, contrary, statement)
        if found is None and not inconsistent and closure.monotone:
            found = _refuted(closure, contrary, statement)
        if found is None:
            missing += map(contrary.original, statement)
        else:
            shown.append(found)
    return Entailment(tuple(shown), tuple(missing), inconsistent)


# --- derived


def _found(closure: Closure, contrary: Contrary, statement: Sequence[Triple]) -> Shown | None:
    """Return a statement with what its blank nodes stand for, if all of its triples are derived."""
    nodes = {node for triple in statement for node in (triple[0], triple[2]) if is_blank(node)}
    if len(statement) > MOST_JOINED or not all(map(contrary.is_open, nodes)):
        return None
    values = next(_matches(closure, list(statement), {}, [MOST_TRIED]), None)
    if values is None:
        return None
    triples = [(values.get(s, s), p, values.get(o, o)) for s, p, o in statement]
    return Shown(tuple(map(contrary.original, statement)), tuple(map(closure.why, triples)))


def _matches(
    closure: Closure, rest: list[Triple], values: Mapping[Node, Node], left: list[int]
) -> Iterator[Mapping[Node, Node]]:
    """Yield every way to give blank nodes values, the triple with fewest open nodes first."""
    if not rest:
        yield values
        return
    triple = min(rest, key=lambda one: sum(is_blank(values.get(node, node)) for node in one))
    others = [one for one in rest if one is not triple]
    subject, predicate, value = (values.get(node, None if is_blank(node) else node) for node in triple)
    for row in closure.match(subject, predicate, value):
        left[0] -= 1
        if left[0] < 0:
            what = f"more than {MOST_TRIED} triples were looked at for what blank nodes stand for"
            raise FaultError(Fault("limit", what, hint="ask for fewer blank nodes at once"))
        if triple[0] != triple[2] or row[0] == row[2]:
            yield from _matches(closure, others, {**values, triple[0]: row[0], triple[2]: row[2]}, left)


# --- refuted


def _refuted(closure: Closure, contrary: Contrary, statement: Sequence[Triple]) -> Shown | None:
    """Return a statement with the clashes that every case of its contrary leads to."""
    if len(statement) != 1:
        return None
    try:
        cases = contrary.of(statement[0])
    except UnsayableError:
        return None
    derivations: list[Derivation] = []
    for case in cases:
        with closure.supposing(case):
            clash = next(iter(closure.clashes()), None)
            if clash is not None:
                derivations.append(closure.derived.why(clash))
        if clash is None:
            return None
    return Shown((contrary.original(statement[0]),), tuple(derivations), cases)
