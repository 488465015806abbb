"""Why facts that a problem takes from a graph follow by rules: triples derived, and a step to each fact.

What a declaration takes from the graph becomes a rule of its own, `coastal(x) if triple(x, borders, Sea)`, so
that the derivation concludes what the claim says, with the names that things have in its formulas.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from neurosym.faults import FaultError
from neurosym.ir.core import BOOL, Claim, Enumeration, Symbol
from neurosym.ir.derivation import Derivation, DerivationCertificate, Fact, Step
from neurosym.ir.derivation import taken as fact_of
from neurosym.ir.names import mangle
from neurosym.ir.rules import RuleBase, print_rules, read_rules
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.solve.graph.reason.closure import TRIPLE
from neurosym.solve.graph.reasoned import Reasoned
from neurosym.solve.graph.walks import Found

Row: TypeAlias = tuple[str, str, str]

FROM = "from-"
"""How the ids of rules begin that put triples into the words of a problem."""


def derivation(
    graph: Reasoned, taken: Sequence[tuple[Claim, Found]], names: Mapping[Node, str], vocabulary: Vocabulary
) -> DerivationCertificate | None:
    """Return why claims follow that rest on derived triples.

    None where their names do not allow to say it, or they rest on the absence of too much. `names`: what the
    members of sorts are called in formulas.
    """
    own = graph.closure.base.signature.elements
    if set(names.values()) & set(own):
        return None
    triples = dict.fromkeys(triple for _, found in taken for triple in found.triples)
    spelled = _Spelling(dict(names), vocabulary, {*own, *names.values()})
    try:
        why = graph.why(list(triples)).renamed(spelled.name)
    except FaultError:
        return None
    rows = {triple: spelled.row(graph.closure.row(triple), own) for triple in triples}
    said = [_said(claim, [rows[triple] for triple in found.triples]) for claim, found in taken]
    if not all(set(fact.args) <= {name for row in body for name in row} for fact, body in said):
        return None  # a thing has two names in formulas
    variable = "x"
    while any(name.startswith(variable) for row in rows.values() for name in row):
        variable += "_"
    steps = list(why.derivation.steps)
    places = {step.fact: number for number, step in enumerate(steps)}
    rules: dict[str, str] = {}
    constants: dict[str, None] = {}
    for fact, body in dict(said).items():
        args = {str(name): f"{variable}{number}" for number, name in enumerate(dict.fromkeys(fact.args), 1)}
        constants |= dict.fromkeys(name for row in body for name in row if name not in args)
        conditions = " and ".join(f"{TRIPLE}({_words(row, args)})" for row in body)
        rule = f"{fact.name}({_words(map(str, fact.args), args)}) if {conditions}"
        id = rules.setdefault(rule, f"{FROM}{len(rules) + 1}")
        values = {variable: name for name, variable in args.items()}
        steps.append(Step(fact, id, values, tuple(places[Fact(TRIPLE, row)] for row in body)))
    base = _extended(why.rules, constants, {fact.name: len(fact.args) for fact, _ in said})
    more = "\n".join(f"@{id} rule\n    {rule}" for rule, id in rules.items())
    return replace(
        why, rules=read_rules(f"{print_rules(base)}\n{more}\n"), derivation=Derivation(tuple(steps))
    )


def _said(claim: Claim, body: Sequence[Row]) -> tuple[Fact, tuple[Row, ...]]:
    """Return what a claim takes, with the rows of its triples; of a number the literal at their end."""
    fact = fact_of(claim.formula)
    assert fact is not None
    args = tuple(value if isinstance(value, str) else body[-1][2] for value in fact.args)
    return Fact(fact.name, args), tuple(body)


def _words(row: Iterable[str], variables: Mapping[str, str]) -> str:
    return ", ".join(variables.get(name, name) for name in row)


def _extended(base: RuleBase, constants: Mapping[str, None], arity: Mapping[str, int]) -> RuleBase:
    """Return rules with more words: names of nodes, and predicates of nodes."""
    node = base.signature.symbols[TRIPLE].args[0]
    sorts = tuple(
        replace(one, elements=tuple(dict.fromkeys((*one.elements, *constants))))
        if isinstance(one, Enumeration) and one.name == node
        else one
        for one in base.sorts
    )
    symbols = (Symbol(name, (node,) * number, BOOL) for name, number in arity.items())
    return RuleBase(sorts, (*base.symbols, *symbols), base.rules)


@dataclass(slots=True)
class _Spelling:
    """Names of nodes, no two alike."""

    names: dict[Node, str]
    vocabulary: Vocabulary
    taken: set[str] = field(default_factory=set)

    def name(self, node: Node) -> str:
        if node not in self.names:
            name = self.vocabulary.called(node)
            self.names[node] = mangle(f"<{node}>") if name in self.taken else name
            self.taken.add(self.names[node])
        return self.names[node]

    def row(self, row: Row, own: Collection[str]) -> Row:
        """Return a triple as it is called; what the rules name themselves keeps its name."""
        one, along, other = (name if name in own else self.name(name) for name in row)
        return one, along, other
