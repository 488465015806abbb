"""Interpretations: what each sort contains and what each symbol is. Data; `evaluate` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = bool | int | Fraction | str
"""A truth value, an exact number, or the name of an individual."""

Table: TypeAlias = Mapping[tuple[Value, ...], Value]


def in_order(rows: Iterable[Sequence[Value]]) -> list[Value | list[Value]]:
    """Return rows in an order that depends on nothing else: numbers first; rows of one value as values."""
    ordered = sorted(rows, key=lambda row: [(isinstance(one, str), one) for one in row])
    return [row[0] if len(row) == 1 else list(row) for row in ordered]


@dataclass(frozen=True, slots=True)
class Model:
    """One possible world.

    `domains` gives the individuals of each enumeration (named ones first, then anonymous ones);
    `tables` the value of each symbol for every tuple of arguments. `names` says which individual an
    element denotes where that is not the one of its own name (only when names may coincide).
    """

    domains: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Table]
    names: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        """Return plain JSON data; numbers that are not integers become `"3/2"`, tables lists of rows."""
        return {
            "domains": {sort: list(members) for sort, members in self.domains.items()},
            "tables": {
                name: [[*map(_plain, args), _plain(value)] for args, value in table.items()]
                for name, table in self.tables.items()
            },
            "names": dict(self.names),
        }


def _plain(value: Value) -> bool | int | str | dict[str, str]:
    return {"fraction": str(value)} if isinstance(value, Fraction) else value
