"""Which words of a phrase compare, and by which scale: `most expensive`, `highest price`, `spikier`.

General English only; the scales are those of `scales`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from neurosym.english import base
from neurosym.scales import Degree, End, Form, forms, opposite

_GRADES: dict[str, tuple[Literal[1, -1], Degree]] = {
    **dict.fromkeys(("more", "greater"), (1, "comparative")),
    **dict.fromkeys(("most", "greatest"), (1, "superlative")),
    **dict.fromkeys(("less", "fewer"), (-1, "comparative")),
    **dict.fromkeys(("least", "fewest"), (-1, "superlative")),
}
_AMOUNTS = frozenset(("above", "large", "good"))
"""Scales that a noun of measure makes particular: the highest price, the lower score."""
MEASURES = {
    **dict.fromkeys(("price", "cost", "fee"), "expensive"),
    **dict.fromkeys(("weight", "weigh"), "heavy"),
    **{"age": "old", "height": "tall", "speed": "fast", "length": "long", "width": "wide", "size": "large"},
    **{word: word for word in ("score", "point", "mark", "grade", "salary", "wage", "income", "earn", "pay")},
}
"""What a noun or verb of measure puts in order: what costs more is more expensive."""


def extreme(words: Sequence[str]) -> End | None:
    """Return the end that `left`, `newest`, `most expensive` or `highest price` names, and nothing else."""
    core = compared(words)
    if core is None:
        return None
    start, stop, form = core
    others = {*words[:start], *words[stop:]}
    side = form.degree == "relation" and form.end[0] != "first"
    spare = {word for word in others if base(word) not in MEASURES}
    return form.end if (form.degree == "superlative" or side) and not spare else None


def compared(words: Sequence[str]) -> tuple[int, int, Form] | None:
    """Find the words that compare, with where they start and stop."""
    measure = next((MEASURES[base(word)] for word in words if base(word) in MEASURES), "")
    for place, word in enumerate(words):
        if word in _GRADES:
            sign, degree = _GRADES[word]
            following = words[place + 1] if place + 1 < len(words) else ""
            adjective = measure or following
            if adjective:
                end = _end_of(adjective)
                stop = place + 1 + (following == adjective)
                return place, stop, Form(end if sign > 0 else opposite(end), degree)
    for place in range(len(words)):
        for length in (3, 2, 1):
            form = forms().get("_".join(words[place : place + length]))
            if form is not None and form.degree != "plain":
                if measure and form.end[0] in _AMOUNTS:
                    end = _end_of(measure)
                    form = Form(end if form.end[1] > 0 else opposite(end), form.degree)
                return place, place + length, form
    unlisted = ((place, _unlisted(word)) for place, word in enumerate(words))
    return next(((place, place + 1, form) for place, form in unlisted if form is not None), None)


def _end_of(adjective: str) -> End:
    form = forms().get(adjective)
    return form.end if form is not None else (adjective, 1)


def _unlisted(word: str) -> Form | None:
    """Return the form of an adjective that is in no line, told by its ending: `spikier`, `spikiest`."""
    plain = base(word)
    for ending, degree in (("er", "comparative"), ("est", "superlative")):
        stem = word.removesuffix(ending)
        if stem != word and plain != word and stem[:-1] in plain and len(plain) <= len(stem):
            return Form((plain, 1), "comparative" if degree == "comparative" else "superlative")
    return None
