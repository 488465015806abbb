"""A refutation of clauses is one that the kernel's checker follows, however the clauses come in."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.certify.lrat import refutes
from neurosym.faults import FaultError
from neurosym.solve import sat_proof as module
from neurosym.solve.sat_proof import Proof, Refuter, Satisfied

LITERALS = st.integers(1, 6).flatmap(lambda atom: st.sampled_from((atom, -atom)))
BATCHES = st.lists(st.lists(st.lists(LITERALS, max_size=4).map(tuple), max_size=25), max_size=5)


@given(BATCHES)
def test_every_answer_shows_itself(batches: list[list[tuple[int, ...]]]) -> None:
    refuter, clauses = Refuter(), list[tuple[int, ...]]()
    try:
        for batch in batches:
            clauses += batch
            match refuter.refute(clauses):
                case Satisfied(true):
                    assert all(
                        true & set(clause) or any(-one in clause for one in clause) for clause in clauses
                    )
                case Proof(used, steps):
                    assert refutes([clauses[number] for number in used], steps)
                    break
    finally:
        refuter.close()


def pigeons(count: int) -> list[tuple[int, ...]]:
    """So many pigeons and one hole less."""
    holes = range(count - 1)
    at = [[pigeon * (count - 1) + hole + 1 for hole in holes] for pigeon in range(count)]
    apart = [(-one[hole], -other[hole]) for one, other in itertools.combinations(at, 2) for hole in holes]
    return [*map(tuple, at), *apart]


def test_only_what_is_needed_is_used() -> None:
    clauses = [(50, 51), *pigeons(6), (-50, 51)]
    refuter = Refuter()
    found = refuter.refute(clauses)
    refuter.close()
    assert isinstance(found, Proof)
    assert set(found.used) <= set(range(1, len(clauses) - 1))
    assert refutes([clauses[number] for number in found.used], found.steps)
    assert len(set(found.steps)) == len(found.steps)


def test_a_proof_that_is_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, what in (("MAX_BYTES", "more than 4096 bytes"), ("PIPE", "a part is lost")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 4096)
            refuter = Refuter()
            with pytest.raises(FaultError, match=what):
                refuter.refute(pigeons(8))
            refuter.close()
