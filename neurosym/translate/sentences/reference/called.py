"""Members and groups by their other names: the white van is `white` of the vans, hive 3 is `3`, who is in it.

“They are Dot and Flo” lists the aunts of the sentence before. Of texts that lay nothing out; knows no sorts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import fold
from neurosym.ir.core import And, Apply, Compare, Count, Implies, Quantified, Term, Var
from neurosym.ir.walk import children, rebuild, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Members, Part, Says, formulas_of, rewritten
from neurosym.translate.sentences.reference.personal import THEY
from neurosym.translate.sentences.words.names import Key, Names, number_of
from neurosym.translate.sentences.words.sequences import spread

_WITHIN = frozenset(("in", "of", "on", "among", "to", "member of", "part of", "belong to", "belongs to"))


def with_one_name_each(entries: Sequence[Entry], names: Names) -> tuple[Entry, ...]:
    """Return the readings with each member of a group under the name that its list has."""
    if any(isinstance(part, Says) for entry in entries for part in entry.parts):
        return tuple(entries)
    listed = tuple(
        replace(entry, parts=tuple(_listed(part, entries[: at + 1], names) for part in entry.parts))
        for at, entry in enumerate(entries)
    )
    groups = [part for entry in listed for part in entry.parts if isinstance(part, Members) and part.names]
    calls = _Calls(names, {names.key(one.group): one.group for one in groups}, _other_names(groups, names))
    return tuple(
        replace(entry, parts=tuple(rewritten(part, calls.written) for part in entry.parts))
        for entry in listed
    )


def _listed(part: Part, before: Sequence[Entry], names: Names) -> Part:
    """Return a list with its numbers written out, under the noun that a pronoun or a number stands for."""
    if not isinstance(part, Members):
        return part
    written = spread((part.count,)) if part.count and not part.names else ()
    part = Members(part.group, written) if len(written) > 1 else part
    if fold(part.group) not in THEY and number_of(part.group) is None:
        return part
    nouns = [noun for entry in before for noun in _nouns(entry, part.group, names)]
    return replace(part, group=nouns[-1]) if nouns else part


def _nouns(entry: Entry, group: str, names: Names) -> Iterator[str]:
    """Yield what a sentence counts so many of, or speaks of in general where no number is asked for."""
    wanted = None if fold(group) in THEY else number_of(group)
    for term in (term for part in entry.parts for one in formulas_of(part) for term in subterms(one)):
        match term:
            case Compare(_, Count((binding,), body), Apply(number, ())) if (
                wanted is None or wanted == number_of(number)
            ):
                yield from _first(body, binding.var)
            case Quantified("all", (binding,), Implies(left, _)) if wanted is None:
                yield from _first(left, binding.var)
            case _:
                continue


def _first(body: Term, var: str) -> Iterator[str]:
    first = body.args[0] if isinstance(body, And) else body
    if isinstance(first, Apply) and first.args == (Var(var),):
        yield first.name


def _other_names(groups: Sequence[Members], names: Names) -> dict[Key, str]:
    """Return the members by all that may be said for them: `white van`, `grey one`, `hive 3`, `comet K4`."""
    own = {names.key(member) for group in groups for member in group.names}
    found: dict[Key, set[str]] = {}
    for group in groups:
        noun = names.key(group.group)[-1:]
        for member in group.names:
            key = names.key(member)
            for other in ((*key, *noun), (*noun, *key), (*key, "one")):
                found.setdefault(other, set()).add(member)
    return {key: min(one) for key, one in found.items() if len(one) == 1 and key not in own}


@dataclass(frozen=True, slots=True)
class _Calls:
    names: Names
    groups: dict[Key, str]
    members: dict[Key, str]

    def written(self, term: Term) -> Term:
        """Return a formula with members and groups by their own names."""
        match term:
            case Apply(name, (one, Apply(group, ()))) if fold(name) in _WITHIN and self._is_group(group):
                return Apply(self.groups[self.names.key(group)], (self._thing(one),))
            case Apply(name, args) if args:
                return Apply(name, tuple(map(self._thing, args)))
            case Compare(op, left, right):
                return Compare(op, self._side(left), self._side(right))
            case _:
                parts = children(term)
                return rebuild(term, tuple(map(self.written, parts))) if parts else term

    def _is_group(self, phrase: str) -> bool:
        return self.names.key(phrase) in self.groups

    def _side(self, term: Term) -> Term:
        return self._thing(term) if isinstance(term, Apply) and not term.args else self.written(term)

    def _thing(self, term: Term) -> Term:
        match term:
            case Apply(name, ()):
                return Apply(self.members.get(self.names.key(name), name))
            case Apply(name, (Apply(member, ()) as one,)) if (
                self.members.get((*self.names.key(member), *self.names.key(name))) == member
            ):
                return one
            case Apply(name, args):
                return Apply(name, tuple(map(self._thing, args)))
            case _:
                return term
