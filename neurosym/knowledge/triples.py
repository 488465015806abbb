"""Triples of files as rows of names for rules, and names as RDF again. Runs no rule, keeps no store.

Literals stand as the file writes them, nodes are named as in `knowledge.nodes`. The words of a vocabulary
have the short names that rules write: `rdf_type`, or `ex_knows` where a file binds `ex:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.nodes import OWL, RDF, RDFS, XSD, Node, Triple, is_literal, node_of, parts, term_of
from neurosym.knowledge.reading import Statements
from neurosym.knowledge.store import shortened

CORE = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}
"""Prefixes that are known in every file."""

_PREFIXED = re.compile(r"([^\W\d][\w.-]*)?:([^\s/][^\s]*)?")
_FORMS = 'write `ex:name`, `<http://…>`, `"text"` or `"3"^^xsd:integer`'
_LITERAL = re.compile(r"\".*\"(@[\w-]+|\^\^\S+)?", re.DOTALL)
_PLAIN = re.compile(r"[+-]?[0-9]+|true|false", re.ASCII)
_BARE = (XSD + "integer", XSD + "boolean")


class Triples:
    """The triples of some files. `vocabulary`: the short names that rules write, such as `owl_sameAs`."""

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        self._vocabulary = tuple(vocabulary)
        self._prefixes = dict(CORE)
        self._triples: dict[Triple, None] = {}
        self._short: dict[Node, str] = {}
        self._full: dict[str, Node] = {}
        self._shown: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._triples)

    def read(self, path: Path) -> None:
        """Add the triples of a file. Raises `FaultError`: `file`, `syntax` with the line, `limit`."""
        statements = Statements(path, path.name)
        nodes: dict[object, Node] = {}
        for quad in statements:
            for term in (quad.subject, quad.predicate, quad.object):
                if term not in nodes:
                    nodes[term] = node_of(term)
            self._triples[nodes[quad.subject], nodes[quad.predicate], nodes[quad.object]] = None
        self._prefixes |= statements.prefixes
        self._bind()

    def rows(self) -> Iterator[Triple]:
        """Yield subject, property and object of each triple, by name."""
        short = self._short
        for one, along, other in self._triples:
            yield short.get(one, one), short.get(along, along), short.get(other, other)

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
        prefix = match[1] or ""
        if prefix not in self._prefixes:
            hint = suggestion(prefix, self._prefixes) or "write a whole IRI in angle brackets"
            raise FaultError(Fault("unknown-name", f"no file binds the prefix `{prefix}:`", hint=hint))
        iri = self._prefixes[prefix] + (match[2] or "")
        return self._short.get(iri, iri)

    def show(self, name: str) -> str:
        """Return a name as a person writes it, shortened by the prefixes of the files."""
        shown = self._shown.get(name)
        if shown is None:
            node = self._full.get(name, name)
            if is_literal(node) and parts(node)[2] in _BARE and _PLAIN.fullmatch(parts(node)[0]):
                shown = parts(node)[0]
            else:
                shown = shortened(self._prefixes, node)
            self._shown[name] = shown
        return shown

    def full(self, name: str) -> str:
        """Return a name with the whole IRI in it."""
        return self._full.get(name, name)

    def turtle(self, rows: Iterable[Triple]) -> tuple[str, int]:
        """Return triples as Turtle, and how many of them RDF cannot say: literals that have properties, and
        names that are no IRIs."""
        found, left = [], 0
        for row in sorted(tuple(map(self.full, row)) for row in rows):
            try:
                subject, predicate, value = map(term_of, row)
            except FaultError:
                left += 1
                continue
            if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
                left += 1
            else:
                found.append(ox.Triple(subject, predicate, value))
        text = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=self._prefixes)
        return (text or b"").decode(), left

    def _bind(self) -> None:
        """Find the IRIs of the vocabulary, now that more prefixes are bound."""
        for prefix, space in self._prefixes.items():
            for word in self._vocabulary:
                if prefix and word.startswith(f"{prefix}_") and word not in self._full:
                    self._full[word] = space + word.removeprefix(f"{prefix}_")
                    self._short[self._full[word]] = word

    def _literal(self, word: str) -> str:
        heads = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in self._prefixes.items())
        try:
            (read,) = ox.parse(f"{heads}<urn:x> <urn:x> {word} .", format=ox.RdfFormat.TURTLE)
        except (ValueError, SyntaxError):
            read = None
        if read is None or not isinstance(read.object, ox.Literal):
            raise FaultError(Fault("syntax", f"`{word:.80}` is no literal", hint=_FORMS))
        return node_of(read.object)
