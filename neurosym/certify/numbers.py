"""What holds of numbers by themselves: whether they are whole, where they lie, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from neurosym.certify.lines import Lines
from neurosym.certify.scope import EQUAL, refused
from neurosym.certify.sums import ONE, YES, Limit, number, total
from neurosym.ir import core as ir
from neurosym.ir.certificate import Individual, Key


class Numbers(Lines):
    """The numbers of a scope."""

    def whole(self, place: Individual) -> bool:
        """Say whether an application is a whole number. Raises `FaultError` where it is none at all."""
        result = self._result(place)
        return result == ir.BOOL or self.scope.signature.base(result) == ir.INT

    def bounds(self, place: Key) -> Iterator[Limit]:
        """Yield where a number lies, and of one for a value what all of these add up to."""
        sort = self._result(place)
        declared = self.scope.signature.sorts.get(sort)
        if sort == ir.BOOL:
            yield from _between(place, 0, 1)
        elif isinstance(declared, ir.Range):
            yield from _between(place, declared.low, declared.high)
        match place:
            case (name, ((str(), tuple()) as key, _)) if name == EQUAL:
                each = {value: number((EQUAL, (key, value))) for value in self.listed(self._result(key))}
                yield total([(-ONE, YES), *((ONE, line) for line in each.values())]), "=="
                ranks = [(rank, line) for value, line in each.items() if isinstance(rank := value, int)]
                if ranks and self.scope.signature.is_numeric(self._result(key)):
                    yield total([(-ONE, number(key)), *((Fraction(r), line) for r, line in ranks)]), "=="

    def _result(self, place: Individual) -> str:
        """Return of what sort a number is: of truth, where it says whether an application has a value."""
        match place:
            case (name, (key, value)) if name == EQUAL and value in self.listed(self._result(key)):
                return ir.BOOL
            case (name, row) if name in self.scope.signature.symbols:
                symbol = self.scope.signature.symbols[name]
                if self.scope.fit(row, symbol.args):
                    return symbol.result
        raise refused("a number of what is not there")


def _between(place: Key, low: int, high: int) -> Iterator[Limit]:
    yield total([(-ONE, number(place)), (Fraction(low), YES)]), "<="
    yield total([(ONE, number(place)), (Fraction(-high), YES)]), "<="
