"""Two graphs aligned: which nodes of theirs are the same, with scores and reasons, and nothing merged.

>>> import neurosym as ns
>>> matches = ns.align("cpes.txt", "purls.txt", each="one-to-many")
>>> for match in matches[:3]:
...     match, matches.why(match)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.align.codes import LIST, listed, read_list
from neurosym.knowledge.align.core import EACH, Candidate, Each, Evidence, Match, Options
from neurosym.knowledge.align.matches import Matches
from neurosym.knowledge.align.sides import side_of
from neurosym.knowledge.align.standing import Ground
from neurosym.knowledge.align.weighing import weigh
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.store import Graph, Knowledge, open_graph

__all__ = ["Candidate", "Evidence", "Match", "Matches", "Options", "align", "listed"]


def align(
    left: Knowledge,
    right: Knowledge,
    *,
    each: Each = "one-to-one",
    threshold: float = 0.5,
    seconds: float = 300.0,
    known: Iterable[tuple[Node, Node]] = (),
    apart: Iterable[tuple[Node, Node]] = (),
    options: Options | None = None,
) -> Matches:
    """Return which nodes of two graphs are the same: graphs, files of triples, or lists of names (.txt).

    What values are worth, what names leave out and which relations go together is learned from the two
    graphs alone. `each`: how many matches a node may have, from `one-to-one` to `many-to-many`; `threshold`:
    the score from which a pair is a match; `seconds` of processor time. `known` and `apart`: pairs that are
    the same and that are not, beside those that the graphs say (`owl:sameAs`, `owl:differentFrom`).
    `options`: bounds beside these. Raises `FaultError`: `file`, `syntax`, `limit`, `option`.
    """
    if each not in EACH:
        hint = suggestion(each, EACH) or f"one of {', '.join(EACH)}"
        raise FaultError(Fault("option", f"`{each}` says not how many matches a node may have", hint=hint))
    if not 0 < threshold <= 1:
        raise FaultError(
            Fault("option", f"a threshold of {threshold:g} is no score", hint="above 0, up to 1")
        )
    chosen = replace(
        options or Options(),
        each=each,
        threshold=threshold,
        seconds=seconds,
        known=frozenset(known),
        apart=frozenset(apart),
    )
    sides = [side_of(_opened(one), chosen.triples) for one in (left, right)]
    return Matches(Ground(weigh(sides[0], sides[1], chosen)))


def _opened(knowledge: Knowledge) -> Graph:
    if isinstance(knowledge, (str, Path)) and str(knowledge).endswith(LIST):
        return read_list(Path(knowledge))
    return open_graph(knowledge)
