"""The ground symbols of a problem as variables: atoms, function values, equalities; what binders range over.

Makes each variable when it is first asked for. Knows nothing of terms that are not ground.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import BOOL, INT, REAL, Binding
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.rewrite.cnf import FALSE, TRUE, Clauses
from neurosym.rewrite.numeric import Choice
from neurosym.rewrite.universe import Universe

Env = Mapping[str, Value]
Atom = tuple[str, tuple[Value, ...]]


def unsupported(what: str) -> FaultError:
    """Return the fault of a form that cannot be ground."""
    return FaultError(Fault("unsupported", what))


class Symbols:
    """Ground atoms and ground function terms as literals, over one universe."""

    def __init__(self, signature: Signature, universe: Universe) -> None:
        self.signature = signature
        self.universe = universe
        self.clauses = Clauses()
        self.atoms: dict[Atom, int] = {}
        self.leaves: dict[Atom, Choice] = {}
        self.equalities: dict[tuple[str, str], int] = {}

    def atom(self, name: str, values: tuple[Value, ...]) -> int:
        """Return the literal of a ground atom."""
        key = (name, values)
        if key not in self.atoms:
            self._in_range(name, values)
            self.atoms[key] = self.clauses.variable()
        return self.atoms[key]

    def leaf(self, name: str, values: tuple[Value, ...]) -> Choice:
        """Return the choice of values of a ground function term."""
        key = (name, values)
        if key not in self.leaves:
            self._in_range(name, values)
            self.leaves[key] = self._new_leaf(self.signature.symbols[name].result, name, values)
        return self.leaves[key]

    def _new_leaf(self, sort: str, name: str, values: tuple[Value, ...]) -> Choice:
        if sort in (INT, REAL):
            raise unsupported(f"`{name}` has no bounds")
        if self.universe.symbolic(sort):
            return {self.universe.term(sort, name, values): TRUE}
        if sort == BOOL:
            literal = self.atom(name, values)
            return {True: literal, False: -literal}
        members = self.universe.members(sort)
        if not members:
            raise unsupported(f"`{sort}` is empty")
        if len(members) == 1:
            return {members[0]: TRUE}
        return dict(zip(members, self.clauses.one_of(len(members)), strict=True))

    def _in_range(self, name: str, values: tuple[Value, ...]) -> None:
        for value, sort in zip(values, self.signature.symbols[name].args, strict=True):
            if isinstance(value, Fraction) or (
                isinstance(value, int) and value not in self.universe.members(sort)
            ):
                raise unsupported(f"`{name}` is applied to {value}, which is not in `{sort}`")

    def equal(self, one: Value, other: Value) -> int:
        """Return the literal of an equality between two individuals."""
        if one == other:
            return TRUE
        if self.universe.hard(one) and self.universe.hard(other):
            return FALSE
        key = (str(min(str(one), str(other))), str(max(str(one), str(other))))
        if key not in self.equalities:
            self.equalities[key] = self.clauses.variable()
        return self.equalities[key]

    def instances(self, bound: Sequence[Binding], env: Env) -> Iterator[Env]:
        """Yield the environments in which a binder looks at its body."""
        for binding in bound:
            if self.universe.symbolic(binding.sort):
                raise unsupported(f"counting over `{binding.sort}`, which may have other members")
        yield from self.environments(bound, env)

    def environments(self, bound: Sequence[Binding], env: Env) -> Iterator[Env]:
        """Yield an environment for every combination of values of the bindings."""
        for binding in bound:
            if binding.sort in (INT, REAL):
                raise unsupported(f"a variable over all of `{binding.sort}`")
        if len(bound) == 1:
            name = bound[0].var
            for value in self.universe.members(bound[0].sort):
                yield {**env, name: value}
            return
        names = [binding.var for binding in bound]
        for values in itertools.product(*(self.universe.members(binding.sort) for binding in bound)):
            yield {**env, **dict(zip(names, values, strict=True))}
