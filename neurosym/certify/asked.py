"""What ground claims answer to the goal `ask`, found by matching its formula against them; trusts nobody.

Nothing is true but the claims: what a graph has, as far as it is cited. Whether the graph has them, and no
others that the answer would need, is for the reader to compare with the graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from neurosym.certify.facts import Facts
from neurosym.certify.scope import not_certifiable
from neurosym.ir import core as ir
from neurosym.ir.derivation import Fact
from neurosym.ir.model import Value, in_order
from neurosym.ir.signature import Signature
from neurosym.ir.walk import conjuncts


def answered(problem: ir.Problem, goal: ir.Ask) -> object:
    """Return the values of the bindings, True where a question without bindings holds, None for no answer.

    Raises `FaultError` (`not-certifiable`) where a claim is no ground triple, or it takes too many steps.
    """
    signature = Signature.of(problem)
    facts = list(_facts(problem))
    names = (value for fact in facts for value in fact.args if isinstance(value, str))
    things = tuple(dict.fromkeys((*signature.elements, *names)))
    sorts = [sort.name for sort in problem.sorts if isinstance(sort, ir.Enumeration)]
    world = Facts(signature, dict.fromkeys(sorts, things), facts)
    bound = {binding.var: binding.sort for binding in goal.bindings}
    ways = world.ways(tuple(conjuncts(goal.formula)), {}, bound)
    rows = {tuple(way[name] for name in bound) for way in ways}
    if not rows:
        return None
    return in_order(rows) if bound else True


def _facts(problem: ir.Problem) -> Iterator[Fact]:
    for claim in problem.claims:
        match claim:
            case ir.Claim(formula=ir.Apply(name, args), kind="triple" | "derived"):
                yield Fact(name, tuple(map(_value, args)))
            case _:
                raise not_certifiable(f"the claim `{claim.id}` beside triples")


def _value(term: ir.Term) -> Value:
    match term:
        case ir.Element(name):
            return name
        case ir.Num(value):
            return value
        case _:
            raise not_certifiable("a triple that is not ground")
