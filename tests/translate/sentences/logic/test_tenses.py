"""Forms of one verb meet where it has an object."""

from neurosym.ir.core import Apply
from neurosym.translate.sentences.logic.atoms import Sentence
from neurosym.translate.sentences.logic.tenses import Tenses
from neurosym.translate.sentences.words.names import Names

ANN, AIR = Apply("Ann"), Apply("air")


def test_testing_the_air_is_to_have_tested_it() -> None:
    names = Names.of("Ann tested the air, without testing it before; she is bored and boring.")
    formulas = [Apply("tested", (ANN, AIR)), Apply("testing", (ANN, AIR)), Apply("bored", (ANN,))]
    tenses = Tenses.of([*formulas, Apply("boring", (ANN,))], names)
    assert tenses.worded(Sentence("", formulas[1])) == formulas[0]
    assert tenses.worded(Sentence("", Apply("boring", (ANN,)))) == Apply("boring", (ANN,))
