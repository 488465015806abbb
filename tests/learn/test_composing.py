"""Questions composed from schemas: readable, within the grammar, the same for the same seed."""

from random import Random

import pytest

from neurosym.faults import FaultError
from neurosym.learn.composing import Composer, Questions
from neurosym.learn.questions import Schema, read_schema, schemas
from neurosym.translate.questions.notation import read, written


def shown(sentence: str) -> tuple[list[str], list[str], str]:
    names, _, question = sentence.partition(" | ")
    properties, _, classes = names.partition(" ; ")
    return properties.split(", "), classes.split(", ") if classes else [], question


@pytest.mark.parametrize("schema", schemas(), ids=lambda schema: schema.domain)
def test_what_is_composed_can_be_read(schema: Schema) -> None:
    rng = Random(schema.domain)
    for _ in range(60):
        pair = Composer(schema, rng).pair()
        properties, classes, question = shown(pair.sentence)
        assert f" {written(read(pair.reading, properties, classes))}" == pair.reading
        assert "{" not in question
        said = question.replace(",", " ").replace("'", " ").split()
        assert all(letter in said for letter in "AB" if letter in pair.reading.split()), pair


def test_the_same_seed_gives_the_same_pairs() -> None:
    some = schemas()[:3]
    assert Questions(some, seed=1).chunk(0)[:50] == Questions(some, seed=1).chunk(0)[:50]
    assert Questions(some, seed=1).chunk(0)[:50] != Questions(some, seed=2).chunk(0)[:50]


def test_given_pairs_are_drawn_in_their_share() -> None:
    pair = Composer(schemas()[0], Random(0)).pair()
    chunk = Questions(schemas()[1:3], {"own": [pair]}, share=0.5).chunk(0)
    assert 400 < sum(one == pair for one in chunk) < 620


def test_a_schema_that_is_none_says_why(tmp_path) -> None:
    path = tmp_path / "film.json"
    path.write_text(
        '{"domain": "film", "classes": {"film": {"one": ["film"], "many": ["films"]}}, "relations": '
        '[{"name": "length", "from": "film", "to": "number", "f": {"q": ["how long is it"]}}]}'
    )
    with pytest.raises(FaultError, match="does not have the holes x"):
        read_schema(path)
    path.write_text("[]")
    with pytest.raises(FaultError, match="is no schema"):
        read_schema(path)
