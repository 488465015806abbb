"""What the verbs of a puzzle's clues take: who “makes the stew” makes dishes. Builds no formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neurosym.faults import FaultError
from neurosym.ir.core import Apply
from neurosym.translate.sentences.groups import Groups
from neurosym.translate.sentences.names import Key


def objects(groups: Groups, atoms: Iterable[Apply]) -> Mapping[Key, int]:
    """Return the group of what each verb is said with, where that is always the same one."""
    found: dict[Key, set[int]] = {}
    for atom in atoms:
        match atom:
            case Apply(phrase, (Apply(who, ()), Apply(what, ()))):
                one, other = _group(groups, who), _group(groups, what)
                if one is not None and other is not None and one != other:
                    found.setdefault(groups.names.key(phrase), set()).add(other)
            case _:
                pass
    return {key: min(several) for key, several in found.items() if len(several) == 1}


def _group(groups: Groups, phrase: str) -> int | None:
    try:
        found = groups.member(phrase)
    except FaultError:
        return None
    return found[0] if found else None
