"""Claims made from the triples of a graph, in path notation and in words, with how each stands.

How one stands is worked out from sets of triples alone, without the judge. Reads no claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from neurosym.bench.claims_words import WORDS, Words, spelled
from neurosym.knowledge.nodes import named
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source
from neurosym.solve.graph.claims.judge import Standing

KINDS = ("one hop", "conjunction", "existence", "several hops", "negation")
EACH = 1_000
"""Claims of each kind."""
TRIES = 200_000

FILES = {"metaqa": "metaqa/kb.tsv", "pathquestion": "pathquestion/2H-kb.txt"}

S, C, N = Standing.SUPPORTED, Standing.CONTRADICTED, Standing.NOT_IN_GRAPH


@dataclass(frozen=True, slots=True)
class Made:
    """A claim: in path notation with its mentions, in words, and how it stands."""

    kind: str
    form: str
    mentions: Mapping[str, str]
    text: str
    gold: Standing


@dataclass
class World:
    """The triples of one set by their names, and which properties are declared to be what."""

    name: str
    words: Mapping[str, Words]
    triples: list[tuple[str, str, str]]
    values: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    subjects: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    of: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, name: str, path: Path) -> World:
        """Read a table of heads, relations and tails."""
        rows = dict.fromkeys(tuple(line.split("\t")) for line in path.read_text("utf-8").splitlines())
        world = cls(name, WORDS[name], [])
        for head, relation, tail in (row for row in rows if len(row) == 3):
            world.triples.append((spelled(head), relation, spelled(tail)))
            world.values[spelled(head), relation].add(spelled(tail))
            world.subjects[relation, spelled(tail)].add(spelled(head))
            world.of[relation].append((spelled(head), spelled(tail)))
        return world

    @property
    def functional(self) -> list[str]:
        """Return the properties that are declared to have one value."""
        return [name for name, words in self.words.items() if words.world == "one" and name in self.of]

    @property
    def closed(self) -> list[str]:
        """Return the properties that are declared to be complete."""
        return [name for name, words in self.words.items() if words.world == "all" and name in self.of]

    def graph(self) -> Oxigraph:
        """Return the triples as a graph."""
        graph = Oxigraph()
        rows = ((named(s), named(p), named(o)) for s, p, o in self.triples)
        graph.add(rows, Source(self.name))
        return graph

    def stands(self, subject: str, relation: str, value: str) -> Standing:
        """Say how one triple stands."""
        known = self.values.get((subject, relation), set())
        if value in known:
            return S
        world = self.words[relation].world
        return C if world == "all" or (world == "one" and known) else N


def made(world: World, each: int = EACH, seed: int = 1) -> list[Made]:
    """Return claims of every kind, as many of each standing; the same for the same seed."""
    rng = Random(seed)
    makers: Mapping[str, Callable[[World, Random], Made | None]] = {
        "one hop": _one_hop,
        "conjunction": _conjunction,
        "existence": _existence,
        "several hops": _hops,
        "negation": _negation,
    }
    found: list[Made] = []
    for kind in KINDS:
        room = {standing: (each + 2 - place) // 3 for place, standing in enumerate((S, C, N))}
        seen: set[str] = set()
        for _ in range(TRIES):
            if not any(room.values()):
                break
            claim = makers[kind](world, rng)
            if claim is None or claim.text in seen or not room[claim.gold]:
                continue
            seen.add(claim.text)
            room[claim.gold] -= 1
            found.append(claim)
    return found


# --- kinds


def _pick(world: World, rng: Random, relations: Sequence[str] | None = None) -> tuple[str, str, str]:
    relation = rng.choice(relations or [name for name in world.words if world.of.get(name)])
    subject, value = rng.choice(world.of[relation])
    return subject, relation, value


def _another(world: World, rng: Random, relation: str, value: str) -> str:
    """Return a value of a property, half the time another one."""
    return value if rng.random() < 0.4 else rng.choice(world.of[relation])[1]


def _one_hop(world: World, rng: Random) -> Made | None:
    subject, relation, value = _pick(world, rng)
    value = _another(world, rng, relation, value)
    text = rng.choice(world.words[relation].said).format(x=subject, y=value)
    form = f"is A > {_name(relation)} = B"
    return _made("one hop", form, {"A": subject, "B": value}, text, world.stands(subject, relation, value))


def _negation(world: World, rng: Random) -> Made | None:
    subject, relation, value = _pick(world, rng)
    value = _another(world, rng, relation, value)
    lines = world.words[relation].denied
    if not lines:
        return None
    gold = {S: C, C: S, N: N}[world.stands(subject, relation, value)]
    text = rng.choice(lines).format(x=subject, y=value)
    return _made("negation", f"not is A > {_name(relation)} = B", {"A": subject, "B": value}, text, gold)


def _conjunction(world: World, rng: Random) -> Made | None:
    subject, one, value = _pick(world, rng)
    other = rng.choice([name for name in world.words if world.of.get(name)])
    if other == one or not world.values.get((subject, other)):
        return None
    right = _another(world, rng, other, rng.choice(sorted(world.values[subject, other])))
    left = _another(world, rng, one, value)
    if not world.words[one].verb or not world.words[other].verb:
        return None
    both = {world.stands(subject, one, left), world.stands(subject, other, right)}
    gold = C if C in both else N if N in both else S
    verbs = (
        rng.choice(world.words[one].verb).format(y=left),
        rng.choice(world.words[other].verb).format(y=right),
    )
    form = f"is B < {_name(one)} & C < {_name(other)} = A"
    text = f"{subject} {verbs[0]} and {verbs[1]}."
    return _made("conjunction", form, {"A": subject, "B": left, "C": right}, text, gold)


def _existence(world: World, rng: Random) -> Made | None:
    subject, one, left = _pick(world, rng)
    other = rng.choice([name for name in world.words if world.of.get(name)])
    if other == one or not (world.words[one].which and world.words[other].which):
        return None
    known = sorted(world.values.get((subject, other), ()))
    right = rng.choice(known) if known and rng.random() < 0.5 else rng.choice(world.of[other])[1]
    if left == right:
        return None
    form = f"is B < {_name(one)} & C < {_name(other)}"
    noun = world.words[one].noun
    text = (
        f"There is {noun} {rng.choice(world.words[one].which).format(y=left)} and "
        f"{rng.choice(world.words[other].which).format(y=right)}."
    )
    return _made("existence", form, {"B": left, "C": right}, text, _exists(world, one, left, other, right))


def _exists(world: World, one: str, left: str, other: str, right: str) -> Standing:
    """Say how it stands that something has both values: something unnamed too, where both may grow."""
    first, second = world.subjects.get((one, left), set()), world.subjects.get((other, right), set())
    if first & second:
        return S
    closed = [world.words[one].world == "all", world.words[other].world == "all"]
    if all(closed):
        return C
    if not any(closed):
        return N
    fixed, relation, value = (first, other, right) if closed[0] else (second, one, left)
    return C if all(world.stands(each, relation, value) is C for each in fixed) else N


def _hops(world: World, rng: Random) -> Made | None:
    subject, one, middle = _pick(world, rng)
    words = world.words[one]
    if not words.of:
        return None
    forward = world.name != "metaqa"
    other = rng.choice([name for name in world.words if world.of.get(name)])
    lines = world.words[other].verb if forward else world.words[other].did
    if not lines:
        return None
    if forward:
        known = sorted(world.values.get((middle, other), ()))
        value = rng.choice(known) if known and rng.random() < 0.5 else rng.choice(world.of[other])[1]
    else:
        known = sorted(world.subjects.get((other, middle), ()))
        value = rng.choice(known) if known and rng.random() < 0.5 else rng.choice(world.of[other])[0]
    if value == subject or (other == one and not forward):
        return None
    middles = world.values[subject, one]
    stands = [
        world.stands(each, other, value) if forward else world.stands(value, other, each) for each in middles
    ]
    if S in stands:
        gold = S
    elif not forward and words.world != "all" and world.words[other].world == "all":
        gold = C if subject != value and not _may_be(world, subject, one, value, other) else N
    elif words.world == "open" or N in stands:
        gold = N
    else:
        gold = C
    form = f"is A > {_name(one)} {'>' if forward else '<'} {_name(other)} = B"
    text = f"{rng.choice(words.of).format(x=subject)} {rng.choice(lines).format(y=value)}."
    return _made("several hops", form, {"A": subject, "B": value}, text[0].upper() + text[1:], gold)


def _may_be(world: World, subject: str, one: str, value: str, other: str) -> bool:
    """Say whether some value of the one thing may be one of the other."""
    return any(world.stands(subject, one, each) is not C for each in world.values.get((value, other), ()))


def _made(kind: str, form: str, mentions: Mapping[str, str], text: str, gold: Standing) -> Made | None:
    return Made(kind, form, mentions, text, gold) if len(set(mentions.values())) == len(mentions) else None


def _name(relation: str) -> str:
    return relation.replace("_", " ")
