"""A side of a comparison is an amount, or something that is so or not."""

from neurosym.ir.core import Apply, Arith, Not
from neurosym.translate.sentences.programmes.sides import claimed, is_taken


def test_that_something_flies_is_no_amount() -> None:
    flies = Apply("flies", (Apply("probe"),))
    assert claimed(flies)
    assert claimed(Not(flies))
    assert not claimed(Apply("probe"))
    assert not claimed(Arith("+", (Apply("probe"), Apply("camera"))))


def test_what_is_taken_is_one_thing() -> None:
    assert is_taken(Apply("admitted", (Apply("Dina"),)))
    assert not is_taken(Apply("cost", (Apply("Dina"),)))
    assert not is_taken(Apply("admitted"))
