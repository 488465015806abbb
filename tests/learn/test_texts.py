"""Whole texts: their lines are read, their readings can be copied, and some of each file are held out."""

from itertools import groupby
from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.learn.texts import Text, read_texts, text_pairs, texts

SOURCE = """
# two texts
## cats
Every cat purrs. => all x: cat( x) -> purrs( x)
Which must be true? => @which must
A) Tom purrs. => purrs( Tom)
= A

## ! open
Tom (TOM A) is a cat. => cat( Tom)
= ?
"""


def test_a_file_is_read() -> None:
    cats, still_open = read_texts("own", SOURCE)
    assert (cats.name, cats.held, cats.answer) == ("own/cats", False, ("A",))
    assert cats.text == "Every cat purrs. Which must be true?\nA) Tom purrs."
    sentences = [pair.sentence for pair in cats.pairs()]
    assert sentences == ["every cat purrs.", "which must be true?", "tom purrs."]
    assert (still_open.name, still_open.held, still_open.answer) == ("own/open", True, ())


@pytest.mark.parametrize("line", ["Tom purrs.", "= A\n= B"])
def test_a_line_without_a_place_is_a_fault(line: str) -> None:
    with pytest.raises(FaultError, match="own:"):
        read_texts("own", f"## cats\n{line}\n")
    with pytest.raises(FaultError, match="own:1"):
        read_texts("own", "Tom purrs. => purrs( Tom)")


def test_ones_own_texts_are_learnt_beside_those_of_the_package(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text(SOURCE)
    pairs = text_pairs([path])
    assert [pair.reading for pair in pairs["texts/mine"]][-1] == " purrs( tom)"
    assert set(pairs) - set(text_pairs()) == {"texts/mine"}
    with pytest.raises(FaultError, match="cannot be read"):
        text_pairs([tmp_path / "none.txt"])


FILES = {file: tuple(some) for file, some in groupby(texts(), lambda text: text.name.partition("/")[0])}


@pytest.mark.parametrize("some", FILES.values(), ids=FILES)
def test_each_reading_can_be_copied(some: tuple[Text, ...]) -> None:
    assert all(text.pairs() for text in some)


@pytest.mark.parametrize("some", FILES.values(), ids=FILES)
def test_a_file_names_each_text_once_and_holds_some_out(some: tuple[Text, ...]) -> None:
    assert len({text.name for text in some}) == len(some)
    assert 0.04 <= sum(text.held for text in some) / len(some) <= 0.3
