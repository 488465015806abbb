"""Letters that are names end sentences; initials do not."""

from neurosym.english import sentences


def said(text: str) -> list[str]:
    found = sentences(text)
    assert all(text[one.start] == one.text[0] for one in found)
    return [one.text for one in found]


def test_a_letter_that_a_list_names_ends_its_sentence() -> None:
    text = "Four lots, F, G, H and J, are sold. F is sold before G. H is sold after J. Is J first?"
    assert said(text)[1:] == ["F is sold before G.", "H is sold after J.", "Is J first?"]


def test_an_initial_ends_no_sentence() -> None:
    assert said("Harry S. Truman met J. Smith. Both were tired.") == [
        "Harry S. Truman met J. Smith.",
        "Both were tired.",
    ]


def test_a_label_ends_no_sentence() -> None:
    assert said("Lots A, B and C are sold.\nA. B is sold first.\nB. C is sold.")[1:] == [
        "A. B is sold first.",
        "B. C is sold.",
    ]
