"""Finds what a programme decides on, in all readings of its text. Knows no limits and no tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from neurosym.ir.core import Apply
from neurosym.ir.walk import fresh, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Choose, Members, Objective
from neurosym.translate.sentences.programmes.choices import Choice, Choices, Fit, formulas, match, per_unit
from neurosym.translate.sentences.programmes.quantities import (
    CONCEPTS,
    SORTS,
    amount_of,
    bag,
    identifier,
    is_pronoun,
    key,
    kindred,
    lemmas,
    of_each,
)

_VAGUE = SORTS | bag("option version alternative choice item product")
"""Words that end names and do not say how the thing is counted."""


def find_choices(entries: Sequence[Entry]) -> Choices:
    """Find what is decided on, without those that the objective leaves out though it has others.

    Of these, what is declared and never spoken of again is dropped, and what nobody declared has stocks:
    `eggs( shop) = 50` says what there is, where `eggs( cake) = 3` says what one takes.
    """
    found = _found(entries)
    aimed = [n for n, choice in enumerate(found.all) if _is_aim(choice, entries)]
    if len(aimed) < 2:
        return found
    known = set(map(key, declared(entries)))
    spoken = set(map(key, (*dict(_arguments(entries)), *_bounded(entries))))
    kept, holders = [], set(found.holders)
    for n, choice in enumerate(found.all):
        if n in aimed or (choice.keys & known and choice.keys & spoken):
            kept.append(choice)
        elif not choice.keys & known:
            holders |= choice.keys
    return replace(found, all=tuple(kept), holders=frozenset(holders))


def _is_aim(choice: Choice, entries: Sequence[Entry]) -> bool:
    """Say whether some amount for one unit of a choice is what the objective is about."""
    aims = [
        key(term.name)
        for entry in entries
        for part in entry.parts
        if isinstance(part, Objective)
        for term in subterms(part.term)
        if isinstance(term, Apply)
    ]
    kinds = [kind for name, own in _arguments(entries) if key(name) in choice.keys for kind in own]
    return any(
        kindred(kind, aim) or any(kind & concept and aim & concept for concept in CONCEPTS)
        for kind in kinds
        for aim in aims
    )


def declared(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what sentences declare to be decided on."""
    for entry in entries:
        for part in entry.parts:
            if isinstance(part, Choose | Members):
                yield from part.names


def _found(entries: Sequence[Entry]) -> Choices:
    """Find what is declared, as far as amounts for one unit are given of it, else what these are of.

    A word that several of them share names the group and is no choice of its own. What has an amount of a
    kind that none of them has (`steel( vehicles)` beside cars and bikes) stands for all of them.
    """
    apart = _apart(entries)
    amounts = dict(_arguments(entries))
    counted = list(_named_once(_distinct(amounts, apart), amounts))
    listed = _distinct(_declared(entries, counted), apart)
    if not counted:
        listed = listed or _distinct(_bounded(entries), apart)
        return _named(listed, listed)
    known = [frozenset([key(phrase)]) for phrase in listed]
    owners: dict[int, list[str]] = {}
    strangers: list[str] = []
    for phrase in counted:
        fit, found = match(key(phrase), known)
        if fit and len(found) == 1:
            owners.setdefault(found[0], []).append(phrase)
        elif fit is Fit.NONE:
            strangers.append(phrase)
    if not owners:
        return _named(listed if listed and len(counted) == 1 else counted, listed)
    settled = [frozenset(amounts[phrase]) for phrases in owners.values() for phrase in phrases]
    shared = frozenset[frozenset[str]]().union(*settled)
    collective = [phrase for phrase in strangers if len(listed) > 1 and shared.isdisjoint(amounts[phrase])]
    names: list[str] = []
    for place, phrase in enumerate(listed):
        own = owners.get(place, [])
        parted = len(own) > 1 and all(_pair(own[0], other) in apart for other in own[1:])
        names += own if parted else [phrase]
    names += [phrase for phrase in strangers if phrase not in collective]
    return _named(names, [*listed, *sorted(amounts, key=len)], frozenset(map(key, collective)))


def _named_once(phrases: Sequence[str], amounts: Mapping[str, Sequence[frozenset[str]]]) -> Iterator[str]:
    """Yield names without those that differ from others in their last word alone, all of them alike.

    `meat meal` and `fish meal` are `meat menu` and `fish menu`, if no amount of one kind is given of both.
    """
    kinds: dict[str, dict[frozenset[str], str]] = {}
    for phrase in phrases:
        *others, last = lemmas(phrase)
        kinds.setdefault(last, {})[frozenset(others)] = phrase
    dropped: set[str] = set()
    for (head, one), (_, other) in combinations(kinds.items(), 2):
        given = [{kind for phrase in own.values() for kind in amounts[phrase]} for own in (one, other)]
        if len(one) > 1 and one.keys() == other.keys() and given[0].isdisjoint(given[1]):
            dropped.update((one if head in _VAGUE else other).values())
    yield from (phrase for phrase in phrases if phrase not in dropped)


def _pair(one: str, other: str) -> frozenset[frozenset[str]]:
    return frozenset([key(one), key(other)])


def _named(
    phrases: Sequence[str], others: Sequence[str], collective: frozenset[frozenset[str]] = frozenset()
) -> Choices:
    """Join what declarations and equations call one thing; the phrase with more words names it."""
    known = [frozenset([key(phrase)]) for phrase in phrases]
    names = list(phrases)
    # `plane flight` is the plane as long as `helicopter flight` does not make flights of one kind
    first = {phrase: match(key(phrase), known) for phrase in others}
    for phrase in others:
        fit, found = first[phrase] if first[phrase][0] else match(key(phrase), known)
        if fit and len(found) == 1:
            place = found[0]
            if len(key(phrase)) > len(key(names[place])):
                names[place] = phrase
            known[place] |= {key(phrase)}
    symbols: list[str] = []
    for name in names:
        symbols.append(fresh(identifier(name), set(symbols)))
    return Choices(tuple(map(Choice, names, symbols, known)), collective)


def _declared(entries: Sequence[Entry], counted: Sequence[str]) -> Iterator[str]:
    """Yield what is declared; where amounts are given of the members of one list, no other list counts."""
    lists = [
        [name for name in part.names if not (is_pronoun(name) or of_each(name))]
        for entry in entries
        for part in entry.parts
        if isinstance(part, Choose | Members)
    ]
    known = [frozenset([key(phrase)]) for phrase in counted]
    owned = [names for names in lists if any(match(key(name), known)[0] for name in names)]
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
