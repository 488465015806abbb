"""Limits of a programme: comparisons of amounts, and what follows if something is chosen. Links nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from neurosym.ir.core import And, Apply, Arith, Compare, Implies, Not, Num, Or, Term, conjunction
from neurosym.ir.walk import children
from neurosym.translate.sentences.programmes.amounts import Amounts, Unlinked
from neurosym.translate.sentences.programmes.choices import Choices, Fit
from neurosym.translate.sentences.programmes.conversions import Conversions, converted
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.linking import TOTAL, Links, Place, phrases
from neurosym.translate.sentences.programmes.measuring import EACH, Measuring
from neurosym.translate.sentences.programmes.quantities import (
    EXCLUDES,
    PICKED,
    RATES,
    REQUIRES,
    THINGS,
    TOGETHER,
    amount_of,
    is_pronoun,
    key,
    lemmas,
    of_each,
)
from neurosym.translate.sentences.programmes.resources import Link, Strength
from neurosym.translate.sentences.programmes.sides import applied, claimed, cleared, few, numeric, of_itself


class Limits(Measuring):
    """Lowers the formulas of one programme, by their numbers; `figures` has for each those of its sentence.

    `units` gathers the units in which choices are bounded, `repeated` the numbers that a formula has more
    often than its sentence. `said` has all formulas, each with its sentence;
    `whole` choices are taken or left, unless a bound says otherwise.
    """

    def __init__(
        self,
        choices: Choices,
        links: Links,
        amounts: Amounts,
        figures: Sequence[Figures],
        said: Sequence[tuple[int, Term]],
        whole: bool = False,
        conversions: Conversions | None = None,
    ) -> None:
        super().__init__(choices, links, amounts, figures, conversions or Conversions())
        self._said = said
        self._whole = whole
        self._picked: set[bool] = set()
        self._single: set[str] = set()
        """Choices of which there is no more than one."""
        self.repeated: list[tuple[int, str]] = []

    def yes_no(self) -> bool:
        """Say whether each choice is only taken or left: no more than one of each, or some are said to be.

        None has a larger bound then.
        """
        single = {choice.symbol for choice in self._choices.all} <= self._single and self.units == {""}
        return single or self._picked == {True} or (not self._picked and self._whole)

    def formula(self, number: int, term: Term) -> Term:
        """Return a claim about the decided quantities. Raises `Unlinked`."""
        for name, uses in Counter(part.name for part in applied(term)).items():
            if 0 < self._figures[number].said(name) < uses and amount_of(name) is not None:
                self.repeated.append((number, name))
        members = self._members(number, term)
        if members is None:
            return self._formula(number, term)
        phrase, terms = members
        parts = []
        for member in terms:
            self._amounts.each = (phrase, member)
            parts.append(self._formula(number, term))
        self._amounts.each = None
        return conjunction(tuple(parts))

    def _formula(self, number: int, term: Term) -> Term:
        match term:
            case And() | Or() | Not() | Implies():
                parts = tuple(self._formula(number, part) for part in children(term))
                match term:
                    case And() | Or():
                        return replace(term, args=parts)
                    case Not():
                        return Not(parts[0])
                    case _:
                        return Implies(parts[0], parts[1])
            case Compare("!=", left, right) if claimed(left) and claimed(right):
                one, other = self._formula(number, left), self._formula(number, right)
                return Or((And((one, Not(other))), And((Not(one), other))))
            case Compare():
                return self._comparison(number, term)
            case Apply():
                return self._predicate(term)
            case _:
                raise Unlinked("", "this is no limit on what is decided")

    def _predicate(self, term: Apply) -> Term:
        """Return that something is done at all: `chosen( site A)`, or what one choice does to another."""
        names = [arg.name for arg in term.args if isinstance(arg, Apply)] or [term.name]
        found = [self._choices.members(name) for name in names]
        for name, members in zip(names, found, strict=True):
            if not members:
                raise Unlinked(name, f"`{name}` is not decided on")
        done = [conjunction(tuple(map(self._done, members))) for members in found]
        words = frozenset(lemmas(term.name))
        if len(done) == 2 and words & (REQUIRES | EXCLUDES):
            self._picked.add(True)
            return Not(And(tuple(done))) if words & EXCLUDES else Implies(done[0], done[1])
        if len(done) > 1:
            raise Unlinked(term.name, f"what `{term.name}` means for these is not known")
        self._picked.add(not term.args or self._whole or bool(words & PICKED))
        return done[0]

    def _done(self, member: int) -> Term:
        return Compare(">=", self._amounts.choice(member), Num(1))

    def _comparison(self, number: int, term: Compare) -> Term:
        self._told(term.left, term.right)
        left, right = cleared(term.left, term.right)
        right, left = cleared(right, left)
        if term.op == "==":
            self._defined(number, left, right)
            self._defined(number, right, left)
        unit, share = self._unit(number, left, right)
        low = self._amount(number, left, right)
        high = self._amount(number, right, left)
        decided = {choice.symbol for choice in self._choices.all}
        for one, other, term_of in ((left, right, low), (right, left, high)):
            loose = self._amounts.loose(number, [one]) or (
                bool(self._tables(number, one))
                and not (isinstance(term_of, Apply) and term_of.name in decided)
                and any(map(self._choices.members, phrases(other)))
            )
            if loose and not numeric(other):
                self._amounts.doubtful.append(Place(number, one.name if isinstance(one, Apply) else ""))
        self._own_share(number, left, right, low, high)
        self._own_share(number, right, left, high, low)
        if of_itself(low, high, self._amounts.sum()):
            self._amounts.doubtful.append(Place(number, "total"))
        if share:
            self._share(number, *((right, left, low) if share == "right" else (left, right, high)))
        if share == "right":
            high = Arith("*", (high, self._amounts.sum()))
        elif share == "left":
            low = Arith("*", (low, self._amounts.sum()))
        if isinstance(high, Num):
            high = converted(high, unit)
        elif isinstance(low, Num):
            low = converted(low, unit)
        if any(isinstance(side, Num) and side.value > 1 for side in (low, high)):
            self._picked |= {
                False for side in (low, high) if isinstance(side, Apply) and side.name in decided
            }
        if isinstance(low, Apply) and (term.op, high) in (("<=", Num(1)), ("<", Num(2))):
            self._single.add(low.name)
        self._picked |= {True for one, other in ((low, high), (high, low)) if few(one, other)}
        return Compare(term.op, low, high)

    def _defined(self, number: int, name: Term, other: Term) -> None:
        """Let what is known by no other name be defined by amounts that are; see that no price is.

        Raises `Unlinked` for a price that depends on what is decided.
        """
        match name:
            case Apply(phrase, ()) if self._amounts.loose(number, [name]) and not is_pronoun(phrase):
                if any(map(self._known, phrases(other))):
                    self._amounts.define(phrase)
            case Apply(rate, (Apply(of, ()),)) if key(rate) & RATES and self._known(of):
                if any(self._known(part.name) for part in applied(other)):
                    what = f"`{rate}` of `{of}` depends on what is decided, so that the whole is a product"
                    raise Unlinked(rate, what, "product", error=True, hint="tell it in numbers")

    def _known(self, phrase: str) -> bool:
        return bool(self._choices.members(phrase))

    def _amount(self, number: int, term: Term, other: Term) -> Term:
        """Return an amount; what bounds all of a group where the sentence names one of them is doubtful."""
        lowered = self._amounts.amount(number, term)
        words = self._figures[number].words
        named = [phrase for phrase in phrases(term) if key(phrase) != TOTAL]
        lone = isinstance(other, Apply) and not other.args and amount_of(other.name) is not None
        bare = isinstance(term, Apply) and (not term.args or key(term.name) == TOTAL)
        if lone and len(named) == 1 and bare and not words & TOGETHER:
            group = self._choices.match(named[0])[0] is Fit.GROUP or self._amounts.loose(number, [term])
            one = self._choices.singled_out(words)
            if group and one is not None and not self._tables(number, term) and not self._beside(number, one):
                self._amounts.doubtful.append(Place(number, named[0]))
                return self._amounts.choice(one)
        return lowered

    def _beside(self, number: int, member: int) -> bool:
        """Say whether another formula of the same sentence speaks of a choice."""
        place, own = self._said[number]
        others = [formula for where, formula in self._said if where == place and formula is not own]
        return any(self._choices.only(phrase) == member for other in others for phrase in phrases(other))

    def _members(self, number: int, term: Term) -> tuple[str, tuple[Term, ...]] | None:
        """Return the phrase for each of several in a formula, and what these are; None if there is none."""
        said = self._figures[number].in_order
        for part in applied(term):
            if not of_each(part.name):
                several = self._links.of.get(Place(number, part.name), Link(Strength.NONE)).tables
                spread = any(
                    one in EACH and after in key(part.name) | THINGS for one, after in pairwise(said)
                )
                if spread and len(several) > 1 and not self._choices.members(part.name):
                    return part.name, tuple(map(self._amounts.table, several))
                continue
            if EACH.issuperset(lemmas(part.name)):
                return part.name, tuple(map(self._amounts.choice, range(len(self._choices.all))))
            fit, members = self._choices.match(part.name)
            found = self._links.of.get(Place(number, part.name), Link(Strength.NONE))
            if found.strength >= Strength.BESIDE and not (fit >= Fit.GROUP):
                return part.name, tuple(map(self._amounts.table, found.tables))
            unit = self._links.usages.get(Place(number, part.name))
            same = [n for n, t in enumerate(self._links.tables) if unit and unit.unit and t.unit == unit.unit]
            if not fit and same:
                return part.name, tuple(map(self._amounts.table, same))
            return part.name, tuple(map(self._amounts.choice, members or range(len(self._choices.all))))
        return None
