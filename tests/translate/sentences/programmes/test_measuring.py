"""Numbers that bound amounts: none at all, a share of nothing told, one below zero."""

import pytest

from neurosym.check import examine
from neurosym.faults import Fault
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.programme import assemble_programme

SETTING = (
    ("A bakery makes rye loaves and seed loaves.", "@choose rye loaves, seed loaves"),
    (
        "A rye loaf takes 2 hours of labour and a seed loaf 4.",
        "labour( rye loaf) = 2 ; labour( seed loaf) = 4",
    ),
    (
        "The profit is $5 per rye loaf and $6 per seed loaf.",
        "profit( rye loaf) = $5 ; profit( seed loaf) = $6",
    ),
)
RYE = "labour_rye_loaves * rye_loaves"
AIM = ("How many of each maximise the profit?", "@max profit")


def told(*pairs: tuple[str, str]) -> Assembled:
    return assemble_programme(
        [Entry(text, read_reading(f" {reading}")) for text, reading in (*SETTING, *pairs, AIM)]
    )


def error(text: str, reading: str) -> Fault:
    """The one error, which leaves the problem out and names the sentence."""
    assembled = told((text, reading))
    assert assembled.problem is None
    (fault,) = (fault for fault in assembled.faults if fault.severity == "error")
    assert fault.where is not None
    assert fault.where.text == text
    return fault


def limits(text: str, reading: str) -> list[str]:
    assembled = told((text, reading))
    assert assembled.problem is not None, assembled.faults
    return [print_formula(claim.formula) for claim in assembled.problem.claims if claim.says == text]


@pytest.mark.parametrize(
    ("text", "reading", "word"),
    [
        ("There are a few hours of labour.", "total( labour) <= few", "few"),
        ("There are several hours of labour.", "total( labour) <= several hours", "several hours"),
        ("Labour is limited.", "labour <= limited", "limited"),
        ("Many rye loaves are sold.", "rye loaves >= many", "many"),
    ],
)
def test_a_missing_number_is_an_error_of_its_sentence(text: str, reading: str, word: str) -> None:
    fault = error(text, reading)
    assert (fault.code, fault.what) == ("no-number", f"`{word}` says no number")
    assert fault.hint == "write how much or how many"


@pytest.mark.parametrize(
    ("text", "reading", "share", "whole"),
    [
        ("At most 75% of the labour may be used.", "labour <= 75% * total", "75%", "labour"),
        ("At most 75% of the labour may be used.", "total( labour) <= 75% * total( labour)", "75%", "labour"),
        ("At most 75% of the labour may be used.", "total( labour) <= 75%", "75%", "labour"),
        ("No more than half of the hours can be used.", "hours <= half * hours", "half", "hours"),
        ("At most 80% of the ovens may be used.", "total <= 80%", "80%", "ovens"),
    ],
)
def test_a_share_of_what_nobody_tells_is_an_error_of_its_sentence(
    text: str, reading: str, share: str, whole: str
) -> None:
    fault = error(text, reading)
    assert fault.code == "unstated"
    assert fault.what == f"{share} of what? Nothing says how much or how many `{whole}` there is"
    assert fault.hint == f"say it, or write what {share} of it comes to"


@pytest.mark.parametrize(
    ("text", "reading", "limit"),
    [
        (
            "At most 30% of the loaves are rye loaves.",
            "rye loaves <= 30% * total",
            "rye_loaves <= 0.3 * (rye_loaves + seed_loaves)",
        ),
        (
            "At most 30% of the loaves are rye loaves.",
            "rye loaves <= 30%",
            "rye_loaves <= 0.3 * (rye_loaves + seed_loaves)",
        ),
        (
            "At most half of the labour goes into rye loaves.",
            "labour( rye loaves) <= half * total( labour)",
            f"{RYE} <= 0.5 * ({RYE} + labour_seed_loaves * seed_loaves)",
        ),
    ],
)
def test_a_share_of_what_is_decided_is_a_limit(text: str, reading: str, limit: str) -> None:
    assert limits(text, reading) == [limit]


