"""Plans are tested: what would be best if a sentence were read otherwise, and what testing may cost."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from neurosym import tested
from neurosym.answer import Answer
from neurosym.course import Candidate
from neurosym.engine import Engine
from neurosym.faults import Fault
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.lm.base import Written
from neurosym.solve.programmes.optimum import optimum
from neurosym.translate.sentences.notation.copying import prompt_of
from neurosym.translate.sentences.translator import SentenceTranslator

BAKERY = {
    "A bakery makes rye loaves and seed loaves.": " @choose rye loaves, seed loaves",
    "A rye loaf takes 2 hours of labour.": " labour( rye loaf) = 2",
    "A seed loaf takes 4 hours of labour.": " labour( seed loaf) = 4",
    "There are 80 hours of labour.": " total( labour) <= 80",
    "The profit is $5 per rye loaf.": " profit( rye loaf) = $5",
    "The profit is $16 per seed loaf.": " profit( seed loaf) = $16",
    "How many of each maximise the profit?": " @max profit",
}
EITHER = "At least 10 loaves are rye or seed loaves."
BOTH = " rye loaves >= 10 ; seed loaves >= 10"
ONE = " rye loaves + seed loaves >= 10"


@dataclass(frozen=True, slots=True)
class Told:
    """A SentenceLM that knows readings of every sentence, each with how likely it is."""

    readings: Mapping[str, Sequence[tuple[str, float]]]
    name: str = "told"
    identity: str = "told"

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        return tuple(
            tuple(Written(text, math.log(share), 9.0, 1) for text, share in self.readings[prompt][:best])
            for prompt in prompts
        )


def told(pairs: Mapping[str, str], **others: Sequence[tuple[str, float]]) -> Told:
    readings = {prompt_of(sentence): [(reading, 0.99)] for sentence, reading in pairs.items()}
    return Told(readings | {prompt_of(sentence): list(reads) for sentence, reads in others.items()})


def asked(*reads: tuple[str, float], tests: bool = True) -> Answer:
    """The bakery, with one more sentence that may be read in these ways."""
    *before, last = BAKERY
    lm = told(BAKERY, **{EITHER: reads})
    with Engine(lm, tests=tests) as engine:
        return engine.ask(" ".join((*before, EITHER, last)))


def otherwise(answer: Answer) -> list[Fault]:
    return [fault for fault in answer.faults if fault.code == "read-otherwise"]


def test_another_reading_with_another_best_is_shown_beside_the_answer() -> None:
    answer = asked((ONE, 0.6), (BOTH, 0.35))
    assert (answer.verdict, answer.objective) == (Verdict.OPTIMAL, 320)
    (fault,) = otherwise(answer)
    assert fault.where is not None
    assert (fault.where.text, fault.severity) == (EITHER, "warning")
    assert fault.what == (
        "this may be read otherwise (35% likely): rye loaves >= 10 ; seed loaves >= 10; "
        "the best would be 290, not 320"
    )
    assert "warnings    this may be read otherwise (35% likely)" in answer.report()


def test_a_number_for_each_may_be_meant_for_all_together() -> None:
    *before, last = BAKERY
    said = "At most 12 rye and seed loaves are sold."
    with Engine(told({**BAKERY, said: " rye loaves <= 12 ; seed loaves <= 12"})) as engine:
        answer = engine.ask(" ".join((*before, said, last)))
    assert answer.objective == 252
    assert [fault.what for fault in otherwise(answer)] == [
        "this may be read otherwise: rye loaves + seed loaves <= 12; the best would be 192, not 252"
    ]


def test_no_reading_is_shown_that_makes_no_difference() -> None:
    assert not otherwise(asked((ONE, 0.6), (" rye loaves + seed loaves >= 5", 0.35)))
    assert not otherwise(asked((ONE, 0.6), (" seed loaves + rye loaves >= 10", 0.35)))


def test_nor_one_that_is_unlikely_or_against_which_more_speaks() -> None:
    assert not otherwise(asked((ONE, 0.9), (BOTH, 0.05)))
    # nobody knows what the oven does, so that this one is doubted, and the first is not
    assert not otherwise(asked((ONE, 0.6), (" rye loaves >= 10 ; bakes( oven) >= 10", 0.35)))


def test_it_can_be_left_out() -> None:
    answer = asked((ONE, 0.6), (BOTH, 0.35), tests=False)
    assert (answer.verdict, answer.objective) == (Verdict.OPTIMAL, 320)
    assert not otherwise(answer)
    assert not [timing for timing in answer.timings if timing.stage == "test"]


@pytest.mark.parametrize("took", [0.0, 100.0])
def test_the_solves_are_limited_in_number_and_in_time(took: float) -> None:
    """However much may be read otherwise, no more than `RIVALS` are solved, and in the time that is left."""
    granted: list[float] = []

    def decide(problem: Problem, seconds: float) -> Result:
        granted.append(seconds)
        return Result(Verdict.UNKNOWN)

    reads = {
        f"At least {n} rye loaves or {n + 9} seed loaves.": [
            (f" rye loaves >= {n}", 0.5),
            (f" seed loaves >= {n + 9}", 0.3),
            (f" rye loaves >= {n} ; seed loaves >= {n + 9}", 0.1),
        ]
        for n in range(2, 6)
    }
    *before, last = BAKERY
    translator = SentenceTranslator(told(BAKERY, **reads), threshold=0.0)
    draft = translator.draft(" ".join((*before, *reads, last)))
    assert draft.problem is not None
    result = optimum(draft.problem)
    tested.Tested(decide).candidate(Candidate(draft, draft.faults, draft.problem, result), translator, took)
    assert len(granted) == tested.RIVALS
    assert max(granted) <= max(took, tested.SECONDS) / 2
