"""One form of a verb for what a text says in several: testing the air, tested the air, kept it, keeps it.

Of verbs that are said of two things or more; one that stands alone may be an adjective (`bored`, `boring`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from neurosym.english import base
from neurosym.ir.core import Apply, Term
from neurosym.translate.sentences.logic.atoms import Sentence, atoms, rewritten
from neurosym.translate.sentences.words.names import Key, Names


@dataclass(frozen=True, slots=True)
class Tenses:
    """The names of one problem that are said of several things, by the dictionary forms of their words."""

    names: Names
    _first: dict[tuple[Key, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, formulas: Iterable[Term], names: Names) -> Tenses:
        """Gather the names in some formulas; the first one stands for all that are its forms."""
        found = cls(names)
        for atom in (atom for formula in formulas for atom in atoms(formula) if len(atom.args) > 1):
            found._first.setdefault(found._forms(atom), atom.name)
        return found

    def worded(self, sentence: Sentence) -> Term:
        """Return the formula of a sentence with one form of each verb."""

        def change(atom: Apply, denied: bool) -> Term | None:
            first = self._first.get(self._forms(atom)) if len(atom.args) > 1 else None
            same = first is None or self.names.same(first, atom.name)
            return None if first is None or same else Apply(first, atom.args)

        return rewritten(sentence.formula, change)

    def _forms(self, atom: Apply) -> tuple[Key, int]:
        return tuple(map(base, self.names.key(atom.name))), len(atom.args)
