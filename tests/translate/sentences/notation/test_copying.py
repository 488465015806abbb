"""The copy grammar: it takes the readings of a sentence, nothing that the sentence does not say, any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.translate.sentences.notation.copying import MOST_WORDS, copy_grammar, prompt_of, shown, words

llguidance = pytest.importorskip("llguidance", reason="grammars are kept by llguidance")
pytest.importorskip("tokenizers", reason="grammars are kept token by token")
provider = pytest.importorskip("neurosym.lm.embedded.provider", reason="the tokenizer lies there")


@pytest.fixture(scope="module")
def guide() -> Any:
    tokenizer, text = provider.load_tokenizer()
    end = tokenizer.token_to_id(provider.END)
    return llguidance.LLTokenizer(text, n_vocab=tokenizer.get_vocab_size(), eos_token=end)


def takes(guide: Any, sentence: str, reading: str) -> bool:
    """Whether a reading, token by token as the tokenizer cuts it, is one of the sentence."""
    grammar = llguidance.LLMatcher.grammar_from_lark(copy_grammar(sentence))
    matcher = llguidance.LLMatcher(guide, grammar, log_level=0)
    assert not matcher.is_error(), matcher.get_error()
    tokens = guide.tokenize_str(reading)
    return matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting()


TAKEN = [
    ("The bald eagle is young.", " young( bald eagle)"),
    (
        "All young bald eagles do not chase the cow.",
        " all x: young( x) & bald eagles( x) -> not chase( x, cow)",
    ),
    ("Not all cats are dogs.", " not all x: cats( x) -> dogs( x)"),
    ("Tom and Ann are not both kind.", " not ( kind( tom) & kind( Ann) )"),
    ("At least two cats are happy.", " #>= two x: cats( x) & happy( x)"),
    ("It is cold iff it snows.", " cold <-> snows"),
    ("Tom's dog is big.", " big( dog( tom))"),
    ("Eve came 2nd, before the 3rd-oldest.", " 2nd( eve) & before( eve, 3rd-oldest)"),
    ("It is ann's cat.", " cat( ann's) | cat( ann)"),
    ("Tom is five years older than Ann.", " older( tom) = older( Ann) + five"),
    ("Money market funds get at most 40% of the total.", " money market <= 40% * total"),
    ("A desk costs $20 and a chair 1,500.50 euros.", " costs( desk) = $20 ; costs( chair) = 1,500.50"),
    ("The golfers are Amy, Eli and Eve.", " @members golfers: Amy, Eli, Eve"),
    ("Knights tell the truth and knaves lie.", " @true knights ; @false knaves"),
    ('Zoey says: "I am not a knight."', " @says zoey: not knight( I)"),
    ("Choose rickshaws and ox carts.", " @choose rickshaws, ox carts"),
    ("Maximise total profit.", " @max total( profit)"),
    ("Is Alex small?", " @ask small( Alex)"),
    ("Which must be true if Kiln is shown on Monday?", " @which must: shown on( Kiln, Monday)"),
    ("Who is in house 1?", " @find x: in( x, house 1)"),
    ("The second-newest van is red.", " newest( van)"),
    ("Hello!", " @none"),
    ("Each man likes some woman.", " all x: man( x) -> some y: woman( y) & likes( x, y)"),
    ("If y is odd, all are odd.", " odd( y) -> all x: odd( x)"),
    ("Größe x² wächst, λ fällt.", " wächst( größe)"),
]


@pytest.mark.parametrize(("sentence", "reading"), TAKEN)
def test_a_reading_is_taken(sentence: str, reading: str, guide: Any) -> None:
    assert takes(guide, sentence, reading)


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (" young( lion)", "a word from elsewhere"),
        (" young( x)", "a variable that is not bound"),
        (" ( all x: young( x) ) & chases( x, cow)", "a variable beyond its scope"),
        (" all x: all x: young( x)", "a variable bound twice"),
        (" eagle bald( cow)", "words in another order"),
        (" cow cow( eagle)", "a word twice in a name"),
        (" young(,)", "no argument"),
        (" young( eagle", "a bracket left open"),
        (" young( eagle) ;", "a part that is missing"),
        (" young (eagle)", "a blank before a bracket"),
        (" @none ; young( eagle)", "nothing and something"),
        (" @which perhaps", "a question of no kind"),
        (" #>= x: young( x)", "a count without its number"),
    ],
)
def test_nothing_else_is_taken(reading: str, why: str, guide: Any) -> None:
    sentence = "A young bald eagle chases the cow."
    assert not takes(guide, sentence, reading), why


@given(st.text(max_size=80) | st.text(alphabet="ab\"\\'\n -/.|(){}[]&*?%$0129é漢\u202e", max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_grammar(guide: Any, sentence: str) -> None:
    assert takes(guide, sentence, " @none")


@pytest.mark.parametrize(
    "sentence",
    ["word " * 20_000, "x" * 100_000, "a-" * 5_000, " ".join(f"w{number}" for number in range(999))],
)
def test_an_absurd_sentence_has_a_small_grammar(sentence: str, guide: Any) -> None:
    assert takes(guide, sentence, " @none")
    assert len(copy_grammar(sentence)) < 200 * MOST_WORDS


def test_the_sentence_is_shown_without_its_capital() -> None:
    assert shown(" All cats  purr. ") == "all cats purr."
    assert shown("I am a knight.") == "I am a knight."
    assert shown("") == ""
    assert prompt_of("Tom is big.") == " tom is big.\n"


def test_words_have_their_parts() -> None:
    assert words("Tom's second-newest van costs $1,500.50 or 40%.") == (
        *("Tom's", "Tom", "second-newest", "second", "newest", "van", "costs", "$1,500.50", "or", "40%"),
    )
