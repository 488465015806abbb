"""Problems take members and facts from a graph, cite them, and guess nothing."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurosym as ns
from neurosym.faults import FaultError
from neurosym.ir.core import Apply, Element, Not, Problem
from neurosym.ir.walk import conjuncts
from neurosym.knowledge.nodes import LABEL, TYPE, XSD, literal
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source
from neurosym.knowledge.store import Bounds
from neurosym.solve.graph import facts as taking

CHECKOUT = Path(__file__).parents[3]
GEOGRAPHY = CHECKOUT / "knowledge_graphs" / "geography.ttl"
EX = "http://example.org/"


@pytest.fixture(scope="module")
def geography() -> Oxigraph:
    graph = Oxigraph()
    graph.load(GEOGRAPHY)
    return graph


def grounded(problem: Problem, graph: Oxigraph, bounds: Bounds | None = None) -> Problem:
    return taking.grounded(problem, graph, bounds)[0]


def facts(problem: Problem) -> list[str]:
    return [claim.says for claim in problem.claims if claim.kind == "triple"]


def codes(problem: str, graph: Oxigraph, bounds: Bounds | None = None) -> list[tuple[str, str, str]]:
    with pytest.raises(FaultError) as found:
        grounded(ns.loads(problem + "\nfind"), graph, bounds)
    return [(fault.code, fault.what, fault.hint) for fault in found.value.faults]


@pytest.mark.parametrize(
    ("name", "verdict", "cited"),
    [
        ("colours", "Optimal: 3.", "El Salvador · borders · Honduras [geography.ttl]"),
        ("depots", "Optimal: 105000000.", "Greece · population · 10000000 [geography.ttl]"),
        ("visitors", "Exactly one", "`borders` holds of nothing but what the graph says."),
    ],
)
def test_an_example_is_answered_with_its_triples(name: str, verdict: str, cited: str) -> None:
    problem = ns.load(CHECKOUT / "examples" / "grounded" / f"{name}.problem")
    answer = ns.solve(problem, knowledge=GEOGRAPHY)
    assert str(answer).startswith(verdict)
    assert answer.trust == "certified"
    assert cited in [claim.says for claim in answer.because]
    assert answer.problem is not None
    assert all(said.endswith(" [geography.ttl]") for said in facts(answer.problem))
    ns.verify(answer)


def test_without_a_graph_it_says_what_is_missing() -> None:
    problem = ns.load(CHECKOUT / "examples" / "grounded" / "colours.problem")
    answer = ns.solve(problem)
    assert answer.verdict is ns.Verdict.UNTRANSLATED
    assert [fault.code for fault in answer.faults] == ["no-knowledge", "no-knowledge"]


def test_a_wrong_graph_is_a_fault_of_the_answer() -> None:
    answer = ns.solve(ns.loads("sort C from geo:Nowhere\nfind"), knowledge=GEOGRAPHY)
    assert [fault.code for fault in answer.faults] == ["unknown-name"]


def test_paths_classes_and_conditions(geography: Oxigraph) -> None:
    problem = grounded(
        ns.loads(
            "sort City = Vienna, Bern from geo:City\n"
            "sort Land = Austria, Switzerland from geo:Country\n"
            "speaks_like : City, Land -> Bool from geo:country/geo:officialLanguage/^geo:officialLanguage\n"
            "of_place : City -> Bool from geo:Place\n"
            "land : City -> Land from geo:country\n"
            "defined big : Land -> Bool from geo:population >= 9000000\n"
            "defined no_eu : Land -> Bool from not geo:memberOf geo:European_Union\nfind"
        ),
        geography,
    )
    said = facts(problem)
    assert "Vienna is a city [geography.ttl]; city · sub class of · place [geography.ttl]" in said
    assert "Vienna · country · Austria [geography.ttl]" in said
    assert {claim.formula for claim in problem.claims} >= {
        Apply("speaks_like", (Element("Vienna"), Element("Switzerland"))),
        Apply("big", (Element("Austria"),)),
        Not(Apply("big", (Element("Switzerland"),))),
        Apply("no_eu", (Element("Switzerland"),)),
        Not(Apply("no_eu", (Element("Austria"),))),
    }


@pytest.mark.parametrize(
    ("problem", "code", "what", "hint"),
    [
        ("sort C from geo:Contry", "unknown-name", "no class `geo:Contry`", "did you mean `geo:Country`?"),
        ("sort C from go:Country", "unknown-name", "no prefix `go:`", "did you mean `geo`?"),
        (
            "sort C from geo:Country where geo:borderz geo:Italy",
            "unknown-name", "no property `geo:borderz`", "did you mean `geo:borders`?",
        ),
        (
            "sort C from geo:Country where geo:borders geo:Itly",
            "unknown-name", "no thing `geo:Itly`", "did you mean `geo:Italy`?",
        ),
        (
            "sort C = Frence from geo:Country",
            "unknown-name", "no `Frence` among `geo:Country`", "did you mean `France`?",
        ),
        (
            "sort C = Luxembourg\np : C -> Int from geo:population",
            "unknown-name", "may be geo:Luxembourg", "say of which class",
        ),
        (
            "sort C = Bern from geo:City\np : C -> Int from geo:population",
            "no-value", "the graph has no `p` of Bern", "where geo:population",
        ),
        (
            "sort C = Bolivia from geo:Country\nsort K from geo:City where ^geo:capital geo:Bolivia\n"
            "c : C -> Int from geo:capital",
            "no-value", "which is no number", "",
        ),
        (
            "sort C = Fiji from geo:Country\nsort L from geo:Language\nl : C -> L from geo:officialLanguage",
            "two-values", "two values for `l` of Fiji: “Fiji · official language · ", "predicate of two",
        ),
        (
            "sort C = France from geo:Country\nsort K = Berlin from geo:City\nk : C -> K from geo:capital",
            "no-value", "is Paris, which is not in `K`", "widen the sort",
        ),
        (
            "sort C = France from geo:Country\nsort S = 1..9\nk : C -> S from geo:population",
            "no-value", "beyond 1..9", "widen `S`",
        ),
        (
            "sort C from geo:Country where geo:population >= 9000000000",
            "empty-sort", "nothing for `C`", "less conditions",
        ),
        (
            "sort C = France from geo:Country\nb : C, C -> Int from geo:borders",
            "origin", "no symbol that a graph can fill", "predicates of one or two things",
        ),
        (
            "sort S = 1..3\nb : S -> Bool from geo:borders",
            "origin", "knows nothing of `S`", "sort S from geo:City",
        ),
    ],
)  # fmt: skip
def test_what_the_graph_does_not_have_is_a_fault(
    geography: Oxigraph, problem: str, code: str, what: str, hint: str
) -> None:
    found = codes(problem, geography)
    assert found[0][0] == code
    assert what in found[0][1]
    assert hint in found[0][2]


def test_all_faults_are_said_at_once(geography: Oxigraph) -> None:
    found = codes("sort C from geo:Contry\nsort D from geo:Cty\np : C -> Bool from geo:borders", geography)
    assert [code for code, _, _ in found] == ["unknown-name", "unknown-name"]


def test_a_hub_of_many_triples_stays_within_the_bounds() -> None:
    graph = Oxigraph()
    graph.add([(EX + "hub", TYPE, EX + "Hub")])
    graph.add((EX + "hub", EX + "to", EX + f"n{number}") for number in range(5_000))
    problem = f'sort H "graph: <{EX}Hub>"\nto : H, H -> Bool "graph: <{EX}to>"'
    assert codes(problem, graph, Bounds(rows=1_000))[0][0] == "limit"


def test_true_and_false_of_the_graph_are_both_facts() -> None:
    graph = Oxigraph()
    for name, value in (("a", "true"), ("b", "false")):
        graph.add([(EX + name, TYPE, EX + "V"), (EX + name, EX + "open", literal(value, XSD + "boolean"))])
    problem = grounded(
        ns.loads(f'sort V "graph: <{EX}V>"\nopen : V -> Bool "graph: <{EX}open>"\nfind'), graph
    )
    assert [claim.formula for claim in problem.claims] == [
        Apply("open", (Element("a"),)),
        Not(Apply("open", (Element("b"),))),
    ]


def test_namesakes_get_names_of_their_own() -> None:
    graph = Oxigraph()
    for kind, name in (("C", "c/lux"), ("D", "d/lux"), ("D", "e/lux")):
        graph.add([(EX + name, TYPE, EX + kind), (EX + name, LABEL, '"Lux"')])
    problem = grounded(ns.loads(f'sort C "graph: <{EX}C>"\nsort D "graph: <{EX}D>"\nfind'), graph)
    names = [name for sort in problem.sorts for name in getattr(sort, "elements", ())]
    assert len(names) == len(set(names)) == 3
    assert not [fault for fault in ns.Engine().check(problem) if fault.severity == "error"]


NODES = [EX + name for name in "abcd"]


@given(st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), min_size=0))
def test_a_closed_predicate_is_what_the_graph_says(pairs: set[tuple[str, str]]) -> None:
    graph = Oxigraph()
    graph.add(((node, TYPE, EX + "N") for node in NODES), Source("kinds"))
    graph.add(((one, EX + "to", other) for one, other in pairs), Source("pairs"))
    graph.add([("http://x/u", EX + "to", "http://x/v")])
    text = f'sort N "graph: <{EX}N>"\ndefined to : N, N -> Bool "graph: <{EX}to>"\nfind'
    problem = grounded(ns.loads(text), graph)
    held = {claim.formula for claim in problem.claims if claim.kind == "triple"}
    denied = {
        part for claim in problem.claims if claim.kind == "assumed" for part in conjuncts(claim.formula)
    }
    for one, other in product(NODES, NODES):
        fact = Apply("to", (Element(one[-1]), Element(other[-1])))
        assert (fact in held) == ((one, other) in pairs)
        assert (Not(fact) in denied) == ((one, other) not in pairs)
    assert all(claim.says.endswith("[pairs]") for claim in problem.claims if claim.kind == "triple")
