"""The paraphrases are well-formed, say nothing that their sentence does not, and cover every construct."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from neurosym.ir.core import Apply, Arith, Binding, Compare, Var
from neurosym.translate.sentences.notation.copying import words
from neurosym.translate.sentences.notation.parts import FindAll, Objective, Which
from neurosym.translate.sentences.notation.reading import read_reading

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("paraphrases.jsonl").read_text(encoding="utf-8").splitlines()
]
REGISTERS = {"textbook", "memo", "contract", "magazine", "exam", "spoken", "operations report", "letter"}
NOT_COPIED = "total"


def phrases(node: object) -> Iterator[str]:
    """Every phrase that a reading copies from its sentence; signs, modes and variables are not copied."""
    match node:
        case str():
            yield node
        case Var() | Binding():
            return
        case Apply(name, args):
            yield name
            yield from phrases(args)
        case Arith(_, args):
            yield from phrases(args)
        case Compare(_, left, right):
            yield from phrases((left, right))
        case Objective(_, formula) | Which(_, formula) | FindAll(_, formula):
            yield from phrases(formula)
        case tuple():
            for item in node:
                yield from phrases(item)
        case _ if is_dataclass(node):
            kind = getattr(node, "kind", None)
            for field in fields(node):
                if (value := getattr(node, field.name)) is not kind:
                    yield from phrases(value)


def readings(row: dict) -> list[str]:
    return [row["reading"], *row["equivalent"]]


def test_there_are_enough_of_every_construct() -> None:
    assert len(ROWS) >= 320
    assert min(Counter(row["construct"] for row in ROWS).values()) >= 5
    assert {row["register"] for row in ROWS} == REGISTERS


def test_no_two_are_alike() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"].casefold() for row in ROWS}) == len(ROWS)
    assert all(len(set(readings(row))) == len(readings(row)) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_reading_copies_words_of_its_sentence_only(row: dict) -> None:
    copyable = {word.casefold() for word in words(row["text"])} | {NOT_COPIED}
    for reading in readings(row):
        copied = {word.casefold() for phrase in phrases(read_reading(reading)) for word in phrase.split()}
        assert copied <= copyable, (reading, copied - copyable)


def test_an_invented_word_is_noticed() -> None:
    assert "walks" in set(phrases(read_reading(" all x: dog( x) -> #>= two y: walks( x, y)")))
    assert "barks" in set(phrases(read_reading(" @which must: not barks( Rex)")))
