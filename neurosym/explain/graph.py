"""Why an answer holds, as a graph: from claims, and from steps where there are any, to what they show.

One way to draw all of them: the nodes have their words as `label`; it does not know what is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from neurosym.explain.report import SAYS
from neurosym.explain.say import clipped
from neurosym.faults import visible
from neurosym.ir.core import Claim
from neurosym.ir.pretty import print_formula

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.DiGraph[str]"
"""A graph of networkx, which is loaded only where one is made."""

ANSWER = "the answer"
"""The node of the answer; with a space, so that it is no claim's id."""


def new_graph() -> Graph:
    """Return a graph without nodes."""
    import networkx as nx  # takes as long to load as all else

    return nx.DiGraph()


def add_claims(graph: Graph, claims: Iterable[Claim], shows: str, against: bool = False) -> None:
    """Add claims, by id, and what they show or, `against` each other, contradict."""
    for claim in claims:
        graph.add_node(claim.id, label=visible(claim.says) or print_formula(claim.formula))
        graph.add_edge(claim.id, shows, against=against)


def answer_graph(head: str, claims: Iterable[Claim], against: bool) -> Graph:
    """Return the graph from claims to the answer that rests on them."""
    graph = new_graph()
    graph.add_node(ANSWER, label=head)
    add_claims(graph, claims, ANSWER, against)
    return graph


def as_mermaid(graph: Graph) -> str:
    """Return the graph as mermaid text."""
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["graph TD"]
    for node, words in graph.nodes("label"):
        text, left, right = (words, "([", "])") if node == ANSWER else (f"{node}: {words}", "[", "]")
        lines.append(f'  {names[node]}{left}"{_label(text)}"{right}')
    for start, end, against in graph.edges(data="against"):
        lines.append(f"  {names[start]} {'--x' if against else '-->'} {names[end]}")
    return "\n".join(lines)


def _label(text: str) -> str:
    """Escape all but letters, digits and plain marks."""
    return "".join(
        char if char.isalnum() or char in " .,:;()'-" else f"#{ord(char)};"
        for char in clipped(visible(text), 2 * SAYS)
    )
