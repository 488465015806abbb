"""Composes questions and claims with their readings out of schemas. Trains nothing.

Questions of several steps are made by putting the noun phrase of one step into the question of the next.
Each pair shows the names of a graph and a question with letters for what it mentions; its reading is in path
notation (`translate.questions.notation`). The same seed gives the same pairs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from neurosym.learn.comparing import HOW_MANY, Comparisons
from neurosym.learn.mixture import CHUNK
from neurosym.learn.phrasing import Step, Unsaid
from neurosym.learn.questions import Schema
from neurosym.learn.synchronous import Pair
from neurosym.translate.questions.prompt import prompt

HEADS = (
    "which {c} are there", "list the {c}", "name the {c}", "what are the {c}", "show me the {c}", "find {c}",
    "which are the {c}", "give me all {c}", "{c}", "what {c} are there", "I want the {c}",
)  # fmt: skip
ASKED = ("what is", "what is", "who is", "what are", "name", "tell me", "give me", "find", "", "")
_DENIED = re.compile(r"(?:that|who|which) ((?:\w+)(?:n't| not) .*)|(not .*)")
_WHICH = re.compile(r"(which|what)\b")
ALL = (*HEADS, "which {c} do you know", "which {c} does it list", "all {c}", "{c}, please")
BOTH = ("which are the {c}", "list {c}", "what {c} are there", "find the {c}", "{c}", "name the {c}")
JOINTS = {
    "&": ("and", "and", "and also", "as well as", "that are also"),
    "-": (
        "but not",
        "but",
        "and",
        "but not those",
        "except those",
        "without those",
        "other than those",
        "outside those",
    ),
    "|": ("or",),
}
"""How paths are joined, and what people say for it."""
WITHOUT = (
    "which {c} have no {d}", "{c} without {d}", "which {c} are without {d}", "list the {c} with no {d}",
    "what {c} do not have any {d}", "{c} that have no {d}", "which {c} are there without any {d}",
)  # fmt: skip


class Composer(Comparisons):
    """Draws pairs from one schema, with names that one graph could give its properties."""

    def __init__(self, schema: Schema, rng: random.Random) -> None:
        super().__init__(schema, rng)
        kinds: dict[Callable[[], tuple[str, str]], float] = {
            self._path: 42, self._skipping: 1, self._without: 3, self._count: 6, self._claim: 14,
            self._joined: 4, self._member: 4, self._both: 9, self._all: 4, self._amount: 18,
        }  # fmt: skip
        self._kinds = kinds

    def pair(self) -> Pair:
        """Return a question or a claim with its reading."""
        while True:
            (kind,) = self._rng.choices([*self._kinds], [*self._kinds.values()])
            try:
                question, reading = kind()
            except Unsaid:
                continue
            names = [*self._names.values()]
            self._rng.shuffle(names)
            classes = self._shown_classes(reading)
            return Pair(prompt(names, classes, question), reading, self._schema.domain)

    # --- kinds of questions, each with its reading

    def _path(self) -> tuple[str, str]:
        (hops,) = self._rng.choices((1, 2, 3), (3, 4, 3))
        walk = self._walk(None, hops)
        relation, forward = walk[-1]
        kind = relation.end(forward)
        reading = self._reading("A", walk)
        if self._rng.random() < 0.15:
            return self._bare(walk), reading
        same = self._same(walk[-2:]) if self._rng.random() < 0.5 else ""
        inner = self._inside("A", walk[: -2 if same else -1])
        if not same and (kind not in self._schema.nouns or self._rng.random() < 0.6):
            return self._form(walk[-1], "q").replace("{x}", inner), reading
        said = (same or self._form(walk[-1], "rel")).replace("{x}", inner)
        noun, of = self._called(kind, self._rng.random() < 0.9)
        return f"{self._rng.choice(HEADS).replace('{c}', noun)} {said}", reading + of

    def _bare(self, walk: Sequence[Step]) -> str:
        """Return steps as a noun phrase that is asked for, at times in the short words of notes."""
        phrases = walk[-1][0].asked[walk[-1][1], "np"]
        if not phrases:
            raise Unsaid
        said = self._rng.choice(phrases).replace("{x}", self._inside("A", walk[:-1]))
        said = f"{self._rng.choice(ASKED)} {said}".strip()
        return said.replace(" of the ", " of ") if self._rng.random() < 0.3 else said

    def _skipping(self) -> tuple[str, str]:
        """A step that is not said: "the continent of A" where A is a city, and its country has the continent.

        Rare, for what is not said is taken only where the graph has no step that is.
        """
        walk = self._walk(None, 2)
        if walk[0][0] == walk[1][0]:
            raise Unsaid
        return self._form(walk[1], "q").replace("{x}", "A"), self._reading("A", walk)

    def _without(self) -> tuple[str, str]:
        """Things of a class without any of another: those that some of the other have are left out."""
        relation = self._some(lambda one: not one.literal and one.domain != one.range)
        forward = self._rng.random() < 0.5
        (noun, of), (other, _) = (
            self._called(relation.end(not way), many=True) for way in (forward, not forward)
        )
        away = f" every {self._classes[relation.end(forward)]}"
        sign = "<" if forward else ">"
        said = self._rng.choice(WITHOUT).replace("{c}", noun).replace("{d}", other)
        return said, f"{self._every(of)} -{away} {sign} {self._names[id(relation)]}"

    def _count(self) -> tuple[str, str]:
        walk = self._walk(None, self._rng.choice((1, 1, 2)), things=True)
        kind = walk[-1][0].end(walk[-1][1])
        asking = [form for form in walk[-1][0].asked[walk[-1][1], "q"] if _WHICH.match(form)]
        reading, inner = self._reading("A", walk), self._inside("A", walk[:-1])
        nouns = [noun for noun in self._schema.nouns[kind][1] for form in asking if f" {noun} " in form]
        if nouns and self._rng.random() < 0.5:
            form = self._rng.choice([one for one in asking if any(f" {noun} " in one for noun in nouns)])
            of = f" : {self._classes[kind]}" if self._typed else ""
            return _WHICH.sub("how many", form).replace("{x}", inner), f" count{reading}{of}"
        said = self._form(walk[-1], "rel").replace("{x}", inner)
        noun, of = self._called(kind, many=True)
        return f"{self._rng.choice(HOW_MANY).replace('{c}', noun)} {said}", f" count{reading}{of}"

    def _all(self) -> tuple[str, str]:
        """All things of a class, or how many there are, perhaps without those of a step."""
        kind = self._rng.choice([*self._schema.nouns])
        noun, of = self._called(kind, many=True)
        reading, said = self._every(of), noun
        step = self._leading(kind)
        if step is not None and self._rng.random() < 0.5:
            said += " " + self._negated(self._form(step, "rel")).replace("{x}", "A")
            reading += f" -{self._reading('A', [step])}"
        count = self._rng.random() < 0.4
        head = self._rng.choice(HOW_MANY if count else ALL)
        return head.replace("{c}", said), f"{' count' * count}{reading}"

    def _both(self) -> tuple[str, str]:
        """What two steps come to, what either does, or what one does and the other does not."""
        steps = [step for step in self._steps() if step[0].end(step[1]) in self._schema.nouns]
        one = self._rng.choice(steps)
        kind = one[0].end(one[1])
        others = [step for step in steps if step[0].end(step[1]) == kind and step != one] or [one]
        other = self._rng.choice([*others, one])
        ((op, joints),) = self._rng.choices([*JOINTS.items()], (6, 4, 2))
        left = self._form(one, "rel")
        joint = self._rng.choice(joints)
        if one == other and op != "-":
            before, _, after = left.partition("{x}")
            clause = f"{before}{'both ' * (op == '&' and not after)}A {joint} B{after}"
        else:
            right = self._form(other, "rel")
            right = self._negated(right) if op == "-" and joint in ("and", "but") else right
            clause = f"{left.replace('{x}', 'A')} {joint} {right.replace('{x}', 'B')}"
        noun, of = self._called(kind, self._rng.random() < 0.8)
        if op == "-" and self._rng.random() < 0.35:
            denied = _DENIED.fullmatch(self._negated(self._form(other, "rel")))
            if denied is None:
                raise Unsaid
            verb = f"are {denied[2]}" if denied[2] else denied[1]
            clauses = f"{left.replace('{x}', 'A')} {verb.replace('{x}', 'B')}"
            said = f"{self._rng.choice(('which', 'what'))} {noun} {clauses}"
            return said, f"{self._reading('A', [one])}{of} -{self._reading('B', [other])}"
        head = self._rng.choice(BOTH).replace("{c}", noun)
        paths = f"{self._reading('A', [one])} {op}{self._reading('B', [other])}"
        return f"{head} {clause}", paths + of


@dataclass(frozen=True, slots=True)
class Questions:
    """A stream of pairs: composed from schemas, and given ones that are drawn in a share of all."""

    schemas: Sequence[Schema]
    pairs: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    share: float = 0.0
    seed: int = 0

    def chunk(self, number: int) -> list[Pair]:
        """Return the pairs of one chunk of the stream."""
        rng = random.Random(f"{self.seed}/{number}")
        given = [pair for pairs in self.pairs.values() for pair in pairs]
        found = []
        for _ in range(CHUNK):
            if given and rng.random() < self.share:
                found.append(rng.choice(given))
            else:
                found.append(Composer(rng.choice(self.schemas), rng).pair())
        return found

    @property
    def sources(self) -> dict[str, dict[str, int]]:
        """Return how many relations each schema has, and pairs each file."""
        found = {one.domain: {"relations": len(one.relations)} for one in self.schemas}
        return found | {name: {"pairs": len(pairs)} for name, pairs in self.pairs.items()}

    @property
    def digest(self) -> str:
        """Return a hash of all that the stream is drawn from."""
        return sha256(repr((self.schemas, sorted(self.pairs.items()), self.share)).encode()).hexdigest()
