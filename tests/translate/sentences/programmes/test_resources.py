"""What links a limit to a table: a shared word before a stem, a kind of thing before a unit."""

import pytest

from neurosym.translate.sentences.programmes.quantities import key
from neurosym.translate.sentences.programmes.resources import (
    Strength,
    Table,
    Usage,
    complements,
    left_over,
    link,
)


def table(phrase: str, unit: str = "", near: str = "", of: tuple[int, ...] = (0, 1)) -> Table:
    return Table(phrase, key(phrase), unit, frozenset(near.split()), {n: f"{phrase}_{n}" for n in of})


TABLES = (
    table("carpentry", "hour"),
    table("printing time", "hour"),
    table("costs", "money"),
    table("profit", "money"),
    table("takes", "ft", "shelf"),
)


@pytest.mark.parametrize(
    ("usage", "strength", "found"),
    [
        (Usage("carpentry", "hour"), Strength.SAME, 0),
        (Usage("printing machine", "hour"), Strength.PART, 1),
        (Usage("carpenters"), Strength.AKIN, 0),
        (Usage("shelves"), Strength.BESIDE, 4),
        (Usage("budget", "money"), Strength.CONCEPT, 2),
        (Usage("earnings", "money"), Strength.CONCEPT, 3),
        (Usage("room", "foot"), Strength.UNIT, 4),
        (Usage("room", "acre"), Strength.NONE, None),
        (Usage("room", "ft"), Strength.UNIT, 4),
        (Usage("pallets", "pallet"), Strength.NONE, None),
    ],
)
def test_what_speaks_most_decides(usage: Usage, strength: Strength, found: int | None) -> None:
    expected = () if found is None else (found,)
    assert link(usage, TABLES) == type(link(usage, TABLES))(strength, expected)


def test_equally_good_tables_are_all_named_unless_one_is_free() -> None:
    assert link(Usage("work", "minute"), TABLES).tables == (0, 1)
    assert link(Usage("work", "minute"), TABLES, frozenset([0])).tables == (1,)


def test_money_is_not_time() -> None:
    assert link(Usage("budget", "money"), TABLES[:2]).strength is Strength.NONE


def test_two_names_of_one_thing_are_joined() -> None:
    parted = (table("labour", "hour", of=(0,)), table("made", "hour", of=(1,)), table("profit", "money"))
    assert complements(parted, [Usage("labour", "hour")], 2) == (0, 1)
    assert complements(parted, [Usage("made", "hour")], 2) == (1, 0)
    assert complements(parted, [Usage("labour"), Usage("made")], 2) is None
    assert complements(TABLES, [], 2) is None


def test_what_is_left_over_may_be_the_objective() -> None:
    score = Usage("score", objective=True)
    assert left_over(score, TABLES, frozenset([0, 1, 2, 3])).tables == (4,)
    assert left_over(score, TABLES, frozenset([0, 1])).tables == ()
    assert left_over(Usage("profit", objective=True), TABLES[2:], frozenset([1])).tables == (0,)
    spent = Usage("expenses", "money", objective=True)
    assert left_over(spent, (TABLES[0], TABLES[3]), frozenset([1])).tables == (1,)


def test_losses_are_joined_to_profits_whose_name_is_kept() -> None:
    loss, profit = table("loss", "money", of=(0,)), table("profit", "money", of=(1,))
    assert complements((loss, profit), [Usage("loss", objective=True)], 2) == (1, 0)
    assert loss.is_loss
    assert not profit.is_loss


@pytest.mark.parametrize("wages", ["wages", "payroll", "pay"])
def test_what_workers_earn_is_what_their_wages_cost(wages: str) -> None:
    tables = (table("earn", "money"), table("rent", "money"))
    assert link(Usage(wages, objective=True), tables).tables == (0,)


def test_much_money_is_earned_and_little_is_spent() -> None:
    assert link(Usage("money", objective=True, large=True), TABLES).tables == (3,)
    assert link(Usage("money", objective=True), TABLES).tables == (2,)
