"""What every answer of every backend must satisfy, checked without a solver."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from fractions import Fraction

from neurosym.ir.core import BOOL, INT, REAL, Enumeration, Range
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.solve.base import Outcome, Sat, Theory, Unknown, Unsat
from neurosym.solve.TEMPLATE import BruteForce


def judge(theory: Theory, labels: Collection[str], outcome: Outcome) -> str:
    """Return `sat`, `unsat` or `unknown`; fail where the evidence does not show it."""
    match outcome:
        case Sat(model):
            assert_full(theory, model)
            evaluator = Evaluator(theory.signature, model)
            assert [label for label in labels if not evaluator.holds(theory.formulas[label])] == []
            return "sat"
        case Unsat(core):
            assert core <= frozenset(labels)
            assert_no_world(theory, core)
            return "unsat"
        case Unknown(reason):
            assert reason
            return "unknown"


def assert_no_world(theory: Theory, labels: Collection[str]) -> None:
    """Fail if the chosen formulas have a model, as far as all worlds can be tried."""
    oracle = BruteForce()
    if not oracle.declines(theory):
        assert isinstance(oracle.open(theory).check(labels), Unsat)


def assert_full(theory: Theory, model: Model) -> None:
    """Fail unless the model interprets the whole vocabulary within its sorts."""
    signature = theory.signature
    for sort in signature.sorts.values():
        if isinstance(sort, Enumeration):
            assert_domain(sort, model, theory.unique_names)
    values = {sort: members(theory, model, sort) for sort in (*signature.sorts, BOOL)}
    assert model.tables.keys() == signature.symbols.keys()
    for symbol in signature.symbols.values():
        table = model.tables[symbol.name]
        if all(sort in values for sort in symbol.args):
            assert set(table) == set(itertools.product(*(values[sort] for sort in symbol.args)))
        assert all(is_of(value, symbol.result, values) for value in table.values())


def assert_domain(sort: Enumeration, model: Model, unique_names: bool) -> None:
    domain = model.domains[sort.name]
    merged = {name for name in sort.elements if model.names.get(name, name) != name}
    assert domain
    assert len(set(domain)) == len(domain)
    assert set(sort.elements) - merged <= set(domain)
    assert {model.names.get(name, name) for name in sort.elements} <= set(domain)
    assert not merged & set(domain)
    if unique_names or sort.ordered:
        assert not merged
    if sort.closed:
        assert set(domain) <= set(sort.elements)


def members(theory: Theory, model: Model, sort: str) -> tuple[Value, ...]:
    match theory.signature.sorts.get(sort):
        case Range(_, low, high):
            return tuple(range(low, high + 1))
        case Enumeration(name):
            return model.domains[name]
        case None:
            return (False, True)


def is_of(value: Value, sort: str, values: dict[str, tuple[Value, ...]]) -> bool:
    if sort == REAL:
        return type(value) is int or (type(value) is Fraction and value.denominator != 1)
    if sort == INT:
        return type(value) is int
    return type(value) is type(values[sort][0]) and value in values[sort]
