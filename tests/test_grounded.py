"""How readings of a question are weighed against each other; the LM is a script of path notation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from neurosym.answer import Answer
from neurosym.grounded import Grounded
from neurosym.ir.verdict import Verdict
from neurosym.lm.base import Written

MAP = """Peru\tborders\tChile
Chile\tborders\tPeru
Peru\tcapital\tLima
Peru\tlargest_city\tLima
Peru\tpopulation\t34000000
Chile\tpopulation\t20000000
"""


class Script:
    """A SentenceLM that writes the same readings of every text, each with its likelihood."""

    name = identity = "script"

    def __init__(self, *readings: tuple[str, float]) -> None:
        self.readings = readings

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        return (tuple(Written(f" {said}", math.log(sure), 1.0, 9) for said, sure in self.readings),) * len(
            prompts
        )


def asked(tmp_path: Path, question: str, *readings: tuple[str, float]) -> Answer:
    (tmp_path / "map.tsv").write_text(MAP)
    with Grounded(tmp_path / "map.tsv", Script(*readings)) as graph:
        return graph.ask(question)


def test_readings_that_find_the_same_are_one(tmp_path: Path) -> None:
    answer = asked(tmp_path, "Which city rules Peru?", ("A > capital", 0.4), ("A > largest city", 0.35))
    assert answer.verdict is Verdict.FOUND
    assert answer.result is not None
    assert answer.result.value == ("Lima",)
    assert answer.trust == "certified"


def test_a_yes_from_either_end_is_one(tmp_path: Path) -> None:
    answer = asked(
        tmp_path, "Does Peru border Chile?", ("is A > borders = B", 0.5), ("is B > borders = A", 0.4)
    )
    assert answer.verdict is Verdict.FOUND


def test_two_ways_of_no_are_two(tmp_path: Path) -> None:
    readings = (("is A > capital = B", 0.5), ("is A > largest city = B", 0.4))
    answer = asked(tmp_path, "Is Peru the heart of Chile?", *readings)
    assert answer.verdict is Verdict.UNTRANSLATED
    assert answer.faults[0].code == "unclear"


def test_a_reading_with_more_of_the_words_counts_more(tmp_path: Path) -> None:
    readings = (("is A > capital = B", 0.5), ("is A > largest city = B", 0.4))
    assert asked(tmp_path, "Is Peru the capital of Chile?", *readings).verdict is Verdict.NOT_FOUND
    readings = (("A > largest city", 0.7), ("A > capital", 0.2), ("A > borders", 0.1))
    assert asked(tmp_path, "What is the capital of Peru?", *readings).value == ["Lima"]


def test_what_finds_nothing_counts_less_where_things_are_asked_for(tmp_path: Path) -> None:
    def verdict(nothing: float, some: float) -> Verdict:
        readings = (("A > capital", nothing), ("A > borders", some))
        return asked(tmp_path, "What lies at Chile?", *readings).verdict

    assert verdict(0.5, 0.45) is Verdict.FOUND
    assert verdict(0.8, 0.1) is Verdict.UNTRANSLATED
    assert verdict(0.9, 0.01) is Verdict.UNTRANSLATED


def test_a_likely_no_goes_before_an_unlikely_yes(tmp_path: Path) -> None:
    readings = (("is A > capital = B", 0.8), ("is A > borders = B", 0.1))
    assert asked(tmp_path, "Is Chile the capital of Peru?", *readings).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    "question", ["What does not border Peru?", "What borders Peru with over 30000000 people?"]
)
def test_what_is_overlooked_is_said(tmp_path: Path, question: str) -> None:
    answer = asked(tmp_path, question, ("A > borders", 0.99))
    assert answer.verdict is Verdict.UNTRANSLATED
    assert answer.faults[0].code == "unheard"


def test_a_reading_that_overlooks_nothing_goes_first(tmp_path: Path) -> None:
    def answered(overlooks: float, heeds: float) -> Answer:
        readings = (("A > borders", overlooks), ("is A > borders = B", heeds))
        return asked(tmp_path, "Does Peru border Chile?", *readings)

    assert answered(0.6, 0.3).value is True
    unclear = answered(0.8, 0.05)
    assert unclear.faults[0].code == "unclear"
    assert "is A > borders = B" in unclear.faults[0].what


def test_numbers_are_not_left_out_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    path.write_text("@prefix : <http://map.example/> . :Peru :people 34 . :Chile :people 20 .")
    with Grounded(path, Script(("A > people - B > people", 0.99))) as graph:
        answer = graph.ask("How many more people live in Peru than in Chile?")
    assert answer.verdict is Verdict.UNTRANSLATED


def test_what_is_none_of_those_asked_for_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    path.write_text(
        "@prefix : <http://map.example/> . :Turku a :City ; :in :Finland . :Saimaa a :Lake ; :in :Finland ."
    )
    with Grounded(path, Script(("A < in : City", 0.99))) as graph:
        assert graph.ask("Which cities are in Finland?").verdict is Verdict.FOUND
        answer = graph.ask("Which lakes are in Finland?")
    assert answer.verdict is Verdict.UNTRANSLATED
    assert "finds no Lake" in answer.faults[0].what


def test_what_is_of_a_class_below_is_of_the_one_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    path.write_text(
        "@prefix : <http://map.example/> . :Saimaa a :Tarn ; :in :Finland . :Inari a :Lake ; :in :Lapland ."
        ":Tarn <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Lake ."
    )
    with Grounded(path, Script(("A < in", 0.99))) as graph:
        assert graph.ask("Which lakes are in Finland?").value == ["Saimaa"]


def test_readings_that_find_others_than_are_asked_for_count_little(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    path.write_text(
        "@prefix : <http://map.example/> . :Turku a :City ; :in :Finland . :Finland a :State ; :on :Europe ."
        ":Europe a :Continent ."
    )
    with Grounded(path, Script(("A > in", 0.8), ("A > in > on", 0.18))) as graph:
        answer = graph.ask("On which continent is Turku?")
        assert answer.value == ["Europe"]
        assert graph.ask("Where is Turku?").value == ["Finland"]


def test_names_do_not_say_how_many(tmp_path: Path) -> None:
    answer = asked(tmp_path, "How many countries does Peru border?", ("A > borders", 0.99))
    assert answer.verdict is Verdict.UNTRANSLATED
    assert "counts nothing" in answer.faults[0].what
    assert asked(tmp_path, "How many does Peru border?", ("count A > borders", 0.99)).verdict is Verdict.FOUND


def test_a_name_that_is_only_near_is_warned_of(tmp_path: Path) -> None:
    answer = asked(tmp_path, "What does Peruu border?", ("A > borders", 0.99))
    assert answer.verdict is Verdict.FOUND
    assert [fault.code for fault in answer.faults] == ["near-name"]
    assert "`Peruu`; `Peru`" in answer.faults[0].what
    assert not asked(tmp_path, "What does Peru border?", ("A > borders", 0.99)).faults
