"""A text is read sentence by sentence; the next-best reading is tried, and what is doubtful is withheld."""

import math
from collections.abc import Mapping, Sequence

import pytest

import neurosym as ns
from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.lm.base import SentenceLM, Written
from neurosym.translate.draft import NOTHING_LEFT
from neurosym.translate.sentences.doubt import DOUBTFUL, needed
from neurosym.translate.sentences.notation.copying import prompt_of
from neurosym.translate.sentences.translator import LONGEST, SentenceTranslator

TEXT = "All cats purr. Tom is a cat. Does Tom purr?"
READ = {
    "All cats purr.": (" all x: cats( x) -> purr( x)",),
    "Tom is a cat.": (" cat( tom)",),
    "Does Tom purr?": (" @ask purr( Tom)",),
}


class Script:
    """A SentenceLM whose readings of each sentence are known, the first 99 % likely unless told."""

    name = identity = "script"

    def __init__(
        self, readings: Mapping[str, Sequence[str]], likely: Mapping[str, float] | None = None
    ) -> None:
        self._readings = {prompt_of(sentence): texts for sentence, texts in readings.items()}
        self._likely = {prompt_of(sentence): share for sentence, share in (likely or {}).items()}
        self.asked: list[str] = []

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        assert len(prompts) == len(grammars)
        self.asked += prompts
        return tuple(tuple(self._written(prompt))[:best] for prompt in prompts)

    def _written(self, prompt: str) -> list[Written]:
        first = self._likely.get(prompt, 0.99)
        shares = [first, *[(1 - first) / 2] * 5]
        if prompt not in self._likely and len(self._readings.get(prompt, ())) > 1:
            shares = [0.7, 0.25, 0.05]
        texts = self._readings.get(prompt, ())
        return [Written(text, math.log(share), 1.0, 9) for text, share in zip(texts, shares, strict=False)]


def test_the_script_is_a_sentence_lm() -> None:
    assert isinstance(Script(READ), SentenceLM)


def test_a_text_is_answered_from_the_readings_of_its_sentences() -> None:
    with Engine(Script(READ)) as engine:
        answer = engine.ask(TEXT)
    assert answer.verdict is ns.Verdict.PROVED
    assert [claim.says for claim in answer.because] == ["All cats purr.", "Tom is a cat."]
    assert "Tom is a cat. => cat( tom)" in answer.attempts[0].reply


def test_the_next_best_reading_is_tried_where_the_first_contradicts_the_rest() -> None:
    readings = {
        **READ,
        "No dog is a cat.": (" all x: cat( x) -> not cat( x)", " all x: dog( x) -> not cat( x)"),
    }
    with Engine(Script(readings)) as engine:
        answer = engine.ask(f"No dog is a cat. {TEXT}")
    assert answer.verdict is ns.Verdict.PROVED
    assert len(answer.attempts) > 1
    assert answer.attempts[-1].kept


def test_a_verdict_that_rests_on_a_doubtful_sentence_is_withheld() -> None:
    with Engine(Script(READ, {"Tom is a cat.": 0.2})) as engine:
        answer = engine.ask(TEXT)
    assert answer.verdict is ns.Verdict.UNTRANSLATED
    assert any(fault.code == DOUBTFUL and "20%" in fault.what for fault in answer.faults)
    with Engine(Script(READ, {"Tom is a cat.": 0.2}), doubt=0.1) as engine:
        assert engine.ask(TEXT).verdict is ns.Verdict.PROVED


def test_a_proof_needs_less_certainty_than_what_is_left_open() -> None:
    with Engine(Script(READ, {"Tom is a cat.": 0.3})) as engine:
        answer = engine.ask(TEXT)
    assert answer.verdict is ns.Verdict.PROVED
    assert any(fault.code == DOUBTFUL and "30%" in fault.what for fault in answer.faults)
    left_open = {**READ, "Tom is a cat.": (" young( tom)",)}
    for likelihood, verdict in ((0.6, ns.Verdict.UNTRANSLATED), (0.8, ns.Verdict.UNDETERMINED)):
        with Engine(Script(left_open, {"Tom is a cat.": likelihood})) as engine:
            assert engine.ask(TEXT).verdict is verdict


