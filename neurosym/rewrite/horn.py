"""Rule claims to clauses: alternatives become clauses, inner formulas parts (Lloyd and Topor 1984).

A function becomes a predicate with one more argument, its value. A variable of a closed sort that no
condition gives values gets the sort itself as a condition. Raises faults that name the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import (
    BOOL,
    Apply,
    Claim,
    Compare,
    Element,
    Num,
    Term,
    Truth,
)
from neurosym.ir.signature import Signature
from neurosym.rewrite.clauses import Clause, Match, variables_of
from neurosym.rewrite.definitions import split_rule
from neurosym.rewrite.horn_parts import Lowering


def horn(rules: Iterable[Claim], signature: Signature) -> tuple[Clause, ...]:
    """Return the clauses of all rules. Raises `FaultError` with the faults of every rule."""
    found: list[Clause] = []
    faults: list[Fault] = []
    for claim in rules:
        try:
            found += _clauses(claim, signature)
        except FaultError as error:
            faults += located(error.faults, [claim])
    if faults:
        raise FaultError(*faults)
    return tuple(found)


def located(faults: Iterable[Fault], claims: Sequence[Claim]) -> list[Fault]:
    """Return faults with the claim that they concern, and its text where they point nowhere."""
    only = claims[0].id if len(claims) == 1 else ""
    sources = {claim.id: claim.source for claim in claims}
    placed = []
    for fault in faults:
        claim = fault.claim or only
        source = sources.get(claim, "")
        where = fault.where or (Span(source, 0, len(source)) if source else None)
        placed.append(replace(fault, claim=claim, where=where))
    return placed


def _clauses(claim: Claim, signature: Signature) -> list[Clause]:
    fact = _value_fact(claim.formula, signature)
    if fact is not None:
        return [Clause(fact, (), claim.id)]
    head, body, bound = split_rule(claim.formula)
    symbol = signature.symbols.get(head.name)
    if symbol is None or symbol.result != BOOL or len(symbol.args) != len(head.args):
        what = f"`{head.name}` is no predicate of {len(head.args)} arguments"
        raise FaultError(Fault("rule-form", what, hint="a rule concludes a predicate of its arguments"))
    lowering = Lowering(signature)
    renamed = lowering.introduce(bound)
    assert not renamed
    cases = lowering.cases(body, True)
    args, parts = lowering.scalars(head.args, symbol.args)
    atom = Match(head.name, args)
    return [
        Clause(atom, lowering.ranged((*case, *parts), variables_of((atom,)), 0), claim.id) for case in cases
    ]


def _value_fact(formula: Term, signature: Signature) -> Match | None:
    """Return what `age(ann) == 40` states: the value of a function."""
    match formula:
        case Compare("==", Apply(name, args), Num() | Element() | Truth() as value) if (
            name in signature.symbols and signature.symbols[name].result != BOOL
        ):
            constants = [arg for arg in args if isinstance(arg, Num | Element | Truth)]
            return Match(name, (*constants, value)) if len(constants) == len(args) else None
        case _:
            return None
