"""One walk over random graphs finds what many look-ups find."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from neurosym.knowledge.census import Census
from neurosym.knowledge.nodes import Triple, is_literal, named
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.ways import Step, Ways

THINGS = [named(name) for name in "abcde"]
PROPERTIES = [named(name) for name in ("p", "q", "r")]
TRIPLES = st.lists(
    st.tuples(st.sampled_from(THINGS), st.sampled_from(PROPERTIES), st.sampled_from([*THINGS, '"a"', '"b"'])),
    unique=True,
)


def graph_of(triples: list[Triple]) -> Oxigraph:
    graph = Oxigraph()
    graph.add(triples)
    return graph


@given(TRIPLES)
def test_a_census_counts_things_and_properties(triples: list[Triple]) -> None:
    census = Census.of(graph_of(triples))
    ends = [end for subject, _, value in triples for end in (subject, value)]
    assert census.things == Counter(end for end in ends if not is_literal(end))
    assert census.properties == Counter(triple[1] for triple in triples)
    assert census.whole


@given(TRIPLES, st.sets(st.sampled_from(PROPERTIES)))
def test_a_step_follows_another_if_some_node_has_both(triples: list[Triple], along: set[str]) -> None:
    graph = graph_of(triples)
    ways = Ways.of(Census.of(graph).leaving, along)

    def reached(step: Step) -> set[str]:
        return {triple[2] if step[1] else triple[0] for triple in triples if triple[1] == step[0]}

    def left(step: Step) -> set[str]:
        return reached((step[0], not step[1]))

    for one, other in product(product(PROPERTIES, (True, False)), repeat=2):
        joined = {one[0], other[0]} <= along and bool(reached(one) & left(other))
        assert joined == (other in ways.after.get(one, ()))
    for node in THINGS:
        known = {step for step in product(along, (True, False)) if node in left(step)}
        assert ways.first(graph, [node]) == known


def test_of_a_larger_graph_the_first_triples_are_read() -> None:
    triples = [(one, PROPERTIES[0], other) for one, other in product(THINGS, repeat=2)]
    census = Census.of(graph_of(triples), most=7)
    assert not census.whole
    assert census.properties == {PROPERTIES[0]: 7}
    assert Census.of(graph_of(triples), most=len(triples)).whole
