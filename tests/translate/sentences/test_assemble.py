"""Readings of whole texts, assembled and decided: chains, relations, sayings, syllogisms, options."""

from collections.abc import Sequence

import pytest

import neurosym
from neurosym.ir.core import Enumeration, Find, Options, Problem
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.assemble import Assembled, Entry, assemble
from neurosym.translate.sentences.entries import Role
from neurosym.translate.sentences.notation.reading import read_reading

Row = tuple[str, str] | tuple[str, str, Role] | tuple[str, str, Role, str]


def assembled(*rows: Row) -> Assembled:
    return assemble(tuple(Entry(text, read_reading(reading), *rest) for text, reading, *rest in rows))


def problem(*rows: Row) -> Problem:
    done = assembled(*rows)
    assert not done.faults, done.faults
    assert done.problem is not None
    return done.problem


def verdict(*rows: Row) -> str:
    return neurosym.solve(problem(*rows)).verdict.value


CHAIN: tuple[Row, ...] = (
    ("Every wumpus is a tumpus.", " all x: wumpus( x) -> tumpus( x)"),
    ("Tumpuses are not shy.", " all x: Tumpuses( x) -> not shy( x)"),
    ("Max is a wumpus.", " wumpus( max)"),
)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [(" shy( Max)", "refuted"), (" tumpus( max)", "proved"), (" wumpus( Rex)", "undetermined")],
)
def test_a_chain_of_classes(reading: str, expected: str) -> None:
    assert verdict(*CHAIN, ("Is it so, Max or Rex?", reading, "question")) == expected


RELATIONS: tuple[Row, ...] = (
    ("The bald eagle chases the cat.", " chases( bald eagle, cat)"),
    (
        "If someone is chased by the bald eagle then they are kind.",
        " all x: chased by( x, bald eagle) -> kind( x)",
    ),
    ("Kind people are nice.", " all x: kind( x) & people( x) -> nice( x)"),
    ("The dog is not nice.", " not nice( dog)"),
)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (" nice( cat)", "proved"),
        (" kind( dog)", "refuted"),
        (" nice( bald eagle)", "undetermined"),
        (" chases( bald eagle, dog)", "refuted"),
    ],
)
def test_relations_passives_and_people(reading: str, expected: str) -> None:
    assert verdict(*RELATIONS, ("Is it so?", reading, "question")) == expected


def test_dropping_a_noun_is_noted_and_it_stays_where_somebody_is_one() -> None:
    question: Row = ("Is the cat nice?", " nice( cat)", "question")
    assert any("person" in note for note in assembled(*RELATIONS, question).notes)
    said: Row = ("Tom is a person.", " person( Tom)")
    assert not assembled(*RELATIONS, said, question).notes
    assert verdict(*RELATIONS, said, question) == "undetermined"


KNIGHTS: tuple[Row, ...] = (
    ("Knights always tell the truth.", " @true Knights"),
    ("Knaves always lie.", " @false knaves"),
    ("You meet two inhabitants, Zoey and Oliver.", " @members inhabitants: Zoey, Oliver"),
)


def test_knights_and_knaves() -> None:
    found = problem(
        *KNIGHTS,
        ('Zoey says, "Oliver is not a knight".', " @says Zoey: not knight( Oliver)"),
        ('Oliver says, "I am a knight iff she lies".', " @says Oliver: knight( I) <-> lies( Zoey)"),
        ("Who is a knight and who is a knave?", " @find", "question"),
    )
    assert isinstance(found.goal, Find)
    answer = neurosym.solve(found)
    assert answer.verdict.value == "unique"
    assert answer.result is not None
    (model,) = answer.result.models[:1]
    assert model.tables["knight"] == {("Zoey",): False, ("Oliver",): True}
    assert not answer.faults


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (" @says Zoey: knave( we)", "refuted"),
        (" @says Zoey: some x: knave( x)", "proved"),
        (" @says Zoey: #= one x: us( x) & knave( x)", "undetermined"),
        (" @says Zoey: different kinds( I, Oliver)", "undetermined"),
        (" @says Oliver: same kind( we, Zoey)", "proved"),
    ],
)
def test_a_single_saying(statement: str, expected: str) -> None:
    asked: Row = ("Is Zoey a knight?", " @ask knight( Zoey)", "question")
    assert verdict(*KNIGHTS, ("One of them speaks.", statement), asked) == expected


