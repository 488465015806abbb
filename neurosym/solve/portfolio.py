"""Several backends as one: the first that decides answers, every model is evaluated again, and an
engine of another family may be asked whether it agrees. Knows no goal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from neurosym.faults import FaultError
from neurosym.ir.core import Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.verdict import Trust
from neurosym.solve.base import Backend, Outcome, Sat, Session, Theory, Unknown, Unsat


class Portfolio:
    """A session over all backends that take a theory; each is drawn and opened when it is first needed.

    `engines` names those that decided something, `disagreement` what two of them contradicted each
    other on (then nothing that they said counts).
    """

    def __init__(self, theory: Theory, backends: Iterable[Backend], cross_check: bool = False) -> None:
        self.engines: list[str] = []
        self.disagreement = ""
        self._drawn: list[Backend] = []
        self._undrawn = iter(backends)
        self._declines: dict[str, str] = {}
        self._theory = theory
        self._formulas = dict(theory.formulas)
        self._cross_check = cross_check
        self._sessions: dict[str, Session] = {}
        self._claims_alone = False
        self._unconfirmed = False

    def add(self, label: str, formula: Term) -> None:
        """Add one more formula (see `Session.add`)."""
        self._formulas[label] = formula
        for session in self._sessions.values():
            session.add(label, formula)

    def check(self, labels: Collection[str]) -> Outcome:
        """Decide the conjunction of the formulas with these labels."""
        reasons: list[str] = []
        for backend in self._takers():
            outcome = self._checked(backend, labels)
            if isinstance(outcome, Unknown):
                reasons.append(f"{backend.name}: {outcome.reason}")
                continue
            if backend.name not in self.engines:
                self.engines.append(backend.name)
            if isinstance(outcome, Unsat):
                self._claims_alone = True
                self._confirm(backend, outcome)
            return Unknown(self.disagreement) if self.disagreement else outcome
        return Unknown("; ".join(reasons or self.declined) or "no engine takes this problem")

    def quick(self, labels: Collection[str]) -> Outcome:
        """Decide as `check` does, but without a model and a second opinion (to shrink a core)."""
        for backend in self._takers():
            outcome = self._session(backend).check(labels, model=False)
            if not isinstance(outcome, Unknown):
                return outcome
        return Unknown("")

    @property
    def trust(self) -> Trust:
        """How far everything decided so far was checked."""
        if not self.engines or self.disagreement:
            return "unknown"
        if not self._claims_alone:
            return "certified"
        return "cross-checked" if self._cross_check and not self._unconfirmed else "solver-claimed"

    def _checked(self, backend: Backend, labels: Collection[str]) -> Outcome:
        """Ask one backend, and evaluate the model that it gives."""
        outcome = self._session(backend).check(labels)
        if not isinstance(outcome, Sat):
            return outcome
        evaluator = Evaluator(self._theory.signature, outcome.model)
        try:
            false = [label for label in sorted(labels) if not evaluator.holds(self._formulas[label])]
        except FaultError as error:
            return Unknown(f"a model that cannot be checked ({error.faults[0].what})")
        return Unknown(f"a model in which {false[0]} is false") if false else outcome

    def _confirm(self, first: Backend, outcome: Unsat) -> None:
        """Ask an engine of another family whether the core really has no model."""
        if not self._cross_check:
            return
        for backend in self._takers():
            if backend.family == first.family:
                continue
            second = self._checked(backend, outcome.core)
            if isinstance(second, Sat):
                labels = ", ".join(sorted(outcome.core))
                self.disagreement = f"{first.name} and {backend.name} disagree about {labels}"
                return
            if isinstance(second, Unsat):
                self.engines.extend([backend.name] * (backend.name not in self.engines))
                return
        self._unconfirmed = True

    @property
    def declined(self) -> list[str]:
        """Say which backends did not take the theory, and why."""
        return [f"{name}: {reason}" for name, reason in self._declines.items() if reason]

    def _takers(self) -> Iterator[Backend]:
        """Yield the backends that take the theory."""
        for backend in self.every():
            if backend.name not in self._declines:
                self._declines[backend.name] = backend.declines(self._theory)
            if not self._declines[backend.name]:
                yield backend

    def every(self) -> Iterator[Backend]:
        """Yield the backends; those not drawn yet may have to load a library."""
        yield from self._drawn
        for backend in self._undrawn:
            self._drawn.append(backend)
            yield backend

    def _session(self, backend: Backend) -> Session:
        if backend.name not in self._sessions:
            session = backend.open(self._theory)
            for label in self._formulas.keys() - self._theory.formulas.keys():
                session.add(label, self._formulas[label])
            self._sessions[backend.name] = session
        return self._sessions[backend.name]
