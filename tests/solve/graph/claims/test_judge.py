"""Claims over small graphs: how they stand, with which triples, and the same as in all worlds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.accepted import verify
from neurosym.ir.core import (
    And,
    Apply,
    Ask,
    Binding,
    Element,
    Enumeration,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
    Var,
)
from neurosym.knowledge.nodes import named
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.words import THING
from neurosym.solve.graph.claims.declared import Declared
from neurosym.solve.graph.claims.judge import Judge, Standing
from neurosym.verify_text import Verifier

S, C, N, X = Standing.SUPPORTED, Standing.CONTRADICTED, Standing.NOT_IN_GRAPH, Standing.NOT_CHECKED

FILMS = """
@prefix : <http://x.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:directed_by a owl:ObjectProperty, owl:FunctionalProperty .
:written_by a owl:ObjectProperty ; <urn:neurosym:closed> true .
:year a owl:DatatypeProperty .
:Film a owl:Class ; owl:disjointWith :Person .
:Person a owl:Class .
:acted_in a owl:ObjectProperty ; rdfs:domain :Person ; rdfs:range :Film .
:shape sh:targetClass :Film ; sh:property [ sh:path :year ; sh:maxCount 1 ] .
:Kismet a :Film ; :directed_by :Dieterle ; :written_by :Knoblock, :Lederer ; :year 1944 .
:Nina a :Film ; :directed_by :Hitchins ; :year 1950 .
:Rope a :Film ; :directed_by :Hitchins ; :written_by :Knoblock .
:Dieterle a :Person . :Hitchins a :Person . :Knoblock a :Person . :Lederer a :Person .
:Arnold a :Person ; :acted_in :Kismet .
"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    path: Path = tmp_path_factory.mktemp("graph") / "films.ttl"
    path.write_text(FILMS, encoding="utf-8")
    with Verifier(path) as verifier:
        yield verifier


@pytest.mark.parametrize(
    ("form", "mentions", "standing", "because"),
    [
        ("is A > directed by = B", "Kismet Dieterle", S, "the graph has it"),
        (
            "is A > directed by = B",
            "Kismet Hitchins",
            C,
            "`directed by` of Kismet is Dieterle, and it has one",
        ),
        ("not is A > directed by = B", "Kismet Hitchins", S, "`directed by` of Kismet is Dieterle"),
        ("not is A > directed by = B", "Kismet Dieterle", C, "the graph has Kismet · directed by · Dieterle"),
        ("is A > written by = B", "Nina Lederer", C, "the graph has all of `written by`"),
        ("not is A > written by = B", "Nina Lederer", S, "the graph has all of `written by`"),
        ("is A > acted in = B", "Arnold Kismet", S, "the graph has it"),
        ("is A > acted in = B", "Arnold Rope", N, "neither this nor the contrary"),
        ("not is A > acted in = B", "Arnold Rope", N, "neither this nor the contrary"),
        ("is A > acted in = B", "Arnold Lederer", C, "it clashes: "),
        ("not is A > acted in = B", "Arnold Lederer", S, "the contrary clashes: "),
        ("is A : Film", "Lederer", C, "it clashes: Lederer · type · Person, Film · "),
        ("is A > year = 1944", "Kismet", S, "the graph has it"),
        ("is A > year = 1945", "Kismet", C, "`year` of Kismet is 1944, and it has one value"),
        ("is A > year = 1945", "Rope", N, "neither"),
        ("is A > year less B > year", "Kismet Nina", S, "the graph has it"),
        ("is A > year more B > year", "Kismet Nina", C, "the numbers in the graph say otherwise"),
        ("is A > year more B > year", "Kismet Rope", N, "neither"),
        ("is A < directed by & B < written by", "Hitchins Knoblock", S, "the graph has it"),
        ("is A < directed by & B < written by", "Hitchins Lederer", C, "`directed by` of Kismet is Dieterle"),
        ("is A < directed by - B < written by = C", "Hitchins Knoblock Nina", S, "the graph has all of"),
        ("is A > directed by < directed by = B", "Rope Nina", S, "the graph has it"),
        ("is A > directed by < directed by = B", "Rope Kismet", C, "`directed by` of Kismet is Dieterle"),
        (
            "is A > written by",
            "Nina",
            C,
            "the graph has all of `written by`, and not Nina",
        ),
        ("is A > directed by > acted in", "Kismet", N, "neither"),
        ("every Film most year", "", X, "a claim is what can be true or not"),
    ],
)
def test_a_claim_stands(films: Verifier, form: str, mentions: str, standing: Standing, because: str) -> None:
    judged = films.judge(films.claim(form, dict(zip("ABC", mentions.split(), strict=False))))
    assert judged.standing is standing, judged.reason
    assert because in judged.reason
    if standing in (S, C) and not judged.clashes:
        answer = films.certified(judged)
        assert answer is not None
        assert verify(answer) == answer.certificate
    for clash in judged.clashes:
        assert verify(clash.certificate) == clash.certificate
        assert clash.supposed


def test_what_was_declared_is_said(films: Verifier) -> None:
    judged = films.judge(films.claim("is A > written by = B", {"A": "Nina", "B": "Lederer"}))
    assert judged.assuming == ("`written by` is complete in the graph (<urn:neurosym:closed>)",)
    judged = films.judge(films.claim("is A > year = 1945", {"A": "Kismet"}))
    assert judged.assuming == ("`year` has one value (sh:maxCount 1 of :shape)",)


