"""Every construct in every surface; two readings never look alike in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Fold,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.learn import mixture
from neurosym.learn.mixture import Mixture
from neurosym.learn.phrasebook import read_grammar
from neurosym.learn.surfaces import _PRINTERS, Surface, in_surface
from neurosym.learn.synchronous import Pair

GOLDEN = [
    (
        " all x: bald eagle( x) & young( x) -> not chases( x, cow)",
        " all( implies( bald eagle( x) and young( x), not chases( x, cow)) for x)",
        " ( forall x ( => ( and ( | bald eagle| x) ( young x)) ( not ( chases x cow))))",
    ),
    (
        " not some x: cat( x) & ( dog( x) | cow( x) )",
        " not any( cat( x) and ( dog( x) or cow( x) ) for x)",
        " ( not ( exists x ( and ( cat x) ( or ( dog x) ( cow x)))))",
    ),
    (
        " kind( Tom) ^ kind( Ann) & old( Ann)",
        " kind( Tom) != ( kind( Ann) and old( Ann) )",
        " ( distinct ( kind Tom) ( and ( kind Ann) ( old Ann)))",
    ),
    (" not rains <-> cold( Tom)", " ( not rains ) == cold( Tom)", " ( = ( not rains) ( cold Tom))"),
    (" not tea = Carol", " not tea == Carol", " ( not ( = tea Carol))"),
    (" #>= two x: cats( x)", " count( cats( x) for x) >= two", " ( >= ( count x ( cats x)) two)"),
    (" #= one x: cats( x)", " count( cats( x) for x) == one", " ( = ( count x ( cats x)) one)"),
    (
        " older( Tom) = older( Ann) + 5 * ( a - b )",
        " older( Tom) == older( Ann) + 5 * ( a - b )",
        " ( = ( older Tom) ( + ( older Ann) ( * 5 ( - a b))))",
    ),
    (" money market >= 40% / total", " money market >= 40% / total", " ( >= | money market| ( / 40% total))"),
    (
        " rains -> wet( street) -> slippery",
        " implies( rains, implies( wet( street), slippery))",
        " ( => rains ( => ( wet street) slippery))",
    ),
    (" waits for( x, Tom)", " waits for( x, Tom)", " ( | waits for| x Tom)"),
    (" salt and pepper( x)", ' " salt and pepper"( x)', " ( | salt and pepper| x)"),
    (" count( x)", ' " count"( x)', " ( | count| x)"),
    (
        " cost( ox carts) = $10 ; @max profit - cost ; @choose ox carts, desks",
        " cost( ox carts) == $10 ; @max profit - cost ; @choose ox carts, desks",
        " ( = ( cost | ox carts|) $10) ; @max ( - profit cost) ; @choose ox carts, desks",
    ),
    (
        " @says Zoey: knave( I) | knave( Bob) ; @true knights ; @min cost",
        " @says Zoey: knave( I) or knave( Bob) ; @true knights ; @min cost",
        " @says Zoey: ( or ( knave I) ( knave Bob)) ; @true knights ; @min cost",
    ),
    (
        " @ask not small( Alex) ; @which could: a( b) & c( b)",
        " @ask not small( Alex) ; @which could: a( b) and c( b)",
        " @ask ( not ( small Alex)) ; @which could: ( and ( a b) ( c b))",
    ),
    (
        " @members golfers: Amy, Eli ; @each drink: tea, milk ; @find x: in( x, house 1) & a( x)",
        " @members golfers: Amy, Eli ; @each drink: tea, milk ; @find x: in( x, house 1) and a( x)",
        " @members golfers: Amy, Eli ; @each drink: tea, milk ; @find x: ( and ( in x | house 1|) ( a x))",
    ),
    (" @false knaves ; @find ; @none", " @false knaves ; @find ; @none", " @false knaves ; @find ; @none"),
]


@pytest.mark.parametrize(("reading", "python", "smt"), GOLDEN)
def test_a_reading_in_every_surface(reading: str, python: str, smt: str) -> None:
    pair = Pair("Said.", reading, "own:1")
    assert in_surface(pair, Surface.READING) is pair
    assert in_surface(pair, Surface.PYTHON) == Pair("Said.", python, "own:1")
    assert in_surface(pair, Surface.SMT) == Pair("Said.", smt, "own:1")


@pytest.mark.parametrize("term", [Truth(True), Fold("sum", (Binding("x", ""),), Var("x"))])
@pytest.mark.parametrize("printer", _PRINTERS.values(), ids=[surface.value for surface in _PRINTERS])
def test_what_no_reading_has_is_not_written(printer: object, term: Term) -> None:
    assert callable(printer)
    with pytest.raises(ValueError, match=type(term).__name__):
        printer(term)


NAMES = st.sampled_from(["a", "b", "a b", "a and b", "not a", "a or b", "all", "count", "and", "waits for"])
BOUND = st.just((Binding("x", ""),))
ARITH = st.sampled_from(["+", "-", "*", "/"])


def grown(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    few = st.lists(parts, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(Apply, NAMES, few),
        st.builds(Not, parts),
        st.builds(And, some),
        st.builds(Or, some),
        st.builds(Implies, parts, parts),
        st.builds(Compare, st.sampled_from(["==", "!=", "<="]), parts, parts),
        st.builds(Compare, st.sampled_from(["==", "<="]), st.builds(Count, BOUND, parts), NAMES.map(Apply)),
        st.builds(Quantified, st.sampled_from(["all", "any"]), BOUND, parts),
        st.builds(Arith, ARITH, st.tuples(parts, parts)),
    )


TERMS = st.recursive(st.one_of(NAMES.map(Apply), st.just(Var("x"))), grown, max_leaves=5)


@given(st.lists(TERMS, min_size=2, max_size=12))
@pytest.mark.parametrize("surface", _PRINTERS)
def test_two_terms_never_look_alike(surface: Surface, terms: list[Term]) -> None:
    different = set(terms)
    assert len({_PRINTERS[surface](term) for term in different}) == len(different)


SIBLINGS = [
    Or((And((Apply("a"), Apply("b"))), Apply("c"))),
    And((Apply("a"), Or((Apply("b"), Apply("c"))))),
    Or((Apply("a"), Or((Apply("b"), Apply("c"))))),
    Or((Or((Apply("a"), Apply("b"))), Apply("c"))),
    Or((Apply("a"), Apply("b"), Apply("c"))),
    Apply("a or b or c"),
    Not(Compare("==", Apply("a"), Apply("b"))),
    Compare("==", Not(Apply("a")), Apply("b")),
    Compare("==", Compare("==", Apply("a"), Apply("b")), Apply("c")),
    Compare("==", Apply("a"), Compare("==", Apply("b"), Apply("c"))),
    Arith("-", (Arith("-", (Apply("a"), Apply("b"))), Apply("c"))),
    Arith("-", (Apply("a"), Arith("-", (Apply("b"), Apply("c"))))),
    Not(And((Apply("a"), Apply("b")))),
    And((Not(Apply("a")), Apply("b"))),
    Not(Quantified("all", (Binding("x", ""),), Apply("a", (Var("x"),)))),
    Quantified("all", (Binding("x", ""),), Not(Apply("a", (Var("x"),)))),
    Apply("all", (Apply("a", (Var("x"),)),)),
    Apply("a", (Apply("b"), Apply("c"))),
    Apply("a", (Apply("b c"),)),
    Apply("a b", (Apply("c"),)),
]


@pytest.mark.parametrize("surface", _PRINTERS)
def test_siblings_look_different(surface: Surface) -> None:
    written = [_PRINTERS[surface](term) for term in SIBLINGS]
    assert len(set(written)) == len(SIBLINGS)
    assert all(text.startswith(" ") for text in written)


def test_a_stream_has_the_same_sentences_in_every_surface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixture, "CHUNK", 12)
    grammar = read_grammar("own", "[Sentence]\nevery {n} is {a}. => all x: {n}( x) -> {a}( x)\n")
    streams = [Mixture([grammar], seed=3, surface=surface) for surface in Surface]
    chunks = [stream.chunk(0) for stream in streams]
    assert len({tuple(pair.sentence for pair in chunk) for chunk in chunks}) == 1
    assert len({stream.digest for stream in streams}) == 3
    assert streams[0].digest == Mixture([grammar], seed=3).digest
    assert all(pair.reading.startswith(" all( implies(") for pair in chunks[1])