def test_exactly_one_statement_is_true() -> None:
    rows: tuple[Row, ...] = (
        ("The prize is behind the red door, says the red sign.", " @says red sign: behind( prize, red door)"),
        (
            "The blue sign says that it is not behind the red door.",
            " @says blue sign: not behind( prize, red door)",
        ),
        ("The green sign says it is behind the blue door.", " @says green sign: behind( prize, blue door)"),
        ("Exactly one of the statements is true.", " #= one x: statements( x) & true( x)"),
    )
    asked: Row = ("Is it behind the blue door?", " @ask behind( prize, blue door)", "question")
    assert verdict(*rows, asked) == "refuted"


def test_things_that_are_spoken_of_are_of_no_kind() -> None:
    found = problem(
        *KNIGHTS,
        (
            "Zoey says that Oliver likes the fountain and is a knave.",
            " @says Zoey: likes( Oliver, fountain) & knave( Oliver)",
        ),
        ("Oliver says that he does not like it.", " @says Oliver: not likes( he, fountain) & knight( Zoey)"),
        ("Who is what?", " @find", "question"),
    )
    answer = neurosym.solve(found)
    assert answer.result is not None
    assert all(
        not value
        for model in answer.result.models
        for key, value in model.tables["knight"].items()
        if key == ("fountain",)
    )


def test_who_lied_among_people_of_no_kind() -> None:
    rows: tuple[Row, ...] = (
        ("Three boys, Al, Ben and Cal, each make a statement.", " @members boys: Al, Ben, Cal"),
        ("Al says that Ben broke it.", " @says Al: broke( Ben, it)"),
        ("Ben says that Al is lying.", " @says Ben: lying( Al)"),
        ("Cal says that he did not break it.", " @says Cal: not broke( he, it)"),
        ("Only one of them told the truth.", " #= one x: them( x) & told( x, truth)"),
    )
    asked: Row = ("Did Cal break the window?", " @ask broke( Cal, window)", "question")
    window: Row = ("A window is broken.", " some x: window( x) & broken( x)")
    found = problem(window, *rows, asked)
    assert neurosym.solve(found).verdict.value == "proved"
    # a sentence with one "not" has one, so that no check takes the formula for the opposite
    assert "not broke" in print_formula(found.claims[3].formula)
    assert "not" not in print_formula(found.claims[1].formula)


def test_who_it_was_is_who_is_asked_for() -> None:
    rows: tuple[Row, ...] = (
        ("Somebody ate the cake, and these were at home: Al, Ben and Cal.", " @members people: Al, Ben, Cal"),
        ("Al says that it was Ben.", " @says Al: it = Ben"),
        ("Ben says that it was Al or Cal.", " @says Ben: it = Al | it = Cal"),
        ("Cal says that Al told the truth.", " @says Cal: told( Al, truth)"),
        ("Only one of them lied.", " #= one x: lied( x)"),
    )
    found = problem(*rows, ("Who ate the cake?", " @find x: ate( x, cake)", "question"))
    answer = neurosym.solve(found)
    assert answer.verdict.value == "unique"
    assert answer.result is not None
    assert [key for key, value in answer.result.models[0].tables["answer"].items() if value] == [("Ben",)]
    assert verdict(*rows, ("Did Ben eat the cake?", " @ask ate( Ben, cake)", "question")) == "proved"


