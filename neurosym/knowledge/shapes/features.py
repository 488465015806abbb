"""Which words of SHACL are run, and which a shapes graph uses that are not: each of these is a fault.

An engine that skips a constraint says `conforms`; so what is not known to be run is never passed over. Knows
the words of SHACL (W3C Recommendation, 20 July 2017) core and SPARQL, without rules, functions and scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from neurosym.faults import Fault, brief, suggestion
from neurosym.knowledge.classes import CLASSES
from neurosym.knowledge.nodes import OWL, RDF, SH, TYPE, Node, Triple, is_literal, text_of

DASH = "http://datashapes.org/dash#"

TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
RUN = frozenset(
    [
        *TARGETS,
        *("property", "path", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath"),
        *("zeroOrOnePath", "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive"),
        *("minInclusive", "maxExclusive", "maxInclusive", "minLength", "maxLength", "pattern", "flags"),
        *("languageIn", "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals", "not", "and"),
        *("or", "xone", "node", "qualifiedValueShape", "qualifiedValueShapesDisjoint", "qualifiedMinCount"),
        *("qualifiedMaxCount", "closed", "ignoredProperties", "hasValue", "in", "deactivated"),
        *("sparql", "select", "ask", "prefixes", "declare", "prefix", "namespace", "parameter", "optional"),
        *("validator", "nodeValidator", "propertyValidator"),
    ]
)
"""Words that the engine runs, as the W3C's tests show."""
SAID = frozenset(
    [
        *("severity", "message", "name", "description", "order", "group", "defaultValue", "labelTemplate"),
        *("shapesGraph", "suggestedShapesGraph"),
        *("conforms", "result", "resultSeverity", "resultPath", "resultMessage", "focusNode", "value"),
        *("sourceShape", "sourceConstraint", "sourceConstraintComponent", "detail"),
    ]
)
"""Words that constrain nothing."""

_Said = Mapping[Node, Mapping[Node, Sequence[Node]]]
"""What each subject of a shapes graph says, by property."""
_INNER = re.compile(r"\{\s*SELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(.*?)(?:\bWHERE\b|\{)", re.I | re.DOTALL)
_THIS = re.compile(r"[$?]this\b|\*")


def not_run(triples: Sequence[Triple]) -> tuple[Fault, ...]:
    """Return a fault for each thing that a shapes graph says and nobody checks."""
    by_subject: dict[Node, dict[Node, list[Node]]] = {}
    for subject, predicate, value in triples:
        by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
    faults = [*_words(triples, by_subject), *_paths(by_subject), *_queries(triples)]
    if not any(predicate in _TARGET_IRIS for _, predicate, _ in triples) and not _implicit(by_subject):
        what = "no shape has a target, so nothing is checked"
        hint = "say what a shape is for: `sh:targetClass`, `sh:targetNode`, `sh:targetSubjectsOf`"
        faults.append(Fault("not-run", what, hint=hint))
    return tuple(faults)


_TARGET_IRIS = frozenset(SH + word for word in TARGETS)


def _words(triples: Iterable[Triple], shapes: _Said) -> Iterator[Fault]:
    unknown: dict[Node, Node] = {}
    for subject, predicate, value in triples:
        if predicate == OWL + "imports":
            what = f"the shapes of <{brief(value)}> are not read"
            yield Fault("not-run", what, hint="nothing is fetched; give their file too")
        word = predicate.removeprefix(SH)
        if (predicate.startswith(SH) and word not in RUN | SAID) or predicate.startswith(DASH):
            unknown.setdefault(predicate, subject)
    for predicate, subject in unknown.items():
        word = predicate.removeprefix(SH)
        name = f"`sh:{brief(word)}`" if word != predicate else f"`{brief(predicate)}`"
        near = suggestion(word, RUN | SAID, "did you mean sh:")
        about = shapes[subject].get(SH + "path", [subject])[0]
        what = f"{name} is not run, so what is asked of `{brief(text_of(about))}` by it is not checked"
        hint = near.replace("sh: `", "`sh:") or "say it by SHACL core or by `sh:sparql`"
        yield Fault("not-run", what, hint=hint)


def _paths(shapes: _Said) -> Iterator[Fault]:
    for subject, said in shapes.items():
        for shape in said.get(SH + "property", ()):
            if SH + "path" not in shapes.get(shape, {}):
                what = f"a property shape of {brief(text_of(subject))} has no `sh:path`, so it checks nothing"
                yield Fault("not-run", what, hint="say which property it is about: `sh:path`")


def _queries(triples: Iterable[Triple]) -> Iterator[Fault]:
    for subject, predicate, value in triples:
        if predicate in (SH + "select", SH + "ask") and is_literal(value):
            inner = _INNER.findall(text_of(value))
            if any(not _THIS.search(projected) for projected in inner):
                what = f"a query within that of {brief(subject)} does not select `$this`"
                yield Fault("not-run", what, hint="SHACL hands `$this` only to a query that selects it")


def _implicit(shapes: _Said) -> bool:
    """Say whether a shape is a class, whose instances are its targets."""
    kinds = (set(said.get(TYPE, ())) for said in shapes.values())
    return any(kind & {*CLASSES} and kind & {SH + "NodeShape", SH + "PropertyShape"} for kind in kinds)


def items(triples: Iterable[Triple], head: Node, most: int = 100) -> list[Node]:
    """Return the members of a list; of one that leads back into itself, each once."""
    first = {s: o for s, p, o in triples if p == RDF + "first"}
    rest = {s: o for s, p, o in triples if p == RDF + "rest"}
    found: dict[Node, Node] = {}
    while head in first and head not in found and len(found) < most:
        found[head] = first[head]
        head = rest.get(head, "")
    return list(found.values())
