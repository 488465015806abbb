"""What an engine may say about a problem. Never more than it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from neurosym.ir.model import Model, Value

if TYPE_CHECKING:
    from neurosym.ir.certificate import Evidence


class Verdict(StrEnum):
    """All kinds of answer. `unknown` and `untranslated` abstain; all others are answers."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"
    INCONSISTENT = "inconsistent"
    UNIQUE = "unique"
    SEVERAL = "several"
    NONE = "none"
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    FOUND = "found"
    NOT_FOUND = "not found"
    UNKNOWN = "unknown"
    UNTRANSLATED = "untranslated"

    @property
    def abstains(self) -> bool:
        """Say whether this is no answer."""
        return self in (Verdict.UNKNOWN, Verdict.UNTRANSLATED)


BOUNDS: Mapping[str, str] = {"maximize": "at most", "minimize": "at least"}
"""What a value calls the number that nothing is better than, where the best is not known; no symbol is
called so."""

Trust = Literal["certified", "cross-checked", "solver-claimed", "unknown"]
"""How far a verdict was checked: by evidence that was evaluated here, by two engines of different
families, by one engine alone, or not at all."""

Assignment: TypeAlias = Mapping[str, Value | Mapping[str, Value]]
"""The value of each shown symbol: of a constant, or of a function by printed arguments."""

OptionStatus = Literal["holds always", "holds sometimes", "holds never", "unknown"]


@dataclass(frozen=True, slots=True)
class Result:
    """A verdict with its evidence.

    `value`: the option's label or the labels left (options), the assignment (find), the assignments
    (enumerate), the objective with an assignment (maximize, minimize), and where better may exist what
    it is at most or at least (see `BOUNDS`). `models`: the worlds that show it, each checked by
    `ir.evaluate`: two countermodels when undetermined, two solutions when several, the counterexample of
    the formula when refuted or proved is denied. `core`: ids of claims that suffice for the verdict, or
    that conflict, `minimal` if none of them can be left out. `reason`: why it is unknown. `assumptions`:
    in plain words. `method`: what kind of problem it was seen to be, and how it was solved. `evidence`: what
    a certificate can be made of, where it was found on the way; it is not kept.
    """

    verdict: Verdict
    value: object = None
    models: tuple[Model, ...] = ()
    core: tuple[str, ...] = ()
    minimal: bool = False
    engine: str = ""
    trust: Trust = "unknown"
    reason: str = ""
    options: Mapping[str, OptionStatus] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    cpu_s: float = 0.0
    method: str = ""
    evidence: tuple[Evidence, ...] = field(default=(), compare=False, repr=False)
