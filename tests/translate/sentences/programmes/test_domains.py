"""What is counted is whole, what is measured is not, and the reason is given."""

import pytest

from neurosym.ir.core import INT, REAL
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.deciding import find_choices
from neurosym.translate.sentences.programmes.domains import domains


def sorts(
    text: str, reading: str, limits: tuple[str, ...] = (), *, yes_no: bool = False
) -> list[tuple[str, str]]:
    choices = find_choices([Entry(text, read_reading(f" {reading}"))])
    found = domains(choices, [text], (), limits, yes_no)
    return [(domain.sort, domain.reason.partition(": ")[2]) for domain in found]


@pytest.mark.parametrize(
    ("text", "reading", "sort", "why"),
    [
        ("A firm makes desks and a chair.", "@choose desks, chair", INT, "counted"),
        ("Each acre of tulips and roses counts.", "@choose tulips, roses", REAL, "acre"),
        ("Milk and cream are mixed.", "@choose Milk, cream", REAL, "does not count"),
        ("Cups of coffee and mugs of tea.", "@choose coffee, tea", INT, "counted"),
        ("Mix A1 and mix B2 are made.", "@choose A1, B2", INT, "counted"),
        ("Tours in Polish sell well.", "@choose tours in Polish", INT, "counted"),
        ("On how many days is each of Skarv and Teist open?", "@choose Skarv, Teist", INT, "counted"),
        ("How many dollars each for Skarv and Teist?", "@choose Skarv, Teist", REAL, "does not count"),
    ],
)
def test_a_domain_has_its_reason(text: str, reading: str, sort: str, why: str) -> None:
    for found, reason in sorts(text, reading):
        assert found == sort
        assert why in reason


def test_money_has_parts_and_what_is_taken_or_left_has_none() -> None:
    assert sorts("Funds and bonds.", "@choose Funds, bonds", ("money",))[0][0] == REAL
    assert sorts("Funds and bonds.", "@choose Funds, bonds", yes_no=True)[0] == (INT, "taken (1) or left (0)")
