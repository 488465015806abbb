"""The atoms of claims in a graph: which triples they are, what limits them, and what rules them out.

Searches nothing; `Worlds` does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Element, Num, Term, Var
from neurosym.ir.signature import Signature
from neurosym.knowledge.nodes import OWL, TYPE, Node, Triple, is_blank, is_literal, number_of, parts
from neurosym.knowledge.store import Graph
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.solve.graph.claims.declared import Declared
from neurosym.solve.graph.claims.forms import beyond
from neurosym.solve.graph.claims.values import Value, same

Env: TypeAlias = Mapping[str, Value]

MAX_STEPS = 500_000
"""Triples that are looked at for one claim."""
PEEK = 33
"""Triples that are counted to see where a search best begins."""
NEAR = 20
"""Triples that are shown of what a closed property has."""

_SAME = OWL + "sameAs"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be: other `values` than `value`, or nothing more, or that it `is` so.

    `subject` and `value` are None where it is not said which. `declared`: who says so.
    """

    kind: str
    predicate: Node
    subject: Node | None
    value: Value | None
    declared: str
    triples: tuple[Triple, ...] = ()


class Atoms:
    """The atoms of one claim, over one graph with what is declared of it; `seconds` of CPU."""

    def __init__(
        self,
        graph: Graph,
        vocabulary: Vocabulary,
        declared: Declared,
        signature: Signature,
        seconds: float,
    ) -> None:
        self.graph, self.vocabulary, self.declared, self.signature = graph, vocabulary, declared, signature
        self._seconds, self._until, self._left = seconds, time.process_time() + seconds, MAX_STEPS

    def size(self, part: Term, env: Env) -> int:
        """Return about how many triples an atom has."""
        assert isinstance(part, Apply)
        subject, predicate, value = self.places(part, env)
        if subject is None and value is None:
            return PEEK + 1
        pattern = (subject, predicate, value if isinstance(value, str) else None)
        return sum(1 for _ in islice(self._match(*pattern), PEEK))

    def value(self, term: Term, env: Env) -> Value | None:
        """Return the value of a term, None where a variable has none yet. Raises `FaultError`."""
        match term:
            case Var(name):
                return env.get(name)
            case Element(name):
                return self.vocabulary.node(name)
            case Num(value):
                return value
            case _:
                raise beyond(term)

    def places(self, part: Apply, env: Env) -> tuple[Node | None, Node, Value | None]:
        """Return an atom as a triple, None for what has no value yet. Raises `FaultError`."""
        symbol = self.signature.symbols.get(part.name)
        if symbol is None:
            raise beyond(part)
        subject = self.value(part.args[0], env) if part.args else None
        if subject is not None and not isinstance(subject, str):
            raise beyond(part)
        if len(part.args) == 1:
            return subject, TYPE, self.vocabulary.kind(symbol).iri
        if len(part.args) != 2:
            raise beyond(part)
        return subject, self.vocabulary.property(symbol).iri, self.value(part.args[1], env)

    def strict(self, part: Apply, env: Env) -> bool:
        """Say whether the graph limits what an atom may be true of."""
        subject, predicate, value = self.places(part, env)
        if self._closed(predicate, value):
            return True
        return subject is not None and bool(self.declared.one_value(self.graph, subject, predicate))

    def _closed(self, predicate: Node, value: Value | None) -> str:
        return self.declared.closed.get(
            value if predicate == TYPE and isinstance(value, str) else predicate, ""
        )

    def refusal(self, subject: Node | None, predicate: Node, value: Value | None) -> Refusal | None:
        """Return why something that the graph does not have cannot be so; None where it can."""
        closed = self._closed(predicate, value)
        if closed:
            near = () if subject is None else tuple(islice(self._match(subject, predicate, None), NEAR))
            return Refusal("closed", predicate, subject, value, closed, near)
        one = "" if subject is None else self.declared.one_value(self.graph, subject, predicate)
        if not one or value is None:
            return None
        values = tuple(self._match(subject, predicate, None))
        if values and all(self.apart(triple[2], value) for triple in values):
            return Refusal("other", predicate, subject, value, one, values)
        return None

    def has(self, subject: Node | None, predicate: Node, value: Value | None) -> Iterator[Triple]:
        """Yield the triples that an atom is."""
        if isinstance(value, str) and number_of(value) is None:
            yield from self._match(subject, predicate, value)
            return
        for triple in self._match(subject, predicate, None):
            if value is None or same(triple[2], value):
                yield triple

    def _match(self, subject: Node | None, predicate: Node, value: Node | None) -> Iterator[Triple]:
        for triple in self.graph.match(subject, predicate, value):
            self._left -= 1
            if self._left < 0 or (self._left % 1024 == 0 and time.process_time() > self._until):
                what = f"judging the claim takes more than {MAX_STEPS} triples or {self._seconds:g} seconds"
                raise FaultError(Fault("limit", what, hint="name more of the things that it is about"))
            yield triple

    def apart(self, one: Value, other: Value) -> bool:
        """Say whether two nodes are surely different things."""
        if same(one, other):
            return False
        if not isinstance(one, str) or not isinstance(other, str):
            return True
        if is_blank(one) or is_blank(other):
            return False
        if is_literal(one) and is_literal(other):
            return parts(one)[1] == parts(other)[1]  # what two languages call it may be one thing
        equal = ((one, _SAME, other), (other, _SAME, one))
        return is_literal(one) or is_literal(other) or not any(triple in self.graph for triple in equal)
