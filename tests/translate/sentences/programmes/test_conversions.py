"""Numbers of one thing in several units: converted with the assumption said, or a fault with its sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import Fault
from neurosym.ir.core import TRUE, Apply, Arith, Num, Problem
from neurosym.ir.pretty import print_formula
from neurosym.measures import KINDS, factor
from neurosym.solve.programmes.optimum import optimum
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.conversions import Conversions, converted, scaled
from neurosym.translate.sentences.programmes.figures import Figure
from neurosym.translate.sentences.programmes.programme import assemble_programme

PROFIT = "The profit is $20 per chair and $50 per table.", "profit( chair) = $20 ; profit( table) = $50"


def told(*pairs: tuple[str, str]) -> Assembled:
    """A programme about chairs and tables."""
    first = "A shop makes chairs and tables.", "@choose chairs, tables"
    last = "How many of each maximise the profit?", "@max profit"
    return assemble_programme(
        [Entry(text, read_reading(f" {reading}")) for text, reading in (first, *pairs, PROFIT, last)]
    )


def workshop(chair: str, table: str, stock: str) -> Assembled:
    """Labour for one of each, and all that there is, each with its unit: `30 minutes`."""
    numbers = [words.split()[0] for words in (chair, table, stock)]
    return told(
        (
            f"A chair takes {chair} of labour and a table {table}.",
            f"labour( chair) = {numbers[0]} ; labour( table) = {numbers[1]}",
        ),
        (f"There are {stock} of labour.", f"total( labour) <= {numbers[2]}"),
    )


def of(assembled: Assembled) -> Problem:
    assert assembled.problem is not None, assembled.faults
    return assembled.problem


def assumed(problem: Problem) -> list[str]:
    return [claim.says for claim in problem.claims if claim.kind == "assumed" and claim.formula == TRUE]


def limit(problem: Problem) -> str:
    (claim,) = (claim for claim in problem.claims if claim.says.startswith("There are"))
    return print_formula(claim.formula).rpartition(" ")[2]


def best(problem: Problem) -> object:
    result = optimum(problem, explain=False)
    assert result is not None
    return result.value


@pytest.mark.parametrize(
    ("chair", "table", "stock", "bound", "says"),
    [
        ("30 minutes", "90 minutes", "40 hours", "2400", ["One hour is 60 minutes."]),
        ("2 hours", "3 hours", "90 minutes", "1.5", ["One hour is 60 minutes."]),
        ("30 minutes", "2 hours", "40 hours", "2400", ["One hour is 60 minutes."]),
        ("2 kg", "3 kg", "9 tonnes", "9000", ["One tonne is 1000 kg."]),
        ("2 feet", "30 inches", "9 feet", "108", ["One foot is 12 inches."]),
        ("2 hours", "3 hours", "40 hours", "40", []),
        ("2 kilograms", "3 kilos", "40 kg", "40", []),
    ],
)
def test_numbers_in_several_units_are_converted_and_it_is_said(
    chair: str, table: str, stock: str, bound: str, says: list[str]
) -> None:
    problem = of(workshop(chair, table, stock))
    assert limit(problem) == bound
    assert assumed(problem) == says


def test_a_table_is_in_the_smallest_of_its_units() -> None:
    given = {
        print_formula(claim.formula) for claim in of(workshop("30 minutes", "2 hours", "40 hours")).claims
    }
    assert {"labour_chairs == 30", "labour_tables == 120"} <= given


@pytest.mark.parametrize(
    ("chair", "table", "stock", "sentence"),
    [
        ("3 kg", "5 litres", "100 litres", "A chair takes 3 kg of labour and a table 5 litres."),
        ("3 litres", "5 litres", "100 kg", "There are 100 kg of labour."),
        ("3 days", "5 days", "100 hours", "There are 100 hours of labour."),  # how many are worked in one?
    ],
)
def test_units_of_two_kinds_are_a_fault_with_its_sentence(
    chair: str, table: str, stock: str, sentence: str
) -> None:
    assembled = workshop(chair, table, stock)
    fault = next(fault for fault in assembled.faults if fault.code == "units")
    assert assembled.problem is None
    assert fault.where is not None
    assert (fault.severity, fault.where.text, fault.hint) == ("error", sentence, "tell it in one unit")
    assert "nothing says what the one is in the other" in fault.what


def units(*pairs: tuple[str, str]) -> list[Fault]:
    return [fault for fault in told(*pairs).faults if fault.code == "units"]


def test_a_unit_that_is_only_supposed_is_no_fault() -> None:
    # the second number has no unit, and not that of the one before it
    assert not units(
        ("A chair bears 25 kg and drinks 4 litres of glue.", "bears( chair) = 25 ; drinks( chair) = 4"),
        ("A table bears 70 kg and drinks 10.", "bears( table) = 70 ; drinks( table) = 10"),
        ("There are 900 litres of glue.", "total( drinks) <= 900"),
    )
    assert not units(
        ("A chair bears 25 kg and drinks 4.", "bears( chair) = 25 ; drinks( chair) = 4"),
        ("A table bears 70 kg and drinks 10.", "bears( table) = 70 ; drinks( table) = 10"),
        ("It drinks 900 litres of glue at most.", "total( drinks) <= 900"),
    )


def test_a_share_is_of_any_unit() -> None:
    assert not units(
        ("A chair is 20% copper and a table 5%.", "copper( chair) = 20% ; copper( table) = 5%"),
        ("There are 180 kg of copper.", "total( copper) <= 180"),
    )


SAME_KIND = [
    (one, other)
    for kind in ("time", "mass", "volume")
    for one in KINDS[kind]
    for other in KINDS[kind]
    if len(one) > 2 and len(other) > 2
]


@given(st.sampled_from(SAME_KIND), st.integers(1, 40), st.integers(1, 40), st.integers(1, 900))
def test_a_number_in_another_unit_never_changes_the_plan(
    pair: tuple[str, str], chair: int, table: int, stock: int
) -> None:
    """So many of one unit are the same limit as that many times the factor of the other."""
    one, other = pair
    times = factor(one, other)
    assert times is not None
    if (stock * times).denominator != 1:
        return
    plain = of(workshop(f"{chair} {one}s", f"{table} {one}s", f"{stock} {one}s"))
    mixed = of(workshop(f"{chair} {one}s", f"{table} {one}s", f"{stock * times} {other}s"))
    assert best(plain) == best(mixed)
    assert limit(plain) == limit(mixed)
    assert bool(assumed(mixed)) == (times != 1)


@pytest.mark.parametrize(
    ("unit", "other"), [("", "hour"), ("hour", ""), ("worker", "hour"), ("hour", "hour")]
)
def test_there_is_nothing_to_convert_without_two_units(unit: str, other: str) -> None:
    conversions = Conversions()
    assert conversions.factor(Figure(Fraction(3), unit), other, "labour", "", sure=True) is None
    assert not conversions.told
    assert not conversions.faults


def test_a_number_is_worked_out_and_another_term_multiplied() -> None:
    x = Apply("x")
    assert converted(Num(3), Fraction(60)) == Num(180)
    assert converted(x, Fraction(60)) == Arith("*", (x, Num(60)))
    assert scaled(Num(3), Fraction(60)) == Arith("*", (Num(3), Num(60)))
    assert converted(x, None) == scaled(x, Fraction(1)) == x
