"""Two worlds side by side, in the words of the problem: where they differ, and what both share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neurosym.explain.say import plain
from neurosym.faults import visible
from neurosym.ir.core import BOOL, Problem
from neurosym.ir.model import Model, Value


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, and its value in each world (empty where the world has no such individual)."""

    what: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Say whether the worlds disagree on it."""
        return len(set(self.values)) > 1


def side_by_side(problem: Problem, models: Sequence[Model]) -> tuple[Row, ...]:
    """Return the facts of the worlds, those that differ first, in the order of the declarations.

    A fact that is false in every world says little and is left out.
    """
    rows = [row for symbol in problem.symbols for row in _rows(symbol.name, symbol.result == BOOL, models)]
    return tuple(sorted(rows, key=lambda row: not row.differs))


def _rows(name: str, is_predicate: bool, models: Sequence[Model]) -> list[Row]:
    tables = [model.tables.get(name, {}) for model in models]
    places = dict.fromkeys(args for table in tables for args in table)
    rows = []
    for args in places:
        values = tuple(plain(table[args]) if args in table else "" for table in tables)
        if not is_predicate or set(values) - {"no", ""}:
            rows.append(Row(_applied(name, args), values))
    return rows


def _applied(name: str, args: tuple[Value, ...]) -> str:
    return visible(f"{name}({', '.join(map(plain, args))})" if args else name)
