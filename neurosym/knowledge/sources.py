"""Where a statement comes from: a document, a place in it, how sure it is, and when. Knows no store.

A source is kept as the name of the graph in which its statements stand, so that statements of one sentence
share it, a document is deleted by the names of its graphs, and every store that holds quads keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode

from neurosym.faults import Fault, FaultError

_BEGIN = "urn:source:"
_ODD = "surrogatepass"  # names of files that are no UTF-8


def said_by(document: str, graph: str) -> bool:
    """Say whether what stands in a graph is said by a document, fast where it is not."""
    begin = _BEGIN + quote(document, safe="", errors=_ODD)
    return (graph == document or graph.startswith(begin)) and Source.of(graph).document == document


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A document, and in it the characters `start` to `end` (half open; none where both are -1).

    `quote`: these characters. `confidence`: from 0 to 1. `time`: when it was said, as ISO 8601 writes it.
    `written`: the literal of the statement as the document writes it, where stores make `1` of `01`.
    """

    document: str
    start: int = -1
    end: int = -1
    quote: str = ""
    confidence: float = 1.0
    time: str = ""
    written: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1 or not -1 <= self.start <= self.end:
            what = f"a statement of `{self.document:.80}` has no such source"
            hint = "a confidence is from 0 to 1, and a place does not end before it begins"
            raise FaultError(Fault("source", what, hint=hint))

    def __str__(self) -> str:
        place = f", characters {self.start} to {self.end}" if self.start >= 0 else ""
        sure = f", confidence {self.confidence:g}" if self.confidence < 1 else ""
        when = f", {self.time}" if self.time else ""
        form = f", written {self.written}" if self.written else ""
        return f"{self.document}{place}{sure}{when}{form}"

    @property
    def graph(self) -> str:
        """Return the name of the graph of its statements, an IRI."""
        said = {
            "start": str(self.start) if self.start >= 0 else "",
            "end": str(self.end) if self.end >= 0 else "",
            "quote": self.quote,
            "confidence": repr(self.confidence) if self.confidence < 1 else "",
            "time": self.time,
            "written": self.written,
        }
        query = urlencode({key: value for key, value in said.items() if value}, quote_via=quote, errors=_ODD)
        return _BEGIN + quote(self.document, safe="", errors=_ODD) + (f"?{query}" if query else "")

    @classmethod
    def of(cls, graph: str) -> Source:
        """Return what the name of a graph says; a graph of another making is a document itself."""
        if not graph.startswith(_BEGIN):
            return cls(graph)
        name, _, query = graph.removeprefix(_BEGIN).partition("?")
        said = dict(parse_qsl(query, errors=_ODD))
        try:
            return cls(
                unquote(name, errors=_ODD),
                int(said.get("start", -1)),
                int(said.get("end", -1)),
                said.get("quote", ""),
                float(said.get("confidence", 1)),
                said.get("time", ""),
                said.get("written", ""),
            )
        except ValueError:  # written by somebody else
            return cls(graph)
