"""Permission and duty in one wording each: `allowed to`, `free to`, `permitted to` are `may`.

`can` and `must` are left out of readings; where a reading elsewhere has `may` or `required to` with the
same verb, the sentence tells whether they stood there. Decides nothing else about verbs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from neurosym.english import base, tokens
from neurosym.ir.core import Apply, Not, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.logic.atoms import Sentence, rewritten
from neurosym.translate.sentences.words.names import Key, Names

Mood: TypeAlias = Literal["may", "must", "barred", "let", "banned"]

_WORDINGS: dict[tuple[str, ...], Mood] = {
    ("may",): "may",
    **{(word, "to"): "may" for word in ("allowed", "permitted", "free", "authorised", "authorized")},
    **{(word, "to"): "may" for word in ("permission", "right", "entitled", "licensed")},
    **{(word, "to"): "must" for word in ("required", "obliged", "obligated", "bound", "needs", "need")},
    **{(word, "to"): "barred" for word in ("forbidden", "prohibited")},
    **{(word, "from"): "barred" for word in ("forbidden", "prohibited", "barred", "banned", "excluded")},
    **{(word,): "let" for word in ("allowed", "permitted", "permissible")},
    **{(word,): "banned" for word in ("forbidden", "prohibited", "banned")},
}
"""How a phrase begins, longer beginnings to be tried first, and what it says."""
_OF_ONE_KIND: dict[Mood, Mood] = {"barred": "may", "banned": "let"}
_CAN = frozenset(("can", "could", "cannot", "can't", "couldn't", "may", "allowed", "permitted", "able"))
_NOT_TO = frozenset(("is", "are", "was", "were", "not"))
"""What bars something before `to`: "no one is to smoke", "guests are not to smoke"."""
_MUST = frozenset(("must", "mustn't", "shall"))
_TO_DO = frozenset(("have", "has", "had", "need", "needs", "required", "obliged"))
_REACH = 8
"""Words between a modal verb and its verb, at most."""

_Head: TypeAlias = tuple[Mood, Key, int]


@dataclass(frozen=True, slots=True)
class Permissions:
    """The wordings of permissions and duties in one problem, by mood, verb and number of arguments."""

    names: Names
    _phrases: dict[_Head, dict[str, Mood]] = field(default_factory=dict)

    @classmethod
    def of(cls, formulas: Iterable[Term], names: Names) -> Permissions:
        """Gather the wordings in some formulas."""
        found = cls(names)
        for term in (term for formula in formulas for term in subterms(formula)):
            if isinstance(term, Apply) and term.args and (read := found._read(term)) is not None:
                found._phrases.setdefault(read[1], {}).setdefault(term.name, read[0])
        return found

    def worded(self, sentence: Sentence) -> Term:
        """Return the formula of a sentence with one wording for each permission and duty."""

        def change(atom: Apply, denied: bool) -> Term | None:
            read = self._read(atom)
            if read is not None:
                return self._in_one_wording(atom, *read)
            return self._unspoken(atom, denied, sentence.text)

        return rewritten(sentence.formula, change) if self._phrases else sentence.formula

    def _read(self, atom: Apply) -> tuple[Mood, _Head] | None:
        words = atom.name.casefold().split()
        for size in (2, 1):
            mood = _WORDINGS.get(tuple(words[:size]))
            rest = words[size:]
            if mood is None or len(words) < size or (not rest and mood not in ("let", "banned")):
                continue
            if words[size - 1] == "from":
                rest[0] = base(rest[0])
            key = self.names.key(" ".join(rest)) if rest else ()
            return mood, (_OF_ONE_KIND.get(mood, mood), key, len(atom.args))
        return None

    def _in_one_wording(self, atom: Apply, mood: Mood, head: _Head) -> Term:
        phrases = self._phrases[head]
        name = next((name for name, other in phrases.items() if other == head[0]), None)
        if name is None:
            return Apply(next(iter(phrases)), atom.args)
        return Not(Apply(name, atom.args)) if mood != head[0] else Apply(name, atom.args)

    def _unspoken(self, atom: Apply, denied: bool, text: str) -> Term | None:
        """Put back the `can` or `must` of a sentence: `not smoke( x)` is said by “must not smoke”."""
        key = self.names.key(atom.name)
        allowed = self._phrases.get(("may", key, len(atom.args)))
        modals, with_to = (_CAN | _MUST, _NOT_TO) if denied else (_CAN, frozenset[str]())
        if allowed and self._stands_before(key, text, modals, with_to):
            return self._in_one_wording(atom, "may", ("may", key, len(atom.args)))
        due = self._phrases.get(("must", key, len(atom.args)))
        if due and not denied and self._stands_before(key, text, _MUST, _TO_DO):
            return self._in_one_wording(atom, "must", ("must", key, len(atom.args)))
        return None

    def _stands_before(self, key: Key, text: str, modals: frozenset[str], with_to: frozenset[str]) -> bool:
        words = tokens(text)
        return any(
            self.names.key(word)[:1] == key[:1] and _has(words[max(0, at - _REACH) : at], modals, with_to)
            for at, word in enumerate(words)
        )


def _has(words: Sequence[str], modals: frozenset[str], with_to: frozenset[str]) -> bool:
    pairs = pairwise(words)
    return not modals.isdisjoint(words) or any(one in with_to and two == "to" for one, two in pairs)
