"""The kinds of people of a text: who always tells the truth, who always lies, and whether there are others.

Formulas still have the words of the text. Says nothing about statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from neurosym.english import tokens
from neurosym.ir.core import And, Apply, Compare, Count, Or, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Each, Liars, Members, Nothing, Says, formulas_of
from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.telling import truth_of

_REST = frozenset(
    ("other", "others", "rest", "everyone", "everybody", "else", "two", "three", "four", "all", "ones", "of")
)
_KNOWN = ("knight", "knave")
"""The kinds that need no introduction."""
_OF_NOBODY = frozenset({"one", "ones", "people", "person", "persons"})


@dataclass(frozen=True, slots=True)
class Kinds:
    """The phrases of the kinds, and who is known by name. `whole`: everybody is of one of just two kinds."""

    truthful: tuple[str, ...] = ()
    lying: tuple[str, ...] = ()
    named: tuple[tuple[str, bool], ...] = ()
    whole: bool = False
    assumed: str = ""
    """What no sentence says of the kinds, as a sentence."""
    beside: tuple[str, ...] = ()
    """Further kinds, who may do either."""

    def __bool__(self) -> bool:
        return bool(self.truthful or self.lying)

    @property
    def all(self) -> tuple[str, ...]:
        """The kinds, those of truthful people first."""
        return self.truthful + self.lying

    def shown(self) -> tuple[str, ...]:
        """Return the kinds that a solution tells apart."""
        return self.all[:1] if self.whole else self.all


def find_kinds(entries: Sequence[Entry], names: Names) -> Kinds:
    """Return the kinds that the text tells of."""
    parts = [part for entry in entries for part in entry.parts]
    formulas = [formula for part in parts for formula in formulas_of(part)]
    people = {names.individual_key(name) for name in (*members_of(entries), *speakers_of(entries))}
    groups = {names.key(part.group) for part in parts if isinstance(part, Members)}
    said = _unary(formulas, names)
    kinds: dict[bool, dict[Key, str]] = {True: {}, False: {}}
    named: dict[str, bool] = {}
    rest: set[bool] = set()
    for part in parts:
        if not isinstance(part, Liars):
            continue
        if names.individual_key(part.group) in people:
            named[part.group] = part.truthful
        elif means_the_rest(part.group):
            rest.add(part.truthful)
        else:
            phrase = _said_as(part.group, said, groups, names)
            kinds[part.truthful][names.key(phrase)] = phrase
    pairs = [{names.key(atom.name): atom.name for atom in found} for found in _choices(formulas)]
    assumed = _completed(kinds, pairs, bool(rest), speakers_of(entries))
    truthful, lying = tuple(kinds[True].values()), tuple(kinds[False].values())
    own = {*kinds[True], *kinds[False]}
    both = bool(truthful and lying) or bool(own and rest)
    larger = [found for found in (*pairs, *_counted(entries, names)) if own < set(found) and len(found) > 2]
    beside = {key: name for found in larger for key, name in found.items() if key not in own}
    third = bool(own) and (bool(larger) or _may_do_either(entries, names, own, said))
    whole = both and not third and len(truthful) < 2 and len(lying) < 2
    return Kinds(truthful, lying, tuple(named.items()), whole, assumed, tuple(beside.values()))


def means_the_rest(group: str) -> bool:
    """Say whether a phrase means all who were not spoken of: `the other two`."""
    return set(tokens(group)) <= _REST


def _completed(
    kinds: dict[bool, dict[Key, str]], pairs: Sequence[dict[Key, str]], rest: bool, speakers: Sequence[str]
) -> str:
    """Add the kinds that are told by their names, or by there being just two; return what that assumes."""
    two = [found for found in pairs if len(found) == 2]
    if not speakers or rest:
        return ""
    for found in two:
        if not kinds[True] and not kinds[False]:
            for key, name in found.items():
                told = truth_of(name)
                value = key[-1] == _KNOWN[0] if key[-1] in _KNOWN else told[0] if told else None
                if value is not None:
                    kinds[value][key] = name
            if not (kinds[True] and kinds[False]):
                kinds[True].clear()
                kinds[False].clear()
                continue
            (one,), (other,) = kinds[True].values(), kinds[False].values()
            return f"What a “{one}” says is true, and what a “{other}” says is false."
        for value in (True, False):
            if len(kinds[value]) == 1 and not kinds[not value] and kinds[value].keys() < found.keys():
                key = next(key for key in found if key not in kinds[value])
                kinds[not value][key] = found[key]
                return f"What a “{found[key]}” says is {'false' if value else 'true'}."
    return ""


def _unary(formulas: Iterable[Term], names: Names) -> set[Key]:
    return {
        names.key(term.name)
        for formula in formulas
        for term in subterms(formula)
        if isinstance(term, Apply) and len(term.args) == 1
    }


def _said_as(group: str, said: set[Key], groups: set[Key], names: Names) -> str:
    """Return the words for a kind that the text says of people: `red` for red dragons."""
    words = group.split()
    if names.key(group) in said:
        return group
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if names.key(part) in said and names.key(part) not in groups and part not in _OF_NOBODY:
                return part
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].casefold() in _OF_NOBODY else group


def _choices(formulas: Iterable[Term]) -> Iterator[list[Apply]]:
    """Yield the atoms of every disjunction of atoms that are said of the same."""
    for term in (inner for formula in formulas for inner in subterms(formula)):
        if isinstance(term, Or) or (isinstance(term, Compare) and term.op == "!="):
            atoms = [part for part in subterms(term) if isinstance(part, Apply) and len(part.args) == 1]
            if len(atoms) > 1 and len({atom.args for atom in atoms}) == 1:
                yield atoms


def _counted(entries: Iterable[Entry], names: Names) -> Iterator[dict[Key, str]]:
    """Yield the kinds that one sentence counts: one of them is a knight, one a knave, and one a spy."""
    for entry in entries:
        found: dict[Key, str] = {}
        for part in entry.parts:
            for term in subterms(part) if isinstance(part, Compare) else ():
                body = term.body if isinstance(term, Count) else None
                last = body.args[-1] if isinstance(body, And) else body
                if isinstance(last, Apply) and len(last.args) == 1:
                    found[names.key(last.name)] = last.name
        yield found


def _may_do_either(entries: Iterable[Entry], names: Names, own: set[Key], said: set[Key]) -> bool:
    """Say whether a sentence that binds nobody says of another kind that it tells the truth or lies."""
    for entry in entries:
        if entry.parts != (Nothing(),):
            continue
        words = tokens(entry.text)
        keys = {names.key(word) for word in words}
        if any(truth_of(word) for word in words) and keys & (said - own) and not keys & own:
            return True
    return False


def members_of(entries: Iterable[Entry]) -> list[str]:
    """Return who is there: the members of all groups, and the values that each of them has one of."""
    parts = [part for entry in entries for part in entry.parts]
    found = [part.names for part in parts if isinstance(part, Members)]
    values = [part.values for part in parts if isinstance(part, Each)]
    return [name for names in (*found, *values) for name in names]


def speakers_of(entries: Iterable[Entry]) -> list[str]:
    """Return those who say something, each once."""
    said = (part.speaker for entry in entries for part in entry.parts if isinstance(part, Says))
    return list(dict.fromkeys(said))
