"""One form for claims that say the same from either end: `is A > by = B`, `is B < by = A`. Asks no graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from neurosym.translate.questions.notation import Along, Asked, Is, Path, Step, Things
from neurosym.translate.questions.prompt import LETTERS
from neurosym.translate.questions.reading import Reading


def turned(asked: Asked) -> Asked:
    """Return a claim from its first mention on, where it goes from one to another along properties alone."""
    if not isinstance(asked, Is) or asked.things.others or asked.things.extreme:
        return asked
    path = asked.things.first
    if not path.letter or asked.other not in tuple(LETTERS) or asked.other > path.letter:
        return asked
    back: list[Step] = []
    for step in reversed(path.steps):
        if not isinstance(step, Along):
            return asked
        back.append(Along(step.name, not step.forward))
    return replace(asked, things=Things(Path(asked.other, "", tuple(back))), other=path.letter)


def merged(readings: Iterable[Reading]) -> list[tuple[float, Reading]]:
    """Return the first of readings that say the same, with the likelihood of all; the likeliest first.

    A path counts once, whatever its letters may mean.
    """
    groups: dict[Asked, dict[str, Reading]] = {}
    for one in readings:
        groups.setdefault(turned(one.asked), {}).setdefault(str(one), one)
    found = [
        (sum(one.likelihood for one in some.values()), next(iter(some.values()))) for some in groups.values()
    ]
    return sorted(found, key=lambda one: -one[0])
