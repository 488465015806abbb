"""What every implementation of `Graph` does alike: the algebra against its plain evaluation, and bounds."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import HealthCheck, example, given, settings

from neurosym.faults import FaultError
from neurosym.knowledge.nodes import XSD, Triple, literal
from neurosym.knowledge.query import Absent, Counted, Either, Most, Part, Pattern, Query, Reach, Var
from neurosym.knowledge.query import Test as Comparison
from neurosym.knowledge.store import Bounds, Graph
from tests.knowledge.conftest import Kind
from tests.knowledge.drawn import AGE, PROPERTIES, THINGS, WORDS, E, X, Y, Z, graphs, queries, texts
from tests.knowledge.naive import answers

A, B, C, D = THINGS
P, Q = PROPERTIES

together = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@settings(max_examples=250)
@given(triples=graphs, query=queries())
def test_queries_in_memory_mean_what_the_algebra_says(
    memory: Kind, triples: list[Triple], query: Query
) -> None:
    memory.hold(triples)
    assert set(memory.graph.select(query)) == answers(triples, query)


@together
@given(triples=graphs, query=queries())
@example(triples=[(A, P, B), (B, P, A)], query=Query((X,), (Reach(X, (P,), X),)))
@example(triples=[(A, P, B)], query=Query((), (Either(()),)))
@example(triples=[], query=Query((Var("n"),), (Counted(Var("n"), X, (Pattern(X, P, Y),)),)))
def test_queries_mean_what_the_algebra_says(strict: Kind, triples: list[Triple], query: Query) -> None:
    strict.hold(triples)
    found = strict.graph.select(query)
    assert len(found) == len(set(found))
    assert set(found) == answers(triples, query)


FAMILY = [(A, P, B), (B, P, C), (C, P, D), (D, P, A), (A, Q, C), (B, Q, C), (D, Q, literal("x"))]
FAMILY += [
    (one, AGE, literal(str(age), XSD + "integer")) for one, age in zip(THINGS, (9, 30, 30, 4), strict=True)
]
QUESTIONS: list[tuple[Part, ...]] = [
    (Pattern(X, P, Y), Pattern(Y, Q, Z)),
    (Pattern(X, Y, Z),),
    (Reach(A, (P,), X),),
    (Reach(X, (P, Q), C, 0),),
    (Reach(X, (Q,), Y), Pattern(Y, P, Z)),
    (Reach(E + "nobody", (P,), X, 0),),
    (Reach(A, (P,), A), Pattern(X, Q, Y)),
    (Pattern(X, AGE, Y), Comparison(">", Y, literal("9", XSD + "integer"))),
    (Pattern(X, P, Y), Comparison("!=", Y, B)),
    (Pattern(X, P, Y), Absent((Pattern(Y, Q, C),))),
    (Either(((Pattern(X, Q, C),), (Pattern(X, Q, literal("x")),))), Pattern(X, P, Y)),
    (Counted(Z, X, (Pattern(X, Q, Y),), (Y,)),),
    (Counted(Z, X, (Pattern(X, P, X),)),),
    (Pattern(X, AGE, Y), Most(Y, Z, (Pattern(Var("o"), AGE, Z),))),
    (Pattern(X, AGE, Y), Most(Y, Z, (Pattern(Var("o"), AGE, Z), Pattern(Var("o"), P, C)), largest=False)),
    (Either(()),),
]


@pytest.mark.parametrize("where", QUESTIONS)
@pytest.mark.parametrize("select", [(X, Y, Z), (Y,), ()])
def test_questions_have_the_same_answers_everywhere(
    kind: Kind, where: tuple[Part, ...], select: tuple[Var, ...]
) -> None:
    if len(kind.graph) != len(FAMILY) or not all(triple in kind.graph for triple in FAMILY):
        kind.hold(FAMILY)
    query = Query(select, where)
    assert set(kind.graph.select(query)) == answers(FAMILY, query)


@together
@given(triples=graphs)
def test_patterns_are_matched_once_each(kind: Kind, triples: list[Triple]) -> None:
    kind.hold(triples)
    held, graph = set(triples), kind.graph
    assert len(graph) == len(held)
    for some in product((A, None), (P, AGE, None), (B, WORDS[0], None)):
        found = list(graph.match(*some))
        assert len(found) == len(set(found))
        assert set(found) == {
            triple for triple in held if all(a in (b, None) for a, b in zip(some, triple, strict=True))
        }
    assert all(triple in graph for triple in held)
    assert (D, Q, literal("no such")) not in graph


@together
@given(text=texts)
@example(text="\\u0022 } } SERVICE <http://example.org/> { ?x ?y ?z } #")
@example(text='"\n\r\t\b\f\\\x00\x7f\x85\u2028\u202e')
@example(text="\\\\u0041 \\U00000041")
def test_any_text_is_a_label(kind: Kind, text: str) -> None:
    said, foreign = literal(text), literal(text, language="ar")
    kind.hold([(A, P, said), (B, P, foreign)])
    assert list(kind.graph.match(A, P, None)) == [(A, P, said)]
    assert (B, P, foreign) in kind.graph
    assert kind.graph.select(Query((X,), (Pattern(A, P, X),))) == [(said,)]
    assert kind.graph.select(Query((X,), (Pattern(X, P, said),))) == [(A,)]
    assert kind.graph.select(Query((X,), (Pattern(X, P, Y), Comparison("==", Y, foreign)))) == [(B,)]


def test_a_literal_is_the_subject_of_nothing(kind: Kind) -> None:
    kind.hold([(A, P, B)])
    assert not list(kind.graph.match(literal("x"), None, None))
    assert not list(kind.graph.match(None, literal("x"), None))
    assert not kind.graph.select(Query((X,), (Pattern(literal("x"), P, X),)))
    assert (literal("x"), P, B) not in kind.graph
    assert "no triple" not in kind.graph


def test_too_many_rows_are_a_fault(kind: Kind) -> None:
    kind.hold([(A, P, literal(str(n))) for n in range(50)])
    query = Query((X,), (Pattern(A, P, X),))
    assert len(kind.graph.select(query, Bounds(rows=50))) == 50
    with pytest.raises(FaultError, match="more than 49 answers"):
        kind.graph.select(query, Bounds(rows=49))


def test_an_endless_question_ends_and_the_next_is_answered(kind: Kind) -> None:
    kind.hold([(A, P, literal(f"{n:02}")) for n in range(40)])
    chain = [Var(f"v{n}") for n in range(12)]
    rising = [Comparison("<", one, other) for one, other in pairwise(chain)]
    endless = (*(Pattern(A, P, each) for each in chain), *rising, Comparison("<", chain[-1], chain[0]))
    with pytest.raises(FaultError) as caught:
        kind.graph.select(Query((), endless), Bounds(seconds=0.7))
    assert caught.value.faults[0].code == "limit"
    kind.free()
    kind.hold([(A, P, literal("03"))])
    assert kind.graph.select(Query((), (Pattern(A, P, literal("03")),))) == [()]


@pytest.mark.parametrize(
    "where",
    [
        (Pattern("_:b", P, X),),
        (Pattern(X, "not an iri", Y),),
        (Pattern(X, "http://example.org/> } SERVICE <http://x/", Y),),
        (Pattern(Var("x } SERVICE"), P, Y),),
        (Reach(A, (), X),),
        (Reach(A, (literal("p"),), X),),
        (Counted(Var("n"), Var("w"), (Pattern(X, P, Y),)),),
        (Absent((Pattern('"x"^^<http://e/> . } LOAD <http://e/>', P, X),)),),
    ],
)
def test_what_cannot_be_asked_is_a_fault(kind: Kind, where: tuple[Pattern, ...]) -> None:
    with pytest.raises(FaultError) as caught:
        kind.graph.select(Query((X,), where))
    assert caught.value.faults[0].code in ("query", "node")


def test_numbers_are_compared_by_value(kind: Kind) -> None:
    whole, real = literal("2", XSD + "integer"), literal("2", XSD + "decimal")
    kind.hold([(A, AGE, whole), (B, AGE, real), (C, AGE, literal("10", XSD + "integer"))])
    query = Query((X,), (Pattern(X, AGE, Y), Comparison("<=", Y, whole)))
    assert sorted(kind.graph.select(query)) == [(A,), (B,)]


def test_it_is_a_graph(kind: Kind) -> None:
    assert isinstance(kind.graph, Graph)
    assert all(isinstance(name, str) for name in kind.graph.prefixes)
