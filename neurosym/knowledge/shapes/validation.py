"""Validation of a graph by SHACL shapes: faults with the node, the path and what would be right.

The verdict is `conforms` only where all that the shapes say was checked; where something of it is not run,
and nothing else is wrong, it is `undetermined`. No shape can open a socket or run for long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Literal, cast

from neurosym.faults import Fault, FaultError, brief
from neurosym.knowledge.nodes import RDFS, SH, TYPE, Node, Triple, is_blank, is_literal, node_of
from neurosym.knowledge.reading import Statements
from neurosym.knowledge.shapes.engine import Found
from neurosym.knowledge.shapes.features import items, not_run
from neurosym.knowledge.store import Graph, shown
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Failed, Job, Outcome
from neurosym.workers.worker import Worker

MAX_TRIPLES = 2_000_000
MAX_RESULTS = 1_000

_ORDER = ("focus", "path", "component", "value")

Verdict = Literal["conforms", "violated", "undetermined"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a check: the node, the path and the value that it is about, as nodes and SPARQL paths."""

    focus: Node
    path: str
    value: Node
    component: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Validation:
    """What came of a validation. `faults`: of the data, then of the shapes that were not run."""

    verdict: Verdict
    violations: tuple[Violation, ...]
    not_run: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults: of the data, then what was not checked."""
        return (*(each.fault for each in self.violations), *self.not_run)


def validate(
    graph: Graph,
    shapes: Graph | str | Path,
    *,
    cpu_s: float = 30.0,
    memory_mb: int = 4096,
    worker: Worker | None = None,
) -> Validation:
    """Check a graph by shapes, of a file or a graph; a worker saves its start where there are several.

    Raises `FaultError`: `missing` without the engine, `shapes` where they are malformed, `limit`.
    """
    if find_spec("shacl") is None:
        hint = "pip install 'neurosym-engine[shapes]'"
        raise FaultError(Fault("missing", "validation needs the package shacl", hint=hint))
    said = _named(list(_read_shapes(shapes)))
    data = list(_bounded(graph))
    job = Job("neurosym.knowledge.shapes.engine:results", (_lines(said), _lines(data), MAX_RESULTS))
    budget = Budget(wall_s=2 * cpu_s, cpu_s=cpu_s, memory_mb=memory_mb)
    outcome = _found(_run(job, budget, worker), cpu_s, memory_mb)
    left = [*not_run(said), *_idle(said, data)]
    right = _Right(graph, said)
    violations = tuple(right.violation(found) for found in outcome)
    if len(violations) >= MAX_RESULTS:
        left.append(Fault("limit", f"only the first {MAX_RESULTS:,} results are told"))
    stopping = any(fault.severity == "error" for fault in left)
    verdict: Verdict = "violated" if violations else "undetermined" if stopping else "conforms"
    return Validation(verdict, violations, tuple(left))


def _read_shapes(shapes: Graph | str | Path) -> Iterator[Triple]:
    if isinstance(shapes, (str, Path)):  # not through a store, which would make `true` of "1"^^xsd:boolean
        for quad in Statements(Path(shapes), Path(shapes).name):
            yield node_of(quad.subject), quad.predicate.value, node_of(quad.object)
    else:
        yield from _bounded(shapes)


def _bounded(graph: Graph) -> Iterator[Triple]:
    rows = graph.match(None, None, None)
    yield from islice(rows, MAX_TRIPLES)
    if next(rows, None) is not None:
        raise FaultError(Fault("limit", f"the graph has more than {MAX_TRIPLES:,} triples to validate"))


def _run(job: Job, budget: Budget, worker: Worker | None) -> Outcome:
    if worker is not None:
        return worker.run(job, budget)
    with Worker() as own:
        return own.run(job, budget)


def _found(outcome: Outcome, cpu_s: float, memory_mb: int) -> list[Found]:
    match outcome:
        case Done(str(wrong)):
            raise FaultError(Fault("shapes", f"the shapes cannot be run: {brief(wrong, 300)}"))
        case Done([bool(conforms), list(found)]):
            if (conforms and found) or (not conforms and not found):
                raise FaultError(Fault("shapes", "the engine contradicts itself"))
            results = cast("list[Found]", found)
            return sorted(results, key=lambda each: [each[part] or "" for part in _ORDER])
        case Failed("timeout" | "cpu"):
            hint = "allow more seconds, or validate a part of the graph"
            raise FaultError(Fault("limit", f"validation takes more than {cpu_s:g} s", hint=hint))
        case Failed("memory"):
            raise FaultError(Fault("limit", f"validation needs more than {memory_mb} MiB"))
        case _:
            raise FaultError(Fault("shapes", f"the engine failed: {brief(str(outcome), 300)}"))


def _named(triples: list[Triple]) -> list[Triple]:
    """Give property shapes that are blank a name, by which the engine's results can be understood."""
    blank = {subject for subject, predicate, _ in triples if predicate == SH + "path" and is_blank(subject)}
    names = {node: f"urn:shape:{number}" for number, node in enumerate(sorted(blank))}
    return [(names.get(one, one), along, names.get(other, other)) for one, along, other in triples]


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(" ".join((*map(_written, triple), ".\n")) for triple in triples)


