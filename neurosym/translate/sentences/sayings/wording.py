"""Formulas with what there is in place of words like `lying( x)`, `true( statement)`, `same kind( a, b)`.

Formulas in, formulas out, still with the words of the text. What follows from a saying is found elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurosym.english import base, tokens
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    If,
    Implies,
    Not,
    Num,
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.walk import children, rebuild
from neurosym.translate.sentences.sayings.sayings import Sayings
from neurosym.translate.sentences.words.names import Key
from neurosym.translate.sentences.words.telling import (
    DIFFERENT,
    SAME,
    is_of_speakers,
    is_of_statements,
    truth_of,
)

_MAKING = frozenset(("make", "fashion", "carve", "paint", "build", "craft", "forge", "write", "cast"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one text. `groups` are the nouns of those who are listed: they leave nobody out."""

    sayings: Sayings
    groups: frozenset[Key] = frozenset()

    def meant(self, formula: Term) -> Term:
        """Say with what there is what other words say: `lying( x)`, `same kind( a, b)`, `more( a, b)`."""
        if not self.sayings:
            return formula
        match formula:
            case Quantified() | Count() if (found := self._of_all(formula)) is not None:
                return found
            case Compare(op, Count(_, body) as counted, number) if self._many(body):
                said = tuple(If(self.meant(one), Num(1), Num(0)) for one in self._statements(counted.body))
                return Compare(op, Arith("+", said), number)
            case Not(Apply(_, (Var() as one, *_)) as atom) if not self.sayings.kinds.whole:
                true = self.sayings.truth(atom)
                return formula if true is None else self.sayings.is_so(one, not true)
            case Apply(name, (Apply(one, ()), Apply(other, ()))) if name.casefold() in ("more", "fewer"):
                return self._more(formula, one, other)
            case Apply(_, args) if args:
                return self._atom(formula)
        parts = children(formula)
        return rebuild(formula, tuple(map(self.meant, parts))) if parts else formula

    def _atom(self, atom: Apply) -> Term:
        true = self.sayings.truth(atom)
        match atom.args[0]:
            case Apply(noun, (inner,)) if true is not None and is_of_statements(noun, self.sayings.names):
                return self.sayings.is_so(inner, true)
            case one if true is not None:
                return self.sayings.is_so(one, true)
        if len(atom.args) == 2 and self.sayings.kinds:
            if (made := self._made(atom)) is not None:
                return made
            alike = [
                Compare("==", Apply(kind, (atom.args[0],)), Apply(kind, (atom.args[1],)))
                for kind in self.sayings.kinds.shown()
            ]
            words = set(self.sayings.names.key(atom.name))
            if words & SAME:
                return conjunction(tuple(alike))
            if words & DIFFERENT:
                match alike:
                    case [Compare(_, left, right)]:
                        return Compare("!=", left, right)
                return Not(conjunction(tuple(alike)))
        return atom

    def _made(self, atom: Apply) -> Term | None:
        """Return that what Bellini made is a Bellini, where the text tells of such a kind."""
        names, (maker, thing) = self.sayings.names, atom.args
        if names.key(atom.name)[-1] == "by":
            maker, thing = thing, maker
        kinds = {names.key(kind): kind for kind in self.sayings.kinds.all}
        if not _MAKING & {base(word) for word in tokens(atom.name)} or not isinstance(maker, Apply):
            return None
        kind = None if maker.args else kinds.get(names.key(maker.name))
        return Apply(kind, (thing,)) if kind is not None else None

    def _more(self, atom: Term, one: str, other: str) -> Term:
        names, kinds = self.sayings.names, self.sayings.kinds
        if not {names.key(one), names.key(other)} <= set(map(names.key, kinds.all)):
            return atom
        x = Binding("x", "")
        left, right = (Count((x,), Apply(name, (Var("x"),))) for name in (one, other))
        more = isinstance(atom, Apply) and atom.name.casefold() == "more"
        return Compare(">" if more else "<", left, right)

    def _of_all(self, formula: Quantified | Count) -> Term | None:
        """Return what is said of all who speak, or of all that is said; None where it is of other things."""
        found = self._about(formula.body)
        if found is None or len(formula.bindings) != 1:
            return None
        guards, _, true = found
        var = Var(formula.bindings[0].var)
        kept = tuple(self.meant(guard) for guard in guards if not self._is_idle(guard))
        if isinstance(formula, Quantified) and self._many(formula.body):
            said = tuple(self.meant(one) for one in self._statements(formula.body))
            return conjunction(said) if formula.kind == "all" else disjunction(said)
        body = self.sayings.is_so(var, true)
        if isinstance(formula, Quantified) and formula.kind == "all":
            if not self.sayings.kinds.whole or len(kept) < len(guards):
                speakers = tuple(Compare("==", var, Apply(name)) for name in self.sayings.speakers)
                kept = (*kept, disjunction(speakers))
            return Quantified("all", formula.bindings, Implies(conjunction(kept), body) if kept else body)
        whole = conjunction((*kept, body))
        if isinstance(formula, Count):
            return Count(formula.bindings, whole)
        return Quantified(formula.kind, formula.bindings, whole)

    def _about(self, body: Term) -> tuple[tuple[Term, ...], Apply, bool] | None:
        """Return the conditions of a body, what it says of a speaker, and whether that is said or denied."""
        guards: tuple[Term, ...] = ()
        match body:
            case Implies(left, right):
                guards, body = left.args if isinstance(left, And) else (left,), right
            case And((*others, last)):
                guards, body = tuple(others), last
        inner = body.arg if isinstance(body, Not) else body
        if not isinstance(inner, Apply) or not inner.args or not isinstance(inner.args[0], Var):
            return None
        true = self.sayings.truth(inner)
        return None if true is None else (guards, inner, true == (inner is body))

    def _is_idle(self, guard: Term) -> bool:
        """Say whether a noun leaves nobody out who speaks: `statements( x)`, `suspects( x)`."""
        names = self.sayings.names
        if not isinstance(guard, Apply) or len(guard.args) != 1 or names.key(guard.name) in self.groups:
            return False
        said = is_of_statements(guard.name, names) or is_of_speakers(guard.name, names)
        return said or all(names.is_called(one, guard.name) for one in self.sayings.speakers)

    def _many(self, body: Term) -> bool:
        """Say whether a body is of statements, where somebody makes several."""
        found = self._about(body)
        if found is None or not self.sayings.several:
            return False
        guards, atom, _ = found
        nouns = [guard.name for guard in guards if isinstance(guard, Apply)]
        told = truth_of(atom.name)
        return any(is_of_statements(noun, self.sayings.names) for noun in nouns) or (
            not guards and told is not None and told[1] == "statement"
        )

    def _statements(self, body: Term) -> tuple[Term, ...]:
        """Return for each statement that it is so, or is not, as a body says of them."""
        found = self._about(body)
        true = found is None or found[2]
        said = tuple(says.formula for says in self.sayings.said)
        return said if true else tuple(map(Not, said))
