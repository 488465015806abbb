"""Readings of one sentence: read, printed, read again; malformed ones are faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.translate.sentences.notation.formulas import MAX_DEPTH
from neurosym.translate.sentences.notation.parts import Choose, Each, FindAll, Members, Nothing, Says, Which
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading

AS_WRITTEN = [
    " all x: bald eagle( x) & young( x) -> not chases( x, cow)",
    " all x: cat( x) -> some y: dog( y) & chases( x, y)",
    " not all x: cat( x) -> dog( x)",
    " ( all x: a( x) ) -> b( c)",
    " not ( kind( Tom) | kind( Ann) )",
    " #>= two x: cats( x) & happy( x)",
    " a( b) <-> c( d) & e( f)",
    " a( b) ^ c( d)",
    " rains ^ some y: cat( y)",
    " rains <-> not cold",
    " rains -> wet( street)",
    " big( dog( Tom))",
    " older( Tom) = older( Ann) + 5",
    " money market >= 40% * total( invest)",
    " 1,500.50 <= desks + twice * chairs",
    " coconuts( rickshaws) = 50 ; cost( rickshaws) = $10",
    " @members golfers: Amy, Eli, Eve",
    " @members houses: four",
    " @each favorite flower: iris, lilies",
    " @true knights ; @false knaves",
    " @says Zoey: not knight( I) ^ knave( Bob)",
    " @choose rickshaws, ox carts",
    " @max profit",
    " @min total( trips)",
    " @ask not small( Alex)",
    " @which could: shown on( Kiln, Monday)",
    " @which except",
    " @find",
    " @find x: in( x, house 1)",
    " @none",
]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_is_printed_is_what_was_read(text: str) -> None:
    assert show_reading(read_reading(text)) == text


def test_parts_are_data() -> None:
    assert read_reading(" @members houses: four") == (Members("houses", (), "four"),)
    assert read_reading(" @each drink: tea, milk") == (Each("drink", ("tea", "milk")),)
    assert read_reading("@says Ann: kind( I)") == (Says("Ann", Apply("kind", (Apply("I"),))),)
    assert read_reading("@choose a, b") == (Choose(("a", "b")),)
    assert read_reading("@which except") == (Which("except"),)
    assert read_reading("@find x: p(x)") == (FindAll("x", Apply("p", (Var("x"),))),)
    assert read_reading("@none") == (Nothing(),)


def test_a_word_with_a_blank_before_its_bracket_is_no_head() -> None:
    with pytest.raises(FaultError):
        read_reading(" kind ( Tom)")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " a(",
        " a( b",
        " a( b))",
        " & a",
        " all Tom: a( Tom)",
        " @unknown a",
        " @which maybe",
        " a( b) c( d)",
        " @each drink: tea",
        " @each drink: they, They",
        " @members cats: Tom, Ann, Tom",
        " #>= x: a( x)",
        " @find x a( x)",
        " not",
        " = 3",
        " a( ,b)",
        " @members a",
        "(",
    ],
)
def test_malformed_readings_are_faults_with_a_place(text: str) -> None:
    with pytest.raises(FaultError) as caught:
        read_reading(text)
    assert caught.value.faults[0].where is not None


@pytest.mark.parametrize("inside", [" not" * 5_000, " (" * 5_000, " a(" * 5_000, " a ->" * 5_000])
def test_nesting_has_a_bound(inside: str) -> None:
    with pytest.raises(FaultError, match=str(MAX_DEPTH)):
        read_reading(f"{inside} b")


WORDS = st.sampled_from(
    ["bald eagle", "Tom", "chases", "second-newest", "40%", "$1,500", "I", "not-so", "ox carts"]
)


def terms(bound: tuple[str, ...]) -> st.SearchStrategy[Term]:
    names: st.SearchStrategy[Term] = WORDS.map(Apply)
    return st.one_of(names, st.sampled_from(bound).map(Var)) if bound else names


def formulas(depth: int, bound: tuple[str, ...] = ()) -> st.SearchStrategy[Term]:
    arguments = st.lists(terms(bound), min_size=1, max_size=3).map(tuple)
    atom: st.SearchStrategy[Term] = st.builds(Apply, WORDS, arguments)
    if depth == 0:
        return atom
    part = formulas(depth - 1, bound)
    under = formulas(depth - 1, (*bound, "xyzw"[len(bound)]))
    binding = st.just((Binding("xyzw"[len(bound)], ""),))
    several = st.lists(part, min_size=2, max_size=3).map(tuple)
    sums = st.builds(Arith, st.sampled_from(["+", "*", "-", "/"]), st.tuples(terms(bound), terms(bound)))
    return st.one_of(
        atom,
        st.builds(Not, part),
        several.filter(lambda args: not any(isinstance(arg, And) for arg in args)).map(And),
        several.filter(lambda args: not any(isinstance(arg, Or) for arg in args)).map(Or),
        st.builds(Implies, part, part),
        st.builds(Compare, st.sampled_from(["==", "!="]), part, part),
        st.builds(Compare, st.sampled_from(["<=", "<", ">", "==", "!="]), sums, terms(bound)),
        st.builds(Quantified, st.sampled_from(["all", "any"]), binding, under),
        st.builds(
            Compare, st.sampled_from(["==", ">=", "!="]), st.builds(Count, binding, under), WORDS.map(Apply)
        ),
    )


@given(formulas(3))
def test_every_formula_survives_printing_and_reading(formula: Term) -> None:
    assert read_reading(show_reading((formula,))) == (formula,)
