"""How sure the reading of a sentence is, by its likelihood and by what it leaves out. Solves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from neurosym.faults import Fault, Span
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.translate.sentences.heard import Heard
from neurosym.translate.sentences.notation.parts import Nothing

DOUBTFUL, SILENT = "doubtful", "silent"
"""The codes of the faults."""

EVERYTHING = "all"
"""What a fault names instead of a claim where no claim quotes its sentence, but all rests on it."""

THRESHOLD = 0.5
"""The likelihood of a reading below which it is doubtful; chosen on development sets (see the model card)."""


PROVEN = frozenset((Verdict.PROVED, Verdict.REFUTED, Verdict.UNIQUE, Verdict.FOUND))
"""Verdicts that a misreading seldom brings about: it loses something more often than it proves anything."""


# After a word or a comma; what follows a full stop or a quotation mark may be any word.
_NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-z]\w+")


def doubts(heard: Sequence[Heard], problem: Problem | None, threshold: float = THRESHOLD) -> Iterator[Fault]:
    """Yield a warning for each sentence whose reading is not clearly better than any other.

    Nor is one that says nothing, though the sentence names somebody that others speak of. The warning
    names the claim that quotes the sentence, so that an answer that rests on it can be withheld.
    """
    named = _named(heard) if threshold > 0 else frozenset()
    for one in heard:
        if one.read.faults:
            continue
        code = DOUBTFUL
        if one.certainty < threshold:
            what = f"this sentence may be misread (the reading is {one.certainty:.0%} likely):{one.read.text}"
        elif one.read.parts == (Nothing(),) and (about := sorted(named & _names_in(one.spoken.text))):
            code, what = SILENT, f"this sentence names {about[0]}, and was read to say nothing"
        else:
            continue
        where = Span(one.spoken.text, 0, len(one.spoken.text))
        hint = "say it in plainer words, or look at its reading"
        for claim in _quoting(one, problem) or [""]:
            yield Fault(code, what, where, hint, claim, "warning")


def needed(verdict: Verdict, threshold: float) -> float:
    """Return how sure the readings have to be that a verdict rests on.

    On held-out texts and prose a proof from readings of 0.3 and more was right 62 times of 65, what leaves
    something open, or finds a contradiction, 9 times of 30.
    """
    if verdict in PROVEN:
        return threshold**2
    return threshold if verdict is Verdict.OPTIMAL else threshold**0.5


def certainties(heard: Sequence[Heard], problem: Problem | None) -> Iterator[tuple[str, float]]:
    """Yield how sure the reading of each sentence is, for each claim that quotes it."""
    for one in heard:
        if not one.read.faults:
            yield from ((claim, one.certainty) for claim in _quoting(one, problem) or [""])


def _named(heard: Sequence[Heard]) -> frozenset[str]:
    """Return the proper names that readings copy."""
    copied = {word for one in heard for word in re.findall(r"\w+", one.read.text.casefold())}
    return frozenset(
        name for one in heard for name in _names_in(one.spoken.text) if name.casefold() in copied
    )


def _names_in(sentence: str) -> frozenset[str]:
    """Return the words that are written like names: with a capital, and not because a sentence begins."""
    return frozenset(_NAME.findall(sentence))


def _quoting(one: Heard, problem: Problem | None) -> list[str]:
    """Return the ids of the claims that quote a sentence; a question or an option belongs to the goal.

    A sentence that says who there is or who tells the truth is quoted by none, and bears on all.
    """
    if problem is None or one.spoken.role != "statement":
        return ["goal"]
    claims = [claim.id for claim in problem.claims if claim.says == one.spoken.text]
    silent = all(isinstance(part, Nothing) for part in one.read.parts)
    return claims if claims or silent else [EVERYTHING]
