"""What a declaration takes from a graph, as text and as data. Knows no graph: names are as they are written.

    sort City from geo:City                                   all of a class and of the classes below it
    sort Member from geo:Country where geo:memberOf geo:EU    those that have a value
    sort Big from geo:City where geo:population >= 1000000 and not geo:capitalOf
    sort Film from things where directed_by "Ada" and others  of any class; there may be more
    sort Port = Genoa, Bremen from geo:City                   exactly these, found by their labels
    borders : City, City -> Bool from geo:country/geo:borders along several properties, `^p` against one
    population : City -> Int from geo:population              one value for each
    coastal : City -> Bool from geo:CoastalCity               a class, or a condition as above
    defined eu : City -> Bool from geo:memberOf geo:EU        false where the graph does not say it

A name is `prefix:name`, `<http://…>` (in quotes: `"graph: <http://…#x>"`), a label in quotes, or one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.awaited import written
from neurosym.ir.comparing import HOLDS
from neurosym.ir.core import CompareOp

MAX_STEPS = 6
MAX_CONDITIONS = 12

Step: TypeAlias = tuple[str, bool]
"""A property as it is written, and whether it is gone along."""

_WORD = re.compile(r'<[^<>"\s]+>|"(?:[^"\\]|\\.)*"|<=|>=|==|!=|[<>^/]|[^\s<>"^/=!]+')
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_KEPT = frozenset(("where", "and", "not", "others", "things"))


@dataclass(frozen=True, slots=True)
class Condition:
    """A path, and what is at its end: a `value`, a number in relation to `number`, or anything."""

    path: tuple[Step, ...]
    value: str = ""
    op: CompareOp | None = None
    number: int | Fraction = 0
    denied: bool = False

    @property
    def bare(self) -> str:
        """Return the name that this is and no more, or an empty text: it may be one of a class."""
        only = len(self.path) == 1 and self.path[0][1] and not self.value and self.op is None
        return self.path[0][0] if only and not self.denied else ""


@dataclass(frozen=True, slots=True)
class Members:
    """The things of a class (of any, if empty) that meet the conditions; `others`: there may be more."""

    kind: str
    conditions: tuple[Condition, ...] = ()
    others: bool = False


def members(gloss: str) -> Members:
    """Read which things a sort has. Raises `FaultError` (`origin`)."""
    return _Reader(written(gloss)).members()


def condition(gloss: str) -> Condition:
    """Read what a symbol means. Raises `FaultError` (`origin`)."""
    return _Reader(written(gloss)).symbol()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._words = _WORD.findall(text)
        if "".join(self._words) != "".join(text.split()) and '"' not in text:
            raise self._fault("this cannot be read")
        self._place = 0

    def members(self) -> Members:
        kind = "" if self._took("things") else self._name("a class, or `things`")
        found: list[Condition] = []
        others = False
        if self._took("where"):
            found.append(self._condition())
        while self._took("and"):
            if self._took("others"):
                others = True
                break
            found.append(self._condition())
        self._end()
        if len(found) > MAX_CONDITIONS:
            raise self._fault(f"there are more than {MAX_CONDITIONS} conditions")
        if not kind and not found:
            raise self._fault("all `things` of a graph are too many; say which", "write `things where …`")
        return Members(kind, tuple(found), others)

    def symbol(self) -> Condition:
        found = self._condition()
        self._end()
        return found

    def _condition(self) -> Condition:
        denied = self._took("not")
        path = [self._step()]
        while self._took("/"):
            path.append(self._step())
        if len(path) > MAX_STEPS:
            raise self._fault(f"a path has at most {MAX_STEPS} steps")
        for op in HOLDS:
            if self._took(op):
                number = self._next()
                if not _NUMBER.fullmatch(number):
                    raise self._fault(f"a number is wanted behind `{op}`")
                exact = Fraction(number)
                return Condition(tuple(path), "", op, int(exact) if exact.denominator == 1 else exact, denied)
        value = ""
        if self._place < len(self._words) and self._words[self._place] not in _KEPT:
            value = self._name("a value")
        return Condition(tuple(path), value, denied=denied)

    def _step(self) -> Step:
        forward = not self._took("^")
        return self._name("a property"), forward

    def _name(self, wanted: str) -> str:
        word = self._next()
        if not word or word in _KEPT or word in HOLDS or word in ("^", "/"):
            raise self._fault(f"{wanted} is wanted" + (f" before `{word:.40}`" if word else ""))
        return word

    def _next(self) -> str:
        self._place += 1
        return self._words[self._place - 1] if self._place <= len(self._words) else ""

    def _took(self, word: str) -> bool:
        if self._words[self._place : self._place + 1] != [word]:
            return False
        self._place += 1
        return True

    def _end(self) -> None:
        if self._place < len(self._words):
            raise self._fault(f"`{self._words[self._place]:.40}` is not expected here")

    def _fault(self, what: str, hint: str = "") -> FaultError:
        shown = f"`from {self._text:.120}`: {what}"
        hint = hint or "write `from geo:City where geo:population >= 1000000`, or `from geo:borders`"
        return FaultError(Fault("origin", shown, hint=hint))
