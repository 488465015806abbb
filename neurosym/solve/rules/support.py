"""What rests on what: from a row to those whose kept derivation uses it. Made when it is first needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neurosym.solve.rules.relations import Relation, Row
from neurosym.solve.rules.why import Node, Tracer


class Support:
    """The way back through the derivations of one run.

    A list may name rows that have another derivation by now, so that each is looked at again.
    """

    def __init__(self, relations: Mapping[str, Relation], tracer: Tracer) -> None:
        self._relations = relations
        self._tracer = tracer
        self._users: dict[str, dict[Row, list[Node]]] | None = None
        self._stale = 0

    def note(self, name: str, rows: Sequence[Row]) -> None:
        """Remember what new rows rest on, if anybody asked before."""
        if self._users is not None:
            self._add(self._users, name, rows)

    def forget(self, name: str, rows: Sequence[Row]) -> None:
        """Let go of rows that are no longer known; others may still name them as users."""
        if self._users is not None:
            users = self._users.get(name, {})
            for row in rows:
                users.pop(row, None)
            self._stale += len(rows)
            if self._stale > sum(len(relation.known) for relation in self._relations.values()):
                self._users = None

    def resting_on(self, lost: Mapping[str, Sequence[Row]], within: frozenset[str]) -> dict[str, list[Row]]:
        """Return the lost rows of some predicates, and those whose derivation uses one that is lost."""
        users = self._all()
        seen = {(name, row) for name, rows in lost.items() for row in rows}
        found: dict[str, list[Row]] = {}
        stack = [(name, row) for name, rows in lost.items() for row in rows]
        while stack:
            node = stack.pop()
            name, row = node
            if name in within:
                found.setdefault(name, []).append(row)
            for user in users.get(name, {}).get(row, ()):
                if (
                    user not in seen
                    and user[0] in within
                    and user[1] in self._relations[user[0]].known
                    and node in self._tracer.premises(user)
                ):
                    seen.add(user)
                    stack.append(user)
        return found

    def _all(self) -> dict[str, dict[Row, list[Node]]]:
        if self._users is None:
            self._stale = 0
            self._users = {}
            for name, relation in self._relations.items():
                self._add(self._users, name, relation.rows)
        return self._users

    def _add(self, users: dict[str, dict[Row, list[Node]]], name: str, rows: Sequence[Row]) -> None:
        for row in rows:
            node = name, row
            for premise, used in self._tracer.premises(node):
                of = users.get(premise)
                if of is None:
                    of = users[premise] = {}
                mine = of.get(used)
                if mine is None:
                    of[used] = [node]
                else:
                    mine.append(node)
