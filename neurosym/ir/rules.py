"""Rule bases: a vocabulary and rules over it, as `.rules` text and back. Runs no rule.

    sort Person
    parent, ancestor : Person, Person -> Bool
    age : Person -> Int

    "Parents are ancestors."
        ancestor(x, y) if parent(x, y)
    "The ancestors of a parent are ancestors."
        ancestor(x, z) if parent(x, y) and ancestor(y, z)

    childless(x) if age(x) >= 18 and not parent(x, _)
    fertile(x, n) if n == count(y for y in Person if parent(x, y)) and n >= 3
    eldest(x, m) if m == max(age(y) for y in Person if parent(x, y)) and parent(x, _)

`.rules` is `.problem` without a goal: the same sorts, symbols, sentences and formulas. Its claims are rules
(see `rule_syntax`), with or without a sentence above; one that depends on nothing is a fact.

Semantics
---------
*Rules* mean what claims of kind `rule` mean (see `core`), with facts that are given beside them. Given facts
are rules without a condition, and every predicate is what rules and given facts say and nothing else: all
predicates together are the least model, stratum by stratum (Apt, Blair and Walker, "Towards a theory of
declarative knowledge", 1988). `not` and the aggregates `count`, `sum`, `min` and `max` may read only what is
complete in an earlier stratum; rules with a predicate that depends on its own negation are refused.

*Functions* take the values that facts give them. One may have no value somewhere: the smallest comparison
or atom that it stands in is then false (relational semantics: Frisch and Stuckey, "The proper treatment of
undefinedness in constraint languages", 2009). So is one that divides by zero.

*Sorts.* An open sort has the individuals that facts name. A variable of a closed sort, or of a range, that
no condition gives values ranges over the sort; another such variable is a fault (`unsafe`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from neurosym.ir.core import Claim, Sort, Symbol
from neurosym.ir.document import print_sort, print_symbols
from neurosym.ir.notation import ProblemReader
from neurosym.ir.rule_syntax import print_rule
from neurosym.ir.signature import Signature


@dataclass(frozen=True, slots=True)
class RuleBase:
    """A vocabulary and claims of kind `rule`."""

    sorts: tuple[Sort, ...]
    symbols: tuple[Symbol, ...]
    rules: tuple[Claim, ...]

    @property
    def signature(self) -> Signature:
        """The vocabulary as a look-up."""
        return Signature.build(self.sorts, self.symbols)


def read_rules(text: str, label: str = "") -> RuleBase:
    """Return the rule base that the text writes. Raises `FaultError` with every fault found."""
    return RuleBase(*ProblemReader(label, rules=True).read_rules(text))


def print_rules(base: RuleBase) -> str:
    """Return the text that `read_rules` reads back to this very rule base."""
    signature = base.signature
    parts = ["\n".join(map(print_sort, base.sorts)), "\n".join(print_symbols(base.symbols))]
    for number, claim in enumerate(base.rules, start=1):
        text = print_rule(claim.formula, signature)
        own_id = "" if claim.id == f"c{number}" else f"@{claim.id}"
        says = json.dumps(claim.says, ensure_ascii=False) if claim.says else ""
        head = " ".join(part for part in (own_id, says or (own_id and "rule")) if part)
        parts.append(f"{head}\n    {text}" if head else text)
    return "\n\n".join(part for part in parts if part) + "\n"
