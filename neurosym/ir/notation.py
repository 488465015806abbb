"""`.problem` text to a problem. One reader for what people, LMs, shots, goldens and rules write.

    sort Person = rina, tom             exactly these; `>=` if others may exist; `a < b < c` if in order
    sort Slot = 1..5                    whole numbers
    drinks, aware : Person -> Bool      a predicate; `seat : Person -> Slot` a function; `x : Int` a constant
    defined safe : Person -> Bool       a predicate that `rule` claims define
    sort City from geo:City             what a graph knows, of symbols too; see `solve.graph.origins`

    "Everyone who drinks coffee knows." the sentence, then its formulas, one a line, indented
        all(aware(x) for x in Person if drinks(x))
    assumed "Nobody sits twice."        background that the text does not say
        distinct(seat(x) for x in Person)
    rule                                or `assumed`, `triple`, `said`; with or without a sentence
        all(safe(x) for x in Person if aware(x))
        safe(x) if aware(x)             the same, shorter (see `rule_syntax`)

    entails "Is Rina aware?"            or: find seat · enumerate seat · maximize "…" · minimize "…"
        aware(rina)
    must "Which must be true?"          or: could · cannot · except
        A "Tom is aware."
            aware(tom)

Also: `text "…"` (what is quoted), `names may coincide`, `@c7 "…"` (a claim's own id), `# comments`.
Reports all faults of a text at once, each with its line and a caret. Sort-checks nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import get_args

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.awaited import FROM_GRAPH
from neurosym.ir.core import (
    BUILTIN_SORTS,
    Ask,
    Binding,
    Claim,
    ClaimKind,
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Goal,
    Optimise,
    Option,
    OptionMode,
    Options,
    Problem,
    Range,
    Sort,
    Symbol,
    Term,
)
from neurosym.ir.layout import QUOTE, Block, Line, blocks, logical_lines, nest
from neurosym.ir.rule_syntax import read_rule
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula

MAX_BYTES = 1_048_576
MAX_CLAIMS = 20_000
MAX_FAULTS = 100

CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
OPTION_MODES: tuple[OptionMode, ...] = get_args(OptionMode)

_NAME = r"[^\W\d]\w*"
_NAMES = rf"{_NAME}(?:\s*+,\s*+{_NAME})*"
# what is possessive (`*+`) is so because a long line that does not fit must cost no search
_FROM = r"(?:\bfrom\s++(\S.*)|(" + QUOTE + "))"
_SORT = re.compile(rf"sort\s+({_NAME})\s*+(?:(>=|=)\s*+((?:(?!\bfrom\s)[^\"])*))?{_FROM}?$")
_SYMBOL = re.compile(rf"(defined\s+)?({_NAMES})\s*+:\s*+(?:(?:({_NAMES})\s*+)?->\s*+)?({_NAME})\s*+{_FROM}?$")
_CLAIM = re.compile(rf"(?:@([^\s\"]++)\s*+)?({'|'.join(CLAIM_KINDS)})?\s*+({QUOTE})?$")
_CLAIM_LINE = re.compile(rf"((?:@[^\s\"]++\s*+)?(?:{'|'.join(CLAIM_KINDS)})?\s*+{QUOTE})\s++(\S.*)$")
_GOAL = re.compile(
    rf"(entails|maximize|minimize|find|enumerate|ask|{'|'.join(OPTION_MODES)})\b([^\"]*+)({QUOTE})?$"
)
_OPTION = re.compile(rf"\(?(\w+)\)?[:.]?\s*+({QUOTE})?$")
_OPTION_LINE = re.compile(rf"(\(\w+\)|\w+[:.)])\s*+({QUOTE})?\s*+([^\s\"].*)$")
_EXCEPT: dict[OptionMode, OptionMode] = {"must": "except", "could": "cannot", "cannot": "could"}
"""What a mode with `except` behind it asks for: all must be true except one, which then need not be."""


def read_problem(text: str, label: str = "") -> Problem:
    """Return the problem that the text writes. Raises `FaultError` with every fault found."""
    _bound(text)
    return ProblemReader(label).read(text)


def _bound(text: str) -> None:
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise FaultError(Fault("too-big", f"a problem of more than {MAX_BYTES} bytes"))


class ProblemReader:
    """Reads one text; with `rules`, one in which claims are rules and there is no goal (see `rules`)."""

    def __init__(self, label: str, rules: bool = False) -> None:
        self._label = f"{label}, " if label else ""
        self._default: ClaimKind = "rule" if rules else "said"
        self._faults: list[Fault] = []
        self._sorts: list[Sort] = []
        self._symbols: list[Symbol] = []
        self._claims: list[Claim] = []
        self._goals: list[Goal] = []
        self._text: list[str] = []
        self._unique_names = True
        self._signature = Signature()

    def read(self, text: str) -> Problem:
        """Return the problem that the text writes. Raises `FaultError` with every fault found."""
        self._read(text)
        return self._problem()

    def read_rules(self, text: str) -> tuple[tuple[Sort, ...], tuple[Symbol, ...], tuple[Claim, ...]]:
        """Return the sorts, symbols and rules that the text writes. Raises `FaultError` likewise."""
        _bound(text)
        self._read(text)
        if any(claim.kind != "rule" for claim in self._claims) or self._goals or self._text:
            what = "a rule base holds rules only, no other claims, no goal and no text"
            self._faults.append(Fault("rule-form", what))
        self._refuse()
        return tuple(self._sorts), tuple(self._symbols), tuple(self._claims)

    def _read(self, text: str) -> None:
        claims: list[tuple[Block, re.Match[str]]] = []
        goals: list[tuple[Block, re.Match[str]]] = []
        for block in blocks(text):
            if self._declaration(block):
                continue
            block = _unfolded(block, _CLAIM_LINE)
            if self._default == "rule" and not (
                _CLAIM.match(block.head.text) or (block.body and _GOAL.match(block.head.text))
            ):
                block = Block(Line(block.head.number, 0, "rule"), [block.head, *block.body])
            head = block.head.text
            if match := _CLAIM.match(head):
                claims.append((block, match))
            elif match := _GOAL.match(head):
                goals.append((block, match))
            else:
                self._fault(
                    block.head,
                    "this line is neither a declaration, nor a quoted sentence, nor a goal",
                    'write `sort …`, `name : Sort -> Bool`, `"sentence"` and formulas, or `entails "…"`',
                )
            if len(self._faults) >= MAX_FAULTS:
                raise FaultError(*self._faults, Fault("too-big", f"more than {MAX_FAULTS} faults"))
        self._signature = Signature.build(self._sorts, self._symbols)
        for block, match in claims:
            self._claim(block, match)
            if len(self._faults) >= MAX_FAULTS:
                break
        for block, match in goals:
            self._goal(block, match)

    def _problem(self) -> Problem:
        if len(self._goals) != 1 and not self._faults:
            what = "there is no goal" if not self._goals else "there is more than one goal"
            self._faults.append(Fault("goal", what, hint='write one of `entails "…"`, `must "…"`, `find …`'))
        self._refuse()
        return Problem(
            tuple(self._sorts),
            tuple(self._symbols),
            tuple(self._claims),
            self._goals[0],
            "\n".join(self._text),
            self._unique_names,
        )

    def _refuse(self) -> None:
        if len(self._claims) > MAX_CLAIMS:
            self._faults.append(Fault("too-big", f"more than {MAX_CLAIMS} claims"))
        if self._faults:
            raise FaultError(*self._faults)

    def _fault(self, line: Line, what: str, hint: str = "") -> None:
        where = Span(line.text, 0, len(line.text), f"{self._label}line {line.number}")
        self._faults.append(Fault("syntax", what, where, hint))

    # --- declarations

    def _declaration(self, block: Block) -> bool:
        line = block.head
        if line.text.startswith("sort "):
            self._sort(line)
        elif match := re.match(rf"text\s+({QUOTE})$", line.text):
            self._text.append(self._unquote(line, match[1]))
        elif re.match(r"names may coincide$", line.text):
            self._unique_names = False
        elif match := _SYMBOL.match(line.text):
            args = tuple(_split(match[3] or ""))
            gloss = self._gloss(line, match[5], match[6])
            self._symbols.extend(
                Symbol(name, args, match[4], gloss, bool(match[1])) for name in _split(match[2])
            )
        else:
            return False
        if block.body:
            self._fault(block.body[0], "nothing stands below a declaration")
        return True

    def _sort(self, line: Line) -> None:
        match = _SORT.match(line.text)
        if not match:
            self._fault(line, "a sort needs a name", "write `sort Person = ann, bob`")
            return
        name, sign, members = _name(match[1]), match[2], (match[3] or "").strip()
        gloss = self._gloss(line, match[4], match[5])
        if name in BUILTIN_SORTS:
            self._fault(line, f"`{name}` is built in", "choose another name")
        bounds = re.fullmatch(r"(-?\d{1,18})\s*\.\.\s*(-?\d{1,18})", members)
        ordered = "<" in members
        elements = [_name(part) for part in re.split("<" if ordered else ",", members)] if members else []
        if sign == "=" and bounds and not gloss:
            self._sorts.append(Range(name, int(bounds[1]), int(bounds[2])))
        elif all(re.fullmatch(_NAME, element) for element in elements) and (elements or not sign):
            self._sorts.append(Enumeration(name, tuple(elements), sign == "=", ordered, gloss))
        else:
            self._fault(
                line,
                "the elements of a sort are names, or a range of whole numbers",
                "write `= ann, bob`, `= mon < tue`, `= 1..5`, or `>= ann` if others may exist",
            )

    # --- claims and goals

    def _claim(self, block: Block, match: re.Match[str]) -> None:
        kind: ClaimKind = next((kind for kind in CLAIM_KINDS if kind == match[2]), self._default)
        says = self._unquote(block.head, match[3])
        if not block.body:
            self._fault(
                block.head,
                "a sentence without a formula",
                "write its formula on the next line, indented",
            )
        for line in logical_lines(block.body):
            number = match[1] or f"c{len(self._claims) + 1}"
            formula = self._formula(line, number, kind=kind)
            if formula is not None:
                self._claims.append(Claim(number, formula, says, kind, line.text))

    def _goal(self, block: Block, match: re.Match[str]) -> None:
        verb, rest, says = match[1], match[2].strip(), self._unquote(block.head, match[3])
        if verb in OPTION_MODES:
            self._options(block, self._mode(block.head, verb, rest), says)
        elif verb in ("find", "enumerate"):
            self._search(block, verb, rest, says)
        else:
            self._single(block, verb, rest, says)

    def _mode(self, line: Line, verb: str, rest: str) -> OptionMode:
        mode = next(mode for mode in OPTION_MODES if mode == verb)
        match rest.removeprefix("be true").strip(" :"):
            case "":
                return mode
            case "except":
                return _EXCEPT.get(mode, mode)
            case _:
                self._fault(line, f"`{verb}` takes no condition", "make the condition a claim of its own")
                return mode

    def _search(self, block: Block, verb: str, rest: str, says: str) -> None:
        match = re.fullmatch(
            rf"({_NAMES})?\s*+(?:limit\s+(\d{{1,6}}))?",
            rest.removeprefix("limit") if rest == "limit" else rest,
        )
        if not match or block.body:
            self._fault(block.head, f"`{verb}` takes names of symbols", f"write `{verb} seat, colour`")
            return
        show = tuple(_split(match[1] or ""))
        limit = int(match[2] or 10)
        self._goals.append(Find(show, says) if verb == "find" else Enumerate(show, limit, says))

    def _single(self, block: Block, verb: str, rest: str, says: str) -> None:
        lines = logical_lines(block.body)
        bound = self._bindings(rest) if verb == "ask" else ()
        if len(lines) != 1 or bound is None or (rest and verb != "ask"):
            hint = (
                "write `ask x in City` and a formula below"
                if verb == "ask"
                else f'write `{verb} "…"` and its formula below'
            )
            self._fault(block.head, f"`{verb}` takes one formula, indented on the next line", hint)
            return
        formula = self._formula(lines[0], "goal", bound)
        if formula is None:
            return
        source = lines[0].text
        match verb:
            case "entails":
                self._goals.append(Entails(formula, says, source))
            case "ask":
                self._goals.append(Ask(bound, formula, says, source))
            case _:
                self._goals.append(
                    Optimise("maximize" if verb == "maximize" else "minimize", formula, says, source)
                )

    def _bindings(self, text: str) -> tuple[Binding, ...] | None:
        if not text.strip():
            return ()
        parts = [re.fullmatch(rf"({_NAME})\s+in\s+({_NAME})", part.strip()) for part in text.split(",")]
        return tuple(Binding(part[1], part[2]) for part in parts if part) if all(parts) else None

    def _options(self, block: Block, mode: OptionMode, says: str) -> None:
        options: list[Option] = []
        level = min((line.indent for line in block.body), default=0)
        for folded in nest(block.body, level):
            inner = _unfolded(folded, _OPTION_LINE)
            match = _OPTION.match(inner.head.text)
            lines = logical_lines(inner.body)
            if not match or len(lines) != 1:
                self._fault(
                    inner.head,
                    "an option is a label with one formula below it",
                    'write `A "what it says"` and the formula below, indented more',
                )
                continue
            formula = self._formula(lines[0], match[1])
            if formula is not None:
                options.append(Option(match[1], formula, self._unquote(inner.head, match[2]), lines[0].text))
        if not block.body:
            self._fault(block.head, "there are no options", 'write `A "…"` and its formula below')
        self._goals.append(Options(mode, tuple(options), says))

    def _formula(
        self, line: Line, name: str, bound: tuple[Binding, ...] = (), kind: ClaimKind = "said"
    ) -> Term | None:
        label = f"{self._label}line {line.number}"
        try:
            if kind == "rule":
                return read_rule(line.text, self._signature, label)
            return read_formula(line.text, self._signature, label, bound)
        except FaultError as error:
            self._faults.extend(error.faults)
            return None

    def _gloss(self, line: Line, origin: str | None, quoted: str | None) -> str:
        return FROM_GRAPH + " ".join(origin.split()) if origin else self._unquote(line, quoted)

    def _unquote(self, line: Line, quoted: str | None) -> str:
        if not quoted:
            return ""
        try:
            return str(json.loads(quoted))
        except ValueError:
            self._fault(
                line,
                "the quoted sentence has a bad escape",
                'write `\\"` for a quote and `\\\\` for a backslash',
            )
            return ""


def _split(names: str) -> list[str]:
    return [_name(name) for name in names.split(",") if name.strip()]


def _name(text: str) -> str:
    """Return a name as formulas spell it: Python reads names in the normal form NFKC."""
    return unicodedata.normalize("NFKC", text.strip())


def _unfolded(block: Block, pattern: re.Pattern[str]) -> Block:
    """Return a block whose formula stands on its header's line as one where it stands below."""
    match = pattern.match(block.head.text)
    if not match or block.body:
        return block
    *head, formula = (part for part in match.groups() if part)
    line = block.head
    inner = Line(line.number, line.indent + 1, formula)
    return Block(Line(line.number, line.indent, " ".join(head)), [inner])
