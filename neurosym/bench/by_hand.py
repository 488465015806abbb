"""Grid puzzles as somebody would encode them for PySAT by hand: what our own way is measured against.

One variable per value and place, one line of Python per clause; no claim is told apart from another, so
there is no core, and nothing is checked. Knows nothing of the IR.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pysat.solvers import Solver

from neurosym.bench.grids import Clue, Grid, Item

ENGINE = "cadical195"

Places = dict[Item, int]


def solve_by_hand(grid: Grid) -> tuple[Places | None, bool]:
    """Return a solution, or None where there is none, and whether it is the only one."""
    size = grid.size
    with Solver(name=ENGINE, bootstrap_with=_clauses(grid)) as solver:
        if not solver.solve():
            return None, False
        true = [literal for literal in solver.get_model() if 0 < literal <= size**3]
        solver.add_clause([-literal for literal in true])
        only = not solver.solve()
    return {divmod((v - 1) // size, size): (v - 1) % size + 1 for v in true}, only


def is_unique(grid: Grid) -> bool:
    """Say whether a puzzle has exactly one solution."""
    return solve_by_hand(grid)[1]


def _clauses(grid: Grid) -> list[list[int]]:
    size = grid.size
    clauses: list[list[int]] = []
    for attribute in range(size):
        rows = [
            [(attribute * size + value) * size + place + 1 for place in range(size)] for value in range(size)
        ]
        for line in (*rows, *(list(column) for column in zip(*rows, strict=True))):
            clauses.append(line)
            clauses.extend([-one, -other] for one, other in combinations(line, 2))
    for clue in grid.clues:
        clauses.extend(_clue(clue, size))
    return clauses


def _clue(clue: Clue, size: int) -> Iterator[list[int]]:
    one, *others = (
        [(item[0] * size + item[1]) * size + place + 1 for place in range(size)] for item in clue.items
    )
    places = range(size)
    match clue.kind, others:
        case "at", _:
            yield [one[clue.place - 1]]
        case "not at", _:
            yield [-one[clue.place - 1]]
        case "same", [two]:
            yield from ([-a, b] for a, b in zip(one, two, strict=True))
            yield from ([a, -b] for a, b in zip(one, two, strict=True))
        case "differ", [two]:
            yield from ([-a, -b] for a, b in zip(one, two, strict=True))
        case "left", [two]:
            yield from ([-one[place], *two[place + 1 :]] for place in places)
        case "just left", [two]:
            yield from ([-one[place], *two[place + 1 : place + 2]] for place in places)
        case "next", [two]:
            near = ([two[p] for p in (place - 1, place + 1) if 0 <= p < size] for place in places)
            yield from ([-one[place], *row] for place, row in zip(places, near, strict=True))
        case "between", [two, three]:
            for p in places:
                for q in places:
                    yield [-two[p], -three[q], *one[min(p, q) + 1 : max(p, q)]]
        case "either", [two, three]:
            for a, b, c in zip(one, two, three, strict=True):
                yield from ([-a, b, c], [-a, -b, -c])
        case _:
            raise AssertionError(f"a clue that says nothing: {clue}")