@pytest.mark.parametrize("reading", ["seed loaves >= 20% * total", "seed loaves >= 20%"])
def test_a_share_of_some_that_is_read_as_one_of_all_is_doubted(reading: str) -> None:
    assembled = told(("Seed loaves make up at least 20% of the rye loaves.", reading))
    assert "what `20%` measures is a guess" in [fault.what for fault in assembled.faults]
    assembled = told(("Seed loaves make up at least 20% of the loaves.", reading))
    assert not [fault.what for fault in assembled.faults if fault.code == "ambiguous"]


@pytest.mark.parametrize("written", ["-80", "−80", "negative 80"])
def test_a_number_below_zero_stays_below_zero(written: str) -> None:
    (limit,) = limits(f"There are {written} hours of labour.", "total( labour) <= 80")
    assert limit.endswith("<= -80")


def test_so_it_does_in_a_table() -> None:
    text = "A roll brings -$5."
    rolls = ("It makes rolls, too.", "@choose rolls")
    assembled = told(rolls, (text, "profit( roll) = $5"))
    assert assembled.problem is not None
    found = [print_formula(claim.formula) for claim in assembled.problem.claims if claim.says == text]
    assert found == ["profit_rolls == -5"]


@pytest.mark.parametrize("text", ["There are 60-80 hours of labour.", "Labour is scarce - 80 hours."])
def test_a_dash_makes_no_number_negative(text: str) -> None:
    (limit,) = limits(text, "total( labour) <= 80")
    assert limit.endswith("<= 80")


def test_dozens_and_kinds() -> None:
    assert limits("At most 5 dozen rye loaves.", "rye loaves <= 5") == ["rye_loaves <= 60"]
    assembled = told(("It makes 2 kinds of loaves.", "loaves <= 2"))
    assert [fault.what for fault in assembled.faults if "kinds" in fault.what] == [
        "`2` counts kinds of things and bounds nothing"
    ]


# --- products


def test_a_price_that_depends_on_what_is_decided_is_an_error() -> None:
    fault = error("The price of a rye loaf is the number of seed loaves.", "price( rye loaf) = seed loaves")
    assert (fault.code, fault.hint) == ("product", "tell it in numbers")
    assert fault.what == "`price` of `rye loaf` depends on what is decided, so that the whole is a product"


def test_a_name_that_a_sentence_defines_stands_for_what_it_says() -> None:
    text, crates = "The crates are the rye loaves plus twice the seed loaves.", "There are 70 crates."
    assembled = told((text, "crates = rye loaves + twice * seed loaves"), (crates, "crates <= 70"))
    assert assembled.problem is not None
    found = {claim.says: print_formula(claim.formula) for claim in assembled.problem.claims}
    assert found[text] == "crates == rye_loaves + 2 * seed_loaves"
    assert found[crates] == "crates <= 70"
    assert [fault.code for fault in assembled.faults] == ["unused"]  # labour, of which there is no limit


def test_a_name_that_nothing_else_uses_is_doubted() -> None:
    text = "The crates are twice the seed loaves."
    assembled = told((text, "crates = twice * seed loaves"))
    assert "no other limit and no objective uses crates" in [fault.what for fault in assembled.faults]


def test_a_product_of_two_choices_is_said_with_its_sentence() -> None:
    text = "The revenue is the rye loaves times the seed loaves."
    entries = [
        *SETTING[:1],
        (text, "revenue = rye loaves * seed loaves"),
        ("Maximise the revenue.", "@max revenue"),
    ]
    assembled = assemble_programme([Entry(said, read_reading(f" {reading}")) for said, reading in entries])
    assert assembled.problem is not None
    assert [(fault.code, fault.claim) for fault in examine(assembled.problem) if fault.code == "product"] == [
        ("product", "c2")
    ]
