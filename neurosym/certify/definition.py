"""What predicates that rules define are besides their rules: false where no rule makes them true.

For definitions without recursion, rules and closure together say exactly what the least model says
(Clark, "Negation as failure", 1978). With recursion they say less, so that a proof from them holds, but
a model must be founded, too: nothing is true in it only because of itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir import core as ir
from neurosym.ir.certificate import Individual, Key
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature
from neurosym.ir.terms import constant
from neurosym.ir.walk import fresh, substitute, subterms, symbols_in, transform

Rule: TypeAlias = tuple[ir.Apply, ir.Term, tuple[ir.Binding, ...]]
"""Head, body and the variables of a rule."""

_Rules: TypeAlias = Mapping[str, tuple[Sequence[str], Sequence[Rule]]]


def closures(problem: ir.Problem) -> dict[str, ir.Term]:
    """Return for every defined predicate, under `only if: ` and its name, that nothing else makes it true.

    Raises `FaultError` (`not-certifiable`) where rules have another form.
    """
    rules = _rules(problem)
    return {f"only if: {name}": _only_if(name, sorts, mine) for name, (sorts, mine) in rules.items()}


def founded(problem: ir.Problem, model: Model) -> bool:
    """Say whether all that is true in a model of the closures is so by way of the rules, step by step.

    Predicates that rest on each other are built up from nothing, the others taken as the model has them;
    rules are stratified (see the room `check`), so that nothing is denied of what is not yet built.
    """
    rules = _rules(problem)
    uses = {
        name: {one for rule in mine for one in _used(rule)} & rules.keys()
        for name, (_, mine) in rules.items()
    }
    for _ in rules:  # and what is used by what is used
        uses = {name: direct.union(*(uses[one] for one in direct)) for name, direct in uses.items()}
    circles = {frozenset(one for one in uses[name] if name in uses[one]) for name in rules}
    return all(_built(problem, model, circle, rules) for circle in circles)


def exclusion(problem: ir.Problem, atoms: Sequence[Key]) -> ir.Term:
    """Return that one of some atoms is true only where a rule makes one true without any of them.

    So it is in every founded model, whatever atoms these are (Lee, "A model-theoretic counterpart of loop
    formulas", 2005), if rules deny none of their predicates. Raises `FaultError`.
    """
    rules, signature = _rules(problem), Signature.of(problem)
    rows: dict[str, list[tuple[Individual, ...]]] = {name: [] for name, _ in atoms}
    for name, row in atoms:
        rows[name].append(row)
    if not rows.keys() <= rules.keys() or any(
        closing(body, signature) & rows.keys() for name in rows for _, body, _ in rules[name][1]
    ):
        raise _declined("a circle of what no rule defines, or some rule denies")

    def without(term: ir.Term) -> ir.Term:
        if isinstance(term, ir.Apply) and term.name in rows:
            return ir.conjunction((term, *(ir.negate(_same(term.args, row)) for row in rows[term.name])))
        return term

    external: list[ir.Term] = []
    for name, row in atoms:
        sorts, mine = rules[name]
        places = [ir.Binding(f"it {number}", sort) for number, sort in enumerate(sorts)]
        values = {place.var: _constant(value) for place, value in zip(places, row, strict=True)}
        external += (substitute(transform(_case(rule, places), without), values) for rule in mine)
    true = tuple(ir.Apply(name, tuple(map(_constant, row))) for name, row in atoms)
    return ir.Implies(ir.disjunction(true), ir.disjunction(tuple(external)))


def _same(args: Sequence[ir.Term], row: Sequence[Individual]) -> ir.Term:
    return ir.conjunction(
        tuple(ir.Compare("==", arg, _constant(value)) for arg, value in zip(args, row, strict=True))
    )


def _constant(value: Individual) -> ir.Term:
    if isinstance(value, tuple):
        raise _declined("a circle of what has no name")
    return constant(value)


def closing(part: ir.Term, signature: Signature) -> frozenset[str]:
    """Return the symbols that must be closed for a condition; none where more facts can only make it true."""
    match part:
        case ir.And(args) | ir.Or(args):
            return frozenset[str]().union(*(closing(arg, signature) for arg in args))
        case ir.Quantified("any", _, body):
            return closing(body, signature)
        case ir.Apply(_, args):
            inner = args
        case ir.Compare(_, left, right):
            inner = (left, right)
        case _:
            return symbols_in(part)
    plain = all(_is_plain(term, signature) for arg in inner for term in subterms(arg))
    return frozenset() if plain else symbols_in(part)


def _is_plain(term: ir.Term, signature: Signature) -> bool:
    """Say whether a part of a term has, with more facts, the value that it had before."""
    if isinstance(term, ir.Apply):
        return signature.symbols[term.name].result != ir.BOOL
    return isinstance(term, ir.Var | ir.Num | ir.Element | ir.Truth | ir.Arith)


def _built(problem: ir.Problem, model: Model, circle: frozenset[str], rules: _Rules) -> bool:
    signature, tables = Signature.of(problem), {name: model.tables.get(name, {}) for name in circle}
    left = {(name, row) for name, table in tables.items() for row, value in table.items() if value}
    true: set[tuple[str, tuple[Value, ...]]] = set()
    while left:
        so_far = {name: {row: (name, row) in true for row in table} for name, table in tables.items()}
        world = Evaluator(signature, replace(model, tables={**model.tables, **so_far}))
        new = {(name, row) for name, row in left if _follows(world, row, *rules[name])}
        if not new:
            return False
        true, left = true | new, left - new
    return True


def _follows(world: Evaluator, row: Sequence[Value], sorts: Sequence[str], rules: Sequence[Rule]) -> bool:
    """Say whether a rule makes its predicate true of these arguments."""
    places = [ir.Binding(f"it {number}", sort) for number, sort in enumerate(sorts)]
    env = {place.var: value for place, value in zip(places, row, strict=True)}
    return any(world.holds(_case(rule, places), env) for rule in rules)


def _rules(problem: ir.Problem) -> _Rules:
    """Return the sorts of each defined predicate, and its rules."""
    found: dict[str, tuple[Sequence[str], list[Rule]]] = {}
    for symbol in problem.symbols:
        if symbol.defined and symbol.result != ir.BOOL:
            raise _declined("a definition of what is no predicate")
        if symbol.defined:
            found[symbol.name] = symbol.args, []
    for claim in problem.claims:
        if claim.kind == "rule":
            rule = rule_of(claim.formula)
            if rule is None or rule[0].name not in found:
                raise _declined("a rule that does not define a predicate")
            found[rule[0].name][1].append(rule)
    return found


def rule_of(formula: ir.Term) -> Rule | None:
    """Return head, body and variables of a rule, None where its head is no atom."""
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
