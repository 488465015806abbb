"""Questions and claims read by an LM that reads sentences: which path over a graph does a text ask for?

What the text mentions is linked first and shown as letters; the LM writes path notation under a grammar of
the graph's names. It does not know whether a path leads anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from neurosym import english
from neurosym.faults import FaultError
from neurosym.ir.core import Problem
from neurosym.knowledge.link import Linker, Mention
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.steps import Step, Steps
from neurosym.knowledge.store import Graph
from neurosym.knowledge.vocabulary import Kind, Property, Vocabulary
from neurosym.lm.base import SentenceLM
from neurosym.translate.questions.formula import Meaning
from neurosym.translate.questions.grammar import Names, grammar
from neurosym.translate.questions.notation import Asked, read, written
from neurosym.translate.questions.prompt import LETTERS, prompt
from neurosym.translate.sentences.notation.copying import prompt_of

MAX_PROPERTIES = 16
"""Properties that an LM is shown."""
MAX_CLASSES = 8
BEST = 4
"""Readings that are asked for."""
MAX_MEANINGS = 8
"""Meanings of the mentions that are tried with one reading."""
MAX_NODES = 3
"""Nodes that one mention may mean."""
MAX_TOKENS = 64

LIKELY = 0.5
"""Score of a mention from which it is one, where the text marks none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: the path, its likelihood of all paths, and what its letters mean."""

    asked: Asked
    likelihood: float
    mentions: Mapping[str, Node]
    problem: Problem

    def __str__(self) -> str:
        return written(self.asked)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text as the LM is shown it."""

    text: str
    line: str
    grammar: str
    letters: Mapping[str, Mention]


class QuestionReader:
    """Reads questions about one graph with one LM."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, linker: Linker, lm: SentenceLM) -> None:
        self._graph, self._vocabulary, self._linker, self._lm = graph, vocabulary, linker, lm
        self._properties: dict[str, Property] = {}
        for one in vocabulary.properties.values():
            self._properties.setdefault(one.words, one)
        self._kinds: dict[str, Kind] = {}
        for kind in vocabulary.kinds.values():
            self._kinds.setdefault(kind.words, kind)
        self._words = {one.iri: one.words for one in self._properties.values()}
        self._terms = {*vocabulary.terms}
        self._steps = Steps.of(graph, self._words.keys())

    def readings(self, texts: Sequence[str]) -> list[list[Reading]]:
        """Return the readings of each text, the likeliest first; none where there are none."""
        shown = [self._shown(text) for text in texts]
        lines = [prompt_of(one.line) for one in shown]
        told = self._lm.write(lines, [one.grammar for one in shown], best=BEST, max_tokens=MAX_TOKENS)
        found = []
        for one, replies in zip(shown, told, strict=True):
            parsed = []
            for reply in replies:
                try:
                    asked = read(reply.text, [*self._properties], [*self._kinds])
                except FaultError:
                    continue
                parsed.append((asked, reply.likelihood))
            found.append([reading for asked, sure in parsed for reading in self._meant(one, asked, sure)])
        return found

    def _meant(self, shown: _Shown, asked: Asked, likelihood: float) -> Iterator[Reading]:
        """Yield a reading with each meaning of its mentions, the likeliest meanings first."""
        said = written(asked).split()
        used = [letter for letter in shown.letters if letter in said]
        choices = [
            [candidate.node for candidate in shown.letters[letter].candidates[:MAX_NODES]] for letter in used
        ]
        for nodes in islice(product(*choices), MAX_MEANINGS):
            mentions = dict(zip(used, nodes, strict=True))
            names = {letter: self._vocabulary.element(node) for letter, node in mentions.items()}
            try:
                problem = Meaning(self._properties, self._kinds, names).problem(asked, shown.text)
            except FaultError:
                continue
            yield Reading(asked, likelihood, mentions, problem)

    # --- what the LM is shown

    def _shown(self, text: str) -> _Shown:
        linked = self._linker.link(text)
        things = [self._thing(mention) for mention in linked.mentions]
        chosen = _chosen([one for one in things if one.candidates], some=not self._kinds)
        mentions = sorted(chosen, key=lambda one: one.start)
        mentions = mentions[: len(LETTERS)]
        letters = dict(zip(LETTERS, mentions, strict=False))
        question = _lettered(text, letters)
        first = {letter: self._first(mention) for letter, mention in letters.items()}
        properties = self._relevant(question, first)
        classes = _nearest(question, [*self._kinds], MAX_CLASSES)
        after = {
            (self._words[step[0]], step[1]): [(self._words[one], way) for one, way in sorted(others)]
            for step, others in self._steps.after.items()
        }
        named = {
            letter: [(self._words[iri], way) for iri, way in sorted(steps)] for letter, steps in first.items()
        }
        names = Names(properties, classes, after, named)
        line = prompt(properties, classes, question)
        return _Shown(text, line, grammar(names, question, len(letters)), letters)

    def _thing(self, mention: Mention) -> Mention:
        """Return a mention without the words of the vocabulary that it may mean: `country` names no thing."""
        things = (one for one in mention.candidates if one.node not in self._terms)
        return replace(mention, candidates=tuple(things))

    def _first(self, mention: Mention) -> frozenset[Step]:
        return self._steps.first(self._graph, [one.node for one in mention.candidates[:MAX_NODES]])

    def _relevant(self, question: str, first: Mapping[str, frozenset[Step]]) -> list[str]:
        """Return the properties to show: all of a small graph, else those in reach that sound alike."""
        names = [*self._properties]
        if len(names) <= MAX_PROPERTIES:
            return names
        near = {iri for steps in first.values() for iri, _ in steps}
        reach = near | {
            iri for steps in first.values() for step in steps for iri, _ in self._steps.after[step]
        }
        score = dict.fromkeys(names, 0)
        for place, name in enumerate(_nearest(question, names, len(names))):
            score[name] -= place
        for name in names:
            iri = self._properties[name].iri
            score[name] += len(names) * ((iri in near) + (iri in reach))
        return sorted(names, key=lambda name: -score[name])[:MAX_PROPERTIES]


def _chosen(mentions: Sequence[Mention], some: bool) -> list[Mention]:
    """Return what a text mentions: marked ones, else likely ones, else the likeliest if it must be `some`.

    A graph with classes can be asked without: "which country is the largest?"
    """
    marked = [one for one in mentions if one.marked]
    likely = [one for one in mentions if one.score >= LIKELY]
    return marked or likely or [*mentions[: int(some)]]


def _lettered(text: str, letters: Mapping[str, Mention]) -> str:
    """Return a text with letters for its mentions, and without the marks around them."""
    said, place = [], 0
    for letter, mention in letters.items():
        begin, end = mention.start, mention.end
        if text[begin - 1 : begin] + text[end : end + 1] in ("[]", '""', "“”", "«»", "''"):
            begin, end = begin - 1, end + 1
        said += [text[place:begin], letter]
        place = end
    return "".join([*said, text[place:]])


def _nearest(question: str, names: Sequence[str], most: int) -> list[str]:
    """Return the names that share most of their word stems with a question."""
    asked = {english.base(word.casefold()) for word in english.tokens(question)}
    shared = {name: len(asked & {english.base(word.casefold()) for word in name.split()}) for name in names}
    return sorted(names, key=lambda name: -shared[name])[:most]
