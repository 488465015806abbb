"""What of a question a reading takes no notice of."""

import pytest

from neurosym.translate.questions.heard import asked_for, overlooked
from neurosym.translate.questions.notation import COMPARES, read

NAMES, CLASSES = ["member of", "population"], ["country"]
LETTERS = {"A": "the EU", "B": "NATO"}


@pytest.mark.parametrize(
    ("question", "reading", "word"),
    [
        ("which members of A are in B too", "A < member of", "NATO"),
        ("which members of A are not in B", "A < member of & B < member of", "not"),
        ("members of A with over 500 people, not in B", "A < member of - B < member of", "500"),
    ],
)
def test_a_name_a_number_and_a_not_are_missed(question: str, reading: str, word: str) -> None:
    fault = overlooked(question, read(reading, NAMES, CLASSES), LETTERS)
    assert fault is not None
    assert f"`{word}`" in fault.what


@pytest.mark.parametrize(
    ("question", "reading", "missed"),
    [
        ("what is the population of A", "A > member of", "population"),
        ("count the landlocked countries of A", "count A < member of : country", "landlocked country"),
        ("which countries of A have a population above 5", "A < member of above population 5", ""),
        ("which countries are in A", "A < member of", ""),
        ("the members of A", "A < member of : country", ""),
        ("which countries does A have", "A < member of", ""),
    ],
)
def test_a_name_of_the_graph_that_is_said_and_not_read_is_missed(
    question: str, reading: str, missed: str
) -> None:
    classes = [*CLASSES, "landlocked country"]
    fault = overlooked(question, read(reading, NAMES, classes), {"A": "the EU"}, [*NAMES, "country"], classes)
    assert (fault.what if fault else "").endswith(f"`{missed}`" if missed else "")
    assert (fault is None) == (not missed)


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("more than 5 people", {"above", "from"}),
        ("5 people or more", {"above", "from"}),
        ("no more than 5 people", {"below", "upto"}),
        ("at most 5 people", {"below", "upto"}),
        ("exactly 5 people", {"exactly"}),
        ("5 people", {"exactly"}),
        ("people older than 5", {*COMPARES}),
        ("people from 5", {*COMPARES}),
    ],
)
def test_a_bound_is_not_turned_round(words: str, ways: set[str]) -> None:
    def heard(way: str) -> bool:
        reading = read(f"A < member of {way} population 5", NAMES, CLASSES)
        return overlooked(f"which countries of A have {words}", reading, {"A": "the EU"}) is None

    assert {way for way in COMPARES if heard(way)} == ways


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        ("which members of A are not in B", "A < member of - B < member of"),
        ("which of the two has more people, A or B", "A | B most population"),
        (
            "members of A with over 1.5 million, less B",
            "A < member of above population 1.5 million & B < member of",
        ),
        ("is A without B", "not is A > member of = B"),
    ],
)
def test_what_is_heard_is_no_fault(question: str, reading: str) -> None:
    assert overlooked(question, read(reading, NAMES, CLASSES), LETTERS) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Which lakes are located in Finland?", "lake"),
        ("list all landlocked countries of Africa", "landlocked country"),
        ("what countries border a lake", "country"),
        ("Which is the largest lake?", ""),
        ("how deep is the lake", ""),
    ],
)
def test_a_class_that_is_asked_for_stands_behind_which(question: str, name: str) -> None:
    assert asked_for(question, ["lake", "country", "landlocked country"]) == name
