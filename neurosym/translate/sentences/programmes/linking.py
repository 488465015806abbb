"""Finds for every whole amount that a programme speaks of the tables it stands for. Writes no formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym.ir.core import Apply, Arith, Compare, Term
from neurosym.ir.walk import children, subterms
from neurosym.measures import MEASURES
from neurosym.translate.sentences.notation.parts import Objective
from neurosym.translate.sentences.programmes.choices import Choices, Fit
from neurosym.translate.sentences.programmes.figures import Figure, Figures
from neurosym.translate.sentences.programmes.quantities import (
    MONEY,
    PERCENT,
    TIMES,
    amount_of,
    bag,
    key,
    lemmas,
)
from neurosym.translate.sentences.programmes.resources import (
    Link,
    Strength,
    Table,
    Usage,
    complements,
    left_over,
    link,
)

TOTAL = frozenset(["total"])
_BUYING, _SELLING = bag("buy purchase"), bag("sell")
_COUNTING = bag("few fewer fewest many")
AIM = -1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: the number of its formula (`AIM` for the objective) and the phrase."""

    formula: int
    phrase: str


@dataclass(frozen=True, slots=True)
class Links:
    """What each phrase stands for, over tables some of which were found to be one."""

    tables: tuple[Table, ...]
    of: Mapping[Place, Link]
    usages: Mapping[Place, Usage]


def is_total(term: Term) -> bool:
    """Say whether a term is the sum of all that is decided."""
    return isinstance(term, Apply) and not term.args and key(term.name) == TOTAL


def find_links(
    said: Sequence[tuple[int, Term]],
    objective: Objective | None,
    texts: Sequence[str],
    tables: Sequence[Table],
    choices: Choices,
    aim: str = "",
) -> Links:
    """Link the phrases of all formulas, those with more to speak for them first; `aim` is the sentence of
    the objective.
    """
    usages = dict(_usages(said, texts))
    if objective is not None:
        for phrase in phrases(objective.term):
            unit = lemmas(phrase)[-1] if _counted(aim, phrase) else ""
            large = objective.sense == "maximize"
            usages[Place(AIM, phrase)] = Usage(phrase, unit, objective=True, large=large)
    usages = {place: usage for place, usage in usages.items() if not _chosen(usage, choices)}
    tables = _traded(tables)
    while pair := complements(tables, tuple(usages.values()), len(choices.all)):
        tables = _merged(tables, *pair)
    found: dict[Place, Link] = {}
    taken: frozenset[int] = frozenset()
    order = sorted(usages.items(), key=lambda item: -max(_grades(item[1], tables), default=0))
    for place, usage in order:
        rest = taken if not usage.objective else frozenset[int]()
        found[place] = link(usage, tables, rest)
        taken |= set(found[place].tables)
    for place, usage in order:
        if usage.objective and found[place].strength is Strength.NONE:
            left = left_over(usage, tables, taken)
            if left.tables and choices.match(usage.phrase)[0] < Fit.GROUP:
                found[place] = left
                taken |= set(left.tables)
                for other, limit in order:
                    same = key(limit.phrase) == key(usage.phrase)
                    if same and not limit.objective and found[other].strength is Strength.NONE:
                        found[other] = replace(left, strength=Strength.CONCEPT)
    for place, usage in order:
        if found[place].strength is Strength.NONE and usage.unit == MONEY and not usage.objective:
            free = [n for n, table in enumerate(tables) if table.unit == MONEY and n not in taken]
            if len(free) == 1 and choices.match(usage.phrase)[0] < Fit.GROUP:
                found[place] = Link(Strength.UNIT, (free[0],))
    return Links(tables, found, usages)


def _counted(text: str, phrase: str) -> bool:
    """Say whether a sentence counts something: `the number of trips`, `as few trips as possible`."""
    words, own = lemmas(text), lemmas(phrase)
    starts = [n for n in range(len(words)) if words[n : n + len(own)] == own]
    return any(words[max(n - 2, 0) : n] == ("number", "of") or words[n - 1] in _COUNTING for n in starts if n)


def _grades(usage: Usage, tables: Sequence[Table]) -> Iterator[int]:
    yield from (int(link(usage, [table]).strength) for table in tables)


def _chosen(usage: Usage, choices: Choices) -> bool:
    return choices.match(usage.phrase)[0] is Fit.EXACT


def _traded(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables with money as the unit of what things are bought and sold at, if both are told."""
    trades = [any(table.words & verbs for table in tables) for verbs in (_BUYING, _SELLING)]
    return tuple(
        replace(table, unit=MONEY)
        if all(trades) and table.words & (_BUYING | _SELLING) and table.unit not in MEASURES | {PERCENT}
        else table
        for table in tables
    )


def _merged(tables: tuple[Table, ...], kept: int, other: int) -> tuple[Table, ...]:
    one, two = tables[kept], tables[other]
    turned = two.of.keys() - two.against if one.is_loss != two.is_loss else two.against
    joined = replace(
        one,
        unit=one.unit or two.unit,
        near=one.near | two.near | two.words,
        of={**one.of, **two.of},
        against=one.against | turned,
    )
    return tuple(joined if n == kept else table for n, table in enumerate(tables) if n != other)


def _usages(said: Sequence[tuple[int, Term]], texts: Sequence[str]) -> Iterator[tuple[Place, Usage]]:
    figures: dict[int, Figures] = {}
    for number, (entry, formula) in enumerate(said):
        own = figures.setdefault(entry, Figures(texts[entry]))
        for part in subterms(formula):
            if isinstance(part, Compare):
                beside = _figure(part.left, own) or _figure(part.right, own)
                for phrase in phrases(part):
                    unit = beside.unit if beside and beside.unit != PERCENT else ""
                    near, before = (beside.near, beside.before) if beside else (frozenset[str](), ())
                    yield Place(number, phrase), Usage(phrase, unit, near, before=before)


def _figure(term: Term, figures: Figures) -> Figure | None:
    """Return the number that a side of a comparison is or adds, not one that multiplies."""
    match term:
        case Apply(name, ()):
            return figures.take(name)
        case Arith("+" | "-", args):
            return next((figure for arg in args if (figure := _figure(arg, figures))), None)
        case Arith():
            for part in subterms(term):
                if isinstance(part, Apply):
                    figures.take(part.name)
            return None
        case _:
            return None


def phrases(term: Term) -> Iterator[str]:
    """Yield the phrases of a term that stand for whole amounts."""
    match term:
        case Apply(name, ()):
            if amount_of(name) is None and not is_total(term):
                yield name
        case Apply(name, args):
            if key(name) == TOTAL:
                for arg in args:
                    yield from phrases(arg)
            else:
                yield name
        case _:
            for part in children(term):
                yield from phrases(part)


def time_of_all(usage: Usage, found: Link, tables: Sequence[Table]) -> bool:
    """Say whether a phrase such as `hours` means several tables of time together."""
    return (
        len(found.tables) > 1
        and bool(key(usage.phrase) & TIMES)
        and all(tables[n].unit in TIMES for n in found.tables)
    )


def percentage(term: Term, figures: Figures) -> Fraction | None:
    """Return the share that a lone number in percent is."""
    if isinstance(term, Apply) and not term.args:
        figure = figures.take(term.name)
        if figure is not None and figure.unit == PERCENT:
            return figure.value
    return None
