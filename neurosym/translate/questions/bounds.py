"""Whether the bounds of a reading are those of its text: `more than 5` is not `below`, nor is `5` alone."""

from __future__ import annotations

import re

from neurosym.faults import Fault
from neurosym.translate.questions.notation import COMPARES, Asked, Beyond
from neurosym.translate.questions.reading import paths
from neurosym.translate.sentences.programmes.directions import before, behind, way

_FITS = {"=": ("==",), ">=": (">", ">="), "<=": ("<", "<=")}
"""The comparisons that fit words of either direction: `more than` and `at least` bound from below."""
_ORDER = re.compile(r"\b(?:than|after|before|since|until|till|from|by|past|later|earlier|on)\b|\+")
"""Words that make a number a bound, but not from which side: `older than`, `5+`."""


def other_bound(text: str, asked: Asked) -> Fault | None:
    """Return that a reading compares a number otherwise than the text does; None where nothing is found."""
    plain = text.lower()
    for path in paths(asked):
        for step in path.steps:
            if not isinstance(step, Beyond) or (place := plain.find(step.number.lower())) < 0:
                continue
            words = before(plain, place), behind(plain, place + len(step.number))
            said = next(filter(None, (way(one, plainly=True) for one in words)), "")
            comparison = COMPARES[step.way]
            if said and comparison in _FITS[said]:
                continue
            if said or not (comparison == "==" or any(map(_ORDER.search, words))):
                what = f"the text does not say that `{step.name}` is {step.way} `{step.number}`"
                return Fault("unheard", what, hint="say `more than`, `at most` or `exactly`")
    return None
