"""Says steps of paths in the words of a schema: noun phrases, clauses, nouns. Draws no whole question."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from lemminflect import getAllLemmas

from neurosym.learn.lexicon import Lexicon
from neurosym.learn.questions import Relation, Schema

Step: TypeAlias = tuple[Relation, bool]
"""A relation, and whether it is gone along."""

SAME = (
    "that have the same {r} as {x}", "with the same {r} as {x}", "that share a {r} with {x}",
    "that share their {r} with {x}", "sharing the {r} of {x}", "whose {r} is also the {r} of {x}",
    "that share {r}s with {x}", "which also have the {r} of {x}",
)  # fmt: skip
BACK = 0.2
"""How often a path turns back along the step it came by: "films of the same director"."""

MOST_CLASSES = 8
"""Classes that are shown, as many as a reader shows."""
SUBCLASSES = 0.4
"""How often a graph with classes has some that are parts of others: "relief valve" beside "valve"."""

_ROLE = re.compile(r"the ([a-z]+(?: [a-z]+)?) of \{x\}")
_VERBAL = re.compile(r"((?:that|who|which|whose [a-z ]+?) (?:is|are|was|were|can|may|will))\b (.+)")
_ACTIVE = re.compile(r"((?:that|who|which)(?: \{x\})?) ([a-z]+)\b(.*)")
_HANGING = re.compile(r"(?:[a-z]+(?:ed|en)|made|built|held|kept|set|won|in|on|from|by|of|at|for|under) .+")


class Unsaid(Exception):
    """A schema has no words for what was drawn."""


class Phrases:
    """The words of one schema, with names that one graph could give its properties."""

    def __init__(self, schema: Schema, rng: random.Random) -> None:
        self._schema, self._rng = schema, rng
        self._names = {id(one): rng.choice(one.names) for one in schema.relations}
        self._typed = rng.random() < 0.5  # graphs without classes are common
        self._classes = {
            kind: rng.choice((one[0], rng.choice(one))) for kind, (one, _) in schema.nouns.items()
        }
        if len({*self._classes.values()}) < len(self._classes):
            self._classes = {kind: one[0] for kind, (one, _) in schema.nouns.items()}
        self._parts: dict[str, list[str]] = {}
        if self._typed and rng.random() < SUBCLASSES:
            lexicon = Lexicon(rng)
            for kind in rng.choices([*schema.nouns], k=rng.randint(1, 3)):
                self._parts.setdefault(kind, []).append(lexicon.draw(rng.choice("an")).text)

    def _restricted(self, kind: str, many: bool) -> tuple[str, str, str]:
        """Return a set of things of a class, often all: the noun, the path and a clause."""
        step = self._leading(kind)
        if step is not None and self._rng.random() < 0.4:
            step = None
        noun, of = self._called(kind, many)
        if step is None:
            return noun, self._every(of), ""
        return noun, self._reading("A", [step]) + of, " " + self._form(step, "rel").replace("{x}", "A")

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
        """Return a noun of a class, half the time the one that the graph calls it by."""
        one, several = self._schema.nouns[kind]
        if len(one) == len(several) and self._rng.random() < 0.5:
            return (several if many else one)[one.index(self._classes[kind])]
        return self._rng.choice(several if many else one)

    def _called(self, kind: str, many: bool) -> tuple[str, str]:
        """Return a noun of a class, or of a part of it, and the restriction to it if there are classes."""
        noun = self._noun(kind, many)
        if not self._typed:
            return noun, ""
        if kind in self._parts and self._rng.random() < 0.6:
            part = self._rng.choice(self._parts[kind])
            return f"{part} {noun}", f" : {part} {self._classes[kind]}"
        return noun, f" : {self._classes[kind]}"

    def _every(self, of: str) -> str:
        """Return the path to all of a class, of its restriction."""
        if not of:
            raise Unsaid
        return f" every {of.removeprefix(' : ')}"

    def _shown_classes(self, reading: str) -> list[str]:
        """Return the names of classes that are shown with a reading, among them those that it uses."""
        parts = [f"{part} {self._classes[kind]}" for kind, some in self._parts.items() for part in some]
        names = list(dict.fromkeys((*self._classes.values(), *parts))) if self._typed else []
        self._rng.shuffle(names)
        used = [name for name in names if f": {name}" in reading or f"every {name}" in reading]
        shown = [*used, *(name for name in names if name not in used)][: max(MOST_CLASSES, len(used))]
        self._rng.shuffle(shown)
        return shown

    def _negated(self, clause: str) -> str:
        """Return a clause that says the contrary: `not directed by {x}`."""
        if match := _VERBAL.fullmatch(clause):
            return f"{match[1]} not {match[2]}" if self._rng.random() < 0.6 else f"{match[1]}n't {match[2]}"
        match = _ACTIVE.fullmatch(clause)
        lemmas = getAllLemmas(match[2], upos="VERB").get("VERB", ()) if match else ()
        if match and lemmas:
            verb, lemma = match[2], lemmas[0]
            auxiliary = "do" if verb == lemma else "does" if verb.endswith("s") else "did"
            denial = self._rng.choice((" not", "n't"))
            return f"{match[1]} {auxiliary}{denial} {lemma}{match[3]}"
        if _HANGING.fullmatch(clause):
            return self._rng.choice(("not ", "that are not ", "that aren't ", "other than those ")) + clause
        raise Unsaid

    def _reading(self, letter: str, walk: Sequence[Step]) -> str:
        return f" {letter}" + "".join(
            f" {'>' if forward else '<'} {self._names[id(relation)]}" for relation, forward in walk
        )
