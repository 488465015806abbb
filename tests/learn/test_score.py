"""Readings are held against gold word for word and in meaning; what is uncertain counts as withheld."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.learn.score import Case, by_construct, judged, paraphrases, scored, shares
from neurosym.lm.base import Written

CASE = Case("Tom and Ann are kind.", (" kind( Tom) & kind( Ann)", " kind( Ann)"), "own", "fact")


@pytest.mark.parametrize(
    ("written", "exact", "equivalent"),
    [
        (" kind( tom) & kind( ann)", True, True),
        (" kind( Ann) & kind( Tom)", False, True),
        (" kind( Ann)", True, True),
        (" kind( Tom)", False, False),
        (" kind( Tom", False, False),
        ("", False, False),
    ],
)
def test_a_reading_is_judged(written: str, exact: bool, equivalent: bool) -> None:
    score = judged(CASE, written, 0.5)
    assert (score.exact, score.equivalent) == (exact, equivalent)


class Half:
    """An LM that reads one sentence in two and is sure of it."""

    name = identity = "half"

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        right = Written(CASE.readings[0], math.log(0.9), 1.0, 9)
        wrong = Written(" kind( Tom)", math.log(0.4), 1.0, 9)
        return tuple(
            ((right, wrong)[number % 3],) if number % 3 < 2 else () for number in range(len(prompts))
        )


def test_shares_are_of_all_and_of_what_is_not_withheld() -> None:
    some = list(scored(Half(), [CASE] * 6))
    found = shares(some, 0.6)
    assert (found.n, found.exact, found.equivalent) == (6, pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert (found.withheld, found.clear) == (pytest.approx(2 / 3), 1.0)
    assert shares(some, 0.0).clear == pytest.approx(1 / 3)
    assert shares([], 0.6).withheld == 0.0
    assert list(by_construct(some)) == [("own", ""), ("own", "fact")]


def test_a_file_of_paraphrases_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    row = {"text": "Tom purrs.", "reading": " purrs( Tom)", "equivalent": [], "construct": "fact"}
    path.write_text(json.dumps(row))
    assert paraphrases(path) == [Case("Tom purrs.", (" purrs( Tom)",), "own", "fact")]
    path.write_text(json.dumps({"text": "Tom purrs."}))
    with pytest.raises(FaultError, match="line 1"):
        paraphrases(path)
