"""Sentences that differ only in names and numbers have formulas that differ only in these.

From "Wharton must serve on finance", `serves(wharton) == finance`, follows what "Guzman serves on incentives"
is, and what "Guzman does not serve on incentives" denies. A phrasing whose examples disagree is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.check.places import flip, places
from neurosym.english import NUMBER_WORDS, ORDINALS, base, fold, words
from neurosym.ir.core import Apply, Element, Enumeration, Num, Problem, Term
from neurosym.ir.walk import subterms, transform

_NAMES = 2_000
"""Names of a problem that are looked for in its sentences."""
_LONGEST = 400
"""Characters of a sentence that is looked into."""
_IDLE = frozenset({"must", "will", "shall", "do", "does", "did"})
"""Words that a claim may have and a condition of the same content may not."""

Mentions = tuple[Term, ...]
"""What a sentence names: individuals, constants and numbers, in their order."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence without its names, its numbers, `not` and `must`; `denied` where it has one `not`."""

    words: str
    mentions: Mentions
    denied: bool


@dataclass(frozen=True, slots=True)
class _Example:
    formulas: tuple[Term, ...]
    phrase: Phrase


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
            phrase = book.phrase(says)
            book.examples.setdefault(phrase.words, []).append(_Example(tuple(formulas), phrase))
        return book

    def phrase(self, sentence: str) -> Phrase:
        """Return a sentence with its names and numbers taken out, and its words in their plain forms."""
        mentions: list[Term] = []

        def slot(match: re.Match[str]) -> str:
            term, kind = self._mention(match[0])
            mentions.append(term)
            return f"<{kind}>"

        heard = self.pattern.sub(slot, _plain(sentence)).replace("n't ", " not ").replace("cannot", "not")
        said = re.findall(r"<[^>]*>|\w+|[^\w\s]", heard.strip(" .,;:!?"))
        kept = [base(word) for word in said if word not in _IDLE and word != "not"]
        return Phrase(" ".join(kept), tuple(mentions), said.count("not") % 2 == 1)

    def _mention(self, form: str) -> tuple[Term, str]:
        if form in self.names:
            return self.names[form]
        number = NUMBER_WORDS.get(form, ORDINALS.get(form))
        return Num(int(form) if number is None else number), "ordinal" if form in ORDINALS else "number"

    def formulas(self, sentence: str) -> tuple[Term, ...]:
        """Return the formulas of a sentence by analogy; none where nothing is like it, or in two ways."""
        phrase = self.phrase(sentence)
        if not phrase.mentions:
            return ()
        read = {_adapted(example, phrase) for example in self.examples.get(phrase.words, ())}
        read.discard(None)
        return (read.pop() or ()) if len(read) == 1 else ()


def _adapted(example: _Example, phrase: Phrase) -> tuple[Term, ...] | None:
    """Return the formulas of an example for other mentions; None where they do not say where these go."""
    new: dict[Term, Term] = {}
    for old, other in zip(example.phrase.mentions, phrase.mentions, strict=True):
        if new.setdefault(old, other) != other:
            return None
    written = {part for formula in example.formulas for part in subterms(formula)}
    if any(old != other and old not in written for old, other in new.items()):
        return None
    formulas = tuple(transform(formula, lambda term: new.get(term, term)) for formula in example.formulas)
    if example.phrase.denied == phrase.denied:
        return formulas
    return (flip(formulas[0]),) if len(formulas) == 1 else None


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
