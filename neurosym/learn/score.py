"""How well an LM reads single sentences: word for word, in meaning, and how sure it is. Trains nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neurosym.faults import Fault, FaultError
from neurosym.learn.equivalent import equivalent
from neurosym.lm.base import SentenceLM
from neurosym.translate.sentences.notation.copying import copy_grammar, prompt_of
from neurosym.translate.sentences.notation.parts import Reading
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading

if TYPE_CHECKING:
    # phrases are filled with words of libraries that scoring a file can do without
    from neurosym.learn.synchronous import Pair

TOGETHER = 512
"""Sentences that are put to the LM in one call."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the readings that are right, the best first.

    `part` says which set it belongs to, `construct` what it is about: a construct or a phrase file.
    """

    sentence: str
    readings: tuple[str, ...]
    part: str
    construct: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """What an LM wrote of a case; `exact` and `equivalent` to any of its readings, `certainty` 0 to 1."""

    case: Case
    written: str
    certainty: float
    exact: bool
    equivalent: bool


def paraphrases(path: Path) -> list[Case]:
    """Return the cases of a file of `{text, reading, equivalent, construct}`, one JSON object a line.

    Raises `FaultError` (`no-rows`) for a line of another form.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            readings = (str(row["reading"]), *map(str, row.get("equivalent", ())))
            cases.append(Case(str(row["text"]), readings, path.stem, str(row.get("construct", ""))))
        except (ValueError, KeyError, TypeError) as error:
            raise FaultError(Fault("no-rows", f"{path}, line {number}: {error!r}")) from None
    return cases


def held_out(pairs: Mapping[str, Iterable[Pair]]) -> list[Case]:
    """Return what is held out, by name, as cases of `held-out <name>`; a construct is the file it is from."""
    return [
        Case(pair.sentence, (pair.reading,), f"held-out {name}", re.split("[:/]", pair.where)[0])
        for name, some in pairs.items()
        for pair in some
    ]


def scored(lm: SentenceLM, cases: Sequence[Case]) -> Iterator[Scored]:
    """Yield the score of each case, in their order; each is read under the copy grammar of its sentence."""
    for start in range(0, len(cases), TOGETHER):
        some = cases[start : start + TOGETHER]
        prompts = [prompt_of(case.sentence) for case in some]
        grammars = [copy_grammar(case.sentence) for case in some]
        for case, found in zip(some, lm.write(prompts, grammars), strict=True):
            written, certainty = (found[0].text, found[0].likelihood) if found else ("", 0.0)
            yield judged(case, written, certainty)


def judged(case: Case, written: str, certainty: float) -> Scored:
    """Hold what was written against the readings of its case."""
    try:
        reading = read_reading(written)
    except FaultError:
        return Scored(case, written, certainty, False, False)
    wanted = [read_reading(text) for text in case.readings]
    exact = any(_folded(reading) == _folded(one) for one in wanted)
    return Scored(case, written, certainty, exact, exact or any(equivalent(reading, one) for one in wanted))


def _folded(reading: Reading) -> str:
    # the sentence was shown with a small first letter
    return show_reading(reading).casefold()


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of `n` sentences; `clear` is the share of right ones among those that are not withheld."""

    n: int
    exact: float
    equivalent: float
    withheld: float
    clear: float


def shares(some: Iterable[Scored], threshold: float) -> Shares:
    """Sum up; readings whose certainty is below the threshold count as withheld."""
    known = list(some)
    sure = [one for one in known if one.certainty >= threshold]
    return Shares(
        len(known),
        _mean([one.exact for one in known]),
        _mean([one.equivalent for one in known]),
        1 - _mean([one.certainty >= threshold for one in known]) if known else 0.0,
        _mean([one.equivalent for one in sure]),
    )


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def by_construct(some: Iterable[Scored]) -> Mapping[tuple[str, str], list[Scored]]:
    """Group scores by set and construct; the whole set comes first, under an empty construct."""
    groups: dict[tuple[str, str], list[Scored]] = {}
    for one in some:
        groups.setdefault((one.case.part, ""), []).append(one)
        groups.setdefault((one.case.part, one.case.construct), []).append(one)
    return dict(sorted(groups.items()))
