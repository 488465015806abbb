"""The clauses by which a clause follows from others, found by unit propagation, two literals watched in each.

See Goldberg and Novikov, "Verification of proofs of unsatisfiability for CNF formulas", 2003. Knows no
solver. Nothing rests on this being right: the kernel checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Clause = Sequence[int]


class Follower:
    """Unit propagation over a growing list of clauses, two literals watched in each."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses: list[list[int]] = []
        self._watching: dict[int, list[int]] = {}
        self._reason: dict[int, int] = {}
        """The literals that are true, in the order in which they became so, and the clause that says so."""
        self.conflict: tuple[int, ...] = ()
        units: list[int] = []
        for clause in clauses:
            if len(clause) > 1:
                self._watch(list(clause))
            else:
                units.append(len(self._clauses))
                self._clauses.append(list(clause))
        for number in units:
            if not self.conflict:
                self._learn(number)

    def clause(self, number: int) -> list[int]:
        """Return a clause by its number; the empty one ends the proof."""
        return self._clauses[number] if number < len(self._clauses) else []

    def add(self, lemma: Clause) -> None:
        """Add a clause and what follows from it alone."""
        true, false = self._reason, {-literal for literal in self._reason}
        open_first = sorted(dict.fromkeys(lemma), key=lambda literal: literal in false)
        number = len(self._clauses)
        if len(open_first) > 1:
            self._watch(open_first)
        else:
            self._clauses.append(open_first)
        left = [literal for literal in open_first if literal not in false]
        if len(left) < 2 and not any(literal in true for literal in left) and not self.conflict:
            self._learn(number)

    def follow(self, lemma: Clause) -> tuple[int, ...]:
        """Return the clauses by which a lemma follows, in order. Raises ValueError if it does not."""
        before = len(self._reason)
        for literal in lemma:
            if literal in self._reason:  # it holds already
                number = self._reason[literal]
                others = [other for other in self._clauses[number] if other != literal]
                return self._undone(before, self._because(others, number))
            self._reason.setdefault(-literal, -1)
        found = self._propagate(before)
        if found is None:
            raise ValueError("a lemma that does not follow by unit propagation")
        return self._undone(before, self._because(self._clauses[found], found))

    def _undone(self, before: int, hints: tuple[int, ...]) -> tuple[int, ...]:
        while len(self._reason) > before:
            self._reason.popitem()
        return hints

    def _watch(self, clause: list[int]) -> None:
        number = len(self._clauses)
        self._clauses.append(clause)
        for literal in clause[:2]:
            self._watching.setdefault(literal, []).append(number)

    def _learn(self, number: int) -> None:
        """Take in a clause of which at most one literal is not false."""
        left = [literal for literal in self._clauses[number] if -literal not in self._reason]
        before = len(self._reason)
        found: int | None = number
        if left:
            self._reason.setdefault(left[0], number)
            found = self._propagate(before)
        if found is not None:
            self.conflict = self._because(self._clauses[found], found)

    def _propagate(self, start: int) -> int | None:
        """Make true what clauses force, from place `start` on; return a clause that is false."""
        reason, watching, clauses = self._reason, self._watching, self._clauses
        queue = list(reason)[start:]
        for literal in queue:
            false = -literal
            watchers = watching.get(false)
            if not watchers:
                continue
            kept: list[int] = []
            for place, number in enumerate(watchers):
                clause = clauses[number]
                if clause[0] == false:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                if first in reason:
                    kept.append(number)
                    continue
                for at in range(2, len(clause)):
                    other = clause[at]
                    if -other not in reason:
                        clause[1], clause[at] = other, false
                        watching.setdefault(other, []).append(number)
                        break
                else:
                    kept.append(number)
                    if -first in reason:
                        kept.extend(watchers[place + 1 :])
                        watching[false] = kept
                        return number
                    reason[first] = number
                    queue.append(first)
            watching[false] = kept
        return None

    def _because(self, clause: Iterable[int], last: int) -> tuple[int, ...]:
        """Return the reasons of a false clause in the order of propagation, and the clause itself."""
        reason = self._reason
        needed: set[int] = set()
        stack = [-literal for literal in clause]
        while stack:
            literal = stack.pop()
            if literal in needed or reason[literal] < 0:
                continue
            needed.add(literal)
            stack.extend(-other for other in self._clauses[reason[literal]] if other != literal)
        order = [reason[literal] for literal in reason if literal in needed]
        return (*order, last)