def test_hearsay_is_no_claim() -> None:
    done = assembled(
        ("Tom says that Ann is tall.", " @says Tom: tall( Ann)"),
        ("Is Ann tall?", " @ask tall( Ann)", "question"),
    )
    assert [fault.code for fault in done.faults] == ["hearsay"]
    assert done.problem is not None
    assert not done.problem.claims


def test_a_syllogism_takes_its_classes_to_have_members() -> None:
    rows: tuple[Row, ...] = (
        ("All doctors are wise.", " all x: doctors( x) -> wise( x)"),
        ("No wise ones are rich.", " all x: wise( x) -> not rich( x)"),
    )
    asked = ("Are some doctors not rich?", " @ask some x: doctors( x) & not rich( x)", "question")
    assert verdict(*rows, asked) == "proved"  # type: ignore[arg-type]  # a row is a tuple of literals
    assert verdict(*rows, ("Tom is a baker.", " baker( Tom)"), asked) == "undetermined"  # type: ignore[arg-type]


def test_options_are_filled_and_a_supposition_is_assumed() -> None:
    found = problem(
        ("Ann or Bob is tall, not both.", " tall( Ann) ^ tall( Bob)"),
        ("If Ann is not tall, who must be?", " @which must: not tall( Ann) ; @find x: tall( x)", "question"),
        ("Ann", " Ann", "option", "A"),
        ("Bob", " Bob", "option", "B"),
    )
    assert isinstance(found.goal, Options)
    assert [claim.kind for claim in found.claims] == ["said", "assumed"]
    answer = neurosym.solve(found)
    assert answer.result is not None
    assert answer.result.value == "B"


def test_an_option_that_only_names_members_says_the_one_thing_that_is_said_of_them() -> None:
    found = problem(
        ("They are Ann, Bob and Cy.", " @members volunteers: Ann, Bob, Cy"),
        ("Exactly two are picked.", " #= two x: picked( x)"),
        ("If Ann is picked, Bob is not.", " picked( Ann) -> not picked( Bob)"),
        ("Who cannot both be picked?", " @which cannot", "question"),
        ("Ann and Bob", " Ann & Bob", "option", "A"),
        ("Bob and Cy", " Bob & Cy", "option", "B"),
    )
    answer = neurosym.solve(found)
    assert answer.result is not None
    assert answer.result.value == "A"


def test_kinds_by_the_word_that_tells_them_apart() -> None:
    rows: tuple[Row, ...] = (
        ("The day people tell the truth, the night people lie.", " @true day people ; @false night people"),
        ("I met Ruth, Saul and Tove.", " @members guards: Ruth, Saul, Tove"),
        ("Ruth says that Saul is on her shift.", " @says Ruth: same shift( Saul, I)"),
        ("Saul says that he is on the day shift.", " @says Saul: on( he, day shift)"),
        ("Tove says that Saul is on the day shift.", " @says Tove: on( Saul, day shift)"),
    )
    assert verdict(*rows, ("Is Saul a day person?", " @ask day people( Saul)", "question")) == "proved"
    assert verdict(*rows, ("Is Ruth?", " @ask on( Ruth, night shift)", "question")) == "undetermined"


def test_the_statement_after_an_empty_question_is_asked() -> None:
    rows: tuple[Row, ...] = (
        ("Is the following true, false or unknown?", " @none", "question"),
        ("Max is shy.", " shy( Max)"),
        ("True", " true", "option", "A"),
        ("False", " false", "option", "B"),
    )
    assert verdict(*CHAIN, *rows) == "refuted"


def test_one_bad_sentence_costs_only_itself() -> None:
    done = assembled(
        *CHAIN, ("Max.", " Max"), ("It is he.", " sees( it, he)"), ("Is Max shy?", " @ask shy( Max)")
    )
    assert [fault.code for fault in done.faults] == ["unresolved", "not-a-formula"]
    assert [fault.where.text for fault in done.faults if fault.where] == ["It is he.", "Max."]
    assert done.problem is not None
    assert neurosym.solve(done.problem).verdict.value == "refuted"


