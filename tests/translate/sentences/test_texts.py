"""Whole texts with a right reading of each sentence: what comes out is the answer of the text.

In `texts/*.txt` a text begins with `## name`; then come lines `sentence => reading`, and last `= answer`:
words that the verdict and the value have, with ` ; ` between them. A line that starts with `A)` is an option.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from neurosym.engine import Engine
from neurosym.lm.base import Written
from neurosym.translate.sentences.copying import prompt_of

_TEXTS = Path(__file__).parent / "texts"
_LABEL = re.compile(r"\(?[A-J]\)\s*")


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


@dataclass(frozen=True, slots=True)
class Text:
    """A text, sentence by sentence, with its readings and what its answer has."""

    name: str
    lines: tuple[tuple[str, str], ...]
    answer: tuple[str, ...]

    def told(self) -> Told:
        return Told({prompt_of(_LABEL.sub("", one, count=1)): f" {reading}" for one, reading in self.lines})

    def text(self) -> str:
        options = [one for one, _ in self.lines if _LABEL.match(one)]
        return "\n".join([" ".join(one for one, _ in self.lines if one not in options), *options])


def _texts() -> Iterator[Text]:
    for path in sorted(_TEXTS.glob("*.txt")):
        for block in path.read_text().split("\n## ")[1:]:
            name, *lines = block.strip().splitlines()
            pairs = [line.split(" => ") for line in lines if " => " in line]
            answer = next(line[2:] for line in lines if line.startswith("= "))
            told = tuple((sentence.strip(), reading.strip()) for sentence, reading in pairs)
            yield Text(f"{path.stem}/{name.strip()}", told, tuple(answer.split(" ; ")))


@pytest.mark.parametrize("text", tuple(_texts()), ids=lambda text: text.name)
def test_a_text_has_its_answer(text: Text) -> None:
    with Engine(text.told()) as engine:
        answer = engine.ask(text.text())
    value = "" if answer.value is None else str(answer.value)
    found = f"{answer.verdict} {value}"
    missing = [words for words in text.answer if words not in found]
    assert not missing, f"{found}\n{answer.report()}"
