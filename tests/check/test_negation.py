"""What a clause denies, and where that cannot be told."""

import pytest

from neurosym.check.negation import affixed, denials


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Max is hot.", 0),
        ("Max is not hot.", 1),
        ("Max isn't hot.", 1),
        ("Isn't Max hot?", 0),
        ("Is it false that Max is hot?", 1),
        ("It is not the case that Max is not hot.", 2),
        ("Is the following statement true or false? Max is not hot.", 1),
        ("Given the above, is this true, false, or unknown? Max is hot.", 0),
        ("True or false: Max never sleeps.", 1),
        ("Is Max hot or not?", 0),
        ("Symphony No. 9 is long.", 0),
        ("No more than two are hot.", 0),
        ("Nobody is hot.", 1),
        ("Max is hot and not bright.", None),
        ("Max is hot unless it rains.", None),
        ("Max fails to sleep.", None),
        ("Max cannot be hot, since he is never fed.", None),
    ],
)
def test_denials_of_a_clause(clause: str, expected: int | None) -> None:
    assert denials(clause) == expected


def test_a_negative_prefix_is_one_only_before_the_very_word() -> None:
    assert affixed("unkind", "kind")
    assert affixed("non-smoker", "smoker")
    assert not affixed("under", "der-by")
    assert not affixed("kind", "kind")
