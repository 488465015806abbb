"""A problem with other sentences: what is said anew takes the place of what it contradicts, else it is added.

A number takes the place of the number that the same symbol had, a limit that of a limit on the same amount,
in the same direction: there are 70 hours, not 80; or of a share: a third of them, not half. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.linear import bounds_of
from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import Apply, Claim, Compare, CompareOp, Num, Problem, Term, conjunction
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import number
from neurosym.ir.walk import fresh
from neurosym.rewrite.linear import Line, given, line_of, written_out

_DIRECTION: dict[CompareOp, int] = {"<": 1, "<=": 1, ">": -1, ">=": -1}


@dataclass(frozen=True, slots=True)
class Swap:
    """A claim in the place of what another one says; or a new one, or one that is left out."""

    old: Claim | None
    new: Claim | None


@dataclass(frozen=True, slots=True)
class Change:
    """A changed problem, and what of it is changed."""

    problem: Problem
    swaps: tuple[Swap, ...]


def dropped(problem: Problem, id: str) -> Change:
    """Return the problem without a claim. Raises `FaultError` (`what-if`) where there is none of that id."""
    claim = _claim(problem, id)
    rest = tuple(one for one in problem.claims if one.id != id)
    return Change(replace(problem, claims=rest), (Swap(claim, None),))


def exchanged(problem: Problem, id: str, formula: Term) -> Change:
    """Return the problem with another formula for a claim. Raises `FaultError` (`what-if`) likewise."""
    old = _claim(problem, id)
    new = replace(old, formula=formula, source="")
    claims = tuple(new if one.id == id else one for one in problem.claims)
    return Change(replace(problem, claims=claims), (Swap(old, new),))


def _claim(problem: Problem, id: str) -> Claim:
    for claim in problem.claims:
        if claim.id == id:
            return claim
    raise FaultError(Fault("what-if", f"there is no claim `{id}`"))


def said_anew(problem: Problem, claims: Sequence[Claim], more: int = 0) -> Change:
    """Return the problem with further claims, each in the place of what it contradicts.

    `more`: 1 or -1 where their figures are to be added to, or taken from, those of what they replace. Raises
    `FaultError`: `what-if` where there is nothing to replace then, `too-big`.
    """
    swaps: list[Swap] = []
    for claim in claims:
        places = _contradicted(problem, claim)
        if more and not (places and places[0][1]):
            raise FaultError(Fault("what-if", f"there is nothing to add `{print_formula(claim.formula)}` to"))
        if more:
            bound, figure = places[0]
            problem = bound.moved(problem, number(more * figure))
            swaps.append(Swap(bound.claim, replace(_claim(problem, bound.claim.id), says=claim.says)))
        else:
            problem, some = _put(problem, claim, [old for old, _ in places])
            swaps += some
    return Change(problem, tuple(swaps))


def _put(problem: Problem, claim: Claim, olds: Sequence[Bound]) -> tuple[Problem, list[Swap]]:
    """Return the problem with a claim in the place of bounds, or at the end where there are none."""
    gone: dict[str, dict[int, Bound]] = {}
    for old in olds:
        gone.setdefault(old.claim.id, {})[old.part] = old
    new = replace(claim, id=fresh(f"c{len(problem.claims) + 1}", {one.id for one in problem.claims}))
    claims, swaps, put = list[Claim](), list[Swap](), False
    for one in problem.claims:
        bounds = list(gone.get(one.id, {}).values())
        if not bounds:
            claims.append(one)
            continue
        rest = [part for number, part in enumerate(bounds[0].parts) if number not in gone[one.id]]
        if rest:
            claims.append(replace(one, formula=conjunction(tuple(rest)), source=""))
        elif not put:
            new = replace(new, id=one.id)
        claims += [] if put else [new]
        for bound in bounds:
            said = replace(one, formula=bound.parts[bound.part], source="")
            swaps.append(Swap(said, None if put else new))
            put = True
    if not put:
        claims.append(new)
        swaps.append(Swap(None, new))
    return replace(problem, claims=tuple(claims)), swaps


def _contradicted(problem: Problem, claim: Claim) -> list[tuple[Bound, Fraction]]:
    """Return what else is said of the same amount, and the figure that the claim sets to it."""
    if claim.kind == "rule":
        return []
    new = replace(claim, id=fresh("new", {one.id for one in problem.claims}))
    (*_, (_, parts)) = written_out(replace(problem, claims=(*problem.claims, new)))
    told = _numbers(new, parts)
    found = [
        (old, told[next(iter(old.weights))].figure)
        for one, others in written_out(problem)
        for place, old in _numbers(one, others).items()
        if place in told and one.kind != "rule"
    ]
    if found or len(parts) != 1:
        return found
    # both are read with the numbers that the problem gives
    bounds, values, _ = bounds_of(replace(problem, claims=(*problem.claims, new)))
    if not bounds or bounds[-1].claim.id != new.id:
        return []
    *olds, last = bounds
    alike = [
        (old, figure)
        for old in olds
        if (factor := _factor(last, old)) and _in_the_way(old, figure := last.figure / factor)
    ]
    shares = _sides(last, values)
    return alike or [(old, old.figure) for old in olds if _another_share(shares, _sides(old, values))]


def _sides(bound: Bound, values: Mapping[Apply, Term]) -> tuple[Line, Line] | None:
    """Return the lines that a bound compares, the smaller one first, where both are of what is decided."""
    formula = bound.parts[bound.part]
    if not isinstance(formula, Compare):
        return None
    try:
        left, right = line_of(formula.left, values), line_of(formula.right, values)
    except FaultError:
        return None
    if not left.weights or not right.weights:
        return None
    return (right, left) if formula.op in (">", ">=") else (left, right)


def _another_share(new: tuple[Line, Line] | None, old: tuple[Line, Line] | None) -> bool:
    """Say whether one quantity is bounded by the same ones in other shares: half of them, not a third."""
    if new is None or old is None:
        return False
    return any(
        new[one] == old[one] and new[other].weights.keys() == old[other].weights.keys()
        for one, other in ((0, 1), (1, 0))
    )


def _numbers(claim: Claim, parts: tuple[Term, ...]) -> dict[Apply, Bound]:
    """Return the parts that give a symbol a number, by what they give it to."""
    found = {}
    for n, part in enumerate(parts):
        for place, value in given([part]).items():
            if isinstance(part, Compare) and isinstance(value, Num):
                line, first = Line({place: Fraction(1)}), part.left == value
                found[place] = Bound(claim, parts, n, line, place, "==", Fraction(value.value), first)
    return found


def _in_the_way(old: Bound, figure: Fraction) -> bool:
    """Say whether a bound has to give way; what is only assumed may stay where it leaves more room."""
    if old.claim.kind != "assumed" or old.op == "==":
        return True
    return (figure - old.figure) * _DIRECTION[old.op] >= 0


def _factor(new: Bound, old: Bound) -> Fraction | None:
    """Return how often the amount of a bound is that of another, if both are set from the same side."""
    if new.weights.keys() != old.weights.keys() or (not new.weights and new.side != old.side):
        return None
    factors = {weight / old.weights[place] for place, weight in new.weights.items()} or {Fraction(1)}
    if len(factors) != 1:
        return None
    (factor,) = factors
    op = new.op if factor > 0 else MIRRORED[new.op]
    alike = "==" in (op, old.op) or _DIRECTION[op] == _DIRECTION[old.op]
    return factor if alike else None
