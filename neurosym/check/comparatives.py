"""What an English clause says of an order: older, to the left of, the second-cheapest, third from the right.

Language knowledge only: the ends of scales are those of `scales`. Knows no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from neurosym.english import NUMBER_WORDS, ORDINALS, fold
from neurosym.scales import FIRST, End, forms, opposite

_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_FROM = re.compile(
    rf"\b({_ORDINAL})[\s-]+(?:(?:place\s+)?to|(?:\w+\s+){{0,2}}?from)[\s-]+(?:the[\s-]+)?(?:far\s+)?(\w+)"
)
_RANKED = re.compile(rf"\b({_ORDINAL})[\s-]+((?:(?:most|least|more|less)\s+)?[\w-]+)")
_PLACED = re.compile(
    rf"\b(?:finish|finishe[sd]|finished|came|come|comes|ranks?|ranked|placed|is|was|in)\s+(?:in\s+)?(?:the\s+)?({_ORDINAL})\b"
)
_GRADED = re.compile(r"\b(more|most|less|least)\s+([a-z]+)")
_THAN = re.compile(r"\b(?!other|rather|whether|either|neither)([a-z]{3,})er\s+than\b")
_BUT = re.compile(r"\s+but\s+(one|two)\b")
_REVERSED = ("less", "least")


@dataclass(frozen=True, slots=True)
class Mention:
    """An end of a scale in a clause, from character `start` on of its folded form.

    `place` counts from that end: 1 in "the oldest", 2 in "the second-oldest", None in "older".
    """

    end: End
    start: int
    place: int | None = None


def mention(clause: str) -> Mention | None:
    """Return the one place on one scale that a clause speaks of; None where there is none or more."""
    plain = fold(clause)
    found = _ordinal(plain) or list(_ends(plain))
    return found[0] if len({(m.end, m.place) for m in found}) == 1 else None


def _ordinal(plain: str) -> list[Mention]:
    """Find `third from the left`, `second-to-last`, `second-most expensive`, `finished third`."""
    for pattern in (_FROM, _RANKED):
        for match in pattern.finditer(plain):
            end = _end_of(match[2])
            if end is not None:
                return [Mention(end, match.start(), ORDINALS[match[1]])]
    return [
        Mention(FIRST, match.start(), ORDINALS[match[1]])
        for match in _PLACED.finditer(plain)
        if not re.match(r"[\s-]+(?!place|of|in|at|on|and|but|or|overall)\w", plain[match.end() :])
    ]


def _end_of(phrase: str) -> End | None:
    """Return the end that `left`, `newest`, `most expensive`, `least tall` or `tallest` names."""
    grade, _, word = phrase.replace("-", " ").rpartition(" ")
    if grade in ("most", "least", "more", "less"):
        end = _graded(word)
        return opposite(end) if grade in _REVERSED else end
    form = forms().get(phrase) or forms().get(word)
    return form.end if form else _unlisted(word)


def _graded(adjective: str) -> End:
    form = forms().get(adjective)
    return form.end if form else (adjective, 1)


def _unlisted(word: str) -> End | None:
    """Return the scale of an adjective that is in no line, from its own superlative: `spikiest`."""
    return (word.removesuffix("est"), 1) if word.endswith("est") and len(word) > 5 else None


def _ends(plain: str) -> Iterator[Mention]:
    """Find `older`, `to the left of`, `less expensive`, `the cheapest`."""
    graded = [match.span() for match in _GRADED.finditer(plain)]
    for match in _GRADED.finditer(plain):
        end = _graded(match[2])
        place = _counted(plain, match.end()) if match[1] in ("most", "least") else None
        yield Mention(opposite(end) if match[1] in _REVERSED else end, match.start(), place)
    for match in _pattern().finditer(plain):
        if not any(start <= match.start() < stop for start, stop in graded):
            form = forms()[match[0].replace(" ", "_")]
            place = _counted(plain, match.end()) if form.degree == "superlative" else None
            yield Mention(form.end, match.start(), place)
    for match in _THAN.finditer(plain):
        if f"{match[1]}er" not in forms():
            yield Mention((match[1], 1), match.start())


def _counted(plain: str, stop: int) -> int:
    """Return the place that a superlative says, given where it stops: 2 for `the cheapest but one`."""
    but = _BUT.match(plain, stop)
    return 1 if but is None else NUMBER_WORDS[but[1]] + 1


@cache
def _pattern() -> re.Pattern[str]:
    # a plain adjective orders nothing: "the old man"; its comparative and superlative do
    ordering = (word for word, form in forms().items() if form.degree != "plain")
    written = (re.escape(word.replace("_", " ")) for word in sorted(ordering, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])")
