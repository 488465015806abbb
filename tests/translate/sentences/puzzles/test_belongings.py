"""What belongs to somebody, and stands for him."""

import pytest

from neurosym.ir.core import Apply
from neurosym.translate.sentences.puzzles.belongings import belongings, is_attribute
from neurosym.translate.sentences.puzzles.groups import Group, Groups
from neurosym.translate.sentences.words.names import Names

GROUPS = Groups(Names.of("Ann and Bo"), (Group("brothers", ("Ann", "Bo"), 2, False, ""),))


def _bigger(noun: str, other: str) -> Apply:
    return Apply("bigger", (Apply(noun, (Apply("Ann"),)), Apply(other, (Apply("Bo"),))))


def test_what_all_have_one_of_stands_for_them() -> None:
    assert belongings(GROUPS, [_bigger("fish", "fish")]) == {"fish"}
    assert belongings(GROUPS, [_bigger("bed", "bed")]) == set()


def test_two_nouns_and_relatives_stand_for_nobody() -> None:
    assert belongings(GROUPS, [_bigger("fish", "dog")]) == set()
    assert belongings(GROUPS, [_bigger("sister", "sister")]) == set()


@pytest.mark.parametrize(
    ("noun", "attribute"), [("load", True), ("partner", True), ("brother", False), ("silk", False)]
)
def test_what_each_has_one_of_may_be_called_so_only_once(noun: str, attribute: bool) -> None:
    carries = Group("carries", ("silk", "salt"), 2, True, "")
    groups = Groups(
        Names.of("Zahra carries silk"), (Group("camels", ("Zahra", "Yafa"), 2, False, ""), carries)
    )
    assert is_attribute(groups, noun) is attribute
