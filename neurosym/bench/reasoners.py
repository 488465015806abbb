"""What other engines derive from triples: nemo, reasonable and owlrl, where they are installed.

Each says what it derives and how long that took, in processor time of this process. Engines that read files
are timed with the reading, the others without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from neurosym.bench.synthetic import NEMO
from neurosym.bench.terms import graph_of, lines_of, triples_of
from neurosym.bench.timing import timed
from neurosym.knowledge.nodes import Triple

Closed: TypeAlias = "tuple[set[Triple], float]"
"""What was derived, with what was given; seconds."""

CLASH = "http://www.daml.org/2002/03/agents/agent-ont#error"
"""The property by which owlrl says of a graph that it contradicts itself."""


@dataclass(frozen=True, slots=True)
class Reasoner:
    """An engine. `owl`: it has rules of OWL 2 RL of its own; else it runs our ten, over IRIs alone."""

    module: str
    distribution: str
    closure: Callable[[Sequence[Triple]], Closed]
    owl: bool = True


def _nemo(graph: Sequence[Triple]) -> Closed:
    nemo = import_module("nmo_python")
    with TemporaryDirectory() as folder:
        path = _written(graph, Path(folder))

        def reason() -> Iterable[Iterable[object]]:
            engine = nemo.NemoEngine(nemo.load_string(NEMO.format(path=path)))
            engine.reason()
            found: Iterable[Iterable[object]] = engine.result("t")
            return found

        found, cpu_s = timed(reason)
        rows = ([str(node).removeprefix("<").removesuffix(">") for node in row] for row in found)
        return {(s, p, o) for s, p, o in rows}, cpu_s


def _reasonable(graph: Sequence[Triple]) -> Closed:
    reasoner = import_module("reasonable").PyReasoner()
    with TemporaryDirectory() as folder:
        path = _written(graph, Path(folder))

        def reason() -> Iterable[Iterable[object]]:
            reasoner.load_file(str(path))
            found: Iterable[Iterable[object]] = reasoner.reason()
            return found

        found, cpu_s = timed(reason)
    return set(triples_of(found)), cpu_s


def _owlrl(graph: Sequence[Triple]) -> Closed:
    owlrl = import_module("owlrl")
    theirs = graph_of(graph)
    _, cpu_s = timed(lambda: owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(theirs))
    return set(triples_of(theirs)), cpu_s


REASONERS: Mapping[str, Reasoner] = {
    "nemo": Reasoner("nmo_python", "nemo-python", _nemo, owl=False),
    "reasonable": Reasoner("reasonable", "reasonable", _reasonable),
    "owlrl": Reasoner("owlrl", "owlrl", _owlrl),
}


def _written(graph: Iterable[Triple], folder: Path) -> Path:
    path = folder / "graph.ttl"  # reasonable reads no other ending
    path.write_text(lines_of(graph), encoding="utf-8")
    return path
