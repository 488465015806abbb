"""What is asked of derived facts: a predicate with values and variables, `ancestor(ada, X)`. Derives nothing.

A variable is `?` and a name, `_`, or one capital letter with or without digits: `X`, `Y1`. All else is a
value, and so is what stands in quotes. A variable that stands twice has one value; a bare predicate asks
for all of its facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import Symbol, Var
from neurosym.ir.derivation import Fact
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.solve.rules.derived import Derived
from neurosym.solve.rules.tables import columns
from neurosym.solve.rules.values import read_value

_WHOLE = re.compile(r"\s*([^\W\d]\w*)\s*(?:\((.*)\))?\s*", re.DOTALL)
_PART = re.compile(
    r"""\s*("(?:[^"\\]|\\.)*"[^,"]*|'(?:[^'\\]|\\.)*'|<[^<>]*>|[^,"'<>()\s][^,"()]*?)\s*(,|$)"""
)
_VARIABLE = re.compile(r"\?\w+|_|[A-Z][0-9]*")

Named = Callable[[str], Value]
"""What turns a word for an individual into its name in the facts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `text` is how it was asked."""

    text: str
    name: str
    args: tuple[Value | Var, ...]

    @property
    def fact(self) -> Fact | None:
        """The fact that is asked about, where no variable is in the question."""
        args = tuple(arg for arg in self.args if not isinstance(arg, Var))
        return Fact(self.name, args) if len(args) == len(self.args) else None

    def rows(self, derived: Derived, new: bool = False) -> Iterator[tuple[Value, ...]]:
        """Yield the arguments of all facts that answer; `new` as in `Derived.select`."""
        first: dict[str, int] = {}
        same: list[tuple[int, int]] = []
        for place, arg in enumerate(self.args):
            if isinstance(arg, Var) and first.setdefault(arg.name, place) != place:
                same.append((first[arg.name], place))
        values = [None if isinstance(arg, Var) else arg for arg in self.args]
        for row in derived.select(self.name, values, new):
            if all(row[one] == row[other] for one, other in same):
                yield row


def read_asked(text: str, signature: Signature, named: Named = str) -> Asked:
    """Return what a text asks. Raises `FaultError` (`syntax`, `unknown-name`, `arity`, `sort`)."""
    match = _WHOLE.fullmatch(text)
    if match is None:
        raise _unreadable(text)
    name, inside = match.groups()
    symbol = signature.symbols.get(name)
    if symbol is None:
        hint = suggestion(name, signature.symbols)
        raise FaultError(Fault("unknown-name", f"the rules have no `{name:.80}`", hint=hint))
    sorts = columns(symbol)
    if inside is None:
        return Asked(text, name, tuple(Var(f"?{place}") for place in range(1, len(sorts) + 1)))
    parts = _parts(inside, text)
    if len(parts) != len(sorts):
        what = f"`{name}` has {len(sorts)} places, not {len(parts)}: {_form(symbol)}"
        raise FaultError(Fault("arity", what, hint="write `_` where any value will do"))
    args: list[Value | Var] = []
    for place, (part, sort) in enumerate(zip(parts, sorts, strict=True)):
        if _VARIABLE.fullmatch(part):
            args.append(Var(f"?{place}" if part == "_" else part))
        elif sort in signature.sorts and not signature.is_numeric(sort):
            args.append(read_value(str(named(part)), sort, signature))
        else:
            args.append(read_value(part, sort, signature))
    return Asked(text.strip(), name, tuple(args))


def unquoted(text: str) -> str:
    """Return a word without the quotes around it."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def _parts(inside: str, text: str) -> list[str]:
    parts: list[str] = []
    place = 0
    while inside.strip():
        match = _PART.match(inside, place)
        if match is None:
            raise _unreadable(text)
        parts.append(match[1])
        place = match.end()
        if not match[2]:
            break
    return parts


def _form(symbol: Symbol) -> str:
    return f"{symbol.name}({', '.join(columns(symbol))})"


def _unreadable(text: str) -> FaultError:
    hint = 'write a predicate with values and variables, `ancestor(ada, X)`, or "ada" in quotes'
    return FaultError(Fault("syntax", f"`{text:.80}` is no question", hint=hint))
