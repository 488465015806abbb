"""Facts of which nobody knows whether they hold: do they decide a question about derived facts, and which?

With some facts true, and the other unknown ones false, a question has an answer. It is monotone in a
predicate that no rule on the way to it denies, so that two runs bound all worlds: with every fact that helps
and none that harms, and the other way round. Predicates that may do both are tried both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from neurosym.certify.definition import rule_of
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Compare, Count, Implies, Not, Quantified, Term
from neurosym.ir.derivation import Fact
from neurosym.ir.rules import RuleBase
from neurosym.ir.walk import children

MAX_BOTH = 8
"""Unknown facts that may help and harm: all their ways are tried, up to so many facts."""
MAX_UNKNOWN = 5_000
MAX_TRIED = 3_000
"""Sets of facts that are tried for a smaller one."""

Answer = Callable[[frozenset[Fact]], bool]
"""The answer with these unknown facts true and the others false."""

UP, DOWN = 1, -1


def signs(base: RuleBase, wanted: Mapping[str, int]) -> dict[str, frozenset[int]]:
    """Return for each predicate whether its facts help (1) or harm (-1) what is wanted, or may do both.

    `wanted`: 1 for predicates whose facts help by themselves, -1 for those that harm.
    """
    found = {name: {sign} for name, sign in wanted.items()}
    rules = [rule for claim in base.rules if (rule := rule_of(claim.formula)) is not None]
    while True:
        before = sum(map(len, found.values()))
        for head, body, _ in rules:
            for outer in tuple(found.get(head.name, ())):
                for name, inner in _read(body, UP):
                    found.setdefault(name, set()).add(outer * inner)
                for argument in head.args:
                    for name, _ in _read(argument, UP):
                        found.setdefault(name, set()).update((UP, DOWN))
        if before == sum(map(len, found.values())):
            return {name: frozenset(each) for name, each in found.items()}


def _read(term: Term, sign: int) -> Iterable[tuple[str, int]]:
    """Yield the symbols of a condition with how more facts of them change it."""
    match term:
        case Apply(name, args):
            yield name, sign
            for arg in args:
                yield from _both(arg)
        case Not(inner):
            yield from _read(inner, -sign)
        case Implies(left, right):
            yield from _read(left, -sign)
            yield from _read(right, sign)
        case Compare(">" | ">=", Count(_, body), right):
            yield from _read(body, sign)
            yield from _both(right)
        case Compare("<" | "<=", Count(_, body), right):
            yield from _read(body, -sign)
            yield from _both(right)
        case Quantified(_, _, body):
            yield from _read(body, sign)
        case Compare():
            yield from _both(term)
        case _:
            for part in children(term):
                yield from _read(part, sign) if _is_joint(term) else _both(part)


def _is_joint(term: Term) -> bool:
    return type(term).__name__ in ("And", "Or")


def _both(term: Term) -> Iterable[tuple[str, int]]:
    for part in (term, *children(term)):
        if isinstance(part, Apply):
            yield part.name, UP
            yield part.name, DOWN
        if part is not term:
            yield from _both(part)


@dataclass(frozen=True, slots=True)
class Decided:
    """`answer` is None where unknown facts decide. Then `true` and `false`: for the answer yes, the smallest
    sets that were found of facts that must hold, and must not; `no_true` and `no_false` for no. `world`: the
    unknown facts that were held to be true where the answer is sure, the worst for yes, the best for no.
    """

    answer: bool | None
    world: frozenset[Fact] = frozenset()
    true: tuple[Fact, ...] = ()
    false: tuple[Fact, ...] = ()
    no_true: tuple[Fact, ...] = ()
    no_false: tuple[Fact, ...] = ()


def decided(answer: Answer, unknown: Sequence[Fact], sign: Mapping[str, frozenset[int]]) -> Decided:
    """Return whether unknown facts decide. Raises `FaultError` (`limit`) where there are too many."""
    facts = [fact for fact in dict.fromkeys(unknown) if sign.get(fact.name)]
    both = [fact for fact in facts if len(sign[fact.name]) > 1]
    if len(facts) > MAX_UNKNOWN or len(both) > MAX_BOTH:
        what = f"{len(facts)} facts are unknown, of which {len(both)} may help and harm"
        raise FaultError(Fault("limit", what, hint="say more of the state"))
    pure = [fact for fact in facts if len(sign[fact.name]) == 1]
    helping = frozenset(fact for fact in pure if UP in sign[fact.name])
    harming = frozenset(pure) - helping
    asked = cache(answer)
    bounds = [
        (frozenset(fact for fact, holds in zip(both, way, strict=True) if holds))
        for way in product((False, True), repeat=len(both))
    ]
    worst = [asked(harming | mixed) for mixed in bounds]
    if all(worst):
        return Decided(True, harming)
    best = [asked(helping | mixed) for mixed in bounds]
    if not any(best):
        return Decided(False, helping)
    if both:
        # with such facts no set is smallest by itself: all of them are wanted
        return Decided(None, true=tuple(facts), no_true=tuple(facts))
    yes = _smallest(lambda chosen: asked((harming - chosen) | (helping & chosen)), pure)
    no = _smallest(lambda chosen: not asked((helping - chosen) | (harming & chosen)), pure)
    return Decided(
        None,
        true=tuple(fact for fact in yes if fact in helping),
        false=tuple(fact for fact in yes if fact in harming),
        no_true=tuple(fact for fact in no if fact in harming),
        no_false=tuple(fact for fact in no if fact in helping),
    )


def _smallest(enough: Callable[[frozenset[Fact]], bool], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return a smallest set of facts that is enough, as far as so many sets can be tried.

    The first is found by halving (Junker, "QuickXplain", 2004), so that none of its facts can be left out.
    """
    found = _needed(enough, (), list(facts), False)
    tried = 0
    for size in range(1, len(found)):
        for some in combinations(facts, size):
            tried += 1
            if tried > MAX_TRIED:
                return tuple(found)
            if enough(frozenset(some)):
                return some
    return tuple(found)


def _needed(
    enough: Callable[[frozenset[Fact]], bool], base: Sequence[Fact], facts: list[Fact], changed: bool
) -> list[Fact]:
    if changed and enough(frozenset(base)):
        return []
    if len(facts) <= 1:
        return facts
    half = len(facts) // 2
    left, right = facts[:half], facts[half:]
    second = _needed(enough, (*base, *left), right, bool(left))
    first = _needed(enough, (*base, *second), left, bool(second))
    return [*first, *second]
