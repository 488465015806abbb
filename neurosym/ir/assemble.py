"""A written problem (`wire`) to a problem, part by part: what cannot be read is a fault, the rest stays.

Every part is a line of the notation and is read on its own. Sort-checks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import (
    IR_VERSION,
    Ask,
    Binding,
    Claim,
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Goal,
    Optimise,
    Option,
    OptionMode,
    Options,
    Problem,
    Sort,
    Symbol,
    Term,
)
from neurosym.ir.fol import DEFAULT_SORT, read_fol
from neurosym.ir.notation import read_problem
from neurosym.ir.plain import problem_to_json
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.wire import WireClaim, WireGoal, WireProblem, read_wire

FIRST_ORDER = re.compile(r"[∀∃¬∧∨⊕→↔⇒⇔]")
"""Signs of first-order text, which is read where the notation cannot be."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """What could be read of a written problem, and a fault for each part that could not.

    `problem` lacks the claims with a fault; it is None where the goal or all of it is unreadable.
    """

    problem: Problem | None
    faults: tuple[Fault, ...]


def problem_from_json(data: object) -> Problem:
    """Return the problem that JSON data writes. Raises `FaultError` with every fault found."""
    wire, faults = read_wire(data)
    if wire is None:
        raise FaultError(*faults)
    assembled = assemble(wire)
    if assembled.problem is None or assembled.faults:
        raise FaultError(*assembled.faults)
    return assembled.problem


def disassemble(problem: Problem) -> WireProblem:
    """Return the written parts that `assemble` puts together to an equal problem."""
    return WireProblem.model_validate(problem_to_json(problem))


def assemble(wire: WireProblem) -> Assembled:
    """Read every line and formula on its own, so that one that cannot be read spoils no other."""
    faults: list[Fault] = []
    if wire.ir_version != IR_VERSION:
        what = f"written for version {wire.ir_version} of the notation, this reads {IR_VERSION}"
        return Assembled(None, (Fault("version", what),))
    sorts, symbols = _declarations((*wire.sorts, *wire.symbols), faults)
    signature = Signature.build(sorts, symbols)
    claims = tuple(_claims(wire.claims, signature, faults))
    goal = _goal(wire.goal, signature, faults)
    if goal is None:
        return Assembled(None, tuple(faults))
    problem = Problem(sorts, symbols, claims, goal, wire.text, wire.unique_names)
    return Assembled(problem, tuple(faults))


def claim_ids(claims: Sequence[WireClaim]) -> tuple[str, ...]:
    """Return the ids of written claims; one without an id gets its number."""
    return tuple(claim.id or f"c{number}" for number, claim in enumerate(claims, start=1))


def _declarations(lines: Iterable[str], faults: list[Fault]) -> tuple[tuple[Sort, ...], tuple[Symbol, ...]]:
    sorts: list[Sort] = []
    symbols: list[Symbol] = []
    for line in lines:
        written = " ".join(line.split())
        try:
            read = read_problem(f"{written}\nfind")
        except FaultError as error:
            faults.extend(_relabel(fault, "declaration") for fault in error.faults)
            continue
        sorts.extend(read.sorts)
        symbols.extend(read.symbols)
        if not read.sorts and not read.symbols:
            where = Span(written, 0, len(written), "declaration")
            hint = "write `sort Person = ann, bob` or `likes : Person -> Bool`"
            faults.append(Fault("syntax", "this declares nothing", where, hint))
    return tuple(sorts), tuple(symbols)


def _relabel(fault: Fault, label: str) -> Fault:
    return replace(fault, where=replace(fault.where, label=label)) if fault.where else fault


def _claims(claims: Sequence[WireClaim], signature: Signature, faults: list[Fault]) -> Iterable[Claim]:
    seen: set[str] = set()
    for name, claim in zip(claim_ids(claims), claims, strict=True):
        if name in seen:
            faults.append(Fault("duplicate-id", f"two claims are called `{name}`", claim=name))
            continue
        seen.add(name)
        formula = _formula(claim.means, signature, name, faults)
        if formula is not None:
            yield Claim(name, formula, claim.says, claim.kind, claim.means)


def _formula(
    means: str,
    signature: Signature,
    name: str,
    faults: list[Fault],
    bound: tuple[Binding, ...] = (),
) -> Term | None:
    if not means.strip():
        faults.append(Fault("syntax", "the formula is missing", claim=name))
        return None
    try:
        return read_formula(means, signature, "", bound)
    except FaultError as error:
        faulty = error.faults
    if FIRST_ORDER.search(means):
        try:
            return read_fol(means, signature, "", _main_sort(signature))
        except FaultError as error:
            faulty = error.faults
    faults.extend(replace(fault, claim=name) for fault in faulty)
    return None


def _main_sort(signature: Signature) -> str:
    """Return the sort of variables that name none: the one enumeration, where there is just one."""
    named = [sort.name for sort in signature.sorts.values() if isinstance(sort, Enumeration)]
    return named[0] if len(named) == 1 else DEFAULT_SORT


def _goal(wire: WireGoal | None, signature: Signature, faults: list[Fault]) -> Goal | None:
    if wire is None:
        faults.append(Fault("goal", "there is no goal", hint="say what is asked"))
        return None
    match wire.kind:
        case "must" | "could" | "cannot" | "except":
            return _options(wire.kind, wire, signature, faults)
        case "find":
            return Find(tuple(wire.show), wire.says)
        case "enumerate":
            return Enumerate(tuple(wire.show), wire.limit, wire.says)
        case _:
            return _single(wire, signature, faults)


def _single(wire: WireGoal, signature: Signature, faults: list[Fault]) -> Goal | None:
    bound = _bindings(wire.show, faults) if wire.kind == "ask" else ()
    formula = _formula(wire.means, signature, "goal", faults, bound)
    if formula is None:
        return None
    match wire.kind:
        case "maximize" | "minimize":
            return Optimise(wire.kind, formula, wire.says, wire.means)
        case "ask":
            return Ask(bound, formula, wire.says, wire.means)
        case _:
            return Entails(formula, wire.says, wire.means)


def _bindings(show: Sequence[str], faults: list[Fault]) -> tuple[Binding, ...]:
    parts = [(item, re.fullmatch(r"\s*([^\W\d]\w*)\s+in\s+([^\W\d]\w*)\s*", item)) for item in show]
    for item, part in parts:
        if not part:
            faults.append(Fault("goal", f"`{item}` is not `x in Sort`", claim="goal"))
    return tuple(Binding(part[1], part[2]) for _, part in parts if part)


def _options(
    mode: OptionMode,
    wire: WireGoal,
    signature: Signature,
    faults: list[Fault],
) -> Goal | None:
    read = [
        (option, _formula(option.means, signature, f"option {option.label}", faults))
        for option in wire.options
    ]
    options = tuple(
        Option(option.label, formula, option.says, option.means)
        for option, formula in read
        if formula is not None
    )
    if not read:
        faults.append(Fault("goal", "there are no options", claim="goal"))
    # a question is not decided over some of its options
    return Options(mode, options, wire.says) if options and len(options) == len(read) else None
