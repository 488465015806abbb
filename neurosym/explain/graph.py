"""Why an answer holds, as a graph: from claims, and from steps where there are any, to what they show; of
triples, the things and properties that they join.

One way to draw all of them: the nodes have their words as `label`; it does not know what is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from neurosym.explain.cited import is_cited
from neurosym.explain.report import SAYS
from neurosym.explain.say import called, clipped
from neurosym.faults import visible
from neurosym.ir.core import Apply, Claim, Element, Num
from neurosym.ir.pretty import print_formula

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.DiGraph[str]"
"""A graph of networkx, which is loaded only where one is made."""

MAX_TRIPLES = 100
"""Triples of a picture; the rest is counted."""

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


def answer_graph(head: str, claims: Sequence[Claim], against: bool, value: object = None) -> Graph:
    """Return the graph from claims to the answer that rests on them, or of the triples that give a value."""
    if claims and all(map(is_cited, claims)):
        return triples_graph(claims, value)
    graph = new_graph()
    graph.add_node(ANSWER, label=head)
    add_claims(graph, claims, ANSWER, against)
    return graph


def triples_graph(claims: Sequence[Claim], value: object) -> Graph:
    """Return the things of ground triples, with properties as edges that say if they are `derived`.

    Things that are a value are `found`.
    """
    graph = new_graph()
    found = {called(one) for one in _flat(value)}
    for claim in claims[:MAX_TRIPLES]:
        match claim.formula:
            case Apply(name, (Element() | Num() as subject, Element() | Num() as other)):
                ends, words = (_named(subject), _named(other)), called(name).replace("_", " ")
            case Apply(name, (Element() | Num() as subject,)):
                ends, words = (_named(subject), called(name).replace("_", " ")), "is a"
            case _:
                continue
        for end in ends:
            graph.add_node(end, label=end, thing=True, found=end in found)
        both = graph.edges[ends]["label"] + ", " if graph.has_edge(*ends) else ""
        graph.add_edge(*ends, label=both + words, derived=claim.kind == "derived")
    if len(claims) > MAX_TRIPLES:
        more = f"and {len(claims) - MAX_TRIPLES} more triples"
        graph.add_node(more, label=more, thing=True, found=False)
    return graph


def _named(term: Element | Num) -> str:
    return called(term.name) if isinstance(term, Element) else called(term.value)


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _flat(one)
    else:
        yield value


def as_mermaid(graph: Graph) -> str:
    """Return the graph as mermaid text."""
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["graph TD"]
    for node, said in graph.nodes(data=True):
        left, right = ("([", "])") if node == ANSWER or said.get("found") else ("[", "]")
        text = said["label"] if node == ANSWER or said.get("thing") else f"{node}: {said['label']}"
        lines.append(f'  {names[node]}{left}"{_label(text)}"{right}')
    for start, end, said in graph.edges(data=True):
        words = f'|"{_label(said["label"])}"|' if "label" in said else ""
        arrow = "--x" if said.get("against") else "-.->" if said.get("derived") else "-->"
        lines.append(f"  {names[start]} {arrow}{words} {names[end]}")
    return "\n".join(lines)


def _label(text: str) -> str:
    """Escape all but letters, digits and plain marks."""
    return "".join(
        char if char.isalnum() or char in " .,:;()'-" else f"#{ord(char)};"
        for char in clipped(visible(text), 2 * SAYS)
    )
