"""First-order text is read as LMs and data sets write it, and printed back exactly."""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    Count,
    Element,
    Enumeration,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Symbol,
    Term,
    Truth,
    Var,
)
from neurosym.ir.fol import draft_fol, infer_signature, print_fol, read_fol
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature

DATA = Path(os.environ.get("NEUROSYM_DATA", Path(__file__).parents[3] / "shared" / "data"))


def read(text: str) -> str:
    return print_formula(read_fol(text, infer_signature([draft_fol(text)])))


SAME = "all(Animal(x) for x in Thing if Cat(x))"


@pytest.mark.parametrize(
    "text",
    [
        "∀x (Cat(x) → Animal(x))",
        "∀x Cat(x) → Animal(x)",
        "∀x. Cat(x) -> Animal(x)",
        "∀x.(Cat(x) ⇒ Animal(x))",
        "∀x: Cat(x) => Animal(x)",
        "∀(x) [Cat(x) ⟹ Animal(x)]",
        "forall x (Cat(x) implies Animal(x)).",
        "For all x, Cat(x) >>> Animal(x) ::: All cats are animals.",
        "all x.(Cat(x) -> Animal(x))",
        r"\forall x (Cat(x) \rightarrow Animal(x))",
        "ForAll(x, Implies(Cat(x), Animal(x)))",
        "∀x (if Cat(x) then Animal(x))",
        "∀x (If(Cat(x), Animal(x)))",
        "All(x) (Animal(x) <- Cat(x)) ::",
        "∀x ∈ Cat Animal(x)",
        "∀x∈Cat (Animal(x))",
        "∀x in Cat: Animal(x)",
    ],
)
def test_one_formula_is_written_in_many_ways(text: str) -> None:
    assert read(text) == SAME


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("∀x∀y (P(x) ∧ P(y))", "all(P(x) and P(y) for x in Thing for y in Thing)"),
        ("∀x,y (R(x,y))", "all(R(x, y) for x in Thing for y in Thing)"),
        ("∀x y (R(x,y))", "all(R(x, y) for x in Thing for y in Thing)"),
        ("∀x Y(x)", "all(Y(x) for x in Thing)"),
        ("∀x ∃y R(x,y) → S(x)", "all(S(x) for x in Thing if any(R(x, y) for y in Thing))"),
        ("∀x P(x) → Q(a)", "implies(all(P(x) for x in Thing), Q(a))"),
        ("∀x P(x) ∧ ∀x Q(x)", "all(P(x) for x in Thing) and all(Q(x) for x in Thing)"),
        ("∃!x King(x)", "any(King(x) and all(x2 == x for x2 in Thing if King(x2)) for x in Thing)"),
        ("P(a) ⊕ Q(a) ∧ R(a)", "P(a) != (Q(a) and R(a))"),
        ("P(a) ∨ Q(a) ⊕ R(a)", "P(a) or Q(a) != R(a)"),
        ("P(a) ∧ Q(a) ∨ R(a) → S(a) ↔ T(a)", "implies(P(a) and Q(a) or R(a), S(a)) == T(a)"),
        ("P(a) ∧ If(Q(a), R(a))", "P(a) and implies(Q(a), R(a))"),
        ("P(a) ← Q(a) ∧ R(a)", "implies(Q(a) and R(a), P(a))"),
        ("P(a) → Q(a) → R(a)", "implies(P(a), implies(Q(a), R(a)))"),
        ("~P(a) & !Q(a) && not R(a)", "not P(a) and not Q(a) and not R(a)"),
        ("-P(a) | Q(a) || R(a)", "not P(a) or Q(a) or R(a)"),
        ("Not(P(a)) ^ xor(P(a), Q(a))", "(not P(a)) != (P(a) != Q(a))"),
        ("¬x = a", "not x == a"),
        ("x ≠ a", "x != a"),
        ("mother(a) = b", "mother(a) == b"),
        ("P(a) = Q(a) ∧ Q(a)", "P(a) == Q(a) and Q(a)"),
        ("age(x) + 1 ≤ 2*3 < 7", "age(x) + 1 <= 2 * 3 and 2 * 3 < 7"),
        ("tweety ∈ Bird", "Bird(tweety)"),
        ("Endowment(yale, 42.3billion)", "Endowment(yale, _42_dot_3billion)"),
        ("Sees(bald eagle, the moon)", "Sees(bald__eagle, the__moon)"),
        ('Title("The Secret Dude Society")', "Title(The__Secret__Dude__Society)"),
        ("Cost(GRE, US$205)", "Cost(GRE, US_dollar_205)"),
        ("Grade(a+)", "Grade(a_u2b_)"),
        ("Channel(x, 9)", "Channel(x, _9)"),
        ("Wears(o'brien, t-shirt)", "Wears(o_apos_brien, t_dash_shirt)"),
        ("Likes(rina, [tea, coffee])", "Likes(rina, listing(tea, coffee))"),
        ("¬¬P(a)", "not not P(a)"),
        ("∀x (P(x) ∨ ⊤) ∧ false", "all(P(x) or True for x in Thing) and False"),
    ],
)
def test_forms(text: str, formula: str) -> None:
    assert read(text) == formula


