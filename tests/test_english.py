"""Words, sentences and numbers as the checks read them."""

from fractions import Fraction

import pytest

from neurosym.english import base, is_proper, numbers, sentences, singular, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IsRed", ("is", "red")),
        ("HTTPServer", ("http", "server")),
        ("the_cat", ("the", "cat")),
        ("crate14", ("crate", "14")),
        ("Ärger", ("ärger",)),
        ("_42_dot_3billion", ("42", "3", "billion")),
    ],
)
def test_words_of_a_name(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("cats", "cat"),
        ("visits", "visit"),
        ("children", "child"),
        ("policemen", "policeman"),
        ("class", "class"),
        ("lens", "lens"),
        ("news", "news"),
        ("blickets", "blicket"),
        ("blickuses", "blickus"),
        ("glorps", "glorps"),
        ("foggies", "foggy"),
    ],
)
def test_singular_of_known_words_and_of_words_whose_stem_is_a_symbol(word: str, expected: str) -> None:
    assert singular(word, {"blicket", "blickus", "new", "foggy"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred and six cats", {206}),
        ("twenty-five, then thirty, five", {25, 30, 5}),
        ("1,250.5 dollars at 02:10 on 3/4, flight A380", {Fraction(2501, 2)}),
        ("five hundred thousand and two", {500_002}),
        ("the third of May", set()),
    ],
)
def test_numbers_of_a_text(text: str, expected: set[Fraction]) -> None:
    assert numbers(text) == {Fraction(value) for value in expected}


def test_a_sentence_keeps_its_abbreviations_and_its_wrapped_lines() -> None:
    text = "Dr. Ek left at 5 p.m. on\nMonday. Who stayed?\n\nA) Ann\nB) Bo"
    found = sentences(text)
    assert [s.text for s in found] == ["Dr. Ek left at 5 p.m. on Monday.", "Who stayed?", "A) Ann", "B) Bo"]
    assert all(text[s.start] == s.text[0] for s in found)


def test_a_proper_name_is_never_one_of_many() -> None:
    assert is_proper("mia", "Mia is a pilot. Everyone likes Mia.")
    assert not is_proper("mia", "Mia is a pilot, and every Mia flies.")
    assert not is_proper("gull", "Gulls fly. Gull is a word, gull.")
    assert not is_proper("mia", "Nobody is named here.")


@pytest.mark.parametrize(("plural", "one"), [("loaves", "loaf"), ("shelves", "shelf"), ("wives", "wife")])
def test_a_plural_in_ves_is_no_verb(plural: str, one: str) -> None:
    assert singular(plural) == base(plural) == one


def test_nothing_has_itself_as_its_base() -> None:
    assert base("") == ""
