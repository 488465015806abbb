"""Whole texts with a right reading of each sentence: their answer comes out, and nothing odd is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from neurosym.bench.agree import agrees
from neurosym.engine import Engine
from neurosym.learn.texts import Text, texts
from neurosym.lm.base import Written
from neurosym.translate.sentences.notation.copying import prompt_of

ODD = ("idle", "units", "unstated", "no-number", "product", "negative", "counted")
"""What is said of plans that are odd or misread; none of these texts is."""


@dataclass(frozen=True, slots=True)
class Told:
    """A SentenceLM that knows the reading of every sentence."""

    readings: Mapping[str, str]
    name: str = "told"
    identity: str = "told"

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        assert len(prompts) == len(grammars)
        return tuple((Written(self.readings[prompt], -0.01, 9.0, 1),) for prompt in prompts)


@pytest.mark.parametrize("text", [text for text in texts() if text.answer], ids=lambda text: text.name)
def test_a_text_has_its_answer(text: Text) -> None:
    told = Told({prompt_of(pair.sentence): pair.reading for pair in text.pairs()})
    with Engine(told) as engine:
        answer = engine.ask(text.text)
    assert agrees({"words": list(text.answer)}, answer.verdict, answer.value), answer.report()
    assert not [fault.what for fault in answer.faults if fault.code in ODD]
