"""A text falls into statements, questions and options, without bullets and headings."""

import pytest

from neurosym.translate.sentences.split import MAX_SENTENCES, split


def parts(text: str) -> list[tuple[str, str, str]]:
    return [(spoken.role, spoken.label, spoken.text) for spoken in split(text)]


def test_statements_and_a_question() -> None:
    assert parts("Rina drinks coffee. Is she awake?") == [
        ("statement", "", "Rina drinks coffee."),
        ("question", "", "Is she awake?"),
    ]


def test_what_a_heading_introduces_is_the_question() -> None:
    found = parts("Context: Alex is nice.\nQuestion: Alex is not small.\nHe is here.")
    assert [role for role, _, _ in found] == ["statement", "question", "statement"]
    assert found[1][2] == "Alex is not small."


def test_bullets_and_numbers_are_no_part_of_a_sentence() -> None:
    found = parts("There are two houses.\n - One is red.\n2. One is blue.\n(b) Both are old.")
    assert [text for _, _, text in found][1:] == ["One is red.", "One is blue.", "Both are old."]


def test_lettered_choices_are_options() -> None:
    found = parts("Which of them is true?\nA) The plums are cheap.\nB) The figs are cheap.")
    assert found[1:] == [
        ("option", "A", "The plums are cheap."),
        ("option", "B", "The figs are cheap."),
    ]


def test_one_quotation_ends_before_the_next() -> None:
    found = parts('Ann said, "Bob lies." "Ann lies," Bob said. "Hush." “Why?” asked Cy.')
    assert [text for _, _, text in found] == [
        'Ann said, "Bob lies."',
        '"Ann lies," Bob said.',
        '"Hush."',
        "“Why?” asked Cy.",
    ]


def test_an_initial_is_no_option() -> None:
    assert [label for _, label, _ in parts("A. Smith paints.\nC. Jones sings.")] == ["", ""]


def test_every_sentence_is_found_again_in_the_text() -> None:
    text = "Facts:\n1. Tom is kind.\n2. I am not.\n\nQuestion: Is Tom kind?\nA) Yes, it is.\nB) It is not."
    for spoken in split(text):
        assert text[spoken.start :].startswith(spoken.text)


def test_the_number_of_sentences_is_bounded() -> None:
    assert len(split("Tom is kind.\n" * 1_000)) == MAX_SENTENCES


@pytest.mark.parametrize(
    "sentences",
    [
        ("A plant uses reaction X and reaction Y.", "Reaction X makes 35 units."),
        ("Daphne and I.", "Not so fast."),
        ("The cart went to Block B.", "Block B was empty."),
        ("This essay was graded B.", "The wool is red."),
        ("It was signed by J. Smith.", "John F. Kennedy and J. R. Tolkien were there."),
        ("Mr T. Rex likes Plan B.", "It is done."),
    ],
)
def test_a_letter_with_a_full_stop_ends_a_sentence_or_begins_a_name(sentences: tuple[str, ...]) -> None:
    assert tuple(spoken.text for spoken in split(" ".join(sentences))) == sentences
