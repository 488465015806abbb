"""Sentences that differ only in names and numbers have formulas that differ only in these.

From "Wharton serves on finance", `serves(wharton) == finance`, follows what "Guzman serves on incentives"
is. A phrasing whose examples disagree is not used. Knows no English but where names and numbers stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.check.english import NUMBER_WORDS, ORDINALS, fold, words
from neurosym.check.places import places
from neurosym.ir.core import Apply, Element, Enumeration, Num, Problem, Term
from neurosym.ir.walk import subterms, transform

_NAMES = 2_000
"""Names of a problem that are looked for in its sentences."""
_LONGEST = 400
"""Characters of a sentence that is looked into."""

Mentions = tuple[Term, ...]
"""What a sentence names: individuals, constants and numbers, in their order."""


@dataclass(frozen=True, slots=True)
class _Example:
    formulas: tuple[Term, ...]
    mentions: Mentions


@dataclass(slots=True)
class Phrasebook:
    """The phrasings of a problem with their formulas."""

    names: Mapping[str, tuple[Term, str]]
    pattern: re.Pattern[str]
    examples: dict[str, list[_Example]] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem) -> Phrasebook:
        """Learn the phrasings of all claims and options that quote a sentence."""
        names = dict(_names(problem))
        forms = sorted(names, key=len, reverse=True)[:_NAMES]
        numbers = [*NUMBER_WORDS, *ORDINALS]
        known = "|".join(re.escape(form) for form in (*forms, *numbers))
        book = cls(names, re.compile(rf"(?<![\w-])(?:{known}|\d{{1,9}})(?![\w-])"))
        said: dict[str, list[Term]] = {}
        for place in places(problem):
            if place.role in ("said", "option") and 0 < len(place.says) <= _LONGEST:
                said.setdefault(place.says, []).append(place.formula)
        for says, formulas in said.items():
            phrase, mentions = book.phrase(says)
            book.examples.setdefault(phrase, []).append(_Example(tuple(formulas), mentions))
        return book

    def phrase(self, sentence: str) -> tuple[str, Mentions]:
        """Return a sentence with its names and numbers taken out, and these."""
        mentions: list[Term] = []

        def slot(match: re.Match[str]) -> str:
            term, kind = self._mention(match[0])
            mentions.append(term)
            return f"<{kind}>"

        return self.pattern.sub(slot, _plain(sentence)).strip(" .,;:!?"), tuple(mentions)

    def _mention(self, form: str) -> tuple[Term, str]:
        if form in self.names:
            return self.names[form]
        number = NUMBER_WORDS.get(form, ORDINALS.get(form))
        return Num(int(form) if number is None else number), "ordinal" if form in ORDINALS else "number"

    def formulas(self, sentence: str) -> tuple[Term, ...]:
        """Return the formulas of a sentence by analogy; none where nothing is like it, or in two ways."""
        phrase, mentions = self.phrase(sentence)
        if not mentions:
            return ()
        read = {_adapted(example, mentions) for example in self.examples.get(phrase, ())}
        read.discard(None)
        return (read.pop() or ()) if len(read) == 1 else ()


def _adapted(example: _Example, mentions: Mentions) -> tuple[Term, ...] | None:
    """Return the formulas of an example for other mentions; None where they do not say where these go."""
    new: dict[Term, Term] = {}
    for old, other in zip(example.mentions, mentions, strict=True):
        if new.setdefault(old, other) != other:
            return None
    written = {part for formula in example.formulas for part in subterms(formula)}
    if any(old != other and old not in written for old, other in new.items()):
        return None
    return tuple(transform(formula, lambda term: new.get(term, term)) for formula in example.formulas)


def _names(problem: Problem) -> Iterator[tuple[str, tuple[Term, str]]]:
    """Yield how individuals and constants are called in sentences, with their terms and sorts."""
    for symbol in problem.symbols:
        if not symbol.args:
            yield _form(symbol.name), (Apply(symbol.name), symbol.result)
    for sort in problem.sorts:
        if isinstance(sort, Enumeration):
            for name in sort.elements:
                yield _form(name), (Element(name), sort.name)


def _form(name: str) -> str:
    return name if len(name) == 1 else " ".join(words(name))


def _plain(sentence: str) -> str:
    """Return a sentence folded, but for capital letters that stand alone and are names: `H before S`."""
    alone = iter(re.findall(r"(?<![\w'])\w(?![\w'])", sentence))
    return re.sub(r"(?<![\w'])\w(?![\w'])", lambda match: next(alone, match[0]), fold(sentence))
