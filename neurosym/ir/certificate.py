"""Certificates: a verdict on a problem with evidence for it.

What evidence shows is for the room `certify` to say. The union of its kinds is closed: a model that is
`Shown`, formulas `Refuted` by instances, limits `Weighed` against each other, perhaps after a `Split` or by
`Cases`, or a `Ray` along which all stays possible. A new kind is a class here, its shape in
`certificate_plain`, and a case in `certify.check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from neurosym.ir.core import IR_VERSION
from neurosym.ir.model import Model
from neurosym.ir.plain import Json

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
    """A whole number is at most `most`, or it is more; neither can be. So is it with the sum of this one
    and `others` (Karamanov and Cornuéjols, "Branching on general disjunctions", 2011)."""

    place: Key
    most: int
    below: LimitProof
    above: LimitProof
    others: tuple[Key, ...] = ()


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


def labels(evidence: Evidence) -> frozenset[str]:
    """Return which formulas a proof uses; a world uses none, for all are true in it."""
    match evidence:
        case Refuted():
            return frozenset(one.label for one in evidence.inputs)
        case Weighed(limits):
            return frozenset(one.label for one in limits)
        case Split():
            return labels(evidence.below) | labels(evidence.above)
        case Cases(choice, proofs):
            return frozenset((choice.label,)).union(*map(labels, proofs))
        case Shown() | Ray():
            return frozenset()


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
