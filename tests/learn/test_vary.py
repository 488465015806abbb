"""Other words on both sides of a pair: the pattern stays, and what is copied can still be copied."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.learn.lexicon import given_names, held_out, own
from neurosym.learn.synchronous import Pair, paired
from neurosym.learn.texts import read_texts
from neurosym.learn.vary import varied

SOURCE = """
## hire
Every guard who baked paid 40 or $1,200. => all x: guard( x) & baked( x) -> paid( x) = 40 | paid( x) = $1,200
On Monday Vera has an apple and three older boats. => has( Vera, apple, Monday) & has( Vera, three boats)
No one who was first is happier than Bertha, is he? => @ask not (some x: first( x) & happier than( x, Bertha))
= ?
"""

PAIRS = [pair for text in read_texts("source", SOURCE) for pair in text.pairs()]


def drawn(pair: Pair, times: int = 200) -> list[Pair]:
    rng = random.Random(1)
    return [varied(pair, rng) for _ in range(times)]


def pattern(text: str) -> str:
    return re.sub(r"\w+", "w", re.sub(r"\d+", "w", text))


@given(st.sampled_from(PAIRS), st.integers())
def test_pattern_stays_and_words_can_be_copied(pair: Pair, seed: int) -> None:
    other = varied(pair, random.Random(seed))
    assert pattern(other.reading) == pattern(pair.reading)
    assert len(other.sentence.split()) == len(pair.sentence.split())
    assert paired(other.sentence, other.reading, pair.where) == other


@given(st.sampled_from(PAIRS), st.integers())
def test_same_seed_same_words(pair: Pair, seed: int) -> None:
    assert varied(pair, random.Random(seed)) == varied(pair, random.Random(seed))


def test_most_draws_have_other_words_and_some_have_none() -> None:
    for pair in PAIRS:
        kept = sum(other == pair for other in drawn(pair))
        assert 20 < kept < 120


def test_words_of_structure_stay() -> None:
    for sentence in (other.sentence.split() for other in drawn(PAIRS[2])):
        assert sentence[:5] == ["no", "one", "who", "was", "first"]
        assert sentence[-2:] == ["is", "he?"]


def test_kinds_stay() -> None:
    days, numbers, names = set(), set(), set()
    for other in drawn(PAIRS[1]):
        _, day, name, has, *_ = other.sentence.split()
        days.add(day)
        names.add(name)
        assert has == "has"
    for other in drawn(PAIRS[0]):
        numbers |= set(re.findall(r"\$[\d,]+", other.sentence))
    assert days == set(own("days"))
    assert names <= set(given_names())
    assert len(names) > 50
    assert all(re.fullmatch(r"\$[1-9],[1-9]00", number) for number in numbers)
    assert len(numbers) > 20


def test_articles_stay_right() -> None:
    for other in drawn(PAIRS[1]):
        assert re.search(r" an [aeiou]", other.sentence)


def test_words_held_out_are_never_brought_in() -> None:
    fresh = {word for pair in PAIRS for other in drawn(pair) for word in other.sentence.split()}
    fresh -= {word for pair in PAIRS for word in pair.sentence.split()}
    assert not [word for word in fresh if word.isalpha() and word.islower() and held_out(word)]


@pytest.mark.parametrize("sentence", ["is it 1 or 0?", "how is that?"])
def test_nothing_to_vary(sentence: str) -> None:
    pair = Pair(sentence, " @none")
    assert drawn(pair, 20) == [pair] * 20
