"""Who is named in a sentence before its pronoun, though not in its reading: “Ann is ill, so it isn't hers”.

Knows the names that a text lists, and the titles that say he or she. Knows no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.english import fold

_TITLES = {
    **dict.fromkeys(("mr", "sir", "lord", "count", "baron", "duke", "prince", "king", "uncle"), "he"),
    **dict.fromkeys(("father", "brother", "grandfather", "monsieur", "herr", "signor"), "he"),
    **dict.fromkeys(("mrs", "miss", "ms", "lady", "dame", "countess", "baroness", "duchess"), "she"),
    **dict.fromkeys(("princess", "queen", "aunt", "mother", "sister", "grandmother", "madame"), "she"),
    **dict.fromkeys(("boy", "man", "gentleman", "husband", "son", "nephew"), "he"),
    **dict.fromkeys(("girl", "woman", "wife", "daughter", "niece", "widow"), "she"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The names that a text lists: the `members` of its groups, and the `values` that each has one of."""

    members: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def before(self, pronoun: str, text: str) -> tuple[str, ...]:
        """Return the listed names that stand before a pronoun in its sentence, in their order there."""
        plain = fold(text)
        stands = [match.start() for match in re.finditer(rf"\b{re.escape(fold(pronoun))}\b", plain)]
        if not stands:
            return ()
        places = {name: place for name in self._all() if (place := _place(name, text[: stands[-1]])) >= 0}
        inside = {one for one in places for other in places if one != other and fold(one) in fold(other)}
        return tuple(sorted(places.keys() - inside, key=lambda name: places[name]))

    def _all(self) -> Iterator[str]:
        yield from dict.fromkeys((*self.members, *self.values))


def called(name: str) -> str:
    """Return `he` or `she` where the title of a name says which; nothing where none does."""
    first = fold(name).split()[:1]
    return _TITLES.get(first[0].removesuffix("."), "") if first else ""


def _place(name: str, text: str) -> int:
    """Return where a name stands; that of `Mr Boone` is also said as `Boone`, a letter is a capital one."""
    flags = re.NOFLAG if len(name) == 1 else re.IGNORECASE
    last = name.split()[-1]
    for said in (name, last) if called(name) else (name,):
        found = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text, flags)
        if found:
            return found.start()
    return -1
