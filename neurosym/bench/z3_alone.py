"""A program that decides one problem with Z3, as LMs write such programs: what ours is measured against.

Started anew for each problem. Reads formulas as nested JSON lists on standard input, declares one sort, its
constants and predicates, and states rules with quantifiers. Imports Z3 and nothing of this project.
"""

import json
import sys
from typing import Any

import z3


def main() -> None:
    """Print `True`, `False`, `Unknown` or `Contradiction` for the goal."""
    asked = json.load(sys.stdin)
    thing = z3.DeclareSort("Thing")
    names = {name: z3.Const(name, thing) for name in asked["names"]}
    predicates = {
        name: z3.Function(name, *[thing] * arity, z3.BoolSort()) for name, arity in asked["predicates"]
    }

    def formula(data: Any, scope: dict[str, Any]) -> Any:
        match data:
            case str(name):
                return scope[name]
            case ["not", arg]:
                return z3.Not(formula(arg, scope))
            case ["and", *args]:
                return z3.And(*[formula(arg, scope) for arg in args])
            case ["or", *args]:
                return z3.Or(*[formula(arg, scope) for arg in args])
            case ["implies", left, right]:
                return z3.Implies(formula(left, scope), formula(right, scope))
            case ["==", left, right]:
                return formula(left, scope) == formula(right, scope)
            case ["!=", left, right]:
                return formula(left, scope) != formula(right, scope)
            case ["all" | "any" as kind, [*bound], body]:
                inner = {name: z3.Const(name, thing) for name in bound}
                quantify = z3.ForAll if kind == "all" else z3.Exists
                return quantify(list(inner.values()), formula(body, {**scope, **inner}))
            case ["apply", name, *args]:
                return predicates[name](*[formula(arg, scope) for arg in args])
            case _:
                raise ValueError(f"not a formula: {data}")

    premises = [formula(claim, names) for claim in asked["claims"]]
    goal = formula(asked["goal"], names)
    answers = []
    for extra in (z3.Not(goal), goal):
        solver = z3.Solver()
        solver.set("timeout", 10_000)
        solver.add(*premises, extra)
        answers.append(str(solver.check()))
    said = {
        ("unsat", "sat"): "True",
        ("sat", "unsat"): "False",
        ("unsat", "unsat"): "Contradiction",
        ("unsat", "unknown"): "True",
        ("unknown", "unsat"): "False",
    }
    print(said.get((answers[0], answers[1]), "Unknown"))


if __name__ == "__main__":
    main()
