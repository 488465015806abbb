"""The W3C's cases of SHACL: data, shapes, and the results that are due. Validates nothing.

Results are told by focus and component; blank nodes are all one, since each has another name each time that
its file is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from neurosym.knowledge.nodes import Node, is_blank, node_of

SH, SHT = "http://www.w3.org/ns/shacl#", "http://www.w3.org/ns/shacl-test#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

Results: TypeAlias = "Counter[tuple[str, str]] | None"
"""How often each focus and component is told; None where there are no results but a failure."""


def result(focus: Node, component: str) -> tuple[str, str]:
    """Return one result as results are compared."""
    component = component.removeprefix(SH).removesuffix("ConstraintComponent")
    return "_:" if is_blank(focus) else focus, component


def cases(folder: Path) -> Iterator[tuple[Path, Path, Results]]:
    """Yield data, shapes and the results that are due of each case of a folder."""
    for path in sorted(folder.rglob("*.ttl")):
        yield from _cases(path)


def _cases(path: Path) -> Iterator[tuple[Path, Path, Results]]:
    # no store, which would write the literals otherwise
    quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=f"file:///{path.name}"))

    def of(subject: object, word: str) -> list[object]:
        return [quad.object for quad in quads if quad.subject == subject and quad.predicate.value == word]

    for test in [quad.subject for quad in quads if quad.object == ox.NamedNode(SHT + "Validate")]:
        (action,), (outcome,) = of(test, MF + "action"), of(test, MF + "result")
        data, shapes = (
            path.parent / node_of(of(action, SHT + word)[0]).removeprefix("file:///")
            for word in ("dataGraph", "shapesGraph")
        )
        if isinstance(outcome, ox.NamedNode):
            yield data, shapes, None
            continue
        due: Counter[tuple[str, str]] = Counter()
        for one in of(outcome, SH + "result"):
            (focus,), (component,) = of(one, SH + "focusNode"), of(one, SH + "sourceConstraintComponent")
            due[result(node_of(focus), node_of(component))] += 1
        yield data, shapes, due
