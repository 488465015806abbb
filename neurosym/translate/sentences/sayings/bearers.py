"""What bears an inscription is one thing under all its names: the sign on door 1, door 1, and "this door".

Also in a text of sayings: what lies in a box is in it however it is put, and the ring is the gold ring.
Knows no truth of what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from neurosym.english import fold, tokens
from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Liars, Members, Part, Says, formulas_of, rewritten
from neurosym.translate.sentences.reference.personal import IT
from neurosym.translate.sentences.sayings.contents import puts
from neurosym.translate.sentences.words.names import Key, Names, number_of
from neurosym.translate.sentences.words.telling import STATEMENTS

_ON = frozenset(
    (
        *("on", "of", "above", "in", "at", "to", "from", "over", "by", "under", "below", "beneath"),
        *("underneath", "beside", "near", "inside", "outside", "behind", "upon", "against"),
    )
)
_ONE = frozenset(("one", "ones", "the", "a", "an"))
_SIDES = frozenset(("lid", "front", "side", "top", "bottom", "screen", "cover"))


@dataclass(frozen=True, slots=True)
class Bearers:
    """The members of the groups of a text by the nouns of their groups: a casket, a door, a robot."""

    names: Names
    members: tuple[tuple[str, str], ...]
    """Each member with the noun of its group."""
    shown: dict[str, str]
    """How each member is called, so that no number and no mere colour is left."""

    @classmethod
    def of(cls, entries: Sequence[Entry], names: Names) -> Bearers:
        """Find the groups whose members are listed."""
        found: list[tuple[str, str]] = []
        for part in (part for entry in entries for part in entry.parts):
            if isinstance(part, Members):
                words = tokens(part.group)
                noun = names.key(words[-1])[-1] if words else ""
                found += ((name, noun) for name in part.names)
        text = f" {' '.join(tokens(names.text))} "
        shown: dict[str, str] = {}
        for name, noun in found:
            own = tokens(name)
            plain = " ".join(own)
            if noun in {names.key(word)[-1] for word in own}:
                shown[name] = name
            elif number_of(name) is not None or (len(name) == 1 and f" {noun} {plain} " in text):
                shown[name] = f"{noun} {name}"
            else:
                shown[name] = f"{name} {noun}" if f" {plain} {noun} " in text else name
        return cls(names, tuple(found), shown)

    def named(self, phrase: str) -> str:
        """Return the name of the member that a phrase means, else the phrase."""
        if number_of(phrase) is not None:
            return phrase
        words = _without_articles(tokens(phrase))
        for cut, word in enumerate(words):
            if word in _ON and 0 < cut < len(words) - 1 and self._is_sign(words[:cut]):
                words = words[cut + 1 :]
                break
        own = self._marks(words)
        fitting = [name for name, noun in self.members if own and own == self._marks_of(name, noun)]
        if len(fitting) == 1 and self._is_of_group(words, fitting[0]):
            return self.shown[fitting[0]]
        return phrase

    def points_at_speaker(self, phrase: str, speaker: str, text: str = "") -> bool:
        """Say whether a phrase in an inscription means what bears it: "this door", "this sign".

        A mere "this" does so where the sentence speaks of a plaque or a lid.
        """
        words = tokens(phrase)
        if words == ["this"] and self.is_bearer(speaker):
            return any(self._is_sign((word,)) for word in tokens(text))
        nouns = {noun for name, noun in self.members if self.shown[name] == speaker}
        if len(words) < 2 or words[0] not in ("this", "that") or not nouns:
            return False
        return self.names.key(words[-1])[-1] in nouns | STATEMENTS

    def is_bearer(self, name: str) -> bool:
        """Say whether a name is that of a member under the name it is shown with."""
        return name in self.shown.values()

    def _is_sign(self, words: Sequence[str]) -> bool:
        return self.names.key(words[-1])[-1] in STATEMENTS | _SIDES

    def _marks(self, words: Sequence[str]) -> frozenset[str]:
        """Return the words that tell a member from the others, numbers as digits."""
        nouns = {noun for _, noun in self.members} | STATEMENTS
        keys = [self.names.key(word)[-1] for word in words]
        marks = [word for word, key in zip(words, keys, strict=True) if key not in nouns] or list(words)
        return frozenset(_digits(word) for word in marks)

    def _marks_of(self, name: str, noun: str) -> frozenset[str]:
        own = [word for word in _without_articles(tokens(name)) if self.names.key(word)[-1] != noun]
        return frozenset(map(_digits, own or tokens(name)))

    def _is_of_group(self, words: Sequence[str], name: str) -> bool:
        """Say whether a phrase with a noun has that of the group, or that of a sign; a bare name fits."""
        noun = next(noun for member, noun in self.members if member == name)
        keys = {self.names.key(word)[-1] for word in words}
        known = {other for _, other in self.members}
        bare = len(words) == len(tokens(name))
        return bare or noun in keys or bool(keys & STATEMENTS and not keys & (known - {noun}))


def _without_articles(words: Sequence[str]) -> list[str]:
    """Return words without articles; chest A keeps its letter."""
    *others, last = words or [""]
    kept = [word for word in others if word not in _ONE]
    return [*kept, last] if last == "a" or last not in _ONE else kept or [last]


def _digits(word: str) -> str:
    value = number_of(word)
    return word if value is None else str(value)


def with_one_name(entries: Sequence[Entry], names: Names) -> tuple[Entry, ...]:
    """Give every member one name in all readings, also where an inscription points at its bearer.

    Only where somebody, or something, says something.
    """
    if not any(isinstance(part, Says) for entry in entries for part in entry.parts):
        return tuple(entries)
    bearers = Bearers.of(entries, names)
    longer = _longer(entries, bearers)
    things = _things(entries, names, longer)

    def pointed(term: Term, speaker: str = "") -> Term:
        match term:
            case Apply(name, (one, Apply(it, ()))) if (
                fold(it) in IT and puts(name) and bearers.is_bearer(speaker)
            ):
                return Apply(name, (one, Apply(speaker)))
            case Apply(name, args) if args:
                only = [things.get((names.key(name), place)) for place in range(len(args))]
                return Apply(name, tuple(_meant(*pair, bearers) for pair in zip(args, only, strict=True)))
            case _:
                return term

    def named(phrase: str, speaker: str = "", text: str = "") -> str:
        found = bearers.named(phrase)
        if speaker and bearers.points_at_speaker(phrase, speaker, text):
            return speaker
        return longer.get(names.key(phrase), phrase) if found == phrase else found

    def changed(part: Part, text: str) -> Part:
        match part:
            case Members(group, listed, count):
                return Members(group, tuple(bearers.shown[name] for name in listed), count)
            case Liars(truthful, group):
                return Liars(truthful, named(group))
            case Says(speaker, formula):
                who = named(speaker)
                told = transform(formula, lambda term: pointed(term, who))
                return Says(who, _renamed(told, lambda phrase: named(phrase, who, text)))
            case _:
                return rewritten(part, lambda formula: _renamed(transform(formula, pointed), named))

    return tuple(
        replace(entry, parts=tuple(changed(part, entry.text) for part in entry.parts)) for entry in entries
    )


def _meant(arg: Term, only: Apply | None, bearers: Bearers) -> Term:
    """Return what `it` means where a verb is said of one thing only; any other argument as it is."""
    match arg:
        case Apply(word, ()) if fold(word) in IT and only is not None and not bearers.is_bearer(only.name):
            return only
        case _:
            return arg


def _things(
    entries: Sequence[Entry], names: Names, longer: Mapping[Key, str]
) -> dict[tuple[Key, int], Apply]:
    """Return what each verb is said of in each place, where it is one thing: who broke it broke the vase."""
    found: dict[tuple[Key, int], dict[Key, Apply]] = {}
    terms = (term for formula in _formulas(entries) for term in subterms(formula))
    for term in terms:
        for place, arg in enumerate(term.args if isinstance(term, Apply) and len(term.args) > 1 else ()):
            if (
                isinstance(term, Apply)
                and isinstance(arg, Apply)
                and not arg.args
                and fold(arg.name) not in IT
            ):
                key = names.key(longer.get(names.key(arg.name), arg.name))
                found.setdefault((names.key(term.name), place), {}).setdefault(key, arg)
    return {verb: next(iter(known.values())) for verb, known in found.items() if len(known) == 1}


def _formulas(entries: Sequence[Entry]) -> Iterator[Term]:
    for entry in entries:
        for part in entry.parts:
            yield from formulas_of(part)


def _renamed(formula: Term, named: Callable[[str], str]) -> Term:
    def change(term: Term) -> Term:
        return Apply(named(term.name)) if isinstance(term, Apply) and not term.args else term

    return transform(formula, change)


def _longer(entries: Sequence[Entry], bearers: Bearers) -> dict[Key, str]:
    """Return the full description of what is called more shortly elsewhere: the ring is the gold ring."""
    names = bearers.names
    things = {
        names.key(term.name): term.name
        for formula in _formulas(entries)
        for whole in subterms(formula)
        if isinstance(whole, Apply)
        for term in whole.args
        if isinstance(term, Apply) and not term.args and number_of(term.name) is None
    }
    found: dict[Key, str] = {}
    for key, phrase in things.items():
        fuller = [
            other for longer, other in things.items() if set(key) < set(longer) and key[-1] == longer[-1]
        ]
        if len(fuller) == 1 and names.is_definite(phrase) and not bearers.is_bearer(fuller[0]):
            found[key] = fuller[0]
    return found
