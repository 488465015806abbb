"""Facts on their way in and out: names and numbers to rows of small ints and back, held to their sorts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import BOOL
from neurosym.ir.derivation import Fact
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import DOMAIN
from neurosym.solve.rules.relations import GIVEN, Constants, Relation, Row
from neurosym.solve.rules.values import is_of

if TYPE_CHECKING:
    from neurosym.solve.rules.derived import Facts
    from neurosym.solve.rules.programme import Programme


class Given:
    """Reads facts for the relations of one run."""

    def __init__(self, programme: Programme, constants: Constants, relations: dict[str, Relation]) -> None:
        self._programme = programme
        self._constants = constants
        self._relations = relations
        self._sorts: dict[str, tuple[str, ...]] = {}
        self._functions: dict[str, dict[Row, int]] = {}
        for symbol in programme.signature.symbols.values() if programme.signature else ():
            function = symbol.result != BOOL
            self._sorts[symbol.name] = (*symbol.args, symbol.result) if function else symbol.args
            if function:
                self._functions[symbol.name] = {}

    def names(self) -> list[str]:
        """Return the predicates that there are facts of."""
        return [
            name for name, known in self._relations.items() if known.known and not name.startswith(DOMAIN)
        ]

    def row(self, fact: Fact) -> Row | None:
        """Return the row of a fact, or nothing where one of its values never occurred."""
        numbers = [self._constants.get(value) for value in fact.args]
        return None if None in numbers else tuple(number for number in numbers if number is not None)

    def decoder(self, name: str) -> Callable[[Row], tuple[Value, ...]]:
        """Return what turns rows of a predicate back to values."""
        values = self._constants.values_of
        truths = [place for place, sort in enumerate(self._sorts.get(name, ())) if sort == BOOL]
        if not truths:
            return lambda row: tuple([values[number] for number in row])
        return lambda row: tuple(
            bool(number) if place in truths else values[number] for place, number in enumerate(row)
        )

    def read(self, facts: Facts, first: bool) -> dict[str, list[Row]]:
        """Return the rows of facts; nothing is changed where a fact is refused. Raises `FaultError`."""
        found: dict[str, list[Row]] = {}
        for name, rows in (_grouped(facts) if not isinstance(facts, Mapping) else facts).items():
            found[name] = self._rows(name, rows)
        if first:
            for name, rows in self._programme.domains().items():
                found[name] = [tuple(self._constants[value] for value in row) for row in rows]
        return found

    def put(self, found: Mapping[str, list[Row]]) -> None:
        """Make rows known as given."""
        for name, rows in found.items():
            relation = self._relations.setdefault(name, Relation(self._programme.arity(name, _width(rows))))
            known, add = relation.known, relation.fresh.append
            for row in rows:
                if row not in known:
                    add(row)
                known[row] = GIVEN
            if name in self._functions:
                self._functions[name] |= {row[:-1]: row[-1] for row in rows}

    def taken(self, facts: Facts) -> dict[str, list[Row]]:
        """Return the rows of given facts, no longer as given. Raises `FaultError` (`not-given`)."""
        found: dict[str, dict[Row, None]] = {}
        for name, rows in (_grouped(facts) if not isinstance(facts, Mapping) else facts).items():
            known = self._relations[name].known if name in self._relations else {}
            for values in rows:
                fact = Fact(name, tuple(values))
                row = self.row(fact)
                if row is None or known.get(row) is not GIVEN:
                    what = f"{fact} was not given".replace("\n", " ")[:200]
                    hint = "it follows from other facts: see why" if row in known else ""
                    raise FaultError(Fault("not-given", what, hint=hint))
                found.setdefault(name, {})[row] = None
        for name in found.keys() & self._functions.keys():
            for row in found[name]:
                del self._functions[name][row[:-1]]
        return {name: list(rows) for name, rows in found.items()}

    def _rows(self, name: str, given: Iterable[Sequence[Value]]) -> list[Row]:
        number = self._constants.__getitem__
        try:
            rows: list[Row] = [tuple(map(number, row)) for row in given]
        except TypeError as error:
            raise FaultError(Fault("fact", f"a fact of `{name:.80}` is no row of values: {error}")) from None
        widths = set(map(len, rows))
        arity = self._programme.arity(name, min(widths, default=0))
        known = self._relations.get(name)
        if widths - {known.arity if known else arity}:
            what = f"a fact of `{name:.80}` has {max(widths - {arity})} arguments, not {arity}"
            raise FaultError(Fault("arity", what))
        for sort, column in zip(self._sorts.get(name, ()), zip(*rows, strict=True), strict=False):
            self._check_column(name, sort, set(column))
        if name in self._functions:
            self._check_function(name, rows)
        return rows

    def _check_column(self, name: str, sort: str, column: set[int]) -> None:
        for number in column:
            value = self._constants.values_of[number]
            if not is_of(value, sort, self._programme.signature):
                what = f"`{value!s:.80}` is not of sort `{sort}`, in a fact of `{name}`"
                raise FaultError(Fault("sort", what))

    def _check_function(self, name: str, rows: Iterable[Row]) -> None:
        known = self._functions[name]
        seen: dict[Row, int] = {}
        for row in rows:
            other = known.get(row[:-1], seen.setdefault(row[:-1], row[-1]))
            if other != row[-1]:
                values = self._constants.values_of
                term = Fact(name, tuple(values[number] for number in row[:-1]))
                what = f"{term!s:.100} has two values: {values[other]!s:.40} and {values[row[-1]]!s:.40}"
                raise FaultError(Fault("two-values", what.replace("\n", " ")))


def _grouped(facts: Iterable[Fact]) -> Mapping[str, list[tuple[Value, ...]]]:
    groups: dict[str, list[tuple[Value, ...]]] = {}
    for name, args in facts:
        groups.setdefault(name, []).append(args)
    return groups


def _width(rows: Sequence[Row]) -> int:
    return len(rows[0]) if rows else 0
