"""Readings of a programme in one form: what is counted, nested or equated is said as limits and amounts.

It knows the words of each sentence, but links no amount to a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.ir.core import And, Apply, Compare, Count, Implies, Term, Var
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES, Choose, Members, Objective, Part
from neurosym.translate.sentences.programmes.choices import Choices, Fit, formulas, per_unit
from neurosym.translate.sentences.programmes.quantities import (
    BOUNDING,
    CONCEPTS,
    LARGEST,
    SMALLEST,
    TOGETHER,
    amount_of,
    key,
    kindred,
    lemmas,
    plain_words,
)
from neurosym.translate.sentences.programmes.sides import is_taken

_TOTAL = frozenset(["total"])


def straightened(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the sentences with their readings in one form.

    Numbers are no names of what is declared, and a name keeps the letter that labels it: `bag` is `bag A`
    where the sentence says "Bag A".
    """
    return tuple(
        replace(entry, parts=tuple(part for old in entry.parts for part in _part(old, entry.text)))
        for entry in entries
    )


def _part(part: Part, text: str) -> tuple[Part, ...]:
    match part:
        case Choose(names):
            kept = tuple(name for name in names if not _numeral(name, alone=len(names) == 1))
            return (Choose(kept),) if kept else ()
        case Members() | Objective():
            return (part,)
        case _ if isinstance(part, DIRECTIVES):
            return (part,)
        case _:
            return (transform(part, lambda term: _term(_labelled(term, text))),)


def _labelled(term: Term, text: str) -> Term:
    match term:
        case Apply(name, ()):
            labels = re.findall(rf"(?i:\b{re.escape(name)})(?: ([A-Z])(?![\w.'’-])|\b)", text)
            labelled = labels and all(labels) and len(set(labels)) == 1
            return Apply(f"{name} {labels[0]}") if labelled else term
        case _:
            return term


def _numeral(name: str, *, alone: bool) -> bool:
    """Say whether a name is a number, has a price or a share in it, or alone says how many: `two meals`."""
    first, _, rest = name.partition(" ")
    priced = any(word[0] in "$€£" or word.endswith("%") for word in name.split())
    return amount_of(name) is not None or priced or bool(alone and rest and amount_of(first) is not None)


def _term(term: Term) -> Term:
    match term:
        case Apply(name, (Apply(inner, (Apply(_, ()) as arg,)),)) if key(name) != _TOTAL:
            # `costs( seed( tulips))` is what tulips cost
            return Apply(name if not key(inner) - key(name) else f"{name} {inner}", (arg,))
        case (
            Compare(op, Count(_, Apply(name, (Var(),))), number)
            # `#>= 8 x: clerks( x) & hired( x)` counts clerks
            | Compare(op, Count(_, And((Apply(name, (Var(),)), Apply(_, (Var(),))))), number)
        ):
            return Compare(op, Apply("total", (Apply(name),)), number)
        case Compare("==", Apply(_, (Apply(),)) as one, Apply(_, (Apply(),)) as other) if is_taken(
            one
        ) and is_taken(other):
            return And((Implies(one, other), Implies(other, one)))
        case _:
            return term


def numbers_in(term: Term) -> Iterator[Apply]:
    """Yield the numbers of a term as they are written."""
    for part in subterms(term):
        if isinstance(part, Apply) and not part.args and amount_of(part.name) is not None:
            yield part


def per_unit_after_all(
    entries: Sequence[Entry], told: Sequence[Sequence[Term]], choices: Choices
) -> tuple[tuple[Term, ...], ...]:
    """Return the formulas with equations for one unit where a sentence names just one choice.

    `total( paint) = 3` of "Each desk takes 3 cans of paint." is an amount for one desk, if another
    sentence speaks of paint, too; so is `total( paint) <= 3`, as no word of the sentence bounds anything.
    """
    resources = [
        (place, key(name))
        for place, group in enumerate(told)
        for formula in group
        if (name := _resource(formula, choices))
    ]
    changed: list[tuple[Term, ...]] = []
    for place, (entry, group) in enumerate(zip(entries, told, strict=True)):
        named = choices.named_in(entry.text)
        bounds = not BOUNDING.isdisjoint(lemmas(entry.text))
        others = [words for where, words in resources if where != place]
        bounds = bounds or not TOGETHER.isdisjoint(lemmas(entry.text))
        new: list[Term] = []
        for formula in group:
            name = _resource(formula, choices)
            owned = name and len(named) == 1 and any(kindred(key(name), words) for words in others)
            match formula:
                case Compare(op, Apply(_, args), value) if (
                    owned
                    and not _owned(args, choices)
                    and (op == "==" or not bounds)
                    and not _given(told, key(name), named[0], choices)
                ):
                    formula = Compare("==", Apply(name, (Apply(choices.all[named[0]].phrase),)), value)
            new.append(formula)
        changed.append(tuple(new))
    return tuple(changed)


def _resource(formula: Term, choices: Choices) -> str:
    """Return what `total( paint) = 3`, `paint <= 90` or `paint( desk) = 3` is of, unless it is decided on."""
    match formula:
        case Compare(_, Apply(name, (Apply(inner, ()),)), Apply(number, ())) if amount_of(number) is not None:
            phrase = inner if key(name) == _TOTAL else name
        case Compare(_, Apply(name, ()), Apply(number, ())) if amount_of(number) is not None:
            phrase = name
        case _:
            return ""
    return phrase if choices.match(phrase)[0] is Fit.NONE and key(phrase) != _TOTAL else ""


def _given(told: Sequence[Sequence[Term]], words: frozenset[str], member: int, choices: Choices) -> bool:
    """Say whether some sentence gives the amount of something for one unit of a choice."""
    return any(
        found is not None
        and key(found[0].name) == words
        and any(isinstance(arg, Apply) and choices.members(arg.name) == (member,) for arg in found[0].args)
        for group in told
        for found in map(per_unit, group)
    )


def _owned(args: tuple[Term, ...], choices: Choices) -> bool:
    return any(isinstance(arg, Apply) and choices.members(arg.name) for arg in args)


def spoken_aim(entries: Sequence[Entry]) -> tuple[int, Objective] | None:
    """Return the objective that the words of a sentence give where no reading has one: `to maximise profit`.

    It is the kind of amount that is named first behind the word for the direction.
    """
    kinds = [
        found[0].name for entry in entries for formula in formulas(entry) if (found := per_unit(formula))
    ]
    if not kinds:
        return None
    for place in range(len(entries) - 1, -1, -1):
        text = entries[place].text
        words = lemmas(text)
        for n, word in enumerate(plain_words(text)):
            if word not in LARGEST | SMALLEST:
                continue
            for after in words[n + 1 : n + 5]:
                kind = next((kind for kind in kinds if _of_kind(key(kind), frozenset([after]))), None)
                if kind is not None:
                    return place, Objective("maximize" if word in LARGEST else "minimize", Apply(kind))
    return None


def _of_kind(kind: frozenset[str], word: frozenset[str]) -> bool:
    return kindred(kind, word) or any(kind & concept and word & concept for concept in CONCEPTS[:2])
