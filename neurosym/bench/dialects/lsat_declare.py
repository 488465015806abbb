"""The declarations of an LSAT program: `EnumSort`, `Set` and `Function` to sorts and symbols.

Listed sorts that share members are one sort, and the smaller ones are predicates on it (`boys` of
`children`). A list of whole numbers without gaps is a range. Knows no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from neurosym.bench.dialects.recording import Line
from neurosym.faults import Fault, FaultError, Span, suggestion
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Binding,
    Claim,
    Compare,
    Element,
    Enumeration,
    Quantified,
    Range,
    Sort,
    Symbol,
    Var,
    disjunction,
)
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh

_LISTED = re.compile(r"([^=()]+?)\s*=\s*(?:EnumSort|Set|List)?\s*\(?\s*[\[{](.*)[\]}]\s*\)?$")
_FUNCTION = re.compile(
    r"(.+?)\s*=\s*Function\s*\(\s*\[?(.*?)\]?\s*(?:->|→|,(?=\s*\[[^\]]*\]\s*\)*$))\s*(.*?)\s*\)?$"
)
_MEMBER = re.compile(r'"([^"]*)"|\'([^\']*)\'(?=\s*(?:,|$))|([^,]+)')
_BUILT_IN = {"bool": BOOL, "boolean": BOOL, "int": INT, "integer": INT, "real": REAL, "float": REAL}

Members = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranging:
    """What a declared sort is: a sort of the problem, or those of it that a predicate picks out."""

    sort: str
    subset: str = ""


@dataclass(slots=True)
class Declared:
    """Sorts, symbols and what must be assumed of them; `rest` are lines that declare nothing."""

    sorts: list[Sort] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    assumed: list[Claim] = field(default_factory=list)
    ranging: dict[str, Ranging] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    """Members that are no plain words, as written, to the name they have in quotes."""
    rest: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def signature(self) -> Signature:
        """Return the vocabulary."""
        return Signature.build(self.sorts, self.symbols)

    def range_of(self, name: str, line: Line) -> Ranging:
        """Return what a sort in a program means. Raises `FaultError` (`unknown-sort`)."""
        builtin = _BUILT_IN.get(name.strip().lower())
        found = Ranging(builtin) if builtin else self.ranging.get(mangle(name.strip() or "?"))
        if found is None:
            at = max(line.text.find(name), 0)
            where = Span(line.text, at, at + len(name), line.label)
            hint = suggestion(name, self.ranging)
            raise FaultError(Fault("unknown-sort", f"unknown sort `{name}`", where, hint))
        return found


def declare(lines: Sequence[Line]) -> Declared:
    """Return what a section of declarations declares."""
    declared = Declared()
    listed: dict[str, Members] = {}
    functions: list[tuple[Line, str, list[str], str]] = []
    for line in lines:
        if match := _FUNCTION.match(line.text):
            functions.append((line, match[1], _split_sorts(match[2]), match[3].strip("[] ")))
        elif match := _LISTED.match(line.text):
            listed.setdefault(mangle(match[1].strip()), _members(match[2], declared))
        else:
            declared.rest.append(line)
    unions = {part for _, _, args, result in functions for part in (*args, result) if "+" in part}
    for union in sorted(unions):
        parts = [mangle(name.strip()) for name in union.split("+")]
        if all(part in listed for part in parts):
            listed[mangle(union)] = tuple(dict.fromkeys(member for part in parts for member in listed[part]))
    for group in _sharing(listed):
        _sorts_of(group, listed, declared)
    for line, name, args, result in functions:
        _function(line, name, args, result, declared)
    return declared


def _members(text: str, declared: Declared) -> Members:
    members: list[str] = []
    for match in _MEMBER.finditer(text):
        member = next(part for part in match.groups() if part is not None).strip()
        if member:
            members.append(member)
            if not re.fullmatch(r"[^\W\d]\w*|\d+(\.\d+)?", member):
                declared.spelled[member] = member
    return tuple(dict.fromkeys(members))


def _split_sorts(text: str) -> list[str]:
    return [part.strip("[] ") for part in text.split(",") if part.strip("[] ")]


def _sharing(listed: Mapping[str, Members]) -> Iterator[list[str]]:
    """Yield the names of lists that share members, directly or through others. Numbers are no members."""
    left = dict.fromkeys(listed)
    while left:
        group = [next(iter(left))]
        del left[group[0]]
        for name in group:
            linked = [other for other in left if _named(listed[name]) & _named(listed[other])]
            group.extend(linked)
            for other in linked:
                del left[other]
        yield group


def _named(members: Members) -> set[str]:
    return {member for member in members if not _is_number(member)}


def _is_number(member: str) -> bool:
    return re.fullmatch(r"-?\d{1,18}(\.\d{1,18})?", member) is not None


def _sorts_of(group: Sequence[str], listed: Mapping[str, Members], declared: Declared) -> None:
    every = tuple(dict.fromkeys(member for name in group for member in listed[name]))
    whole = next((name for name in group if set(listed[name]) == set(every)), "")
    base = whole or fresh("_or_".join(group), set(listed))
    sort = _sort(base, listed[whole] if whole else every)
    declared.sorts.append(sort)
    for name in group:
        if set(listed[name]) == set(every):
            declared.ranging[name] = Ranging(base)
        else:
            declared.ranging[name] = Ranging(base, name)
            declared.symbols.append(Symbol(name, (base,)))
            declared.assumed.append(_subset(name, base, listed[name]))


def _sort(name: str, members: Members) -> Sort:
    if members and all(re.fullmatch(r"-?\d{1,18}", member) for member in members):
        numbers = sorted(map(int, members))
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return Range(name, numbers[0], numbers[-1])
    ordered = bool(members) and all(map(_is_number, members))
    if ordered:
        members = tuple(sorted(members, key=float))
    return Enumeration(name, tuple(map(mangle, members)), closed=True, ordered=ordered)


def _subset(name: str, base: str, members: Members) -> Claim:
    x = Var("x")
    among = disjunction(tuple(Compare("==", x, Element(mangle(member))) for member in members))
    formula = Quantified("all", (Binding("x", base),), Compare("==", Apply(name, (x,)), among))
    return Claim(f"{name} listed", formula, "as it is declared", kind="assumed")


def _function(line: Line, name: str, args: Iterable[str], result: str, declared: Declared) -> None:
    inline = re.match(r"EnumSort\s*\(\s*\[(.*?)\]?\s*\)?$", result)
    if inline:
        result = f"values of {name}"
        declared.ranging[mangle(result)] = Ranging(mangle(result))
        declared.sorts.append(_sort(mangle(result), _members(inline[1], declared)))
    try:
        ranges = [declared.range_of(sort, line) for sort in (*args, result)]
    except FaultError as error:
        declared.faults.extend(error.faults)
        return
    *places, value = ranges
    declared.symbols.append(Symbol(mangle(name), tuple(place.sort for place in places), value.sort))
    if value.subset:
        bound = tuple(Binding(f"x{i}", place.sort) for i, place in enumerate(places, start=1))
        inside = Apply(value.subset, (Apply(mangle(name), tuple(Var(b.var) for b in bound)),))
        formula = Quantified("all", bound, inside) if bound else inside
        declared.assumed.append(Claim(f"{mangle(name)} ranges", formula, "as it is declared", kind="assumed"))
