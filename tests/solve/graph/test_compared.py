"""An answer beside a graph that has changed since: what it cites and is gone, what it lacks now."""

from neurosym.answer import Answer
from neurosym.grounded import Grounded
from neurosym.knowledge.nodes import Triple, named
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.translate.questions.formula import Meaning
from neurosym.translate.questions.notation import read

BY = named("directed_by")
ALIEN, DUNE, HEAT = ((named(film), BY, named("Scott")) for film in ("Alien", "Dune", "Heat"))
OTHER = named("Ran"), BY, named("Kurosawa")


def grounded(*triples: Triple) -> Grounded:
    graph = Oxigraph()
    graph.add((*triples, OTHER))
    return Grounded(graph)


def answered(path: str, *triples: Triple) -> Answer:
    with grounded(*triples) as graph:
        words = graph.vocabulary.properties.in_words
        meaning = Meaning(words, {}, {"A": "Scott"})
        return graph.solve(meaning.problem(read(path, [*words], []), path))


def told(answer: Answer, *triples: Triple) -> list[str]:
    with grounded(*triples) as graph:
        return [fault.what for fault in graph.compare(answer)]


def test_the_same_graph_says_the_same() -> None:
    for path in ("A < directed by", "count A < directed by", "is A < directed by"):
        assert told(answered(path, ALIEN, DUNE), DUNE, ALIEN) == []


def test_what_is_gone_is_told_with_the_triples_that_said_it() -> None:
    assert told(answered("A < directed by", ALIEN, DUNE), ALIEN) == [
        "the graph does not say `Dune · directed by · Scott [here]`",
        "the graph does not answer `Dune`",
    ]


def test_what_is_new_is_told() -> None:
    assert told(answered("A < directed by", ALIEN, DUNE), ALIEN, DUNE, HEAT) == [
        "the graph answers `Heat`, too"
    ]


def test_a_number_that_has_changed_is_told_both_ways() -> None:
    assert told(answered("count A < directed by", ALIEN), ALIEN, HEAT) == [
        "the graph does not answer 1",
        "the graph answers 2, too",
    ]
