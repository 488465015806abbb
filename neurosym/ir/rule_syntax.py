"""Rule text to formula and back: `ancestor(x, z) if parent(x, y) and ancestor(y, z)`, for all x, y and z.

A name that is declared nowhere is a variable. Its sort is that of the places where it stands; `_` is any
value, another one at each place. A variable that stands only once is a fault, for it is a slip of the pen
more often than not. What is read is an ordinary formula: `all(head for x in Sort … if body)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NoReturn

from neurosym.faults import Fault, FaultError, Span, suggestion
from neurosym.ir.core import (
    FALSE,
    INT,
    REAL,
    Apply,
    Arith,
    Binding,
    Compare,
    If,
    Implies,
    Quantified,
    Range,
    Term,
    Var,
)
from neurosym.ir.names import RESERVED
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.walk import bindings, children, free_variables, rebuild, subterms

_NAME = re.compile(r"[^\W\d]\w*+(?!\s*+\()")
_TOKEN = re.compile(r"[(\[{]|[)\]}]|\b(?:if|else)\b")
_ANY, _ELSE = "_", "\n else False"


def read_rule(text: str, signature: Signature, label: str = "") -> Term:
    """Return the formula of a rule, written short or as `all(head for x in Sort if body)`.

    Raises `FaultError` (`syntax`, `unknown-name`, `unknown-sort`, `sort`, `arity`, `too-big`).
    """
    return _Rule(text, signature, label).read()


def print_rule(formula: Term, signature: Signature) -> str:
    """Return the text that `read_rule` reads back to this very formula, short where that is possible."""
    inner = formula.body if isinstance(formula, Quantified) and formula.kind == "all" else formula
    short = print_formula(inner)
    if isinstance(inner, Implies):
        short = f"{print_formula(inner.right)} if {print_formula(inner.left)}"
    try:
        if read_rule(short, signature) == formula:
            return short
    except FaultError:
        pass
    return print_formula(formula)


class _Rule:
    def __init__(self, text: str, signature: Signature, label: str) -> None:
        self._text = text
        self._signature = signature
        self._label = label
        self._sorts: dict[str, str] = {}

    def read(self) -> Term:
        names = dict.fromkeys(name for name in _NAME.findall(self._text) if self._is_free(name))
        self._sorts = dict.fromkeys(names, "")
        head, body = self._parts()
        self._sorts |= self._inferred([head, body] if body is not None else [head])
        head, body = self._parts()
        free = _in_order((head, body) if body is not None else (head,))
        bound = tuple(Binding(name, self._sorts[name]) for name in free)
        self._check(head, body, free)
        formula = head if body is None else Implies(body, head)
        return Quantified("all", bound, formula) if bound else formula

    def _numeric(self, sort: str) -> bool:
        return self._signature.is_numeric(sort)

    def _is_free(self, name: str) -> bool:
        return name not in self._signature.names() and name not in RESERVED

    def _fail(self, code: str, name: str, what: str, hint: str = "") -> NoReturn:
        match = re.search(rf"\b{re.escape(name)}\b", self._text)
        where = Span(self._text, *match.span(), self._label) if match else None
        raise FaultError(Fault(code, what, where, hint))

    # --- reading

    def _parts(self) -> tuple[Term, Term | None]:
        bound = tuple(Binding(name, sort) for name, sort in self._sorts.items())
        conditional = _is_conditional(self._text)
        try:
            term = read_formula(
                self._text + (_ELSE if conditional else ""), self._signature, self._label, bound
            )
        except FaultError as error:
            raise FaultError(*(self._placed(fault) for fault in error.faults)) from None
        if not conditional:
            return term, None
        if not isinstance(term, If) or term.other != FALSE:
            self._fail("syntax", "if", "this is not a rule", "write `head if condition and condition`")
        if any(part == Var(_ANY) for part in subterms(term.then)):
            self._fail("syntax", _ANY, "what a rule concludes has no `_`", "name the value in the condition")
        return term.then, self._opened(term.cond)

    def _placed(self, fault: Fault) -> Fault:
        """Return a fault that points into the text as it was written, and tells how rules are written."""
        foreign = fault.code == "syntax" and (not fault.hint or "if-then" in fault.hint)
        hint = "write `head if condition and condition`" if foreign else fault.hint
        if fault.where is None:
            return replace(fault, hint=hint)
        end = len(self._text)
        start = min(fault.where.start, max(end - 1, 0))
        where = Span(self._text, start, max(start + 1, min(fault.where.end, end)), self._label)
        return replace(fault, where=where, hint=hint)

    def _opened(self, term: Term) -> Term:
        """Give each `_` a variable of its own, bound around the smallest condition that it stands in."""
        if isinstance(term, Apply | Compare):
            places = [part for part in subterms(term) if part == Var(_ANY)]
            if not places:
                return term
            names = [f"_{number}" for number in self._unused(len(places))]
            opened = _renamed(term, iter(names))
            sorts = self._inferred([opened])
            return Quantified("any", tuple(Binding(name, sorts.get(name, "")) for name in names), opened)
        parts = children(term)
        changed = tuple(map(self._opened, parts))
        return rebuild(term, changed) if parts and changed != parts else term

    def _unused(self, count: int) -> Iterator[int]:
        number = 0
        while count:
            number += 1
            if f"_{number}" not in self._sorts:
                count -= 1
                yield number

    # --- sorts

    def _inferred(self, terms: list[Term]) -> dict[str, str]:
        """Return the sorts of the variables that have none yet: of arguments first, then of comparisons."""
        found: dict[str, str] = {}
        for weak in (False, False, True):
            for term in terms:
                for name, sort in self._uses(term, found, weak):
                    if not weak or name not in found:
                        found[name] = self._joined(name, found.get(name, sort), sort)
        return found

    def _uses(self, term: Term, found: Mapping[str, str], weak: bool) -> Iterator[tuple[str, str]]:
        env = {**self._sorts, **found}
        for part in subterms(term):
            env |= {binding.var: binding.sort for binding in bindings(part) if binding.sort}
        shadowed = {binding.var for part in subterms(term) for binding in bindings(part) if binding.sort}
        for part in subterms(term):
            match part:
                case Apply(name, args) if not weak and name in self._signature.symbols:
                    sides = list(zip(args, self._signature.symbols[name].args, strict=False))
                case Compare(_, left, right) if weak:
                    one, other = self._signature.sort_of(left, env), self._signature.sort_of(right, env)
                    sides = [(left, other or ""), (right, one or "")]
                case Arith(_, args) if weak:
                    sides = [(arg, INT) for arg in args]
                case _:
                    sides = []
            yield from (
                (arg.name, sort)
                for arg, sort in sides
                if isinstance(arg, Var) and sort and arg.name not in shadowed
            )

    def _joined(self, name: str, one: str, other: str) -> str:
        """Return the narrower of two sorts of numbers; other sorts must be the same."""
        if one == other:
            return one
        numbers = [sort for sort in (one, other) if self._numeric(sort)]
        ranges = [sort for sort in numbers if isinstance(self._signature.sorts.get(sort), Range)]
        if len(numbers) == 2 and len(ranges) < 2:
            return ranges[0] if ranges else INT if INT in numbers else REAL
        what = f"`{name}` is of sort `{one}` in one place and of sort `{other}` in another"
        self._fail("sort", name, what, "take another name for the second")

    # --- what is wrong with it

    def _check(self, head: Term, body: Term | None, free: list[str]) -> None:
        everything = [*subterms(head), *(subterms(body) if body is not None else ())]
        for part in everything:
            if isinstance(part, Apply):
                self._check_symbol(part)
        for part in everything:
            if isinstance(part, Compare):
                self._check_sides(part, everything)
        for name in free:
            places = sum(part == Var(name) for part in everything)
            near = suggestion(name, self._signature.elements)
            if places == 1 and not name.startswith("_"):
                hint = near or "write `_` where any value will do, or declare the name in a sort"
                self._fail("unknown-name", name, f"`{name}` is declared nowhere and stands only once", hint)
            if not self._sorts[name]:
                self._fail("unknown-sort", name, f"nothing tells the sort of `{name}`", near)

    def _check_sides(self, term: Compare, everything: list[Term]) -> None:
        env = {b.var: b.sort for part in everything for b in bindings(part)} | self._sorts
        one, other = self._signature.sort_of(term.left, env), self._signature.sort_of(term.right, env)
        if one and other and one != other and not (self._numeric(one) and self._numeric(other)):
            what = f"`{print_formula(term)}` compares a `{one}` with a `{other}`"
            raise FaultError(Fault("sort", what, Span(self._text, 0, len(self._text), self._label)))

    def _check_symbol(self, term: Apply) -> None:
        symbol = self._signature.symbols.get(term.name)
        if symbol is None:
            hint = suggestion(term.name, self._signature.symbols) or f"declare `{term.name} : Sort -> Bool`"
            self._fail("unknown-name", term.name, f"`{term.name}` is declared nowhere", hint)
        if len(symbol.args) != len(term.args):
            what = f"`{term.name}` takes {len(symbol.args)} arguments, not {len(term.args)}"
            self._fail("arity", term.name, what)


def _is_conditional(text: str) -> bool:
    """Say whether a text has an `if` without `else` outside of all brackets."""
    depth = ifs = 0
    for token in _TOKEN.findall(text):
        depth += (token in "([{") - (token in ")]}")
        ifs += 0 if depth else (token == "if") - (token == "else")
    return ifs > 0


def _renamed(term: Term, names: Iterator[str]) -> Term:
    """Replace each `_` by the next name, from left to right."""
    if term == Var(_ANY):
        return Var(next(names))
    parts = children(term)
    return rebuild(term, tuple(_renamed(part, names) for part in parts)) if parts else term


def _in_order(terms: tuple[Term, ...]) -> list[str]:
    """Return the free variables in the order in which they first stand in the terms."""
    free = frozenset[str]().union(*map(free_variables, terms))
    seen = dict.fromkeys(part.name for term in terms for part in subterms(term) if isinstance(part, Var))
    return [name for name in seen if name in free]
