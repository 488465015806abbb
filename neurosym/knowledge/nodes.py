"""Nodes of a graph as text, and what they say: names, languages, numbers, dates. Knows no store.

A node is an IRI as it is (`http://example.org/ada`), a literal in the form of N-Triples (`"Ada"`, `"Ada"@en`,
`"3"^^<http://www.w3.org/2001/XMLSchema#integer>`; RDF 1.1, "N-Triples", W3C Recommendation 2014), or a blank
node, `_:label`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias
from urllib.parse import quote, unquote

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError

Node: TypeAlias = str
Triple: TypeAlias = tuple[Node, Node, Node]
"""Subject, property, object."""

Term: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Literal"
Number: TypeAlias = "int | Fraction"

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"
PROV = "http://www.w3.org/ns/prov#"
TYPE = RDF + "type"
LABEL = RDFS + "label"

NAMES = "urn:name:"
"""How the IRIs of things begin that have only a name, as in a table of heads, relations and tails."""

LABELS = (
    SKOS + "prefLabel",
    LABEL,
    "http://schema.org/name",
    "https://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
)
"""Properties that say what a thing is called, the best first."""

LONGEST_NUMBER = 400
"""Characters of a literal that are read as a number."""

_LITERAL = re.compile(
    r'"([^"\\]*(?:\\.[^"\\]*)*)"(?:@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(--ltr|--rtl)?|\^\^<([^<>]*)>)?',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WHOLE = frozenset(
    XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "negativeInteger",
        "nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte", "gYear",
    )
)  # fmt: skip
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_REAL = frozenset(XSD + name for name in ("decimal", "double", "float"))
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?")


def is_literal(node: Node) -> bool:
    """Say whether a node is a literal."""
    return node.startswith('"')


def is_blank(node: Node) -> bool:
    """Say whether a node is blank."""
    return node.startswith("_:")


def is_iri(node: Node) -> bool:
    """Say whether a node is an IRI."""
    return not node.startswith(('"', "_:"))


def literal(text: str, datatype: str = "", language: str = "") -> Node:
    """Return a literal. Raises `FaultError` (`node`) for a language that is none."""
    try:
        kind = ox.NamedNode(datatype) if datatype else None
        return str(ox.Literal(text, datatype=kind, language=language or None))
    except ValueError as error:
        raise FaultError(Fault("node", f"`{text:.40}` cannot be such a literal: {error}")) from None


def named(name: str) -> Node:
    """Return the IRI of a thing that has only a name."""
    return NAMES + quote(name, safe="", errors="surrogatepass")


def node_of(term: object) -> Node:
    """Return a term of the store as a node."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def term_of(node: Node) -> Term:
    """Return a node as a term of the store. Raises `FaultError` (`node`) where it is none."""
    try:
        if node.startswith('"'):
            match = _literal(node)
            kind = ox.NamedNode(match[4]) if match[4] else None
            toward = ox.BaseDirection(match[3][2:]) if match[3] else None
            return ox.Literal(_text(match), datatype=kind, language=match[2], direction=toward)
        return ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node)
    except ValueError as error:
        raise FaultError(Fault("node", f"`{node:.80}` is no node: {error}")) from None


def parts(node: Node) -> tuple[str, str, str]:
    """Return the text of a literal, its language and its datatype, empty where it has none.

    Raises `FaultError` (`node`) where it is no literal.
    """
    match = _literal(node)
    return _text(match), match[2] or "", match[4] or ""


def text_of(node: Node) -> str:
    """Return the text of a literal, the name in an IRI, or the label of a blank node."""
    if is_literal(node):
        return parts(node)[0]
    return node if is_blank(node) else name_of(node)


def name_of(iri: Node) -> str:
    """Return the name in an IRI, in words: `birthPlace` and `birth_place` are "birth place"."""
    if iri.startswith(NAMES):
        return unquote(iri[len(NAMES) :], errors="surrogatepass")
    local = unquote(re.split(r"[#/:]", iri.rstrip("/#:"))[-1])
    words = _CAMEL.sub(" ", local.replace("_", " ")).split()
    if local[:1].islower():  # `birthPlace`, where capitals only part the words
        words = [word.lower() if word[1:].islower() or len(word) == 1 else word for word in words]
    return " ".join(words) or iri


def number_of(node: Node) -> Number | None:
    """Return the number that a literal is, exactly as it is written; a year is one too."""
    if not is_literal(node):
        return None
    text, _, datatype = parts(node)
    match = _NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if match is None:
        return None
    if datatype in _WHOLE:
        return int(text) if text.lstrip("+-").isdigit() else None
    if datatype not in _REAL or len(match[1] or "") > 4:  # of an exponent: its sign and three digits
        return None
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number


def truth_of(node: Node) -> bool | None:
    """Return the truth value that a literal is."""
    if not is_literal(node):
        return None
    text, _, datatype = parts(node)
    return _TRUTHS.get(text) if datatype == XSD + "boolean" else None


def date_of(node: Node) -> date | None:
    """Return the date or the moment that a literal is."""
    if not is_literal(node):
        return None
    text, _, datatype = parts(node)
    try:
        if datatype == XSD + "date":
            return date.fromisoformat(text[:10])
        if datatype == XSD + "dateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return None
    return None


def _literal(node: Node) -> re.Match[str]:
    match = _LITERAL.fullmatch(node)
    if match is None:
        raise FaultError(Fault("node", f"`{node:.80}` is no literal", hint='write `"text"` or `"text"@en`'))
    return match


def _text(match: re.Match[str]) -> str:
    return match[1] if "\\" not in match[1] else _ESCAPE.sub(_unescaped, match[1])


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return _ESCAPED.get(match[3], match[3])
