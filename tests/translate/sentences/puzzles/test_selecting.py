"""One word for all that is said of who is chosen."""

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.selecting import with_selection

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


def test_what_rules_say_of_two_members_and_nothing_else_is_the_choice() -> None:
    rule = ("Ann never sings with Bo.", " not ( sings( Ann) & sings( Bo))")
    drawn = ("Cy is drawn.", " drawn( Cy)")
    assert told(POOL, rule, drawn)[1] == " not ( drawn( Ann) & drawn( Bo) )"
    linked = ("Who sings is drawn.", " all x: sings( x) -> drawn( x)")
    assert told(POOL, linked, rule)[2] == " not ( sings( Ann) & sings( Bo) )"
    facts = ("Ann and Bo sing.", " sings( Ann) & sings( Bo)")
    assert told(POOL, facts, drawn)[1] == " sings( Ann) & sings( Bo)"


def test_what_the_chosen_are_counted_with_makes_a_choice() -> None:
    lines = (
        ("We can take two of the boys Al, Bo and Cy.", " @members boys: Al, Bo, Cy ; #= two x: take( x)"),
        ("Al comes.", " comes( Al)"),
    )
    assert told(*lines)[1] == " take( Al)"


def test_a_count_may_itself_name_who_can_be_chosen() -> None:
    lines = (
        (
            "Two of Al and Bo are elected to the board.",
            " #= two x: (x = Al | x = Bo) & elected to( x, board)",
        ),
        ("Al was elected.", " elected( Al)"),
    )
    assert told(*lines) == [" #= two x: ( x = Al | x = Bo ) & elected( x)", " elected( Al)"]
