"""Claims with their readings: statements, denials, yes-no questions. Draws no other questions."""

from __future__ import annotations

import re

from neurosym.learn.phrasing import Phrases, Step, Unsaid
from neurosym.learn.questions import Relation

AMOUNTS = (
    "3", "7", "12", "25", "40", "90", "120", "450", "1000", "1,500", "20,000", "5.5", "0.8", "1965", "1999",
    "2 million", "100 million", "1.5 billion", "ten", "two hundred",
)  # fmt: skip
OF_CLASS = (
    "is A a {c}",
    "A is a {c}",
    "A is one of the {s}",
    "does A belong to the {s}",
    "is A one of the {s}",
)
NOT_OF_CLASS = ("A is not a {c}", "A isn't a {c}", "A is no {c}", "A is not one of the {s}")
ARE_THERE = (
    "is there a {c} {r}",
    "are there {s} {r}",
    "are there any {s} {r}",
    "is any {c} {r}",
    "there are {s} {r}",
)
ALSO = ("and", "and", "and also", "and it", ",")

_SUBJECT = re.compile(r"\{([xy])\} (.*\{([xy])\}.*)")
_VERB = re.compile(r"^(\{[xy]\}(?: is| was| has| had)?) (?!is|was|has|had|does|did)([a-z])")
_IS_THAN = re.compile(r"(is|was|are|were|has) \{x\} (.+)")


class Claims(Phrases):
    """Draws claims from one schema."""

    def _claim(self) -> tuple[str, str]:
        """A statement, its denial, a yes-no question, or that there is something at all."""
        relation = self._some(lambda one: bool(one.said["st"]))
        if relation.literal:
            return self._measure(relation)
        (kind,) = self._rng.choices(("st", "no", "yes", "some"), (4, 2, 4, 1))
        lines = relation.said[kind]
        if not lines:
            raise Unsaid
        line = self._rng.choice(lines)
        if kind == "some":
            return line.replace("{x}", "A"), f" is{self._reading('A', [(relation, True)])}"
        end = self._rng.choice("xy")
        walk = self._leading_to(relation.end(end == "y")) if self._rng.random() < 0.45 else []
        return self._stated(line, (relation, end == "x"), end, walk, " not" * (kind == "no"))

    def _stated(self, line: str, step: Step, end: str, walk: list[Step], denied: str) -> tuple[str, str]:
        """Return a statement of which one end is what steps come to: "the director of A wrote B"."""
        other = "y" if end == "x" else "x"
        first = line.index(f"{{{end}}}") < line.index(f"{{{other}}}")
        here, there = ("A", "B") if first else ("B", "A")
        if self._rng.random() < 0.25 and not denied:
            line = _VERB.sub(r"\1 also \2", line, count=1)
        said = line.replace(f"{{{other}}}", "{there}").replace(f"{{{end}}}", self._inside(here, walk))
        return said.replace("{there}", there), f"{denied} is{self._reading(here, [*walk, step])} = {there}"

    def _measure(self, relation: Relation) -> tuple[str, str]:
        """Return a claim of a number, or that one is above another."""
        path = self._reading("A", [(relation, True)])
        than = [match for line in relation.said["vs"] if (match := _IS_THAN.fullmatch(line))]
        if than and self._rng.random() < 0.4:
            verb, rest = (match := self._rng.choice(than))[1], match[2]
            denied = verb != "has" and self._rng.random() < 0.3
            said = f"A {verb}{' not' * denied} {rest.replace('{y}', 'B')}"
            return said, f"{' not' * denied} is{path} more{self._reading('B', [(relation, True)])}"
        kind = self._rng.choice(("st", "no") if relation.said["no"] else ("st",))
        number = self._rng.choice(AMOUNTS)
        said = self._rng.choice(relation.said[kind]).replace("{n}", number).replace("{x}", "A")
        return said, f"{' not' * (kind == 'no')} is{path} = {number}"

    def _joined(self) -> tuple[str, str]:
        """Two statements of one thing: "A was directed by B and came out in C"."""
        lines = [
            (one, match[1] == "x", match[2])
            for one in self._schema.relations
            if not one.literal
            for line in one.said["st"]
            if (match := _SUBJECT.fullmatch(line)) and match[1] != match[3]
        ]
        if not lines:
            raise Unsaid
        left = self._rng.choice(lines)
        kind = left[0].end(not left[1])
        right = self._rng.choice([one for one in lines if one[0].end(not one[1]) == kind])
        verbs = [re.sub(r"\{[xy]\}", letter, one[2]) for one, letter in ((left, "B"), (right, "C"))]
        paths = [self._reading(letter, [(one[0], not one[1])]) for one, letter in ((left, "B"), (right, "C"))]
        joint = self._rng.choice(ALSO)
        space = "" if joint == "," else " "
        return f"A {verbs[0]}{space}{joint} {verbs[1]}", f" is{paths[0]} &{paths[1]} = A"

    def _member(self) -> tuple[str, str]:
        """Of which class something is, or whether there is something of one."""
        kind = self._rng.choice([*self._schema.nouns])
        noun, of = self._called(kind, many=False)
        if not of:
            raise Unsaid
        step = self._leading(kind)
        if step is not None and self._rng.random() < 0.4:
            clause = self._form(step, "rel").replace("{x}", "A")
            said = self._rng.choice(ARE_THERE).replace("{r}", clause)
            return self._with(said, kind, noun), f" is{self._reading('A', [step])}{of}"
        denied = self._rng.random() < 0.3
        said = self._rng.choice(NOT_OF_CLASS if denied else OF_CLASS)
        return self._with(said, kind, noun), f"{' not' * denied} is A{of}"

    def _with(self, said: str, kind: str, noun: str) -> str:
        """Put a noun of one thing in, and with the words before it that of many."""
        one = next(one for one in self._schema.nouns[kind][0] if noun.endswith(one))
        before = noun.removesuffix(one)
        return said.replace("{c}", noun).replace("{s}", before + self._noun(kind, many=True))

    def _leading_to(self, kind: str) -> list[Step]:
        """Return one step or two that come to a class."""
        last = self._leading(kind)
        if last is None:
            return []
        before = self._leading(last[0].end(not last[1])) if self._rng.random() < 0.25 else None
        return [last] if before is None else [before, last]
