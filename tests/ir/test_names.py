"""Names of any form become identifiers, and come back."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neurosym.ir.names import is_name, mangle, unmangle


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kitten", "kitten"),
        ("42.3billion", "_42_dot_3billion"),
        ("yale-nus", "yale_dash_nus"),
        ("o'brien", "o_apos_brien"),
        ("o’brien", "o_apos_brien"),
        ("bald eagle", "bald__eagle"),
        ("class", "class_"),
        ("all", "all_"),
        ("über", "über"),
        ("C#", "C_u23_"),
    ],
)
def test_names_stay_readable(text: str, name: str) -> None:
    assert mangle(text) == name


@example("·")  # within names, never first
@example("_·")
@given(st.text(min_size=1) | st.from_regex(r"[_ud5f.\- a]{1,8}", fullmatch=True))
def test_every_text_is_a_name_and_comes_back(text: str) -> None:
    name = mangle(text)
    assert is_name(name)
    assert unmangle(name) == unicodedata.normalize("NFKC", text).replace("’", "'")


@given(st.text(min_size=1, max_size=4), st.text(min_size=1, max_size=4))
def test_different_texts_have_different_names(left: str, right: str) -> None:
    same = unmangle(mangle(left)) == unmangle(mangle(right))
    assert (mangle(left) == mangle(right)) == same


@pytest.mark.parametrize("name", ["", "for", "all", "Int", "2x", "a-b", "ﬁ"])
def test_what_the_notation_cannot_write_is_no_name(name: str) -> None:
    assert not is_name(name)
