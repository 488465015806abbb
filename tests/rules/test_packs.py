"""The rule packs that are shipped: from facts to conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from neurosym.ir.rules import print_rules, read_rules
from neurosym.shelf import shelf
from neurosym.solve.rules import Derived, Fact, Programme

PACKS = sorted(shelf("rules").glob("*.rules"))


@cache
def pack(name: str) -> Programme:
    return Programme.read((shelf("rules") / f"{name}.rules").read_text(encoding="utf-8"))


def run(name: str, facts: str, values: Mapping[str, Mapping[str, int | str]] | None = None) -> Derived:
    """Facts as `parent ada ben; male ben`, values of functions as a table."""
    derived = pack(name).run([fact(text) for text in facts.split(";")])
    for function, table in (values or {}).items():
        derived.add(Fact(function, (*key.split(), value)) for key, value in table.items())
    return derived


def fact(text: str) -> Fact:
    name, *args = text.split()
    return Fact(name, tuple(int(arg) if arg.isdigit() else arg for arg in args))


def rows(derived: Derived, name: str) -> set[str]:
    return {" ".join(map(str, row)) for row in derived.rows(name)}


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_a_pack_is_read_printed_and_described(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    base = read_rules(text)
    assert read_rules(print_rules(base)) == base
    assert len({rule.id for rule in base.rules}) == len(base.rules)
    assert f"`{path.name}`" in (path.parent / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "Apache-2.0" in text


# --- kinship

FAMILY = (
    "parent ada ben; parent abe ben; parent ada cleo; parent abe cleo; parent ben dot; parent ben eli;"
    "parent fay dot; parent cleo gus; female ada; female cleo; male ben; male gus; female dot;"
    "married hal cleo; male hal; married abe ada; parent abe ira"
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ancestor", {"ada dot", "abe gus", "ben eli"}),
        ("sibling", {"ben cleo", "cleo ben"}),
        ("half_sibling", {"dot eli", "eli dot", "ben ira", "ira cleo"}),
        ("spouse", {"hal cleo", "cleo hal", "ada abe"}),
        ("aunt", {"cleo dot", "cleo eli"}),
        ("uncle", {"hal dot", "ben gus"}),
        ("cousin", {"gus dot", "eli gus"}),
        ("grandmother", {"ada dot", "ada eli", "ada gus"}),
        ("parent_in_law", {"ada hal", "abe hal"}),
        ("childless", {"dot", "eli", "gus", "hal", "ira"}),
        ("children", {"ada 2", "abe 3", "ben 2", "fay 1", "cleo 1"}),
        ("generations_above", {"ada 0", "ben 1", "dot 2", "gus 2"}),
    ],
)
def test_relatives(name: str, expected: set[str]) -> None:
    assert expected <= rows(run("kinship", FAMILY), name)


def test_no_more_relatives_than_there_are() -> None:
    derived = run("kinship", FAMILY)
    assert rows(derived, "sibling") == {"ben cleo", "cleo ben"}
    assert rows(derived, "childless") == {"dot", "eli", "gus", "hal", "ira"}
    assert not rows(derived, "contradictory")
    derived.add([Fact("parent", ("gus", "ada")), Fact("parent", ("x", "dot"))])
    assert rows(derived, "contradictory") == {"ada", "cleo", "gus", "dot"}


# --- access control

OFFICE = (
    "directly_above boss clerk; directly_above clerk guest; granted clerk pay; granted guest read;"
    "granted boss sign;"
    "granted ghost haunt; assigned una boss; assigned vic clerk; assigned wim clerk; assigned wim auditor;"
    "granted auditor check; separates duty clerk; separates duty auditor; assigned xan clerk; suspended xan;"
    "active s1 clerk; active s2 auditor; active s2 boss"
)
SESSIONS = {"user_of": {"s1": "una", "s2": "wim"}, "limit": {"duty": 2}}


def test_users_may_what_their_roles_and_those_below_are_granted() -> None:
    derived = run("access_control", OFFICE, SESSIONS)
    assert rows(derived, "may") == {
        "una pay", "una read", "una sign", "vic pay", "vic read", "wim pay", "wim read", "wim check",
    }  # fmt: skip
    assert rows(derived, "may_now") == {"s1 pay", "s2 check"}
    assert rows(derived, "excess") == {"s1 read", "s1 sign", "s2 pay", "s2 read"}
    assert rows(derived, "idle_role") == {"ghost"}


def test_separation_of_duty() -> None:
    derived = run("access_control", OFFICE, SESSIONS)
    assert rows(derived, "holds_too_much") == {"wim duty"}
    assert rows(derived, "not_authorised") == {"s2 boss"}
    assert not rows(derived, "activates_too_much")
    derived.add([fact("separates_at_once duty boss"), fact("separates_at_once duty auditor")])
    assert rows(derived, "activates_too_much") == {"s2 duty"}
    derived.add([fact("suspended wim")])
    assert not rows(derived, "holds_too_much")
    assert "wim pay" not in rows(derived, "may")


def test_a_circle_of_roles_is_seen() -> None:
    assert rows(run("access_control", "directly_above a b; directly_above b a"), "cyclic") == {"a", "b"}


# --- safety interlocks

PLANT = (
    "watches high t1; watches high t2; watches high t3; stops high kiln; feeds belt kiln; feeds mill belt;"
    "feeds kiln cooler; installed kiln; installed belt; installed mill; installed cooler"
)
READINGS = {"limit": {"high": 900}, "votes_needed": {"high": 2}, "reading": {"t1": 800, "t2": 950, "t3": 700}}


def test_one_vote_of_three_trips_nothing() -> None:
    derived = run("safety_interlocks", PLANT, READINGS)
    assert rows(derived, "votes") == {"high t2"}
    assert not rows(derived, "must_stop")
    assert rows(derived, "may_start") == {"kiln", "belt", "mill", "cooler"}


@pytest.mark.parametrize("second", ["faulty t1", "bypassed t1; faulty t1"])
def test_two_votes_stop_the_kiln_and_what_feeds_it(second: str) -> None:
    derived = run("safety_interlocks", f"{PLANT}; {second}", READINGS)
    assert rows(derived, "tripped") == {"high"}
    assert rows(derived, "must_stop") == {"kiln", "belt", "mill"}
    assert rows(derived, "may_start") == rows(derived, "starved") == {"cooler"}


def test_a_silent_sensor_votes() -> None:
    readings = {**READINGS, "reading": {"t2": 950, "t3": 700}}
    assert rows(run("safety_interlocks", PLANT, readings), "tripped") == {"high"}


def test_too_many_bypasses_leave_an_interlock_blind() -> None:
    bypassed = "; bypassed t1; bypassed t3; has_permit t1; has_permit t3"
    derived = run("safety_interlocks", PLANT + bypassed, READINGS)
    assert rows(derived, "blind") == rows(derived, "tripped") == {"high"}
    assert rows(run("safety_interlocks", PLANT + "; bypassed t1", READINGS), "unlawful_bypass") == {"t1"}


def test_a_trip_stays_until_it_is_reset() -> None:
    derived = run("safety_interlocks", PLANT + "; tripped_before high", READINGS)
    assert rows(derived, "must_stop") == {"kiln", "belt", "mill"}
    assert rows(derived, "because_of") == {"kiln high", "belt high", "mill high"}
    derived.add([fact("reset high")])
    assert not rows(derived, "must_stop")


# --- scheduling conflicts

WEEK = (
    "uses b1 hall; uses b2 hall; uses b3 room; attends b1 kim; attends b3 kim; attends b4 kim;"
    "attends b2 lou;"
    "away lou 700 800; before b4 b1; before b1 b2"
)
TIMES = {
    "starts": {"b1": 540, "b2": 590, "b3": 600, "b4": 400},
    "ends": {"b1": 600, "b2": 720, "b3": 660, "b4": 460},
    "size": {"b1": 40, "b3": 12},
    "seats": {"hall": 50, "room": 10},
    "place_of": {"b1": "town", "b3": "lake", "b4": "town"},
    "travel": {"town lake": 30, "town town": 0, "lake town": 30},
    "most_hours": {"kim": 170},
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clash_of", {"b1 b2 hall", "b2 b1 hall"}),
        ("clash_for", set()),
        ("absent", {"b2 lou"}),
        ("too_small", {"b3 room"}),
        ("wrong_order", {"b1 b2"}),
        ("cannot_reach", {"kim b1 b3"}),
        ("busy", {"kim 180", "lou 130"}),
        ("overworked", {"kim"}),
        ("first_start", {"kim 400", "lou 590"}),
        ("in_conflict", {"b1", "b2", "b3"}),
        ("no_time", set()),
    ],
)
def test_conflicts(name: str, expected: set[str]) -> None:
    assert rows(run("scheduling_conflicts", WEEK, TIMES), name) == expected


# --- triples


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("cat rdfs_subClassOf animal; tom rdf_type cat", "tom rdf_type animal"),
        ("owns rdfs_domain person; ann owns car", "ann rdf_type person"),
        ("owns rdfs_range thing; ann owns car", "car rdf_type thing"),
        ("has rdfs_subPropertyOf owns; ann has car", "ann owns car"),
        ("near rdf_type owl_SymmetricProperty; a near b", "b near a"),
        ("in rdf_type owl_TransitiveProperty; a in b; b in c; c in d", "a in d"),
        ("owns owl_inverseOf belongs; ann owns car", "car belongs ann"),
        ("id rdf_type owl_InverseFunctionalProperty; a id 7; b id 7; a likes c", "b likes c"),
        ("born rdf_type owl_FunctionalProperty; a born x; a born y", "y owl_sameAs x"),
        ("uncle owl_propertyChainAxiom l; l rdf_first parent; l rdf_rest m; m rdf_first brother;"
         "m rdf_rest rdf_nil; a parent b; b brother c", "a uncle c"),
        ("both owl_intersectionOf l; l rdf_first c; l rdf_rest m; m rdf_first d; m rdf_rest rdf_nil;"
         "x rdf_type c; x rdf_type d", "x rdf_type both"),
        ("one owl_unionOf l; l rdf_first c; l rdf_rest m; m rdf_first d; m rdf_rest rdf_nil; x rdf_type d",
         "x rdf_type one"),
        ("r owl_someValuesFrom c; r owl_onProperty p; x p y; y rdf_type c", "x rdf_type r"),
        ("r owl_allValuesFrom c; r owl_onProperty p; x p y; x rdf_type r", "y rdf_type c"),
        ("r owl_hasValue v; r owl_onProperty p; x rdf_type r", "x p v"),
        ("c owl_equivalentClass d; d owl_equivalentClass e", "c rdfs_subClassOf e"),
    ],
)  # fmt: skip
def test_triples(given: str, expected: str) -> None:
    derived = pack("owl2rl").run([Fact("triple", tuple(text.split())) for text in given.split(";")])
    wanted = Fact("triple", tuple(expected.split()))
    assert derived.holds(wanted)
    assert len(derived.why(wanted).given) >= 1
    assert not list(derived.rows("inconsistent"))


@pytest.mark.parametrize(
    "given",
    [
        "c owl_disjointWith d; x rdf_type c; x rdf_type d",
        "p rdf_type owl_AsymmetricProperty; x p y; y p x",
        "p rdf_type owl_IrreflexiveProperty; x p x",
        "x owl_sameAs y; x owl_differentFrom y",
        "x rdf_type owl_Nothing",
        "c owl_complementOf d; x rdf_type c; x rdf_type d",
        "p owl_propertyDisjointWith q; x p y; x q y",
    ],
)
def test_contradicting_triples(given: str) -> None:
    derived = pack("owl2rl").run([Fact("triple", tuple(text.split())) for text in given.split(";")])
    assert list(derived.rows("inconsistent"))


def test_cardinalities_of_one_make_equals() -> None:
    given = "r owl_maxCardinality one; r owl_onProperty p; x rdf_type r; x p y; x p z"
    triples = [Fact("triple", tuple(text.split())) for text in given.split(";")]
    derived = pack("owl2rl").run([*triples, Fact("number", ("one", 1))])
    assert derived.holds(Fact("triple", ("y", "owl_sameAs", "z")))
