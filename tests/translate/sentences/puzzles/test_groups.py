"""Groups of a puzzle, and which member a phrase means."""

import pytest

from neurosym.faults import FaultError
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.groups import Groups
from neurosym.translate.sentences.words.names import Names


def groups(*readings: str) -> Groups:
    entries = [Entry(reading, read_reading(f" {reading}")) for reading in readings]
    return read_groups(entries, Names.of(" ".join(readings)))


GRID = groups(
    "@members houses: four",
    "@each name: Alice, Carol, Eve, Mya",
    "@each favorite smoothie: desert, dragonfruit, lime, darkness",
    "@each child: Alice, Bella, Billy, Tim",
    "@each nationalities: brit, dane, german, chinese",
    "@each drinks: tea, boba tea, milk, root beer",
)


@pytest.mark.parametrize(
    ("phrase", "group", "value"),
    [
        ("Alice", "name", "Alice"),
        ("child Alice", "child", "Alice"),
        ("Bella", "child", "Bella"),
        ("Desert smoothie", "favorite smoothie", "desert"),
        ("Desert smoothies", "favorite smoothie", "desert"),
        ("British person", "nationalities", "brit"),
        ("Danish", "nationalities", "dane"),
        ("boba tea", "drinks", "boba tea"),
        ("cup of tea", "drinks", "tea"),
        ("one who drinks milk", "drinks", "milk"),
        ("beer", "drinks", "root beer"),
    ],
)
def test_a_phrase_means_a_member(phrase: str, group: str, value: str) -> None:
    found = GRID.member(phrase)
    assert found is not None
    assert (GRID.all[found[0]].name, GRID.all[found[0]].values[found[1]]) == (group, value)


def test_values_that_are_numbers_or_times() -> None:
    found = groups(
        "@each late: 5, 10", "@each hour: half past one, two", "@each day: Monday, Friday", "@each a: b, c"
    )
    assert [group.numbers for group in found.all] == [(5, 10), (1.5, 2), (0, 4), ()]
    assert [group.timed for group in found.all] == [False, True, True, False]
    assert found.numeric("late") == 0
    assert found.numeric("a") is None


def test_what_means_nothing_and_what_means_two() -> None:
    assert GRID.member("window") is None
    with pytest.raises(FaultError, match=r"“desert” \(favorite smoothie\) or “milk” \(drinks\)"):
        GRID.member("desert milk")


def test_lists_that_are_counted_spread_or_part_of_others() -> None:
    week = groups(
        "@members day: Monday through Wednesday", "@members rooms: 1, 2, 3", "@members women: Ann, Di"
    )
    assert [(group.values, group.count) for group in week.all] == [
        (("Monday", "Tuesday", "Wednesday"), 3),
        ((), 3),
        (("Ann", "Di"), 2),
    ]
    people = groups("@members people: five", "@members men: Ed, Al", "@members women: Ann, Di, Flo")
    assert people.all[0].values == ("Ed", "Al", "Ann", "Di", "Flo")
    assert [subset.name for subset in people.subsets] == ["men", "women"]
