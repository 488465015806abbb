"""Claims that say the same from either end have one form."""

import pytest

from neurosym.translate.questions.notation import read, written
from neurosym.translate.questions.turned import turned

NAMES, CLASSES = ["directed by", "born in"], ["film"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is A > directed by = B", "is B < directed by = A"),
        ("not is A > directed by > born in = B", "not is B < born in < directed by = A"),
    ],
)
def test_both_ends_come_to_one_form(one: str, other: str) -> None:
    first, second = (turned(read(said, NAMES, CLASSES)) for said in (one, other))
    assert first == second
    assert written(first) == one


@pytest.mark.parametrize(
    "said",
    [
        "B > directed by",
        "is B > directed by",
        "is B > directed by : film = A",
        "is B < directed by & C < directed by = A",
        "is B > directed by = 12",
        "is every film > directed by = A",
    ],
)
def test_what_cannot_be_said_from_the_other_end_stays(said: str) -> None:
    assert turned(read(said, NAMES, CLASSES)) == read(said, NAMES, CLASSES)


def test_who_it_is_said_of_makes_a_difference() -> None:
    one, other = (read(said, NAMES, CLASSES) for said in ("is A > born in = B", "is B > born in = A"))
    assert turned(one) != turned(other)
