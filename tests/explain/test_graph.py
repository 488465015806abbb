"""The graph of an answer, and every graph drawn the same way."""

from neurosym.explain.graph import ANSWER, add_claims, answer_graph, as_mermaid, new_graph
from neurosym.ir.core import Apply, Claim, Truth

SAID = Claim("c1", Truth(True), "It rains.")
BARE = Claim("c2", Apply("wet"))


def test_claims_lead_to_the_answer() -> None:
    graph = answer_graph("Yes.", [SAID, BARE], against=False)
    assert dict(graph.nodes("label")) == {ANSWER: "Yes.", "c1": "It rains.", "c2": "wet"}
    assert list(graph.edges) == [("c1", ANSWER), ("c2", ANSWER)]
    assert as_mermaid(graph).splitlines() == [
        "graph TD",
        '  n0(["Yes."])',
        '  n1["c1: It rains."]',
        '  n2["c2: wet"]',
        "  n1 --> n0",
        "  n2 --> n0",
    ]


def test_a_conflict_is_drawn_as_one() -> None:
    assert "  n1 --x n0" in as_mermaid(answer_graph("None.", [SAID], against=True))


def test_a_sentence_cannot_break_the_drawing() -> None:
    says = 'He said "]; click n0 href \\"x\\" --> "\n  verdict'
    graph = new_graph()
    graph.add_node("step 1", label=says)
    add_claims(graph, [Claim("c1", Truth(True), says)], "step 1")
    head, step, claim, edge = as_mermaid(graph).splitlines()
    assert (head, edge) == ("graph TD", "  n1 --> n0")
    assert step.startswith('  n0["step 1: He said ')
    assert claim.startswith('  n1["c1: He said ')
    assert step.count('"') == claim.count('"') == 2
