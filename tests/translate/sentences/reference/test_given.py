"""Common names and titles tell he from she; endings only guess."""

import pytest

from neurosym.translate.sentences.reference.given import is_role, likely, surely


@pytest.mark.parametrize(
    ("name", "sure", "guess"),
    [
        ("Tom", "he", "he"),
        ("Mrs Obi", "she", "she"),
        ("Old Peter", "he", "he"),
        ("Lucio", None, "he"),
        ("Zyx", None, None),
    ],
)
def test_who_is_called_he(name: str, sure: str | None, guess: str | None) -> None:
    assert (surely(name), likely(name)) == (sure, guess)


def test_a_noun_of_a_person_is_known_by_its_ending() -> None:
    assert is_role("old tenant")
    assert not is_role("blue atlas")
    assert not is_role("small restaurant")
