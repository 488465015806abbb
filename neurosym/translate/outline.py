"""A problem in the notation, as LMs write it, to its written parts: indentation and order do not count.

A line is a declaration, a sentence, a goal, an option or else a formula of the last sentence above.
Reads no formula; which lines are well written is for `ir.assemble` to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from neurosym.faults import Fault, Span
from neurosym.ir.core import ClaimKind, OptionMode
from neurosym.ir.layout import QUOTE
from neurosym.ir.notation import CLAIM_KINDS
from neurosym.ir.wire import GoalKind, WireClaim, WireGoal, WireOption, WireProblem

_NAMES = r"[^\W\d]\w*+(?:\s*+,\s*+[^\W\d]\w*+)*"
# what is possessive (`*+`) is so because a long line that does not fit must cost no search
_SYMBOL = re.compile(
    rf"(defined\s+)?({_NAMES})\s*+:\s*+((?:{_NAMES}\s*+)?(?:->|→|=>)\s*+\w+|\w+)\s*+({QUOTE})?"
)
_CLAIM = re.compile(rf"(?:@([^\s\"]++)\s*+)?(?:({'|'.join(CLAIM_KINDS)})\b)?\s*+({QUOTE})?\s*+:?")
_GOAL = re.compile(rf'({"|".join(get_args(GoalKind))})\b(?!\()([^"]*+)({QUOTE})?\s*+:?')
_OPTION = re.compile(rf"\(?([A-Z]|\d)\b\s*+[:.)]?\s*+({QUOTE})?")
_ONE_LINE = re.compile(rf"((?:@[^\s\"]++\s*+)?(?:\w+\s*+)?{QUOTE})\s*+:?\s*+([^\s:\"].*)")
_OPTION_ONE_LINE = re.compile(
    rf"(\(?(?:[A-Z]|\d)\)?[:.]?\s*+{QUOTE}|\([A-Z\d]\)|[A-Z\d][:.)])\s*+:?\s*+([^\s:\"].*)"
)
_BULLET = re.compile(r"\A(?:[-*•]|\d+[.)])\s+")
_CURLY = re.compile(r'\A([^"“]*)“([^"]*)”([^"”]*)\Z')
_MODES = get_args(OptionMode)
_EXCEPT = {"must": "except", "could": "cannot", "cannot": "could"}
_FORMULA_GOALS = ("entails", "maximize", "minimize")
_SORTS = {"bool": "Bool", "boolean": "Bool", "int": "Int", "integer": "Int", "real": "Real", "float": "Real"}


@dataclass(slots=True)
class _Header:
    """A sentence, a goal or an option, with the formula lines that stand below it."""

    line: str
    match: re.Match[str]
    formulas: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Outline:
    declarations: list[str] = field(default_factory=list)
    claims: list[_Header] = field(default_factory=list)
    goals: list[_Header] = field(default_factory=list)
    options: list[_Header] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)


def sort_line(line: str) -> str:
    """Return the declaration of a sort with its keyword."""
    return line if re.match(r"sort\b", line) else f"sort {line}"


def symbol_lines(line: str) -> list[str]:
    """Return one line for each symbol that a line declares, so that one can be replaced alone."""
    match = _SYMBOL.fullmatch(line.strip())
    if not match:
        return [line]
    arrow = re.sub(r"→|=>", "->", match[3])
    kind = re.sub(r"\w+", lambda word: _SORTS.get(word[0], word[0]), arrow)
    gloss = f" {match[4]}" if match[4] else ""
    return [f"{match[1] or ''}{name.strip()} : {kind}{gloss}" for name in match[2].split(",")]


def read_outline(text: str, numbered: bool = True) -> tuple[WireProblem, tuple[Fault, ...]]:
    """Return the written parts and a fault for each line that belongs nowhere.

    Claims without an id get their number if they are to be numbered.
    """
    outline = _outline(text)
    faults = [_stray(line) for line in outline.stray]
    if len(outline.goals) > 1:
        faults.append(Fault("goal", "there is more than one goal", claim="goal", hint="write one"))
    wire = WireProblem(
        sorts=[line for line in outline.declarations if line.startswith("sort ")],
        symbols=[
            part
            for line in outline.declarations
            if not line.startswith("sort ")
            for part in symbol_lines(line)
        ],
        claims=list(_claims(outline.claims, numbered)),
        goal=_goal(outline.goals[0], outline.options) if outline.goals else None,
    )
    return wire, tuple(faults)


def _stray(line: str) -> Fault:
    what = "this line is neither a declaration, nor a quoted sentence, nor a goal"
    return Fault("syntax", what, Span(line, 0, len(line), "reply"))


def _outline(text: str) -> _Outline:
    outline = _Outline()
    current: _Header | None = None
    for line in _whole_lines(text):
        for part in _unfolded(line, bool(outline.goals) and outline.goals[-1].match[1] in _MODES):
            current = _placed(part, outline, current)
    return outline


def _placed(line: str, outline: _Outline, current: _Header | None) -> _Header | None:
    """Put a line where it belongs, and return the header that formulas below it are of."""
    if line.startswith("sort ") or _SYMBOL.fullmatch(line):
        outline.declarations.append(line)
        return current
    for pattern, headers in ((_OPTION, outline.options), (_GOAL, outline.goals), (_CLAIM, outline.claims)):
        match = pattern.fullmatch(line)
        asked = outline.goals and outline.goals[-1].match[1] in _MODES
        if match and any(match.groups()) and (pattern is not _OPTION or asked):
            header = _Header(line, match)
            headers.append(header)
            return header
    if current is not None:
        current.formulas.append(line)
    elif outline.declarations:
        outline.stray.append(line)
    # what comes before the first line of the problem is talk
    return current


def _unfolded(line: str, in_options: bool) -> tuple[str, ...]:
    """Split a line that has a sentence and its formula."""
    match = (_OPTION_ONE_LINE.fullmatch(line) if in_options else None) or _ONE_LINE.fullmatch(line)
    return (match[1], match[2]) if match else (line,)


def _whole_lines(text: str) -> Iterator[str]:
    """Yield lines without blanks, bullets and comments; a formula goes on until its brackets close."""
    begun = ""
    for raw in text.splitlines():
        line = _BULLET.sub("", _CURLY.sub(r'\1"\2"\3', raw.strip()), count=1).strip("`").strip()
        if not line or line.startswith("#"):
            continue
        begun = f"{begun} {line}".strip()
        bare = re.sub(QUOTE, "", begun)
        if bare.count("(") <= bare.count(")") or len(begun) > 4_000:
            yield begun
            begun = ""
    if begun:
        yield begun


def _claims(headers: list[_Header], numbered: bool) -> Iterator[WireClaim]:
    number = 0
    for header in headers:
        given, word, quoted = header.match.groups()
        kind: ClaimKind = next((known for known in CLAIM_KINDS if known == word), "said")
        for place, means in enumerate(header.formulas or [""]):
            number += 1
            # the second formula of a sentence with an id of its own needs another id
            own = given + ("" if place == 0 else f".{place + 1}") if given else ""
            name = own or (f"c{number}" if numbered else "")
            yield WireClaim(id=name, kind=kind, says=_unquoted(quoted), means=means)


def _goal(header: _Header, options: list[_Header]) -> WireGoal:
    kind, rest, quoted = header.match.groups()
    rest = rest.strip().removesuffix(":").rstrip()
    meant = _EXCEPT.get(kind, kind) if re.search(r"\bexcept\b", rest, re.IGNORECASE) else kind
    means = header.formulas[0] if header.formulas else ""
    if kind in _FORMULA_GOALS and rest and not means:
        means, rest = rest, ""
    limit = re.search(r"\blimit\s+(\d{1,6})\s*$", rest)
    shown = rest[: limit.start()] if limit else rest
    return WireGoal(
        kind=next(word for word in get_args(GoalKind) if word == meant),
        says=_unquoted(quoted),
        means=means,
        options=[
            WireOption(label=o.match[1], says=_unquoted(o.match[2]), means=(o.formulas or [""])[0])
            for o in options
        ],
        show=[name.strip() for name in shown.split(",") if name.strip()],
        limit=max(1, int(limit[1])) if limit else 10,
    )


def _unquoted(quoted: str | None) -> str:
    if not quoted:
        return ""
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted[1:-1]