def test_the_caller_may_declare_more(tmp_path: Path) -> None:
    path = tmp_path / "films.tsv"
    path.write_text("Kismet\tborn_in\tUlm\nRope\thas_genre\tDrama\n", encoding="utf-8")
    with Verifier(path, functional={"born_in"}, closed={"has genre"}) as verifier:
        for form, mentions, standing in (
            ("is A > born in = B", {"A": "Kismet", "B": "Drama"}, C),
            ("is A > born in = B", {"A": "Rope", "B": "Ulm"}, N),
            ("is A > has genre = B", {"A": "Kismet", "B": "Drama"}, C),
        ):
            assert verifier.judge(verifier.claim(form, mentions)).standing is standing


def test_rules_support_and_contradict(tmp_path: Path) -> None:
    path = tmp_path / "films.ttl"
    more = ":remade_as a owl:SymmetricProperty . :Kismet :remade_as :Rope ."
    path.write_text(FILMS + more, encoding="utf-8")
    with Verifier(path, "owl2rl") as verifier:
        judged = verifier.judge(verifier.claim("is A > remade as = B", {"A": "Rope", "B": "Kismet"}))
        assert judged.standing is S
        answer = verifier.certified(judged)
        assert answer is not None
        assert answer.certificate is not None
        assert answer.derivation is not None
        judged = verifier.judge(verifier.claim("is A > acted in = B", {"A": "Rope", "B": "Kismet"}))
        assert judged.standing is C
        assert judged.clashes


# --- the same as in every world

THINGS = ("a", "b", "c")
UNNAMED = "d"
PROPERTIES = ("loose", "single", "whole")
ATOMS = st.tuples(st.sampled_from(sorted(PROPERTIES)), st.sampled_from("abxy"), st.sampled_from("abxy"))
TRIPLES = st.sets(
    st.tuples(st.sampled_from(sorted(PROPERTIES)), st.sampled_from("ab"), st.sampled_from("ab")),
    min_size=1,
    max_size=4,
)


@st.composite
def formulas(draw: st.DrawFn) -> Term:
    parts: list[Term] = []
    for name, subject, value in draw(st.lists(ATOMS, min_size=1, max_size=2)):
        parts.append(Apply(name, (_place(subject), _place(value))))
    body: Term = parts[0] if len(parts) == 1 else draw(st.sampled_from((And(tuple(parts)), Or(tuple(parts)))))
    if draw(st.booleans()) and len(parts) == 2:
        body = And((parts[0], Not(parts[1])))
    whole: Term = Quantified("any", (Binding("x", THING), Binding("y", THING)), body)
    return Not(whole) if draw(st.booleans()) else whole


def _place(name: str) -> Term:
    return Var(name) if name in "xy" else Element(name)


def _worlds(triples: set[tuple[str, str, str]]) -> Iterator[set[tuple[str, str, str]]]:
    """Every world over the two named things and one more, with at most three triples more."""
    domain = ("a", "b", UNNAMED)
    free = [("loose", s, o) for s, o in product(domain, repeat=2)]
    free += [
        ("single", s, o)
        for s, o in product(domain, repeat=2)
        if not any(t[0] == "single" and t[1] == s for t in triples)
    ]
    free = [one for one in free if one not in triples]
    for more in chain.from_iterable(combinations(free, size) for size in range(4)):
        ones = [(t[1]) for t in more if t[0] == "single"]
        if len(ones) == len(set(ones)):
            yield triples | set(more)


def _true(term: Term, world: set[tuple[str, str, str]], env: dict[str, str]) -> bool:
    match term:
        case Apply(name, (subject, value)):
            places = [
                env[p.name] if isinstance(p, Var) else p.name
                for p in (subject, value)
                if isinstance(p, Var | Element)
            ]
            return (name, places[0], places[1]) in world
        case And(args):
            return all(_true(arg, world, env) for arg in args)
        case Or(args):
            return any(_true(arg, world, env) for arg in args)
        case Not(inner):
            return not _true(inner, world, env)
        case Quantified(_, bindings, body):
            names = [one.var for one in bindings]
            ways = product((*THINGS, UNNAMED), repeat=len(names))
            return any(_true(body, world, env | dict(zip(names, way, strict=True))) for way in ways)
    raise AssertionError(term)


@settings(max_examples=60)
@given(TRIPLES, formulas())
def test_a_verdict_is_so_in_every_world(triples: set[tuple[str, str, str]], formula: Term) -> None:
    values: dict[str, set[str]] = {}
    for name, subject, value in sorted(triples):
        if name == "single":
            values.setdefault(subject, set()).add(value)
    if any(len(each) > 1 for each in values.values()):
        return
    # so that the graph has each property, and each thing
    said = triples | {(name, "c", "c") for name in PROPERTIES} | {("loose", "c", "a"), ("loose", "c", "b")}
    graph = Oxigraph()
    graph.add(((named(s), named(p), named(o)) for p, s, o in said), Source("test"))
    vocabulary = Vocabulary(graph)
    judge = Judge(graph, vocabulary, Declared.of(graph, vocabulary, ["single"], ["whole"]))
    symbols = tuple(one.symbol for one in vocabulary.properties.values())
    problem = Problem((Enumeration(THING, THINGS, closed=False),), symbols, (), Ask((), formula), "")
    standing = judge.judge(problem).standing
    found = {_true(formula, world | said, {}) for world in _worlds(triples)}
    assert standing in (S, C, N)
    if standing is S:
        assert found == {True}
    if standing is C:
        assert found == {False}
    places = [*_places(formula)]
    if len(found) == 1 and len(places) == 2 and all(one.name not in "xy" for one in places):
        assert standing is (S if found == {True} else C)


def _places(term: Term) -> Iterator[Var | Element]:
    match term:
        case Apply(_, args):
            yield from (arg for arg in args if isinstance(arg, Var | Element))
        case And(args) | Or(args):
            for arg in args:
                yield from _places(arg)
        case Not(inner):
            yield from _places(inner)
        case Quantified(_, _, body):
            yield from _places(body)
