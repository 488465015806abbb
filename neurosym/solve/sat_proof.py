"""A refutation of clauses by PySAT, turned into hinted steps that a small checker can follow.

PySAT writes DRAT lines without hints. A `Follower` finds the hints, and what the empty clause does not
need is left out. Nothing rests on this being right: the kernel checks.
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
from neurosym.solve.sat_follow import Clause, Follower

ENGINE = "cadical195"

MAX_BYTES = 1 << 20
"""A longer proof is lost; what is left of it does not lead to the empty clause."""


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
    follower = Follower(clauses)
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
