"""First-order text to a term in which every free name is still a symbol. Knows no meaning of names.

From loose to tight: ↔, → (to the right), ∨, ⊕, ∧, then ¬ and quantifiers. A quantifier reaches over its
bracket; without a bracket, over the next formula, and as far as its variable occurs.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BUILTIN_SORTS,
    And,
    Apply,
    Binding,
    Compare,
    Implies,
    Not,
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.fol_terms import TermParser, too_deep
from neurosym.ir.fol_tokens import QUANTIFIERS, Token
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import MAX_BYTES, MAX_DEPTH
from neurosym.ir.walk import depth, fresh, substitute, subterms

_LEVELS = {"iff": 1, "implied by": 2, "implies": 2, "or": 3, "xor": 4, "and": 5}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A formula, and the names (with their number of arguments) that ↔ or ⊕ says are true or false.

    In a term `P(x) == Q(x)` nothing else tells an equivalence from an equation.
    """

    term: Term
    truths: frozenset[tuple[str, int]] = frozenset()


def parse_fol(text: str, signature: Signature, label: str, default_sort: str) -> Parsed:
    """Return the formula as it stands. Raises `FaultError` (codes `syntax`, `too-big`)."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        what = f"a formula of more than {MAX_BYTES} bytes"
        raise FaultError(Fault("too-big", what, hint="split it in claims"))
    parser = FolParser(text, signature, label, default_sort)
    term = parser.parse()
    if depth(term) > MAX_DEPTH:
        raise too_deep()
    return Parsed(term, frozenset(parser.truths))


class FolParser(TermParser):
    """Reads one formula; the dialects of LMs extend it."""

    def __init__(self, text: str, signature: Signature, label: str, default_sort: str) -> None:
        super().__init__(text, signature, label)
        self.truths: set[tuple[str, int]] = set()
        self._default = default_sort

    def parse(self) -> Term:
        if self._peek().kind == "end":
            raise self._fail(self._peek(), "there is no formula")
        term = self._conditional()
        if self._peek().kind != "end":
            raise self._fail(self._peek(), "this does not continue the formula")
        return term

    # --- connectives

    def _conditional(self) -> Term:
        """Read a formula, or `if p then q`; an `if` before `p → q` says the same thing twice."""
        conditional = not self._is_implication() and self._skip("if")
        left = self._formula()
        return Implies(left, self._formula()) if conditional and self._skip("then") else left

    def _is_prefix(self) -> bool:
        return self._before_its_operands() or self._is_implication()

    def _is_implication(self) -> bool:
        """Say whether `If(p, q)` stands here."""
        return self._is("if") and self._is("(", ahead=1) and self._commas(ahead=1) == 1

    def _formula(self, least: int = 1) -> Term:
        with self._deeper():
            return self._continued(self._unary(), least)

    def _continued(self, left: Term, least: int = 1) -> Term:
        while (mark := self._connective()) and _LEVELS[mark] >= least:
            left = self._joined(mark, left)
        return left

    def _connective(self) -> str:
        token = self._peek()
        return token.text if token.kind == "mark" and token.text in _LEVELS else ""

    def _joined(self, mark: str, left: Term) -> Term:
        level = _LEVELS[mark]
        if mark == "implies":
            self._next()
            return Implies(left, self._formula(level))
        if mark == "implied by":
            self._next()
            return Implies(self._formula(level + 1), left)
        parts = [left]
        while self._skip(mark):
            parts.append(self._formula(level + 1))
        return self._combine(mark, tuple(parts))

    def _combine(self, mark: str, parts: tuple[Term, ...]) -> Term:
        if mark == "and":
            return conjunction(parts)
        if mark == "or":
            return disjunction(parts)
        self.truths.update((part.name, len(part.args)) for part in parts if isinstance(part, Apply))
        left = parts[0]
        for right in parts[1:]:
            left = Compare("==" if mark == "iff" else "!=", left, right)
        return left

    def _unary(self) -> Term:
        if self._is("not") and self._touches_bracket():
            return self._comparison()
        if self._is("not") or (self._is("-") and self._peek(1).kind != "number"):
            self._next()
            with self._deeper():
                return Not(self._unary())
        if self._is(*QUANTIFIERS) and not self._before_its_operands():
            return self._quantified()
        return self._comparison()

    def _touches_bracket(self) -> bool:
        """Say whether a word is written like a function: `Not(p)`."""
        return self._peek().word and self._is("(", ahead=1) and self._peek(1).start == self._peek().end

    def _before_its_operands(self) -> bool:
        """Say whether a word stands before its operands in brackets: `And(p, q)`, `ForAll(x, p)`."""
        if not self._peek().word or not self._is("(", ahead=1):
            return False
        if self._is("not"):
            return self._touches_bracket()
        return self._is(*_LEVELS) or (self._is(*QUANTIFIERS) and self._commas(ahead=1) > 0)

    def _prefix(self) -> Term:
        word = self._next()
        self._expect("(")
        if word.text in QUANTIFIERS:
            names = self._variables()
            self._skip(",")
            term = self._quantify(word.text, names, self._scoped(names, whole=True))
        else:
            term = self._applied(word, self._operands())
        self._expect(")")
        return term

    def _operands(self) -> tuple[Term, ...]:
        """Read what a connective joins: `p, q` or, in one list, `[p, q]`."""
        listed = self._skip("[")
        outside, self._in_args = self._in_args, False
        parts = [self._formula()]
        while self._skip(","):
            parts.append(self._formula())
        self._in_args = outside
        if listed:
            self._expect("]")
        return tuple(parts)

    def _applied(self, word: Token, parts: tuple[Term, ...]) -> Term:
        wanted = {"not": 1, "if": 2, "implies": 2, "implied by": 2}.get(word.text, len(parts))
        if len(parts) != wanted:
            raise self._fail(word, f"`{word.text}` takes {wanted} formulas")
        match word.text:
            case "not":
                return Not(parts[0])
            case "if" | "implies":
                return Implies(parts[0], parts[1])
            case "implied by":
                return Implies(parts[1], parts[0])
            case _:
                return self._combine(word.text, parts)

    # --- quantifiers

    def _quantified(self) -> Term:
        kind = self._next().text
        names = self._variables()
        self._skip(".", ":", ",", "or")
        plain = kind != "exists!" and self._is(kind) and all(self._declared(sort) for _, sort in names)
        body = self._scoped(names, whole=False)
        return self._merged(kind, names, body) if plain else self._quantify(kind, names, body)

    def _merged(self, kind: str, names: list[tuple[str, str]], inner: Term) -> Term:
        """Take `∀x∀y p` as one quantifier over both, where nothing stands between."""
        same = "all" if kind == "forall" else "any"
        taken = {name for name, _ in names}
        if not isinstance(inner, Quantified) or inner.kind != same or taken & {b.var for b in inner.bindings}:
            return self._quantify(kind, names, inner)
        outer = tuple(Binding(name, sort or self._default) for name, sort in names)
        return Quantified(inner.kind, outer + inner.bindings, inner.body)

    def _scoped(self, names: list[tuple[str, str]], whole: bool) -> Term:
        """Read the body of a quantifier: the `whole` rest, a bracket, or as far as its variables go."""
        for name, _ in names:
            self._scope[name] = self._scope.get(name, 0) + 1
        bracket = self._is("(", "[")
        with self._deeper():
            body = self._formula() if whole else self._unary()
        if not bracket and self._connective() and self._reaches({name for name, _ in names}):
            body = self._continued(body)
        for name, _ in names:
            self._scope[name] -= 1
        return body

    def _quantify(self, kind: str, names: list[tuple[str, str]], body: Term) -> Term:
        bound: list[Binding] = []
        guards: list[Term] = []
        for name, sort in names:
            declared = self._declared(sort)
            bound.append(Binding(name, sort if sort and declared else self._default))
            if not declared:
                guards.append(Apply(sort, (Var(name),)))
        if kind == "forall":
            guarded = Implies(conjunction(tuple(guards)), body) if guards else body
            return Quantified("all", tuple(bound), guarded)
        body = conjunction((*guards, body))
        if kind == "exists":
            return Quantified("any", tuple(bound), body)
        return _exactly_one(tuple(bound), body)

    def _declared(self, sort: str) -> bool:
        """Say whether a range is a sort; one that is not becomes a predicate."""
        return not sort or sort in self._signature.sorts or sort in BUILTIN_SORTS


def _exactly_one(bound: tuple[Binding, ...], body: Term) -> Term:
    taken = {part.name for part in subterms(body) if isinstance(part, Var)} | {b.var for b in bound}
    others: list[Binding] = []
    for binding in bound:
        others.append(Binding(fresh(binding.var, taken), binding.sort))
        taken.add(others[-1].var)
    twins = tuple(zip(bound, others, strict=True))
    same = conjunction(tuple(Compare("==", Var(other.var), Var(b.var)) for b, other in twins))
    copy = substitute(body, {b.var: Var(other.var) for b, other in twins})
    return Quantified("any", bound, And((body, Quantified("all", tuple(others), Implies(copy, same)))))