@pytest.mark.parametrize("threshold", [0.0, 0.5, 1.0])
def test_what_is_needed_grows_with_the_threshold(threshold: float) -> None:
    proven, best, left_open = (
        needed(verdict, threshold) for verdict in (ns.Verdict.PROVED, ns.Verdict.OPTIMAL, ns.Verdict.SEVERAL)
    )
    assert proven <= best == threshold <= left_open <= 1


def test_readings_that_come_to_the_same_are_no_doubt() -> None:
    readings = {
        "There are two huts.": (" @members huts: two",),
        "They belong to Ann and Bo.": (" @each name: Ann, Bo",),
        "Their pets are a cat and a dog.": (" @each pet: cat, dog",),
        "The cat is Ann's.": (" cat = Ann", " Ann = cat", " Ann( cat)", " cat = Bo"),
        "Is the dog Bo's?": (" @ask dog = Bo",),
    }
    script = Script(readings, {"The cat is Ann's.": 0.3})
    with Engine(script) as engine:
        answer = engine.ask(" ".join(readings))
    assert answer.verdict is ns.Verdict.PROVED
    assert not any(fault.code == DOUBTFUL for fault in answer.faults)


def test_a_doubtful_sentence_that_is_not_needed_does_no_harm() -> None:
    readings = {**READ, "Ann is young.": (" young( ann)",)}
    with Engine(Script(readings, {"Ann is young.": 0.2})) as engine:
        answer = engine.ask(f"Ann is young. {TEXT}")
    assert answer.verdict is ns.Verdict.PROVED


def test_a_sentence_that_says_nothing_is_not_missed() -> None:
    readings = {**READ, "Thank you for reading.": (" @none",), "Tom is a cat.": (" dog( tom)",)}
    with Engine(Script(readings)) as engine:
        answer = engine.ask(f"Thank you for reading. {TEXT}")
    assert answer.verdict is ns.Verdict.UNDETERMINED
    assert not any(fault.code == "not-quoted" for fault in answer.faults)


@pytest.mark.parametrize("sentence", ["Purr cats mostly tom.", f"Tom is {'very ' * LONGEST}old."])
def test_a_sentence_that_cannot_be_read_is_a_fault(sentence: str) -> None:
    with Engine(Script({**READ, "Purr cats mostly tom.": ()})) as engine:
        answer = engine.ask(f"{sentence} {TEXT}")
    assert any(fault.code == "unread" for fault in answer.faults)


def test_a_sentence_that_names_somebody_is_not_taken_to_say_nothing() -> None:
    readings = {**READ, "Tom is a cat.": (" dog( tom)",), "As we know, Tom is a cat.": (" @none",)}
    with Engine(Script(readings)) as engine:
        answer = engine.ask(f"As we know, Tom is a cat. {TEXT}")
    assert answer.verdict is ns.Verdict.UNTRANSLATED
    assert any("names Tom" in fault.what for fault in answer.faults)


def test_a_doubt_alone_is_not_mended() -> None:
    translator = SentenceTranslator(Script(READ, {"Tom is a cat.": 0.2}))
    draft = translator.draft(TEXT)
    assert [fault.code for fault in draft.faults] == [DOUBTFUL]
    assert translator.mend(TEXT, draft, draft.faults) == NOTHING_LEFT


def test_sentences_are_read_once_however_often_they_occur() -> None:
    lm = Script(READ)
    with Engine(lm) as engine:
        answers = list(engine.ask_many([TEXT, TEXT, "Tom is a cat. Does Tom purr?"]))
    assert [answer.verdict.value for answer in answers] == ["proved", "proved", "untranslated"]
    assert len(lm.asked) == len(set(lm.asked)) == 3


def test_an_lm_that_fails_leaves_the_text_untranslated() -> None:
    class Broken(Script):
        def write(self, *_: object, **__: object) -> tuple[tuple[Written, ...], ...]:
            raise FaultError(ns.Fault("no-model", "nothing here"))

    with Engine(Broken(READ)) as engine:
        answer = engine.ask(TEXT)
    assert answer.verdict is ns.Verdict.UNTRANSLATED
    assert [fault.code for fault in answer.faults] == ["no-model"]
