"""Whether an instruction may be carried out, and why. Data, and its report; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from neurosym.explain.derivation import Tree
from neurosym.explain.report import Section, as_markdown, as_text
from neurosym.faults import Fault, visible
from neurosym.ir.derivation import Derivation, DerivationCertificate, Fact
from neurosym.ir.plain import Json
from neurosym.ir.rules import RuleBase
from neurosym.knowledge.nodes import Triple

MAX_SHOWN = 3
"""Reasons that a report shows in full."""


class Permission(StrEnum):
    """What may be done with an instruction; only `allowed` is a leave to carry it out."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact of the state with the triple that says it, also in words with its documents."""

    fact: Fact
    triple: Triple
    says: str


@dataclass(frozen=True, slots=True)
class Because:
    """A reason: the fact `allowed` or `refused`, its rule with the sentence, and its derivation.

    `cited`: those of the given facts that come from a graph.
    """

    fact: Fact
    rule: str
    says: str
    derivation: Derivation
    certificate: DerivationCertificate | None
    cited: tuple[Cited, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the given facts that it rests on."""
        return self.derivation.given


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a policy says of an instruction.

    `because`: the rules that allow or refuse it. `default`: no rule does either, so that it is refused;
    `would_allow` are the sentences of the rules that allow something. `missing`: the smallest facts that
    decide; with `allowed_if` it is allowed (by `would_allow`), with `refused_if` refused (by `would_refuse`,
    if by a rule), whatever else is so. `notes`: names that the state does not have, and what nothing says.
    """

    permission: Permission
    action: str
    because: tuple[Because, ...] = ()
    default: bool = False
    missing: tuple[Fact, ...] = ()
    allowed_if: tuple[str, ...] = ()
    refused_if: tuple[str, ...] = ()
    would_allow: tuple[str, ...] = ()
    would_refuse: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    base: RuleBase | None = None

    def __bool__(self) -> bool:
        return self.permission is Permission.ALLOWED

    @property
    def certified(self) -> bool:
        """Say whether the kernel accepted a derivation of what was decided."""
        return any(one.certificate for one in self.because)

    def __str__(self) -> str:
        return f"{self.permission.value}: {visible(self.action)}"

    def report(self) -> str:
        """Return the verdict with its reasons in plain text."""
        return as_text(str(self), "certified" if self.certified else "", self._sections())

    def to_json(self) -> dict[str, Json]:
        """Return the whole as plain data."""
        return {
            "permission": self.permission.value,
            "action": self.action,
            "default": self.default,
            "because": [
                {
                    "fact": str(one.fact),
                    "rule": one.rule,
                    "says": one.says,
                    "facts": list(map(str, one.facts)),
                    "cited": [
                        {"fact": str(each.fact), "triple": list(each.triple), "says": each.says}
                        for each in one.cited
                    ],
                    "derivation": one.derivation.to_json(),
                    "certificate": one.certificate.to_json() if one.certificate else None,
                }
                for one in self.because
            ],
            "missing": list(map(str, self.missing)),
            "allowed_if": list(self.allowed_if),
            "refused_if": list(self.refused_if),
            "would_allow": list(self.would_allow),
            "would_refuse": list(self.would_refuse),
            "faults": [[fault.code, fault.what, fault.hint] for fault in self.faults],
            "notes": list(self.notes),
        }

    def _repr_markdown_(self) -> str:
        return as_markdown(str(self), "certified" if self.certified else "", self._sections())

    def _sections(self) -> Iterator[Section]:
        for one in self.because[:MAX_SHOWN]:
            yield Section("because", ((visible(one.says or one.rule),),))
            tree = Tree(one.derivation, self.base) if self.base else ()
            lines = list(tree.lines()) if isinstance(tree, Tree) else []
            yield Section("", tuple(lines))
            yield Section("triples", tuple((visible(each.says),) for each in one.cited))
        if len(self.because) > MAX_SHOWN:
            yield Section("", ((f"and {len(self.because) - MAX_SHOWN} more reasons",),))
        if self.default and not self.faults:
            yield Section("because", (("no rule allows it, and what no rule allows is refused",),))
            yield Section("may allow", tuple((visible(says),) for says in self.would_allow))
        if self.permission is Permission.UNDETERMINED:
            yield Section("missing", tuple((visible(str(fact)),) for fact in self.missing))
            yield Section("allowed if", _lines(self.allowed_if, self.would_allow))
            yield Section("refused if", _lines(self.refused_if, self.would_refuse))
        for fault in self.faults:
            yield Section("fault", tuple((line,) for line in str(fault).splitlines()))
        for note in self.notes:
            yield Section("note", ((visible(note),),))


def _lines(facts: tuple[str, ...], rules: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the facts that decide as one line, and the sentences by which they do below it."""
    return ((" and ".join(map(visible, facts)),), *((visible(says),) for says in rules))
