"""Path notation: what is read is written again, and what is none is a fault."""

import pytest

from neurosym.faults import FaultError
from neurosym.translate.questions.notation import Along, Beyond, Is, Path, Than, Things, Which, read, written

PROPERTIES = ["directed by", "area", "taxon", "taxon rank", "most"]
CLASSES = ["film", "country"]


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "A < directed by",
        "A > taxon rank > taxon",
        "A < directed by : film",
        "every country most area",
        "every country",
        "count A < directed by",
        "A < directed by & B < directed by - C > taxon",
        "A | B most area",
        "A < directed by above area 1.5 million",
        "A < directed by from area 20 : film upto area 20",
        "count every film exactly area B",
        "A < directed by below area B",
        "is A > directed by = B",
        "is A > area = 120",
        "is A > directed by",
        "not is A > directed by = B",
        "is A > area more B > area",
        "A > most most most",
    ],
)
def test_what_is_read_is_written_again(text: str) -> None:
    assert written(read(text, PROPERTIES, CLASSES)) == text


def test_the_longest_name_is_meant() -> None:
    assert read("A > taxon rank", PROPERTIES, CLASSES) == Which(
        Things(Path("A", "", (Along("taxon rank", True),)))
    )


def test_numbers_are_words_of_the_text() -> None:
    asked = read("A above area two hundred", PROPERTIES, CLASSES)
    assert asked == Which(Things(Path("A", "", (Beyond("above", "area", "two hundred"),))))


def test_claims() -> None:
    assert isinstance(read("not is A > directed by = B", PROPERTIES, CLASSES), Is)
    assert isinstance(read("is A > area less B > area", PROPERTIES, CLASSES), Than)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A >",
        "A > painted by",
        "every",
        "every dog",
        "Z > area",
        "A B",
        "A above area",
        "is A > area =",
        "A" + " > area" * 9,
    ],
)
def test_what_is_none_is_a_fault(text: str) -> None:
    with pytest.raises(FaultError) as caught:
        read(text, PROPERTIES, CLASSES)
    assert caught.value.faults[0].code == "path"
