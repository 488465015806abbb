"""One direction per scale: where older is a smaller place, newer is a larger one, in every claim.

The direction is what a gloss or the text says ("1: leftmost", "numbered from left to right"), else what
most claims say. Looks at single comparisons beside simple clauses; where English leaves it open, no fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from neurosym.check.axes import Axis, Ordered, Placed, order_in
from neurosym.check.base import Repair
from neurosym.check.comparatives import Mention, mention
from neurosym.check.negation import one_denial, without_frame
from neurosym.check.places import Place, places, rewrite_one, shown
from neurosym.english import base, fold, words
from neurosym.faults import Fault
from neurosym.ir.core import Problem, Term
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature

Scale = tuple[str, str]
"""The name of an axis and the name of a scale."""

_LONGEST = 400
"""Characters of a sentence that is still a simple clause."""
_NAMED = re.compile(r"(?<!\d)(-?\d{1,9}+)\s*+(?:[:=]|is|means|for)\s*(?:the\s+)?([a-z][a-z -]*)")
_FROM_TO = re.compile(
    r"\bfrom\s+(?:[\w]+\s+at\s+)?(?:the\s+)?(\w+)\s+to\s+(?:[\w]+\s+at\s+)?(?:the\s+)?(\w+)"
)


@dataclass(frozen=True, slots=True)
class _Vote:
    """What one formula takes for the smaller end of a scale; `other` says it of the other end.

    `first` is 1 where the first end of the scale is at the smaller places; 0 where the formula fits neither.
    """

    place: Place
    scale: Scale
    first: Literal[1, 0, -1]
    other: Mapping[int, Term]


def one_direction(problem: Problem) -> Iterator[Fault]:
    """No claim counts from the other end than the rest (warning `direction`)."""
    for vote, right in _against(problem):
        hint = f"write `{print_formula(right)}`" if right is not None else "count from one end in all claims"
        what = "the formula counts from the other end than its words do"
        yield Fault("direction", what, vote.place.span(vote.place.formula), hint, vote.place.id, "warning")


def turn_directions(problem: Problem) -> Iterator[Repair]:
    """Turn the comparisons that count from the other end than the rest."""
    for vote, right in _against(problem):
        if right is not None:
            yield _turned(problem, vote, right)


def turn_suspects(problem: Problem) -> Iterator[Repair]:
    """Turn single comparisons though nothing speaks against them but what they lead to."""
    for vote in _votes(problem):
        other = vote.other.get(-vote.first)
        if other is not None:
            yield _turned(problem, vote, other)


def _turned(problem: Problem, vote: _Vote, right: Term) -> Repair:
    what = f"“{vote.place.says}” is {shown(print_formula(right))}, counted from the same end as the rest."
    return Repair("direction", what, rewrite_one(problem, vote.place.number, right))


def _against(problem: Problem) -> Iterator[tuple[_Vote, Term | None]]:
    """Yield the votes against the direction of their scale, with what would be right.

    Where it stands even, all votes are yielded, and none is known to be right.
    """
    votes = list(_votes(problem))
    known = _conventions(problem)
    counts = Counter((vote.scale, vote.first) for vote in votes)
    for vote in votes:
        held, turned = counts[vote.scale, 1], counts[vote.scale, -1]
        direction = known.get(vote.scale) or known.get(("", vote.scale[1])) or held - turned
        even = direction == 0 and held > 0
        if vote.first == 0 or direction * vote.first < 0 or even:
            yield vote, vote.other.get((direction > 0) - (direction < 0))


def _votes(problem: Problem) -> Iterator[_Vote]:
    signature = Signature.of(problem)
    for place in places(problem):
        if place.role == "rule" or not place.says or len(place.says) > _LONGEST:
            continue
        order = order_in(place.formula, signature)
        clause = without_frame(place.says)
        found = mention(clause) if order is not None else None
        if order is None or found is None:
            continue
        match order:
            case Ordered() if one_denial(clause[: found.start]):
                continue  # what cannot start before another ends starts after it, or then
            case Ordered():
                vote = _comparative(place, order, found, clause)
            case Placed():
                vote = _superlative(place, order, found)
        if vote is not None:
            yield vote


def _comparative(place: Place, order: Ordered, found: Mention, clause: str) -> _Vote | None:
    """Read "Ann is older than Bob" and "behind Bob is Ann": who is older, and who is behind."""
    left, right = _written(order.left, order.right, clause), _written(order.right, order.left, clause)
    if left is None or right is None or found.place is not None or found.start > max(left, right):
        return None
    compared = re.search(r"\bthan\b", clause[min(left, right) : max(left, right)])
    subject_first = found.start > min(left, right) or compared is not None
    forward = (left < right) == subject_first
    name, end = found.end
    first = order.sign * end if forward else -order.sign * end
    return _vote(place, order.axis, name, first, {-first: order.turned})


def _superlative(place: Place, order: Placed, found: Mention) -> _Vote | None:
    """Read "Ann is the second-oldest": she has the second place, or the second from behind."""
    size = len(order.axis.values)
    if found.place is None or found.place > size or 2 * found.place == size + 1:
        return None
    name, end = found.end
    near, far = found.place, size + 1 - found.place
    formulas: dict[int, Term] = {end: order.at(near), -end: order.at(far)}
    first: int = end if order.place == near else -end if order.place == far else 0
    formulas.pop(first, None)
    return _vote(place, order.axis, name, first, formulas)


def _vote(place: Place, axis: Axis, scale: str, first: int, other: Mapping[int, Term]) -> _Vote:
    return _Vote(place, (axis.name, scale), 1 if first > 0 else -1 if first < 0 else 0, other)


def _written(name: str, other: str, clause: str) -> int | None:
    """Return where a clause names a thing, by a word that the other thing's name has not."""
    own = {*words(name), name.lower()} - {*words(other), other.lower()}
    stems = {base(word) for word in own} | own
    for match in re.finditer(r"[^\W_]+", clause):
        if match[0] in stems or base(match[0]) in stems:
            return match.start()
    return None


def _conventions(problem: Problem) -> dict[Scale, int]:
    """Return which end of a scale glosses and the text put at the small places; on any axis for the text."""
    found: dict[Scale, int] = {}
    for symbol in problem.symbols:
        if symbol.gloss:
            axis = symbol.name if symbol.args else symbol.result
            values = _glossed(fold(symbol.gloss))
            found.update(((axis, scale), sign) for scale, sign in values.items())
    said = [problem.text, *(claim.says for claim in problem.claims if claim.kind == "assumed")]
    for text in said:
        found.update((("", scale), sign) for scale, sign in _from_to(fold(text)).items())
    return found


def _glossed(gloss: str) -> dict[str, int]:
    """Read "1: leftmost, 5: rightmost", and "from left to right"."""
    named = [(int(number), mention(words)) for number, words in _NAMED.findall(gloss)]
    places = {number for number, _ in named}
    found: dict[str, int] = {}
    for number, end in named:
        if end is not None and len(places) > 1 and number in (min(places), max(places)):
            found.setdefault(end.end[0], end.end[1] if number == min(places) else -end.end[1])
    return found | _from_to(gloss)


def _from_to(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for low, high in _FROM_TO.findall(text):
        one, two = mention(low), mention(high)
        if one is not None and two is not None and one.end[0] == two.end[0] and one.end != two.end:
            found.setdefault(one.end[0], one.end[1])
    return found
