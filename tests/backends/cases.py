"""The cases of `cases.txt`, as a backend gets them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.solve.base import Theory

FILE = Path(__file__).parent / "cases.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """A vocabulary and indented formulas; is there a model of all of them?"""

    name: str
    expected: Literal["sat", "unsat"]
    vocabulary: str
    formulas: str

    def theory(self) -> Theory:
        """Return the formulas under the labels c1, c2 …"""
        problem = read_problem(f"{self.vocabulary}\nsaid\n{self.formulas}\nfind\n")
        formulas = {claim.id: claim.formula for claim in problem.claims}
        return Theory(Signature.of(problem), formulas, problem.unique_names)


def read_cases() -> list[Case]:
    """Return all cases of the file in their order."""
    cases: list[Case] = []
    for section in re.split(r"^== .*\n", FILE.read_text(), flags=re.MULTILINE)[1:]:
        vocabulary, *rest = re.split(r"^(sat|unsat): (.*)\n", section, flags=re.MULTILINE)
        for expected, name, formulas in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            cases.append(Case(name, "sat" if expected == "sat" else "unsat", vocabulary, formulas))
    return cases


CASES = read_cases()
