"""What stands at the end of a path in a graph without classes: people direct films, and films no people."""

import pytest

from neurosym.knowledge.fits import Fits
from neurosym.knowledge.nodes import named
from neurosym.knowledge.oxigraph import Oxigraph

BY, BORN, YEAR, RIVAL = map(named, ("directed_by", "born_in", "year", "rival"))


@pytest.fixture(scope="module")
def films() -> Fits:
    graph = Oxigraph()
    for number in range(30):
        film, person = named(f"film {number}"), named(f"person {number % 12}")
        graph.add([(film, BY, person), (film, YEAR, '"1950"'), (person, BORN, named("Oslo"))])
    graph.add([(named("person 1"), RIVAL, named("person 2"))])
    return Fits(graph, {BY, BORN, YEAR, RIVAL})


def test_steps_follow_what_things_have(films: Fits) -> None:
    assert films.follows((BY, True), (BORN, True))
    assert films.follows((BY, True), (BY, False))
    assert not films.follows((BY, True), (YEAR, True))
    assert films.path([(BY, False), (YEAR, True)], None)
    assert not films.path([(BY, True), (YEAR, True)], None)


def test_a_thing_stands_at_the_end_if_it_is_like_others_there(films: Fits) -> None:
    assert films.ends((BY, True), named("person 3"))
    assert not films.ends((BY, True), named("film 3"))
    assert not films.ends((BORN, True), named("film 3"))  # all are born in Oslo, which no film is like
    assert films.path([(BY, False), (BY, True)], named("person 5"))


def test_of_few_things_and_of_unknown_ones_nothing_is_said(films: Fits) -> None:
    assert films.ends((RIVAL, True), named("film 3"))  # one triple has it
    assert films.ends((BY, True), named("somebody else"))
