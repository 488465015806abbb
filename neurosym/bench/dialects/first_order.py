"""First-order lines with an inferred vocabulary to a problem. Knows no dialect and no English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from neurosym.bench.dialects.recording import Line, Recording
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Claim, Entails, Problem, Symbol, Term, Truth
from neurosym.ir.fol import DEFAULT_SORT, infer_signature, resolve_fol
from neurosym.ir.fol_parser import Parsed
from neurosym.ir.walk import symbols_in

Draft = Callable[[Line], Parsed]


def assemble(
    premises: Sequence[Line],
    conclusion: Sequence[Line],
    declared: Sequence[Symbol],
    draft: Draft,
    recording: Recording,
) -> tuple[Problem, tuple[Fault, ...]]:
    """Return the problem and the faults of the premises that could not be read.

    Raises `FaultError` where the conclusion is missing, cannot be read, or says no more than true or false.
    """
    goal_line, goal = _goal(conclusion, draft)
    unread: list[Fault] = []
    read: list[tuple[Line, Parsed]] = []
    for line in premises:
        try:
            read.append((line, draft(line)))
        except FaultError as error:
            unread.extend(error.faults)
    _speaks_of(goal.term, [parsed.term for _, parsed in read], goal_line)
    signature = infer_signature([goal, *(parsed for _, parsed in read)])
    glosses = {(symbol.name, len(symbol.args)): symbol.gloss for symbol in declared}
    symbols = [
        replace(symbol, gloss=glosses.get((symbol.name, len(symbol.args)), ""))
        for symbol in signature.symbols.values()
    ]
    taken = signature.names()
    symbols += [symbol for symbol in dict.fromkeys(declared) if symbol.name not in taken]
    claims = tuple(
        Claim(f"c{number}", resolve_fol(parsed, signature), line.says, source=line.text)
        for number, (line, parsed) in enumerate(read, start=1)
    )
    question = Entails(resolve_fol(goal, signature), statement(recording.question), goal_line.text)
    problem = Problem(tuple(signature.sorts.values()), tuple(symbols), claims, question, recording.text)
    return problem, tuple(unread)


def _goal(conclusion: Sequence[Line], draft: Draft) -> tuple[Line, Parsed]:
    if not conclusion:
        raise FaultError(
            Fault("goal", "the program asks nothing", hint="write one formula below `Conclusion:`")
        )
    line = conclusion[0]
    parsed = draft(line)
    if isinstance(parsed.term, Truth):
        raise FaultError(_answer(line))
    return line, parsed


def _speaks_of(goal: Term, premises: Sequence[Term], line: Line) -> None:
    """Refuse a bare word as the conclusion that no premise knows: `Uncertain` is an answer too."""
    if (
        isinstance(goal, Apply)
        and not goal.args
        and all(goal.name not in symbols_in(term) for term in premises)
    ):
        raise FaultError(_answer(line))


def _answer(line: Line) -> Fault:
    return Fault(
        "goal", f"`{line.text}` is an answer and no formula", hint="write the formula of the question"
    )


def statement(question: str) -> str:
    """Return what a question asks about: the last sentence of "Is this true or false? Max is sour."."""
    return question.rpartition("? ")[2].strip() or question.strip()


def declarations(lines: Sequence[Line], draft: Draft) -> list[Symbol]:
    """Return the predicates of a section of declarations such as `Cat(x) ::: x is a cat.`; skip the rest."""
    symbols: list[Symbol] = []
    for line in lines:
        try:
            term = draft(line).term
        except FaultError:
            continue
        if isinstance(term, Apply):
            symbols.append(Symbol(term.name, (DEFAULT_SORT,) * len(term.args), gloss=line.says))
    return symbols
