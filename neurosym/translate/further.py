"""One more sentence for a text that was read: where it may stand, and who reads it how. Solves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from neurosym.english import NUMBER_WORDS, base, tokens
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.assemble import disassemble
from neurosym.ir.core import Problem
from neurosym.translate.draft import Draft
from neurosym.translate.sentences.split import split
from neurosym.translate.sentences.translator import SentenceTranslator
from neurosym.translate.translator import Translator

_LEAD = re.compile(r"(?:(?:and\s+)?what\s+if|suppose(?:\s+that)?|assume(?:\s+that)?|if)\s+", re.IGNORECASE)
_NUMBER = rf"(?:\d[\d.,]*|(?:{'|'.join(NUMBER_WORDS)})\b)"
_MORE = re.compile(
    rf"(?P<figure>\b{_NUMBER})\s+(?P<way>more|extra|additional|further|fewer|less)\b"
    rf"|\b(?:another|an?\s+(?:extra|additional|further))\s+(?P<after>{_NUMBER})",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:%|\bper\s?cent)\s+(?:more|less|fewer|extra|additional)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Further:
    """A sentence as it would stand in a text. `more`: 1 or -1 where its figure is told as more or as less."""

    text: str
    more: int = 0


def further(words: str) -> Further:
    """Return what is asked about as a sentence. Raises `FaultError` (`what-if`) on shares of more or less."""
    said = _LEAD.sub("", " ".join(words.split()), count=1).rstrip("?").rstrip()
    if _SHARE.search(said):
        what = "it says which share more or less"
        raise FaultError(Fault("what-if", what, hint="say how much it is then"))
    more = 0
    if (match := _MORE.search(said)) and " than " not in said:
        more = -1 if (match["way"] or "").lower() in ("fewer", "less") else 1
        said = f"{said[: match.start()]}{match['figure'] or match['after']}{said[match.end() :]}"
    ended = said if said.endswith((".", "!")) else f"{said}."
    return Further(ended[:1].upper() + ended[1:], more)


def drafts(
    translator: Translator | SentenceTranslator, problem: Problem, text: str, sentence: str
) -> Iterator[Draft]:
    """Yield drafts of the text with the sentence; of an LM that writes whole problems the one it mends."""
    if isinstance(translator, SentenceTranslator):
        for place in _places(text, sentence):
            yield translator.draft(f"{text[:place]}{sentence} {text[place:]}")
        return
    whole = f"{text.rstrip()}\n{sentence}"
    wire = disassemble(replace(problem, text=whole))
    where = Span(whole, len(whole) - len(sentence), len(whole))
    hint = "write a claim for it; where another claim says something else of the same, change that claim"
    fault = Fault("not-quoted", "no claim quotes this sentence", where, hint, severity="warning")
    yield translator.mend(whole, Draft(problem, wire=wire), (fault,))


def _places(text: str, sentence: str) -> tuple[int, ...]:
    """Return where the sentence may stand: before the one that is most like it, and before the question."""
    spoken = split(text)
    words = set(map(base, tokens(sentence)))
    alike = max(spoken, key=lambda one: len(words & set(map(base, tokens(one.text)))), default=None)
    asked = next((one for one in spoken if one.role != "statement"), spoken[-1] if spoken else None)
    return tuple(dict.fromkeys(one.start for one in (alike, asked) if one is not None))
