"""The way back from clauses: the model that a truth assignment of the ground atoms describes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import BOOL, INT, REAL, Enumeration, Symbol
from neurosym.ir.model import Model, Value
from neurosym.rewrite.ground_symbols import Atom, Symbols

MAX_ROWS = 200_000
"""Rows of all tables of a model together."""

Holds = Callable[[int], bool]


def read_model(grounder: Symbols, holds: Holds) -> Model:
    """Return the model in which exactly the literals for which `holds` is true are true.

    The table of a symbol over all numbers is empty: no formula applies it (see `SatBackend.declines`).
    Raises `FaultError` (`too-big`) where the tables would have more than `MAX_ROWS` rows.
    """
    stands_for = _classes(grounder, holds)
    signature, universe = grounder.signature, grounder.universe
    domains: dict[str, tuple[str, ...]] = {}
    for name, sort in signature.sorts.items():
        if isinstance(sort, Enumeration):
            members = (stands_for.get(str(value), str(value)) for value in universe.members(name))
            domains[name] = tuple(dict.fromkeys(members))
    atoms = {_moved(key, stands_for): holds(literal) for key, literal in grounder.atoms.items()}
    leaves = {
        _moved(key, stands_for): _moved_value(_chosen(choice, holds), stands_for)
        for key, choice in grounder.leaves.items()
    }
    tables: dict[str, dict[tuple[Value, ...], Value]] = {}
    rows = 0
    for symbol in signature.symbols.values():
        default = _default(grounder, symbol, domains)
        known: Mapping[Atom, Value] = atoms if symbol.result == BOOL else leaves
        columns = [_members(grounder, sort, domains) for sort in symbol.args]
        rows += math.prod(map(len, columns))
        if rows > MAX_ROWS:
            raise FaultError(Fault("too-big", f"a model with more than {MAX_ROWS} rows"))
        tables[symbol.name] = {
            args: known.get((symbol.name, args), default) for args in itertools.product(*columns)
        }
    names = {name: one for name, one in stands_for.items() if name in signature.elements}
    return Model(domains, tables, {name: one for name, one in names.items() if one != name})


def _classes(grounder: Symbols, holds: Holds) -> dict[str, str]:
    """Return for each individual that equals others the one that stands for them, a named one if any."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while name in leader:
            name = leader[name]
        return name

    for (one, other), literal in grounder.equalities.items():
        if holds(literal):
            first, second = find(one), find(other)
            if first != second:
                if second in grounder.signature.elements:
                    first, second = second, first
                leader[second] = first
    return {name: find(name) for name in leader}


def _moved(key: Atom, stands_for: Mapping[str, str]) -> Atom:
    return (key[0], tuple(_moved_value(value, stands_for) for value in key[1])) if stands_for else key


def _moved_value(value: Value, stands_for: Mapping[str, str]) -> Value:
    return stands_for.get(value, value) if isinstance(value, str) else value


def _chosen(choice: Mapping[Value, int], holds: Holds) -> Value:
    return next(value for value, literal in choice.items() if holds(literal))


def _members(grounder: Symbols, sort: str, domains: Mapping[str, Sequence[Value]]) -> Sequence[Value]:
    if sort in (INT, REAL):
        return ()
    return domains[sort] if sort in domains else grounder.universe.members(sort)


def _default(grounder: Symbols, symbol: Symbol, domains: Mapping[str, Sequence[Value]]) -> Value:
    """Return the value of what no clause mentions: any value does."""
    if symbol.result == BOOL:
        return False
    if symbol.result in (INT, REAL):
        return 0
    return _members(grounder, symbol.result, domains)[0]
