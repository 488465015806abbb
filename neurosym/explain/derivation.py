"""A derivation in the words of its rules: as a tree of facts beside sentences, as a graph. Runs no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from neurosym.explain.graph import Graph, as_mermaid, new_graph
from neurosym.explain.report import SAYS, aligned
from neurosym.explain.say import clipped, plain
from neurosym.faults import visible
from neurosym.ir.core import (
    BOOL,
    Apply,
    Claim,
    Compare,
    Element,
    Implies,
    Not,
    Num,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.derivation import Derivation, DerivationCertificate, Fact, Step
from neurosym.ir.model import Value
from neurosym.ir.pretty import print_formula
from neurosym.ir.rule_syntax import print_rule
from neurosym.ir.rules import RuleBase
from neurosym.ir.walk import conjuncts, substitute

MAX_LINES, MAX_DEPTH = 200, 12
"""Lines that a tree has, and how far it is indented; what lies deeper stands below as a tree of its own."""

Show = Callable[[Value], str]
Cells = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tree:
    """Why a fact holds; printed as a tree, and below it the rules that were used.

    `show` writes values, such as IRIs by their prefixes. `certificate` is one that was accepted, if any was.
    """

    derivation: Derivation
    base: RuleBase
    show: Show = plain
    certificate: DerivationCertificate | None = None

    def __str__(self) -> str:
        rules = {claim.id: claim for claim in self.base.rules}
        used = dict.fromkeys(step.rule for step in reversed(self.derivation.steps) if step.rule in rules)
        legend = [(id, *filter(None, (visible(rules[id].says), self._written(rules[id])))) for id in used]
        lines = [*aligned(list(self.lines())), *([""] if legend else []), *aligned(legend), *self._trusted()]
        return "\n".join(line.rstrip() for line in lines)

    def _trusted(self) -> Iterator[str]:
        if self.certificate is None:
            return
        facts = _counted(len(self.derivation.given), "given fact")
        rules = _counted(len({step.rule for step in self.derivation.steps if step.rule}), "rule")
        closed = sorted(visible(name) for name in self.certificate.closed)
        rest = f", and on there being no other facts of {', '.join(closed)}" if closed else ""
        yield f"certified: rests on {facts} and {rules}{rest}"

    def lines(self, most: int = MAX_LINES) -> Iterator[Cells]:
        """Yield the tree as cells: the fact, indented, and what it rests on."""
        rules = {claim.id: claim for claim in self.base.rules}
        for count, cells in enumerate(self._lines(rules)):
            if count == most:
                yield f"… {len(self.derivation.steps)} steps in all", ""
                return
            yield cells

    def graph(self) -> Graph:
        """Return the facts as nodes, their words and their rule as `label`; edges lead to what follows."""
        rules = {claim.id: claim for claim in self.base.rules}
        graph = new_graph()
        for number, step in enumerate(self.derivation.steps):
            graph.add_node(f"fact {number}", label=f"{self.said(step.fact)}: {_reason(step, rules)}")
            graph.add_edges_from((f"fact {one}", f"fact {number}") for one in step.premises)
        return graph

    def mermaid(self) -> str:
        """Return the graph as mermaid text."""
        return as_mermaid(self.graph())

    def said(self, fact: Fact) -> str:
        """Return a fact as a person writes it; of a function `age(ann) = 40`."""
        symbol = self.base.signature.symbols.get(fact.name)
        words = [visible(self.show(value)) for value in fact.args]
        value = words.pop() if symbol is not None and symbol.result != BOOL else ""
        atom = f"{fact.name}({', '.join(words)})" if words else fact.name
        return f"{atom} = {value}" if value else atom

    # --- the tree

    def _lines(self, rules: dict[str, Claim]) -> Iterator[Cells]:
        steps = self.derivation.steps
        shared = Counter(one for step in steps for one in set(step.premises))
        roots, shown = [len(steps) - 1], set[int]()
        for root in roots:
            # number of a step, what is drawn before it and below it, how deep it stands
            stack: list[tuple[int | Cells, str, str, int]] = [(root, "", "", 0)]
            while stack:
                node, branch, below, depth = stack.pop()
                if not isinstance(node, int):
                    yield branch + node[0], node[1]
                    continue
                step = steps[node]
                fact = branch + self.said(step.fact)
                parts: list[int | Cells] = [*step.premises, *self._conditions(step, rules)]
                if node in shown and parts:
                    yield fact, "as above"
                    continue
                if depth == MAX_DEPTH and parts:
                    yield fact, "below"
                    roots.append(node)
                    continue
                if shared[node]:
                    shown.add(node)
                yield fact, _reason(step, rules)
                for place in range(len(parts) - 1, -1, -1):
                    last = place == len(parts) - 1
                    mine, under = ("└─ ", "   ") if last else ("├─ ", "│  ")
                    stack.append((parts[place], below + mine, below + under, depth + 1))

    def _conditions(self, step: Step, rules: dict[str, Claim]) -> Iterator[Cells]:
        """Yield what a rule asked for that is no fact: comparisons, and what must not be."""
        claim = rules.get(step.rule)
        formula = claim.formula if claim else Truth(True)
        inner = formula.body if isinstance(formula, Quantified) else formula
        values = {name: self._term(value) for name, value in step.values.items()}
        for part in conjuncts(inner.left) if isinstance(inner, Implies) else ():
            if isinstance(part, Not | Compare):
                written = visible(print_formula(_opened(substitute(part, values))))
                yield written, "no such fact" if isinstance(part, Not) else ""

    def _term(self, value: Value) -> Term:
        if isinstance(value, bool):
            return Truth(value)
        return Element(self.show(value)) if isinstance(value, str) else Num(value)

    def _written(self, claim: Claim) -> str:
        return visible(" ".join((claim.source or print_rule(claim.formula, self.base.signature)).split()))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _reason(step: Step, rules: dict[str, Claim]) -> str:
    if not step.rule:
        return "given"
    says = rules[step.rule].says if step.rule in rules else ""
    return f"{step.rule}  {clipped(visible(says), SAYS)}".rstrip()


def _opened(term: Term) -> Term:
    """Write `not p(_, x)` for "no value of a nameless variable", as the notation does."""
    match term:
        case Not(Quantified("any", bound, Apply() as atom)) if all(b.var.startswith("_") for b in bound):
            return Not(substitute(atom, {binding.var: Var("_") for binding in bound}))
        case _:
            return term
