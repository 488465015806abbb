"""Claims quote the text word for word, and every sentence of the text is quoted. Knows no formulas.

Case, blanks, kinds of quotation marks and what a quote leaves out with `…` do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from neurosym.check.base import Repair
from neurosym.check.negation import denials
from neurosym.check.places import shown
from neurosym.english import Sentence, fold, numbers, sentences
from neurosym.faults import Fault, Span, visible
from neurosym.ir.core import Options, Problem

_HINTS = 20
"""Quotes that get a nearest sentence: looking for one compares the quote with all sentences."""
_REPORTED = 500
"""Unquoted sentences that are reported one by one."""
_NEAR, _SAME = 60, 90
"""Likeness from 0 to 100: of a sentence that may have been meant, and of one that surely was."""
_WORK = 400_000_000
"""Characters that the search for quotes may walk through in all."""
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)\s*")
_EDGES = " .,;:!?\"'()"


def verbatim_quotes(problem: Problem) -> Iterator[Fault]:
    """Every `said` claim quotes words that stand in the text (warning `quote`)."""
    for number, (claim, quote) in enumerate(_misquotes(problem)):
        nearest = _nearest(quote, problem.text) if number < _HINTS else None
        hint = (
            f"the nearest sentence is “{visible(nearest[0].text)}”"
            if nearest
            else "quote the text word for word"
        )
        where = Span(quote, 0, len(quote), "quoted")
        yield Fault("quote", "the quoted sentence is not in the text", where, hint, claim, "warning")


def requote(problem: Problem) -> Iterator[Repair]:
    """Put the sentence of the text where a quote is nearly that sentence, with its numbers and negations."""
    for number, (_, quote) in enumerate(_misquotes(problem)):
        nearest = _nearest(quote, problem.text) if number < _HINTS else None
        if nearest is None or nearest[1] < _SAME:
            continue
        sentence = nearest[0].text
        if numbers(sentence) == numbers(quote) and denials(sentence) == denials(quote):
            claims = tuple(
                replace(claim, says=sentence) if claim.says == quote else claim for claim in problem.claims
            )
            what = f"{shown(quote)} quotes {shown(sentence)}."
            yield Repair("quote", what, replace(problem, claims=claims))


def quoted_sentences(problem: Problem) -> Iterator[Fault]:
    """Every sentence of the text is quoted by a claim, by the goal or by an option (warning `not-quoted`)."""
    for sentence in unquoted_sentences(problem)[:_REPORTED]:
        where = Span(problem.text, sentence.start, sentence.start + len(sentence.text))
        hint = "write a claim for it, or leave it if the question does not hang on it"
        yield Fault("not-quoted", "no claim quotes this sentence", where, hint, severity="warning")


def unquoted_sentences(problem: Problem) -> list[Sentence]:
    """Return the sentences of which less than half is quoted; none where nothing quotes anything.

    The question itself need not be quoted where the goal or its options quote something; nor need the
    heading before it.
    """
    options = problem.goal.options if isinstance(problem.goal, Options) else ()
    quotes = [part.says for part in (*problem.claims, problem.goal, *options) if part.says]
    quotes += [f"{option.label}{mark} {option.says}" for option in options for mark in (")", ".") if quotes]
    if not quotes or not problem.text:
        return []
    asks = bool(problem.goal.says or options)
    unquoted = _Text.of(problem.text).unquoted(dict.fromkeys(quotes))
    question = ("?", problem.goal.says) if problem.goal.says else ("?",)
    return [sentence for sentence in unquoted if not (asks and sentence.text.endswith(question))]


def _misquotes(problem: Problem) -> Iterator[tuple[str, str]]:
    """Yield the quotes that are not in the text, each once, with the claim that has it first."""
    if not problem.text:
        return
    text = _Text.of(problem.text, problem.goal.says)
    seen: set[str] = set()
    for claim in problem.claims:
        if claim.kind == "said" and claim.says and claim.says not in seen:
            seen.add(claim.says)
            if not text.holds(claim.says):
                yield claim.id, claim.says


def _nearest(quote: str, text: str) -> tuple[Sentence, float] | None:
    """Return the sentence that is most like a quote, and how much."""
    known = sentences(text)
    found = process.extractOne(
        fold(quote), [fold(sentence.text) for sentence in known], scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return (known[found[2]], found[1]) if found else None


@dataclass(slots=True)
class _Text:
    """The sentences of a text, folded and joined, to look quotes up in."""

    sentences: Sequence[Sentence]
    folded: Sequence[str]
    joined: str
    starts: Sequence[int]
    work: int = 0

    @classmethod
    def of(cls, *texts: str) -> _Text:
        found = [sentence for text in texts for sentence in sentences(text)]
        folded = [fold(sentence.text) for sentence in found]
        starts, place = [], 0
        for part in folded:
            starts.append(place)
            place += len(part) + 1
        return cls(found, folded, " ".join(folded), starts)

    def holds(self, quote: str) -> bool:
        """Say whether all that is quoted is in the text; too long a search counts as found."""
        return all(self._find(part) is not None for part in _parts(quote))

    def unquoted(self, quotes: Iterable[str]) -> Iterator[Sentence]:
        """Yield the sentences of which the quotes cover less than half."""
        covered = [0] * len(self.folded)
        for quote in quotes:
            for part in _parts(quote):
                start = self._find(part)
                if start is not None:
                    self._cover(covered, start, start + len(part))
        for sentence, part, count in zip(self.sentences, self.folded, covered, strict=True):
            if 2 * count < len(part):
                yield sentence

    def _find(self, part: str) -> int | None:
        if self.work > _WORK:
            return 0
        start = self.joined.find(part)
        self.work += start if start >= 0 else len(self.joined)
        return start if start >= 0 else None

    def _cover(self, covered: list[int], start: int, stop: int) -> None:
        first = max(0, bisect_right(self.starts, start) - 1)
        for number in range(first, len(covered)):
            begin = self.starts[number]
            if begin >= stop:
                return
            end = begin + len(self.folded[number])
            covered[number] += max(0, min(stop, end) - max(start, begin))


def _parts(quote: str) -> list[str]:
    """Return the pieces of a quote between its ellipses, folded, without punctuation at their ends."""
    return [part for piece in _ELLIPSIS.split(fold(quote)) if (part := piece.strip(_EDGES))]
