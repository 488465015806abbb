"""What a text has as the object of each verb: it is what `it` means there, where it is always the same thing.

“If you carry the torch, the bats stay away; if you don't carry it, …” is of the torch. Resolves nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from neurosym.english import fold
from neurosym.ir.core import Apply, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.reference.personal import PRONOUNS
from neurosym.translate.sentences.words.names import Key, Names, number_of


@dataclass(slots=True)
class Usual:
    """The objects of the verbs of one problem, by the verb, how many arguments it has, and the place."""

    names: Names
    objects: dict[tuple[Key, int, int], dict[Key, Apply]] = field(default_factory=dict)

    @classmethod
    def of(cls, formulas: Iterable[Term], names: Names) -> Usual:
        """Gather what is named behind each verb in some formulas."""
        usual = cls(names)
        for atom in (term for formula in formulas for term in subterms(formula) if isinstance(term, Apply)):
            for place, arg in enumerate(atom.args):
                if place and isinstance(arg, Apply) and not arg.args and _is_name(arg.name):
                    head = names.key(atom.name), len(atom.args), place
                    usual.objects.setdefault(head, {})[names.individual_key(arg.name)] = arg
        return usual

    def named(self, atom: Apply, met: Sequence[Apply]) -> Apply:
        """Return what is said with the name for an `it` behind its verb, if that has been met already."""
        args = list(atom.args)
        for place, arg in enumerate(args):
            found = self.objects.get((self.names.key(atom.name), len(args), place), {})
            if len(found) == 1 and isinstance(arg, Apply) and fold(arg.name) == "it" and not arg.args:
                (thing,) = found.values()
                if thing not in args and any(self.names.same(thing.name, one.name) for one in met):
                    args[place] = thing
        return Apply(atom.name, tuple(args))


def _is_name(phrase: str) -> bool:
    return fold(phrase) not in PRONOUNS and number_of(phrase) is None
