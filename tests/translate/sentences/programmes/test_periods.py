"""What is made in several periods and kept from one to the next: a balance for each of them."""

import pytest

from neurosym.ir.core import INT, REAL
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.programmes.periods import with_stocks
from tests.translate.sentences.entered import Line, entries, said

SETTING: Line = ("A yard builds boats in March and April.", "@choose March, April")
WANTED: Line = (
    "Customers want 20 boats in March and 30 in April.",
    "boats( March) = 20 ; boats( April) = 30",
)
PRICE: Line = ("A boat costs $500 in March and $550 in April.", "costs( March) = $500 ; costs( April) = $550")
STORING: Line = ("It costs $20 to store a boat for a month.", "costs( boat) = $20")
AIM: Line = ("How many should be built to keep the cost low?", "@min cost")
MADE = ["boats_made_in_march", "boats_made_in_april"]
KEPT = ["boats_in_stock_after_march", "boats_in_stock_after_april"]


def test_what_is_made_and_what_is_kept_are_decided() -> None:
    problem = assemble(entries(SETTING, WANTED, PRICE, STORING, AIM)).problem
    assert problem is not None
    assert [symbol.name for symbol in problem.symbols if symbol.gloss] == [*MADE, *KEPT]
    assert {symbol.result for symbol in problem.symbols if symbol.gloss} == {INT}


def test_what_was_kept_and_is_made_is_delivered_or_kept() -> None:
    assert said(WANTED[0], SETTING, WANTED, PRICE, STORING, AIM) == [
        "boats_made_in_march - boats_in_stock_after_march == 20",
        "boats_in_stock_after_march + boats_made_in_april - boats_in_stock_after_april == 30",
    ]


def test_what_keeping_costs_is_said_of_each_stock() -> None:
    assert said(STORING[0], SETTING, WANTED, PRICE, STORING, AIM) == [f"cost_{name} == 20" for name in KEPT]


@pytest.mark.parametrize(
    ("text", "reading", "formulas"),
    [
        (
            "No more than 40 boats can be built in a month.",
            "boats <= 40",
            [f"{name} <= 40" for name in MADE],
        ),
        ("At most 25 boats can be built in March.", "boats( March) <= 25", [f"{MADE[0]} <= 25"]),
        ("At most 15 boats can be kept in stock.", "boats <= 15", [f"{name} <= 15" for name in KEPT]),
        ("At the end of April 10 boats must be in stock.", "boats = 10", [f"{KEPT[1]} >= 10"]),
        ("In March at least 5 boats must be kept.", "boats( March) >= 5", [f"{KEPT[0]} >= 5"]),
        ("At the end at least 10 boats must be left.", "boats >= 10", [f"{KEPT[1]} >= 10"]),
    ],
)
def test_limits_are_on_what_is_made_or_kept(text: str, reading: str, formulas: list[str]) -> None:
    assert said(text, SETTING, WANTED, PRICE, STORING, (text, reading), AIM) == formulas


def test_what_is_there_at_first_is_given_and_free() -> None:
    opening = ("At the beginning of March there are 5 boats in stock.", "boats <= 5")
    lines = (SETTING, WANTED, PRICE, STORING, opening, AIM)
    assert sorted(said(opening[0], *lines)) == [
        "boats_in_stock_before_march == 5",
        "cost_boats_in_stock_before_march == 0",
    ]
    first = "boats_in_stock_before_march + boats_made_in_march - boats_in_stock_after_march == 20"
    assert said(WANTED[0], *lines)[0] == first


def test_a_measured_good_has_parts() -> None:
    steel = (
        "Customers want 20 tonnes of steel in week 1 and 30 tonnes in week 2.",
        "steel( week 1) = 20 ; steel( week 2) = 30",
    )
    lines = (
        ("A mill casts steel in week 1 and week 2.", "@choose week 1, week 2"),
        steel,
        (
            "A tonne of steel costs $5 in week 1 and $9 in week 2.",
            "costs( week 1) = $5 ; costs( week 2) = $9",
        ),
        ("Keeping a tonne in stock for a week costs $2.", "costs( tonne) = $2"),
        AIM,
    )
    problem = assemble(entries(*lines)).problem
    assert problem is not None
    sorts = {symbol.name: symbol.result for symbol in problem.symbols}
    assert sorts["steel_made_in_week_1"] == REAL


@pytest.mark.parametrize(
    "lines",
    [
        (SETTING, WANTED, PRICE),
        (("A joiner makes desks and chairs.", "@choose desks, chairs"), STORING),
    ],
    ids=["nothing is kept", "no periods"],
)
def test_other_readings_stay_as_they_are(lines: tuple[Line, ...]) -> None:
    told = entries(*lines)
    assert with_stocks(told) == tuple(told)
