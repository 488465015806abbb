"""A name begins with what its bearer is."""

from neurosym.translate.sentences.words.titles import head_of


def test_what_stands_before_a_preposition_is_the_noun() -> None:
    assert head_of("will of 1998") == "will"
    assert head_of("nest on church tower") == "nest"
    assert head_of("guide dog") == "guide dog"
