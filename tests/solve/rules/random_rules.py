"""Random stratified programmes: recursion, negation, guards, arithmetic and aggregates over small facts."""

from __future__ import annotations

from random import Random

from neurosym.ir.core import Arith, Element, Num, Term, Var
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match, Part

NAMES, NUMBERS = "abcd", range(4)
GIVEN = {"e": "nn", "f": "ni", "g": "n", "h": "ii"}
"""The sorts of the columns: names and integers."""

Facts = dict[str, list[tuple]]


def programme(seed: int) -> tuple[list[Clause], Facts]:
    """A safe, stratified programme with the facts to run it on; another one for each seed."""
    return _Maker(Random(seed)).programme()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.level = dict.fromkeys(GIVEN, -1)
        self.sorts = dict(GIVEN)
        self.fresh = 0

    def programme(self) -> tuple[list[Clause], Facts]:
        pick = self.random
        for number in range(pick.randint(2, 6)):
            self.level[f"p{number}"] = pick.randint(0, 3)
            self.sorts[f"p{number}"] = pick.choice(("n", "nn", "nn", "ni", "i", "ii", "nni"))
        heads = [name for name in self.level if name.startswith("p")]
        clauses = [self.clause(pick.choice(heads)) for _ in range(pick.randint(3, 10))]
        facts = {name: self.rows(name, pick.randint(0, 7)) for name in GIVEN}
        facts |= {name: self.rows(name, 1) for name in heads if pick.random() < 0.2}
        return clauses, facts

    def rows(self, name: str, count: int) -> list[tuple]:
        return [
            tuple(self.random.choice(NAMES if s == "n" else NUMBERS) for s in self.sorts[name])
            for _ in range(count)
        ]

    # --- clauses

    def clause(self, head: str) -> Clause:
        pick, level = self.random, self.level[head]
        body: list[Part] = [self.match(self.below(level + 1), {}, "") for _ in range(pick.randint(1, 3))]
        bound = self.bound(body)
        if pick.random() < 0.3:
            body.append(self.guard(bound))
        if pick.random() < 0.2:
            body += self.let(bound)
        if level and pick.random() < 0.5:
            body.append(self.absent(bound, level))
        if level and pick.random() < 0.35:
            body += self.aggregate(bound, level)
        args = tuple(self.argument(sort, bound, 0.9) for sort in self.sorts[head])
        missing = [arg for arg in args if isinstance(arg, Var) and arg.name not in bound]
        assert not missing
        pick.shuffle(body)
        return Clause(Match(head, args), tuple(body))

    def below(self, level: int) -> str:
        return self.random.choice([name for name, mine in self.level.items() if mine < level])

    def bound(self, body: list[Part]) -> dict[str, str]:
        return {
            arg.name: sort
            for part in body
            if isinstance(part, Match)
            for arg, sort in zip(part.args, self.sorts[part.name], strict=True)
            if isinstance(arg, Var)
        }

    def match(self, name: str, outer: dict[str, str], suffix: str) -> Match:
        """Arguments are constants, variables of a small stock, or outer ones."""
        pick = self.random
        args: list[Var | Num | Element] = []
        for sort in self.sorts[name]:
            mine = [var for var, its in outer.items() if its == sort]
            if mine and pick.random() < 0.6:
                args.append(Var(pick.choice(mine)))
            elif pick.random() < 0.12:
                args.append(self.constant(sort))
            else:
                args.append(Var(sort + pick.choice("xyz") + suffix))
        return Match(name, tuple(args))

    def constant(self, sort: str) -> Num | Element:
        return Element(self.random.choice(NAMES)) if sort == "n" else Num(self.random.choice(NUMBERS))

    def argument(self, sort: str, bound: dict[str, str], share: float) -> Var | Num | Element:
        mine = [name for name, its in bound.items() if its == sort]
        return Var(self.random.choice(mine)) if mine and self.random.random() < share else self.constant(sort)

    def number(self, bound: dict[str, str]) -> Term:
        one = self.argument("i", bound, 0.9)
        match self.random.randrange(6):
            case 0:
                return Arith(self.random.choice(("+", "-", "*")), (one, self.argument("i", bound, 0.7)))
            case 1:
                return Arith("abs", (Arith("-", (one, Num(2))),))
            case _:
                return one

    def guard(self, bound: dict[str, str]) -> Guard:
        if self.random.random() < 0.4:
            op = self.random.choice(("==", "!=", "!="))
            return Guard(op, self.argument("n", bound, 0.9), self.argument("n", bound, 0.6))
        op = self.random.choice(("==", "!=", "<", "<=", ">", ">="))
        return Guard(op, self.number(bound), self.number(bound))

    def let(self, bound: dict[str, str]) -> list[Part]:
        """A new number between -9 and 9, so that counting up comes to an end."""
        name, term = self.name(), self.number(bound)
        bound[name] = "i"
        return [Guard("==", Var(name), term), Guard("<=", Var(name), Num(9)), Guard(">=", Var(name), Num(-9))]

    def name(self) -> str:
        self.fresh += 1
        return f"v{self.fresh}"

    def absent(self, bound: dict[str, str], level: int) -> Absent:
        return Absent(tuple(self.inner(bound, level)))

    def inner(self, bound: dict[str, str], level: int) -> list[Part]:
        pick, suffix = self.random, self.name()
        matches = pick.choice((1, 1, 2))
        parts: list[Part] = [self.match(self.below(level), bound, suffix) for _ in range(matches)]
        inside = bound | self.bound(parts)
        if pick.random() < 0.3:
            parts.append(self.guard(inside))
        if pick.random() < 0.2:
            name = self.below(level)
            args = tuple(self.argument(sort, inside, 0.9) for sort in self.sorts[name])
            parts.append(Absent((Match(name, args),)))
        return parts

    def aggregate(self, bound: dict[str, str], level: int) -> list[Part]:
        pick = self.random
        case = self.inner(bound, level)
        local = self.bound(case)
        over = sorted(local.keys() - bound.keys())
        numbers = [name for name in over if local[name] == "i"]
        op = pick.choice(("count", "sum", "min", "max")) if numbers else "count"
        if not over:
            return []
        term = Var(pick.choice(numbers)) if op != "count" else Num(1)
        result = self.name()
        limit = Guard(pick.choice(("<=", ">=", "!=")), Var(result), Num(pick.randint(0, 3)))
        bound[result] = "i"
        return [Aggregate(op, result, tuple(over), (tuple(case),), term), limit]
