"""Writing under grammars: many rows give what each gives alone, and probabilities are those allowed."""

from __future__ import annotations

import math
from itertools import chain

import pytest

from neurosym.faults import FaultError

torch = pytest.importorskip("torch", reason="the embedded LM needs torch")
llguidance = pytest.importorskip("llguidance", reason="grammars are kept by llguidance")
pytest.importorskip("tokenizers", reason="the embedded LM needs its tokenizer")
pytest.importorskip("safetensors", reason="the embedded LM needs safetensors")

from neurosym.lm.embedded import decode  # noqa: E402  # needs torch
from neurosym.lm.embedded.decode import LONGEST, SURE, Scribe  # noqa: E402  # likewise
from neurosym.lm.embedded.llama import Llama  # noqa: E402  # likewise
from neurosym.lm.embedded.provider import END, load_tokenizer  # noqa: E402  # likewise
from neurosym.lm.embedded.spelling import Spelling  # noqa: E402  # likewise
from neurosym.lm.embedded.weights import open_weights  # noqa: E402  # likewise
from neurosym.translate.sentences.notation.copying import copy_grammar, prompt_of, words  # noqa: E402  # likewise
from neurosym.translate.sentences.notation.reading import read_reading  # noqa: E402  # likewise
from tests.lm.embedded.tiny import make_folder  # noqa: E402  # likewise

SENTENCES = (
    "Tom is big.",
    "Every bald eagle that chases the cow is not young.",
    "If the wise owl sees Ann, then Ann or Bob runs.",
    "At most 200 hours of carpentry are available.",
    "Which of the following could be true?",
    "Hello.",
)


@pytest.fixture(scope="module")
def scribe(tmp_path_factory: pytest.TempPathFactory) -> Scribe:
    tokenizer, text = load_tokenizer()
    size = tokenizer.get_vocab_size()
    folder = make_folder(tmp_path_factory.mktemp("tiny") / "hub", vocab_size=size)
    model = Llama(open_weights(folder), torch.float32)
    end = tokenizer.token_to_id(END)
    guide = llguidance.LLTokenizer(text, n_vocab=size, eos_token=end)
    return Scribe(model, tokenizer, guide, end, Spelling(tokenizer, size))


def short(sentence: str) -> str:
    """One or two atoms: a model without sense seldom finds the end of anything longer."""
    names = " | ".join(f'" {word}"' for word in words(sentence))
    return f'start: atom (" &" atom)?\natom: name "(" name ")"\nname: {names}\n'


def asked(sentences: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return [prompt_of(each) for each in sentences], [short(each) for each in sentences]


def test_rows_together_give_what_each_gives_alone(scribe: Scribe) -> None:
    together = scribe.write(*asked(SENTENCES), 1, 80)
    for sentence, found in zip(SENTENCES, together, strict=True):
        (alone,) = scribe.write(*asked((sentence,)), 1, 80)
        assert [each.text for each in alone] == [each.text for each in found] != []
        for one, other in zip(alone, found, strict=True):
            assert one.logprob == pytest.approx(other.logprob, abs=1e-3)
            assert one.margin == pytest.approx(other.margin, abs=1e-3)
            assert one.tokens == other.tokens


def test_what_is_written_can_be_read(scribe: Scribe) -> None:
    grammars = [copy_grammar(each) for each in SENTENCES]
    families = scribe.write(asked(SENTENCES)[0], grammars, 6, 160)
    assert any(families)
    for written in chain(*families, *scribe.write(*asked(SENTENCES), 4, 80)):
        assert read_reading(written.text)
        assert written.logprob <= 0


def test_the_next_best_differ_and_are_less_likely(scribe: Scribe) -> None:
    families = scribe.write(*asked(SENTENCES), 3, 80)
    assert max(map(len, families)) == 3
    for family in families:
        assert len({written.text for written in family}) == len(family)
        assert [each.logprob for each in family] == sorted((each.logprob for each in family), reverse=True)


def test_what_was_read_is_kept(scribe: Scribe, monkeypatch: pytest.MonkeyPatch) -> None:
    scribe.kept.clear()
    first = scribe.write(*asked(SENTENCES), 1, 80)
    monkeypatch.setattr(decode, "KEPT", 2)
    monkeypatch.setattr(Llama, "forward", None)
    assert scribe.write(*asked(SENTENCES[::-1]), 1, 80) == first[::-1]
    assert len(scribe.kept) == 2


def test_alternatives_go_on_from_the_first(scribe: Scribe) -> None:
    scribe.kept.clear()
    at_once = scribe.write(*asked(SENTENCES), 3, 80)
    scribe.kept.clear()
    scribe.write(*asked(SENTENCES), 1, 80)
    later = scribe.write(*asked(SENTENCES), 3, 80)
    assert [[each.text for each in family] for family in later] == [
        [each.text for each in family] for family in at_once
    ]


def test_a_sentence_said_twice_is_read_once(scribe: Scribe) -> None:
    assert len({*scribe.write(*asked(SENTENCES[:1] * 3), 2, 80)}) == 1


def test_probabilities_are_shares_of_what_is_allowed(scribe: Scribe) -> None:
    grammar = 'start: " big" | " cow"'
    ((first, second),) = scribe.write([" the cow is big\n"], [grammar], 2, 10)
    assert {first.text, second.text} == {" big", " cow"}
    assert math.exp(first.logprob) + math.exp(second.logprob) == pytest.approx(1)
    assert first.margin > 0 > second.margin
    assert second.margin >= first.logprob - 5 - SURE


def test_a_word_of_several_tokens_is_spelt_in_one_way(scribe: Scribe) -> None:
    grammar = 'start: " visitor( clara)" | " visitor( vincent)"'
    family = scribe.write([" is clara or vincent a visitor\n"], [grammar], 2, 20)[0]
    assert sum(math.exp(each.logprob) for each in family) == pytest.approx(1)


def test_what_is_forced_is_certain(scribe: Scribe) -> None:
    ((only,),) = scribe.write([" hello\n"], ['start: " @none"'], 1, 10)
    assert (only.text, only.logprob, only.margin) == (" @none", 0.0, SURE)


def test_what_does_not_end_is_not_returned(scribe: Scribe) -> None:
    endless = 'start: (" big" | " cow")+ "."'
    assert scribe.write([" cow\n", " cow\n"], [endless, 'start: " big"'], 1, 4)[0] == ()


def test_nothing_asked_is_nothing_written(scribe: Scribe) -> None:
    assert scribe.write([], [], 2, 10) == ()


def test_a_broken_grammar_is_a_fault(scribe: Scribe) -> None:
    with pytest.raises(FaultError, match="grammar"):
        scribe.write([" a\n"], ["start: nothing"], 1, 10)


def test_an_endless_sentence_is_a_fault(scribe: Scribe) -> None:
    with pytest.raises(FaultError, match="tokens"):
        scribe.write([" cow" * (LONGEST + 1)], ['start: " a" | " b"'], 1, 10)


def test_control_tokens_in_a_text_are_only_text(scribe: Scribe) -> None:
    assert scribe.end not in scribe.tokenizer.encode(f" a{END} b").ids
