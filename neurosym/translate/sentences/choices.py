"""The quantities that a programme decides on, and which of them a phrase means. Knows no resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from neurosym.ir.core import Apply, Compare, Term
from neurosym.ir.walk import fresh, subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.parts import DIRECTIVES, Choose, Members
from neurosym.translate.sentences.quantities import amount_of, identifier, is_pronoun, key, of_each


class Fit(IntEnum):
    """How well a phrase fits what it may mean, the best last."""

    NONE = 0
    HINTED = 1
    GROUP = 2
    PART = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One quantity to be decided: the phrase that names it best, its identifier, all that means it."""

    phrase: str
    symbol: str
    keys: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """All quantities to be decided, in the order in which the text names them."""

    all: tuple[Choice, ...]
    collective: frozenset[frozenset[str]] = frozenset()

    def match(self, phrase: str) -> tuple[Fit, tuple[int, ...]]:
        """Return how well a phrase fits which choices; several are a group with a common word."""
        return _match(key(phrase), [choice.keys for choice in self.all])

    def only(self, phrase: str) -> int | None:
        """Return the one choice that a phrase means, if it is one."""
        fit, found = self.match(phrase)
        return found[0] if fit and len(found) == 1 else None

    def members(self, phrase: str) -> tuple[int, ...]:
        """Return the choices that a phrase means: one, those of a group, or all (`each`, `both vehicles`)."""
        fit, found = self.match(phrase)
        if fit:
            return found
        return tuple(range(len(self.all))) if of_each(phrase) or key(phrase) in self.collective else ()


def _match(words: frozenset[str], known: Sequence[frozenset[frozenset[str]]]) -> tuple[Fit, tuple[int, ...]]:
    exact = tuple(place for place, keys in enumerate(known) if words in keys)
    if len(exact) == 1:
        return Fit.EXACT, exact
    larger = [(max((len(k) for k in keys if k < words), default=0), n) for n, keys in enumerate(known)]
    best = max((size for size, _ in larger), default=0)
    wider = tuple(n for size, n in larger if size == best and best)
    narrower = tuple(n for n, keys in enumerate(known) if any(words < k for k in keys))
    for found in (wider, narrower):
        if len(found) == 1:
            return Fit.PART, found
    if len(narrower) > 1:
        return Fit.GROUP, narrower
    everywhere = [frozenset[str]().union(*keys) for keys in known]
    hinted = tuple(
        n
        for n, own in enumerate(everywhere)
        if any(sum(w in other for other in everywhere) == 1 for w in own & words)
    )
    if len(hinted) == 1:
        return Fit.HINTED, hinted
    return Fit.NONE, ()


def find_choices(entries: Sequence[Entry]) -> Choices:
    """Find what is decided on: what is declared, as far as amounts for one unit are given of it, else these.

    A word that several of them share names the group and is no choice of its own. What has an amount of a
    kind that none of them has (`steel( vehicles)` beside cars and bikes) stands for all of them.
    """
    apart = _apart(entries)
    amounts = dict(_arguments(entries))
    counted = _distinct(amounts, apart)
    declared = _distinct(_declared(entries, counted), apart)
    if not counted:
        declared = declared or _distinct(_bounded(entries), apart)
        return _named(declared, declared)
    known = [frozenset([key(phrase)]) for phrase in declared]
    owners: dict[int, list[str]] = {}
    strangers: list[str] = []
    for phrase in counted:
        fit, found = _match(key(phrase), known)
        if fit and len(found) == 1:
            owners.setdefault(found[0], []).append(phrase)
        elif fit is Fit.NONE:
            strangers.append(phrase)
    if not owners:
        return _named(declared if declared and len(counted) == 1 else counted, declared)
    settled = [frozenset(amounts[phrase]) for phrases in owners.values() for phrase in phrases]
    shared = frozenset[frozenset[str]]().union(*settled)
    collective = [phrase for phrase in strangers if len(declared) > 1 and shared.isdisjoint(amounts[phrase])]
    names: list[str] = []
    for place, phrase in enumerate(declared):
        own = owners.get(place, [])
        parted = len(own) > 1 and all(_pair(own[0], other) in apart for other in own[1:])
        names += own if parted else [phrase]
    names += [phrase for phrase in strangers if phrase not in collective]
    return _named(names, [*declared, *counted], frozenset(map(key, collective)))


def _pair(one: str, other: str) -> frozenset[frozenset[str]]:
    return frozenset([key(one), key(other)])


def formulas(entry: Entry) -> Iterator[Term]:
    """Yield the formulas of a sentence, without its directives."""
    for part in entry.parts:
        if not isinstance(part, DIRECTIVES):
            yield part


def per_unit(formula: Term) -> tuple[Apply, Term] | None:
    """Return the two sides of an equation that may say an amount for one unit: `cost( cart) = $8`."""
    match formula:
        case Compare("==", Apply(name, args) as head, other) | Compare(
            "==", other, Apply(name, args) as head
        ) if args and key(name) != frozenset(["total"]) and _plain(args) and _constant(other):
            return head, other
        case _:
            return None


def _plain(args: tuple[Term, ...]) -> bool:
    return all(isinstance(arg, Apply) and not arg.args for arg in args)


