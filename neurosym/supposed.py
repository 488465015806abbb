"""What the answer would be if a sentence were another: read, put in the place of what it contradicts, solved.

A change is a formula of the problem's notation, `c6: formula`, `without c6`, or a sentence. Of the reading of
a sentence nothing is taken but its own claims: all else stays as it was read before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from neurosym import check
from neurosym.answer import Answer
from neurosym.course import Candidate
from neurosym.explain.plans.change import Change, Swap, dropped, exchanged, said_anew
from neurosym.explain.plans.comparison import Comparison
from neurosym.explain.say import fault_line
from neurosym.faults import Fault, FaultError, errors
from neurosym.ir.core import TRUE, Claim, Problem, Symbol, Term
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.walk import symbols_in
from neurosym.translate.draft import Draft
from neurosym.translate.further import drafts, further
from neurosym.translate.sentences.doubt import DOUBTFUL
from neurosym.translate.sentences.translator import SentenceTranslator
from neurosym.translate.translator import Translator

AnyTranslator: TypeAlias = "Translator | SentenceTranslator"

Read: TypeAlias = tuple[tuple[Claim, ...], tuple[Symbol, ...], tuple[Fault, ...]]
"""Claims, the symbols that they need beside the known ones, and warnings about them."""

NAMES = 6
"""Names that a hint shows."""

_WITHOUT = re.compile(r"\s*without\s+@?(?P<id>\S+?)\s*")
_INSTEAD = re.compile(r"\s*@?(?P<id>[^\s:]+)\s*:(?P<formula>.*)", re.DOTALL)
_OPERATORS = re.compile(r"[<>=()]|\b(?:and|or|not)\b")
_COMPARISON = re.compile(r"[<>=!]=|[<>]")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer to a changed problem, beside the one before; `warnings` are about how it was read."""

    answer: Answer
    comparison: Comparison
    warnings: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        return "\n".join(
            (str(self.comparison), *(f"warning: {fault_line(fault)}" for fault in self.warnings))
        )


@dataclass(frozen=True, slots=True)
class Supposing:
    """Changes problems. `translators` gives who reads sentences, in the order in which they are asked.

    `examined` says what a draft comes to, `solved` answers a problem without faults.
    """

    translators: Callable[[], Iterable[AnyTranslator]]
    examined: Callable[[Draft], Candidate]
    solved: Callable[[Problem], Answer]

    def what_if(self, answer: Answer, changes: Sequence[str]) -> WhatIf:
        """Return the answer with all changes. Raises `FaultError`: `what-if`, or what is wrong with them."""
        before, result = answer.problem, answer.result
        if before is None or result is None or answer.verdict is not result.verdict:
            raise FaultError(Fault("what-if", "nothing was decided that could come out otherwise"))
        problem, swaps, warnings = before, list[Swap](), list[Fault]()
        for change in changes:
            made, faults = self._changed(answer, problem, change)
            problem = made.problem
            swaps += made.swaps
            warnings += faults
        if wrong := errors(check.examine(problem)):
            raise FaultError(*wrong)
        after = replace(self.solved(problem), text=answer.text)
        then = after.result or result
        comparison = Comparison(before, result, Change(problem, tuple(swaps)), then)
        return WhatIf(after, comparison, tuple(warnings))

    def _changed(self, answer: Answer, problem: Problem, change: str) -> tuple[Change, Sequence[Fault]]:
        names = Signature.of(problem)
        if match := _WITHOUT.fullmatch(change):
            return dropped(problem, match["id"]), ()
        ids = {claim.id for claim in problem.claims}
        match = _INSTEAD.fullmatch(change)
        if match and (match["id"] in ids or _COMPARISON.search(match["formula"])):
            formula = read_formula(match["formula"].strip(), names)
            return exchanged(problem, match["id"], _sound(formula, problem)), ()
        if _OPERATORS.search(change) and (told := _formula(change, names)) is not None:
            return said_anew(problem, [Claim("", _sound(told, problem), source=change)]), ()
        said = further(change)
        claims, symbols, faults = self._read(answer, problem, said.text)
        wider = replace(problem, symbols=(*problem.symbols, *symbols))
        quoted = (replace(claim, says=claim.says if not said.more else change) for claim in claims)
        return said_anew(wider, tuple(quoted), said.more), faults

    def _read(self, answer: Answer, problem: Problem, sentence: str) -> Read:
        """Return what the first one reads whose reading can be tied to the problem. Raises `FaultError`."""
        text = answer.text or problem.text
        if not text:
            what = "there is no text that a sentence could belong to"
            raise FaultError(Fault("what-if", what, hint=_hint(problem)))
        faults: list[Fault] = []
        for translator in self.translators():
            for draft in drafts(translator, problem, text, sentence):
                try:
                    return _tied(self.examined(draft), problem, sentence)
                except FaultError as error:
                    faults += error.faults
        raise FaultError(*dict.fromkeys(faults))


def _formula(text: str, names: Signature) -> Term | None:
    """Return a text as a formula if it is one, and no sentence."""
    try:
        return read_formula(text, names)
    except FaultError:
        if _COMPARISON.search(text):
            raise
        return None


def _sound(formula: Term, problem: Problem) -> Term:
    """Return a formula that can be a claim of the problem. Raises `FaultError` with what is wrong with it."""
    claim = Claim("", formula, source=print_formula(formula))
    wrong = errors(check.examine(replace(problem, claims=(*problem.claims, claim))))
    if about := [fault for fault in wrong if not fault.claim]:
        raise FaultError(*about)
    return formula


def _tied(candidate: Candidate, problem: Problem, sentence: str) -> Read:
    """Return what a draft makes of a sentence. Raises `FaultError` where that is nothing, or in the air."""
    read = candidate.draft.problem
    known = {claim.formula for claim in problem.claims} | {TRUE}
    claims = tuple(
        claim
        for claim in (read.claims if read else ())
        if claim.formula not in known and _quotes(claim, sentence)
    )
    ids = {claim.id for claim in claims}
    about = [fault for fault in candidate.faults if fault.claim in ids]
    if stopping := [fault for fault in about if fault.severity == "error" or fault.code == DOUBTFUL]:
        raise FaultError(*(replace(fault, claim="", severity="error") for fault in stopping))
    if not claims or read is None:
        what = f"nothing was read that would change anything: {sentence}"
        of_it = [fault for fault in candidate.draft.faults if fault.where and fault.where.text in sentence]
        raise FaultError(*of_it, Fault("what-if", what, hint=_hint(problem)))
    names = {symbol.name for symbol in problem.symbols}
    loose = list(claims)
    while tied := [claim for claim in loose if symbols_in(claim.formula) & names]:
        names |= {name for claim in tied for name in symbols_in(claim.formula)}
        loose = [claim for claim in loose if claim not in tied]
    if loose:
        what = f"it was read as `{print_formula(loose[0].formula)}`, of which nothing else speaks"
        raise FaultError(Fault("what-if", what, hint=_hint(problem)))
    old = {symbol.name for symbol in problem.symbols}
    symbols = tuple(one for one in read.symbols if one.name in names - old)
    return claims, symbols, tuple(replace(fault, claim="") for fault in about)


def _quotes(claim: Claim, sentence: str) -> bool:
    quoted = claim.says.strip(" .")
    return bool(quoted) and (quoted in sentence or sentence.strip(" .") in quoted)


def _hint(problem: Problem) -> str:
    names = [f"`{symbol.name}`" for symbol in problem.symbols][:NAMES]
    return f"write it as a formula over {', '.join(names)}" if names else ""
