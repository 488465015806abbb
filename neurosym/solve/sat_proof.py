"""A refutation of clauses by PySAT, turned into hinted steps that a small checker can follow.

PySAT writes DRAT lines without hints. Each is followed here by unit propagation, which finds the hints
(Goldberg and Novikov, "Verification of proofs of unsatisfiability for CNF formulas", 2003), and what
the empty clause does not need is left out. Nothing rests on this being right: the kernel checks.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pysat import solvers

from neurosym.faults import Fault, FaultError

ENGINE = "cadical195"

MAX_BYTES = 1 << 20
"""A longer proof is lost; what is left of it does not lead to the empty clause."""

Clause = Sequence[int]


@dataclass(frozen=True, slots=True)
class Proof:
    """The given clauses that are needed, by number, and the steps over them (see certify/lrat)."""

    used: tuple[int, ...]
    steps: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Satisfied:
    """The literals that a satisfying assignment makes true."""

    true: frozenset[int]


class Refuter:
    """A growing set of clauses in a solver that writes down what it learns."""

    def __init__(self) -> None:
        self._solver = solvers.Solver(name=ENGINE)
        inner = self._solver.solver
        inner.prfile = _Channel()  # PySAT's own is a file, and a worker may write none
        inner.prfp = solvers.pysolvers.cadical195_tracepr(inner.cadical, inner.prfile)
        self._taken = 0

    def refute(self, clauses: Sequence[Clause]) -> Proof | Satisfied:
        """Return a proof that the clauses, those of the last call and more, have no model, or a model.

        Raises `FaultError` (`too-big`) where the proof is too long.
        """
        add = self._solver.solver.add_clause  # the wrapper around it costs as much as the call
        for clause in clauses[self._taken :]:
            add(clause)
        self._taken = len(clauses)
        if self._solver.solve():
            return Satisfied(frozenset(self._solver.get_model() or ()))
        lines = self._solver.get_proof() or ()
        try:
            return trimmed(clauses, (_lemma(line) for line in lines if not line.startswith("d")))
        except ValueError:
            raise FaultError(Fault("too-big", f"a proof of more than {MAX_BYTES} bytes")) from None

    def close(self) -> None:
        """Give the solver's memory back."""
        self._solver.delete()


