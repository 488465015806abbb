"""The numbers that bound amounts: their units, what a percentage is of, whether they say a number at all."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from neurosym.ir.core import Apply, Arith, Term
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.programmes.amounts import Amounts, Unlinked
from neurosym.translate.sentences.programmes.choices import Choices, Fit
from neurosym.translate.sentences.programmes.conversions import Conversions
from neurosym.translate.sentences.programmes.figures import Figure, Figures
from neurosym.translate.sentences.programmes.linking import TOTAL, Links, Place, is_total, phrases
from neurosym.translate.sentences.programmes.quantities import COSTS, PERCENT, SORTS, amount_of, key
from neurosym.translate.sentences.programmes.resources import Link, Strength, misplaced
from neurosym.translate.sentences.programmes.shares import no_number, of_itself_only, of_what

EACH = frozenset(["each", "every", "both"])


class Measuring:
    """Knows the figures of each formula; `units` gathers the units in which choices are bounded."""

    def __init__(
        self,
        choices: Choices,
        links: Links,
        amounts: Amounts,
        figures: Sequence[Figures],
        conversions: Conversions,
    ) -> None:
        self._choices = choices
        self._links = links
        self._amounts = amounts
        self._figures = figures
        self._conversions = conversions
        self.units: set[str] = set()

    def _told(self, *sides: Term) -> None:
        """See that no side stands for a number that is not told. Raises `Unlinked`."""
        for side in sides:
            if isinstance(side, Apply) and not side.args and no_number(side.name):
                what = f"`{side.name}` says no number"
                raise Unlinked(side.name, what, "no-number", error=True, hint="write how much or how many")

    def _unit(self, number: int, left: Term, right: Term) -> tuple[Fraction | None, str]:
        """Return the factor from the unit of a lone number to that of the other side; is it a share?"""
        for side, lone, other in (("right", right, left), ("left", left, right)):
            if not (isinstance(lone, Apply) and not lone.args):
                continue
            figure = self._figures[number].take(lone.name)
            if figure is None:
                continue
            if figure.unit in SORTS:
                raise Unlinked(lone.name, f"`{lone.name}` counts kinds of things and bounds nothing")
            if figure.unit == PERCENT:
                return None, side
            self._placed(number, other, figure)
            return self._factor(number, lone.name, other, figure), ""
        return None, ""

    def _factor(self, number: int, written: str, other: Term, figure: Figure) -> Fraction | None:
        """Return by what a number is multiplied to be in the unit of what it bounds; a dozen is twelve."""
        tables = [self._links.tables[n] for n in self._tables(number, other)]
        units = {table.unit for table in tables}
        if not units:
            self.units.add(figure.unit)
        value = amount_of(written)
        dozens = figure.value / value if value else Fraction(1)
        if len(units) != 1:
            return dozens
        text, phrase, sure = self._figures[number].text, tables[0].phrase, all(table.sure for table in tables)
        return dozens * (self._conversions.factor(figure, units.pop(), phrase, text, sure=sure) or 1)

    def _share(self, number: int, lone: Term, other: Term, amount: Term) -> None:
        """See what a percentage is of. Raises `Unlinked` where that is nothing that the text tells."""
        if not isinstance(lone, Apply):
            return
        whole = of_what(self._figures[number].text, lone.name)
        tables = [self._links.tables[n].words for n in self._tables(number, other)]
        meant = [total.total for total in self._amounts.assumed if amount == Apply(total.symbol)]
        unknown = self._amounts.sum() in (amount, *meant) and not self._choices.members(whole)
        if whole and (unknown or of_itself_only(whole, tables)):
            raise _unstated(lone.name, whole)
        self._of_some(number, lone.name, whole)

    def _own_share(self, number: int, one: Term, other: Term, low: Term, high: Term) -> None:
        """See that no total is bounded by a share of itself. Raises `Unlinked`."""
        if not (isinstance(other, Arith) and other.op == "*" and isinstance(high, Arith)):
            return
        names = [part.name for part in subterms(other) if isinstance(part, Apply)]
        share = next((name for name in names if (amount_of(name) or 1) < 1), "")
        whole = of_what(self._figures[number].text, share) if share else ""
        tables = [self._links.tables[n].words for n in self._tables(number, one)]
        itself = low != self._amounts.sum() and low in high.args
        if share and (itself or (whole and of_itself_only(whole, tables))):
            raise _unstated(share, whole or next((name for name in names if name != share), "this"))
        if any(map(is_total, other.args)):
            self._of_some(number, share, whole)

    def _of_some(self, number: int, share: str, whole: str) -> None:
        """Doubt a share that was read to be of all, where the sentence takes it of some."""
        if key(whole) <= COSTS and self._choices.match(whole)[0] is not Fit.EXACT:
            return  # of the money, which `money market fund` is only named after
        fit, members = self._choices.match(whole)
        if fit in (Fit.EXACT, Fit.GROUP) and len(members) < len(self._choices.all):
            self._amounts.doubtful.append(Place(number, share))

    def _placed(self, number: int, other: Term, figure: Figure) -> None:
        """Doubt a limit whose number stands beside the name of another amount."""
        named = list(phrases(other))
        shared = EACH & self._figures[number].words  # `13 grams of fibre and iron each`
        if len(named) != 1 or shared or not misplaced(key(named[0]), figure.near, self._links.tables):
            return
        own = self._links.of.get(Place(number, named[0]), Link(Strength.NONE)).tables
        if not any(self._links.tables[n].words <= figure.near for n in own):
            self._amounts.doubtful.append(Place(number, named[0]))

    def _tables(self, number: int, term: Term) -> tuple[int, ...]:
        match term:
            case Apply(name, args) if not args or key(name) == TOTAL:
                phrase = args[0].name if args and isinstance(args[0], Apply) else name
                found = self._links.of.get(Place(number, phrase))
                return found.tables if found else ()
            case _:
                return ()


def _unstated(share: str, whole: str) -> Unlinked:
    what = f"{share} of what? Nothing says how much or how many `{whole}` there is"
    return Unlinked(share, what, "unstated", error=True, hint=f"say it, or write what {share} of it comes to")
