"""`Predicates: Facts: Rules: Query:` for a rule engine with explicit negation. Reads, runs nothing.

A literal ends in its truth value, `Red(x, True)`; negation is also written `Not(…)`, `¬ ! ~`, and the
truth value left out. A query may leave it open (`Red(max, X)`): then it asks for the predicate itself.
A variable is written `$x`, or as a single letter. `p >>> False` says that `p` is false. What a rule
engine derives, it derives forward only: see `rewrite.forward`.
"""

from __future__ import annotations

import re

from neurosym.bench.dialects.first_order import assemble, declarations
from neurosym.bench.dialects.recording import Line, Reading, Recording, sections
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import Apply, Binding, Compare, Implies, Not, Quantified, Term, Truth, Var
from neurosym.ir.fol import DEFAULT_SORT, draft_fol
from neurosym.ir.fol_parser import Parsed
from neurosym.ir.walk import subterms, transform
from neurosym.rewrite.forward import fired_forward

HEADINGS = ("Predicates", "Facts", "Fact", "Rules", "Rule", "Query", "Question", "Answer")
_SLOTS = ("bool", "boolean", "_u3f_")
_VARIABLE = re.compile(r"\$(\w+)")
_NOT = re.compile(r"\b[Nn]ot\s*\(")
_DENIED = "Denied"
"""`Not(Red(x), True)` and `Not(Red(x, True))` are read as a predicate of formulas, then as negation."""
_LETTER = re.compile(r"[A-Za-z]\d?")


def read(recording: Recording) -> Reading:
    """Return what a program states. Raises `FaultError` where its query cannot be read."""
    found = sections(recording.program, HEADINGS)
    declared = declarations(found.get("Predicates", []), _declaration)
    arity = {symbol.name: len(symbol.args) for symbol in declared}
    premises = [line for name in ("Facts", "Fact", "Rules", "Rule") for line in found.get(name, [])]
    premises = [line for line in premises if line.text.lower() not in ("none", "n/a")]

    def draft(line: Line) -> Parsed:
        return _literals(_draft(line), line, arity)

    problem, unread = assemble(
        premises, found.get("Query") or found.get("Question", []), declared, draft, recording
    )
    return Reading(problem, unread, fired_forward)


def _draft(line: Line) -> Parsed:
    return draft_fol(_NOT.sub(f"{_DENIED}(", _VARIABLE.sub(r"\1", line.text)), line.label)


def _declaration(line: Line) -> Parsed:
    return Parsed(_literal(_draft(line).term, {}))


def _literals(parsed: Parsed, line: Line, arity: dict[str, int]) -> Parsed:
    """Give truth values their meaning, and close a rule over its variables.

    Raises `FaultError` on a fact about a variable, and on ⊕: a rule engine knows neither.
    """
    term = transform(parsed.term, lambda part: _literal(part, arity))
    if isinstance(term, Implies) and isinstance(term.right, Truth):
        term = term.left if term.right.value else Not(term.left)
    if any(isinstance(part, Compare) and part.op == "!=" for part in subterms(term)):
        raise _fault(line, "a rule engine knows no ⊕", "write `p >>> q` for a rule, `p && q` for both")
    names = [part.name for part in subterms(term) if isinstance(part, Apply) and not part.args]
    marked = (*_VARIABLE.findall(line.text), *(name for name in names if _LETTER.fullmatch(name)))
    variables = [name for name in dict.fromkeys(marked) if name in names]
    if variables and not isinstance(term, Implies):
        raise _fault(
            line, "a fact is about individuals, not about variables", "write a rule with a condition"
        )
    if variables:
        bound = transform(term, lambda part: _variable(part, variables))
        term = Quantified("all", tuple(Binding(name, DEFAULT_SORT) for name in variables), bound)
    return Parsed(term)


def _fault(line: Line, what: str, hint: str) -> FaultError:
    return FaultError(Fault("syntax", what, Span(line.text, 0, len(line.text), line.label), hint))


def _variable(term: Term, variables: list[str]) -> Term:
    return Var(term.name) if isinstance(term, Apply) and not term.args and term.name in variables else term


def _literal(term: Term, arity: dict[str, int]) -> Term:
    if not isinstance(term, Apply) or not term.args:
        return term
    last = term.args[-1]
    if isinstance(last, Truth) and len(term.args) > 1:
        atom = _literal(Apply(term.name, term.args[:-1]), arity)
        return atom if last.value else Not(atom)
    if term.name == _DENIED and len(term.args) == 1:
        return Not(last)
    slot = isinstance(last, Apply) and not last.args and last.name in _SLOTS
    if slot or arity.get(term.name) == len(term.args) - 1:
        return Apply(term.name, term.args[:-1])
    return term