class _Channel:
    """A pipe that takes a proof up to a length and is read in this process, in place of a file."""

    def __init__(self) -> None:
        self._out, self._in = os.pipe()
        for end in (self._out, self._in):
            os.set_blocking(end, False)
        if sys.platform == "linux":  # elsewhere a pipe holds 64 KiB, which is enough for most proofs
            fcntl.fcntl(self._in, fcntl.F_SETPIPE_SZ, MAX_BYTES)
            # the solver wants an end that can be read too
            both = os.open(f"/proc/self/fd/{self._in}", os.O_RDWR | os.O_NONBLOCK)
            os.close(self._in)
            self._in = both

    def fileno(self) -> int:
        """Return where the solver writes."""
        return self._in

    def seek(self, _: int) -> None:
        """Do nothing: what was written is read once, from the beginning."""

    def read(self) -> bytes:
        """Return what was written."""
        parts: list[bytes] = []
        with suppress(BlockingIOError):
            while part := os.read(self._out, MAX_BYTES):
                parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close both ends."""
        os.close(self._out)
        os.close(self._in)


def _lemma(line: str) -> list[int]:
    return [int(word) for word in line.split()[:-1]]


def trimmed(clauses: Sequence[Clause], lemmas: Iterable[Clause]) -> Proof:
    """Return the part of a clausal proof that the empty clause needs, with hints.

    Raises ValueError where a lemma does not follow by unit propagation.
    """
    follower = _Follower(clauses)
    hints: list[tuple[int, ...]] = []
    lemmas = iter(lemmas)
    while not follower.conflict:
        lemma = next(lemmas, ())
        hints.append(follower.follow(lemma))
        follower.add(lemma)
    hints.append(follower.conflict)
    given = len(clauses)
    needed = {given + len(hints) - 1}
    for place in range(len(hints) - 1, -1, -1):
        if given + place in needed:
            needed.update(hints[place])
    used = tuple(sorted(number for number in needed if number < given))
    kept = sorted(number for number in needed if number >= given)
    new = {old: place for place, old in enumerate((*used, *kept))}
    steps = tuple(
        (tuple(follower.clause(number)), tuple(new[hint] for hint in hints[number - given]))
        for number in kept
    )
    return Proof(used, steps)


class _Follower:
    """Unit propagation over a growing list of clauses, two literals watched in each."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses: list[list[int]] = []
        self._watching: dict[int, list[int]] = {}
        self._reason: dict[int, int] = {}
        """The literals that are true, in the order in which they became so, and the clause that says so."""
        self.conflict: tuple[int, ...] = ()
        units: list[int] = []
        for clause in clauses:
            if len(clause) > 1:
                self._watch(list(clause))
            else:
                units.append(len(self._clauses))
                self._clauses.append(list(clause))
        for number in units:
            if not self.conflict:
                self._learn(number)

    def clause(self, number: int) -> list[int]:
        """Return a clause by its number; the empty one ends the proof."""
        return self._clauses[number] if number < len(self._clauses) else []

    def add(self, lemma: Clause) -> None:
        """Add a clause and what follows from it alone."""
        true, false = self._reason, {-literal for literal in self._reason}
        open_first = sorted(dict.fromkeys(lemma), key=lambda literal: literal in false)
        number = len(self._clauses)
        if len(open_first) > 1:
            self._watch(open_first)
        else:
            self._clauses.append(open_first)
        left = [literal for literal in open_first if literal not in false]
        if len(left) < 2 and not any(literal in true for literal in left) and not self.conflict:
            self._learn(number)

    def follow(self, lemma: Clause) -> tuple[int, ...]:
        """Return the clauses by which a lemma follows, in order. Raises ValueError if it does not."""
        before = len(self._reason)
        for literal in lemma:
            if literal in self._reason:  # it holds already
                number = self._reason[literal]
                others = [other for other in self._clauses[number] if other != literal]
                return self._undone(before, self._because(others, number))
            self._reason.setdefault(-literal, -1)
        found = self._propagate(before)
        if found is None:
            raise ValueError("a lemma that does not follow by unit propagation")
        return self._undone(before, self._because(self._clauses[found], found))

    def _undone(self, before: int, hints: tuple[int, ...]) -> tuple[int, ...]:
        while len(self._reason) > before:
            self._reason.popitem()
        return hints

    def _watch(self, clause: list[int]) -> None:
        number = len(self._clauses)
        self._clauses.append(clause)
        for literal in clause[:2]:
            self._watching.setdefault(literal, []).append(number)

    def _learn(self, number: int) -> None:
        """Take in a clause of which at most one literal is not false."""
        left = [literal for literal in self._clauses[number] if -literal not in self._reason]
        before = len(self._reason)
        found: int | None = number
        if left:
            self._reason.setdefault(left[0], number)
            found = self._propagate(before)
        if found is not None:
            self.conflict = self._because(self._clauses[found], found)

    def _propagate(self, start: int) -> int | None:
        """Make true what clauses force, from place `start` on; return a clause that is false."""
        reason, watching, clauses = self._reason, self._watching, self._clauses
        queue = list(reason)[start:]
        for literal in queue:
            false = -literal
            watchers = watching.get(false)
            if not watchers:
                continue
            kept: list[int] = []
            for place, number in enumerate(watchers):
                clause = clauses[number]
                if clause[0] == false:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                if first in reason:
                    kept.append(number)
                    continue
                for at in range(2, len(clause)):
                    other = clause[at]
                    if -other not in reason:
                        clause[1], clause[at] = other, false
                        watching.setdefault(other, []).append(number)
                        break
                else:
                    kept.append(number)
                    if -first in reason:
                        kept.extend(watchers[place + 1 :])
                        watching[false] = kept
                        return number
                    reason[first] = number
                    queue.append(first)
            watching[false] = kept
        return None

    def _because(self, clause: Iterable[int], last: int) -> tuple[int, ...]:
        """Return the reasons of a false clause in the order of propagation, and the clause itself."""
        reason = self._reason
        needed: set[int] = set()
        stack = [-literal for literal in clause]
        while stack:
            literal = stack.pop()
            if literal in needed or reason[literal] < 0:
                continue
            needed.add(literal)
            stack.extend(-other for other in self._clauses[reason[literal]] if other != literal)
        order = [reason[literal] for literal in reason if literal in needed]
        return (*order, last)
