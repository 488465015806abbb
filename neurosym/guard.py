"""May an instruction be carried out? Asked of a policy of rules before it is: allowed, refused, undetermined.

>>> guard({"do": "stop", "what": "P-202A", "by": "M. Duarte"}, "plant.ttl", "plant.rules")

A policy derives `allowed` and `refused` from an instruction and a state. An instruction is allowed if some
`allowed` follows and no `refused` does; what nothing allows is refused. Predicates that are declared open (by
a gloss that begins with `open:`, or by the caller) may hold where the state does not say so: where they
decide, nothing is allowed, and the smallest facts that are missing are told. Carries nothing out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import TypeAlias

from neurosym.accepted import certified_fact
from neurosym.faults import Fault, FaultError, suggestion
from neurosym.guarded import Because, Cited, Guarded, Permission
from neurosym.ir.core import BOOL, Enumeration
from neurosym.ir.derivation import Fact
from neurosym.ir.model import Value
from neurosym.ir.rules import RuleBase
from neurosym.rewrite.clauses import Clause, reads
from neurosym.solve.graph.reason.closure import pack
from neurosym.solve.graph.state import Given, State, unknown_name
from neurosym.solve.rules import Derived, Limits, Programme
from neurosym.solve.rules.asked import read_asked
from neurosym.solve.rules.merged import merged
from neurosym.solve.rules.open_facts import MAX_UNKNOWN, decided, signs
from neurosym.solve.rules.tables import columns

Action: TypeAlias = "str | Fact | Mapping[str, object]"
"""A fact, `opens(op2, xv101)`, or JSON: `{"do": "open", "what": "XV-101", "by": "op2"}`."""

Policy: TypeAlias = "str | Path | RuleBase | Sequence[str | Path | RuleBase]"
"""Packs by name, `.rules` files, or rule bases; several are one policy."""

ALLOWED, REFUSED = "allowed", "refused"
VERDICTS = frozenset((ALLOWED, REFUSED))
THIS = "this"
"""What an instruction in JSON is called in the rules."""

OPEN = "open"
LIMITS = Limits(facts=1_000_000, cpu_s=20)


def guard(action: Action, state: Given, policy: Policy, open: Iterable[str] = ()) -> Guarded:
    """Judge an instruction. What is wrong with it makes it refused, with the faults.

    `open`: predicates that are open beside those that the policy declares. Raises `FaultError` for what is
    wrong with the policy or the state.
    """
    return Guard(policy, state, open).judge(action)


class Guard:
    """A policy over one state, for several instructions. Raises `FaultError` as `guard` does."""

    def __init__(self, policy: Policy, state: Given = (), open: Iterable[str] = ()) -> None:
        several = policy if isinstance(policy, list | tuple) else (policy,)
        self.base = merged([one if isinstance(one, RuleBase) else pack(str(one)) for one in several])
        self._programme = Programme.of(self.base)
        self._symbols = self.base.signature.symbols
        for name in (ALLOWED, REFUSED):
            if name not in self._symbols:
                raise FaultError(Fault("policy", f"the policy derives no `{name}`"))
        declared = (one.name for one in self.base.symbols if one.gloss.split(":")[0].strip() == OPEN)
        self.open = tuple(dict.fromkeys((*declared, *open)))
        for name in self.open:
            if name not in self._symbols:
                raise FaultError(unknown_name(name, self._symbols))
        self._sign = signs(self.base, {ALLOWED: 1, REFUSED: -1})
        self._state = State(self.base, state)

    def judge(self, action: Action) -> Guarded:
        """Judge one instruction; see `guard`."""
        try:
            facts, notes = self._action(action)
            found = self._judged(facts)
            by_rule = found.permission is Permission.REFUSED and not found.default
            silent = () if by_rule else self._silent(facts)
            return replace(found, notes=(*notes, *silent))
        except FaultError as error:
            shown = action if isinstance(action, str) else str(action)
            return Guarded(Permission.REFUSED, shown, default=True, faults=error.faults)

    def _judged(self, action: Sequence[Fact]) -> Guarded:
        given = [*self._state.facts(), *action]
        known = {*given, *self._state.denied}

        def run(more: frozenset[Fact]) -> Derived:
            return self._programme.run([*given, *sorted(more, key=str)], LIMITS)

        def allows(more: frozenset[Fact]) -> bool:
            derived = run(more)
            return bool(derived.count(ALLOWED)) and not derived.count(REFUSED)

        unknown = [fact for fact in self._unknown(given) if fact not in known]
        found = decided(allows, unknown, self._sign)
        said = ", ".join(map(str, action))
        if found.answer is None:
            return Guarded(
                Permission.UNDETERMINED,
                said,
                missing=(*found.true, *found.false),
                allowed_if=_said(found.true, found.false),
                refused_if=_said(found.no_true, found.no_false),
                would_allow=self._sentences(_last(run(frozenset(found.true)), ALLOWED)),
                would_refuse=self._sentences(_last(run(frozenset(found.no_true)), REFUSED)),
                base=self.base,
            )
        derived = run(found.world)
        name = ALLOWED if found.answer else REFUSED
        because = tuple(self._because(derived, Fact(name, row)) for row in derived.rows(name))
        permission = Permission.ALLOWED if found.answer else Permission.REFUSED
        if found.answer and not any(set(one.derivation.given) & set(action) for one in because):
            what = "the policy allows this whatever is done: no rule for `allowed` looks at the instruction"
            raise FaultError(Fault("policy", what))
        would = [one.rule for one in self._meant(action) if one.head.name == ALLOWED and not because]
        rules = self._sentences(would)
        return Guarded(permission, said, because, default=not because, would_allow=rules, base=self.base)

    def _because(self, derived: Derived, fact: Fact) -> Because:
        derivation = derived.why(fact)
        rule = next(claim for claim in self.base.rules if claim.id == derivation.steps[-1].rule)
        accepted = certified_fact(self.base, self._programme, derived, fact)
        cited = ((one, self._state.cited(one)) for one in derivation.given)
        found = tuple(Cited(one, *triple) for one, triple in cited if triple)
        return Because(fact, rule.id, rule.says, derivation, accepted, found)

    def _sentences(self, rules: Iterable[str]) -> tuple[str, ...]:
        """Return the sentences of rules."""
        says = {claim.id: claim.says for claim in self.base.rules}
        return tuple(dict.fromkeys(filter(None, (says[rule] for rule in rules))))

    def _unknown(self, given: Iterable[Fact]) -> Iterable[Fact]:
        """Yield every fact of an open predicate about the individuals that there are."""
        of_sort: dict[str, dict[Value, None]] = {}
        for sort in self.base.sorts:
            names = sort.elements if isinstance(sort, Enumeration) else range(sort.low, sort.high + 1)
            of_sort[sort.name] = dict.fromkeys(names)
        for fact in given:
            for value, column in zip(fact.args, columns(self._symbols[fact.name]), strict=True):
                of_sort.setdefault(column, {})[value] = None
        for name in self.open:
            symbol = self._symbols[name]
            if symbol.result != BOOL or any(sort not in of_sort for sort in symbol.args):
                what = f"`{name}` is open, and not a predicate of individuals"
                raise FaultError(Fault("policy", what))
            rows = product(*(of_sort[sort] for sort in symbol.args))
            yield from (Fact(name, row) for row in islice(rows, MAX_UNKNOWN + 1))

    def _meant(self, action: Sequence[Fact]) -> list[Clause]:
        """Return the rules that allow or refuse instructions of this kind."""
        said = {fact.name for fact in action}
        kind = self._symbols[ALLOWED].args[:1] if any(THIS in fact.args for fact in action) else None
        of_kind = {one.name for one in self._symbols.values() if one.args[:1] == kind}
        others = of_kind - said - {clause.head.name for clause in self._programme.clauses}
        return [
            clause
            for clause in self._programme.clauses
            if clause.head.name in VERDICTS and (read := _read(clause)) & said and not read & others
        ]

    def _silent(self, action: Sequence[Fact]) -> Iterable[str]:
        """Yield a note on what the rules for an instruction look at and nothing says: is a pack missing?"""
        clauses = self._programme.clauses
        wanted = {name for clause in self._meant(action) for name in _read(clause)} - VERDICTS
        while more := {name for one in clauses if one.head.name in wanted for name in _read(one)} - wanted:
            wanted |= more
        derived = {clause.head.name for clause in clauses}
        known = {fact.name for fact in action} | self._state.told | derived | {*self.open}
        if names := ", ".join(f"`{name}`" for name in sorted(wanted - known)):
            yield f"no rule and no state says anything of {names}: taken not to hold"

    # --- the instruction

    def _action(self, action: Action) -> tuple[list[Fact], tuple[str, ...]]:
        if isinstance(action, str) and action.lstrip().startswith("{"):
            try:
                action = json.loads(action)
            except ValueError as error:
                raise FaultError(Fault("bad-json", f"the instruction is no JSON: {error}")) from None
        if isinstance(action, str):
            asked = read_asked(action, self.base.signature, lambda name: self._state.named(name.strip("\"'")))
            if asked.fact is None:
                raise FaultError(Fault("action", f"`{action:.80}` names no one thing to be done"))
            facts = [asked.fact]
        elif isinstance(action, Fact):
            facts = [action]
        elif isinstance(action, Mapping):
            facts = list(self._of_json(action))
        else:
            raise FaultError(Fault("action", "an instruction is a fact, or JSON with `do` and `what`"))
        derives = {clause.head.name for clause in self._programme.clauses}
        for fact in facts:
            if fact.name in derives:
                raise FaultError(
                    Fault("action", f"`{fact.name}` is what the policy derives, and no instruction")
                )
        self._programme.run(facts, LIMITS)  # are they facts of the vocabulary?
        return facts, tuple(self._strangers(facts))

    def _of_json(self, action: Mapping[str, object]) -> Iterable[Fact]:
        """Yield the facts of JSON: `open(this, XV-101)` of `{"do": "open", "what": "XV-101"}`, and so on."""
        fields = dict(action)
        if "do" in fields and "do" not in self._symbols:
            verb = fields.pop("do")
            if not isinstance(verb, str) or "what" not in fields:
                raise FaultError(Fault("action", "an instruction says what to `do`, and to `what`"))
            fields = {verb: fields.pop("what"), **fields}
        for name, said in fields.items():
            symbol = self._symbols.get(name)
            if symbol is None:
                raise FaultError(unknown_name(name, self._symbols))
            for value in said if isinstance(said, list | tuple) else (said,):
                if value is False and len(columns(symbol)) == 1:
                    continue
                if not isinstance(value, str | int):
                    raise FaultError(Fault("action", f"`{name}` of an instruction is a name or a number"))
                rest = (
                    () if value is True else (self._state.named(value) if isinstance(value, str) else value,)
                )
                yield Fact(name, (THIS, *rest))

    def _strangers(self, facts: Iterable[Fact]) -> Iterable[str]:
        """Yield a note for each name that the state does not have."""
        for name in dict.fromkeys(value for fact in facts for value in fact.args):
            if isinstance(name, str) and name != THIS and name not in self._state.individuals:
                near = suggestion(name, self._state.individuals)
                yield f"the state names no `{name}`{f'; {near}' if near else ''}"


def _said(true: Iterable[Fact], false: Iterable[Fact]) -> tuple[str, ...]:
    return (*map(str, true), *(f"not {fact}" for fact in false))


def _last(derived: Derived, name: str) -> Iterable[str]:
    """Yield the rules by which the facts of a predicate follow."""
    yield from (derived.why(Fact(name, row)).steps[-1].rule for row in derived.rows(name))


def _read(clause: Clause) -> set[str]:
    return {name for name, _ in reads(clause.body)}
