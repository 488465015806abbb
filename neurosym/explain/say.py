"""A result as one plain sentence, and its values as short lines. Decides nothing and adds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from neurosym.faults import Fault, visible
from neurosym.ir.core import Ask, Enumerate, Find, Goal, Options
from neurosym.ir.names import unmangle
from neurosym.ir.pretty import print_number
from neurosym.ir.verdict import BOUNDS, Result, Verdict

MAX_VALUES = 24
"""Values of one function that a line shows."""

MAX_LINE = 120
"""Characters of a verdict with its solution."""

UNREAD = "Not answered: the text was not put into formulas."
UNSOUND = "Not answered: the formulas do not pass their checks."
_MODES = {
    "must": "must be true",
    "could": "could be true",
    "cannot": "cannot be true",
    "except": "need not be true",
}


def headline(verdict: Verdict, goal: Goal | None, result: Result | None) -> str:
    """Return the verdict as a sentence."""
    if isinstance(goal, Options) and result is not None and result.verdict == verdict:
        return _option_line(verdict, goal, result) or _line(verdict, goal, result)
    return _line(verdict, goal, result)


def _line(verdict: Verdict, goal: Goal | None, result: Result | None) -> str:
    match verdict:
        case Verdict.PROVED:
            return "Yes, proved."
        case Verdict.REFUTED:
            return "No, refuted."
        case Verdict.UNDETERMINED:
            return "The text does not settle it."
        case Verdict.INCONSISTENT:
            return "The premises contradict each other."
        case Verdict.UNIQUE:
            return "Exactly one solution."
        case Verdict.SEVERAL:
            return _several(goal, result)
        case Verdict.NONE:
            return "No solution: the conditions contradict each other."
        case Verdict.OPTIMAL:
            return f"Optimal: {_objective(result)}."
        case Verdict.FEASIBLE:
            bound = beyond(result) if result else None
            known = "better may exist" if bound is None else f"nothing is better than {plain(bound)}"
            return f"Possible: {_objective(result)}; {known}."
        case Verdict.INFEASIBLE:
            return "No choice satisfies every condition."
        case Verdict.UNBOUNDED:
            return "There is no best value: it can grow without bound."
        case Verdict.FOUND:
            return _found(result.value if result else None)
        case Verdict.NOT_FOUND:
            yes_no = isinstance(goal, Ask) and not goal.bindings
            return "The graph does not say so." if yes_no else "The graph has no answer."
        case Verdict.UNKNOWN:
            return f"Not decided{_because(result)}."
        case Verdict.UNTRANSLATED:
            return UNREAD if goal is None else UNSOUND
        case _:
            assert_never(verdict)


def _found(value: object) -> str:
    """Return what a graph answers, names as people write them, numbers with decimals."""
    if not isinstance(value, (list, tuple)):
        return "Yes, by the graph."
    said = [", ".join(map(_told, row)) if isinstance(row, (list, tuple)) else _told(row) for row in value]
    count = f" ({len(said)} in all)" if len(said) > MAX_VALUES else ""
    return f"{_clipped(said)}{count}."


def _told(value: object) -> str:
    return print_number(value) if isinstance(value, Fraction) else called(value)


def called(value: object) -> str:
    """Return the name of an individual without the signs that make it an identifier; a number as it is."""
    return visible(_spoken(value)) if isinstance(value, str) else plain(value)


def names(value: object) -> object:
    """Return values of a graph's answer with the names of individuals as people write them."""
    if isinstance(value, (list, tuple)):
        return [names(one) for one in value]
    return _spoken(value) if isinstance(value, str) else value


def _spoken(name: str) -> str:
    """Return the name of an individual as it is written; of a text in a graph, without its quotes."""
    said = unmangle(name)
    return said[1 : said.rindex('"')] if said.startswith('"') and said.count('"') > 1 else said


