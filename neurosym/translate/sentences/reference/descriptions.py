"""Whom "the ship" means: the one that the text has called a ship before.

Looks at what was said of single things and at what their names say. Knows no pronouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from neurosym.ir.core import And, Apply, Term
from neurosym.translate.sentences.reference.antecedents import called
from neurosym.translate.sentences.words.names import Key, Names

_POINTING = r"(?:the|this|that|said)"

_PLACES = frozenset(
    (
        *("house", "hall", "castle", "palace", "hotel", "inn", "club", "school"),
        *("college", "church", "abbey", "museum", "theatre", "theater", "library", "bank"),
        *("street", "road", "lane", "square", "bridge", "river", "lake", "island"),
        *("park", "farm", "tower", "station", "harbour", "harbor", "committee", "council"),
        *("company"),
    )
)
"""Nouns that proper names of places and bodies end with: Glebe House is the house."""


@dataclass(slots=True)
class Descriptions:
    """What single things have been said to be so far: `ship( Aurora)`, and Crate 4 is a crate."""

    names: Names
    bearers: dict[Key, dict[Apply, None]] = field(default_factory=dict)
    named: set[Key] = field(default_factory=set)
    """Descriptions that were of their own before anything was said to be so."""

    def hear(self, formula: Term) -> None:
        """Note what a statement says single things to be."""
        match formula:
            case And(args):
                for arg in args:
                    self.hear(arg)
            case Apply(name, (Apply(bearer, ()) as one,)) if self._is_name(bearer):
                key = self.names.key(name)
                for part in {key, key[-1:]}:
                    self.bearers.setdefault(part, {})[one] = None
            case _:
                pass

    def meet(self, one: Apply) -> None:
        """Note a thing that the text speaks of, and what its name says that it is."""
        words, key = re.findall(r"[^\W_]+", one.name), self.names.key(one.name)
        if one.args:
            return
        if len(words) == len(key) > 1 and (words[-1].isdigit() or len(words[-1]) == 1):
            self.bearers.setdefault(key[:-1], {})[one] = None
        if len(words) == len(key) == 2 and words[-1].islower() and self.names.is_definite(one.name):
            self.bearers.setdefault(key[-1:], {})[one] = None
        if len(key) > 1 and words[-1].casefold() in _PLACES and self.names.is_proper(one.name):
            self.bearers.setdefault(key[-1:], {})[one] = None
        if len(key) > 1 and called(one.name):
            self.bearers.setdefault(key[:1], {})[one] = None
        if key not in self.bearers:
            self.named.add(key)

    def of(self, phrase: str, text: str) -> tuple[Apply, ...]:
        """Return who may be meant by a phrase that a sentence has with "the"; nobody where it is a name."""
        phrase = re.sub(rf"^{_POINTING}\s+(?=\w)", "", phrase, flags=re.IGNORECASE)
        key = self.names.key(phrase)
        words = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", phrase)))
        pointed = re.search(rf"\b{_POINTING}\s+{words}(?!\w|[ -]*[A-Z0-9])", text[:1].lower() + text[1:])
        if key in self.named or not pointed:
            return ()
        return tuple(one for one in self.bearers.get(key, ()) if self.names.key(one.name) != key)

    def gender(self, one: Apply) -> str:
        """Return `he` or `she` where somebody has been said to be a boy or a queen; nothing else."""
        said = (called(" ".join(key)) for key, bearers in self.bearers.items() if one in bearers)
        return next(filter(None, said), "")

    def _is_name(self, phrase: str) -> bool:
        last = phrase.split()[-1]
        return self.names.is_proper(phrase) or last.isdigit() or len(last) == 1
