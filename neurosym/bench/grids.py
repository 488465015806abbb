"""Random grid puzzles ("zebra puzzles") with one solution and no clue that can be left out. Solves nothing.

A puzzle has as many attributes as places; the values of each attribute stand at different places.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Item = tuple[int, int]
"""An attribute and one of its values."""

Kind = Literal["same", "differ", "left", "just left", "next", "between", "either", "at", "not at"]

CLUES = 140
"""Clues that are drawn before those that are not needed are taken away."""

_KEPT_LONGEST: dict[Kind, int] = {"differ": 1, "not at": 1, "at": 2}
"""Plain clues are taken away first, so that the puzzle keeps those that take thought."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What a clue says of one to three items; `place` counts from 1."""

    kind: Kind
    items: tuple[Item, ...]
    place: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A puzzle of `size` attributes over `size` places."""

    size: int
    clues: tuple[Clue, ...]


IsUnique = Callable[[Grid], bool]


def random_grid(size: int, seed: int, is_unique: IsUnique) -> Grid:
    """Return the puzzle of a seed: it has one solution, and without any one clue it has several."""
    rng = random.Random(seed)
    while True:
        places = [rng.sample(range(1, size + 1), size) for _ in range(size)]
        clues = list(_true_clues(size, places, rng))
        rng.shuffle(clues)
        grid = Grid(size, tuple(clues[:CLUES]))
        if is_unique(grid):
            return _minimal(grid, is_unique)


def _minimal(grid: Grid, is_unique: IsUnique) -> Grid:
    for clue in sorted(grid.clues, key=lambda clue: -_KEPT_LONGEST.get(clue.kind, 0)):
        smaller = replace(grid, clues=tuple(other for other in grid.clues if other is not clue))
        grid = smaller if is_unique(smaller) else grid
    return grid


def _true_clues(size: int, places: Sequence[Sequence[int]], rng: random.Random) -> Iterator[Clue]:
    at = {(attribute, value): places[attribute][value] for attribute in range(size) for value in range(size)}
    items = list(at)
    for one in items:
        yield Clue("at", (one,), at[one])
        if (elsewhere := rng.randint(1, size)) != at[one]:
            yield Clue("not at", (one,), elsewhere)
        for other in items:
            if one != other:
                yield from _pair(one, other, at, rng)
        yield from _triples(one, rng.sample(items, 6), at)


def _pair(one: Item, other: Item, at: dict[Item, int], rng: random.Random) -> Iterator[Clue]:
    step = at[other] - at[one]
    if step > 0:
        yield Clue("left", (one, other))
    if step == 1:
        yield Clue("just left", (one, other))
    if one < other and abs(step) == 1:
        yield Clue("next", (one, other))
    if one[0] < other[0] and step == 0:
        yield Clue("same", (one, other))
    if one[0] < other[0] and step and rng.random() < 0.2:
        yield Clue("differ", (one, other))


def _triples(one: Item, others: Sequence[Item], at: dict[Item, int]) -> Iterator[Clue]:
    for two, three in zip(others[::2], others[1::2], strict=True):
        low, high = sorted((at[two], at[three]))
        if len({one, two, three}) == 3 and low < at[one] < high:
            yield Clue("between", (one, two, three))
        if one[0] not in (two[0], three[0]) and (at[one] == at[two]) != (at[one] == at[three]):
            yield Clue("either", (one, two, three))


def notation(grid: Grid) -> str:
    """Return the puzzle as somebody would write it down, each clue under a sentence."""
    lines = [f"sort Place = 1..{grid.size}"]
    for attribute in range(grid.size):
        values = ", ".join(_name((attribute, value)) for value in range(grid.size))
        lines += [f"sort A{attribute} = {values}", f"at{attribute} : A{attribute} -> Place"]
    lines.append('assumed "No two values of an attribute are at one place."')
    lines += [f"    distinct(at{attribute}(x) for x in A{attribute})" for attribute in range(grid.size)]
    for number, clue in enumerate(grid.clues, start=1):
        lines += [f'"Clue {number}."', f"    {_formula(clue)}"]
    return "\n".join((*lines, "find", ""))


def _name(item: Item) -> str:
    return f"v{item[0]}_{item[1]}"


def _formula(clue: Clue) -> str:
    one, *others = (f"at{item[0]}({_name(item)})" for item in clue.items)
    match clue.kind, others:
        case "at", _:
            return f"{one} == {clue.place}"
        case "not at", _:
            return f"{one} != {clue.place}"
        case "same", [two]:
            return f"{one} == {two}"
        case "differ", [two]:
            return f"{one} != {two}"
        case "left", [two]:
            return f"{one} < {two}"
        case "just left", [two]:
            return f"{one} + 1 == {two}"
        case "next", [two]:
            return f"abs({one} - {two}) == 1"
        case "between", [two, three]:
            return f"({two} < {one} and {one} < {three}) or ({three} < {one} and {one} < {two})"
        case "either", [two, three]:
            return f"xor({one} == {two}, {one} == {three})"
        case _:
            raise AssertionError(f"a clue that says nothing: {clue}")
