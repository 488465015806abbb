"""A state in the words of rules: facts, tables, graphs, or all of them, as facts that hold and that do not.

Derives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import BOOL
from neurosym.ir.derivation import Fact
from neurosym.ir.names import mangle
from neurosym.ir.rules import RuleBase
from neurosym.knowledge.nodes import Triple
from neurosym.knowledge.reading import FORMATS
from neurosym.knowledge.store import Graph, open_graph
from neurosym.solve.graph.asked import says
from neurosym.solve.graph.worded import GraphFacts
from neurosym.solve.rules.asked import read_asked
from neurosym.solve.rules.tables import DELIMITERS, read_table

Given: TypeAlias = "Graph | str | Path | Mapping[str, object] | Iterable[object]"
"""A graph, its file, store or address, tables (`faulty.csv`, a folder), rows, or facts: `not faulty(p1)`."""


class State:
    """The facts of a state in the words of a policy; those that it says are not so are `denied`.

    `told`: the predicates of which it says which facts there are, if none.
    """

    def __init__(self, base: RuleBase, given: object = ()) -> None:
        self._base, self._symbols = base, base.signature.symbols
        self._graphs: list[GraphFacts] = []
        self._facts: dict[Fact, None] = {}
        self._cited: dict[Fact, tuple[Graph, Triple]] = {}
        self.denied: dict[Fact, None] = {}
        self.told: set[str] = set()
        self.take(given)

    @property
    def individuals(self) -> set[str]:
        """Return the names in the facts, and those that the policy has."""
        names = {
            value for fact in (*self._facts, *self.denied) for value in fact.args if isinstance(value, str)
        }
        return names | set(self._base.signature.elements)

    def facts(self) -> Iterable[Fact]:
        """Return what is so."""
        return tuple(self._facts)

    def cited(self, fact: Fact) -> tuple[Triple, str] | None:
        """Return the triple that a fact is taken from, and that in words with its documents."""
        found = self._cited.get(fact)
        return (found[1], says(*found)) if found else None

    def named(self, name: str) -> str:
        """Return what the facts call a thing: by another name in a graph, or in other capitals."""
        individuals = self.individuals
        if name in individuals or mangle(name or "_") in self._base.signature.elements:
            return name if name in individuals else mangle(name)
        for graph in self._graphs:
            if (found := graph.named(name)) != name:
                return found
        alike = [one for one in individuals if one.casefold() == name.casefold()]
        return alike[0] if len(alike) == 1 else name

    def take(self, state: object) -> None:
        """Add a state. Raises `FaultError`."""
        match state:
            case Fact():
                self._put(state, True)
            case str() if "(" in state or state.removeprefix("not ").strip() in self._symbols:
                said = state.strip()
                denied = said.startswith("not ")
                asked = read_asked(said.removeprefix("not ").strip(), self._base.signature)
                if asked.fact is None:
                    raise FaultError(Fault("fact", f"`{state:.80}` is no fact: it has a variable"))
                self._put(asked.fact, not denied)
            case str() if "://" in state:
                self._graph(open_graph(state))
            case str() | Path():
                self._file(Path(state))
            case Graph():
                self._graph(state)
            case Mapping():
                for name, rows in state.items():
                    self._rows(str(name), rows)
            case Iterable():
                for one in state:
                    self.take(one)
            case _:
                raise FaultError(Fault("fact", f"{type(state).__name__} is no state"))

    def _rows(self, name: str, rows: object) -> None:
        """Add `[("pt101",), ("pt102",)]`, or `{"pt101": False}`; of a function `{"pt101": 7}`."""
        symbol = self._symbols.get(name)
        if symbol is None:
            raise FaultError(unknown_name(name, self._symbols))
        self.told.add(name)
        if isinstance(rows, Mapping):
            for key, value in rows.items():
                args = key if isinstance(key, tuple) else (key,)
                self._put(Fact(name, args if symbol.result == BOOL else (*args, value)), value is not False)
            return
        if not isinstance(rows, Iterable) or isinstance(rows, str):
            raise FaultError(Fault("fact", f"the rows of `{name}` are no rows"))
        for row in rows:
            self._put(Fact(name, tuple(row) if isinstance(row, list | tuple) else (row,)), True)

    def _file(self, path: Path) -> None:
        of_folder = sorted(path.iterdir()) if path.is_dir() else ()
        if files := [file for file in of_folder if file.suffix.lower() in (*DELIMITERS, *FORMATS)]:
            for file in files:
                self._file(file)
        elif path.suffix.lower() in DELIMITERS:
            symbol = self._symbols.get(path.stem)
            if symbol is None:
                raise FaultError(unknown_name(path.stem, self._symbols))
            self.told.add(symbol.name)
            for row in read_table(path, symbol, self._base.signature):
                self._put(Fact(symbol.name, row), True)
        else:
            self._graph(open_graph(path))

    def _graph(self, graph: Graph) -> None:
        found = GraphFacts(graph, self._base)
        self._graphs.append(found)
        self.told |= found.known
        for rows, holds in ((found.rows, True), (found.denied, False)):
            for name, each in rows.items():
                for args, triple in each.items():
                    self._put(fact := Fact(name, args), holds)
                    self._cited.setdefault(fact, (graph, triple))

    def _put(self, fact: Fact, holds: bool) -> None:
        symbol = self._symbols.get(fact.name)
        if symbol is None:
            raise FaultError(unknown_name(fact.name, self._symbols))
        self.told.add(fact.name)
        (self._facts if holds else self.denied)[fact] = None


def unknown_name(name: str, known: Iterable[str]) -> Fault:
    """Return that a policy has no predicate of this name."""
    return Fault("unknown-name", f"the policy knows no `{name:.80}`", hint=suggestion(name, known))
