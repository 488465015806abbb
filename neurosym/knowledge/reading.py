"""Files of triples, read with the place of what is wrong in them. Keeps nothing.

Names nothing but what the file says: no document is fetched, relative IRIs are relative to the file's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.nodes import named

FORMATS: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".n3": ox.RdfFormat.N3,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
"""What a file is written in, by the ending of its name."""

TABLE = ".tsv"
"""How the name of a table of heads, relations and tails ends."""

MAX_BYTES = 1 << 30
MAX_NAME = 4096
"""Characters of a name in a table."""


def quads_of(path: Path) -> tuple[Sequence[ox.Quad], Mapping[str, str]]:
    """Return the statements of a file, and the prefixes that it binds.

    Raises `FaultError`: `file` where it cannot be read, `syntax` with the line, `limit`.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS and ending != TABLE:
        what = f"{path} is no file of triples"
        known = (*FORMATS, TABLE)
        raise FaultError(
            Fault("file", what, hint=suggestion(ending, known) or f"known are {', '.join(known)}")
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FaultError(Fault("limit", f"{path} has more than {MAX_BYTES >> 20} MiB"))
        if ending == TABLE:
            return list(_rows(path)), {}
        base = "file:///" + quote(path.name)
        parser = ox.parse(path=str(path), format=FORMATS[ending], base_iri=base)
        return list(parser), dict(parser.prefixes)
    except OSError as error:
        raise FaultError(Fault("file", f"{path} cannot be read: {error.strerror or error}")) from None
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise FaultError(Fault("syntax", f"{path}{line}: {_reason(error)}")) from None
    except ValueError as error:
        raise FaultError(Fault("syntax", f"{path}: {str(error)[:200]}")) from None


def _rows(path: Path) -> Iterator[ox.Quad]:
    terms: dict[str, ox.NamedNode] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != 3 or not all(0 < len(cell) <= MAX_NAME for cell in cells):
                what = f"{path}, line {number}: a line has three names, a head, a relation and a tail"
                raise FaultError(Fault("syntax", what, hint="part them by tabs"))
            for cell in cells:
                if cell not in terms:
                    terms[cell] = ox.NamedNode(named(cell))
            yield ox.Quad(*(terms[cell] for cell in cells))


def _reason(error: SyntaxError) -> str:
    """Return what is wrong without the place, which is said before."""
    _, _, reason = (
        error.msg.rpartition(": ") if error.msg.startswith("Parser error at") else ("", "", error.msg)
    )
    return reason[:200]
