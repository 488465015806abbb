"""Sorts that a draft misspells or forgets to declare, put right without an LM; each change is said.

A formula over an unknown sort cannot be read at all, so this comes before all checks of a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neurosym.faults import Fault
from neurosym.ir.assemble import Assembled, assemble
from neurosym.ir.wire import WireProblem

ROUNDS = 8
"""How often a draft is read again; each time at least one more name is right."""

_MEANT = re.compile(r"did you mean `(\w+)`")


def read_draft(wire: WireProblem) -> tuple[WireProblem, Assembled, tuple[str, ...]]:
    """Return a draft with its sorts put right, what can be read of it, and what was changed."""
    repairs: list[str] = []
    read = assemble(wire)
    for _ in range(ROUNDS):
        changed = wire
        for name, claim, meant in _unknown(read.faults):
            changed = _respelt(changed, name, meant) if meant else _declared(changed, name)
            what = (
                f"`{name}` is read as `{meant}`"
                if meant
                else f"the sort `{name}` is declared, as an open one"
            )
            repairs.append(f"{claim}: {what}" if meant and claim else what)
        if changed == wire:
            break
        wire, read = changed, assemble(changed)
    return wire, read, tuple(dict.fromkeys(repairs))


def _unknown(faults: tuple[Fault, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each unknown sort, the claim that it is in, and the sort that is meant."""
    for fault in faults:
        if fault.code == "unknown-sort" and fault.where is not None:
            meant = _MEANT.search(fault.hint)
            name = fault.where.text[fault.where.start : fault.where.end]
            if re.fullmatch(r"[^\W\d]\w*", name):
                yield name, fault.claim, meant[1] if meant else ""


def _declared(wire: WireProblem, name: str) -> WireProblem:
    line = f"sort {name}"
    return wire if line in wire.sorts else wire.model_copy(update={"sorts": [*wire.sorts, line]})


def _respelt(wire: WireProblem, name: str, meant: str) -> WireProblem:
    """Replace a sort behind `in` wherever a formula ranges over it."""
    ranged = re.compile(rf"\bin\s+{name}\b")

    def fixed(means: str) -> str:
        return ranged.sub(f"in {meant}", means)

    claims = [claim.model_copy(update={"means": fixed(claim.means)}) for claim in wire.claims]
    goal = wire.goal and wire.goal.model_copy(
        update={
            "means": fixed(wire.goal.means),
            "options": [o.model_copy(update={"means": fixed(o.means)}) for o in wire.goal.options],
        }
    )
    return wire.model_copy(update={"claims": claims, "goal": goal})
