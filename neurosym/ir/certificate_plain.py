"""Certificates as plain data, ready for JSON, and back. Checks only the shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import (
    Atom,
    Cases,
    Certificate,
    Counted,
    Evidence,
    Individual,
    Input,
    Key,
    LimitProof,
    Ray,
    Refuted,
    Shown,
    Split,
    Step,
    Weighed,
    Witness,
)
from neurosym.ir.plain import Json, model_from_json, model_to_json

NUMBER = re.compile(r"-?[0-9]+(/0*[1-9][0-9]*)?")
"""A fraction as it is written here."""


def certificate_to_json(certificate: Certificate) -> dict[str, Json]:
    """Return plain data."""
    return {
        "problem": certificate.problem,
        "ir_version": certificate.ir_version,
        "verdict": certificate.verdict,
        "value": certificate.value,
        "options": dict(certificate.options),
        "assumptions": list(certificate.assumptions),
        "engine": certificate.engine,
        "kind": certificate.kind,
        "evidence": evidence_to_json(certificate.evidence),
    }


def _plain(one: Evidence) -> dict[str, Json]:
    match one:
        case Shown(model):
            return {"model": model_to_json(model)}
        case Refuted(witnesses, terms, atoms, inputs, steps, circles):
            ruled_out: list[Json] = [_row(circle) for circle in circles]
            return {
                **({"circles": ruled_out} if ruled_out else {}),
                "witnesses": [[list(w.names), w.label, w.node, _row(w.row), w.sort] for w in witnesses],
                "terms": {sort: _row(row) for sort, row in terms.items()},
                "atoms": [[atom.name, _row(atom.args), _individual(atom.value)] for atom in atoms],
                "inputs": [[given.label, _row(given.row), list(given.clause)] for given in inputs],
                "steps": [[list(clause), list(hints)] for clause, hints in steps],
            }
        case Weighed(limits):
            return {"limits": [_counted_plain(one) for one in limits]}
        case Split(place, most, below, above, others):
            sides: dict[str, Json] = {"below": _plain(below), "above": _plain(above)}
            return {"split": [_individual(place), most, *map(_individual, others)], **sides}
        case Cases(choice, proofs):
            return {"cases": _counted_plain(choice), "ways": [_plain(proof) for proof in proofs]}
        case Ray(steps):
            return {"ray": [[_individual(place), str(step)] for place, step in steps]}
        case _:
            assert_never(one)


def _counted_plain(one: Counted) -> Json:
    return [one.label, _row(one.row), one.part, str(one.weight)]


def _row(row: tuple[Individual, ...]) -> list[Json]:
    return [_individual(one) for one in row]


def _individual(one: Individual) -> Json:
    match one:
        case (name, args):
            return [name, _row(args)]
        case bool() | int() | str():
            return one
        case _:
            return str(one)


def evidence_to_json(evidence: Sequence[Evidence]) -> list[Json]:
    """Return pieces of evidence as plain data."""
    return [_plain(one) for one in evidence]


# --- reading


def evidence_from_json(data: object) -> tuple[Evidence, ...]:
    """Return the evidence that `evidence_to_json` wrote. Raises `FaultError` on any other shape."""
    if not isinstance(data, list):
        raise _shapeless()
    return tuple(map(_evidence, data))


def certificate_from_json(data: object) -> Certificate:
    """Return the certificate that `certificate_to_json` wrote. Raises `FaultError` on any other shape."""
    match data:
        case {
            "problem": str(problem),
            "ir_version": int(ir_version),
            "verdict": str(verdict),
            "value": value,
            "options": dict(options),
            "assumptions": list(assumptions),
            "engine": str(engine),
            "kind": str(kind),
            "evidence": list(evidence),
        }:
            certificate = Certificate(
                problem,
                verdict,
                value,
                {_text(label): _text(status) for label, status in options.items()},
                tuple(map(_text, assumptions)),
                evidence_from_json(evidence),
                engine,
                ir_version,
            )
            if certificate.kind == kind:
                return certificate
    raise _shapeless()


def _evidence(data: object) -> Evidence:
    match data:
        case {"model": model}:
            return Shown(model_from_json(model))
        case {
            "witnesses": list(witnesses),
            "terms": dict(terms),
            "atoms": list(atoms),
            "inputs": list(inputs),
            "steps": list(steps),
            **others,
        } if not others.keys() - {"circles"}:
            return Refuted(
                tuple(map(_witness, witnesses)),
                {_text(sort): _individuals(row) for sort, row in terms.items()},
                tuple(map(_atom, atoms)),
                tuple(map(_input, inputs)),
                tuple(map(_step, steps)),
                _circles(others.get("circles", [])),
            )
        case {"limits": _} | {"split": _} | {"cases": _}:
            return _sum(data)
        case {"ray": list(steps)}:
            return Ray(tuple(map(_way, steps)))
    raise _shapeless()


def _way(data: object) -> tuple[Key, Fraction]:
    match data:
        case [[str(name), args], str(step)] if NUMBER.fullmatch(step):
            return (name, _individuals(args)), Fraction(step)
    raise _shapeless()


def _sum(data: object) -> LimitProof:
    match data:
        case {"limits": list(limits)}:
            return Weighed(tuple(map(_counted, limits)))
        case {"split": [place, int(most), *others], "below": below, "above": above} if type(most) is int:
            keys = [key for each in (place, *others) if isinstance(key := _read(each), tuple)]
            if len(keys) == 1 + len(others):
                return Split(keys[0], most, _sum(below), _sum(above), tuple(keys[1:]))
        case {"cases": choice, "ways": list(ways)}:
            return Cases(_counted(choice), tuple(map(_sum, ways)))
    raise _shapeless()


def _counted(data: object) -> Counted:
    match data:
        case [str(label), row, int(part), str(weight)] if NUMBER.fullmatch(weight) and type(part) is int:
            return Counted(label, _individuals(row), part, Fraction(weight))
    raise _shapeless()


def _witness(data: object) -> Witness:
    match data:
        case [list(names), str(label), int(node), row, str(sort)]:
            return Witness(tuple(map(_text, names)), label, node, _individuals(row), sort)
    raise _shapeless()


def _atom(data: object) -> Atom:
    match data:
        case [str(name), args, value]:
            return Atom(name, _individuals(args), _read(value))
    raise _shapeless()


def _input(data: object) -> Input:
    match data:
        case [str(label), row, clause]:
            return Input(label, _individuals(row), _numbers(clause))
    raise _shapeless()


def _step(data: object) -> Step:
    match data:
        case [clause, hints]:
            return _numbers(clause), _numbers(hints)
    raise _shapeless()


def _individuals(data: object) -> tuple[Individual, ...]:
    if not isinstance(data, list):
        raise _shapeless()
    return tuple(map(_read, data))


def _read(data: object) -> Individual:
    match data:
        case [str(name), args]:
            return name, _individuals(args)
        case bool() | int() | str():
            return data
    raise _shapeless()


def _circles(data: object) -> tuple[tuple[Key, ...], ...]:
    if not isinstance(data, list):
        raise _shapeless()
    circles = tuple(map(_individuals, data))
    if not all(isinstance(key, tuple) for circle in circles for key in circle):
        raise _shapeless()
    return tuple(tuple(key for key in circle if isinstance(key, tuple)) for circle in circles)


def _numbers(data: object) -> tuple[int, ...]:
    if not isinstance(data, list) or not all(type(number) is int for number in data):
        raise _shapeless()
    return tuple(data)


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise _shapeless()
    return data


def _shapeless() -> FaultError:
    return FaultError(Fault("bad-json", "this is not the plain form of a certificate"))
