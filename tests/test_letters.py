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


def test_a_letter_behind_a_noun_ends_its_sentence() -> None:
    text = "The rent of flat B is $50 more than the rent of flat A. The rent of flat A is $640. Is that so?"
    assert said(text) == [
        "The rent of flat B is $50 more than the rent of flat A.",
        "The rent of flat A is $640.",
        "Is that so?",
    ]


def test_numbers_that_follow_each_other_end_their_sentences_and_are_no_list() -> None:
    text = "Donors are aged between 18 and 65. Kuno is 66. Is he one?"
    assert said(text) == ["Donors are aged between 18 and 65.", "Kuno is 66.", "Is he one?"]
    assert said("1. Kim is here. 2. Leo is there.") == ["1. Kim is here.", "2. Leo is there."]
