"""Every phrase of every file makes pairs whose readings can be read and copied."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from neurosym.faults import FaultError
from neurosym.learn.lexicon import Lexicon
from neurosym.learn.phrasebook import grammars, read_grammar
from neurosym.learn.synchronous import Grammar, Line, paired

DRAWS = 2
"""Of each phrase: a rare choice of words is told of where it is drawn, this is for the phrases themselves."""

FILES = pytest.mark.parametrize("grammar", grammars(), ids=[grammar.name for grammar in grammars()])


@FILES
def test_each_phrase_makes_pairs(grammar: Grammar) -> None:
    unfit = [fault for line in grammar.sentences for fault in _faults(grammar, line)]
    assert unfit == []


def _faults(grammar: Grammar, line: Line) -> Iterator[str]:
    for seed in range(DRAWS):
        try:
            pair = grammar.say(line, Lexicon(random.Random(seed)), line.held)
        except FaultError as error:
            yield str(error)
            continue
        if not pair.sentence or not pair.reading.startswith(" ") or "{" in pair.sentence + pair.reading:
            yield f"{line.where}: {pair}"


@FILES
def test_no_phrase_is_written_twice_in_a_file(grammar: Grammar) -> None:
    counts = Counter((line.text, line.reading) for line in grammar.sentences)
    assert [text for text, count in counts.items() if count > 1] == []


@FILES
def test_a_file_holds_some_phrases_out(grammar: Grammar) -> None:
    held = sum(line.held for line in grammar.sentences)
    assert 0.05 <= held / len(grammar.sentences) <= 0.4


def test_slots_of_one_name_take_the_same_words() -> None:
    grammar = read_grammar(
        "own",
        """
        [VP]
        is {a} => {a}( _)
        [Sentence]
        if something {VP1} and {VP2}, a {n} is {a}. => all x: {VP1(x)} & {VP2(x)} -> all y: {n}( y) -> {a}( y)
        """,
    )
    pair = grammar.draw(random.Random(3))
    words = pair.sentence.replace(",", "").replace(".", "").split()
    assert words[3] != words[6]
    assert (
        pair.reading == f" all x: {words[3]}( x) & {words[6]}( x) -> all y: {words[8]}( y) -> {words[10]}( y)"
    )


def test_draws_are_reproducible() -> None:
    for grammar in grammars():
        assert grammar.draw(random.Random(1)) == grammar.draw(random.Random(1))


@pytest.mark.parametrize(
    ("text", "reading", "copied"),
    [
        ("Tom is kind.", "kind( Tom)", " kind( tom)"),
        ("Tom's dog is kind.", "kind( dog( Tom))", " kind( dog( tom))"),
        ("Dr. Tom is kind.", "kind( Dr Tom)", " kind( dr Tom)"),
    ],
)
def test_a_name_at_the_start_is_copied_as_it_is_shown(text: str, reading: str, copied: str) -> None:
    pair = paired(text, reading)
    assert (pair.sentence, pair.reading) == (text[0].lower() + text[1:], copied)


@pytest.mark.parametrize(("text", "reading"), [("Tom is kind.", "nice( Tom)"), ("Tom is kind.", "kind( Tom")])
def test_an_unfit_reading_is_a_fault(text: str, reading: str) -> None:
    with pytest.raises(FaultError):
        paired(text, reading)
