"""What the grammar of path notation lets an LM write: only what things of the graph are like."""

import pytest
from llguidance import LLMatcher, LLTokenizer

from neurosym.translate.questions.grammar import Names, grammar
from neurosym.translate.questions.reading import Form

BYTES = LLTokenizer("byte")
BORDERS, THROUGH, LENGTH, AREA = "borders", "flows through", "length", "area"
OF_RIVERS = [(THROUGH, True), (LENGTH, True)]
OF_COUNTRIES = [(BORDERS, True), (BORDERS, False), (THROUGH, False), (AREA, True)]
ATLAS = Names(
    [BORDERS, THROUGH, LENGTH, AREA],
    ["country", "river"],
    [LENGTH, AREA],
    {
        (BORDERS, True): OF_COUNTRIES,
        (BORDERS, False): OF_COUNTRIES,
        (THROUGH, True): OF_COUNTRIES,
        (THROUGH, False): OF_RIVERS,
        (LENGTH, True): [(LENGTH, False)],
        (AREA, True): [(AREA, False)],
        (LENGTH, False): OF_RIVERS,
        (AREA, False): OF_COUNTRIES,
    },
    {"A": OF_COUNTRIES, "B": OF_RIVERS},
    {"country": OF_COUNTRIES, "river": OF_RIVERS},
    {(BORDERS, True): ["country"], (THROUGH, False): ["river"], (THROUGH, True): ["country"]},
)
BARE = Names(["by"])


def lets(text: str, names: Names = ATLAS, question: str = "A or B, 500 km", form: Form = "any") -> bool:
    matcher = LLMatcher(BYTES, LLMatcher.grammar_from_lark(grammar(names, question, 2, form)))
    assert not matcher.is_error(), matcher.get_error()
    tokens = BYTES.tokenize_str(text)
    return matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting()


@pytest.mark.parametrize(
    "reading",
    [
        "A < flows through",
        "A < flows through : river most length",
        "A < flows through above length 500",
        "every river",
        "every country - A > borders",
        "count every river above length B",
        "A < flows through from length 500",
        "every river upto length 500",
        "every river exactly length B",
        "every country - every river > flows through",
        "A | B most length",
        "A > borders & B > flows through : country",
        "is A > borders = B",
        "is every river most length = B",
        "not is A : country",
        "is A < flows through : river",
        "is A > area more B > length",
    ],
)
def test_what_the_graph_can_have_may_be_written(reading: str) -> None:
    assert lets(f" {reading}")


@pytest.mark.parametrize(
    "reading",
    [
        "A > length",  # a country has none
        "A < flows through most area",  # rivers have none
        "A < flows through : country",
        "every river most area",
        "every country above borders 500",  # which is no number
        "A < flows through : river above length 900",  # which the question does not say
        "A",
        "is A",
        "is A = B",
        "is A | B most length",
        "A > borders > borders > borders > borders > borders",
        "C > borders",
        "every lake",
        "every river - every river",
    ],
)
def test_what_it_cannot_have_is_not_written(reading: str) -> None:
    assert not lets(f" {reading}")


def test_what_two_paths_come_to_is_told_of_a_third() -> None:
    assert lets(" is A > borders & B > flows through")
    assert not lets(" is A > borders & B > flows through", form="claim")
    assert not lets(" is A > borders & B > flows through = A")


def test_of_a_claim_only_claims_are_written() -> None:
    assert lets(" is A > borders = B", form="claim")
    assert not lets(" A > borders", form="claim")
    assert lets(" A > borders", form="things")
    assert not lets(" is A > borders", form="things")
    assert not lets(" count A > borders", form="things")


def test_where_nothing_is_told_of_steps_all_may_follow() -> None:
    assert lets(" A > by < by > by", BARE)
    assert not lets(" A > by : film", BARE)
    assert not lets(" every film", BARE)
