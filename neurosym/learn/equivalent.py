"""Whether two readings of one sentence say the same, word for word or not. Knows no sentence.

Names meet by their dictionary forms, as they do where readings become a problem; numbers by value; variables
by position; formulas by the small worlds in which they hold (`small_worlds`). Order among the parts, and of
the members of a group, says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from neurosym.ir.core import Apply, Binding, Term, Var, conjunction
from neurosym.ir.walk import substitute
from neurosym.learn.small_worlds import ANSWER, agree, same_amount
from neurosym.translate.sentences.notation.parts import (
    DIRECTIVES,
    Choose,
    Directive,
    Each,
    FindAll,
    Liars,
    Members,
    Nothing,
    Objective,
    Part,
    Question,
    Reading,
    Says,
    Which,
)
from neurosym.translate.sentences.words.names import Names
from neurosym.translate.sentences.words.numerals import number_of, ordinal_of


def equivalent(one: Reading, other: Reading) -> bool:
    """Say whether two readings of one sentence say the same. Costs milliseconds where their words differ.

    False in doubt: where the solver gives up, or one of them holds a formula that means nothing.
    """
    if one == other:
        return True
    phrases = tuple(dict.fromkeys((*_phrases(one), *_phrases(other))))
    names = Names.of(" , ".join(phrases), phrases)
    (said, directives), (other_said, other_directives) = _sorted_out(one), _sorted_out(other)
    return _all_met(directives, other_directives, lambda a, b: _same(a, b, names)) and _agree(
        said, other_said, names
    )


def _phrases(node: object) -> Iterator[str]:
    """Yield the copied phrases anywhere in a reading, and its few words of structure, which do no harm."""
    match node:
        case Var() | Binding():
            return
        case str():
            yield from (node,) if node else ()
        case tuple():
            for item in node:
                yield from _phrases(item)
        case _ if is_dataclass(node):
            for field in fields(node):
                yield from _phrases(getattr(node, field.name))
        case _:
            return


def _sorted_out(reading: Reading) -> tuple[list[Term], list[Directive]]:
    """Return what a reading states and what it directs; a bare `@find` beside an objective says nothing."""
    said: list[Term] = []
    directives: list[Directive] = []
    for part in reading:
        if isinstance(part, DIRECTIVES):
            directives.append(part)
        else:
            said.append(part)
    aims = any(isinstance(part, Objective) for part in directives)
    empty: tuple[Part, ...] = (Nothing(), FindAll()) if aims else (Nothing(),)
    return said, [part for part in directives if part not in empty]


def _all_met(
    ones: Sequence[Directive], others: Sequence[Directive], same: Callable[[Directive, Directive], bool]
) -> bool:
    """Say whether each part has its like among the others, one to one."""
    left = list(others)
    for one in ones:
        found = next((place for place, other in enumerate(left) if same(one, other)), None)
        if found is None:
            return False
        del left[found]
    return not left


def _agree(said: Sequence[Term], other: Sequence[Term], names: Names) -> bool:
    if not said or not other:
        return not said and not other
    return agree(conjunction(tuple(said)), conjunction(tuple(other)), names)


def _optional(formula: Term | None, other: Term | None, names: Names) -> bool:
    if formula is None or other is None:
        return formula is other
    return agree(formula, other, names)


def _same(one: Directive, other: Directive, names: Names) -> bool:
    match one, other:
        case Members(group, members, count), Members(group2, members2, count2):
            alike = _keys(members, names) == _keys(members2, names)
            return names.same(group, group2) and alike and _key(count, names) == _key(count2, names)
        case Each(attribute, values), Each(attribute2, values2):
            return names.same(attribute, attribute2) and _keys(values, names) == _keys(values2, names)
        case Liars(truthful, group), Liars(truthful2, group2):
            return truthful == truthful2 and names.same(group, group2)
        case Says(speaker, formula), Says(speaker2, formula2):
            return names.same(speaker, speaker2) and agree(formula, formula2, names)
        case Choose(chosen), Choose(chosen2):
            return _keys(chosen, names) == _keys(chosen2, names)
        case Objective(sense, term), Objective(sense2, term2):
            return sense == sense2 and same_amount(term, term2, names)
        case Question(formula), Question(formula2):
            return agree(formula, formula2, names)
        case Which(mode, given), Which(mode2, given2):
            return mode == mode2 and _optional(given, given2, names)
        case FindAll(), FindAll():
            return _optional(_asked(one), _asked(other), names)
        case _:
            return False


def _asked(part: FindAll) -> Term | None:
    """Return what is asked with its variable as one unknown individual, whatever its letter."""
    if part.formula is None:
        return None
    return substitute(part.formula, {part.var: Apply(ANSWER)})


def _key(phrase: str, names: Names) -> object:
    number = number_of(phrase)
    if not phrase:
        return None
    return names.key(phrase) if number is None else (number, ordinal_of(phrase) is not None)


def _keys(phrases: Iterable[str], names: Names) -> frozenset[object]:
    return frozenset(_key(phrase, names) for phrase in phrases)
