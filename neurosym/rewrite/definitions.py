"""Rule claims to classical formulas: the completion of predicates that rules define (Clark 1978).

For definitions without recursion the completion says exactly what the least model says; what recursive ones
say beyond it is in `loops`. Stratification is the business of check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    TRUE,
    Apply,
    Binding,
    Claim,
    Compare,
    Implies,
    Problem,
    Quantified,
    Symbol,
    Term,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.walk import fresh, substitute, subterms

CLOSURE = "only if: "
"""Labels of the formulas that say that a defined predicate holds in no other case."""


def completed(problem: Problem) -> dict[str, Term]:
    """Return the claims as labelled formulas, with one more per defined predicate.

    The extra labels begin with `CLOSURE`. Raises `FaultError` (`claim-id`).
    """
    formulas = {claim.id: claim.formula for claim in problem.claims}
    if len(formulas) < len(problem.claims):
        raise FaultError(Fault("claim-id", "two claims have one id", hint="give each its own"))
    rules = rules_of(problem.claims)
    for symbol in problem.symbols:
        if symbol.defined and symbol.result == BOOL:
            formulas[CLOSURE + symbol.name] = only_if(symbol, rules.get(symbol.name, ()))
    return formulas


def rules_of(
    claims: Sequence[Claim],
) -> Mapping[str, Sequence[tuple[Apply, Term, tuple[Binding, ...]]]]:
    """Return head, body and bindings of each rule, by the predicate that it defines."""
    rules: dict[str, list[tuple[Apply, Term, tuple[Binding, ...]]]] = {}
    for claim in claims:
        if claim.kind == "rule":
            head, body, bound = split_rule(claim.formula)
            rules.setdefault(head.name, []).append((head, body, bound))
    return rules


def closure_of(rule: Claim) -> str:
    """Return the label of the formula that closes the predicate which a rule defines."""
    return CLOSURE + split_rule(rule.formula)[0].name


def split_rule(formula: Term) -> tuple[Apply, Term, tuple[Binding, ...]]:
    """Return head, body and bindings of a rule. Raises `FaultError` where it has not that form."""
    bound: tuple[Binding, ...] = ()
    while isinstance(formula, Quantified) and formula.kind == "all":
        bound, formula = (*bound, *formula.bindings), formula.body
    head, body = (formula.right, formula.left) if isinstance(formula, Implies) else (formula, TRUE)
    if not isinstance(head, Apply):
        hint = "write `all(head(x) for x in Sort if body)`"
        raise FaultError(Fault("rule-form", "a rule has one atom as its head", hint=hint))
    return head, body, bound


def only_if(symbol: Symbol, rules: Sequence[tuple[Apply, Term, tuple[Binding, ...]]]) -> Term:
    """Return: the predicate holds only where the body of one of its rules does."""
    taken = {part.name for _, body, _ in rules for part in subterms(body) if isinstance(part, Var)}
    taken |= {binding.var for _, _, bound in rules for binding in bound}
    params: list[Binding] = []
    for number, sort in enumerate(symbol.args, start=1):
        params.append(Binding(fresh(f"arg{number}", taken), sort))
        taken.add(params[-1].var)
    cases = tuple(_case(head, body, bound, params) for head, body, bound in rules)
    formula = Implies(Apply(symbol.name, tuple(Var(p.var) for p in params)), disjunction(cases))
    return Quantified("all", tuple(params), formula) if params else formula


def _case(head: Apply, body: Term, bound: tuple[Binding, ...], params: Sequence[Binding]) -> Term:
    """Return: the parameters are as this rule's head says, and its body holds."""
    renaming: dict[str, Term] = {}
    equations: list[Term] = []
    sorts = {binding.var: binding.sort for binding in bound}
    for arg, param in zip(head.args, params, strict=True):
        if isinstance(arg, Var) and arg.name not in renaming and sorts.get(arg.name) == param.sort:
            renaming[arg.name] = Var(param.var)
        else:
            equations.append(Compare("==", Var(param.var), arg))
    rest = tuple(binding for binding in bound if binding.var not in renaming)
    parts = tuple(substitute(part, renaming) for part in (*equations, body) if part != TRUE)
    inside = conjunction(parts)
    return Quantified("any", rest, inside) if rest else inside
