"""Random small problems in the notation, the same for the same seed: 288 worlds, every goal."""

from __future__ import annotations

from random import Random

from neurosym.ir.core import Problem
from neurosym.ir.load import loads

VOCABULARY = """
sort P = a, b
sort N = 1..3
p, q : P -> Bool
r : Bool
n : P -> N
assumed
"""


def drawn(seed: int) -> Problem:
    """A problem with one to four claims."""
    random = Random(seed)
    claims = "".join(f"    {formula(random)}\n" for _ in range(random.randint(1, 4)))
    return loads(VOCABULARY + claims + goal(random))


def goal(random: Random) -> str:
    match random.randrange(6):
        case 0 | 1:
            return f"entails\n    {formula(random)}"
        case 2:
            options = "".join(f"    {label}\n        {formula(random)}\n" for label in "ABC")
            return f"{random.choice(('must', 'could', 'cannot', 'except'))}\n{options}"
        case 3:
            return random.choice(("find", "find n", "find p, r"))
        case 4:
            return f"enumerate {random.choice('pqn')} limit {random.randint(1, 4)}"
        case _:
            return f"{random.choice(('maximize', 'minimize'))}\n    {number(random, 'ab')}"


def formula(random: Random, depth: int = 2, names: str = "ab") -> str:
    if not depth or random.random() < 0.2:
        return atom(random, names)
    one = formula(random, depth - 1, names)
    match random.randrange(6):
        case 0:
            return f"(not {one})"
        case 1 | 2:
            return f"({one} {random.choice(('and', 'or'))} {formula(random, depth - 1, names)})"
        case 3:
            return f"implies({one}, {formula(random, depth - 1, names)})"
        case _:
            inner = formula(random, depth - 1, f"{names}x") if "x" not in names else one
            return f"{random.choice(('all', 'any'))}({inner} for x in P)" if "x" not in names else one


def atom(random: Random, names: str) -> str:
    match random.randrange(6):
        case 0 | 1:
            return f"{random.choice('pq')}({random.choice(names)})"
        case 2:
            return "r"
        case 3 | 4:
            comparison = random.choice(("==", "!=", "<", "<=", ">", ">="))
            return f"{number(random, names)} {comparison} {random.randint(1, 4)}"
        case _:
            return random.choice(("distinct(n(y) for y in P)", "count(p(y) for y in P) == 1", "n(a) == n(b)"))


def number(random: Random, names: str) -> str:
    one, other = f"n({random.choice(names)})", f"n({random.choice(names)})"
    return random.choice((one, f"{one} + {other}", f"2 * {one} - {other}"))
