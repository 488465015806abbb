"""An option that lists all members in their order, “Ann, Cy, Bo”, as a formula. Knows no other clue.

The list runs from the first place on, or from the end that the question names: “from oldest to youngest”.
"""

from __future__ import annotations

import re

from neurosym.ir.core import Compare, Term, conjunction
from neurosym.scales import FIRST, End
from neurosym.translate.sentences.puzzles.layout import Layout
from neurosym.translate.sentences.words.spots import Spot, place_of

_BETWEEN = re.compile(r"\s*(?:[,;]\s*(?:and\b|then\b)?|\band\b|\bthen\b)\s*")
_FROM_TO = re.compile(r"\bfrom\s+(?:the\s+)?([\w-]+(?:\s+[\w-]+)?)\s+to\b", re.IGNORECASE)


def line_up(option: str, question: str, layout: Layout) -> Term | None:
    """Return what a list of all members says of their places; None for any other text."""
    names = [name for name in _BETWEEN.split(option.strip(" .")) if name]
    found = [layout.groups.exact(name) for name in names]
    members = [member for member in found if member is not None]
    if len(members) < 2 or len(members) != len(found) or len(set(members)) != len(members):
        return None
    (group, _), *others = members
    end = _start(question)
    frame = layout.frame_of(end[0])
    if frame is None or frame.size != len(members) or any(other != group for other, _ in others):
        return None
    equations: list[Term] = []
    for number, member in enumerate(members, start=1):
        at, place = frame.at(group, layout.element(*member)), frame.place(frame.nth(end, number))
        if at is None or place is None:
            return None
        equations.append(Compare("==", at, place))
    return conjunction(tuple(equations))


def _start(question: str) -> End:
    for match in _FROM_TO.finditer(question):
        place = place_of(match[1])
        if isinstance(place, Spot):
            return place.end
    return FIRST