def _several(goal: Goal | None, result: Result | None) -> str:
    if isinstance(goal, Enumerate) and result is not None and isinstance(result.value, Sequence):
        more = f" ({result.reason})" if result.reason else ""
        return f"{len(result.value)} solutions{more}."
    return "More than one solution."


def _option_line(verdict: Verdict, goal: Options, result: Result) -> str:
    match verdict, result.value:
        case Verdict.UNIQUE, str(label):
            says = next((option.says for option in goal.options if option.label == label), "")
            return f"{label}: {visible(says)}" if says else f"{label}."
        case Verdict.SEVERAL, (*labels,):
            return f"More than one option {_MODES[goal.mode]}: {', '.join(map(str, labels))}."
        case Verdict.NONE, _:
            return f"No option {_MODES[goal.mode]}."
        case _:
            return ""


def _objective(result: Result | None) -> str:
    value = result.value if result else None
    return plain(value["objective"]) if isinstance(value, Mapping) and "objective" in value else plain(value)


def beyond(result: Result) -> object:
    """Return the number that nothing is better than where the best is not known; None where none is known."""
    value = result.value if isinstance(result.value, Mapping) else {}
    return next((value[end] for end in BOUNDS.values() if end in value), None)


def _because(result: Result | None) -> str:
    return f": {result.reason}" if result and result.reason else ""


def clipped(text: str, width: int) -> str:
    """Return the text, or its beginning where it is longer than the width."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def fault_line(fault: Fault) -> str:
    """Return a fault as a short line: the claim, what is wrong, and the words that it is about."""
    place = fault.where
    marked = clipped(visible(place.text[place.start : place.end]), 60) if place else ""
    shown = f": {marked}" if marked and marked not in fault.what else ""
    return f"{fault.claim}: {fault.what}{shown}" if fault.claim else f"{fault.what}{shown}"


def plain(value: object) -> str:
    """Return a value as a person writes it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case _:  # a fraction as 3/2, a whole one as 3
            return visible(str(value))


def signed(value: Fraction) -> str:
    """Return a number with its sign, as a change is told."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def fact_words(symbol: str, args: Iterable[str], value: bool | str, holds: bool) -> str:
    """Return that a symbol, applied to arguments, has a value or, where it does not `hold`, has it not."""
    words = ", ".join(args)
    name = visible(f"{symbol}({words})" if words else symbol)
    if isinstance(value, bool):
        return name if value is holds else f"not {name}"
    return f"{name} {'=' if holds else '≠'} {value}"


def outcome_line(goal: Goal, result: Result) -> str:
    """Return a verdict with its one solution, and how far it was checked where it has no certificate."""
    line = headline(result.verdict, goal, result)
    if isinstance(goal, Find) and result.verdict is Verdict.UNIQUE:
        line = clipped(f"{line} {' · '.join(solution_lines(result.value))}", MAX_LINE)
    return line if result.trust in ("certified", "unknown") else f"{line} ({result.trust})"


def solution_lines(value: object) -> Iterator[str]:
    """Yield one line for each shown symbol of an assignment, or for each of several assignments."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield f"{name}  {_table(part)}" if isinstance(part, Mapping) else f"{name} = {plain(part)}"
    elif isinstance(value, (list, tuple)):
        for number, each in enumerate(value, start=1):
            yield f"{number}  " + " · ".join(solution_lines(each))


def _table(table: Mapping[str, object]) -> str:
    """Return the values of a function; of a predicate the individuals of which it is true."""
    items = list(table.items())
    if items and all(isinstance(value, bool) for _, value in items):
        true = [called(name) for name, value in items if value]
        return _clipped(true) if true else "none"
    return _clipped([f"{called(name)} {plain(value)}" for name, value in items])


def _clipped(parts: list[str]) -> str:
    rest = len(parts) - MAX_VALUES
    return ", ".join(parts[:MAX_VALUES]) + (f", and {rest} more" if rest > 0 else "")
