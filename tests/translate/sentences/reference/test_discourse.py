"""Who may be meant next, the likeliest first."""

from neurosym.ir.core import Apply
from neurosym.translate.sentences.reference.discourse import Discourse
from neurosym.translate.sentences.words.names import Names

TOM, ANN, DOG = Apply("Tom"), Apply("Ann"), Apply("dog")


def test_subjects_come_before_others_and_the_last_sentence_first() -> None:
    told = Discourse(Names.of("Tom and Ann saw the dog. She waved."))
    told.begin("Tom and Ann saw the dog.")
    for one, subject in ((TOM, True), (ANN, True), (DOG, False)):
        told.mention(one, subject=subject)
    told.begin("She waved.")
    assert list(told.candidates()) == [ANN, TOM, DOG]
    assert next(told.candidates(word="he")) == TOM


def test_what_follows_a_pronoun_is_not_meant_by_it() -> None:
    told = Discourse(Names.of("It bit the cat."))
    told.begin("It bit the cat.")
    told.mention(Apply("cat"), subject=False)
    assert list(told.candidates(word="it")) == []


def test_who_is_only_named_is_overheard_and_feeding_the_dog_speaks_of_the_dog() -> None:
    told = Discourse(Names.of("Poor Tom! Feeding the dog is forbidden."))
    told.begin("Poor Tom!")
    told.overhear(("Tom", "Ann"))
    told.begin("Feeding the dog is forbidden.")
    told.mention(Apply("Feeding dog"), subject=True)
    assert list(told.candidates()) == [DOG, TOM]


def test_who_has_a_title_and_what_has_a_name() -> None:
    told = Discourse(Names.of("Glebe House was left by old Mr Fenwick."))
    house, owner = Apply("Glebe House"), Apply("old Mr Fenwick")
    assert told.is_called(owner, "he")
    assert not told.is_called(owner, "she")
    assert not told.is_thing(house)
    told.objects = frozenset((house,))
    assert told.is_thing(house)
