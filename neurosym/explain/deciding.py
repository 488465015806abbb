"""Few and plain facts that would settle what a text leaves open; all were tried by the solver.

Where no single fact will do, a smallest set of them is looked for by implicit hitting sets (Ignatiev,
Morgado and Marques-Silva, "Propositional abduction with implicit hitting sets", 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.explain.facts import Worlds, atomic_facts
from neurosym.explain.report import aligned
from neurosym.explain.say import outcome_line
from neurosym.explain.target import Target, targets
from neurosym.explain.tries import Hitter, Tries, cited
from neurosym.explain.worlds import side_by_side
from neurosym.ir.core import Apply, Claim, Compare, Find, Problem, Term, negate
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result
from neurosym.ir.walk import fresh, subterms

MOST = 2
"""Facts shown where several would each do."""
TOGETHER = 4
"""Facts that are added together at most."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Facts, as claims to add, and what the solver says of the problem with them.

    `by`: the claims of the problem that it then rests on; with none, the facts say the answer themselves.
    """

    facts: tuple[Claim, ...]
    result: Result
    by: tuple[Claim, ...]

    def problem(self, whole: Problem) -> Problem:
        """Return the problem with the facts."""
        return replace(whole, claims=(*whole.claims, *self.facts))

    def __str__(self) -> str:
        return " and ".join(print_formula(fact.formula) for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was sought and what of it was found; `left` says why there may be more where nothing was."""

    what: str
    found: tuple[Addition, ...]
    tried: int
    left: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """Facts that would settle an answer that is open; printed one addition a line.

    `differs`: the first fact on which two worlds of the answer differ, and its two values.
    """

    problem: Problem
    sought: tuple[Sought, ...]
    differs: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Addition]:
        return (addition for each in self.sought for addition in each.found)

    def __str__(self) -> str:
        rows = [
            (f"with {each}", outcome_line(self.problem.goal, each.result), self._by(each)) for each in self
        ]
        lines = [line.rstrip() for line in aligned(rows)]
        if self.differs:
            lines.insert(0, "the two solutions first differ in {}: {} or {}".format(*self.differs))
        lines += [line for sought in self.sought for line in _missing(sought)]
        named = {claim.id for each in self for claim in each.by}
        legend = [] if self._asks_one else list(aligned(list(cited(self.problem.claims, named))))
        return "\n".join((*lines, *([""] if legend else []), *legend))

    @property
    def _asks_one(self) -> bool:
        """Whether a solution is asked for, which rests on nearly all that is said."""
        return isinstance(self.problem.goal, Find)

    def _by(self, addition: Addition) -> str:
        if not addition.by:
            return "(says the answer itself)"
        return "" if self._asks_one else f"by {', '.join(claim.id for claim in addition.by)}"


def _missing(sought: Sought) -> Iterator[str]:
    if not any(addition.by for addition in sought.found):
        other = " other" if sought.found else ""
        yield f"(no{other} fact was found that {sought.what}; {sought.tried} were tried{sought.left})"


def deciding(problem: Problem, result: Result, tries: Tries, hit: Hitter) -> Deciding:
    """Return facts that would settle a problem whose result leaves it open, as far as the tries reach."""
    search = _Search(problem, result, tries, hit)
    aims = targets(problem, result)
    each = tries.left // max(1, len(aims))
    most = MOST if len(aims) <= 2 else 1
    sought = [search.seek(aim, each * (len(aims) - number), most) for number, aim in enumerate(aims, 1)]
    rows = side_by_side(problem, result.models[:2]) if isinstance(problem.goal, Find) else ()
    differing = [(row.what, *row.values) for row in rows if row.differs]
    return Deciding(problem, tuple(sought), differing[0] if differing else ())


