"""Who is named before a pronoun in its sentence, and who is he or she by a title."""

import pytest

from neurosym.translate.sentences.reference.antecedents import Listed, called

LISTED = Listed(("Mr Boone", "Miss Chidi", "B7"), ("cat", "tom cat", "A"))


@pytest.mark.parametrize(
    ("text", "pronoun", "named"),
    [
        ("Boone is ill, so the cat is not his.", "his", ("Mr Boone", "cat")),
        ("Miss Chidi saw it before B7 did.", "it", ("Miss Chidi",)),
        ("The tom cat eats a fish, and it sleeps.", "it", ("tom cat",)),
        ("It eats a cat.", "it", ()),
        ("The cat sleeps.", "it", ()),
    ],
)
def test_listed_names_before_a_pronoun(text: str, pronoun: str, named: tuple[str, ...]) -> None:
    assert LISTED.before(pronoun, text) == named


def test_a_title_says_he_or_she() -> None:
    assert [called(name) for name in ("Mr. Boone", "Lady Di", "Ann")] == ["he", "she", ""]
