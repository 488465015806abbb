"""The passive that names no doer: an office that is opened is opened by somebody.

The form of the verb and the words before it tell it from `Tom opened`, as the sentence has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from neurosym.english import base, tokens
from neurosym.ir.core import Apply, Binding, Quantified, Term, Var
from neurosym.ir.walk import free_variables, fresh
from neurosym.translate.sentences.logic.atoms import Sentence, atoms, rewritten
from neurosym.translate.sentences.words.names import Key, Names

_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"))
_ACTIVE = frozenset(("has", "have", "had", "who", "which", "that", "he", "she", "they", "it", "i", "we"))
_BETWEEN = 4
"""Words before a participle in which the verb `be` is looked for, at most."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The verbs of one problem that take an object, each with the place of the doer."""

    names: Names
    doing: dict[Key, str] = field(default_factory=dict)
    """Verbs with the doer first: `opens( postmistress, office)`."""
    done: dict[Key, str] = field(default_factory=dict)
    """Passives with the doer last: `signed by( form, manager)`."""

    @classmethod
    def of(cls, formulas: Iterable[Term], names: Names) -> Voice:
        """Gather the verbs of some formulas."""
        voice = cls(names)
        for atom in (atom for formula in formulas for atom in atoms(formula)):
            words = atom.name.split()
            if len(atom.args) == 2 and len(words) > 1 and words[-1].casefold() == "by":
                voice.done.setdefault(names.key(" ".join(words[:-1])), atom.name)
            elif len(atom.args) == 2:
                voice.doing.setdefault(names.key(atom.name), atom.name)
        return voice

    def worded(self, sentence: Sentence) -> Term:
        """Return the formula of a sentence with a doer, somebody, for each passive."""

        def change(atom: Apply, denied: bool) -> Term | None:
            key = self.names.key(atom.name)
            if len(atom.args) != 1 or not (key in self.doing or key in self.done):
                return None
            if not _is_passive(atom.name.casefold().split()[-1], sentence.text):
                return None
            var = fresh("o", free_variables(atom))
            doer, thing = Var(var), atom.args[0]
            said = (
                Apply(self.doing[key], (doer, thing))
                if key in self.doing
                else Apply(self.done[key], (thing, doer))
            )
            return Quantified("any", (Binding(var, ""),), said)

        return rewritten(sentence.formula, change)


def _is_passive(word: str, text: str) -> bool:
    """Say whether a word is a participle, and not the past of a verb whose subject stands before it."""
    if base(word) == word or word.endswith(("ing", "s")):
        return False
    words = tokens(text)
    for at in (at for at, one in enumerate(words) if one == word):
        before = words[max(0, at - _BETWEEN) : at]
        if not _BE.isdisjoint(before):
            return True
        if not _ACTIVE.isdisjoint(before[-2:]):
            return False
    return True
