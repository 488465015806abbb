"""Who there is in a text: members of its groups, listed names, who speaks, of whom a formula says something.

Resolves no pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from neurosym.english import fold
from neurosym.ir.core import And, Apply, Arith, Compare, Term
from neurosym.ir.walk import children, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Each, Members, Says, formulas_of
from neurosym.translate.sentences.reference.antecedents import Listed, called
from neurosym.translate.sentences.reference.given import is_role, likely
from neurosym.translate.sentences.reference.personal import COMPANIONS, PRONOUNS
from neurosym.translate.sentences.words.names import Names, number_of
from neurosym.translate.sentences.words.telling import SPEAKERS, STATEMENTS


def members(entries: Sequence[Entry]) -> list[Apply]:
    """Return all members of groups; where there is no group, all who speak."""
    parts = [part for entry in entries for part in entry.parts]
    listed = [name for part in parts if isinstance(part, Members) for name in part.names]
    speakers = [part.speaker for part in parts if isinstance(part, Says)]
    return [Apply(name) for name in dict.fromkeys(listed or speakers)]


def speakers(entries: Sequence[Entry]) -> frozenset[Apply]:
    """Return all who say something."""
    said = (part for entry in entries for part in entry.parts)
    return frozenset(Apply(part.speaker) for part in said if isinstance(part, Says))


def listed(entries: Sequence[Entry]) -> Listed:
    """Return all names that groups and lists of values have."""
    parts = [part for entry in entries for part in entry.parts]
    members = (name for part in parts if isinstance(part, Members) for name in part.names)
    values = (value for part in parts if isinstance(part, Each) for value in part.values)
    return Listed(tuple(dict.fromkeys(members)), tuple(dict.fromkeys(values)))


def nouns(entries: Sequence[Entry], names: Names) -> frozenset[str]:
    """Return the nouns for the members: those of their groups, and those for all who speak."""
    groups = (part.group for entry in entries for part in entry.parts if isinstance(part, Members))
    return frozenset(key[-1] for key in map(names.key, groups) if key) | SPEAKERS | STATEMENTS


def named(entries: Sequence[Entry], names: Names) -> tuple[str, ...]:
    """Return the proper names that readings have."""
    formulas = (formula for entry in entries for part in entry.parts for formula in formulas_of(part))
    applied = (term for formula in formulas for term in subterms(formula) if isinstance(term, Apply))
    found = dict.fromkeys(term.name for term in applied if not term.args)
    return tuple(name for name in found if fold(name) not in PRONOUNS and names.is_proper(name))


def objects(entries: Sequence[Entry], names: Names) -> frozenset[Apply]:
    """Return what has a proper name and is said to be a thing: “Chez Bruno, a restaurant”."""
    things, people = set[Apply](), set[Apply]()
    for entry in entries:
        for formula in (formula for part in entry.parts for formula in formulas_of(part)):
            for atom in formula.args if isinstance(formula, And) else (formula,):
                match atom:
                    case Apply(noun, (Apply(name, ()) as one,)) if names.is_proper(name):
                        person = is_role(noun) or bool(called(noun)) or fold(noun) in COMPANIONS
                        named = likely(name.split()[0]) is not None
                        is_noun = re.search(rf"(?i)\ban?\s+(?:\w+\s+)?{re.escape(noun)}\b", entry.text)
                        if person or named:
                            people.add(one)
                        elif is_noun:
                            things.add(one)
                    case _:
                        continue
    return frozenset(things - people)


def is_number(term: Term) -> bool:
    """Say whether a term is written as a number."""
    return isinstance(term, Apply) and number_of(term.name) is not None


def subjects(term: Term) -> Iterator[Apply]:
    """Yield the names that a formula says something of."""
    for part in subterms(term):
        match part:
            case Apply(_, (Apply(name, ()) as one, *_)) if not (is_number(one) or fold(name) in PRONOUNS):
                yield one
            case _:
                pass


def compared(term: Compare) -> dict[str, list[Apply]]:
    """Return of whom a comparison has each measure: who won more than she did is not she.

    But who will be twice as old in five years as he is now may be he.
    """
    sides = (term.left, term.right)
    grown = any(isinstance(part, Arith) and part.op in "*/" for part in subterms(term))
    of: dict[str, list[Apply]] = {}
    for side in sides:
        for part in subterms(side):
            match part:
                case Apply(measure, (Apply(name, ()) as one,)) if part == side or not grown:
                    of.setdefault(measure, []).extend(() if fold(name) in PRONOUNS else (one,))
                case _:
                    pass
    return of


def identified(term: Term, names: Names) -> Iterator[Apply]:
    """Yield whom a statement says somebody with a name to be: the tenant of "The tenant is Ann"."""
    for part in (term, *children(term)):
        match part:
            case Compare("==", Apply(one, ()), Apply(other, ())) if names.is_proper(one) != names.is_proper(
                other
            ):
                yield Apply(other if names.is_proper(one) else one)
            case _:
                pass
