"""Names are told apart by where they stand; large counted numbers keep their order in small worlds."""

from neurosym.ir.core import Compare, Term
from neurosym.ir.walk import subterms
from neurosym.learn.name_kinds import LARGEST, Kinds
from neurosym.translate.sentences.notation.parts import DIRECTIVES
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.words.names import Names


def formula(text: str) -> Term:
    (part,) = read_reading(text)
    assert not isinstance(part, DIRECTIVES)
    return part


def kinds(text: str) -> Kinds:
    found = Kinds.of((formula(text),), Names())
    assert found is not None
    return found


def test_what_is_added_or_compared_with_a_number_is_an_amount() -> None:
    assert kinds("older(Ann) = older(Bob) + 5").amounts == {(("older",), 1)}
    assert kinds("price(desk) = cost(desk) & cost(desk) = 5").amounts == {(("cost",), 1), (("price",), 1)}
    assert kinds("tea = Carol").amounts == frozenset()


def test_what_stands_as_a_formula_is_said() -> None:
    found = kinds("rains & (rains <-> snows)")
    (iff,) = [term for term in subterms(formula("rains <-> snows")) if isinstance(term, Compare)]
    assert not found.compares_things(iff, Names())
    (identity,) = [term for term in subterms(formula("tea = Carol")) if isinstance(term, Compare)]
    assert kinds("tea = Carol").compares_things(identity, Names())


def test_large_numbers_are_brought_down_in_order() -> None:
    found = kinds("(#>= 40 x: cat(x)) & (#< 41 y: cat(y)) & #>= 90 z: dog(z)")
    assert list(found.thresholds) == [40, 41, 90]
    low, next_one, high = found.thresholds.values()
    assert low + 1 == next_one < high - 1
    assert found.size <= LARGEST


def test_too_many_different_numbers_do_not_fit() -> None:
    texts = " & ".join(f"(#>= {10 * k} x: cat(x))" for k in range(1, 9))
    assert Kinds.of((formula(texts),), Names()) is None
