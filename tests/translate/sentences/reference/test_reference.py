"""Pronouns over several sentences: who is meant, and where nobody is."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.reference.reference import Resolved, resolve
from neurosym.translate.sentences.words.names import Names

GROUP = ("The friends are Amy, Eli and Eve.", " @members friends: Amy, Eli, Eve")


def resolved(*rows: tuple[str, str]) -> Resolved:
    entries = tuple(Entry(text, read_reading(reading)) for text, reading in rows)
    return resolve(entries, Names.of(" ".join(text for text, _ in rows)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Tom met the dog.", " met( Tom, dog)"), ("He is kind.", " kind( he)")], " kind( Tom)"),
        ([("Tom met the dog.", " met( Tom, dog)"), ("It is kind.", " kind( it)")], " kind( dog)"),
        (
            [("Tom met Ann.", " met( Tom, Ann)"), ("The latter is kind.", " kind( the latter)")],
            " kind( Ann)",
        ),
        (
            [("Tom met Ann.", " met( Tom, Ann)"), ("The former is kind.", " not kind( former)")],
            " not kind( Tom)",
        ),
        ([("Tom and Ann sing.", " sing( Tom) & sing( Ann)"), ("x", " old( they)")], " old( Tom) & old( Ann)"),
        (
            [("Tom and Ann sing.", " sing( Tom) & sing( Ann)"), ("x", " not old( they)")],
            " not old( Tom) & not old( Ann)",
        ),
        (
            [
                GROUP,
                ("Eli is driven by whoever drops Amy, so he comes right before her.", " before( he, her)"),
            ],
            " before( Eli, Amy)",
        ),
        (
            [GROUP, ("Eli relieved Amy: his day was right after Amy's.", " right after( day( his), Amy)")],
            " right after( day( Eli), Amy)",
        ),
        ([("Tom loves himself.", " loves( Tom, himself)")], " loves( Tom, Tom)"),
        ([("Tom sings.", " sings( Tom)"), ("Ann likes him.", " likes( Ann, him)")], " likes( Ann, Tom)"),
        ([("Tom's dog barks.", " barks( dog( Tom))"), ("It bites.", " bites( it)")], " bites( dog( Tom))"),
        ([("Tom loves his dog.", " loves( Tom, dog( his))")], " loves( Tom, dog( Tom))"),
        (
            [
                ("Tom saw Ann.", " saw( Tom, Ann)"),
                ("She waved.", " waved( she)"),
                ("He laughed.", " laughed( he)"),
            ],
            " laughed( Tom)",
        ),
        (
            [GROUP, ("Amy says I lie.", " @says Amy: lie( I) & tall( we)")],
            " @says Amy: lie( Amy) & ( tall( Amy) & tall( Eli) & tall( Eve) )",
        ),
        (
            [GROUP, ("Amy says the others lie.", " @says Amy: lie( the others)")],
            " @says Amy: lie( Eli) & lie( Eve)",
        ),
        (
            [GROUP, ("Amy is old.", " old( Amy)"), ("The other two are not.", " not old( other two)")],
            " not old( Eli) & not old( Eve)",
        ),
        (
            [GROUP, ("One of them lies.", " some x: of them( x) & lies( x)")],
            " some x: ( x = Amy | x = Eli | x = Eve ) & lies( x)",
        ),
        ([("A cat likes itself.", " all x: cat( x) -> kind( it)")], " all x: cat( x) -> kind( x)"),
    ],
)
def test_who_is_meant(rows: list[tuple[str, str]], expected: str) -> None:
    done = resolved(*rows)
    assert not done.faults
    assert show_reading(done.entries[-1].parts) == expected


@pytest.mark.parametrize("word", ["he", "the latter", "the other", "it"])
def test_a_pronoun_without_anybody_is_a_fault_at_its_sentence(word: str) -> None:
    done = resolved(("It rains.", f" rains( {word}) ; wet( street)"))
    (fault,) = done.faults
    assert fault.code == "unresolved"
    assert fault.where is not None
    assert fault.where.text == "It rains."
    assert show_reading(done.entries[0].parts) == " wet( street)"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("won( Solveig) = 7", "won( Tordis) = twice * won( she)", "won( Tordis) = twice * won( Solveig)"),
        ("won( Solveig) = 7", "won( Tordis) > won( she)", "won( Tordis) > won( Solveig)"),
        ("sings( Una)", "age( Tom) + 5 = twice * age( he)", "age( Tom) + 5 = twice * age( Tom)"),
    ],
)
def test_who_is_compared_with_somebody_is_somebody_else(first: str, second: str, expected: str) -> None:
    rows = [(first.replace("(", " "), f" {first}"), (second.replace("(", " "), f" {second}")]
    assert show_reading(resolved(*rows).entries[1].parts) == f" {expected}"


def test_who_is_named_in_the_sentence_alone_may_be_meant() -> None:
    told = ("Solveig said that Tordis won more than she.", " won( Tordis) > won( she)")
    found = resolved(told, ("Solveig sings.", " sings( Solveig)"))
    assert show_reading(found.entries[0].parts) == " won( Tordis) > won( Solveig)"
