"""Answers to programmes that the kernel accepts, from the plain form of their certificates."""

from __future__ import annotations

import json
from fractions import Fraction

from neurosym.certify.check import check
from neurosym.ir.certificate_plain import certificate_from_json, certificate_to_json
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.programmes.optimum import optimum
from neurosym.solve.sat import SatBackend
from neurosym.solve.z3 import Z3Backend


def accepted(problem: Problem, result: Result, engines: tuple = ()) -> Result:
    """The result, for which there is a certificate that the kernel accepts."""
    found = certificate(problem, result, engines)
    check(problem, certificate_from_json(json.loads(json.dumps(certificate_to_json(found)))))
    return result


def solved(problem: Problem) -> Result:
    """What the room says of a problem that is a programme, with its own evidence."""
    result = optimum(problem)
    assert result is not None, "no programme, or too hard"
    assert result.evidence
    return accepted(problem, result)


def decided(problem: Problem) -> Result:
    """What all engines say together."""
    engines = SatBackend(), Z3Backend()
    return accepted(problem, decide(problem, engines), engines)


def objective(result: Result) -> int | Fraction:
    assert isinstance(result.value, dict)
    found = result.value["objective"]
    assert isinstance(found, int | Fraction)
    return found
