"""Accepts a derivation by rules only if every step of it is an instance of its rule; trusts nobody.

A condition that more facts can only make true is looked for among the premises. What others read (`not`,
`all`, an aggregate) must be *closed*: all facts of it are among the steps, for no rule makes another one
true. That is shown by matching every rule for a closed predicate against these facts, and closed predicates
have levels, so that none rests on its own absence (Apt, Blair and Walker, "Towards a theory of declarative
knowledge", 1988). Whether the given facts are so, and of closed predicates all of them, is for the reader to
compare with the tables. Presumes rules without errors, as `check` does problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neurosym.certify.definition import Rule, closing, rule_of
from neurosym.certify.facts import Facts, NoValueError
from neurosym.certify.scope import not_certifiable, refused
from neurosym.faults import FaultError
from neurosym.ir import core as ir
from neurosym.ir.derivation import DerivationCertificate, Fact, Step
from neurosym.ir.model import Value
from neurosym.ir.walk import conjuncts, symbols_in


def check_derivation(said: DerivationCertificate) -> None:
    """Return if the steps derive the last fact from the given ones by the rules. Raises `FaultError`."""
    try:
        _Hearing(said).hear()
    except FaultError as error:
        if error.faults[0].code in ("refused", "not-certifiable"):
            raise
        raise not_certifiable(error.faults[0].what) from None


class _Hearing:
    """One derivation, step by step."""

    def __init__(self, said: DerivationCertificate) -> None:
        self._steps = said.derivation.steps
        self._closed = said.closed
        self._signature = said.rules.signature
        self._formulas = {claim.id: claim.formula for claim in said.rules.rules}
        if len(self._formulas) < len(said.rules.rules) or not self._steps:
            raise refused("two rules have one id, or nothing is derived")
        facts = {step.fact for step in self._steps}
        self._domains = self._individuals(facts)
        self._whole = self._world(fact for fact in facts if fact.name in self._closed)
        for fact in facts:
            if not self._fit(fact.args, self._columns(fact.name)):
                raise refused(f"`{fact}` is no fact of the vocabulary")
        if len({self._place(fact) for fact in facts}) < len(facts):
            raise refused("a function has two values in one place")

    def hear(self) -> None:
        """Check every step, and that closed predicates are. Raises `FaultError`."""
        for number, step in enumerate(self._steps):
            if step.rule:
                self._check_step(number, step)
        for formula in self._formulas.values():
            self._check_closed(formula)

    def _world(self, facts: Iterable[Fact]) -> Facts:
        return Facts(self._signature, self._domains, facts)

    def _individuals(self, facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
        """Return the individuals of each enumeration: the named ones, and where it is open those of facts."""
        found: dict[str, dict[str, None]] = {
            sort.name: dict.fromkeys(sort.elements)
            for sort in self._signature.sorts.values()
            if isinstance(sort, ir.Enumeration)
        }
        for fact in facts:
            for value, sort in zip(fact.args, self._columns(fact.name), strict=False):
                if sort in found and isinstance(value, str):
                    found[sort].setdefault(value)
        return {sort: tuple(names) for sort, names in found.items()}

    def _columns(self, name: str) -> tuple[str, ...]:
        if name not in self._signature.symbols:
            raise refused(f"`{name}` is not of the vocabulary")
        symbol = self._signature.symbols[name]
        return symbol.args if symbol.result == ir.BOOL else (*symbol.args, symbol.result)

    def _place(self, fact: Fact) -> Fact:
        """Return of what a fact gives the value: of a function without its last argument."""
        return Fact(fact.name, fact.args[: len(self._signature.symbols[fact.name].args)])

    def _fit(self, row: Sequence[Value], columns: Sequence[str]) -> bool:
        return len(row) == len(columns) and all(map(self._whole.is_of, row, columns))

    # --- steps

    def _check_step(self, number: int, step: Step) -> None:
        if step.rule not in self._formulas or not all(0 <= one < number for one in step.premises):
            raise refused(f"`{step.fact}` rests on what does not come before it")
        world = self._world(self._steps[one].fact for one in step.premises)
        head, body, bound = self._rule(self._formulas[step.rule])
        env = {binding.var: self._value(step, binding) for binding in bound}
        if not self._fit([*env.values()], [binding.sort for binding in bound]):
            raise refused(f"a value in `{step.rule}` is of another sort")
        try:
            concluded = Fact(head.name, world.row(head.args, env))
        except NoValueError:
            raise refused(f"`{step.rule}` concludes nothing here") from None
        if concluded != step.fact:
            raise refused(f"`{step.rule}` does not conclude `{step.fact}`")
        for part in conjuncts(body):
            kept = not closing(part, self._signature) and world.holds(part, env)
            if not kept and not (self._is_settled(part, head.name) and self._whole.holds(part, env)):
                raise refused(f"a condition of `{step.rule}` is not met, or what it reads is not closed")

    def _is_settled(self, part: ir.Term, head: str) -> bool:
        """Say whether all that a condition reads is closed, and that before what rests on it."""
        above = self._closed.get(head, len(self._closed) + max(self._closed.values(), default=0))
        return all(name in self._closed and self._closed[name] < above for name in symbols_in(part))

    def _value(self, step: Step, binding: ir.Binding) -> Value:
        """Return the value of a variable; any of its sort where the alternative that is used has it not."""
        if binding.var in step.values:
            return step.values[binding.var]
        if binding.sort in (ir.INT, ir.REAL):
            return 0
        members = self._whole.members(binding.sort)
        if not members:
            raise refused(f"`{step.rule}` has a variable without a value")
        return members[0]

    def _rule(self, formula: ir.Term) -> Rule:
        """Return head, body and variables; of `age(ann) == 40` the fact, its value as the last argument."""
        match formula:
            case ir.Compare("==", ir.Apply(name, args), value):
                return ir.Apply(name, (*args, value)), ir.TRUE, ()
        rule = rule_of(formula)
        if rule is None:
            raise not_certifiable("a rule that concludes no atom")
        return rule

    # --- closed predicates

    def _check_closed(self, formula: ir.Term) -> None:
        """Check that a rule for a closed predicate reads what is closed, and makes nothing more true."""
        head, body, bound = self._rule(formula)
        if head.name not in self._closed:
            return
        level = self._closed[head.name]
        parts = tuple(conjuncts(body))
        lower = frozenset[str]().union(*(closing(part, self._signature) for part in parts))
        reads = symbols_in(body).union(*map(symbols_in, head.args))
        if not all(name in self._closed and self._closed[name] <= level - (name in lower) for name in reads):
            raise refused(f"`{head.name}` is not closed: it rests on what is not closed before it")
        for env in self._whole.ways(parts, {}, {binding.var: binding.sort for binding in bound}):
            try:
                more = Fact(head.name, self._whole.row(head.args, env))
            except NoValueError:
                continue
            if more not in self._whole.facts:
                raise refused(f"`{head.name}` is not closed: `{more}` follows as well")
