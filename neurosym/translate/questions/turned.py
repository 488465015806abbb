"""One form for claims that say the same from either end: `is A > by = B`, `is B < by = A`. Asks no graph."""

from __future__ import annotations

from dataclasses import replace

from neurosym.translate.questions.notation import Along, Asked, Is, Path, Step, Things
from neurosym.translate.questions.prompt import LETTERS


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
