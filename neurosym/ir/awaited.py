"""Sorts and symbols that await their members or facts from a knowledge graph. Knows no graph.

Their gloss begins with `FROM_GRAPH`; once the facts are there, as claims of kind `triple`, it only says where
they come from.
"""

from __future__ import annotations

FROM_GRAPH = "graph: "
"""How such a gloss begins; behind it stands what the graph is asked for."""


def awaits(gloss: str) -> bool:
    """Say whether a gloss asks for a graph."""
    return gloss.startswith(FROM_GRAPH)


def written(gloss: str) -> str:
    """Return what a gloss asks of a graph, as it is written."""
    return gloss.removeprefix(FROM_GRAPH)