class _Search:
    """The facts that may be told, and the worlds known so far; each try finds more of these."""

    def __init__(self, problem: Problem, result: Result, tries: Tries, hit: Hitter) -> None:
        self._problem, self._tries, self._hit = problem, tries, hit
        self._worlds = Worlds(Signature.of(problem))
        self._worlds.add(result.models)
        self._facts = atomic_facts(problem, self._worlds)

    def seek(self, aim: Target, reserve: int, most: int) -> Sought:
        """Seek up to `most` things that bring an aim about, and leave so many tries for others."""
        before = self._tries.left
        spare = reserve + (before - reserve) // 4
        barred = {*aim.itself, *map(negate, aim.itself)}
        facts = [fact for fact in self._facts if fact not in barred]
        found: list[Addition] = []
        weak: list[Addition] = []
        done: list[Term] = []
        for fact in self._allowed(aim, facts):
            if self._tries.left <= spare:
                break
            if _about(fact) in map(_about, done):
                continue
            if addition := self._tried(aim, (fact,)):
                (found if addition.by else weak).append(addition)
                done += [fact] if addition.by else []
            if len(found) == most:
                break
        stopped = self._tries.left <= spare
        if not found:
            several = self._together(aim, facts, reserve)
            found = [each for each in several if each.by] or weak[:1] or several or self._itself(aim)
            stopped = stopped or self._tries.left <= reserve
        left = f", the budget was {self._tries.limits}" if stopped else ""
        return Sought(aim.what, tuple(found), before - self._tries.left, left)

    def _allowed(self, aim: Target, facts: Sequence[Term]) -> Iterator[Term]:
        """Yield the facts that may do: first those that are true in a known world, then others."""
        tried: set[Term] = set()
        for known in (True, False):
            for fact in facts:
                where = self._worlds.where(fact)
                if fact not in tried and bool(where) is known and not aim.excluded(fact, self._worlds):
                    tried.add(fact)
                    yield fact

    def _together(self, aim: Target, facts: Sequence[Term], reserve: int) -> list[Addition]:
        """Find a smallest set of plain facts that excludes all worlds that must not remain possible.

        Where solutions must not differ, the facts are those of the first one.
        """
        worlds = self._worlds
        chosen_from = [fact for fact in facts if _is_plain(fact)]
        if aim.apart is not None:
            chosen_from = [fact for fact in chosen_from if 0 in worlds.where(fact)]
        blocked: list[tuple[int, ...]] = []
        while self._tries.left > reserve:
            where = [set(worlds.where(fact)) for fact in chosen_from]
            sets = [
                [place for place, has in enumerate(where) if number not in has]
                for number in aim.unwanted(worlds)
            ]
            chosen = self._hit(sets, blocked)
            if not chosen or len(chosen) > TOGETHER:
                return []
            known = len(worlds.models)
            if addition := self._tried(aim, tuple(chosen_from[place] for place in chosen)):
                return [addition]
            if len(worlds.models) == known:
                blocked.append(chosen)
        return []

    def _itself(self, aim: Target) -> list[Addition]:
        tried = (self._tried(aim, (fact,)) for fact in aim.itself)
        return [addition for addition in tried if addition]

    def _tried(self, aim: Target, facts: tuple[Term, ...]) -> Addition | None:
        """Return the addition of facts if it is consistent and brings the aim about."""
        claims = _as_claims(self._problem, facts)
        result = self._tries(replace(self._problem, claims=(*self._problem.claims, *claims)))
        if result is None:
            return None
        self._worlds.add(result.models)
        if not (aim.reached(result) and result.models and not result.reason):
            return None
        core = [claim for claim in self._problem.claims if claim.id in result.core]
        return Addition(
            claims, result, tuple(claim for claim in core if claim.kind != "assumed") or tuple(core)
        )


def _as_claims(problem: Problem, facts: Sequence[Term]) -> tuple[Claim, ...]:
    taken = {claim.id for claim in problem.claims}
    claims = []
    for fact in facts:
        claims.append(Claim(fresh("fact", taken), fact, kind="assumed"))
        taken.add(claims[-1].id)
    return tuple(claims)


def _about(fact: Term) -> frozenset[Term]:
    """Return what a fact is about; of several facts about the same, the plainest will do."""
    parts = frozenset(subterms(fact)) - {fact}
    places = frozenset(part for part in (*parts, fact) if isinstance(part, Apply))
    return places or parts


def _is_plain(fact: Term) -> bool:
    match fact:
        case Apply():
            return True
        case Compare(op, _, right):
            return op != "!=" and not isinstance(right, Apply)
        case _:
            return False
