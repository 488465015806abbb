"""A loss counts against a profit, and what is paid is no gain."""

import pytest

from neurosym.translate.sentences.programmes.gains import contrary, gain_of_cost, is_loss, unpaid
from neurosym.translate.sentences.programmes.quantities import key


@pytest.mark.parametrize(
    ("phrase", "unit", "loss"),
    [
        ("loss", "money", True),
        ("loses", "point", True),
        ("loss of sales", "money", True),
        ("heat loss", "kw", False),
        ("profit", "money", False),
    ],
)
def test_a_loss_is_told_by_its_name_and_unit(phrase: str, unit: str, loss: bool) -> None:
    assert is_loss(key(phrase), unit) is loss


@pytest.mark.parametrize(
    ("sought", "phrase", "against"),
    [
        ("net profit", "loss", True),
        ("score", "loses", True),
        ("losses", "profit", True),
        ("losses", "loss", False),
        ("cost", "loss", False),
        ("profit", "profit", False),
        ("losses", "cost", False),
    ],
)
def test_losses_count_against_gains(sought: str, phrase: str, against: bool) -> None:
    assert contrary(key(sought), key(phrase), "money") is against


def test_what_is_paid_is_no_gain() -> None:
    assert gain_of_cost(key("profit"), key("costs"))
    assert not gain_of_cost(key("profit"), key("price"))
    assert not gain_of_cost(key("spend"), key("costs"))


def test_what_is_not_told_in_money_is_not_paid() -> None:
    assert unpaid(key("waste"), key("costs"), "money")
    assert not unpaid(key("waste"), key("scraps"), "kg")
    assert not unpaid(key("wage bill"), key("costs"), "money")
