"""Instructions before they are carried out: policies that are shipped and small ones, states of all forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.ir.derivation import Fact
from neurosym.ir.rules import read_rules
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.shelf import shelf
from neurosym.solve.rules.open_facts import decided, signs

PLANT = ["safety_interlocks", "plant_guard"]


@pytest.fixture(scope="module")
def plant() -> ns.Guard:
    return ns.Guard(PLANT, shelf("knowledge_graphs") / "plant.ttl")


@pytest.mark.parametrize(
    ("action", "permission", "because"),
    [
        ({"do": "stop", "what": "P-202A", "by": "M. Duarte"}, "allowed", "may stop any machine"),
        ({"do": "stop", "what": "crude oil pump a", "by": "M. Duarte"}, "allowed", "stop(this, P-202A)"),
        ({"do": "stop", "what": "P-202A", "by": "J. Lindqvist"}, "refused", "no rule allows it"),
        ({"do": "start", "what": "P-202B", "by": "M. Duarte"}, "refused", "somebody has locked out"),
        ({"do": "start", "what": "P-202A", "by": "M. Duarte"}, "undetermined", "area_clear(P-202A)"),
        ({"do": "open", "what": "XV-401", "by": "S. Petrov"}, "allowed", "moves the valves"),
        ({"do": "bypass", "what": "AT-301B", "by": "S. Petrov"}, "allowed", "an active permit"),
        ({"do": "bypass", "what": "TT-102A", "by": "S. Petrov"}, "refused", "no rule allows it"),
        ({"do": "stop", "what": "P-999", "by": "M. Duarte"}, "refused", "the state names no `P-999`"),
        ({"do": "explode", "what": "P-202A"}, "refused", "the policy knows no `explode`"),
        ({"do": "stop", "what": "P-202A", "by": "M. Duarte", "force": True}, "refused", "no `force`"),
        ('{"do": "stop", "what": "P-202A", "by": "M. Duarte"}', "allowed", "entitled"),
        ('{"do": "stop"', "refused", "no JSON"),
        ("allowed(this)", "refused", "what the policy derives"),
        ("stop(this, X)", "refused", "names no one thing"),
    ],
)
def test_the_plant_is_guarded(
    plant: ns.Guard, action: str | Mapping[str, object], permission: str, because: str
) -> None:
    found = plant.judge(action)
    assert found.permission == permission, found.report()
    assert because in found.report()
    assert bool(found) == (permission == "allowed")
    assert json.loads(json.dumps(found.to_json()))["permission"] == permission
    for one in found.because:
        assert one.certificate is not None
        assert ns.verify(one.certificate)


SMALL = """
sort Person
sort Valve
opens : Person, Valve -> Bool
trained : Person -> Bool "open: the register may be behind"
leaking : Valve -> Bool "open"
sealed : Valve -> Bool
allowed, refused : Valve -> Bool

"Trained people open valves."
    allowed(v) if opens(p, v) and trained(p)
"Leaking valves stay shut."
    refused(v) if opens(_, v) and leaking(v)
"Sealed valves stay shut."
    refused(v) if opens(_, v) and sealed(v)
