"""Words are spelt in tokens as the LM has learnt them; signs may be merged; patterns leave all tokens."""

from __future__ import annotations

import pytest

from neurosym.translate.sentences.notation.copying import copy_grammar
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading

np = pytest.importorskip("numpy", reason="the embedded LM needs numpy")
pytest.importorskip("torch", reason="the embedded LM needs torch")
pytest.importorskip("tokenizers", reason="the embedded LM needs its tokenizer")

from neurosym.lm.embedded.provider import END, load_tokenizer  # noqa: E402  # needs torch
from neurosym.lm.embedded.spelling import Spelling  # noqa: E402  # likewise

TOKENIZER, _ = load_tokenizer()
SIZE = TOKENIZER.get_vocab_size()
SPELLING = Spelling(TOKENIZER, SIZE)
READINGS = (
    ("Clara is not a visitor.", "not visitor( clara)"),
    ("The 2-piece suit costs $1,250.50 in St. John's shop.", "costs( 2-piece suit) = $1,250.50"),
    ("At least 40% of Zoë's vans are big or old.", "vans >= ( 40% * ( total( vans)))"),
    ("Who lives in the house?", "@find x: lives in( x, house)"),
)


def tokens(grammar: str) -> set[int]:
    bits = SPELLING.tokens(grammar).view(np.uint8)
    return set(np.flatnonzero(np.unpackbits(bits, bitorder="little")[:SIZE]))


@pytest.mark.parametrize(("sentence", "reading"), READINGS)
def test_a_reading_can_be_spelt_as_it_was_learnt(sentence: str, reading: str) -> None:
    taught = TOKENIZER.encode(show_reading(read_reading(reading))).ids
    assert set(taught) <= tokens(copy_grammar(sentence))


def test_other_spellings_cannot() -> None:
    allowed = tokens(copy_grammar("Clara is a visitor."))
    assert TOKENIZER.token_to_id("Ġvisitor") in allowed
    assert TOKENIZER.token_to_id("Ġvis") not in allowed
    assert TOKENIZER.token_to_id("itor") not in allowed


def test_signs_and_the_end_are_always_allowed() -> None:
    allowed = tokens('start: " a"')
    assert {TOKENIZER.token_to_id(sign) for sign in (")", "))", ",", END)} <= allowed
    assert TOKENIZER.token_to_id("Ġ") not in allowed


def test_a_pattern_leaves_all_tokens() -> None:
    assert tokens('start: " a" | /[b-z]+/') == set(range(SIZE))
    assert len(tokens('start: " a/b"')) < SIZE