def _constant(term: Term) -> bool:
    """Say whether a term is made of numbers and of amounts for one unit."""
    for part in subterms(term):
        if isinstance(part, Apply) and not part.args and amount_of(part.name) is None:
            inside = any(part in whole.args for whole in subterms(term) if isinstance(whole, Apply))
            if not inside:
                return False
        elif isinstance(part, Apply) and part.args and key(part.name) == frozenset(["total"]):
            return False
    return True


def _declared(entries: Sequence[Entry], counted: Sequence[str]) -> Iterator[str]:
    """Yield what is declared; where amounts are given of the members of one list, no other list counts."""
    lists = [
        [name for name in part.names if not (is_pronoun(name) or of_each(name))]
        for entry in entries
        for part in entry.parts
        if isinstance(part, Choose | Members)
    ]
    known = [frozenset([key(phrase)]) for phrase in counted]
    owned = [names for names in lists if any(_match(key(name), known)[0] for name in names)]
    for names in owned or lists:
        yield from names


def _arguments(entries: Sequence[Entry]) -> Iterator[tuple[str, list[frozenset[str]]]]:
    """Yield what amounts for one unit are of, with the kinds of these amounts."""
    kinds: dict[str, list[frozenset[str]]] = {}
    for entry in entries:
        for formula in formulas(entry):
            for part in subterms(formula):
                found = per_unit(part)
                if found is None:
                    continue
                for whole in (found[0], *subterms(found[1])):
                    if isinstance(whole, Apply) and whole.args and isinstance(whole.args[0], Apply):
                        name = whole.args[0].name
                        if not (is_pronoun(name) or of_each(name)):
                            kinds.setdefault(name, []).append(key(whole.name))
    by_key: dict[frozenset[str], list[frozenset[str]]] = {}
    for name, own in kinds.items():
        by_key.setdefault(key(name), []).extend(own)
    yield from ((name, by_key[key(name)]) for name in kinds)


def _bounded(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        for formula in formulas(entry):
            inside = {arg for p in subterms(formula) if isinstance(p, Apply) for arg in p.args}
            for part in subterms(formula):
                match part:
                    case Apply(name, ()) if (
                        part not in inside and amount_of(name) is None and name.casefold() != "total"
                    ):
                        yield name
                    case Apply(name, (Apply(arg, ()),)) if name.casefold() != "total":
                        yield arg
                    case _:
                        pass


def _apart(entries: Sequence[Entry]) -> set[frozenset[frozenset[str]]]:
    """Return the pairs of names that stand in one list or have an amount of one kind each."""
    together: list[list[str]] = []
    amounts: dict[frozenset[str], list[str]] = {}
    for entry in entries:
        together += [list(part.names) for part in entry.parts if isinstance(part, Choose | Members)]
        for formula in formulas(entry):
            found = per_unit(formula)
            if found is not None and isinstance(found[0].args[0], Apply):
                amounts.setdefault(key(found[0].name), []).append(found[0].args[0].name)
    lists = (*together, *amounts.values())
    return {_pair(one, other) for names in lists for one in names for other in names}


def _distinct(phrases: Iterable[str], apart: set[frozenset[frozenset[str]]]) -> list[str]:
    """Keep one phrase of each quantity, the fullest one, and none that names a group of the others."""
    kept: dict[frozenset[str], str] = {}
    for phrase in phrases:
        kept.setdefault(key(phrase), phrase)

    def part_of_another(words: frozenset[str]) -> bool:
        larger = [other for other in kept if words < other]
        return len(larger) > 1 or any(frozenset([words, other]) not in apart for other in larger)

    return [phrase for words, phrase in kept.items() if not part_of_another(words)]


def _named(
    phrases: Sequence[str], others: Sequence[str], collective: frozenset[frozenset[str]] = frozenset()
) -> Choices:
    """Join what declarations and equations call one thing; the phrase with more words names it."""
    known = [frozenset([key(phrase)]) for phrase in phrases]
    names = list(phrases)
    for phrase in others:
        fit, found = _match(key(phrase), known)
        if fit and len(found) == 1:
            place = found[0]
            if len(key(phrase)) > len(key(names[place])):
                names[place] = phrase
            known[place] |= {key(phrase)}
    symbols: list[str] = []
    for name in names:
        symbols.append(fresh(identifier(name), set(symbols)))
    return Choices(tuple(map(Choice, names, symbols, known)), collective)


def point_back(entries: Sequence[Entry], choices: Choices) -> tuple[tuple[Term, ...], ...]:
    """Return the formulas of every sentence, with the name of a choice where a pronoun pointed back at it."""
    named: list[str] = []

    def change(term: Term) -> Term:
        match term:
            case Apply(name, ()) if named and is_pronoun(name):
                return Apply(named[-1])
            case Apply(name, ()) if len(named) > 1 and key(name) & {"former", "latter"}:
                return Apply(named[-2] if "former" in key(name) else named[-1])
            case Apply(name, ()) if amount_of(name) is None and (place := choices.only(name)) is not None:
                phrase = choices.all[place].phrase
                named[:] = [*(other for other in named if other != phrase), phrase]
        return term

    return tuple(tuple(transform(formula, change) for formula in formulas(entry)) for entry in entries)
