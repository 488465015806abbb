"""The variables of a rule on its way to clauses: names, sorts, scopes, and what holds them to their sorts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from neurosym.ir.core import BOOL, Binding, Enumeration, Num, Range, Term, Var
from neurosym.ir.signature import Signature
from neurosym.ir.walk import free_variables, fresh
from neurosym.rewrite.clauses import DOMAIN, Aggregate, Guard, Match, Part, variables_of


class Scope:
    """`sorts` of all variables of a rule, and the `depths` of the scopes that they belong to."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.sorts: dict[str, str] = {}
        self.depths: dict[str, int] = {}
        self._depth = 0

    def introduce(self, bound: Sequence[Binding]) -> dict[str, Term]:
        """Give variables to the present scope; return the new names of those whose names are taken."""
        renaming: dict[str, Term] = {}
        for binding in bound:
            name = fresh(binding.var, self.sorts.keys() | {other.var for other in bound if other != binding})
            self._add(name, binding.sort)
            if name != binding.var:
                renaming[binding.var] = Var(name)
        return renaming

    def _add(self, name: str, sort: str) -> Var:
        self.sorts[name], self.depths[name] = sort, self._depth
        return Var(name)

    def new(self, sort: str) -> Var:
        return self._add(fresh("_v", frozenset(self.sorts)), sort)

    @contextmanager
    def inner(self) -> Iterator[int]:
        """A `not` or an aggregate, whose variables are its own."""
        self._depth += 1
        yield self._depth
        self._depth -= 1

    def ranged(self, parts: Sequence[Part], wanted: Iterable[str], depth: int) -> tuple[Part, ...]:
        """Return the parts with what holds the variables of a depth to their sorts."""
        names = sorted({*variables_of(parts), *wanted})
        mine = [name for name in names if self.depths.get(name) == depth]
        bound = _bound(parts, {name for name in names if name not in mine})
        more: list[Part] = []
        for name in mine:
            sort = self.sorts[name]
            declared = self.signature.sorts.get(sort)
            columns = _columns(parts, name, self.signature)
            closed = isinstance(declared, Range) or (isinstance(declared, Enumeration) and declared.closed)
            if name not in bound and (closed or sort == BOOL):
                more.append(Match(DOMAIN + sort, (Var(name),)))
            elif isinstance(declared, Range) and sort not in columns:
                more += [
                    Guard(">=", Var(name), Num(declared.low)),
                    Guard("<=", Var(name), Num(declared.high)),
                ]
        return (*parts, *more)


def _bound(parts: Sequence[Part], outer: set[str]) -> set[str]:
    """Return the variables that matches and equations give values."""
    bound = outer | {
        arg.name for part in parts if isinstance(part, Match) for arg in part.args if isinstance(arg, Var)
    }
    bound |= {part.result for part in parts if isinstance(part, Aggregate)}
    size = -1
    while len(bound) > size:
        size = len(bound)
        for part in parts:
            if isinstance(part, Guard) and part.op == "==":
                for side, other in ((part.left, part.right), (part.right, part.left)):
                    if isinstance(side, Var) and free_variables(other) <= bound:
                        bound.add(side.name)
    return bound


def _columns(parts: Sequence[Part], name: str, signature: Signature) -> set[str]:
    """Return the sorts of the places of matches where a variable stands."""
    found = set()
    for part in parts:
        if isinstance(part, Match):
            symbol = signature.symbols.get(part.name)
            sorts = (*symbol.args, symbol.result) if symbol else ()
            found |= {sort for arg, sort in zip(part.args, sorts, strict=False) if arg == Var(name)}
    return found
