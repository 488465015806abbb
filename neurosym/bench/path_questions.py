"""PathQuestion (Zhou, Huang and Zhu, 2018): questions over two graphs of Freebase, with their paths."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from neurosym.knowledge.nodes import Triple, named
from neurosym.knowledge.oxigraph import Oxigraph

FOLDER = "pathquestion"
GRAPHS: Mapping[str, str] = {"PQ-2H": "2H-kb.txt", "PQL-2H": "PQL2-KB.txt"}
"""The table of heads, relations and tails that each set of questions is about."""

_ANSWERS = re.compile(r".*?\((.*)\)")


def lines_of(folder: Path, name: str) -> list[str]:
    """Return the lines of a set: question, answers and path, parted by tabs."""
    return (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def question_of(line: str) -> tuple[str, list[str]]:
    """Return the question of a line with all of its answers, as `first(first/second/)` lists them."""
    question, said = line.split("\t")[:2]
    listed = _ANSWERS.fullmatch(said)
    return question.strip(), [name for name in (listed[1] if listed else said).split("/") if name]


def graph_of(table: Path) -> Oxigraph:
    """Return the graph of a table."""
    graph = Oxigraph()
    graph.add(triple_of(*line.split("\t")) for line in table.read_text(encoding="utf-8").splitlines())
    return graph


def triple_of(head: str, relation: str, tail: str) -> Triple:
    """Return a triple of names."""
    return named(head), named(relation), named(tail)
