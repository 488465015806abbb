"""What the reading of a programme's sentence leaves out or turns round, by its words. Warnings only.

Readings copy their sentence, in its order: so each number stands in one, beside the name that it stands
beside in the text, and a limit goes the way that its words say. It knows no other sentence and no tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from neurosym.english import fold
from neurosym.faults import Fault, Span
from neurosym.ir.core import Apply, Compare, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose, Nothing, Objective, formulas_of
from neurosym.translate.sentences.programmes.choices import Choices, formulas, per_unit
from neurosym.translate.sentences.programmes.directions import before, behind, way
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.linking import TOTAL
from neurosym.translate.sentences.programmes.quantities import AIMING, amount_of, key, lemmas
from neurosym.translate.sentences.programmes.straightening import numbers_in

_DIGITS = re.compile(r"(?<![\w.,\-/])[$€£]?(\d[\d,]*(?:\.\d+)?)(?![\w\-]*[a-z\d])")
_MULTIPLES = re.compile(
    r"(?<![\w-])(twice|thrice|double|triple|half|a quarter|two thirds|three quarters"
    r"|a third(?! (?!of|as|the|that|must|should|can|may|is|are|at)[a-z]))(?![\w-])"
)
"""A third factory is no third of one, and a double-decker nothing double."""
_COMPARES = re.compile(r"\bthan\b(?! or equal)")
_ASKS = re.compile(r"\bhow (?:many|much)\b")
_LABELS = re.compile(r"\(\d{1,2}\)|\b(?:an?|the|each|every) \d+ (?:minute|hour|day|week|month|year)\b")
"""Numbers that bound nothing: those of a list, and how long what is named next takes: a 12 month lease."""

_AIM = re.compile(rf"\b(?:{'|'.join(AIMING)})\b")
_CLAUSE = re.compile(r"[,;:?]|\b(?:while|if|when|without|such that)\b")
_LISTED = re.compile(r"\b(?:and|plus)\b")

_OF_EACH = frozenset(["either", "both"])
_SCALES = (Fraction(1), Fraction(1, 100), Fraction(12), Fraction(10**3), Fraction(10**6))
_PARTED = re.compile(r"[,;:]|\b(?:while|whereas|but|than)\b")


def misheard(entry: Entry, choices: Choices) -> Iterator[Fault]:
    """Yield a warning for each number left out, each two that changed places, each limit turned round."""
    text = fold(entry.text)
    read = list(formulas(entry))
    where = Span(entry.text, 0, len(entry.text))
    doubts = [*_unread(text, entry, choices), *_left_out(text, entry), *_crossed(text, read)]
    doubts += [*_unspoken_of(read, entry, choices), *_unsought(text, entry, choices)]
    doubts += _none_of(text, read, entry, choices)
    figures = Figures(entry.text)
    doubts += [what for formula in read for what in _turned(text, formula, figures)]
    for code, what in dict.fromkeys(doubts):
        yield Fault(code, what, where, severity="warning")


def _unread(text: str, entry: Entry, choices: Choices) -> Iterator[tuple[str, str]]:
    """Doubt a sentence that bounds what is decided, and was read to say nothing."""
    silent = all(isinstance(part, Nothing | Choose) for part in entry.parts) and entry.role == "statement"
    named = len(choices.named_in(entry.text)) if silent else 0
    numbered = {word for choice in choices.all for own in choice.keys for word in own}
    counts = {str(len(part.names)) for part in entry.parts if isinstance(part, Choose)}
    listed = set[str]() if way(text, plainly=True) else counts
    plain = _LABELS.sub(" ", text)
    figures = {match[1] for match in _DIGITS.finditer(plain)} - numbered - listed - {"0"}
    compares = named > 1 and way(text, plainly=True) and _COMPARES.search(text)
    if compares or (named and (figures or _MULTIPLES.search(text))):
        yield "unread", "this sentence may bound what it names, and was read to say nothing of it"


def _unspoken_of(read: Sequence[Term], entry: Entry, choices: Choices) -> Iterator[tuple[str, str]]:
    """Doubt totals alone, where the sentence says of which of several things each is so."""
    names = [part.name for formula in read for part in subterms(formula) if isinstance(part, Apply)]
    totals = sum(key(name) == TOTAL for name in names)
    limited = {name for name in names if key(name) != TOTAL and amount_of(name) is None}
    named = choices.named_in(_ASKS.split(entry.text)[0])
    if _OF_EACH & set(lemmas(entry.text)) or any(isinstance(part, Choose) for part in entry.parts):
        return
    if not named or not totals or totals < len(read) or any(map(choices.members, limited)):
        return
    if len(named) < len(choices.all) or len(limited) < totals:
        who = choices.all[named[0]].phrase
        yield "left-out", f"the sentence speaks of {who}, and its reading does not"


def _none_of(text: str, read: Sequence[Term], entry: Entry, choices: Choices) -> Iterator[tuple[str, str]]:
    """Doubt `south >= one` of "at least one of A and B must be built to cover the south"."""
    named = choices.named_in(entry.text)
    for formula in read if 1 < len(named) < len(choices.all) else ():
        match formula:
            case Compare(_, Apply(name, ()), Apply(number, ())) if (
                f"{fold(number)} of " in text and not choices.members(name) and key(name) != TOTAL
            ):
                who = choices.all[named[0]].phrase
                yield "left-out", f"the sentence speaks of {who}, and its reading does not"
            case _:
                pass


def _unsought(text: str, entry: Entry, choices: Choices) -> Iterator[tuple[str, str]]:
    """Doubt an aim of which only some of the things are counted that its words list: `all pens and pads`."""
    for aim in (part for part in entry.parts if isinstance(part, Objective)):
        names = [
            part.name for part in subterms(aim.term) if isinstance(part, Apply) and key(part.name) != TOTAL
        ]
        found = [choices.members(name) for name in names]
        sought = {member for members in found for member in members}
        listed = _CLAUSE.split(_AIM.split(text)[-1])[0]
        missing = [n for n in choices.named_in(listed) if n not in sought]
        if all(found) and sought and missing and _LISTED.search(listed):
            yield (
                "left-out",
                f"what is sought speaks of {choices.all[missing[0]].phrase}, its reading does not",
            )


# --- numbers


def _left_out(text: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """Doubt numbers of a sentence that are in it more often than in its reading."""
    if all(isinstance(part, Nothing | Choose | Objective) for part in entry.parts):
        return
    names = [
        part.name
        for whole in entry.parts
        for term in formulas_of(whole)
        for part in subterms(term)
        if isinstance(part, Apply)
    ]
    names += [name for part in entry.parts if isinstance(part, Choose) for name in part.names]
    values = Counter(value for name in names if (value := amount_of(name)) is not None)
    spelled = {word for name in names if amount_of(name) is None for word in re.findall(r"\d[\d,.]*", name)}
    wanted = Counter(match[1].rstrip(",") for match in _DIGITS.finditer(_LABELS.sub(" ", text)))
    for written, times in wanted.items():
        value = Fraction(written.replace(",", ""))
        heard = sum(values[value * scale] for scale in _SCALES)
        if heard < times and value > 1 and written not in spelled:
            yield "left-out", f"the sentence says {written}, and its reading leaves it out"
    for match in _MULTIPLES.finditer(text):
        value = amount_of(match[1].removeprefix("a ")) or Fraction(0)
        if not values.keys() & {value, 1 / value if value else value} and not any(
            match[1].split()[-1] in lemmas(name) for name in names
        ):
            yield "left-out", f"the sentence says {match[1]}, and its reading leaves it out"


def _crossed(text: str, read: Sequence[Term]) -> Iterator[tuple[str, str]]:
    """Doubt two numbers that stand in the text the other way round than the names they are given to."""
    given = [found for formula in read if (found := _given(formula)) is not None]
    for (head, arg, value), (head2, arg2, value2) in combinations(given, 2):
        if value == value2 or (head == head2) == (arg == arg2):
            continue
        names = (arg, arg2) if head == head2 else (head, head2)
        if _turn_round(text, names, (value, value2)):
            yield "crossed", f"{value} and {value2} may have changed places"


def _turn_round(text: str, names: tuple[str, str], values: tuple[str, str]) -> bool:
    """Say whether two numbers stand the other way round than the places of their names next to them."""
    places = [[_places(text, phrase) for phrase in pair] for pair in (names, values)]
    if not all(found for pair in places for found in pair):
        return False
    (first, second), (one, other) = places
    a, b = one[0], other[0]
    near, far = (min(found, key=lambda p: abs(p - number)) for found, number in ((first, a), (second, b)))
    if len(one) != 1 or len(other) != 1 or near == far or (near < far) == (a < b):
        return False
    # each name stands in one clause with the other number; `fuel` may be left unsaid beside its second one
    between = (text[min(name, number) : max(name, number)] for name, number in ((near, b), (far, a)))
    return not any(_PARTED.search(words) for words in between)


def _given(formula: Term) -> tuple[str, str, str] | None:
    """Return what a formula gives a number to: `cost` of `cart`, or all of something."""
    match formula:
        case Compare(_, Apply(head, (Apply(arg, ()),)), Apply(value, ())) if amount_of(value) is not None:
            return head, arg, value
        case Compare(_, Apply(name, ()), Apply(value, ())) if amount_of(value) is not None:
            return "total", name, value
        case _:
            return None


def _places(text: str, phrase: str) -> list[int]:
    written = r"[\s\-\"]+(?:the |a |an )?".join(map(re.escape, fold(phrase).split()))
    return [match.start() for match in re.finditer(rf"(?<![\w.]){written}(?![\w]|[.,]\d)", text)]


# --- directions


def _turned(text: str, formula: Term, figures: Figures) -> Iterator[tuple[str, str]]:
    """Doubt a limit that goes another way than the words of its sentence that bound it."""
    match formula:
        case Compare("<" | "<=" | ">" | ">=" | "==" as op, left, right):
            numbers = [number.name for number in numbers_in(right)]
            if per_unit(formula) is not None or any(map(figures.bound, numbers)):
                return
            # money that is needed for something is what there is of it
            plainly = op == "==" or (op[0] == "<" and any(name[0] in "$€£" for name in numbers))
            ways = (way(words, plainly=plainly) for words in _bounding(text, left, right, numbers))
            said = next(filter(None, ways), "")
            if said and said != "=" and said[0] != op[0]:
                what = "at most" if said == "<=" else "at least"
                yield "direction", f"this says {what}, and is read as {op.replace('==', '=')}"


def _bounding(text: str, left: Term, right: Term, numbers: Sequence[str]) -> Iterator[str]:
    """Yield the words before a number and around it, else those between the two sides of a comparison."""
    if len(numbers) == 1 and len(found := _places(text, numbers[0])) == 1:
        lead, rest = before(text, found[0]), behind(text, found[0] + len(numbers[0]))
        yield from (lead, f"{lead} {rest}")
        return
    places = [[place for name in _named(side) for place in _places(text, name)] for side in (left, right)]
    if not numbers and all(places) and min(places[0]) < max(places[1]):
        start, end = min(places[0]), max(places[1])
        yield f"{before(text, start)} {behind(text[:end], start)}"


def _named(side: Term) -> Iterator[str]:
    for part in subterms(side):
        match part:
            case Apply(name, ()) if amount_of(name) is None and key(name) != TOTAL:
                yield name
            case _:
                pass
