"""Readings that the words of a sentence allow as well, by code: one number for each, or for all together."""

import pytest

from neurosym.ir.pretty import print_formula
from neurosym.translate.draft import Draft
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.heard import Heard, Read
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.rivals import rivals
from neurosym.translate.sentences.split import Spoken

SETTING = (
    ("A bakery makes rye loaves and seed loaves.", "@choose rye loaves, seed loaves"),
    ("The profit is $5 per rye loaf.", "profit( rye loaf) = $5"),
    ("The profit is $16 per seed loaf.", "profit( seed loaf) = $16"),
    ("How many of each maximise the profit?", "@max profit"),
)


def heard(text: str, reading: str, likelihood: float = 0.99) -> Heard:
    return Heard(Spoken(text, 0), (Read(read_reading(f" {reading}"), f" {reading}", likelihood),))


def others(text: str, reading: str) -> list[tuple[str, list[str]]]:
    """The other readings of a sentence, each with what it comes to."""
    told = [heard(*pair) for pair in (*SETTING, (text, reading))]
    assembled = assemble([one.entry for one in told])
    draft = Draft(assembled.problem, assembled.faults, heard=tuple(told))
    return [
        (
            one.read.text,
            [print_formula(claim.formula) for claim in rival.problem.claims if claim.says == text],
        )
        for one, rival in rivals(draft, {})
        if rival.problem is not None
    ]


def test_a_number_that_bounds_each_may_bound_all_together() -> None:
    text = "At most 12 rye and seed loaves are sold."
    ((read, formulas),) = others(text, "rye loaves <= 12 ; seed loaves <= 12")
    assert read == " rye loaves + seed loaves <= 12"
    assert formulas == ["rye_loaves + seed_loaves <= 12"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("At most 12 rye and seed loaves each are sold.", "rye loaves <= 12 ; seed loaves <= 12"),
        ("At most 12 loaves of either kind are sold.", "rye loaves <= 12 ; seed loaves <= 12"),
        ("At most 12 rye and 12 seed loaves are sold.", "rye loaves <= 12 ; seed loaves <= 12"),
        ("At most 12 rye and 14 seed loaves are sold.", "rye loaves <= 12 ; seed loaves <= 14"),
        ("At most 12 rye and at least 12 seed loaves.", "rye loaves <= 12 ; seed loaves >= 12"),
        ("At most 12 rye loaves are sold.", "rye loaves <= 12"),
        ("12 rye and seed loaves are sold.", "rye loaves = 12 ; seed loaves = 12"),
        ("There are fewer rye and seed loaves than rolls.", "rye loaves < rolls ; seed loaves < rolls"),
    ],
)
def test_a_number_that_is_plainly_that_of_each_may_not(text: str, reading: str) -> None:
    assert others(text, reading) == []


def test_what_a_language_model_told_comes_likelier_ones_first() -> None:
    told = [heard(*pair) for pair in SETTING]
    text = "At least 3 rye loaves or 4 seed loaves."
    first = heard(text, "rye loaves >= 3", 0.5)
    more = [heard(text, "rye loaves >= 3 ; seed loaves >= 4", 0.1), heard(text, "seed loaves >= 4", 0.3)]
    last = heard(text, "rye loaves >= 4", 0.01)
    assembled = assemble([one.entry for one in (*told, first)])
    draft = Draft(assembled.problem, assembled.faults, heard=(*told, first))
    known = {len(told): Heard(first.spoken, (first.read, *(one.read for one in (*more, last))))}
    assert [one.read.likelihood for one, _ in rivals(draft, known)] == [0.3, 0.1]
