"""Facts as a world: conditions of rules evaluated in it, and matched against it. Knows no rules.

A function may have no value, and a division by zero has none: the smallest comparison or atom around it is
then false (Frisch and Stuckey, "The proper treatment of undefinedness in constraint languages", 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from neurosym.certify.scope import WORK, not_certifiable
from neurosym.ir import core as ir
from neurosym.ir.derivation import Fact
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature
from neurosym.ir.walk import conjuncts, free_variables, fresh, substitute

Env: TypeAlias = Mapping[str, Value]
Row: TypeAlias = tuple[Value, ...]


class NoValueError(Exception):
    """A function has no value here, or a division by zero has none."""


class Facts(Evaluator):
    """Facts as a world in which no other fact is true."""

    def __init__(
        self, signature: Signature, domains: Mapping[str, tuple[str, ...]], facts: Iterable[Fact]
    ) -> None:
        super().__init__(signature, Model(domains, {}, {}))
        self.signature = signature
        self.facts = frozenset(facts)
        self._rows: dict[tuple[str, tuple[int, ...]], dict[Row, list[Row]]] = {}
        self._left = WORK

    def value(self, term: ir.Term, env: Env) -> Value:
        """Return the value of a term. Raises `FaultError`; `NoValueError` where it has none."""
        self._left -= 1
        if self._left < 0:
            raise not_certifiable(f"more than {WORK} steps of evaluation")
        match term:
            case ir.Compare() | ir.Distinct() | ir.DistinctOver():
                try:
                    return super().value(term, env)
                except NoValueError:
                    return False
            case ir.Apply(name, args) if self.is_predicate(name):
                try:
                    return Fact(name, self.row(args, env)) in self.facts
                except NoValueError:
                    return False
            case ir.Apply(name, args):
                places = tuple(range(len(args)))
                for found in self.rows(name, places, self.row(args, env)):
                    return found[-1]
                raise NoValueError
            case ir.Quantified("any", bindings, body):
                return self._some(bindings, tuple(conjuncts(body)), env)
            case ir.Quantified(_, bindings, ir.Implies(left, right)):
                return not self._some(bindings, (*conjuncts(left), ir.Not(right)), env)
            case ir.Quantified(_, bindings, body):
                return not self._some(bindings, (ir.Not(body),), env)
            case ir.Count(bindings, body):
                names = [binding.var for binding in bindings]
                ways = self._all(bindings, tuple(conjuncts(body)), env)
                return len({tuple([way[name] for name in names]) for way in ways})
            case ir.Arith("/" | "//" | "%", (_, divisor)) if self.value(divisor, env) == 0:
                raise NoValueError
            case _:
                return super().value(term, env)

    def row(self, args: Sequence[ir.Term], env: Env) -> Row:
        return tuple([self.value(arg, env) for arg in args])

    def rows(self, name: str, places: tuple[int, ...], values: Row) -> Sequence[Row]:
        """Return the arguments of the facts of a symbol that have these values at these places."""
        if (name, places) not in self._rows:
            index = self._rows[name, places] = {}
            for fact in self.facts:
                if fact.name == name:
                    index.setdefault(tuple([fact.args[place] for place in places]), []).append(fact.args)
        return self._rows[name, places].get(values, ())

    def is_predicate(self, name: str) -> bool:
        return self.signature.symbols[name].result == ir.BOOL

    def is_of(self, value: Value, sort: str) -> bool:
        """Say whether a value is of a sort."""
        match self.signature.sorts.get(sort):
            case ir.Range(_, low, high):
                return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
            case ir.Enumeration(_, elements, closed):
                return isinstance(value, str) and (not closed or value in elements)
            case _ if sort == ir.BOOL or isinstance(value, bool):
                return sort == ir.BOOL and isinstance(value, bool)
            case _:
                return isinstance(value, int) or (sort == ir.REAL and isinstance(value, Fraction))

    # --- matching

    def _some(self, bindings: Sequence[ir.Binding], parts: Sequence[ir.Term], env: Env) -> bool:
        return any(True for _ in self._all(bindings, parts, env))

    def _all(self, bindings: Sequence[ir.Binding], parts: Sequence[ir.Term], env: Env) -> Iterator[Env]:
        sorts = {binding.var: binding.sort for binding in bindings}
        return self.ways(parts, {name: value for name, value in env.items() if name not in sorts}, sorts)

    def ways(self, parts: Sequence[ir.Term], env: Env, sorts: Mapping[str, str]) -> Iterator[Env]:
        """Yield values of all variables, of their sorts, with which all parts are true."""
        for place, part in enumerate(parts):
            found = self._extended(part, env)
            if found is not None:
                rest = (*parts[:place], *parts[place + 1 :])
                for more in found:
                    yield from self.ways(rest, more, sorts)
                return
        for place, part in enumerate(parts):
            rest = (*parts[:place], *parts[place + 1 :])
            match part:
                case ir.And(args):
                    yield from self.ways((*args, *rest), env, sorts)
                    return
                case ir.Or(args):
                    for arg in args:
                        yield from self.ways((arg, *rest), env, sorts)
                    return
                case ir.Quantified("any", bindings, body):
                    names = {binding.var: fresh(binding.var, {*sorts, *env}) for binding in bindings}
                    inner = substitute(body, {old: ir.Var(new) for old, new in names.items()})
                    more_sorts = {names[binding.var]: binding.sort for binding in bindings}
                    yield from self.ways((inner, *rest), env, {**sorts, **more_sorts})
                    return
        name = next((name for name in sorts if name not in env), None)
        if name is None:
            if all(self.is_of(env[name], sort) for name, sort in sorts.items()):
                yield env
            return
        for value in self.members(sorts[name]):
            yield from self.ways(parts, {**env, name: value}, sorts)

    def _extended(self, part: ir.Term, env: Env) -> Iterable[Env] | None:
        """Return how a part can be true, None where it gives its variables no values by itself."""
        if free_variables(part) <= env.keys():
            return [env] if self.holds(part, env) else []
        match part:
            case ir.Apply(_, args) if all(isinstance(arg, ir.Var) or _is_constant(arg) for arg in args):
                return self._matched(part, env)
            case ir.Compare("==", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, ir.Var) and free_variables(other) <= env.keys():
                        try:
                            return [{**env, side.name: self.value(other, env)}]
                        except NoValueError:
                            return []
        return None

    def _matched(self, atom: ir.Apply, env: Env) -> Iterator[Env]:
        known = [
            (place, arg)
            for place, arg in enumerate(atom.args)
            if not isinstance(arg, ir.Var) or arg.name in env
        ]
        values = self.row([arg for _, arg in known], env)
        for row in self.rows(atom.name, tuple(place for place, _ in known), values):
            found = dict(env)
            if all(
                not isinstance(arg, ir.Var) or found.setdefault(arg.name, value) == value
                for arg, value in zip(atom.args, row, strict=True)
            ):
                yield found


def _is_constant(term: ir.Term) -> bool:
    return isinstance(term, ir.Num | ir.Element | ir.Truth)
