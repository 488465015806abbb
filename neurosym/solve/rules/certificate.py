"""From a fact that follows to a certificate: its derivation, and all of what a condition denies or counts.

Whether it shows anything is for the room `certify` to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from neurosym.certify.definition import closing, rule_of
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Compare, Term
from neurosym.ir.derivation import DerivationCertificate, Fact
from neurosym.ir.rules import RuleBase
from neurosym.ir.walk import conjuncts, symbols_in
from neurosym.solve.rules.derived import Derived
from neurosym.solve.rules.programme import Programme

MAX_CLOSED = 20_000
"""Facts of closed predicates that a certificate may carry."""


def certificate(
    base: RuleBase, programme: Programme, derived: Derived, fact: Fact, before: Sequence[Fact] = ()
) -> DerivationCertificate:
    """Return the certificate of a fact that follows, with what others follow from `before` it.

    Raises `FaultError`: `not-derived` where it does not, `not-certifiable` where it rests on the absence of
    more than `MAX_CLOSED` facts.
    """
    derivation = derived.why(fact, before)
    used = {step.rule for step in derivation.steps if step.rule}
    formulas = (claim.formula for claim in base.rules if claim.id in used)
    closed = _cone(base, frozenset[str]().union(*(_closing(formula, base) for formula in formulas)))
    if sum(map(derived.count, closed)) > MAX_CLOSED:
        what = f"{fact} rests on what more than {MAX_CLOSED} facts do not say"
        raise FaultError(Fault("not-certifiable", f"not certifiable: {what}"))
    others = [Fact(name, row) for name in sorted(closed) for row in derived.rows(name)]
    levels = {name: programme.stratum_of.get(name, 0) for name in sorted(closed)}
    return DerivationCertificate(
        base, derived.why(fact, (*before, *others)) if others else derivation, levels
    )


def _closing(formula: Term, base: RuleBase) -> frozenset[str]:
    """Return what must be complete for the conditions of a rule."""
    rule = rule_of(formula)
    parts = conjuncts(rule[1]) if rule else ()
    return frozenset[str]().union(*(closing(part, base.signature) for part in parts))


def _cone(base: RuleBase, names: frozenset[str]) -> frozenset[str]:
    """Return the symbols and all that rules for them read, and so on."""
    reads: dict[str, frozenset[str]] = {}
    for claim in base.rules:
        head = _head(claim.formula)
        reads[head] = reads.get(head, frozenset()) | symbols_in(claim.formula)
    while True:
        more = names.union(*(reads.get(name, frozenset()) for name in names))
        if more == names:
            return names
        names = more


def _head(formula: Term) -> str:
    """Return what a rule concludes; of `age(ann) == 40` the function."""
    if isinstance(formula, Compare) and isinstance(formula.left, Apply):
        return formula.left.name
    rule = rule_of(formula)
    return rule[0].name if rule else ""
