"""Certificates: a verdict on a problem with evidence for it, as data and as JSON. Checks only the shape.

What evidence shows is for the room `certify` to say. The union of its kinds is closed: a model that is
`Shown`, formulas `Refuted` by instances, limits `Weighed` against each other, perhaps after a `Split` or by
`Cases`, or a `Ray` along which all stays possible. A new kind is a class here, its shape in `_plain` and
`_evidence`, and a case in `certify.check`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import IR_VERSION
from neurosym.ir.model import Model
from neurosym.ir.plain import Json, model_from_json, model_to_json

Individual: TypeAlias = "bool | int | Fraction | str | Key"
"""A value, or an individual of an open sort: a name, or a function applied to individuals."""

GOAL = "goal "
"""How the names begin, by number from 0, of the formulas that are refuted together with the claims."""

CIRCLE = "circle "
"""How the names begin, by number from 0, of formulas that exclude a circle."""

Key: TypeAlias = "tuple[str, tuple[Individual, ...]]"
"""A symbol and what it is applied to."""

Step: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""A clause and the numbers of the clauses that it follows from, given ones first, from 0."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A world in which formulas are true."""

    model: Model


@dataclass(frozen=True, slots=True)
class Witness:
    """New names for individuals that decide a quantified formula, the part `node` of the formula `label`
    (parents first, from 0), where `row` gives its free variables values. Without a label: names for
    somebody of the sort `sort`."""

    names: tuple[str, ...]
    label: str = ""
    node: int = 0
    row: tuple[Individual, ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Atom:
    """That a symbol, applied to these arguments, has this value; `=` says that two individuals are one."""

    name: str
    args: tuple[Individual, ...]
    value: Individual


@dataclass(frozen=True, slots=True)
class Input:
    """A clause that follows from one formula, said of the individuals `row`; or, without a label, from
    the meaning of values and of equality alone. Literals are numbers of atoms from 1, negative if denied."""

    label: str
    row: tuple[Individual, ...]
    clause: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """Formulas have no model: instances of them imply clauses, and these the empty clause.

    `circles`: atoms of which none is true only because of the others, by what defined predicates are.
    """

    witnesses: tuple[Witness, ...]
    terms: Mapping[str, tuple[Individual, ...]]
    atoms: tuple[Atom, ...]
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    circles: tuple[tuple[Key, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A limit and how often it counts in a sum: the comparison that is the given part (from 0) of what a
    formula says of the individuals `row`. Without a label: with a row, the least (part 0) or greatest
    (part 1) number of the sort of the application that is in it; without, what the split of this number
    supposes."""

    label: str
    row: tuple[Individual, ...]
    part: int
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Weighed:
    """Limits cannot all be met: so often added up they say that zero is above zero (Farkas 1902)."""

    limits: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A whole number is at most `most`, or it is more; neither can be."""

    place: Key
    most: int
    below: LimitProof
    above: LimitProof


@dataclass(frozen=True, slots=True)
class Cases:
    """One of the ways of a choice holds, and none can be. Where the choice is, `choice` says as of a limit;
    its weight is 0."""

    choice: Counted
    proofs: tuple[LimitProof, ...]


LimitProof: TypeAlias = "Weighed | Split | Cases"
"""That limits cannot all be met."""


@dataclass(frozen=True, slots=True)
class Ray:
    """A direction: numbers that can be changed by so much again and again, while the rest stays."""

    steps: tuple[tuple[Key, Fraction], ...]


Evidence: TypeAlias = Shown | Refuted | Weighed | Split | Cases | Ray


NUMBER = re.compile(r"-?[0-9]+(/0*[1-9][0-9]*)?")
"""A fraction as it is written here."""

KINDS: Mapping[type, str] = {
    Shown: "model",
    Refuted: "instances",
    Weighed: "limits",
    Split: "branches",
    Cases: "cases",
    Ray: "ray",
}
"""What each kind of evidence is called."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A verdict, all that it says, and evidence for it in the order in which `check` asks for it.

    `problem` is the content hash. `assumptions` are those under which the verdict holds, as `check`
    words them. `engine` is who found the evidence; nothing rests on it.
    """

    problem: str
    verdict: str
    value: Json
    options: Mapping[str, str]
    assumptions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    engine: str = ""
    ir_version: int = IR_VERSION

    @property
    def kind(self) -> str:
        """Return the kinds of evidence."""
        return "+".join(KINDS[type(one)] for one in self.evidence)


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
        case Split(place, most, below, above):
            sides: dict[str, Json] = {"below": _plain(below), "above": _plain(above)}
            return {"split": [_individual(place), most], **sides}
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
        case {"split": [place, int(most)], "below": below, "above": above} if not isinstance(most, bool):
            key = _read(place)
            if isinstance(key, tuple):
                return Split(key, most, _sum(below), _sum(above))
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
