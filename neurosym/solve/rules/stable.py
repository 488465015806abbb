"""Stable models of rules that depend on their own negation, found by clingo and derived again by our rules.

A stable model is what follows from the rules where it is itself taken for what is not so, and for what
aggregates see (Gelfond and Lifschitz, "The stable model semantics for logic programming", 1988). Each model
that clingo returns is derived again so; that there are no others, and what holds in all of them, is its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Literal, TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import BOOL
from neurosym.ir.derivation import Fact
from neurosym.ir.rules import RuleBase
from neurosym.ir.signature import Signature
from neurosym.rewrite.clauses import DOMAIN, Absent, Aggregate, Clause, Match, Part
from neurosym.rewrite.horn import horn, located
from neurosym.solve.rules.asp import Atom, Translation
from neurosym.solve.rules.clock import Limits
from neurosym.solve.rules.derived import Facts
from neurosym.solve.rules.given import Given
from neurosym.solve.rules.programme import Programme
from neurosym.solve.rules.relations import Constants
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Job, Json
from neurosym.workers.worker import Worker

Which: TypeAlias = Literal["all", "brave", "cautious"]
ASSUMED = "assumed "
"""Before the name of a predicate: what the model says of it. No declared name has a space."""

MEMORY_MB = 4096


@dataclass(frozen=True, slots=True)
class Stable:
    """Stable models, each with all its facts; `more`: there are others.

    `brave`: one set, of what holds in some model; `cautious`: of what holds in all. Without any model there
    is no set.
    """

    sets: tuple[frozenset[Fact], ...]
    more: bool = False


def stable_models(
    base: RuleBase, facts: Facts = (), which: Which = "all", most: int = 10, limits: Limits | None = None
) -> Stable:
    """Return at most so many stable models. Raises `FaultError`.

    `missing` without clingo, `limit`, `stable` for what clingo cannot say, and what `Programme` raises.
    """
    limits = limits or Limits()
    if find_spec("clingo") is None:
        hint = "pip install 'neurosym-engine[stable]'"
        raise FaultError(Fault("missing", "stable models need clingo, which is not installed", hint=hint))
    try:
        clauses = horn(base.rules, base.signature)
        reduct = Programme(map(_reduced, clauses), base.signature)
        translation = Translation(_numeric(base.signature))
        lines = [translation.clause(clause) for clause in clauses]
    except FaultError as error:
        raise FaultError(*located(error.faults, base.rules)) from None
    rows = _rows(reduct, facts)
    lines += [translation.fact(fact.name, fact.args) for fact in rows]
    found, more = _asked("\n".join(lines), which, most, limits)
    sets = tuple(
        frozenset(fact for atom in atoms if not (fact := translation.back(atom)).name.startswith(DOMAIN))
        for atoms in found
    )
    if which == "all":
        for facts_of in sets:
            _derive_again(reduct, rows, facts_of, limits)
    return Stable(sets, more)


def answer_sets(text: str, which: Which, most: int) -> Json:
    """Return the answer sets of a programme, as atoms, and whether there are more. Runs in a worker."""
    import clingo  # an extra, loaded only here

    models = str(most + 1 if which == "all" else 0)
    modes = {"all": "auto", "brave": "brave", "cautious": "cautious"}
    control = clingo.Control(["--warn=none", f"--models={models}", f"--enum-mode={modes[which]}"])
    control.add("base", [], text)
    control.ground([("base", [])])
    number = clingo.SymbolType.Number
    found: list[Json] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            atoms: list[Json] = []
            for symbol in model.symbols(atoms=True):
                args: list[Json] = [a.number if a.type is number else a.name for a in symbol.arguments]
                atoms.append([int(symbol.name[1:]), args])
            # of consequences the last set is the whole answer
            found = [*found, atoms] if which == "all" else [atoms]
    return {"sets": found[:most], "more": len(found) > most}


def _asked(text: str, which: Which, most: int, limits: Limits) -> tuple[list[list[Atom]], bool]:
    budget = Budget(limits.cpu_s, 2 * limits.cpu_s, MEMORY_MB)
    with Worker(preload=("clingo",)) as worker:
        outcome = worker.run(Job(f"{__name__}:answer_sets", (text, which, most)), budget)
    match outcome:
        case Done({"sets": list(sets), "more": bool(more)}):
            return [[_atom(each) for each in atoms] for atoms in sets if isinstance(atoms, list)], more
        case Done():
            raise FaultError(Fault("stable", "clingo's answer cannot be read"))
        case _:
            hint = "allow more time, or bound what the rules count up"
            raise FaultError(Fault("limit", f"clingo was stopped: {outcome.detail}", hint=hint))


def _atom(data: Json) -> Atom:
    match data:
        case [int(number), list(args)]:
            return number, [arg for arg in args if isinstance(arg, int | str)]
    raise FaultError(Fault("stable", "clingo's answer cannot be read"))


def _numeric(signature: Signature) -> Mapping[str, Sequence[bool]]:
    return {
        symbol.name: [
            signature.is_numeric(sort)
            for sort in (*symbol.args, *(() if symbol.result == BOOL else (symbol.result,)))
        ]
        for symbol in signature.symbols.values()
    }


# --- the check


def _rows(programme: Programme, facts: Facts) -> list[Fact]:
    """Return facts that are held to their sorts, and the values of the sorts that rules run through."""
    constants = Constants(programme.constants)
    found = Given(programme, constants, {}).read(facts, first=True)
    values = constants.values_of
    return [
        Fact(name, tuple(values[number] for number in row)) for name, rows in found.items() for row in rows
    ]


def _derive_again(reduct: Programme, rows: Sequence[Fact], model: frozenset[Fact], limits: Limits) -> None:
    """Hold a model against what our rules derive from it. Raises `FaultError` (`stable`)."""
    assumed = [
        Fact(ASSUMED + fact.name, fact.args) for fact in model if ASSUMED + fact.name in reduct.arities
    ]
    derived = reduct.run([*rows, *assumed], limits)
    ours = {fact for fact in derived.facts() if not fact.name.startswith((ASSUMED, DOMAIN))}
    if ours != model:
        what = "clingo's model is not what the rules derive from it: its numbers have 32 bits"
        raise FaultError(Fault("stable", what, hint="keep numbers below two thousand millions"))


def _reduced(clause: Clause) -> Clause:
    return replace(clause, body=tuple(_assumed(clause.body, closed=False)))


def _assumed(parts: Iterable[Part], closed: bool) -> Iterable[Part]:
    """Let what must be complete be read from the model."""
    for part in parts:
        match part:
            case Match(name) if closed and not name.startswith(DOMAIN):
                yield replace(part, name=ASSUMED + name)
            case Absent(inner):
                yield Absent(tuple(_assumed(inner, closed=True)))
            case Aggregate(cases=cases):
                yield replace(part, cases=tuple(tuple(_assumed(case, closed=True)) for case in cases))
            case _:
                yield part
