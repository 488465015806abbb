"""Triples of Turtle and N-Triples files as rows of names, and names as RDF again. Runs no rule.

A node is named by its IRI as it is, by a literal in N-Triples' form, or by `_:label`. The words of a
vocabulary have the short names that rules write: `rdf_type`, or `ex_knows` where a file binds `ex:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node
from rdflib.util import from_n3

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge import FORMATS
from neurosym.knowledge.nodes import literal

MAX_BYTES = 256 << 20
Row = tuple[str, str, str]

_PREFIXED = re.compile(r"([^\W\d][\w.-]*)?:([^\s/][^\s]*)?")
_FORMS = 'write `ex:name`, `<http://…>`, `"text"` or `"3"^^xsd:integer`'
_LITERAL = re.compile(r"\".*\"(@[\w-]+|\^\^\S+)?", re.DOTALL)
_PLAIN = re.compile(r"[+-]?[0-9]+|true|false", re.ASCII)


class Triples:
    """The triples of some files. `vocabulary`: the short names that rules write, such as `owl_sameAs`."""

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        self._vocabulary = tuple(vocabulary)
        self._graph = rdflib.Graph(bind_namespaces="core")
        self._short: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._nodes: dict[str, Node] = {}

    def __len__(self) -> int:
        return len(self._graph)

    def read(self, path: Path) -> None:
        """Add the triples of a file. Raises `FaultError` (`file`, `syntax` with the line)."""
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise FaultError(Fault("limit", f"{path} has more than {MAX_BYTES >> 20} MiB"))
            self._graph.parse(path, format=FORMATS[path.suffix.lower()])
        except OSError as error:
            raise FaultError(Fault("file", f"{path} cannot be read: {error.strerror}")) from None
        except BadSyntax as error:
            raise FaultError(Fault("syntax", f"{path}, line {error.lines + 1}: {_reason(error)}")) from None
        except (ParserError, UnicodeDecodeError, ValueError) as error:
            raise FaultError(Fault("syntax", f"{path}{_line(path, error)}: {str(error)[:200]}")) from None
        self._bind()

    def rows(self) -> Iterator[Row]:
        """Yield subject, property and object of each triple, by name."""
        names: dict[Node, str] = {}
        for triple in self._graph:
            for node in triple:
                if node not in names:
                    names[node] = self._name(node)
            yield names[triple[0]], names[triple[1]], names[triple[2]]

    # --- names

    def named(self, word: str) -> str:
        """Return the name of a node as a person writes it: `ex:ada`, `<http://…>`, `"a literal"`, `rdf_type`.

        Raises `FaultError` (`unknown-name`) for a prefix that no file binds.
        """
        if word[:1] == "<" and word[-1:] == ">":
            return self._short.get(word[1:-1], word[1:-1])
        if _LITERAL.fullmatch(word) or _PLAIN.fullmatch(word):
            return self._literal(word)
        match = _PREFIXED.fullmatch(word)
        if word[:1] == '"' or (match is None and ":" in word):
            raise FaultError(Fault("syntax", f"`{word:.80}` is no node", hint=_FORMS))
        if match is None or word.startswith("_:"):
            return word
        spaces = {prefix: str(space) for prefix, space in self._graph.namespaces()}
        prefix = match[1] or ""
        if prefix not in spaces:
            hint = suggestion(prefix, spaces) or "write a whole IRI in angle brackets"
            raise FaultError(Fault("unknown-name", f"no file binds the prefix `{prefix}:`", hint=hint))
        iri = spaces[prefix] + (match[2] or "")
        return self._short.get(iri, iri)

    def show(self, name: str) -> str:
        """Return a name as a person writes it, shortened by the prefixes of the files."""
        shown = self._shown.get(name)
        if shown is None:
            node = self._node(name)
            numeric = isinstance(node, rdflib.Literal) and type(node.value) in (int, bool)
            shown = str(node) if numeric else node.n3(self._graph.namespace_manager)
            self._shown[name] = shown
        return shown

    def full(self, name: str) -> str:
        """Return a name with the whole IRI in it."""
        node = self._node(name)
        return str(node) if isinstance(node, rdflib.URIRef) else node.n3()

    def turtle(self, rows: Iterable[Row]) -> tuple[str, int]:
        """Return triples as Turtle, and how many of them RDF cannot say (a literal that has properties)."""
        graph = rdflib.Graph(bind_namespaces="core")
        for prefix, space in self._graph.namespaces():
            graph.bind(prefix, space, override=True, replace=True)
        left = 0
        for row in rows:
            subject, predicate, value = map(self._node, row)
            if isinstance(subject, rdflib.Literal) or not isinstance(predicate, rdflib.URIRef):
                left += 1
            else:
                graph.add((subject, predicate, value))
        return graph.serialize(format="turtle").rstrip() + "\n", left

    def _bind(self) -> None:
        """Find the IRIs of the vocabulary, now that more prefixes are bound."""
        for prefix, space in self._graph.namespaces():
            for word in self._vocabulary:
                if prefix and word.startswith(f"{prefix}_") and word not in self._full:
                    self._full[word] = str(space) + word.removeprefix(f"{prefix}_")
                    self._short[self._full[word]] = word

    def _name(self, node: Node) -> str:
        name = str(node) if isinstance(node, rdflib.URIRef) else node.n3()
        if isinstance(node, rdflib.Literal) and name.startswith('"""'):  # of several lines
            name = literal(str(node), str(node.datatype or ""), node.language or "")
        name = self._short.get(name, name)
        self._nodes.setdefault(name, node)
        return name

    def _node(self, name: str) -> Node:
        node = self._nodes.get(name)  # a literal that says 0, false or "" is false itself
        return rdflib.URIRef(self._full.get(name, name)) if node is None else node

    def _literal(self, word: str) -> str:
        try:
            node = from_n3(word, nsm=self._graph.namespace_manager)
        except (ValueError, KeyError, SyntaxError):
            node = None
        if not isinstance(node, rdflib.Literal):
            raise FaultError(Fault("syntax", f"`{word:.80}` is no literal", hint=_FORMS))
        return self._name(node)


def _line(path: Path, error: Exception) -> str:
    """Return the place of a line of N-Triples; the parser tells only the rest of it."""
    rest = str(error).partition(": ")[2].strip()
    if isinstance(error, ParserError) and rest:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = (number for number, line in enumerate(file, start=1) if line.rstrip().endswith(rest))
            return next((f", line {number}" for number in found), "")
    return ""


def _reason(error: BadSyntax) -> str:
    return str(getattr(error, "_why", "")) or "this is no Turtle"
