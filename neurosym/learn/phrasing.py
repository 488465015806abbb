"""Says steps of paths in the words of a schema: noun phrases, clauses, nouns. Draws no whole question."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from neurosym.learn.questions import Relation, Schema

Step: TypeAlias = tuple[Relation, bool]
"""A relation, and whether it is gone along."""

SAME = (
    "that have the same {r} as {x}", "with the same {r} as {x}", "that share a {r} with {x}",
    "that share their {r} with {x}", "sharing the {r} of {x}", "whose {r} is also the {r} of {x}",
    "that share {r}s with {x}", "which also have the {r} of {x}",
)  # fmt: skip
BACK = 0.3
"""How often a path turns back along the step it came by: "films of the same director"."""

_ROLE = re.compile(r"the ([a-z]+(?: [a-z]+)?) of \{x\}")


class Unsaid(Exception):
    """A schema has no words for what was drawn."""


class Phrases:
    """The words of one schema, with names that one graph could give its properties."""

    def __init__(self, schema: Schema, rng: random.Random) -> None:
        self._schema, self._rng = schema, rng
        self._names = {id(one): rng.choice(one.names) for one in schema.relations}
        self._typed = rng.random() < 0.5  # graphs without classes are common

    def _restricted(self, kind: str) -> tuple[str, str]:
        """Return a set of things of a class as a path and as a clause, often all of them."""
        step = self._leading(kind)
        if step is None or self._rng.random() < 0.4:
            noun = self._schema.nouns[kind][0][0]
            if not self._typed:
                raise Unsaid
            return f" every {noun}", ""
        return self._reading("A", [step]) + self._of(kind), " " + self._form(step, "rel").replace("{x}", "A")

    def _hung(self, line: str, noun: str, clause: str) -> str:
        if line.count("{c}") != 1:
            raise Unsaid
        if clause and (line.endswith("{c}") or self._rng.random() < 0.5):
            return line.replace("{c}", noun) + clause
        return line.replace("{c}", noun + clause)

    def _inside(self, letter: str, walk: Sequence[Step]) -> str:
        """Return what steps from a letter come to as a noun phrase."""
        said = letter
        place = 0
        while place < len(walk):
            relation, forward = walk[place]
            same = self._same(walk[place : place + 2]) if self._rng.random() < 0.5 else ""
            if same:
                noun = self._noun(walk[place + 1][0].end(walk[place + 1][1]), many=True)
                said = f"the {noun} {same}".replace("{x}", said)
                place += 2
                continue
            place += 1
            kind = relation.end(forward)
            phrases, clauses = relation.asked[forward, "np"], relation.asked[forward, "rel"]
            if clauses and (not phrases or self._rng.random() < 0.5):
                said = f"the {self._noun(kind, many=True)} {self._rng.choice(clauses)}".replace("{x}", said)
            elif phrases:
                said = self._rng.choice(phrases).replace("{x}", said)
            else:
                raise Unsaid
        return said

    def _same(self, steps: Sequence[Step]) -> str:
        """Return a clause for going to something and back to others that have it too."""
        if len(steps) < 2 or steps[0] != (steps[1][0], not steps[1][1]) or steps[0][0].literal:
            return ""
        roles = [
            match[1] for form in steps[0][0].asked[steps[0][1], "np"] if (match := _ROLE.fullmatch(form))
        ]
        return self._rng.choice(SAME).replace("{r}", self._rng.choice(roles)) if roles else ""

    def _walk(self, kind: str | None, hops: int, things: bool = False) -> list[Step]:
        walk: list[Step] = []
        for hop in range(hops):
            steps = [step for step in self._steps() if kind in (None, step[0].end(not step[1]))]
            if hop < hops - 1 or things:  # from a literal no step leads on
                steps = [step for step in steps if step[0].end(step[1]) in self._schema.nouns]
            if walk and self._rng.random() < BACK:
                back = (walk[-1][0], not walk[-1][1])
                steps = [step for step in steps if step == back] or steps
            if not steps:
                raise Unsaid
            walk.append(self._rng.choice(steps))
            kind = walk[-1][0].end(walk[-1][1])
        return walk

    def _steps(self) -> list[Step]:
        both = [(one, forward) for one in self._schema.relations for forward in (True, False)]
        return [(one, forward) for one, forward in both if one.asked[forward, "q"]]

    def _leading(self, kind: str) -> Step | None:
        steps = [step for step in self._steps() if step[0].end(step[1]) == kind]
        return self._rng.choice(steps) if steps else None

    def _some(self, fits: Callable[[Relation], bool]) -> Relation:
        found = [relation for relation in self._schema.relations if fits(relation)]
        if not found:
            raise Unsaid
        return self._rng.choice(found)

    def _form(self, step: Step, kind: str) -> str:
        forms = step[0].asked[step[1], kind]
        if not forms:
            raise Unsaid
        return self._rng.choice(forms)

    def _noun(self, kind: str, many: bool) -> str:
        return self._rng.choice(self._schema.nouns[kind][many])

    def _of(self, kind: str) -> str:
        """Return the restriction to a class, where the graph has classes."""
        return f" : {self._schema.nouns[kind][0][0]}" if self._typed else ""

    def _reading(self, letter: str, walk: Sequence[Step]) -> str:
        return f" {letter}" + "".join(
            f" {'>' if forward else '<'} {self._names[id(relation)]}" for relation, forward in walk
        )
