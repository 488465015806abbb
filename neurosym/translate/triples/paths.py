"""Sentences as candidate triples by an LM that reads sentences: a path of one step between two mentions.

It proposes only what links two things that the graph has already; new names take a chat LM.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurosym.english import Sentence
from neurosym.knowledge.link import Linker
from neurosym.knowledge.store import Graph, label
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.lm.base import SentenceLM
from neurosym.translate.questions.mentions import bracketed
from neurosym.translate.questions.notation import Along, Asked, Is, Path, Things
from neurosym.translate.questions.reader import QuestionReader
from neurosym.translate.triples.reading import Candidate


def paths(sentences: Sequence[Sentence], graph: Graph, lm: SentenceLM) -> Iterator[Candidate]:
    """Yield for each sentence the triple that its likeliest reading claims, if it claims one."""
    vocabulary = Vocabulary(graph)
    reader = QuestionReader(vocabulary, lm)
    texts = [_marked(vocabulary.linker, one.text) for one in sentences]
    found = reader.readings(texts, ["claim"] * len(texts))
    for sentence, readings in zip(sentences, found, strict=True):
        for reading in readings.found[:1]:
            claimed = _claimed(reading.asked)
            if claimed is None:
                continue
            path, step, other = claimed
            if path.letter not in reading.mentions or other not in reading.mentions:
                continue
            ends = [label(graph, reading.mentions[letter]) for letter in (path.letter, other)]
            one, two = ends if step.forward else ends[::-1]
            yield Candidate(one, step.name, two, sentence.text, reading.likelihood)


def _marked(linker: Linker, text: str) -> str:
    """Return a sentence with its names in brackets; a statement begins with one often."""
    named = (one for one in linker.link(text).mentions if one.candidates and text[one.start].isupper())
    return bracketed(text, named)


def _claimed(asked: Asked) -> tuple[Path, Along, str] | None:
    match asked:
        case Is(Things(Path(steps=(Along() as step,)) as path, (), None), other, False) if (
            other and path.letter
        ):
            return path, step, other
        case _:
            return None