def test_nothing_asked_is_a_fault() -> None:
    done = assembled(*CHAIN)
    assert done.problem is None
    assert [fault.code for fault in done.faults] == ["no-question"]


def test_claims_quote_their_sentences_in_order_and_things_are_open() -> None:
    found = problem(*CHAIN, ("Is Max shy?", " @ask shy( Max)", "question"))
    assert [claim.says for claim in found.claims] == [row[0] for row in CHAIN]
    assert found.sorts == (Enumeration("Thing", ("Max",), closed=False),)
    assert [symbol.name for symbol in found.symbols] == ["wumpus", "tumpus", "shy"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("Ann is older than Bob.", " older( Ann, Bob)"),
                ("Carl is younger than Bob.", " younger( Carl, Bob)"),
                ("Is Ann older than Carl?", " @ask older( Ann, Carl)"),
            ],
            "proved",
        ),
        (
            [
                ("Ann is five years older than Bob.", " older( Ann) = older( Bob) + five"),
                ("Bob is 12.", " older( Bob) = 12"),
                ("Is Ann over 16?", " @ask older( Ann) > 16"),
            ],
            "proved",
        ),
        (
            [
                ("The killer is the cook or the maid.", " killer = cook ^ killer = maid"),
                ("The cook is not the killer.", " not cook = killer"),
                ("Is the maid the killer?", " @ask maid = killer"),
            ],
            "proved",
        ),
        (
            [
                ("Tom's dog is big.", " big( dog( Tom))"),
                ("All dogs are loud.", " all x: dogs( x) -> loud( x)"),
                ("If it rains, the street is wet.", " rains -> wet( street)"),
                ("It rains.", " rains"),
                ("Is Tom's dog loud, and the street wet?", " @ask loud( dog( Tom)) & wet( street)"),
            ],
            "proved",
        ),
        (
            [
                ("At least two cats purr.", " #>= two x: cats( x) & purr( x)"),
                ("All cats are nice.", " all x: cats( x) -> nice( x)"),
                ("Do at least two things purr that are nice?", " @ask #>= two x: nice( x) & purr( x)"),
            ],
            "proved",
        ),
        (
            [
                ("The vase is red, blue or green.", " red( vase) ^ blue( vase) ^ green( vase)"),
                ("It is red.", " red( it)"),
                ("Is it green?", " @ask green( it)"),
            ],
            "refuted",
        ),
        (
            [
                ("Tom has a dog that barks.", " some x: dog( x) & has( Tom, x) & barks( x)"),
                ("It bites Ann.", " bites( it, Ann)"),
                ("Who bites Ann is bad.", " all x: bites( x, Ann) -> bad( x)"),
                ("Is there a bad dog?", " @ask some y: dog( y) & bad( y)"),
            ],
            "proved",
        ),
        (
            [
                ("A dog barks.", " some x: dog( x) & barks( x)"),
                ("Another dog sleeps.", " some x: dog( x) & sleeps( x)"),
                ("The dog is bad.", " bad( dog)"),
                ("Does a bad dog bark?", " @ask some x: dog( x) & bad( x) & barks( x)"),
            ],
            "undetermined",
        ),
        (
            [
                ("Mill Cottage is not inhabited.", " not inhabited( Mill Cottage)"),
                ("What is uninhabited is exempt.", " all x: uninhabited( x) -> exempt( x)"),
                ("Is it exempt?", " @ask exempt( it)"),
            ],
            "proved",
        ),
        (
            [
                ("Tom likes dogs.", " likes dogs( Tom)"),
                ("Who likes dogs likes cats.", " all x: likes( x, dogs) -> likes( x, cats)"),
                ("Does Tom like cats?", " @ask like( Tom, cats)"),
            ],
            "proved",
        ),
        (
            [
                ("Three friends, Amy, Eli and Eve, sing.", " @members friends: Amy, Eli, Eve"),
                ("One of them is ill.", " some x: ill( x)"),
                ("Amy and Eli are not.", " not ill( Amy) & not ill( Eli)"),
                ("Is Eve ill?", " @ask ill( Eve)"),
            ],
            "proved",
        ),
        (
            [
                ("Amy, Eli and Eve are friends.", " @members friends: Amy, Eli, Eve"),
                ("All friends of the house love Paris.", " all x: friends( x) -> love( x, Paris)"),
                ("Does Eve love Paris?", " @ask love( Eve, Paris)"),
            ],
            "proved",
        ),
    ],
)
def test_what_a_text_takes_for_granted(rows: Sequence[Row], expected: str) -> None:
    assert verdict(*rows) == expected


