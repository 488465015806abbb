"""Formulas agree only where every small world says so, and amounts only where all their values do."""

from neurosym.ir.core import Term
from neurosym.learn.small_worlds import agree, same_amount
from neurosym.translate.sentences.notation.parts import DIRECTIVES
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.words.names import Names


def formula(text: str) -> Term:
    (part,) = read_reading(text)
    assert not isinstance(part, DIRECTIVES)
    return part


def test_names_may_be_one_individual() -> None:
    """Were different names always different things, every identity would be false, like any other."""
    assert not agree(formula("tea = Carol"), formula("tea != tea & Carol = tea"), Names())
    assert not agree(formula("tea = Carol"), formula("Carol = tea & milk != milk"), Names())


def test_other_names_never_agree() -> None:
    assert not agree(formula("wet(a) | not wet(a)"), formula("cold(a) | not cold(a)"), Names())


def test_numbers_of_any_size_are_told_apart() -> None:
    assert not agree(formula("#= 500 x: cat(x)"), formula("#= 501 x: cat(x)"), Names())
    assert agree(formula("#<= 500 x: cat(x)"), formula("#< 501 x: cat(x)"), Names())


def test_amounts() -> None:
    assert same_amount(formula("profit * 2 + cost"), formula("cost + profit + profit"), Names())
    assert not same_amount(formula("profit - cost"), formula("cost - profit"), Names())


def test_what_cannot_be_written_as_a_world_agrees_with_nothing() -> None:
    nonsense = formula("a(not b)")
    assert not agree(nonsense, nonsense, Names())
