"""Formulas as universally closed disjunctions, each with its guards: the atoms that it denies.

While a guard of an instance is false the instance is true. Grounds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from neurosym.ir.core import And, Apply, Binding, Element, Implies, Not, Num, Or, Quantified, Term, Var
from neurosym.ir.model import Value
from neurosym.ir.walk import bindings as binders
from neurosym.ir.walk import subterms
from neurosym.rewrite.facts import Row, value_of
from neurosym.rewrite.ground_symbols import Env


@dataclass(slots=True)
class Unit:
    """One universally closed disjunction of a labelled formula, with the guards of its instances.

    `free`: the bindings that no guard binds. `nested`: whether the body ranges over individuals itself,
    so that an instance says more when there are more of them. `joined`: how many facts of each guard were
    joined, and `ranged`: how many members of each free binding's sort were ranged over, when last ground.
    """

    label: str
    selector: int
    bindings: tuple[Binding, ...]
    body: Term
    sign: bool
    guards: tuple[Apply, ...]
    free: tuple[Binding, ...]
    nested: bool
    joined: tuple[int, ...] = ()
    ranged: tuple[int, ...] | None = None
    done: set[Row] = field(default_factory=set)

    def is_stale(self, predicates: Collection[str], further: bool) -> bool:
        """Say whether new facts of some predicates, or new individuals, can make new instances."""
        if further and (self.nested or self.free):
            return True
        return any(guard.name in predicates for guard in self.guards)

    def forget(self) -> None:
        """Let all instances be made again."""
        self.done.clear()
        self.ranged = None


def units(label: str, selector: int, formula: Term) -> Iterator[Unit]:
    """Split a formula, as far as that is for free."""
    for bindings, body, sign in _split(formula, True, ()):
        guards = tuple(guard for guard in _guards(body, sign) if _is_plain(guard))
        bound = {arg.name for guard in guards for arg in guard.args if isinstance(arg, Var)}
        free = tuple(binding for binding in bindings if binding.var not in bound)
        yield Unit(label, selector, bindings, body, sign, guards, free, _ranges(body, sign))


def _ranges(formula: Term, sign: bool) -> bool:
    """Say whether a formula speaks of all individuals there are; a witness is one individual."""
    match formula:
        case Not(arg):
            return _ranges(arg, not sign)
        case And(args) | Or(args):
            return any(_ranges(arg, sign) for arg in args)
        case Implies(left, right):
            return _ranges(left, not sign) or _ranges(right, sign)
        case Quantified(kind, _, body):
            return (kind == "all") == sign or _ranges(body, sign)
        case _:
            return any(binders(part) for part in subterms(formula))


def _is_plain(guard: Apply) -> bool:
    return all(isinstance(arg, (Var, Element, Num)) for arg in guard.args)


def known_args(guard: Apply, env: Env) -> int:
    """Count the arguments that are known before the guard is joined."""
    return sum(value_of(arg, env) is not None for arg in guard.args)


def bound_by(guard: Apply, row: Row, env: dict[str, Value]) -> dict[str, Value] | None:
    """Return the environment in which a guard is this fact; None where there is none."""
    inner = dict(env)
    for arg, value in zip(guard.args, row, strict=True):
        known = inner.setdefault(arg.name, value) if isinstance(arg, Var) else value_of(arg, inner)
        if known != value:
            return None
    return inner


def _split(
    formula: Term, sign: bool, bound: tuple[Binding, ...]
) -> Iterator[tuple[tuple[Binding, ...], Term, bool]]:
    """Split a formula in a polarity into universally closed disjunctions, as far as that is for free."""
    match formula:
        case Not(arg):
            yield from _split(arg, not sign, bound)
        case And(args) if sign:
            for arg in args:
                yield from _split(arg, sign, bound)
        case Or(args) if not sign:
            for arg in args:
                yield from _split(arg, sign, bound)
        case Implies(left, right) if not sign:
            yield from _split(left, True, bound)
            yield from _split(right, False, bound)
        case Quantified(kind, bindings, body) if (kind == "all") == sign and not _shadows(bindings, bound):
            yield from _split(body, sign, (*bound, *bindings))
        case Implies(left, Quantified("all", bindings, body)) if sign and not _shadows(bindings, bound):
            yield from _split(Implies(left, body), sign, (*bound, *bindings))
        case Implies(left, Implies(inner, right)) if sign:
            yield from _split(Implies(And((left, inner)), right), sign, bound)
        case _:
            yield bound, formula, sign


def _shadows(bindings: Sequence[Binding], bound: Sequence[Binding]) -> bool:
    return bool({b.var for b in bindings} & {b.var for b in bound})


def _guards(formula: Term, sign: bool) -> Iterator[Apply]:
    """Yield the atoms that a disjunction denies."""
    match formula:
        case Not(arg):
            yield from _guards(arg, not sign)
        case Apply() if not sign:
            yield formula
        case And(args) if not sign:
            for arg in args:
                yield from _guards(arg, False)
        case Or(args) if sign:
            for arg in args:
                yield from _guards(arg, True)
        case Implies(left, right) if sign:
            yield from _guards(left, False)
            yield from _guards(right, True)
        case _:
            return