def _written(node: Node) -> str:
    return node if is_literal(node) or is_blank(node) else f"<{node}>"


def _read(written: str | None) -> Node:
    said = written or ""
    return said[1:-1] if said.startswith("<") else said


def _idle(shapes: list[Triple], data: list[Triple]) -> Iterator[Fault]:
    """Yield a warning for each class that is a target and that nothing is an instance of."""
    used = {value for _, predicate, value in data if predicate == TYPE}
    used |= {value for _, predicate, value in data if predicate == RDFS + "subClassOf"}
    for _, predicate, value in shapes:
        if predicate == SH + "targetClass" and value not in used:
            what = f"nothing is an instance of {brief(value)}, so its shape checks nothing"
            yield Fault("not-run", what, severity="warning")


_AT = {
    **{"MinCount": "at least", "MinInclusive": "at least", "MinLength": "at least"},
    **{"MaxCount": "at most", "MaxInclusive": "at most", "MaxLength": "at most"},
    **{"MinExclusive": "more than", "MaxExclusive": "less than"},
}
_OTHERS = {
    "Datatype": "a literal of the datatype {}",
    "Class": "an instance of {}",
    "NodeKind": "a node of the kind {}",
    "Pattern": "a text that matches {}",
    "HasValue": "{} as one of its values",
    "LanguageIn": "a text in one of the languages {}",
    "Equals": "the same values as those of {}",
    "Disjoint": "no value that {} has too",
    "LessThan": "a value less than that of {}",
    "LessThanOrEquals": "a value that is at most that of {}",
    "UniqueLang": "one text in each language",
    "In": "one of {}",
    "Closed": "only the properties that its shape names",
}


_WRONG = {
    **{"MinCount": "too few values", "QualifiedMinCount": "too few values of a kind"},
    **{"MaxCount": "too many values", "QualifiedMaxCount": "too many values of a kind"},
    **{"HasValue": "a value is missing", "UniqueLang": "two texts in one language"},
}


class _Right:
    """Says of results what would be right, by what the shapes say."""

    def __init__(self, graph: Graph, shapes: list[Triple]) -> None:
        self._graph, self._triples = graph, shapes
        self._shapes: dict[Node, dict[Node, Node]] = {}
        for subject, predicate, value in shapes:
            self._shapes.setdefault(subject, {})[predicate] = value

    def violation(self, found: Found) -> Violation:
        """Return a result of the engine as a fault, a warning where the shapes say that it is one."""
        focus, value = _read(found["focus"]), _read(found["value"])
        component = (found["component"] or "").removeprefix(SH).removesuffix("ConstraintComponent")
        path = found["path"] or ""
        where = f"{self._shown(focus)}, {self._path(path)}" if path else self._shown(focus)
        asked = self._asked(component, self._shapes.get(_read(found["shape"]), {}))
        if found["message"]:
            what = f"{where}: {brief(found['message'], 300)}"
        elif value and value != focus:
            what = f"{where}: {self._shown(value)} is wrong ({component})"
        else:
            what = f"{where}: {_WRONG.get(component, 'something is wrong')} ({component})"
        severity: Literal["error", "warning"] = "error" if found["severity"] == "Violation" else "warning"
        return Violation(focus, path, value, component, Fault("shape", what, hint=asked, severity=severity))

    def _asked(self, component: str, shape: Mapping[Node, Node]) -> str:
        said = shape.get(SH + component[:1].lower() + component[1:], "")
        if component in _AT and said:
            kind = " values" if component.endswith("Count") else ""
            kind = " characters" if component.endswith("Length") else kind
            return f"there should be {_AT[component]} {self._shown(said)}{kind}"
        if component in _OTHERS:
            members = items(self._triples, said, most=10) if component in ("In", "LanguageIn") else [said]
            return "there should be " + _OTHERS[component].format(", ".join(map(self._shown, members)))
        return ""

    def _shown(self, node: Node) -> str:
        if node.startswith(SH):
            return "sh:" + brief(node.removeprefix(SH))
        number = node[1 : node.index('"', 1)] if node.endswith("#integer>") else ""
        return number or (brief(shown(self._graph, node)) if node else "it")

    def _path(self, path: str) -> str:
        if path[:1] == "<" and path.count("<") == 1 and path[-1:] == ">":
            return self._shown(path[1:-1])
        return brief(path)
