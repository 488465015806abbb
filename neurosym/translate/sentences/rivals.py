"""Other readings of one sentence of a text, and the problem that each makes of it. Asks no language model.

Some the words allow as well as the one that was read: `at most 40 chairs and tables`, of each or together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from neurosym.ir.core import Apply, Arith, Compare
from neurosym.translate.draft import Draft
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.heard import Heard, Read
from neurosym.translate.sentences.notation.parts import Reading
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.quantities import amount_of, bag

_APIECE = bag("each every both either neither nor per respectively apiece individually")
"""Words of a sentence whose number is plainly that of each."""


def rivals(draft: Draft, known: Mapping[int, Heard]) -> Iterator[tuple[Heard, Draft]]:
    """Yield sentences read in another way, each with the draft that this makes; likelier ones first.

    `known`: the sentences, by their place, of which a language model told other readings. What means the
    same in this text, or cannot be put together, is left out.
    """
    entries = [one.entry for one in draft.heard]
    claims, text = (draft.problem.claims, draft.problem.text) if draft.problem else ((), "")
    found: list[tuple[float, Heard, Draft]] = []
    for n, one in enumerate(draft.heard):
        told = known[n].others(one.read.likelihood) if n in known else ()
        for read in (*_together(entries[n]), *told):
            changed = [*entries[:n], replace(entries[n], parts=read.parts), *entries[n + 1 :]]
            assembled = assemble(changed)
            if assembled.problem is not None and assembled.problem.claims != claims:
                problem = replace(assembled.problem, text=text)
                other = replace(one, reads=(read,), choice=0)
                found.append((read.likelihood, other, Draft(problem, assembled.faults, heard=(other,))))
    for _, other, rival in sorted(found, key=lambda each: -each[0]):
        yield other, rival


def _together(entry: Entry) -> Iterator[Read]:
    """Yield the reading that one number bounds all together, where it was read to bound each of several."""
    limits = [part for part in entry.parts if isinstance(part, Compare)]
    if len(limits) < 2 or len(limits) < len(entry.parts):
        return
    (op, bound), *others = [(limit.op, limit.right) for limit in limits]
    if op in ("==", "!=") or any(other != (op, bound) for other in others):
        return
    figures = Figures(entry.text)
    number = bound.name if isinstance(bound, Apply) and not bound.args else ""
    if amount_of(number) is None or figures.said(number) != 1 or figures.words & _APIECE:
        return
    parts: Reading = (Compare(op, Arith("+", tuple(limit.left for limit in limits)), bound),)
    yield Read(parts, show_reading(parts))
