"""Whom a text counts or asks for without a noun is one of those it lists: “Three of the five grow leeks”.

Only where all that is known to be of their kind are members of one group: leeks are never counted with the
gardeners. Knows no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    If,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Var,
    conjunction,
)
from neurosym.ir.walk import children, rebuild, substitute, subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.apart import Classes
from neurosym.translate.sentences.logic.present import classes_of
from neurosym.translate.sentences.notation.parts import (
    FindAll,
    Liars,
    Members,
    Part,
    Says,
    formulas_of,
    rewritten,
)
from neurosym.translate.sentences.words.names import Key, Names


def with_members_meant(entries: Sequence[Entry], names: Names) -> tuple[Entry, ...]:
    """Return the readings with the group of those who are counted, or asked for, where no noun says it."""
    parts = [part for entry in entries for part in entry.parts]
    groups = [part for part in parts if isinstance(part, Members) and part.names]
    if not groups or any(isinstance(part, (Liars, Says)) for part in parts):
        return tuple(entries)
    entries = tuple(
        replace(
            entry,
            parts=tuple(rewritten(part, lambda one: _by_name(one, groups, names)) for part in entry.parts),
        )
        for entry in entries
    )
    parts = [part for entry in entries for part in entry.parts]
    # the variable that is asked for is bound, so that it is of a class, too
    asked = {
        id(part): Quantified("any", (Binding(part.var, ""),), part.formula)
        for part in parts
        if isinstance(part, FindAll) and part.formula is not None
    }
    read = [
        term for part in parts for term in ((asked[id(part)],) if id(part) in asked else formulas_of(part))
    ]
    listed = [Apply(group.group, (Apply(name),)) for group in groups for name in group.names]
    read += listed
    listing = _Listing(groups, names, classes_of(read, names), _things(read, names))

    def meant(part: Part) -> Part:
        match part:
            case FindAll(var, formula) if (bound := asked.get(id(part))) is not None and formula is not None:
                group = None if _is_one_word(formula) else listing.group(bound, var, formula)
                return part if group is None else FindAll(var, conjunction((group, formula)))
            case _:
                return rewritten(part, listing.counted)

    done = tuple(replace(entry, parts=tuple(map(meant, entry.parts))) for entry in entries)
    counts = [term for entry in done for part in entry.parts for term in _counts(part)]
    if sum(listing.listed(count) is not None for count in counts) < 2:
        return done
    # several counts are decided together only where it is known of whom
    return tuple(
        replace(entry, parts=tuple(rewritten(part, listing.spelled_out) for part in entry.parts))
        for entry in done
    )


def _counts(part: Part) -> Iterator[Count]:
    for formula in formulas_of(part):
        yield from (term for term in subterms(formula) if isinstance(term, Count))


def _by_name(formula: Term, groups: Sequence[Members], names: Names) -> Term:
    """Return a formula with the noun of a group for a list of all who are in it: for `them`."""

    def change(term: Term) -> Term:
        match term:
            case Or((Compare("==", Var(var), _), *_) as args):
                listed = [
                    names.individual_key(arg.right.name)
                    for arg in args
                    if isinstance(arg, Compare) and arg.left == Var(var) and isinstance(arg.right, Apply)
                ]
                own = (one for one in groups if [*map(names.individual_key, one.names)] == listed)
                group = next(own, None) if len(listed) == len(args) else None
                return term if group is None else Apply(group.group, (Var(var),))
            case _:
                return term

    return transform(formula, change)


def _things(read: Sequence[Term], names: Names) -> dict[Key, str]:
    """Return all that stands as an argument somewhere."""
    return {
        names.individual_key(arg.name): arg.name
        for formula in read
        for term in subterms(formula)
        if isinstance(term, Apply)
        for arg in term.args
        if isinstance(arg, Apply) and not arg.args
    }


def _is_one_word(formula: Term) -> bool:
    """Say whether a solution shows what is said of those who are sought, and not just that they are."""
    return isinstance(formula, Compare) or (isinstance(formula, Apply) and len(formula.args) == 1)


@dataclass(frozen=True, slots=True)
class _Listing:
    groups: Sequence[Members]
    names: Names
    classes: Classes
    things: dict[Key, str]

    def counted(self, term: Term) -> Term:
        """Return a formula with the group of those it counts."""
        parts = children(term)
        done = rebuild(term, tuple(map(self.counted, parts))) if parts else term
        if isinstance(term, Count) and isinstance(done, Count) and len(term.bindings) == 1:
            group = self.group(term, term.bindings[0].var, term.body)
            return done if group is None else replace(done, body=conjunction((group, done.body)))
        return done

    def group(self, bound: Term, var: str, body: Term) -> Apply | None:
        """Return that a variable is of the one group whose members it is spoken of with; None else."""
        said = [one for one in subterms(body) if isinstance(one, Apply) and one.args == (Var(var),)]
        whole = body.arg if isinstance(body, Not) else body
        if said and said != [whole]:
            return None
        node = self.classes.find(("bound", id(bound), var))
        alike = {key for key in self.things if self.classes.find(("thing", key)) == node}
        fit = [
            one for one in self.groups if alike and alike <= set(map(self.names.individual_key, one.names))
        ]
        return Apply(fit[0].group, (Var(var),)) if len(fit) == 1 else None

    def listed(self, count: Count) -> tuple[Members, Term] | None:
        """Return the group that a count is of and what is counted in it; None where that is no list."""
        parts = count.body.args if isinstance(count.body, And) else ()
        for part in parts:
            if (
                isinstance(part, Apply)
                and len(count.bindings) == 1
                and part.args == (Var(count.bindings[0].var),)
            ):
                group = next((one for one in self.groups if self.names.same(one.group, part.name)), None)
                if group is not None:
                    return group, conjunction(tuple(other for other in parts if other is not part))
        return None

    def spelled_out(self, term: Term) -> Term:
        """Return a formula with one summand for each member in place of a count of them."""
        parts = children(term)
        done = rebuild(term, tuple(map(self.spelled_out, parts))) if parts else term
        if not isinstance(done, Count) or (found := self.listed(done)) is None:
            return done
        group, body = found
        (binding,) = done.bindings
        # of two members that are said to be the same nothing would be known any more
        if any(
            isinstance(one, Compare) and Var(binding.var) in (one.left, one.right) for one in subterms(body)
        ):
            return done
        each = (substitute(body, {binding.var: Apply(name)}) for name in group.names)
        return Arith("+", tuple(If(one, Num(1), Num(0)) for one in each))
