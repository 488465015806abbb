"""Lists of nodes as graphs: one name a line, its parts read as the notation of the name says.

`cpe:2.3:a:python:requests:…` has a part, a vendor and a product (NISTIR 7695, 2011; so has the older
`cpe:/a:…`), `pkg:pypi/requests@2.0` a type, a namespace and a name (package URL, ECMA-427). Any other line is
a name. Versions, and what follows them, are no part of what is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.nodes import LABEL, Node, Triple, literal, named
from neurosym.knowledge.oxigraph import Oxigraph

LIST = ".txt"
"""How the name of a list of names ends."""
MAX_LINES = 5_000_000
MAX_NAME = 4096

CPE, PURL = "urn:cpe:", "urn:purl:"
"""How the IRIs of properties begin: `urn:cpe:vendor`, `urn:purl:namespace`."""

_COLON = re.compile(r"(?<!\\):")


def listed(names: Iterable[str], document: str = "list") -> Oxigraph:
    """Return a graph of names, each a node with its parts as values. Raises `FaultError` (`limit`)."""
    from neurosym.knowledge.sources import Source

    graph = Oxigraph()
    graph.add((triple for name in names for triple in _triples(name.strip())), Source(document))
    return graph


def read_list(path: Path) -> Oxigraph:
    """Return the graph of a file with one name a line. Raises `FaultError` (`file`, `limit`)."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return listed(_bounded(path, lines), path.name)
    except OSError as error:
        raise FaultError(Fault("file", f"{path} cannot be read: {error.strerror or error}")) from None


def node_of_name(name: str) -> Node:
    """Return the node that a name of a list is: an IRI as it is, else a name."""
    if re.match(r"(cpe|pkg|https?|urn):", name):
        return quote(name, safe=":/?#[]@!$&'()*+,;=%~-._")
    return named(name)


def _bounded(path: Path, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if number > MAX_LINES or len(line) > MAX_NAME:
            what = (
                f"{path}, line {number}: a list has {MAX_LINES:,} names at most, of {MAX_NAME:,} characters"
            )
            raise FaultError(Fault("limit", what))
        yield line


def _triples(name: str) -> Iterator[Triple]:
    if not name:
        return
    node = node_of_name(name)
    if name.startswith("cpe:"):
        parts = _cpe(name)
    elif name.startswith("pkg:"):
        parts = _purl(name)
    else:
        parts = {}
    for property_, value in parts.items():
        if value:
            yield node, property_, literal(value)
    if not any(parts.values()):
        yield node, LABEL, literal(name)


def _cpe(name: str) -> dict[Node, str]:
    """Return what a CPE names; `*` and `-` say nothing."""
    fields = _COLON.split(name.removeprefix("cpe:2.3:").removeprefix("cpe:/"))
    said = [unquote(re.sub(r"\\(.)", r"\1", text)) for text in fields[:3]]
    said = ["" if text in ("*", "-") else text for text in said] + [""] * 3
    return {CPE + "part": said[0], CPE + "vendor": said[1], CPE + "product": said[2]}


def _purl(name: str) -> dict[Node, str]:
    """Return what a package URL names, without version, qualifiers and subpath."""
    bare = name.removeprefix("pkg:").split("#")[0].split("?")[0]
    kind, *path = [part for part in bare.split("/") if part] or [""]
    if path:
        path[-1] = re.sub(r"(?<=.)@.*", "", path[-1])
    said = [unquote(part) for part in path] or [""]
    return {PURL + "type": kind, PURL + "namespace": "/".join(said[:-1]), PURL + "name": said[-1]}
