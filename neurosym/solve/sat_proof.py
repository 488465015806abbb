"""A refutation of clauses by PySAT, as the hinted steps that a small checker can follow.

CaDiCaL writes down each clause that it learns with the clauses that it follows from (LRAT); what the
empty clause does not need is left out. Nothing rests on this being right: the kernel checks.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count, islice

from pysat import solvers

from neurosym.faults import Fault, FaultError

Clause = Sequence[int]

ENGINE = "cadical195"

MAX_BYTES = 1 << 22
"""Of a longer proof the end is not waited for."""

PIPE = 1 << 20
"""Bytes that a pipe may hold."""

CONFLICTS = 1_000
"""After so many the pipe is read; what does not fit into it is lost, and the proof with it."""


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
        self._solver.configure({"lrat": 1, "binary": 0})
        inner = self._solver.solver
        inner.prfile = _Channel()  # PySAT's own is a file, and a worker may write none
        inner.prfp = solvers.pysolvers.cadical195_tracepr(inner.cadical, inner.prfile)
        self._taken = 0
        self._proof = bytearray()

    def refute(self, clauses: Sequence[Clause]) -> Proof | Satisfied:
        """Return a proof that the clauses, those of the last call and more, have no model, or a model.

        Raises `FaultError` (`too-big`) where the proof is too long.
        """
        if () in clauses:
            return Proof((clauses.index(()),), (((), (0,)),))
        inner = self._solver.solver
        add = partial(solvers.pysolvers.cadical195_add_cl, inner.cadical)  # its wrappers cost as much again
        for clause in clauses[self._taken :]:
            add(clause)
        self._taken = len(clauses)
        if self._has_model():
            return Satisfied(frozenset(self._solver.get_model() or ()))
        try:
            return _trimmed(len(clauses), _learnt(self._proof.decode("ascii")))
        except (KeyError, ValueError):
            raise FaultError(Fault("too-big", "a proof of which a part is lost")) from None

    def _has_model(self) -> bool:
        """Solve, and take down the proof now and then, before the pipe is full."""
        inner = self._solver.solver
        while len(self._proof) <= MAX_BYTES:
            inner.conf_budget(CONFLICTS)
            answer: bool | None = inner.solve_limited()
            solvers.pysolvers.flushpr(inner.prfp)
            self._proof += inner.prfile.read()
            if answer is not None:
                return answer
        raise FaultError(Fault("too-big", f"a proof of more than {MAX_BYTES} bytes"))

    def close(self) -> None:
        """Give the solver's memory back."""
        self._solver.delete()


class _Channel:
    """A pipe that takes a part of a proof and is read in this process, in place of a file."""

    def __init__(self) -> None:
        self._out, self._in = os.pipe()
        for end in (self._out, self._in):
            os.set_blocking(end, False)
        if sys.platform == "linux":  # elsewhere a pipe holds 64 KiB, which is enough for most proofs
            fcntl.fcntl(self._in, fcntl.F_SETPIPE_SZ, PIPE)
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
            while part := os.read(self._out, PIPE):
                parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close both ends."""
        os.close(self._out)
        os.close(self._in)


def _learnt(text: str) -> dict[int, str]:
    """Return the clauses learnt and their reasons, as they are written, by number; the empty one is last.

    Raises ValueError where it is not there.
    """
    learnt: dict[int, str] = {}
    for line in text[: text.rfind("\n") + 1].splitlines():
        number, _, rest = line.partition(" ")
        if not rest.startswith("d"):
            learnt[int(number)] = rest
            if rest.startswith("0 "):
                return learnt
    raise ValueError("a proof without an end")


def _trimmed(given: int, learnt: Mapping[int, str]) -> Proof:
    """Return what the clause learnt last needs; the given clauses have the numbers that are left over.

    Raises KeyError or ValueError where a part of it is missing.
    """
    needed = {max(learnt)}
    kept: list[tuple[int, list[int], list[int]]] = []
    for number in reversed(list(learnt)):
        if number in needed:
            words = [int(word) for word in learnt[number].split()]
            end = words.index(0)
            kept.append((number, words[:end], words[end + 1 : -1]))
            needed.update(kept[-1][2])
    left_over = (number for number in count(1) if number not in learnt)
    used = [(place, number) for place, number in enumerate(islice(left_over, given)) if number in needed]
    kept.reverse()
    order = [number for _, number in used] + [number for number, _, _ in kept]
    new = {number: place for place, number in enumerate(order)}
    steps = tuple([(tuple(clause), tuple([new[hint] for hint in hints])) for _, clause, hints in kept])
    return Proof(tuple([place for place, _ in used]), steps)
