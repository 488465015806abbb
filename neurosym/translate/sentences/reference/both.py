"""What “both” stands for after a verb: the two things that the text has after that verb, or lists together.

“Five visited the castle and five the mill; somebody visited both.” Runs before pronouns are resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from neurosym.english import fold, tokens
from neurosym.ir.core import And, Apply, Term, conjunction
from neurosym.ir.walk import children, rebuild
from neurosym.translate.sentences.entries import Entry, terms_of
from neurosym.translate.sentences.notation.parts import rewritten
from neurosym.translate.sentences.reference.personal import PRONOUNS
from neurosym.translate.sentences.words.names import Key, Names, number_of

_BOTH = frozenset(("both", "both of them", "both of these"))


def with_both(entries: Sequence[Entry], names: Names) -> tuple[Entry, ...]:
    """Return the readings with the two things in place of `both`, where the text before tells them."""
    if not any(_is_both(term) for entry in entries for term in terms_of([entry])):
        return tuple(entries)
    spoken = _Objects(names)
    done: list[Entry] = []
    for entry in entries:
        spoken.hear(entry)
        done.append(replace(entry, parts=tuple(rewritten(part, spoken.written) for part in entry.parts)))
    return tuple(done)


def denies_together(text: str) -> bool:
    """Say whether a sentence that denies something of several denies it of all together: "not both"."""
    words = set(tokens(text))
    return bool(words & {"both", "all"}) and not words & {"neither", "none", "nor", "nobody"}


def _is_both(term: Term) -> bool:
    return isinstance(term, Apply) and not term.args and fold(term.name) in _BOTH


def _is_thing(term: Term) -> bool:
    if not isinstance(term, Apply) or term.args or _is_both(term):
        return False
    return fold(term.name) not in PRONOUNS and number_of(term.name) is None


@dataclass(slots=True)
class _Objects:
    """What has stood after each verb so far, and which things were said to be of one kind together."""

    names: Names
    after: dict[tuple[Key, int], dict[Key, Apply]] = field(default_factory=dict)
    pairs: list[dict[Key, Apply]] = field(default_factory=list)

    def hear(self, entry: Entry) -> None:
        """Note what a sentence speaks of."""
        alike: dict[tuple[Key, int], dict[Key, Apply]] = {}
        for atom in (term for term in terms_of([entry]) if isinstance(term, Apply)):
            for place, arg in enumerate(atom.args):
                if isinstance(arg, Apply) and _is_thing(arg):
                    head, key = (self.names.key(atom.name), place), self.names.individual_key(arg.name)
                    self.after.setdefault(head, {})[key] = arg
                    alike.setdefault(head, {})[key] = arg
        self.pairs += (things for things in alike.values() if len(things) == 2)

    def written(self, term: Term) -> Term:
        """Return a formula with what is said of both said of each."""
        match term:
            case Apply(name, args) if (place := _place(args)) and (two := self._two(name, place)):
                return conjunction(
                    tuple(Apply(name, (*args[:place], one, *args[place + 1 :])) for one in two)
                )
            case Apply():
                return term
            case And(args):
                return conjunction(tuple(map(self.written, args)))
            case _:
                parts = children(term)
                return rebuild(term, tuple(map(self.written, parts))) if parts else term

    def _two(self, verb: str, place: int) -> tuple[Apply, ...]:
        known = self.after.get((self.names.key(verb), place), {})
        if len(known) == 2:
            return tuple(known.values())
        found = next((pair for pair in reversed(self.pairs) if known and known.keys() <= pair.keys()), {})
        return tuple(found.values())


def _place(args: Sequence[Term]) -> int:
    """Return the place of `both` after a verb; 0 where it stands nowhere, or is the subject."""
    return next((place for place, arg in enumerate(args) if place and _is_both(arg)), 0)
