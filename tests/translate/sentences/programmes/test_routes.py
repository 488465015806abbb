"""What is sent from places to places: a quantity for each route, a limit for each place."""

import pytest

from neurosym.ir.core import INT, REAL
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.programmes.routes import routed
from tests.translate.sentences.entered import Line, entries, said

SETTING: tuple[Line, ...] = (
    ("A dairy ships churns from Alden and Bray to Corley and Dunmore.", "@choose Corley, Dunmore"),
    ("It costs $4 to ship a churn from Alden to Corley.", "costs( Alden, Corley) = $4"),
    (
        "The cost is $7 from Alden to Dunmore and $6 from Bray to Corley.",
        "cost( Alden, Dunmore) = $7 ; cost( Bray, Corley) = $6",
    ),
    ("To Dunmore from Bray the cost is $5.", "cost( Bray, Dunmore) = $5"),
)
AIM: Line = ("What is the lowest cost?", "@min cost")
ROUTES = ["alden_to_corley", "alden_to_dunmore", "bray_to_corley", "bray_to_dunmore"]


def lowered(text: str, reading: str) -> list[str]:
    """The claims that quote a sentence."""
    return said(text, *SETTING, (text, reading), AIM)


def test_each_route_is_a_quantity_with_its_cost() -> None:
    problem = assemble(entries(*SETTING, AIM)).problem
    assert problem is not None
    names = [symbol.name for symbol in problem.symbols]
    assert names[:4] == ROUTES
    assert len(names) == 8
    costs = [
        print_formula(c.formula) for c in problem.claims if c.formula and "cost" in print_formula(c.formula)
    ]
    assert sorted(costs) == sorted(
        f"{name} == {cost}" for name, cost in zip((f"costs_{r}" for r in ROUTES), (4, 7, 6, 5), strict=True)
    )


@pytest.mark.parametrize(
    ("text", "reading", "formula"),
    [
        ("Alden can supply 60 churns.", "supply( Alden) <= 60", "alden_to_corley + alden_to_dunmore <= 60"),
        ("Alden has 60 churns.", "churns( Alden) = 60", "alden_to_corley + alden_to_dunmore <= 60"),
        ("Corley needs 30 churns.", "churns( Corley) = 30", "alden_to_corley + bray_to_corley >= 30"),
        ("At least 30 churns go to Corley.", "Corley >= 30", "alden_to_corley + bray_to_corley >= 30"),
        ("Corley needs exactly 30 churns.", "needs( Corley) = 30", "alden_to_corley + bray_to_corley == 30"),
        ("No more than 9 go from Bray to Dunmore.", "sent( Bray, Dunmore) <= 9", "bray_to_dunmore <= 9"),
        # read as a limit on Bray, in a sentence about one route
        ("No more than 9 go from Bray to Dunmore.", "churns( Bray) <= 9", "bray_to_dunmore <= 9"),
        ("Bray must send at least 5 churns to Corley.", "Bray >= 5", "bray_to_corley >= 5"),
        ("Nothing can go from Bray to Corley.", "not go( Bray, Corley)", "bray_to_corley == 0"),
    ],
)  # fmt: skip
def test_a_place_bounds_its_routes(text: str, reading: str, formula: str) -> None:
    assert lowered(text, reading) == [formula]


def test_each_of_a_group_of_places_is_bounded() -> None:
    group = ("The towns Corley and Dunmore wait.", "@members towns: Corley, Dunmore")
    each = ("Each town needs at least 20 churns.", "each town >= 20")
    problem = assemble(entries(*SETTING, group, each, AIM)).problem
    assert problem is not None
    said = [print_formula(claim.formula) for claim in problem.claims if claim.says == each[0]]
    assert said == ["alden_to_corley + bray_to_corley >= 20 and alden_to_dunmore + bray_to_dunmore >= 20"]


@pytest.mark.parametrize(
    ("goods", "sort"), [("60 churns", INT), ("60 tonnes of milk", REAL)], ids=["counted", "measured"]
)
def test_what_is_counted_is_whole(goods: str, sort: str) -> None:
    supply = (f"Alden can supply {goods}.", "supply( Alden) <= 60")
    problem = assemble(entries(*SETTING, supply, AIM)).problem
    assert problem is not None
    assert {symbol.result for symbol in problem.symbols[:4]} == {sort}


@pytest.mark.parametrize(
    "lines",
    [
        SETTING[:2],
        (*SETTING, ("It costs $1 from Corley to Alden.", "costs( Corley, Alden) = $1")),
        (("A cart needs 3 planks.", "needs( cart, planks) = 3"), ("A desk needs 2.", "needs( desk, 2) = 2")),
    ],
    ids=["one route", "a place that sends and gets", "no places"],
)
def test_other_readings_stay_as_they_are(lines: tuple[Line, ...]) -> None:
    told = entries(*lines)
    assert routed(told) == tuple(told)
