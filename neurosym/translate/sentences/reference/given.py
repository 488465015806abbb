"""Whether a name is a man's or a woman's, as far as its title, common given names and endings tell.

General knowledge of names, read from `given_names.txt`; a pronoun that was used of somebody tells more.
Knows no text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

from neurosym.english import fold
from neurosym.translate.sentences.reference.antecedents import called

Person: TypeAlias = Literal["he", "she"]

_HIS = re.compile(r"(?:[^k]o|bert|ald|ard|ich|rick|[iu]us|olf|mund|slav|ias)$")
_HERS = re.compile(r"(?:[^i]a|ia|ette|elle|ine|lyn|een|ko|trud|ild|ess)$")
_ROLE = re.compile(
    r"(?:er|or|ist|ess|man|woman|ant|ent|ian|ee|boy|girl|lord|lady|king|queen|prince|wife|husband|spouse|nurse"
    r"|clerk|judge|child|son|aunt|uncle|cousin|niece|nephew|twin|guest|host|heir|pilot|thief|chef|cook|smith"
    r"|monk|nun|priest|guide|guard|witness|coach|captain|chief|boss|friend|colleague|secretary)$"
)
_NO_ROLE = re.compile(
    r"(?:ment|restaurant|plant|river|tower|letter|paper|door|floor|computer|printer|motor|chapter|theater)$"
)
"""Things that end like roles."""


def surely(name: str) -> Person | None:
    """Return what a name with a title or a common given name is called by; None where that is open."""
    words = name.split()
    while len(words) > 1 and words[0].islower() and words[1][:1].isupper():
        words.pop(0)  # old Mr Fenwick
    titled = called(" ".join(words))
    if titled:
        return "he" if titled == "he" else "she"
    found = {_common()[word] for word in fold(name).split()[:2] if word in _common()}
    return found.pop() if len(found) == 1 else None


def likely(name: str) -> Person | None:
    """Return what a name is called by, as far as its ending tells at least."""
    first = (fold(name).split() or [""])[0]
    found = surely(name)
    if found is None:
        found = "he" if _HIS.search(first) else "she" if _HERS.search(first) else None
    return found


def is_role(phrase: str) -> bool:
    """Say whether a noun is of a person, as far as its ending tells: `tenant`, `the old teacher`."""
    return bool(_ROLE.search(fold(phrase))) and not _NO_ROLE.search(fold(phrase))


@lru_cache(maxsize=1)
def _common() -> dict[str, Person]:
    text = (files("neurosym") / "given_names.txt").read_text(encoding="utf-8")
    names: dict[str, Person] = {}
    for line in text.splitlines():
        person, _, listed = line.partition(": ")
        if person in ("he", "she"):
            who: Person = "he" if person == "he" else "she"
            names |= dict.fromkeys(listed.split(), who)
    return names