def test_a_scope_that_closed_too_early_is_left_for_checks_to_see() -> None:
    term = read_fol("∀x (P(x)) → Q(x)", infer_signature([draft_fol("∀x (P(x)) → Q(x)")]))
    assert term == Implies(
        Quantified("all", (Binding("x", "Thing"),), Apply("P", (Var("x"),))), Apply("Q", (Apply("x"),))
    )


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        ("", "", "there is no formula"),
        ("¬(x plays for y)", "plays", "`)` is missing here"),
        ("P(a) Q(b)", "Q", "this does not continue the formula"),
        ("P(a))", ")", "this does not continue the formula"),
        ("P(a) ∧", "", "the formula ends too early"),
        ("∀ (P(x))", "(", "a quantifier needs a variable"),
        ("P(a) § Q(a)", "§", "`§` (U+00A7) has no meaning here"),
        ("P(a\u202e)", "\u202e", "(U+202E) has no meaning here"),
        ("Implies(P(a), Q(a), R(a))", "Implies", "takes 2 formulas"),
        ("x ∈ f(y)", "f", "`∈` needs the name of a class here"),
    ],
)
def test_faults_say_where(text: str, at: str, what: str) -> None:
    with pytest.raises(FaultError) as caught:
        draft_fol(text, "premise 3")
    (fault,) = caught.value.faults
    assert what in fault.what
    assert fault.code == "syntax"
    assert fault.where is not None
    assert fault.where.label == "premise 3"
    assert text[fault.where.start : fault.where.end] == at
    assert "\u202e" not in str(fault)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "P(a)" + ")" * 5_000,
        "¬" * 5_000 + "P(a)",
        "P(a) → " * 500 + "P(a)",
        "∀x " * 500 + "P(x)",
        "f(" * 500 + "a" + ")" * 500,
        "P(" + "9" * 50 + ")",
        "P(a) ∧ " * 10_000 + "P(a)",
        "a + " * 300 + "a = b",
    ],
)
def test_what_is_too_big_is_a_fault(text: str) -> None:
    with pytest.raises(FaultError) as caught:
        draft_fol(text)
    assert caught.value.faults[0].code == "too-big"


# --- vocabulary


def test_a_vocabulary_is_inferred_with_an_open_sort_and_named_elements() -> None:
    found = infer_signature([draft_fol("∀x (Cat(x) → Animal(x))"), draft_fol("Cat(tom) ∧ Likes(tom, rina)")])
    assert found.sorts == {"Thing": Enumeration("Thing", ("tom", "rina"), closed=False)}
    assert {s.name: s.args for s in found.symbols.values()} == {
        "Cat": ("Thing",),
        "Animal": ("Thing",),
        "Likes": ("Thing", "Thing"),
    }


def test_a_name_with_two_uses_becomes_two() -> None:
    texts = [
        "Student(james)",
        "Student(rina)",
        "Knows(james, Student)",
        "James",
        "Happy(James)",
        "P(a) ∧ P(a, b)",
    ]
    found = infer_signature([draft_fol(text) for text in texts])
    formulas = [print_formula(read_fol(text, found)) for text in texts]
    assert formulas[2:] == [
        "Knows(james, Student_itself)",
        "James",
        "Happy(James_itself)",
        "P(a) and P_2(a, b)",
    ]


def test_an_equation_with_a_variable_is_about_things() -> None:
    texts = ["Rent(tom, flat)", "Rent(tom, house)", "Deposit(x, y) ∧ y = Rent(x, z)"]
    found = infer_signature([draft_fol(text) for text in texts])
    assert found.symbols["Rent_of"].result == "Thing"
    assert print_formula(read_fol(texts[2], found)) == "Deposit(x, y) and y == Rent_of(x, z)"


def test_variables_without_a_quantifier_are_no_individuals() -> None:
    found = infer_signature(
        [draft_fol("P(x) → Q(person)"), draft_fol("∀person P(person)"), draft_fol("P(c)")]
    )
    assert found.elements == {"c": "Thing"}


def test_what_is_compared_by_size_is_a_number() -> None:
    texts = [
        "∀x (Rating(x, y) ∧ y > 9 → Listed(x))",
        "Rating(subway, 9.5)",
        "Channel(subway, 9)",
        "weight(a) = weight(b)",
    ]
    found = infer_signature([draft_fol(text) for text in texts])
    assert found.symbols["Rating"].args == ("Thing", "Real")
    assert found.symbols["Channel"].args == ("Thing", "Thing")
    assert read_fol(texts[1], found) == Apply("Rating", (Element("subway"), Num(Fraction(19, 2))))
    assert read_fol(texts[2], found) == Apply("Channel", (Element("subway"), Element("_9")))
    assert read_fol("∃y (Rating(a, y))", found) == Quantified(
        "any", (Binding("y", "Real"),), Apply("Rating", (Element("a"), Var("y")))
    )


