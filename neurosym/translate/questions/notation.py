"""Path notation: what a question or a claim about a graph asks, as text and as data. Knows no graph.

    A < directed by > starred actors        from A against `directed by`, then along `starred actors`
    A < directed by : film                  of these only what is of the class `film`
    every country most area                 of all things of a class those with the largest `area`
    A < lies in above population 100000     of these those with more than so many; or than `B` has
                                            `from`: so many or more; `upto`, `exactly`, `below`
    A < directed by & B < written by        in both sets; `|` in one of them, `-` in the first alone
    count A < directed by                   how many there are
    is A > directed by = B                  is B one of them? without `=`, is there one?
    not is A > directed by = B              the claim that it is not
    is A > area more B > area               is the one number more than the other? or `less`?

Letters are mentions, in their order in the text; numbers are words of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import CompareOp
from neurosym.translate.questions.prompt import LETTERS, numerals

Comparison: TypeAlias = Literal["above", "below", "from", "upto", "exactly"]
Extreme: TypeAlias = Literal["most", "least"]
Op: TypeAlias = Literal["&", "|", "-"]

COMPARES: Mapping[Comparison, CompareOp]
COMPARES = {"above": ">", "below": "<", "from": ">=", "upto": "<=", "exactly": "=="}
"""How the number of a thing stands to the one that is said."""

MAX_STEPS = 6
"""Steps of one path."""

_OPS: tuple[Op, ...] = ("&", "|", "-")


@dataclass(frozen=True, slots=True)
class Along:
    """A step along a property, or against it."""

    name: str
    forward: bool


@dataclass(frozen=True, slots=True)
class OfClass:
    """Only what is of a class."""

    name: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """Only what has a number that stands so to one of the text, or to that of the mention which is named."""

    way: Comparison
    name: str
    number: str


Step: TypeAlias = "Along | OfClass | Beyond"


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a mention, or from all things of a class where `letter` is empty."""

    letter: str
    every: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Things:
    """Paths, each with how it is joined to those before; at last those with the most or least."""

    first: Path
    others: tuple[tuple[Op, Path], ...] = ()
    extreme: Extreme | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Which:
    """Which things? Or `count` them."""

    things: Things
    count: bool = False


@dataclass(frozen=True, slots=True)
class Is:
    """Is `other` (a mention or a number of the text) among the things? If it is empty: are there any?"""

    things: Things
    other: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Than:
    """Is the number of the first more, or less, than that of the second?"""

    left: Path
    right: Path
    more: bool
    denied: bool = False


Asked: TypeAlias = "Which | Is | Than"


def read(text: str, properties: Sequence[str], classes: Sequence[str]) -> Asked:
    """Return what path notation says. Raises `FaultError` (`path`) where it is none with these names."""
    reader = _Reader(text, properties, classes)
    asked = reader.asked()
    if reader.rest:
        raise reader.fault("the end")
    return asked


def written(asked: Asked) -> str:
    """Return path notation; `read` is its inverse."""
    match asked:
        case Which(things, count):
            return f"{'count ' * count}{_things(things)}"
        case Is(things, other, denied):
            return f"{'not ' * denied}is {_things(things)}{f' = {other}' if other else ''}"
        case Than(left, right, more, denied):
            return f"{'not ' * denied}is {_path(left)} {'more' if more else 'less'} {_path(right)}"


def _things(things: Things) -> str:
    others = "".join(f" {op} {_path(path)}" for op, path in things.others)
    best = f" {things.extreme} {things.by}" if things.extreme else ""
    return f"{_path(things.first)}{others}{best}"


def _path(path: Path) -> str:
    said = [path.letter or f"every {path.every}"]
    for step in path.steps:
        match step:
            case Along(name, forward):
                said.append(f"{'>' if forward else '<'} {name}")
            case OfClass(name):
                said.append(f": {name}")
            case Beyond(way, name, number):
                said.append(f"{way} {name} {number}")
    return " ".join(said)


class _Reader:
    """Reads from the left; names of a graph may have several words, and words of the notation in them."""

    def __init__(self, text: str, properties: Sequence[str], classes: Sequence[str]) -> None:
        self._whole = self.rest = " ".join(text.split())
        self._properties = sorted(properties, key=len, reverse=True)
        self._classes = sorted(classes, key=len, reverse=True)

    def asked(self) -> Asked:
        if self._took("count"):
            return Which(self._things(), count=True)
        denied = self._took("not")
        if not self._took("is"):
            if denied:
                raise self.fault("`is`")
            return Which(self._things())
        things = self._things()
        for word in ("more", "less"):
            if not things.others and not things.extreme and self._took(word):
                return Than(things.first, self._path(), word == "more", denied)
        other = ""
        if self._took("="):
            other, self.rest = self.rest, ""
            if not other:
                raise self.fault("a letter or a number")
        return Is(things, other, denied)

    def _things(self) -> Things:
        first = self._path()
        others: list[tuple[Op, Path]] = []
        while (op := next((op for op in _OPS if self._took(op)), None)) is not None:
            others.append((op, self._path()))
        for extreme in ("most", "least"):
            if self._took(extreme):
                way: Extreme = "most" if extreme == "most" else "least"
                return Things(first, tuple(others), way, self._property())
        return Things(first, tuple(others))

    def _path(self) -> Path:
        letter = next((letter for letter in LETTERS if self._took(letter)), "")
        if not letter and not self._took("every"):
            raise self.fault("a letter or `every`")
        every = "" if letter else self._class()
        steps: list[Step] = []
        while (step := self._step()) is not None:
            steps.append(step)
        if len(steps) > MAX_STEPS:
            raise self.fault(f"at most {MAX_STEPS} steps")
        return Path(letter, every, tuple(steps))

    def _step(self) -> Step | None:
        if self._took(">"):
            return Along(self._property(), True)
        if self._took("<"):
            return Along(self._property(), False)
        if self._took(":"):
            return OfClass(self._class())
        for way in COMPARES:
            if self._took(way):
                name = self._property()
                amounts = (*LETTERS, *numerals(self.rest))
                number = next((one for one in amounts if self._took(one)), "")
                if not number:
                    raise self.fault("a number or a letter")
                return Beyond(way, name, number)
        return None

    def _took(self, word: str) -> bool:
        """Take a word off the front if it stands there."""
        if self.rest != word and not self.rest.startswith(word + " "):
            return False
        self.rest = self.rest[len(word) + 1 :]
        return True

    def _property(self) -> str:
        return self._name(self._properties, "a property of the graph")

    def _class(self) -> str:
        return self._name(self._classes, "a class of the graph")

    def _name(self, names: Sequence[str], what: str) -> str:
        name = next((name for name in names if self._took(name)), None)
        if name is None:
            raise self.fault(what)
        return name

    def fault(self, wanted: str) -> FaultError:
        """Return what is wrong where the reader stands."""
        begin = len(self._whole) - len(self.rest)
        where = Span(self._whole, begin, min(len(self._whole), begin + 20))
        return FaultError(Fault("path", f"{wanted} is wanted", where))
