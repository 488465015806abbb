"""One word for all that is said of who is chosen."""

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.printing import show_reading
from neurosym.translate.sentences.reading import read_reading
from neurosym.translate.sentences.selecting import with_selection

POOL = ("A panel of two is drawn from Ann, Bo and Cy.", " @members panel: Ann, Bo, Cy")


def told(*lines: tuple[str, str], option: str = "") -> list[str]:
    entries = [Entry(text, read_reading(reading)) for text, reading in lines]
    if option:
        entries.append(Entry(option, read_reading(f" {option}"), "option", "A"))
    return [show_reading(entry.parts) for entry in with_selection(entries)]


def test_being_on_the_panel_and_being_left_out_are_of_one_choice() -> None:
    rule = ("If Ann is on the panel, Bo is left out.", " on( Ann, panel) -> left out( Bo)")
    first, second, _ = told(POOL, rule, ("Cy is chosen.", " chosen( Cy)"))
    assert first == " @members panel: Ann, Bo, Cy ; #= two x: chosen( x)"
    assert second == " chosen( Ann) -> not chosen( Bo)"


def test_an_option_that_lists_a_whole_panel_leaves_out_the_others() -> None:
    asked = ("Which of these could be the panel?", " @which could")
    *_, option = told(POOL, ("Cy is chosen.", " chosen( Cy)"), asked, option="Ann & Cy")
    assert option == " chosen( Ann) & chosen( Cy) & not chosen( Bo)"


def test_a_text_without_a_choice_stays_as_it_is() -> None:
    lines = (("The boys are Al and Bo.", " @members boys: Al, Bo"), ("Al goes home.", " goes( Al, home)"))
    assert told(*lines) == [reading for _, reading in lines]
