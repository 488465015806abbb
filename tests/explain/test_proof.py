"""Proofs in steps: each step follows from what it names, and is said in the words of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import pytest

import neurosym as ns
from neurosym.answer import Answer
from neurosym.bench.theories import SHAPES, theory
from neurosym.engine import Engine
from neurosym.explain.proof import PROVABLE, Proof
from neurosym.explain.refutation import Clause
from neurosym.faults import FaultError
from neurosym.workers.budget import Budget

HERON = """sort Thing >= bertha, fish, otters
heron, bird : Thing -> Bool
eats, wary_of : Thing, Thing -> Bool

"Every heron eats fish."
    all(eats(x, fish) for x in Thing if heron(x))
"Whatever eats fish is wary of otters."
    all(wary_of(x, otters) for x in Thing if eats(x, fish))
"Bertha is a bird and a heron."
    bird(bertha) and heron(bertha)

entails "Is Bertha wary of otters?"
    wary_of(bertha, otters)
"""
CASES = """sort Thing >= ann
wet, cold, ill : Thing -> Bool

"Ann is wet or cold."
    wet(ann) or cold(ann)
"Who is wet is ill."
    all(ill(x) for x in Thing if wet(x))
"Who is cold is ill."
    all(ill(x) for x in Thing if cold(x))

entails "Is Ann ill?"
    ill(ann)
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def answered(engine: Engine, text: str) -> Answer:
    return engine.solve(ns.loads(text))


def follows(clauses: Iterable[Clause], wanted: Clause) -> bool:
    """By trying all assignments: shares nothing with the code that made the steps."""
    clauses = [*clauses, *((-literal,) for literal in wanted)]
    atoms = sorted({abs(literal) for clause in clauses for literal in clause})
    for signs in product((1, -1), repeat=len(atoms)):
        true = {sign * atom for sign, atom in zip(signs, atoms, strict=True)}
        if all(any(literal in true for literal in clause) for clause in clauses):
            return False
    return True


def sound(proof: Proof) -> bool:
    """Say whether each step follows from its instances and earlier steps alone, and the last is absurd."""
    given = set(proof.refuted.inputs)
    for number, step in enumerate(proof):
        assert set(step.inputs) <= given
        assert all(one < number for one in step.earlier)
        known = [one.clause for one in step.inputs]
        known += [clause for one in step.earlier for clause in proof.steps[one].clauses]
        assert all(follows(known, clause) for clause in step.clauses or ((),))
    return not proof.steps[-1].clauses


def test_steps_name_claims_with_what_they_are_said_of(engine: Engine) -> None:
    proof = answered(engine, HERON).proof()
    assert sound(proof)
    assert str(proof).splitlines() == [
        "1.  heron(bertha)            c3 Bertha is a bird and a heron.",
        "2.  eats(bertha, fish)       c1 Every heron eats fish. (x = bertha) + step 1",
        "3.  wary_of(bertha, otters)  c2 Whatever eats fish is wary of otters. (x = bertha) + step 2",
        "so  Yes, proved.             step 3",
    ]


def test_where_nothing_follows_at_once_the_contrary_is_supposed(engine: Engine) -> None:
    proof = answered(engine, CASES).proof()
    assert sound(proof)
    first, *_ = str(proof).splitlines()
    assert "suppose not ill(ann)" in first
    assert first.endswith("the contrary of what is asked")
    assert proof.steps[0].supposed


def test_contradiction_has_a_proof(engine: Engine) -> None:
    answer = answered(engine, HERON.replace("    bird(bertha) and", "    not wary_of(bertha, otters) and"))
    proof = answer.proof()
    assert sound(proof)
    assert str(proof).splitlines()[-1].startswith("so  The premises contradict each other.")


def test_those_who_have_no_name_are_introduced(engine: Engine) -> None:
    text = HERON.replace("    bird(bertha) and heron(bertha)", "    any(heron(x) for x in Thing)")
    asked = text.replace("    wary_of(bertha, otters)", "    any(wary_of(x, otters) for x in Thing)")
    proof = answered(engine, asked).proof()
    assert sound(proof)
    assert str(proof).splitlines()[-1].endswith(": of whom c3 speaks)")


def test_proof_is_a_graph(engine: Engine) -> None:
    proof = answered(engine, HERON).proof()
    graph = proof.graph()
    assert graph.has_edge("c1", "step 2")
    assert graph.has_edge("step 1", "step 2")
    assert graph.has_edge("step 3", "the answer")
    assert all(graph.nodes[name].get("label") for name in graph)
    assert proof.mermaid().count(" --> ") == graph.number_of_edges()


@pytest.mark.parametrize("text", [CASES.replace("wet(ann) or", "not wet(ann) or"), "sort A = a\nfind\n"])
def test_what_is_not_proved_has_no_proof(engine: Engine, text: str) -> None:
    with pytest.raises(FaultError, match="no certified proof"):
        answered(engine, text).proof()


@pytest.mark.parametrize("shape", ["Horn", "EPR", "∀∃"])
def test_random_theories_have_sound_proofs(shape: str) -> None:
    found = 0
    with Engine(budget=Budget(cpu_s=5)) as engine:
        for seed in range(12):
            answer = engine.solve(theory(SHAPES[shape], seed))
            if answer.trust == "certified" and answer.verdict in PROVABLE:
                assert sound(answer.proof())
                found += 1
    assert found
