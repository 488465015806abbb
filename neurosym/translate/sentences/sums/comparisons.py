"""Which comparisons of a reading are of numbers, as far as their form shows. Knows no text."""

from __future__ import annotations

from neurosym.ir.core import Apply, Arith, Compare, Count, Num, Term
from neurosym.scales import forms
from neurosym.translate.sentences.programmes.quantities import amount_of
from neurosym.translate.sentences.sums.gauges import measure_of


def is_number(term: Term) -> bool:
    """Say whether a term is a number as a sentence writes it."""
    return isinstance(term, Num) or (
        isinstance(term, Apply) and not term.args and amount_of(term.name) is not None
    )


def numeric(term: Term) -> bool:
    """Say whether a comparison is of numbers, as far as it shows by itself."""
    if not isinstance(term, Compare):
        return False
    sides = (term.left, term.right)
    if any(isinstance(side, Count) for side in sides):
        return False  # how many there are measures nobody
    if term.op not in ("==", "!=") or any(isinstance(side, Arith) or is_number(side) for side in sides):
        return True
    measures = [side.name for side in sides if isinstance(side, Apply) and side.args]
    if term.op == "!=" and any(_is_plain(name) for name in measures):
        return False  # one of them is tall, not both
    found = [measure_of(name) for name in measures]
    return len(found) == 2 and found[0] is not None and found[1] is not None and found[0][0] == found[1][0]


def _is_plain(phrase: str) -> bool:
    form = forms().get(phrase.strip().casefold())
    return form is not None and form.degree == "plain"


def without_division(term: Compare) -> Compare:
    """Return `a = c * b` for `a / b = c`, where the divisor is no plain number."""
    for one, other in ((term.left, term.right), (term.right, term.left)):
        match one:
            case Arith("/", (above, below)) if term.op == "==" and not isinstance(below, Num):
                return Compare("==", above, Arith("*", (other, below)))
    return term
