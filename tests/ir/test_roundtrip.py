"""What is printed reads back to the same thing: formulas and whole problems."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.ir.core import (
    TRUE,
    Arith,
    Ask,
    Binding,
    Claim,
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Goal,
    Implies,
    Num,
    Optimise,
    Option,
    Options,
    Problem,
    Quantified,
    Range,
    Symbol,
    Term,
)
from neurosym.ir.document import print_problem
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import read_formula
from neurosym.ir.walk import transform
from tests.strategies import DAY, PERSON, Terms, signatures

MANY = settings(max_examples=400)


def canonical(term: Term) -> Term:
    """Return the one form of a term that the notation can write, of several that mean the same."""
    match term:
        case Arith("+" | "*" as op, (Arith(same, inner), *rest)) if op == same:
            return Arith(op, (*inner, *rest))
        case Arith("/", (Num(left), Num(right))):
            return Num(whole(Fraction(left) / right))
        case Arith("neg", (Num(value),)):
            return Num(-value)
        case Quantified("all", bound, Implies(guard, body)) if guard == TRUE:
            return Quantified("all", bound, body)
        case _:
            return term


def whole(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


@st.composite
def formulas(draw) -> tuple[Term, Signature]:
    signature = draw(signatures(open_sorts=draw(st.booleans())))
    term = Terms(draw, signature).formula({}, draw(st.integers(0, 4)))
    return settled(term), signature


def settled(term: Term) -> Term:
    while (again := transform(term, canonical)) != term:
        term = again
    return term


@MANY
@given(formulas())
def test_formulas(given: tuple[Term, Signature]):
    term, signature = given
    text = print_formula(term)
    assert read_formula(text, signature) == term
    assert print_formula(read_formula(text, signature)) == text


@given(st.fractions(), st.integers(-10, 10))
def test_numbers(fraction: Fraction, number: int):
    signature = Signature.of(read_problem("r : Real\nfind\n"))
    r = read_formula("r", signature)
    for value in (Num(whole(fraction)), Num(number)):
        for op in ("+", "-", "*", "//"):
            for args in ((value, r), (r, value)):
                assert read_formula(print_formula(Arith(op, args)), signature) == Arith(op, args)
        assert read_formula(print_formula(value), signature) == value


# --- problems

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
LINES = st.one_of(
    WORDS, st.sampled_from(('a "quoted" word', "back\\slash", "# no comment", "\t", "\u2028", "\x85"))
)
NAMES = st.sampled_from(("one", "two", "three", "über", "x1", "_"))


@st.composite
def goals(draw, signature: Signature) -> Goal:
    terms = Terms(draw, signature)
    says = draw(LINES)
    show = (
        tuple(draw(st.lists(st.sampled_from(sorted(signature.symbols)), unique=True)))
        if signature.symbols
        else ()
    )

    def formula() -> Term:
        return settled(terms.formula({}, 2))

    match draw(st.integers(0, 5)):
        case 0:
            return Entails(formula(), says)
        case 1:
            labels = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
            options = tuple(Option(label, formula(), draw(LINES)) for label in labels)
            return Options(draw(st.sampled_from(("must", "could", "cannot", "except"))), options, says)
        case 2:
            return Find(show, says)
        case 3:
            return Enumerate(show, draw(st.integers(1, 99)), says)
        case 4:
            number = settled(terms.number({}, 2))
            return Optimise(draw(st.sampled_from(("maximize", "minimize"))), number, says)
        case _:
            bound = (Binding("x", PERSON), Binding("y", DAY))[: draw(st.integers(1, 2))]
            env = {binding.var: binding.sort for binding in bound}
            return Ask(bound, settled(terms.formula(env, 2)), says)


@st.composite
def problems(draw) -> Problem:
    signature = draw(signatures(open_sorts=draw(st.booleans())))
    terms = Terms(draw, signature)
    claims = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        own = draw(st.sampled_from((f"c{number}", f"c{number}", "c9", "fact-7", "ü")))
        kind = draw(st.sampled_from(("said", "said", "assumed", "triple", "rule")))
        claims.append(Claim(own, settled(terms.formula({}, 2)), draw(LINES), kind))
    symbols = tuple(
        Symbol(s.name, s.args, s.result, draw(LINES), s.result == "Bool" and draw(st.booleans()))
        for s in signature.symbols.values()
    )
    extra = draw(
        st.lists(
            st.sampled_from(
                (
                    Enumeration("Nobody", closed=False),
                    Enumeration("One", ("alone",)),
                    Range("Wide", -(10**12), 10**12),
                    Enumeration("Phase", ("new", "full", "old"), closed=False, ordered=True),
                )
            ),
            unique=True,
        )
    )
    return Problem(
        (*signature.sorts.values(), *extra),
        symbols,
        tuple(claims),
        draw(goals(signature)),
        "\n".join(draw(st.lists(LINES, max_size=3))),
        draw(st.booleans()),
    )


@MANY
@given(problems())
def test_problems(problem: Problem):
    text = print_problem(problem)
    assert read_problem(text) == problem
    assert print_problem(read_problem(text)) == text
