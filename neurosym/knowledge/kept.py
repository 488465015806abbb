"""How oxigraph writes a literal that it keeps: `01` as `1`, `1.50` as `1.5`, 24:00 as 00:00. Keeps none."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import pyoxigraph as ox

from neurosym.knowledge.nodes import RDF, XSD, Term

_NOWHERE = ox.NamedNode("urn:nowhere")
_SCRATCH = threading.local()

_TEXTS = frozenset((XSD + "string", RDF + "langString", RDF + "dirLangString", RDF + "HTML"))
_SAME = {
    XSD + "integer": re.compile(r"-?[1-9][0-9]{0,17}|0"),
    XSD + "decimal": re.compile(r"-?[1-9][0-9]{0,8}(\.[0-9]{0,8}[1-9])?"),
    XSD + "double": re.compile(r"-?[1-9][0-9]{0,5}(\.[0-9]{0,5}[1-9])?"),
    XSD + "boolean": re.compile("true|false"),
    XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    XSD + "gYear": re.compile(r"[0-9]{4}"),
    XSD + "dateTime": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[01][0-9]:[0-5][0-9]:[0-5][0-9]Z?"),
}
"""Forms that are kept as they are, so that most literals of a file need not be tried."""


def kept(term: Term) -> Term:
    """Return a term as the store gives it back."""
    if not isinstance(term, ox.Literal):
        return term
    datatype = term.datatype.value
    if datatype in _TEXTS:
        return term
    same = _SAME.get(datatype)
    return term if same is not None and same.fullmatch(term.value) else _tried(term)


@lru_cache(maxsize=1 << 16)
def _tried(term: ox.Literal) -> ox.Literal:
    store: ox.Store | None = getattr(_SCRATCH, "store", None)
    if store is None:
        store = _SCRATCH.store = ox.Store()
    store.clear()
    store.add(ox.Quad(_NOWHERE, _NOWHERE, term))
    found = next(iter(store)).object
    assert isinstance(found, ox.Literal)
    return found
