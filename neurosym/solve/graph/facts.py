"""Facts of a graph as claims of a problem whose declarations ask for them. Guesses no value, decides nothing.

What is taken is a claim of kind `triple` that says the triple in words with its source, or `derived` where
that follows by rules; what a declaration closes is a claim of kind `assumed`. A value that a total function
lacks is a fault, and so are two values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from neurosym.faults import Fault, FaultError
from neurosym.ir.awaited import awaits, written
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Claim,
    Compare,
    Element,
    Enumeration,
    Num,
    Problem,
    Range,
    Sort,
    Symbol,
    Term,
    conjunction,
    negate,
)
from neurosym.ir.derivation import DerivationCertificate
from neurosym.knowledge.naming import Naming
from neurosym.knowledge.nodes import Node, number_of
from neurosym.knowledge.store import Bounds, Graph, label
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.solve.graph.asked import says
from neurosym.solve.graph.bridged import derivation
from neurosym.solve.graph.members import Members, Things
from neurosym.solve.graph.origins import condition
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.solve.graph.walks import Found, Walks

MAX_CLOSED = 20_000
"""Facts that one closed predicate may be denied."""
MAX_CLAIMS = 5_000
MAX_FAULTS = 20


def grounded(
    problem: Problem, graph: Graph, bounds: Bounds | None = None
) -> tuple[Problem, DerivationCertificate | None]:
    """Return a problem with what its declarations take from a graph, and why what is derived follows.

    Raises `FaultError` with every fault: `origin`, `unknown-name` with the nearest name, `no-value` and
    `two-values` of a function, `limit`.
    """
    grounding = _Grounding(problem, graph, bounds or Bounds())
    return grounding.problem(), grounding.derivation()


class _Grounding:
    def __init__(self, problem: Problem, graph: Graph, bounds: Bounds) -> None:
        self._problem, self._graph = problem, graph
        self._naming = Naming(Vocabulary(graph))
        self._walks = Walks(graph, self._naming, bounds)
        self._members = Members(problem, graph, self._naming, bounds)
        self._sorts: dict[str, Sort] = {sort.name: sort for sort in problem.sorts}
        self._taken = {claim.id for claim in problem.claims}
        self._claims: list[Claim] = []
        self._derived: list[tuple[Claim, Found]] = []
        self._faults: list[Fault] = []

    def problem(self) -> Problem:
        for sort in self._problem.sorts:
            if isinstance(sort, Enumeration) and awaits(sort.gloss):
                try:
                    self._sorts[sort.name] = self._members.filled(sort)
                except FaultError as error:
                    self._faults.extend(error.faults)
        symbols = []
        for symbol in self._problem.symbols:
            if awaits(symbol.gloss):
                try:
                    self._symbol(symbol)
                except FaultError as error:
                    self._faults.extend(error.faults)
                symbol = replace(symbol, gloss=written(symbol.gloss), defined=False)
            symbols.append(symbol)
        if self._faults:
            # a symbol over a sort that could not be filled says the same again
            raise FaultError(*dict.fromkeys(self._faults[:MAX_FAULTS]))
        if len(self._claims) > MAX_CLAIMS:
            what = f"the graph has {len(self._claims):,} facts for this problem"
            raise FaultError(Fault("limit", what, hint=f"ask for fewer things: {MAX_CLAIMS:,} are read"))
        return replace(
            self._problem,
            sorts=tuple(self._sorts[sort.name] for sort in self._problem.sorts),
            symbols=tuple(symbols),
            claims=(*self._problem.claims, *self._claims),
        )

    def derivation(self) -> DerivationCertificate | None:
        if not self._derived or not isinstance(self._graph, Reasoned):
            return None
        return derivation(self._graph, self._derived, self._members.names, self._naming.vocabulary)

    def _symbol(self, symbol: Symbol) -> None:
        if len(symbol.args) not in (1, 2) or (len(symbol.args) == 2 and symbol.result != BOOL):
            what = f"`{symbol.name}` is no symbol that a graph can fill"
            hint = "a graph fills predicates of one or two things, and functions of one thing"
            raise FaultError(Fault("origin", what, hint=hint))
        if any(self._failed(sort) for sort in (*symbol.args, symbol.result)):
            return
        things = [self._members.of(sort) for sort in symbol.args]
        if symbol.result != BOOL:
            self._function(symbol, things[0])
            return
        held = dict(self._unary(symbol, things[0]) if len(things) == 1 else self._binary(symbol, *things))
        for args, found in held.items():
            fact = Apply(symbol.name, tuple(map(Element, args)))
            self._claim(negate(fact) if found.denied else fact, found)
        if symbol.defined:
            self._close(symbol, things, held)

    def _failed(self, sort: str) -> bool:
        """Say whether a sort could not be filled, which is a fault already."""
        declared = self._sorts.get(sort)
        return isinstance(declared, Enumeration) and awaits(declared.gloss)

    # --- predicates

    def _unary(self, symbol: Symbol, things: Things) -> Iterator[tuple[tuple[str, ...], Found]]:
        asked = self._walks.meant(condition(symbol.gloss))
        for node, name in things.names.items():
            found = self._walks.holds(node, asked)
            if found is not None:
                yield (name,), found

    def _binary(
        self, symbol: Symbol, things: Things, others: Things
    ) -> Iterator[tuple[tuple[str, ...], Found]]:
        path = self._path(symbol)
        for node, name in things.names.items():
            for end, found in self._walks.ends(node, path).items():
                if end in others.names:
                    yield (name, others.names[end]), found

    def _path(self, symbol: Symbol) -> Sequence[tuple[Node, bool]]:
        asked = condition(symbol.gloss)
        if asked.value or asked.op or asked.denied:
            what = f"`{symbol.name}` takes a path of properties from a graph, without a condition"
            raise FaultError(Fault("origin", what, hint="write `from geo:borders`, or `from geo:a/geo:b`"))
        return self._walks.path(asked.path)

    def _close(
        self, symbol: Symbol, things: Sequence[Things], held: Mapping[tuple[str, ...], object]
    ) -> None:
        every = [tuple(one.names.values()) for one in things]
        size = 1
        for names in every:
            size *= len(names)
        if size > MAX_CLOSED:
            what = f"`{symbol.name}` has {size:,} cases, and at most {MAX_CLOSED:,} can be closed"
            raise FaultError(Fault("limit", what, hint="leave `defined` out, or ask for fewer things"))
        absent = [args for args in product(*every) if args not in held]
        if absent:
            formula = conjunction(
                tuple(negate(Apply(symbol.name, tuple(map(Element, args)))) for args in absent)
            )
            said = f"`{symbol.name}` holds of nothing but what the graph says."
            self._claims.append(Claim(self._id("n"), formula, said, "assumed"))

    # --- functions

    def _function(self, symbol: Symbol, things: Things) -> None:
        path = self._path(symbol)
        others = None if symbol.result in (INT, REAL) else self._sorts.get(symbol.result)
        ends = self._members.of(symbol.result) if isinstance(others, Enumeration) else None
        for node, name in things.names.items():
            try:
                term, found = self._value(symbol, node, self._walks.ends(node, path), ends, others)
            except FaultError as error:
                self._faults.extend(error.faults)
                continue
            self._claim(Compare("==", Apply(symbol.name, (Element(name),)), term), found)

    def _value(
        self,
        symbol: Symbol,
        node: Node,
        found: Mapping[Node, Found],
        ends: Things | None,
        sort: Sort | None,
    ) -> tuple[Term, Found]:
        """Return the one value of a function for a thing."""
        called = f"`{symbol.name}` of {label(self._graph, node)}"
        if not found:
            hint = f"say it in the problem, or take only what has it: `where {written(symbol.gloss)}`"
            raise FaultError(Fault("no-value", f"the graph has no {called}", hint=hint))
        terms: dict[Term, Found] = {}
        for end, how in found.items():
            terms.setdefault(self._term(called, end, symbol, ends, sort), how)
        if len(terms) > 1:
            both = " and ".join(f"“{self._says(how)}”" for how in [*terms.values()][:2])
            hint = "take one of them out of the graph, or make it a predicate of two things"
            raise FaultError(Fault("two-values", f"the graph has two values for {called}: {both}", hint=hint))
        return next(iter(terms.items()))

    def _term(self, called: str, end: Node, symbol: Symbol, ends: Things | None, sort: Sort | None) -> Term:
        said = label(self._graph, end)
        if ends is not None:
            if end not in ends.names:
                what = f"{called} is {said:.80}, which is not in `{symbol.result}`"
                raise FaultError(Fault("no-value", what, hint="widen the sort, or take fewer things"))
            return Element(ends.names[end])
        number = number_of(end)
        if number is None:
            raise FaultError(Fault("no-value", f"{called} is “{said:.80}”, which is no number"))
        if symbol.result != REAL and not isinstance(number, int):
            what = f"{called} is {said:.80}, which is not whole"
            raise FaultError(Fault("no-value", what, hint=f"declare `{symbol.name}` with `-> Real`"))
        if isinstance(sort, Range) and not sort.low <= number <= sort.high:
            what = f"{called} is {said:.80}, beyond {sort.low}..{sort.high}"
            raise FaultError(Fault("no-value", what, hint=f"widen `{sort.name}`"))
        return Num(number)

    # --- claims

    def _claim(self, formula: Term, found: Found) -> None:
        graph = self._graph
        derived = isinstance(graph, Reasoned) and any(map(graph.is_derived, found.triples))
        self._claims.append(
            Claim(self._id("t"), formula, self._says(found), "derived" if derived else "triple")
        )
        if derived:
            self._derived.append((self._claims[-1], found))

    def _says(self, found: Found) -> str:
        return "; ".join(says(self._graph, triple) for triple in found.triples)

    def _id(self, letter: str) -> str:
        number = len(self._claims) + 1
        while f"{letter}{number}" in self._taken:
            number += 1
        self._taken.add(f"{letter}{number}")
        return f"{letter}{number}"
