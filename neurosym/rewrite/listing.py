"""Formulas over a finite universe, written out in full: what they allow is what the clauses allow."""

from __future__ import annotations

from neurosym.faults import FaultError
from neurosym.ir.core import Term
from neurosym.ir.signature import Signature
from neurosym.rewrite.ground import Grounder
from neurosym.rewrite.universe import Finite


class Listing:
    """Labelled formulas as clauses, each under a selector of its own."""

    complete = True

    def __init__(self, signature: Signature, universe: Finite) -> None:
        self.grounder = Grounder(signature, universe)
        self.selectors: dict[str, int] = {}
        self.dropped: dict[str, str] = {}

    def add(self, label: str, formula: Term) -> None:
        """Take in a formula, or note in `dropped` why it cannot be written out."""
        selector = self.selectors[label] = self.grounder.clauses.variable()
        try:
            self.grounder.require(formula, {}, (-selector,))
        except FaultError as error:
            self.dropped[label] = error.faults[0].what

    def saturate(self) -> None:
        """Do nothing: all instances are there."""

    def possible(self, literal: int) -> bool:
        """Say that any atom may be true."""
        return True

    def flush(self) -> list[list[int]]:
        """Return the clauses since the last flush."""
        return self.grounder.clauses.flush()