def test_people_in_counted_rooms_are_a_puzzle() -> None:
    rooms: tuple[Row, ...] = (
        (
            "Four guests, Amy, Bo, Cy and Dot, are each put in one of two rooms.",
            " @members guests: Amy, Bo, Cy, Dot ; @members rooms: two",
        ),
        ("Each room has two guests in it.", " all y: room( y) -> #= two x: guests( x) & in( x, y)"),
        ("Amy and Bo are in the same room.", " in same room( Amy, Bo)"),
        ("Cy is in room 1.", " in( Cy, room 1)"),
    )
    assert verdict(*rooms, ("Is Dot in room 1?", " @ask in( Dot, room 1)", "question")) == "proved"
    assert verdict(*rooms, ("Is Bo in room 1?", " @ask in( Bo, room 1)", "question")) == "refuted"


def test_two_groups_to_choose_from_are_together_all_there_are() -> None:
    assert (
        verdict(
            (
                "Two women, Ann and Bea, and two men, Dan and Ed, are up for selection.",
                " @members women: Ann, Bea ; @members men: Dan, Ed",
            ),
            ("Exactly three are picked.", " #= three x: picked( x)"),
            ("If Ann is picked, Bea is not.", " picked( Ann) -> not picked( Bea)"),
            ("Is Dan picked?", " @ask picked( Dan)", "question"),
        )
        == "proved"
    )


def test_a_ban_by_itself_forbids_what_others_are_allowed() -> None:
    rows: tuple[Row, ...] = (
        ("Dicing is banned.", " banned( Dicing)"),
        ("Chess is permitted.", " permitted( Chess)"),
    )
    assert verdict(*rows, ("Is dicing permitted?", " @ask permitted( dicing)", "question")) == "refuted"


def test_kinds_by_their_place_and_by_their_maker() -> None:
    clerks: tuple[Row, ...] = (
        (
            "Clerks on the ground floor are truthful and those on the upper floor are not.",
            " @true Clerks on ground floor ; @false those on upper floor",
        ),
        ("Two clerks, Al and Bo, are here.", " @members clerks: Al, Bo"),
        (
            "Al says: Bo works on the upper floor, or I do.",
            " @says Al: works on( Bo, upper floor) | works on( I, upper floor)",
        ),
    )
    asked: Row = ("Does Bo work on the upper floor?", " @ask work on( Bo, upper floor)", "question")
    assert neurosym.solve(problem(*clerks, asked)).verdict.value == "proved"
    lots: tuple[Row, ...] = (
        ("A Bellini bears a true line, a Cellini a false one.", " @true Bellini ; @false Cellini"),
        (
            "Each of two lots, A and B, is a Bellini or a Cellini.",
            " @members lots: A, B ; all x: Bellini( x) ^ Cellini( x)",
        ),
        ("Lot A says that Bellini made lot B.", " @says Lot A: made( Bellini, lot B)"),
        ("Lot A is a Cellini.", " Cellini( Lot A)"),
    )
    made: Row = ("Is lot B a Cellini?", " @ask Cellini( lot B)", "question")
    assert neurosym.solve(problem(*lots, made)).verdict.value == "proved"
