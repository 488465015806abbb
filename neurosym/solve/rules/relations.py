"""Constants as small numbers, and the rows of a predicate with their indices. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.model import Value

Row: TypeAlias = tuple[int, ...]
Key: TypeAlias = int | Row
"""What an index is asked for: the number of one constant, or a row of several."""

Provenance: TypeAlias = tuple[object, ...]
"""The number of a plan, then the rows that it matched in its order; nothing for a fact that was given."""

GIVEN: Provenance = ()
Index: TypeAlias = dict[Key, list[Row]]


_EXACT = (str, int, Fraction)


class Constants(dict[Value, int]):
    """Numbers of values; `values` is the way back. Truth values are the numbers 0 and 1 here."""

    __slots__ = ("values_of",)

    def __init__(self, values: Sequence[Value] = (0, 1)) -> None:
        super().__init__({value: number for number, value in enumerate(values)})
        self.values_of: list[Value] = list(values)

    def __missing__(self, value: Value) -> int:
        if isinstance(value, Fraction) and value.denominator == 1:
            value = value.numerator
        if type(value) not in _EXACT:
            what = f"{value!r:.80} is no name and no exact number"
            raise FaultError(Fault("fact", what, hint="give a str, an int or a Fraction"))
        number = self[value] = len(self.values_of)
        self.values_of.append(value)
        return number


class Relation:
    """The rows that one predicate holds of. Rows that are `known` but not yet `settled` are in no index."""

    __slots__ = ("arity", "fresh", "indices", "known", "rows")

    def __init__(self, arity: int) -> None:
        self.arity = arity
        self.known: dict[Row, Provenance] = {}
        self.rows: list[Row] = []
        self.fresh: list[Row] = []
        self.indices: dict[tuple[int, ...], Index] = {}

    def settle(self) -> list[Row]:
        """Put the fresh rows into the indices and return them."""
        rows = self.fresh.copy()
        self.fresh.clear()
        self.rows += rows
        for positions, index in self.indices.items():
            fill(index, positions, rows)
        return rows

    def index(self, positions: tuple[int, ...]) -> Index:
        """Return the settled rows by their values at some positions; it is kept up to date."""
        index = self.indices.get(positions)
        if index is None:
            index = self.indices[positions] = {}
            fill(index, positions, self.rows)
        return index

    def at(self, positions: tuple[int, ...], key: Key) -> Sequence[Row]:
        """Return the settled rows that have these values there."""
        return self.index(positions).get(key, ())

    def drop(self, rows: Iterable[Row]) -> None:
        """Forget settled rows; each bucket that has any of them is made anew, once."""
        gone = set(rows)
        for row in gone:
            del self.known[row]
        self.rows = [row for row in self.rows if row not in gone]
        for positions, index in self.indices.items():
            for key in {_key(row, positions) for row in gone}:
                left = [row for row in index[key] if row not in gone]
                if left:
                    index[key] = left
                else:
                    del index[key]

    def reset(self) -> None:
        """Forget every row that was not given."""
        given = [row for row, why in self.known.items() if why is GIVEN]
        self.known.clear()
        self.rows.clear()
        self.fresh.clear()
        for index in self.indices.values():
            index.clear()
        self.known.update(dict.fromkeys(given, GIVEN))
        self.fresh += given


class Delta:
    """Rows that are new, and those by their values at some positions."""

    __slots__ = ("_groups", "rows")

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self._groups: dict[tuple[int, ...], Index] = {}

    def at(self, positions: tuple[int, ...], key: Key) -> Sequence[Row]:
        """Return the rows that have these values there."""
        group = self._groups.get(positions)
        if group is None:
            group = self._groups[positions] = {}
            fill(group, positions, self.rows)
        return group.get(key, ())


def _key(row: Row, positions: tuple[int, ...]) -> Key:
    return row[positions[0]] if len(positions) == 1 else tuple([row[place] for place in positions])


def fill(index: Index, positions: tuple[int, ...], rows: Iterable[Row]) -> None:
    """Put rows into an index by the values that they have at some positions."""
    get = index.get
    if len(positions) == 1:
        place = positions[0]
        for row in rows:
            one = row[place]
            bucket = get(one)
            if bucket is None:
                index[one] = [row]
            else:
                bucket.append(row)
        return
    for row in rows:
        key = tuple([row[place] for place in positions])
        bucket = get(key)
        if bucket is None:
            index[key] = [row]
        else:
            bucket.append(row)
