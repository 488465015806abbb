"""Files of triples, read piece by piece, with the place of what is wrong in them. Keeps nothing.

Names nothing but what the file says: no document is fetched, relative IRIs are relative to the file's name.
"""

from __future__ import annotations

import mmap
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BufferedReader, FileIO
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import pyoxigraph as ox

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.nodes import named
from neurosym.trace import Event, Listener

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

LOAD_S = 600.0
"""Seconds in which a file is read, unless another limit is said."""

STEP = 100_000
"""Statements between two events, and of a table between two looks at the clock."""

_ENTITY = re.compile(rb"<!ENTITY\s+[^\s\"']+\s+(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(slots=True)
class Statements:
    """The statements of a file; each iteration reads it anew, so that a long one need not be kept.

    `document` says it: blank nodes are named by it in the order in which they occur, so that two documents
    never mean the same one, and the same document names them alike each time. `seconds`: on the clock, for
    all iterations together. `prefixes`: those that it binds, known after it was read to its end.
    """

    path: Path
    document: str
    seconds: float = LOAD_S
    on: Listener | None = None
    size: int = 0
    prefixes: Mapping[str, str] = field(default_factory=dict)
    _begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        ending = self.path.suffix.lower()
        if ending not in FORMATS and ending != TABLE:
            known = (*FORMATS, TABLE)
            hint = suggestion(ending, known) or f"known are {', '.join(known)}"
            raise FaultError(Fault("file", f"{self.path} is no file of triples", hint=hint))
        try:
            self.size = self.path.stat().st_size
            if self.size > MAX_BYTES:
                raise FaultError(Fault("limit", f"{self.path} has more than {MAX_BYTES >> 20} MiB"))
            if FORMATS.get(ending) == ox.RdfFormat.RDF_XML:
                self._bound_entities()
        except OSError as error:
            self._unread(error)

    @property
    def spent(self) -> float:
        """Return the seconds since it began."""
        return time.monotonic() - self._begun

    @property
    def bare(self) -> bool:
        """Say whether the form of the file has triples only, and no graphs."""
        ending = self.path.suffix.lower()
        return ending not in (TABLE, ".nq", ".trig")

    def __iter__(self) -> Iterator[ox.Quad]:
        """Yield the statements. Raises `FaultError`: `file`, `syntax` with the line, `limit`."""
        try:
            for count, quad in enumerate(self._quads(), start=1):
                if count % STEP == 0:
                    self._look()
                    if self.on is not None:
                        what = f"{self.path.name}: {count:,} statements"
                        self.on(Event("load", "goes on", what, self.spent))
                yield quad
        except OSError as error:
            self._unread(error)
        except SyntaxError as error:
            line = f", line {error.lineno}" if error.lineno else ""
            raise FaultError(Fault("syntax", f"{self.path}{line}: {_reason(error)}")) from None
        except UnicodeDecodeError:
            raise FaultError(Fault("syntax", f"{self.path} is not written in UTF-8")) from None

    def _quads(self) -> Iterator[ox.Quad]:
        ending = self.path.suffix.lower()
        if ending == TABLE:
            yield from _rows(self.path)
            return
        parser = ox.parse(self._file(), format=FORMATS[ending], base_iri=self._base)
        digest = sha256(self.document.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        blank: dict[object, ox.BlankNode] = {}
        for quad in parser:
            ends = one, other, graph = quad.subject, quad.object, quad.graph_name
            if (
                isinstance(one, ox.BlankNode)
                or isinstance(other, ox.BlankNode)
                or isinstance(graph, ox.BlankNode)
            ):
                for end in ends:
                    if isinstance(end, ox.BlankNode) and end not in blank:
                        blank[end] = ox.BlankNode(f"{digest}x{len(blank) + 1}")
                one, other, graph = (blank.get(end, end) for end in ends)
                quad = ox.Quad(one, quad.predicate, other, graph)
            if isinstance(other, ox.Triple):
                what = f"{self.path}: a statement about the statement `{str(other)[:80]}`"
                hint = "say where statements come from with `add(triples, source)`"
                raise FaultError(Fault("syntax", what + " cannot be kept", hint=hint))
            yield quad
        self.prefixes = dict(parser.prefixes)

    def into(self, store: ox.Store, graph: ox.NamedNode) -> None:
        """Load the file into a graph as it is, which is faster, if it is `bare` and has no blank nodes.

        It was read before. Raises `FaultError` (`limit`).
        """
        form = FORMATS[self.path.suffix.lower()]
        store.bulk_load(self._file(), format=form, base_iri=self._base, to_graph=graph)

    @property
    def _base(self) -> str:
        return "file:///" + quote(self.path.name, errors="surrogatepass")

    def _file(self) -> _Timed:
        return _Timed(FileIO(self.path), self._look)

    def _look(self) -> None:
        if self.spent > self.seconds:
            what = f"{self.path} is not read within {self.seconds:g} s"
            raise FaultError(Fault("limit", what, hint="allow more seconds"))

    def _bound_entities(self) -> None:
        """Refuse XML whose entities would unfold to more than a file may have."""
        if not self.size:
            return
        with (
            open(self.path, "rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text,
        ):
            values = [match[1] or match[2] or b"" for match in _ENTITY.finditer(text)]
            if not values:
                return
            nested = any(b"&" in value.replace(b"&#", b"") for value in values)
            uses = sum(1 for _ in re.finditer(b"&", text))
            if nested or uses * max(map(len, values)) > MAX_BYTES:
                what = f"{self.path}: its entities unfold to more than a file may have"
                raise FaultError(Fault("limit", what, hint="write it without entities, or as Turtle"))

    def _unread(self, error: OSError) -> NoReturn:
        raise FaultError(Fault("file", f"{self.path} cannot be read: {error.strerror or error}")) from None


class _Timed(BufferedReader):
    """A file whose reader looks at the clock before each piece, however long the parser takes over one."""

    def __init__(self, file: FileIO, look: Callable[[], None]) -> None:
        super().__init__(file)
        self._look = look

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes. Raises what the look raises."""
        self._look()
        return super().read(size)


def _rows(path: Path) -> Iterator[ox.Quad]:
    terms: dict[str, ox.NamedNode] = {}
    longest = 3 * MAX_NAME + 4
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(longest), ""), start=1):
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
    place, colon, reason = error.msg.partition(": ")
    return (reason if colon and place.startswith("Parser error at") else error.msg)[:200]
