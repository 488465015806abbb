"""Groups that are declared in several sentences, and those that are one."""

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.groups import Groups
from neurosym.translate.sentences.words.names import Names


def groups(*texts: tuple[str, str]) -> Groups:
    entries = [Entry(text, read_reading(f" {reading}")) for text, reading in texts]
    return read_groups(entries, Names.of(" ".join(text for text, _ in texts)))


def test_those_who_are_counted_get_the_names_of_a_list_beside_days() -> None:
    found = groups(
        ("From Friday to Monday, four vets were on call.", "@members weekend: Friday to Monday"),
        ("Four vets.", "@members vets: four"),
        ("I have the list: Abegg, Bo, Cy and Di.", "@each list: Abegg, Bo, Cy, Di"),
    )
    assert [(group.name, group.values) for group in found.all] == [
        ("weekend", ("Friday", "Saturday", "Sunday", "Monday")),
        ("vets", ("Abegg", "Bo", "Cy", "Di")),
    ]


def test_numbered_stands_are_not_what_is_on_them() -> None:
    found = groups(
        ("Stand numbers ran from 1 to 2.", "@members Stand: 1 to 2"),
        ("On the stands were a robot and a volcano.", "@each stands: robot, volcano"),
    )
    assert [group.values for group in found.all] == [(), ("robot", "volcano")]


def test_a_list_in_that_order() -> None:
    (hours,) = groups(
        ("They ring at Lauds, Prime and Vespers, in that order.", "@members ring: Lauds, Prime, Vespers")
    ).all
    assert hours.ordered
    assert hours.order == (0, 1, 2)


def test_a_member_with_the_noun_of_its_group() -> None:
    gates = groups(("The gates: North, East and West.", "@members gates: North, East, West"))
    assert gates.labelled("West gate") == (0, 2)
    assert gates.labelled("gate West") == (0, 2)
    assert gates.labelled("West door") is None
