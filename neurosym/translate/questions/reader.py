"""Questions and claims read by an LM that reads sentences: which path over a graph does a text ask for?

What the text mentions is linked first and shown as letters; the LM writes path notation under a grammar of
the graph's names. It does not know whether a path leads anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from neurosym.english import singular
from neurosym.faults import Fault, FaultError
from neurosym.knowledge.link import Mention
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.ways import Step
from neurosym.lm.base import SentenceLM
from neurosym.translate.questions.formula import Meaning
from neurosym.translate.questions.grammar import Names, grammar
from neurosym.translate.questions.heard import overlooked
from neurosym.translate.questions.mentions import alike, chosen, lettered, nearest
from neurosym.translate.questions.notation import Asked, read, written
from neurosym.translate.questions.prompt import LETTERS, prompt
from neurosym.translate.questions.reading import Form, Reading, Readings, Tried
from neurosym.translate.sentences.notation.copying import prompt_of

MAX_PROPERTIES = 24
"""Properties that an LM is shown."""
MAX_CLASSES = 8
BEST = 4
"""Readings that are asked for."""
MAX_MEANINGS = 8
"""Meanings of the mentions that are tried with one reading."""
MAX_NODES = 3
"""Nodes that one mention may mean."""
MAX_TOKENS = 64


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text as the LM is shown it; `question` has letters for its mentions."""

    text: str
    question: str
    line: str
    grammar: str
    letters: Mapping[str, Mention]


class QuestionReader:
    """Reads questions about one graph with one LM.

    `fresh`: what is read may be news to the graph, so that things may have what none says of them there.
    """

    def __init__(self, vocabulary: Vocabulary, lm: SentenceLM, fresh: bool = False) -> None:
        self._fresh = fresh
        self._vocabulary, self._lm = vocabulary, lm
        self._properties = vocabulary.properties.in_words
        self._kinds = vocabulary.kinds.in_words
        self._words = {one.iri: one.words for one in self._properties.values()}
        self._called = {kind.iri: kind.words for kind in self._kinds.values()}

    def readings(self, texts: Sequence[str], forms: Sequence[Form] = ()) -> list[Readings]:
        """Return the readings of each text, the likeliest first; none where there are none."""
        wanted: list[Form] = [*forms] or ["any"] * len(texts)
        shown = [self._shown(text, form) for text, form in zip(texts, wanted, strict=True)]
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
            meant = [reading for asked, sure in parsed for reading in self._meant(one, asked, sure)]
            found.append(Readings(tuple(meant)))
        return found

    def _meant(self, shown: _Shown, asked: Asked, likelihood: float) -> Iterator[Reading]:
        """Yield a reading with each meaning of its mentions, the likeliest meanings first."""
        words = written(asked).split()
        used = [letter for letter in shown.letters if letter in words]
        choices = [
            [candidate.node for candidate in shown.letters[letter].candidates[:MAX_NODES]] for letter in used
        ]
        texts = {letter: mention.text for letter, mention in shown.letters.items()}
        missed = overlooked(shown.question, asked, texts, [*self._properties], [*self._kinds])
        for nodes in islice(product(*choices), MAX_MEANINGS):
            mentions = dict(zip(used, nodes, strict=True))
            names = {letter: self._vocabulary.element(node) for letter, node in mentions.items()}
            try:
                problem = Meaning(self._properties, self._kinds, names).problem(asked, shown.text)
            except FaultError:
                continue
            said = f"{written(asked)} ({likelihood:.0%})"
            tried = Tried(self._lm.name, said, mode="schema")
            guessed = tuple(self._guessed(shown.letters[letter], mentions[letter]) for letter in used)
            near = tuple(fault for fault in guessed if fault is not None)
            yield Reading(asked, likelihood, mentions, problem, tried, missed, near)

    def _guessed(self, mention: Mention, node: Node) -> Fault | None:
        """Return a warning where nothing has the name that a text mentions, and a near one was taken."""
        labels = self._vocabulary.labels
        if labels.has(mention.text) or labels.has(singular(mention.text)):
            return None
        called = next(one.label for one in mention.candidates if one.node == node)
        what = f"nothing is called `{mention.text}`; `{called}` was taken"
        return Fault("near-name", what, severity="warning")

    # --- what the LM is shown

    def _shown(self, text: str, form: Form) -> _Shown:
        linked = self._vocabulary.linker.link(text)
        things = [mention.without(self._vocabulary.terms) for mention in linked.mentions]
        mentioned = chosen([one for one in things if one.candidates], some=not self._kinds)
        mentions = sorted(mentioned, key=lambda one: one.start)[: len(LETTERS)]
        letters = dict(zip(LETTERS, mentions, strict=False))
        question = lettered(text, letters)
        first = {letter: self._first(mention) for letter, mention in letters.items()}
        properties = self._relevant(question, first)
        classes = nearest(question, [*self._kinds], MAX_CLASSES)
        names = Names(
            properties,
            classes,
            [name for name in properties if self._properties[name].numeric],
            self._after,
            {} if self._fresh else {letter: self._in_words(steps) for letter, steps in first.items()},
            self._members,
            self._kinds_of,
        )
        line = prompt(properties, classes, question)
        return _Shown(text, question, line, grammar(names, question, len(letters), form), letters)

    @cached_property
    def _after(self) -> dict[tuple[str, bool], list[tuple[str, bool]]]:
        after = self._vocabulary.ways.after.items()
        return {(self._words[step[0]], step[1]): self._in_words(others) for step, others in after}

    @cached_property
    def _members(self) -> dict[str, list[tuple[str, bool]]]:
        members = self._vocabulary.ways.members
        return {words: self._in_words(members.get(kind, ())) for kind, words in self._called.items()}

    @cached_property
    def _kinds_of(self) -> dict[tuple[str, bool], list[str]]:
        kinds = self._vocabulary.ways.kinds.items()
        return {
            (self._words[iri], forward): sorted(self._called[one] for one in some if one in self._called)
            for (iri, forward), some in kinds
        }

    def _in_words(self, steps: Collection[Step]) -> list[tuple[str, bool]]:
        return sorted((self._words[iri], forward) for iri, forward in steps)

    def _first(self, mention: Mention) -> frozenset[Step]:
        nodes = [one.node for one in mention.candidates[:MAX_NODES]]
        return self._vocabulary.ways.first(self._vocabulary.graph, nodes)

    def _relevant(self, question: str, first: Mapping[str, frozenset[Step]]) -> list[str]:
        """Return the properties to show: all of a small graph, else those in reach that sound alike."""
        names = [*self._properties]
        if len(names) <= MAX_PROPERTIES:
            return names
        # what is said of the classes that are named is as near as what is said of the things
        named = [kind for kind, words in self._called.items() if alike(question, words)]
        leaving = [*first.values(), *(self._vocabulary.ways.members.get(kind, frozenset()) for kind in named)]
        near = {iri for steps in leaving for iri, _ in steps}
        reach = near | {
            iri for steps in leaving for step in steps for iri, _ in self._vocabulary.ways.after[step]
        }
        score = dict.fromkeys(names, 0)
        for place, name in enumerate(nearest(question, names, len(names))):
            score[name] -= place
        for name in names:
            iri = self._properties[name].iri
            score[name] += len(names) * ((iri in near) + (iri in reach))
        return sorted(names, key=lambda name: -score[name])[:MAX_PROPERTIES]
