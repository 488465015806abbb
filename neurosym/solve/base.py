"""What a backend is: it decides whether a set of labelled formulas has a model. Knows no goal.

A backend may answer `Sat` only with a model that makes every asserted formula true (the caller
evaluates it again), and `Unsat` only if no model of any size exists. Everything else is `Unknown`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

from neurosym.ir.core import Term
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature


@dataclass(frozen=True, slots=True)
class Theory:
    """A vocabulary and the labelled formulas that checks will choose from.

    Formulas are closed, sort-checked, and without `defined` symbols (see rewrite/definitions).
    """

    signature: Signature
    formulas: Mapping[str, Term]
    unique_names: bool = True


NO_MODEL = Model({}, {}, {})
"""Stands where nobody looks at the model."""


@dataclass(frozen=True, slots=True)
class Sat:
    """The chosen formulas have this model."""

    model: Model


@dataclass(frozen=True, slots=True)
class Unsat:
    """These labels, a subset of those chosen, have no model together. Not necessarily minimal."""

    core: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not decided, and why."""

    reason: str


Outcome: TypeAlias = Sat | Unsat | Unknown


class Session(Protocol):
    """A theory loaded into an engine."""

    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        """Decide the conjunction of the formulas with these labels.

        Where the caller asks for no `model`, `Sat(NO_MODEL)` will do.
        """
        ...

    def add(self, label: str, formula: Term) -> None:
        """Add one more formula, closed and without quantifiers (used to exclude a solution)."""
        ...


class Backend(Protocol):
    """An engine. Capabilities are declared on the class, limits are given to the instance."""

    name: ClassVar[str]
    family: ClassVar[str]
    """Engines of different families share no decision code; their agreement is a cross-check."""

    def declines(self, theory: Theory) -> str:
        """Return why this backend cannot take the theory, or nothing if it can."""
        ...

    def open(self, theory: Theory) -> Session:
        """Load a theory. Raises nothing on a theory that it does not decline."""
        ...
