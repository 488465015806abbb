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
from neurosym.translate.questions.turned import merged
from neurosym.translate.triples.reading import Candidate

UNLIKELY = 0.05
"""Likelihood below which a reading is no claim of the sentence, whatever else it may be."""


def paths(sentences: Sequence[Sentence], graph: Graph, lm: SentenceLM) -> Iterator[Candidate]:
    """Yield for each sentence the triple that its likeliest reading claims, if it claims one."""
    vocabulary = Vocabulary(graph)
    reader = QuestionReader(vocabulary, lm, fresh=True)
    texts = [_marked(vocabulary.linker, one.text) for one in sentences]
    found = reader.readings(texts, ["claim"] * len(texts))
    for sentence, readings in zip(sentences, found, strict=True):
        for likely, reading in merged(one for one in readings.found if one.overlooked is None)[:1]:
            claimed = _claimed(reading.asked)
            if claimed is None:
                continue
            start, step, other = claimed
            if not {start.letter, other} <= reading.mentions.keys() or start.letter == other:
                continue
            if likely < UNLIKELY:
                continue
            ends = [label(graph, reading.mentions[letter]) for letter in (start.letter, other)]
            subject, value = ends if step.forward else ends[::-1]
            yield Candidate(subject, step.name, value, sentence.text, likely)


def _marked(linker: Linker, text: str) -> str:
    """Return a sentence with its names in brackets; a statement begins with one often.

    Names that are near others are not those: a text has new things, too.
    """
    found = (one for one in linker.link(text).mentions if one.candidates and text[one.start].isupper())
    return bracketed(text, (one for one in found if linker.labels.has(one.text)))


def _claimed(asked: Asked) -> tuple[Path, Along, str] | None:
    match asked:
        case Is(Things(Path(steps=(Along() as step,)) as path, (), None), other, False) if (
            other and path.letter
        ):
            return path, step, other
        case _:
            return None
