"""A story as a problem: what it leaves open is asked with care, and not where words may be missing a link.

Texts of puzzles and of those who lie or tell the truth are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.logic.certain import for_certain
from neurosym.translate.sentences.logic.unlinked import unlinked
from neurosym.translate.sentences.notation.parts import Liars, Members, Says


def as_story(entries: Sequence[Entry], logic: Assembled) -> Assembled:
    """Return the problem of a story, with warnings for words that nothing links."""
    listed = any(isinstance(part, (Liars, Members, Says)) for entry in entries for part in entry.parts)
    if listed or logic.problem is None:
        return logic
    problem = for_certain(logic.problem)
    return replace(logic, problem=problem, faults=(*logic.faults, *unlinked(problem)))
