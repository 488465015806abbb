"""Random stratified programmes, against clingo and against ourselves."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from neurosym.faults import FaultError
from neurosym.rewrite.clauses import Clause
from neurosym.solve.rules import Fact, Programme
from neurosym.solve.rules.asp import Translation
from neurosym.solve.rules.stable import answer_sets
from tests.solve.rules.random_rules import Facts, programme
from tests.solve.rules.recheck import recheck


@pytest.mark.parametrize("block", range(6))
def test_clingo_finds_the_same_facts(block: int) -> None:
    compare(range(block * 50, block * 50 + 50))


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("block", range(10))
def test_clingo_finds_the_same_facts_in_two_thousand_programmes(block: int) -> None:
    compare(range(1_000 + block * 200, 1_200 + block * 200))


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("block", range(20))
def test_clingo_finds_the_same_facts_in_twenty_thousand_programmes(block: int) -> None:
    compare(range(10_000 + block * 1_000, 11_000 + block * 1_000))


def compare(seeds: range) -> None:
    for seed in seeds:
        clauses, facts = programme(seed)
        ours = set(Programme(clauses).run(facts).facts())
        assert ours == model(clauses, facts), f"seed {seed}"


def model(clauses: Sequence[Clause], facts: Facts) -> set[Fact]:
    """All facts of the least model, as clingo finds them: it shares no code with our engine."""
    translation = Translation()
    lines = [translation.clause(clause) for clause in clauses]
    lines += [translation.fact(name, row) for name, rows in facts.items() for row in rows]
    match answer_sets("\n".join(lines), "all", 1):
        case {"sets": [atoms], "more": False}:
            return {translation.back(atom) for atom in atoms}
    raise AssertionError("a stratified programme has one stable model")


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_rules_parts_and_facts_does_not_matter(seed: int) -> None:
    clauses, facts = programme(seed)
    random = Random(seed)
    expected = set(Programme(clauses).run(facts).facts())
    shuffled = [Clause(c.head, tuple(random.sample(c.body, len(c.body)))) for c in clauses]
    random.shuffle(shuffled)
    assert set(Programme(shuffled).run(each(facts, random)).facts()) == expected


@pytest.mark.parametrize("seed", range(100))
def test_facts_that_are_added_later_give_what_they_give_at_once(seed: int) -> None:
    clauses, facts = programme(seed)
    given = each(facts, Random(seed))
    rules = Programme(clauses)
    derived = rules.run(given[: len(given) // 3])
    for start in (len(given) // 3, 2 * len(given) // 3):
        derived.add(given[start : start + len(given) // 3 + 2])
        recheck(clauses, derived)
    assert set(derived.facts()) == set(rules.run(facts).facts())


@pytest.mark.parametrize("seed", range(100))
def test_every_derivation_is_one(seed: int) -> None:
    clauses, facts = programme(seed)
    recheck(clauses, Programme(clauses).run(facts))


def each(facts: Facts, random: Random) -> list[Fact]:
    found = [Fact(name, tuple(row)) for name, rows in facts.items() for row in rows]
    random.shuffle(found)
    return found


def test_a_fact_that_does_not_follow_has_no_derivation() -> None:
    clauses, facts = programme(1)
    with pytest.raises(FaultError, match="does not follow"):
        Programme(clauses).run(facts).why(Fact("e", ("zoe", "zoe")))
