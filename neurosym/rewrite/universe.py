"""What quantifiers range over while a problem is ground: a finite domain, or Herbrand terms.

`Finite` lists all individuals there are, so a search over it finds models and can only refute.
`Herbrand` names individuals by terms (elements, constants, Skolem witnesses, function terms) up to a
depth, so that instances over it follow from the claims and can only prove; where nothing was cut off
and no new term came up, they decide (Herbrand; Bernays and Schoenfinkel for the function-free case).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Protocol

from neurosym.ir.core import BOOL, Enumeration, Range
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh


class Cut(Exception):
    """A term deeper than the limit: the instance at hand is left out."""


class Universe(Protocol):
    """The individuals of each sort during one grounding."""

    def members(self, sort: str) -> Sequence[Value]:
        """Return the values that a quantifier over the sort takes."""
        ...

    def symbolic(self, sort: str) -> bool:
        """Say whether values of this sort are terms, which may be equal though they look different."""
        ...

    def hard(self, value: Value) -> bool:
        """Say whether the value is equal to no other hard value."""
        ...

    def term(self, sort: str, key: Hashable, depends: tuple[Value, ...]) -> str:
        """Return the individual that a witness or function term names. Raises `Cut` when too deep."""
        ...


def closed_members(signature: Signature, sort: str) -> Sequence[Value]:
    """Return the values of a sort that is not open. Raises `KeyError` for `Int` and `Real`."""
    if sort == BOOL:
        return (False, True)
    match signature.sorts[sort]:
        case Range(_, low, high):
            return range(low, high + 1)
        case Enumeration(_, elements):
            return elements


def newcomers(signature: Signature, sort: str, count: int) -> tuple[str, ...]:
    """Return names for individuals that the text does not name."""
    taken = set(signature.names())
    names: list[str] = []
    for number in range(1, count + 1):
        names.append(fresh(f"other_{sort.lower()}{number}", taken))
        taken.add(names[-1])
    return tuple(names)


class Finite:
    """Open sorts have their elements and `extra` others; all other sorts are as declared."""

    def __init__(self, signature: Signature, extra: int) -> None:
        self._members: dict[str, Sequence[Value]] = {BOOL: (False, True)}
        for name in signature.sorts:
            known = closed_members(signature, name)
            more = newcomers(signature, name, extra) if signature.is_open(name) else ()
            self._members[name] = (*known, *more) if more else known

    def members(self, sort: str) -> Sequence[Value]:
        """Return all individuals of the sort."""
        return self._members[sort]

    def symbolic(self, sort: str) -> bool:
        """Individuals here are just themselves."""
        return False

    def hard(self, value: Value) -> bool:
        """Individuals here are just themselves."""
        return True

    def term(self, sort: str, key: Hashable, depends: tuple[Value, ...]) -> str:
        """Never called: nothing is symbolic here."""
        raise Cut


class Herbrand:
    """Open sorts have as members the terms found so far, up to a depth."""

    def __init__(self, signature: Signature, depth: int, unique_names: bool) -> None:
        self._signature = signature
        self._limit = depth
        self._unique = unique_names
        self._names: dict[tuple[str, Hashable, tuple[Value, ...]], str] = {}
        self._taken = set(signature.names())
        self._depth: dict[Value, int] = {}
        self._closed: dict[str, Sequence[Value]] = {BOOL: (False, True)}
        self._found: dict[str, list[str]] = {}
        self._round: dict[str, tuple[Value, ...]] = {}
        for name, sort in signature.sorts.items():
            if isinstance(sort, Enumeration) and not sort.closed:
                self._found[name] = list(sort.elements)
            else:
                self._closed[name] = closed_members(signature, name)
        self.cut = False

    def advance(self) -> bool:
        """Let quantifiers range over all terms found so far; say whether any is new."""
        for sort, found in self._found.items():
            if not found:
                self.term(sort, "somebody", ())  # domains are not empty
        latest: dict[str, tuple[Value, ...]] = {sort: tuple(found) for sort, found in self._found.items()}
        grown = latest != self._round
        self._round = latest
        return grown

    def members(self, sort: str) -> Sequence[Value]:
        """Return the terms of an open sort, or the values of any other."""
        return self._round[sort] if sort in self._round else self._closed[sort]

    def symbolic(self, sort: str) -> bool:
        """Terms of open sorts may be equal though they look different."""
        return sort in self._found

    def hard(self, value: Value) -> bool:
        """Elements are pairwise distinct where names are unique."""
        return not isinstance(value, str) or (self._unique and value in self._signature.elements)

    def term(self, sort: str, key: Hashable, depends: tuple[Value, ...]) -> str:
        """Return the individual named by a key and the individuals that it depends on."""
        full = (sort, key, depends)
        if full not in self._names:
            inner = [self._depth.get(value, 0) for value in depends if self._is_open(value)]
            level = 1 + max(inner) if inner else 0
            if level > self._limit:
                self.cut = True
                raise Cut
            name = fresh(f"other_{sort.lower()}{len(self._names) + 1}", self._taken)
            self._taken.add(name)
            self._names[full] = name
            self._depth[name] = level
            self._found[sort].append(name)
        return self._names[full]

    def named(self, sort: str, key: Hashable, depends: tuple[Value, ...]) -> str | None:
        """Return the individual of a term if there is one."""
        return self._names.get((sort, key, depends))

    def _is_open(self, value: Value) -> bool:
        return value in self._depth or self._signature.elements.get(str(value)) in self._found

    @property
    def found(self) -> Mapping[str, list[str]]:
        """All terms of each open sort."""
        return self._found