def test_variables_get_the_sort_of_their_places() -> None:
    signature = Signature.build(
        (Enumeration("Person", ("rina",)), Enumeration("Drink", ("tea",))),
        (Symbol("likes", ("Person", "Drink")),),
    )
    assert print_formula(read_fol("∀x ∃y likes(x, y)", signature)) == (
        "all(any(likes(x, y) for y in Drink) for x in Person)"
    )
    assert print_formula(read_fol("∀x ∈ Person ∃y (y = tea)", signature)) == (
        "all(any(y == tea for y in Drink) for x in Person)"
    )


# --- printing

_SORTS = (
    Enumeration("Thing", ("a", "o_apos_brien", "_42_dot_3billion", "not_"), closed=False),
    Enumeration("Day", ("mon",)),
)
_SIGNATURE = Signature.build(
    _SORTS,
    (
        Symbol("P", ("Thing",)),
        Symbol("class_", ("Thing", "Day")),
        Symbol("and_", ("Thing",)),
        Symbol("raining", ()),
        Symbol("mother", ("Thing",), "Thing"),
        Symbol("age", ("Thing",), "Int"),
    ),
)


def _things(variables: tuple[str, ...]) -> st.SearchStrategy[Term]:
    leaves: list[Term] = [Element(name) for name in _SORTS[0].elements] + [Var(name) for name in variables]
    return st.recursive(
        st.sampled_from(leaves), lambda inner: inner.map(lambda t: Apply("mother", (t,))), max_leaves=2
    )


def _formulas(variables: tuple[str, ...], level: int) -> st.SearchStrategy[Term]:
    thing = _things(variables)
    number = st.integers(-5, 5).map(Num) | thing.map(lambda t: Apply("age", (t,)))
    atoms: st.SearchStrategy[Term] = st.one_of(
        thing.map(lambda t: Apply("P", (t,))),
        thing.map(lambda t: Apply("and_", (t,))),
        thing.map(lambda t: Apply("class_", (t, Element("mon")))),
        st.just(Apply("raining")),
        st.builds(
            lambda op, left, right: Compare(op, left, right), st.sampled_from(("==", "!=")), thing, thing
        ),
        st.builds(
            lambda op, left, right: Compare(op, left, right), st.sampled_from(("<", ">=")), number, number
        ),
    )
    if level == 0:
        return atoms
    inner = _formulas(variables, level - 1)
    formula = inner.filter(lambda term: not isinstance(term, Apply))
    many = st.lists(inner, min_size=2, max_size=3).map(tuple)
    fresh = f"v{len(variables)}"
    deeper = _formulas((*variables, fresh), level - 1)
    sorts = st.sampled_from(("Thing", "Day"))
    return st.one_of(
        atoms,
        inner.map(Not),
        many.map(And),
        many.map(Or),
        st.builds(Implies, inner, inner),
        st.builds(
            lambda op, left, right: Compare(op, left, right), st.sampled_from(("==", "!=")), formula, inner
        ),
        st.builds(
            lambda kind, body: Quantified(kind, (Binding(fresh, "Thing"),), body),
            st.sampled_from(("all", "any")),
            deeper,
        ),
        st.builds(
            lambda sort, body: Quantified("all", (Binding(fresh, "Thing"), Binding("d", sort)), body),
            sorts,
            deeper,
        ),
        st.sampled_from((Truth(True), Truth(False))),
    )


@settings(max_examples=300, deadline=None)
@given(_formulas((), 3))
def test_print_is_the_inverse_of_read(formula: Term) -> None:
    assert read_fol(print_fol(formula), _SIGNATURE) == formula


def test_what_has_no_first_order_form_is_not_printed() -> None:
    with pytest.raises(FaultError, match="no first-order form"):
        print_fol(Count((Binding("x", "Thing"),), Apply("P", (Var("x"),))))


# --- real text


@pytest.mark.data
@pytest.mark.parametrize("name", ["folio_v0_train", "folio_v2_train"])
def test_what_people_wrote_is_read(name: str) -> None:
    path = DATA / "logic" / "folio" / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"needs {path}")
    texts = [text for line in path.read_text().splitlines() for text in _formulas_of(json.loads(line))]
    unread = [text for text in texts if not _reads(text)]
    balanced = [text for text in unread if text.count("(") == text.count(")")]
    assert len(texts) > 5_000
    assert len(unread) < 0.035 * len(texts)
    assert len(balanced) < 0.005 * len(texts)


def _formulas_of(item: dict[str, object]) -> list[str]:
    premises = item["premises-FOL"]
    lines = premises if isinstance(premises, list) else str(premises).splitlines()
    return [text for text in [*map(str, lines), str(item.get("conclusion-FOL", ""))] if text.strip()]


def _reads(text: str) -> bool:
    try:
        draft_fol(text)
    except FaultError:
        return False
    return True
