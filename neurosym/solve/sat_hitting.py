"""Smallest hitting sets: the fewest elements that meet every one of some sets. Knows nothing of problems.

Minimal conflicts and what to drop are hitting sets of each other (Reiter, "A theory of diagnosis from first
principles", 1987); so are what remains possible and what would exclude it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pysat.examples.hitman import Hitman


def smallest(sets: Sequence[Iterable[int]], blocked: Sequence[Iterable[int]] = ()) -> list[int] | None:
    """Return a smallest set that meets all of `sets` and contains none of `blocked`, or None."""
    demanded = [sorted(each) for each in sets]
    if not all(demanded):
        return None
    with Hitman(bootstrap_with=demanded, solver="g4", htype="sorted") as hitman:
        for each in blocked:
            hitman.block(sorted(each))
        found = hitman.get()
    return None if found is None else sorted(found)
