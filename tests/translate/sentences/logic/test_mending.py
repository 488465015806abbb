"""Readings of different sentences in one form."""

from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.logic.mending import Mending
from neurosym.translate.sentences.notation.parts import formulas_of
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.words.names import Names


def mended(*readings: str, listed: str = "") -> list[str]:
    formulas = [one for text in readings for part in read_reading(text) for one in formulas_of(part)]
    names = Names.of("Ann and people and the medal.")
    mending = Mending.of(formulas, names, listed=(names.key(listed),) if listed else ())
    return [print_formula(mending.mended(formula)) for formula in formulas]


def test_who_pays_nothing_pays_nobody_anything() -> None:
    (said,) = mended(" pays( Ann, nothing)")
    assert said.startswith("not any(pays(Ann")


def test_people_that_are_listed_leave_things_out() -> None:
    told = " all x: people( x) -> swims( x)", " won( Ann, medal)"
    assert "people" not in mended(*told)[0]
    assert "people" in mended(*told, listed="people")[0]


def test_who_is_in_service_serves() -> None:
    assert mended(" in service( Ann)", " all x: service( x) -> old( x)")[0] == "in service(Ann)"