"""


@pytest.mark.parametrize(
    ("state", "permission", "allowed_if", "refused_if"),
    [
        (["trained(op2)", "not leaking(v1)"], "allowed", (), ()),
        (["trained(op2)"], "undetermined", ("not leaking(v1)",), ("leaking(v1)",)),
        ([], "undetermined", ("trained(op2)", "not leaking(v1)"), None),
        ([{"sealed": ["v1"]}], "refused", (), ()),
        ([{"trained": {"op2": False}}], "refused", (), ()),
        (["leaking(v1)"], "refused", (), ()),
        (["leaking(v2)", "trained(op2)", "not leaking(v1)"], "allowed", (), ()),
    ],
)
def test_what_is_missing_is_the_smallest(
    state: list[object], permission: str, allowed_if: tuple[str, ...], refused_if: tuple[str, ...] | None
) -> None:
    found = ns.guard("opens(op2, v1)", state, read_rules(SMALL))
    assert found.permission == permission, found.report()
    assert found.allowed_if == allowed_if
    if refused_if is None:
        assert len(found.refused_if) == 1  # either fact is enough
    else:
        assert found.refused_if == refused_if


def test_what_is_decided_cites_its_triples_and_the_sentences_of_rules(plant: ns.Guard) -> None:
    locked = plant.judge({"do": "start", "what": "P-202B", "by": "M. Duarte"})
    (cited,) = locked.because[0].cited
    assert (str(cited.fact), cited.says) == ("locked_out(P-202B)", "P-202B · locked out · true [plant.ttl]")
    assert cited.triple[1].endswith("#locked_out")
    assert "triples     P-202B · locked out" in locked.report()
    unknown = plant.judge({"do": "start", "what": "P-202A", "by": "M. Duarte"})
    assert unknown.would_allow == (
        "A machine is started when nothing stops it and its surroundings are clear.",
    )
    assert unknown.would_refuse == ()  # what no rule allows is refused
    nobody = plant.judge({"do": "stop", "what": "P-202A"})
    assert nobody.would_allow == ("Whoever is entitled may stop any machine at any time.",)


@pytest.mark.parametrize(
    ("policy", "action", "silent"),
    [
        (["plant_guard"], {"do": "open", "what": "XV-401", "by": "S. Petrov"}, "`latched`, `tripped`"),
        (["plant_guard"], {"do": "start", "what": "P-202A", "by": "S. Petrov"}, "`may_start`, `must_stop`"),
        (PLANT, {"do": "open", "what": "XV-401", "by": "S. Petrov"}, ""),
        (PLANT, {"do": "stop", "what": "P-202A"}, "`by`"),
        (PLANT, {"do": "start", "what": "P-202B", "by": "M. Duarte"}, ""),
    ],
)
def test_what_nothing_says_is_noted(policy: list[str], action: dict[str, object], silent: str) -> None:
    """A pack that was forgotten must not look like a trip that is not there."""
    notes = ns.guard(action, shelf("knowledge_graphs") / "plant.ttl", policy).notes
    said = f"no rule and no state says anything of {silent}: taken not to hold"
    assert notes == ((said,) if silent else ())


def test_an_empty_table_says_something(tmp_path: Path) -> None:
    (tmp_path / "sealed.csv").write_text("", encoding="utf-8")
    state = [tmp_path, "trained(op2)", "not leaking(v1)"]
    assert ns.guard("opens(op2, v1)", state, read_rules(SMALL)).notes == ()
    assert "`sealed`" in ns.guard("opens(op2, v1)", state[1:], read_rules(SMALL)).notes[0]


def test_a_state_is_a_store_too(tmp_path: Path) -> None:
    store = Oxigraph(tmp_path / "store")
    store.load(shelf("knowledge_graphs") / "plant.ttl")
    del store  # the folder is locked until then
    action = {"do": "stop", "what": "P-202A", "by": "M. Duarte"}
    assert ns.guard(action, tmp_path / "store", PLANT)
    with pytest.raises(ns.FaultError, match="no file of triples"):
        ns.guard(action, tmp_path, PLANT)


def test_states_are_tables_too(tmp_path: Path) -> None:
    (tmp_path / "trained.csv").write_text("op2\n", encoding="utf-8")
    (tmp_path / "sealed.csv").write_text("v2\n", encoding="utf-8")
    policy = tmp_path / "valves.rules"
    policy.write_text(SMALL, encoding="utf-8")
    guard = ns.Guard(policy, [tmp_path, "not leaking(v1)"])
    assert guard.judge("opens(op2, v1)").permission == "allowed"
    assert guard.judge(Fact("opens", ("op2", "v2"))).permission == "refused"


@pytest.mark.parametrize(
    ("policy", "state", "code"),
    [
        ("sort A\nallowed : A -> Bool\n", [], "policy"),
        (SMALL, ["flooded(v1)"], "unknown-name"),
        (SMALL, {"trained": 3}, "fact"),
        (SMALL, "nowhere.ttl", "file"),
    ],
)
def test_bad_policies_and_states_are_faults(policy: str, state: object, code: str) -> None:
    with pytest.raises(ns.FaultError) as error:
        ns.guard("opens(op2, v1)", state, read_rules(policy))  # type: ignore[arg-type]
    assert error.value.faults[0].code == code


def test_a_policy_that_allows_whatever_is_done_is_a_fault() -> None:
    policy = "sort Valve\nopens, good, allowed, refused : Valve -> Bool\nallowed(v) if good(v)\n"
    found = ns.guard("opens(v1)", ["good(v2)"], read_rules(policy))
    assert found.permission == "refused"
    assert found.faults[0].code == "policy"


def test_packs_that_disagree_are_a_fault() -> None:
    with pytest.raises(ns.FaultError, match="two ways"):
        ns.Guard([read_rules(SMALL), read_rules("sort Valve\nsealed : Valve, Valve -> Bool\n")])


FACTS = [Fact("p", (name,)) for name in "ab"] + [Fact("q", (name,)) for name in "ab"]


@settings(max_examples=60)
@given(st.sets(st.frozensets(st.sampled_from(FACTS), max_size=2), max_size=4))
def test_what_decides_is_as_in_all_worlds(needs: set[frozenset[Fact]]) -> None:
    """`needs`: sets of facts of `p` that must hold and of `q` that must not, one of which is enough."""

    def answer(true: frozenset[Fact]) -> bool:
        return any(all((fact in true) == (fact.name == "p") for fact in need) for need in needs)

    worlds = [frozenset(some) for size in range(5) for some in combinations(FACTS, size)]
    answers = {answer(world) for world in worlds}
    found = decided(answer, FACTS, {"p": frozenset((1,)), "q": frozenset((-1,))})
    assert found.answer is (answers.pop() if len(answers) == 1 else None)
    if found.answer is None:
        fixed = {*found.true, *found.false}
        kept = [w for w in worlds if set(found.true) <= w and not set(found.false) & w]
        assert all(map(answer, kept))
        smaller = chain.from_iterable(combinations(FACTS, size) for size in range(len(fixed)))
        assert not any(
            all(answer(w) for w in worlds if all((one in w) == (one.name == "p") for one in some))
            for some in smaller
        )


def test_signs_follow_denials_and_counts() -> None:
    base = read_rules(
        "sort T\na, b, c, d, e, allowed : T -> Bool\n"
        "allowed(x) if a(x) and not b(x)\n"
        "b(x) if c(x) and count(y for y in T if d(y)) >= 2\n"
        "a(x) if e(x) and not e(x)\n"
    )
    found = signs(base, {"allowed": 1})
    assert {name: sorted(found[name]) for name in "abcde"} == {
        "a": [1], "b": [-1], "c": [-1], "d": [-1], "e": [-1, 1],
    }  # fmt: skip
