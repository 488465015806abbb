"""Ground atoms, indexed by argument, so that guards of rules are joined without a search through all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from neurosym.ir.core import Apply, Element, Num, Term, Var
from neurosym.ir.model import Value
from neurosym.rewrite.ground_symbols import Env, unsupported

Row = tuple[Value, ...]


class Facts:
    """Ground atoms that occur positively somewhere, with an index by argument."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Row, None]] = {}
        self._index: dict[tuple[str, int, Value], list[Row]] = {}

    def add(self, name: str, row: Row) -> bool:
        """Keep an atom; say whether it is new."""
        rows = self._rows.setdefault(name, {})
        if row in rows:
            return False
        rows[row] = None
        for place, value in enumerate(row):
            self._index.setdefault((name, place, value), []).append(row)
        return True

    def count(self, name: str) -> int:
        """Return how many atoms of a predicate there are."""
        return len(self._rows.get(name, ()))

    def since(self, name: str, known: int) -> Sequence[Row]:
        """Return the atoms of a predicate that came after the first `known` ones."""
        return list(itertools.islice(self._rows.get(name, ()), known, None))

    def has(self, name: str, row: Row) -> bool:
        """Say whether an atom occurs positively."""
        return row in self._rows.get(name, ())

    def matching(self, guard: Apply, env: Env) -> Iterator[Row]:
        """Yield the rows that fit a guard where its variables are bound."""
        rows = self._rows.get(guard.name, {})
        bound = [
            (place, value)
            for place, arg in enumerate(guard.args)
            if (value := value_of(arg, env)) is not None
        ]
        if len(bound) == len(guard.args):
            row = tuple(value for _, value in bound)
            candidates: Sequence[Row] = [row] if row in rows else []
        elif bound:
            candidates = min((self._index.get((guard.name, *at), []) for at in bound), key=len)
        else:
            candidates = list(rows)
        for row in list(candidates):
            if all(row[place] == value for place, value in bound):
                yield row


def value_of(arg: Term, env: Env) -> Value | None:
    """Return the value of a simple argument; None for a variable that is not bound yet."""
    match arg:
        case Var(name):
            return env.get(name)
        case Element(name):
            return name
        case Num(value):
            return value
        case _:
            raise unsupported("a guard with a compound argument")
