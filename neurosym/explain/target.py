"""What a fact should bring about: that the question is proved, that one option is left, that one solution is.

Says of worlds that are known which facts cannot bring it about, so that these are not tried. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from neurosym.explain.facts import Worlds, places
from neurosym.ir.core import Entails, Find, Options, Problem, Term, disjunction, negate
from neurosym.ir.verdict import Result, Verdict


@dataclass(frozen=True, slots=True)
class Target:
    """What is sought: `what` in words, the formulas that would just say it, and how it shows.

    `reached` says whether a result is it. `spoilt(number, worlds)`: that world must not remain possible.
    `apart(number, other, worlds)`: these two worlds must not both remain possible.
    """

    what: str
    itself: tuple[Term, ...]
    reached: Callable[[Result], bool]
    spoilt: Callable[[int, Worlds], bool] = lambda number, worlds: False
    apart: Callable[[int, int, Worlds], bool] | None = None

    def excluded(self, fact: Term, worlds: Worlds) -> bool:
        """Say whether the known worlds in which a fact is true show that it is not enough."""
        where = worlds.where(fact)
        if any(self.spoilt(number, worlds) for number in where):
            return True
        return self.apart is not None and any(self.apart(where[0], other, worlds) for other in where[1:])

    def unwanted(self, worlds: Worlds) -> list[int]:
        """Return the known worlds that must not remain possible; of worlds apart, the first may remain."""
        numbers = range(len(worlds.models))
        if self.apart is not None:
            return [number for number in numbers if self.apart(0, number, worlds)]
        return [number for number in numbers if self.spoilt(number, worlds)]


def targets(problem: Problem, result: Result) -> tuple[Target, ...]:
    """Return what would settle a problem with this result; nothing where its goal is never left open."""
    match problem.goal:
        case Entails(formula):
            return (
                _truth("would prove it", formula, Verdict.PROVED),
                _truth("would refute it", negate(formula), Verdict.REFUTED),
            )
        case Options():
            return tuple(_options(problem.goal, result))
        case Find(show):
            return (_solution(problem, show),)
        case _:
            return ()


def _truth(what: str, formula: Term, verdict: Verdict) -> Target:
    return _decisive(what, (formula,), negate(formula), lambda result: result.verdict is verdict)


def _options(goal: Options, result: Result) -> Iterable[Target]:
    hopeless = "holds never" if goal.mode in ("must", "could") else "holds always"
    for option in goal.options:
        if result.options.get(option.label) == hopeless:
            continue
        others = [other.formula for other in goal.options if other is not option]
        itself: tuple[Term, ...] = ()
        match goal.mode:
            case "must":
                bad, itself = negate(option.formula), (option.formula,)
            case "could":
                bad = disjunction(tuple(others))
            case "cannot":
                bad, itself = option.formula, (negate(option.formula),)
            case "except":
                bad = disjunction(tuple(map(negate, others)))

        def reached(result: Result, label: str = option.label) -> bool:
            return result.verdict is Verdict.UNIQUE and result.value == label

        yield _decisive(f"would leave {option.label}", itself, bad, reached)


def _decisive(what: str, itself: tuple[Term, ...], bad: Term, reached: Callable[[Result], bool]) -> Target:
    """Return the target that no world remains in which a formula is true."""
    return Target(what, itself, reached, lambda number, worlds: worlds.values(bad)[number] is True)


def _solution(problem: Problem, show: tuple[str, ...]) -> Target:
    """Return the target that all worlds that remain agree on what is shown."""
    shown = places(problem, show or [symbol.name for symbol in problem.symbols])

    def differ(number: int, other: int, worlds: Worlds) -> bool:
        return any(worlds.values(place)[number] != worlds.values(place)[other] for place in shown)

    def reached(result: Result) -> bool:
        return result.verdict is Verdict.UNIQUE

    return Target("would leave one solution", (), reached, apart=differ)
