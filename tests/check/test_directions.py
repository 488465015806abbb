"""Which way a formula counts, beside the words of its sentence."""

import pytest

from neurosym.check.directions import one_direction, turn_directions
from neurosym.ir.notation import read_problem


def told(sentence: str, formula: str) -> list[str]:
    """The claims that count from another end than the first one, which is right."""
    problem = read_problem(
        'digging, roofing, wiring : Int\n"Digging comes before roofing."\n    digging < roofing\n'
        '"Digging comes before wiring."\n    digging < wiring\n'
        f'"{sentence}"\n    {formula}\nfind digging'
    )
    assert len(list(turn_directions(problem))) == len(list(one_direction(problem)))
    return [fault.claim for fault in one_direction(problem)]


@pytest.mark.parametrize(
    ("sentence", "formula", "turned"),
    [
        ("Wiring comes before roofing.", "wiring < roofing", []),
        ("Wiring comes before roofing.", "wiring > roofing", ["c3"]),
        # what cannot be before another is after it, or together with it
        ("Wiring cannot come before roofing.", "wiring >= roofing", []),
        ("Wiring must not start before roofing.", "wiring >= roofing", []),
    ],
)
def test_claims_count_from_one_end(sentence: str, formula: str, turned: list[str]) -> None:
    assert told(sentence, formula) == turned
