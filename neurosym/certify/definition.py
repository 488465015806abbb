"""What predicates that rules define are besides their rules: false where no rule makes them true.

For definitions without recursion, rules and closure together say exactly what the least model says
(Clark, "Negation as failure", 1978). Recursive definitions are declined.
"""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir import core as ir
from neurosym.ir.walk import fresh, substitute, subterms, symbols_in

Rule: TypeAlias = tuple[ir.Apply, ir.Term, tuple[ir.Binding, ...]]
"""Head, body and the variables of a rule."""


def closures(problem: ir.Problem) -> dict[str, ir.Term]:
    """Return for every defined predicate, under `only if: ` and its name, that nothing else makes it true.

    Raises `FaultError` (`not-certifiable`) where rules have another form, or one rests on itself.
    """
    defined = {symbol.name: symbol for symbol in problem.symbols if symbol.defined}
    rules: dict[str, list[Rule]] = {name: [] for name in defined}
    for claim in problem.claims:
        if claim.kind == "rule":
            rule = _rule(claim.formula)
            if rule is None or rule[0].name not in defined:
                raise _declined("a rule that does not define a predicate")
            rules[rule[0].name].append(rule)
    if any(symbol.result != ir.BOOL for symbol in defined.values()):
        raise _declined("a definition of what is no predicate")
    uses = {name: {used for rule in mine for used in _used(rule)} for name, mine in rules.items()}
    try:
        TopologicalSorter(uses).prepare()
    except CycleError:
        raise _declined("a predicate that is defined by itself") from None
    return {f"only if: {name}": _only_if(name, symbol.args, rules[name]) for name, symbol in defined.items()}


def _rule(formula: ir.Term) -> Rule | None:
    bound: tuple[ir.Binding, ...] = ()
    while isinstance(formula, ir.Quantified) and formula.kind == "all":
        bound, formula = (*bound, *formula.bindings), formula.body
    head, body = (formula.right, formula.left) if isinstance(formula, ir.Implies) else (formula, ir.TRUE)
    return (head, body, bound) if isinstance(head, ir.Apply) else None


def _used(rule: Rule) -> frozenset[str]:
    head, body, _ = rule
    return symbols_in(body).union(*(symbols_in(arg) for arg in head.args))


def _only_if(name: str, sorts: Sequence[str], rules: Sequence[Rule]) -> ir.Term:
    taken = {part.name for _, body, _ in rules for part in subterms(body) if isinstance(part, ir.Var)}
    taken |= {binding.var for _, _, bound in rules for binding in bound}
    places: list[ir.Binding] = []
    for sort in sorts:
        places.append(ir.Binding(fresh("it", taken), sort))
        taken.add(places[-1].var)
    cases = ir.disjunction(tuple(_case(rule, places) for rule in rules))
    formula = ir.Implies(ir.Apply(name, tuple(ir.Var(place.var) for place in places)), cases)
    return ir.Quantified("all", tuple(places), formula) if places else formula


def _case(rule: Rule, places: Sequence[ir.Binding]) -> ir.Term:
    """Return: the places are as the head of the rule says, and its body holds.

    A variable of the head that ranges over the sort of its place is the place itself.
    """
    head, body, bound = rule
    sorts = {binding.var: binding.sort for binding in bound}
    same: dict[str, ir.Term] = {}
    equations: list[ir.Term] = []
    for arg, place in zip(head.args, places, strict=True):
        if isinstance(arg, ir.Var) and arg.name not in same and sorts.get(arg.name) == place.sort:
            same[arg.name] = ir.Var(place.var)
        else:
            equations.append(ir.Compare("==", ir.Var(place.var), arg))
    inside = ir.conjunction(tuple(substitute(part, same) for part in (*equations, body)))
    rest = tuple(binding for binding in bound if binding.var not in same)
    return ir.Quantified("any", rest, inside) if rest else inside


def _declined(what: str) -> FaultError:
    return FaultError(Fault("not-certifiable", f"not certifiable: {what}"))
