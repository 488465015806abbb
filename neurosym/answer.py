"""An answer: the verdict, what it rests on, how the text was read, and every attempt. Data, and its text.

It claims no more than its result does: "proved" is about the formulas; the reading stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neurosym.attempts import UNREAD, Attempt, Faults, Reading
from neurosym.explain.graph import Graph, answer_graph, as_mermaid
from neurosym.explain.proof import Proof, proof
from neurosym.explain.report import (
    CONFLICTS,
    Claims,
    Section,
    as_markdown,
    as_text,
    granted,
    sections,
    spared,
)
from neurosym.explain.say import beyond, clipped, fault_line, headline, names
from neurosym.explain.worlds import Row, side_by_side
from neurosym.faults import errors
from neurosym.ir.certificate import Certificate
from neurosym.ir.core import Ask, Problem
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.model import Model
from neurosym.ir.plain import Json
from neurosym.ir.verdict import Result, Trust, Verdict
from neurosym.trace import Timing


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about a question, and why.

    `faults` are what is wrong with the final reading: errors where it is `untranslated`, warnings
    where it was answered. `result` is None where nothing was solved, `certificate` where the kernel
    accepted none. `id` is its place in a record. `derivation`: why derived claims follow.
    """

    verdict: Verdict
    text: str = ""
    problem: Problem | None = None
    result: Result | None = None
    reading: Reading = UNREAD
    faults: Faults = ()
    attempts: tuple[Attempt, ...] = ()
    timings: tuple[Timing, ...] = ()
    id: str = ""
    certificate: Certificate | None = None
    derivation: DerivationCertificate | None = None

    @property
    def value(self) -> object:
        """The option's label, the assignments, the optimum, a graph's values by name; None for yes and no."""
        if self.result is None or self.verdict.abstains:
            return None
        return names(self.result.value) if self._from_graph else self.result.value

    @property
    def objective(self) -> object:
        """The best value found, where one was asked for."""
        return self.value.get("objective") if isinstance(self.value, Mapping) else None

    @property
    def bound(self) -> object:
        """What nothing is better than: the best value, or a bound on it where that is not known."""
        return self.objective if self.verdict is Verdict.OPTIMAL else self.result and beyond(self.result)

    @property
    def trust(self) -> Trust:
        """How far the verdict was checked."""
        return self.result.trust if self.result and not self.verdict.abstains else "unknown"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the verdict takes for granted, in plain words."""
        return granted(self.problem, self.result) if self.problem and self.result else ()

    @property
    def because(self) -> Claims:
        """The claims that suffice for the verdict."""
        return Claims() if self.verdict in CONFLICTS else self._core()

    @property
    def conflict(self) -> Claims:
        """The claims that contradict each other."""
        return self._core() if self.verdict in CONFLICTS else Claims()

    @property
    def not_needed(self) -> Claims:
        """The claims that can be left out without a change to the verdict."""
        if self.problem is None or self.result is None or self.verdict.abstains:
            return Claims()
        return Claims(spared(self.problem, self.result))

    @property
    def models(self) -> tuple[Model, ...]:
        """The worlds that show it: two when the text leaves it open, the solution when there is one."""
        return self.result.models if self.result else ()

    @property
    def worlds(self) -> tuple[Row, ...]:
        """The first two worlds side by side, what differs first."""
        return side_by_side(self.problem, self.models[:2]) if self.problem else ()

    @property
    def _from_graph(self) -> bool:
        return self.problem is not None and isinstance(self.problem.goal, Ask)

    def _core(self) -> Claims:
        if self.problem is None or self.result is None or self.verdict.abstains:
            return Claims()
        return Claims(claim for claim in self.problem.claims if claim.id in self.result.core)

    def __str__(self) -> str:
        return headline(self.verdict, self.problem.goal if self.problem else None, self.result)

    def report(self) -> str:
        """Return the answer as a table in plain text."""
        return as_text(str(self), "" if self.trust == "unknown" else self.trust, self._sections())

    def trace(self) -> str:
        """Return every attempt with its faults, and how long each stage took."""
        parts = [f"attempt {number}: {attempt}" for number, attempt in enumerate(self.attempts, start=1)]
        totals: dict[str, float] = {}
        for timing in self.timings:
            totals[timing.stage] = totals.get(timing.stage, 0.0) + timing.seconds
        times = ", ".join(f"{stage} {seconds:.3f} s" for stage, seconds in totals.items())
        return "\n".join((*parts, f"times: {times or 'none'}", f"verdict: {self.verdict}"))

    def graph(self) -> Graph:
        """Return the graph from the claims in `because` or `conflict`, by id, to the answer; or the triples.

        Nodes have their words as `label`; edges of a conflict are `against`. See `Engine.steps` for more.
        """
        return answer_graph(str(self), self.because or self.conflict, bool(self.conflict), self.value)

    def proof(self) -> Proof:
        """Return the steps to a certified yes, no or contradiction; `FaultError` where there are none."""
        return proof(self.problem, self.verdict, self.certificate)

    def mermaid(self) -> str:
        """Return the graph as mermaid text; empty where the answer rests on no claim."""
        return as_mermaid(self.graph()) if self.because or self.conflict else ""

    def to_json(self) -> dict[str, Json]:
        """Return the whole answer as plain data."""
        from neurosym.archive import answer_to_json  # which needs this module

        return answer_to_json(self)

    @classmethod
    def from_json(cls, data: object) -> Answer:
        """Return the answer that `to_json` wrote. Raises `FaultError` on any other shape."""
        from neurosym.archive import answer_from_json

        return answer_from_json(data)

    def _repr_markdown_(self) -> str:
        table = as_markdown(str(self), "" if self.trust == "unknown" else self.trust, self._sections())
        return f"{table}\n\n```mermaid\n{graph}\n```" if (graph := self.mermaid()) else table

    def _sections(self) -> Iterator[Section]:
        if self.problem and self.result and not self.verdict.abstains:
            yield from sections(self.problem, self.result, self.derivation)
        if self.problem and (self.text or self.problem.text) and not self._from_graph:
            yield _listed("reading", str(self.reading))
        if self.reading.left_out:
            yield _listed("left out", ", ".join(self.reading.left_out))
        if self.reading.repairs:
            yield _listed("repaired", *self.reading.repairs)
        if stopping := errors(self.faults):
            yield _listed("faults", *(line for fault in stopping for line in str(fault).splitlines()))
        if warnings := [fault_line(fault) for fault in self.faults if fault.severity == "warning"]:
            yield _listed("warnings", *warnings)
        if self.result and self.result.engine:
            took = f"{self.result.engine} in {self.result.cpu_s * 1000:.0f} ms"
            yield _listed("solver", took, *filter(None, ["" if self._from_graph else self.result.method]))
        if self.attempts:
            yield _listed("attempts", _attempt_line(self.attempts))
        if self.id:
            yield _listed("record", f"neurosym show {self.id}")


def _listed(title: str, *lines: str) -> Section:
    return Section(title, tuple((line,) for line in lines))


def _attempt_line(attempts: tuple[Attempt, ...]) -> str:
    fault = next(iter(attempts[0].faults), None) if len(attempts) > 1 else None
    first = f", first: {fault_line(fault)}{f', {fault.hint}' if fault.hint else ''}" if fault else ""
    return clipped(f"{len(attempts)}{first}", 160)
