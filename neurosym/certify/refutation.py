"""Says that formulas have no model: clauses that instances of them imply lead to the empty clause."""

from __future__ import annotations

from neurosym.certify.lrat import refutes
from neurosym.certify.possible import Literal, Supposed
from neurosym.certify.scope import EQUAL, Scope, refused
from neurosym.ir.certificate import Atom, Refuted


def check_refutation(scope: Scope, proof: Refuted) -> None:
    """Return if the proof shows that the formulas of the scope have no model. Raises `FaultError`."""
    scope.exclude(proof.circles)
    for witness in proof.witnesses:
        if witness.label:
            scope.witness(witness.names, witness.label, witness.node, witness.row)
        for name in () if witness.label else witness.names:
            scope.somebody(name, witness.sort)
    for sort, row in proof.terms.items():
        scope.range_over(sort, row)
    literals: dict[int, Literal] = {}
    for number, atom in enumerate(proof.atoms, start=1):
        if not _is_atom(scope, atom):
            raise refused(f"`{atom.name}` is not applied as it should be")
        literals[number] = (atom.name, atom.args), atom.value, True
        literals[-number] = (atom.name, atom.args), atom.value, False
    for given in proof.inputs:
        if not all(literal in literals for literal in given.clause):
            raise refused("a literal that stands for nothing")
        supposed = Supposed(scope, [literals[literal] for literal in given.clause])
        if not supposed.absurd:
            formula, env = scope.instance(given.label, given.row)
            if True in supposed.values(formula, env):
                raise refused(f"a clause that does not follow from `{given.label}`")
    if not refutes((given.clause for given in proof.inputs), proof.steps):
        raise refused("a step that does not follow, or no contradiction")


def _is_atom(scope: Scope, atom: Atom) -> bool:
    """Say whether an atom is well-formed: of a symbol and a value, or an equation of two individuals."""
    symbol = scope.signature.symbols.get(atom.name)
    if symbol is not None:
        fitting = scope.fit(atom.args, symbol.args) and scope.fits(atom.value, symbol.result)
        return fitting and not scope.soft_sort(symbol.result)
    sorts = [sort for sort in scope.terms if scope.fit(atom.args, (sort, sort))]
    return atom.name == EQUAL and bool(sorts) and atom.value is True
