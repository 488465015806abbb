"""Things of several names that by rules are one: said of once, counted once, found by any of the names."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.accepted import verify
from neurosym.answer import Answer
from neurosym.faults import FaultError
from neurosym.grounded import Grounded
from neurosym.ir.load import loads
from neurosym.ir.names import mangle
from neurosym.knowledge.store import opened
from neurosym.once import solve
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.verify_text import Verifier

TWO = """\
@prefix a: <http://a.example/> .
@prefix b: <http://b.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
a:w rdfs:label "Wien" ; a:river a:d ; owl:sameAs b:v, b:Vindobona .
b:v rdfs:label "Vienna" ; b:mayor b:l .
a:Linz a:river a:d .
a:d rdfs:label "Donau" .
b:l rdfs:label "Ludwig" ; owl:sameAs a:Michael .
a:river owl:sameAs b:flows .
"""
DECLARED = "sort Thing >= Donau\nriver : Thing, Thing -> Bool\nmayor : Thing, Thing -> Bool\n"
SUBJECTS = """\
sort Node >= owl_sameAs
triple : Node, Node, Node -> Bool
rule
    triple(y, p, z) if triple(x, owl_sameAs, y) and triple(x, p, z)
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    (tmp_path / "two.ttl").write_text(TWO, encoding="utf-8")
    return tmp_path / "two.ttl"


def asked(two: Path, text: str) -> Answer:
    answer = solve(loads(DECLARED + text), knowledge=two, rules="owl2rl")
    verify(answer)
    return answer


def test_what_is_one_is_listed_and_counted_once(two: Path) -> None:
    assert asked(two, "ask x in Thing\n    river(x, Donau)\n").value == ["Linz", "Vienna"]
    total = "ask n in Int\n    n == count(river(x, Donau) for x in Thing)\n"
    assert asked(two, total).value == [2]


@pytest.mark.parametrize("name", ["Wien", "Vienna", "Vindobona", "a:w", "b:v", "http://b.example/Vindobona"])
def test_any_of_the_names_means_it(two: Path, name: str) -> None:
    it = mangle(name)
    text = f"sort Thing >= {it}\nriver : Thing, Thing -> Bool\nask x in Thing\n    river({it}, x)\n"
    assert solve(loads(text), knowledge=two, rules="owl2rl").value == ["Donau"]


def test_what_is_said_of_another_name_is_cited_with_why(two: Path) -> None:
    answer = asked(two, "ask x in Thing, y in Thing\n    river(x, Donau) and mayor(x, y)\n")
    assert answer.value == [["Vienna", "Ludwig"]] or answer.value == [["Vienna", "Michael"]]
    assert "sameAs" in answer.report()
    with Grounded(two, rules="owl2rl") as graph:
        assert graph.compare(answer) == ()


def test_a_claim_of_any_name_is_supported(two: Path) -> None:
    with Verifier(two, rules="owl2rl") as verifier:
        for name in ("Wien", "Vienna", "Vindobona"):
            claim = verifier.claim("is A > river = B", {"A": name, "B": "Donau"})
            assert verifier.judge(claim).standing == "supported"


def test_properties_stay_apart_and_nothing_is_lost(two: Path) -> None:
    with opened(two) as given, Reasoned(given) as graph:
        whole = {triple for triple in graph.closure.match(None, None, None) if not triple[0].startswith('"')}
        kept = set(graph.match(None, None, None))
        assert kept < whole
        assert {predicate for _, predicate, _ in kept} == {predicate for _, predicate, _ in whole}
        same = graph.same

        def of(node: str) -> str:
            return same.get(node, node)

        assert {(of(s), p, of(o)) for s, p, o in whole} == kept
        assert not {s for s, _, _ in kept} & same.keys()


def test_rules_that_do_not_tell_all_of_both_leave_them_apart(two: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rules").write_text(SUBJECTS, encoding="utf-8")
    with opened(two) as given, Reasoned(given, str(tmp_path / "mine.rules")) as graph:
        assert graph.same == {}
        assert set(graph.match(None, None, None)) == set(graph.closure.match(None, None, None))


def test_without_rules_they_are_two(two: Path) -> None:
    text = DECLARED + "ask x in Thing\n    river(x, Donau)\n"
    assert solve(loads(text), knowledge=two).value == ["Linz", "Wien"]
    with pytest.raises(FaultError, match="nothing called"):
        solve(loads(text.replace("Donau", "Danube")), knowledge=two, rules="owl2rl")
